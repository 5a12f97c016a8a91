#include "engine/batch/split.hpp"

#include "engine/engine.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

namespace engine::batch {

namespace {

constexpr std::size_t block = std::size_t{1} << 16;
constexpr std::size_t longest_case = std::size_t{16} << 20;  // case-format.md
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool ends_name(char c) {
  return is_space(c) || c == '>' || c == '/';
}

bool is_tag(std::string_view text, std::string_view word) {
  return text.starts_with(word) && text.size() > word.size() && ends_name(text[word.size()]);
}

/// Behind what XML allows before the outermost element.
std::string_view without_prolog(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (;;) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    const std::string_view close = text.starts_with("<?")     ? "?>"
                                   : text.starts_with("<!--") ? "-->"
                                                              : "";
    if (close.empty()) return text;
    const auto end = text.find(close, 2);
    if (end == text.npos) return {};
    text.remove_prefix(end + close.size());
  }
}

}  // namespace

bool Splitter::fill() {
  if (ended_) return false;
  if (at_ > std::max(block, text_.size() / 2)) {
    text_.erase(0, at_);
    passed_ += at_;
    at_ = 0;
  }
  const std::size_t before = text_.size();
  text_.resize(before + block);
  const ssize_t count = read_(text_.data() + before, block);
  if (count < 0) failed_ = errno;
  ended_ = count <= 0;
  text_.resize(before + (ended_ ? 0 : static_cast<std::size_t>(count)));
  return !ended_;
}

bool Splitter::begins(std::string_view word) {
  while (text_.size() - at_ < word.size() && fill()) {
  }
  return std::string_view{text_}.substr(at_).starts_with(word);
}

/// `word` begins a tag here: `<case` and a blank, `>` or `/`.
bool Splitter::begins_tag(std::string_view word) {
  while (text_.size() - at_ <= word.size() && fill()) {
  }
  return is_tag(std::string_view{text_}.substr(at_), word);
}

/// Where `word` stands from at_ + `from` on, as bytes from at_; npos at the end of the stream, or
/// beyond what a case may have.
std::size_t Splitter::find(std::string_view word, std::size_t from) {
  const auto known = not_before_.find(word);
  if (known != not_before_.end() && known->second > passed_ + at_)
    from = std::max<std::size_t>(from, known->second - (passed_ + at_));
  for (;;) {
    const auto found = text_.find(word, at_ + from);
    if (found != std::string::npos) return found - at_;
    const std::size_t seen = text_.size() - at_;
    from = std::max(from, seen - std::min(seen, word.size() - 1));
    if (seen <= longest_case + block && fill()) continue;
    not_before_[word] = passed_ + at_ + from;
    return std::string::npos;
  }
}

void Splitter::pass(std::size_t bytes) {
  for (const char c : std::string_view{text_}.substr(at_, bytes)) {
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++column_;
    }
  }
  at_ += bytes;
}

/// Of <?xml … ?>: kept when it names an encoding that the bytes of each case are to be read by.
void Splitter::read_declaration(std::size_t end) {
  std::string said = text_.substr(at_, end);
  const std::string lower = lowered(said);
  const bool other =
      lower.find("encoding") != std::string::npos && lower.find("utf-8") == std::string::npos;
  std::replace(said.begin(), said.end(), '\n', ' ');
  constexpr std::size_t longest = 1024;  // a copy goes with every case
  declaration_ = other && said.size() <= longest ? said : std::string{};
}

/// Passes what may stand between cases; false when something else stands there.
bool Splitter::skip_between() {
  if (begins(byte_order_mark)) {
    at_ += byte_order_mark.size();
    return true;
  }
  while (at_ < text_.size() || fill()) {
    const auto rest = std::string_view{text_}.substr(at_);
    const auto black = std::find_if_not(rest.begin(), rest.end(), is_space);
    const auto blanks = static_cast<std::size_t>(black - rest.begin());
    pass(blanks);
    if (black != rest.end()) break;
  }
  std::string_view close;
  if (begins("<?")) close = "?>";
  if (begins("<!--")) close = "-->";
  if (begins_tag("<cases") || begins_tag("</cases")) close = ">";
  if (close.empty()) return false;
  const auto found = find(close, 2);
  if (found == std::string::npos) return false;
  if (begins("<?xml")) read_declaration(found + close.size());
  if (begins("</cases")) declaration_.clear();
  pass(found + close.size());
  return true;
}

/// Where the case that begins here ends. A comment or a section without its end is no reason to
/// lose the cases behind it: then its first characters are taken for text.
std::size_t Splitter::end_of_case() {
  std::size_t from = 1;
  const auto start_tag = find(">", from);
  if (start_tag != std::string::npos && text_[at_ + start_tag - 1] == '/' &&
      text_.find('<', at_ + 1) > at_ + start_tag)
    return start_tag + 1;
  for (;;) {
    const auto open = find("<", from);
    if (open == std::string::npos) return open;
    while (text_.size() - at_ < open + 9 && fill()) {
    }
    const auto here = std::string_view{text_}.substr(at_ + open);
    if (is_tag(here, "<case") || is_tag(here, "</cases")) return open;
    if (is_tag(here, "</case")) {
      const auto close = find(">", open);
      return close == std::string::npos ? close : close + 1;
    }
    from = open + 1;
    const std::string_view close = here.starts_with("<!--")        ? "-->"
                                   : here.starts_with("<![CDATA[") ? "]]>"
                                   : here.starts_with("<?")        ? "?>"
                                                                   : "";
    if (close.empty()) continue;
    const auto end = find(close, open + 2);
    if (end != std::string::npos) from = end + close.size();
  }
}

/// Where what is no case ends.
std::size_t Splitter::end_of_stray() {
  for (std::size_t from = 1;;) {
    const auto open = find("<", from);
    if (open == std::string::npos) return open;
    while (text_.size() - at_ < open + 9 && fill()) {
    }
    const auto here = std::string_view{text_}.substr(at_ + open);
    if (is_tag(here, "<case") || is_tag(here, "<cases") || is_tag(here, "</cases")) return open;
    from = open + 1;
  }
}

/// The bytes up to `end`.
Splitter::Piece Splitter::cut(std::size_t end) {
  Piece piece{.begin = {.line = line_, .column = column_}};
  if (!declaration_.empty()) {
    piece.bytes = declaration_ + '\n';
    piece.begin.declared = 1;
  }
  piece.bytes.append(text_, at_, end);
  pass(end);
  return piece;
}

/// Passes the rest of a case that is larger than any may be.
void Splitter::discard_case() {
  for (;;) {
    const auto open = find("<", 0);
    pass(open == std::string::npos ? text_.size() - at_ : open);
    if (open == std::string::npos && ended_) return;
    if (open == std::string::npos) continue;
    if (begins_tag("<case") || begins_tag("</cases")) return;
    if (begins_tag("</case")) {
      pass(std::min(find(">", 0), text_.size() - at_ - 1) + 1);
      return;
    }
    pass(1);
  }
}

std::optional<Splitter::Piece> Splitter::next() {
  while (skip_between()) {
  }
  if (at_ == text_.size() && !fill()) return std::nullopt;
  const bool is_case = begins_tag("<case");
  const auto end = is_case ? end_of_case() : end_of_stray();
  const bool is_too_large = end == std::string::npos && text_.size() - at_ > longest_case;
  Piece piece = cut(std::min(end, text_.size() - at_));
  if (is_too_large) discard_case();
  return piece;
}

std::string_view root_name(std::string_view bytes) {
  const auto text = without_prolog(bytes);
  if (!text.starts_with('<')) return {};
  const auto end = std::find_if(text.begin() + 1, text.end(), ends_name);
  if (end == text.end()) return {};
  return {text.begin() + 1, end};
}

std::string_view id_of(std::string_view bytes) {
  auto text = without_prolog(bytes);
  if (!is_tag(text, "<case")) return {};
  text.remove_prefix(5);
  for (;;) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    const auto equals = text.find('=');
    if (equals == text.npos) return {};
    const auto name = trimmed(text.substr(0, equals));
    text = text.substr(equals + 1);
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) return {};
    const auto close = text.find(text.front(), 1);
    if (close == text.npos) return {};
    const auto value = trimmed(text.substr(1, close - 1));
    if (name == "id") return casefile::is_case_id(value) ? value : std::string_view{};
    if (name.find_first_of("<>") != name.npos) return {};
    text.remove_prefix(close + 1);
  }
}

namespace {

/// The name of a file as an element gives it: <logo>NAME</logo>, <attachment file="NAME">.
std::string_view name_in_element(std::string_view element) {
  if (is_tag(element, "<logo")) {
    const auto begin = element.find('>');
    if (begin == element.npos) return {};
    return trimmed(element.substr(begin + 1, element.find('<', begin) - begin - 1));
  }
  const auto tag = element.substr(0, element.find('>'));
  const auto file = tag.find("file");
  const auto open = file == tag.npos ? tag.npos : tag.find_first_of("\"'", file);
  if (open == tag.npos) return {};
  return trimmed(tag.substr(open + 1, tag.find(tag[open], open + 1) - open - 1));
}

}  // namespace

std::vector<std::string> files_beside(std::string_view bytes) {
  std::vector<std::string> names;
  for (auto at = bytes.find('<'); at != bytes.npos; at = bytes.find('<', at + 1)) {
    const auto element = bytes.substr(at);
    const char first = at + 1 < bytes.size() ? bytes[at + 1] : ' ';
    if (first != 'l' && first != 'a') continue;
    if (!is_tag(element, "<logo") && !is_tag(element, "<attachment")) continue;
    std::string name{name_in_element(element)};
    for (auto sign = name.find("&amp;"); sign != name.npos; sign = name.find("&amp;", sign + 1))
      name.erase(sign + 1, 4);
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace engine::batch
