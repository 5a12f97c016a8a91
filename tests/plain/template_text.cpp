#include "tests/plain/template_text.hpp"

#include "tests/support/run.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace plain {

namespace fs = std::filesystem;

namespace {

using Is = Event::Is;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto begin = text.find_first_not_of(space);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

/// UTF-8 of a character given by its number.
std::string letter(unsigned number) {
  const auto byte = [](unsigned bits) { return static_cast<char>(bits); };
  if (number == 0xA0) return " ";
  if (number < 0x80) return {byte(number)};
  if (number < 0x800) return {byte(0xC0 | number >> 6), byte(0x80 | (number & 0x3F))};
  return {
      byte(0xE0 | number >> 12), byte(0x80 | (number >> 6 & 0x3F)), byte(0x80 | (number & 0x3F))};
}

std::string without_entities(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto end = text[at] == '&' ? text.find(';', at) : text.npos;
    if (end == text.npos) {
      plain += text[at];
      continue;
    }
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (name.starts_with('#')) {
      const bool hex = name.starts_with("#x");
      unsigned number = ' ';
      std::from_chars(
          name.data() + (hex ? 2 : 1), name.data() + name.size(), number, hex ? 16 : 10
      );
      plain += letter(number);
    } else {
      plain += name == "amp"    ? '&'
               : name == "lt"   ? '<'
               : name == "gt"   ? '>'
               : name == "quot" ? '"'
                                : '\'';
    }
    at = end;
  }
  return plain;
}

/// A piece of a template file: words and markup as they stand, or a Mustache tag.
struct Piece {
  Is is = Is::text;
  std::string text;  ///< words; the name in a tag
  Place at;
};

/// Cuts templates into pieces and takes their parts in.
class Taker {
 public:
  Taker(const fs::path& templates, std::string_view kind, std::string_view language)
      : templates_{templates}, kind_{kind}, language_{language} {}

  void take(const std::string& file, bool inside_a_line) {
    std::string all = tests::read(templates_ / file);
    // Inside a line, the line end that editors leave at the end of a part would be a space on
    // paper.
    if (inside_a_line && all.ends_with('\n')) all.pop_back();
    int line = 1;
    std::size_t at = 0;
    for (auto tag = all.find("{{"); tag != all.npos; tag = all.find("{{", at)) {
      const auto end = all.find("}}", tag);
      if (end == all.npos) throw std::runtime_error{file + ": a tag that never ends"};
      add_words(std::string_view{all}.substr(at, tag - at), file, line);
      const std::string_view whole = std::string_view{all}.substr(tag, end + 2 - tag);
      add_tag(trimmed(whole.substr(2, whole.size() - 4)), {file, line});
      line += static_cast<int>(std::count(whole.begin(), whole.end(), '\n'));
      at = end + 2;
    }
    add_words(std::string_view{all}.substr(at), file, line);
  }

  std::vector<Piece> pieces;

 private:
  /// Line by line, so that every word knows its own.
  void add_words(std::string_view words, const std::string& file, int& line) {
    while (!words.empty()) {
      const auto end = words.find('\n');
      const bool whole = end == words.npos;
      pieces.push_back({Is::text, std::string{words.substr(0, whole ? end : end + 1)}, {file, line}}
      );
      if (whole) return;
      ++line;
      words.remove_prefix(end + 1);
    }
  }

  void add_tag(std::string_view inside, const Place& at) {
    const char mark = inside.empty() ? ' ' : inside.front();
    const auto named = [&](Is is) {
      pieces.push_back({is, std::string{trimmed(inside.substr(1))}, at});
    };
    switch (mark) {
      case '#':
        return named(Is::section);
      case '^':
        return named(Is::inverted);
      case '/':
        return named(Is::end);
      case '!':
        return named(Is::comment);
      case '>':
        return take(part(trimmed(inside.substr(1)), at), true);
      default:
        pieces.push_back({Is::variable, std::string{inside}, at});
    }
  }

  std::string part(std::string_view name, const Place& at) const {
    for (const std::string& folder : {kind_ + "/parts/", std::string{"house/"}}) {
      for (const std::string& ending : {"." + language_ + ".mustache", std::string{".mustache"}}) {
        const std::string path = folder + std::string{name} + ending;
        if (fs::exists(templates_ / path)) return path;
      }
    }
    throw std::runtime_error{shown(at) + ": there is no part '" + std::string{name} + "'"};
  }

  const fs::path& templates_;
  std::string kind_, language_;
};

/// Reads the markup that the pieces hold between them, letter by letter: a piece may end anywhere.
class Markup {
 public:
  void read(const Piece& piece) {
    if (piece.is == Is::text) {
      for (const char c : piece.text) read(c, piece.at);
      if (in_ == In::text) end_text();
      return;
    }
    if (in_ == In::text) end_text();
    if (piece.is == Is::variable) text_ += in_ == In::value ? std::string{gap} : std::string{};
    events.push_back({piece.is, piece.text, {}, piece.at, in_ != In::text});
    if (piece.is == Is::comment) std::swap(events.back().name, events.back().text);
  }

  std::vector<Event> events;

 private:
  enum class In { text, tag, value };

  void read(char c, const Place& at) {
    if (in_ == In::text && c == '<') {
      end_text();
      in_ = In::tag;
      opened_at_ = at;
    } else if (in_ == In::text) {
      if (text_.empty()) text_at_ = at;
      text_ += c;
    } else if (in_ == In::value && c == quote_) {
      events.push_back({Is::attribute, attribute_, without_entities(text_), at, true});
      text_.clear();
      attribute_.clear();
      in_ = In::tag;
    } else if (in_ == In::value) {
      text_ += c;
    } else if (c == '>') {
      end_tag();
    } else if (c == '"' || c == '\'') {
      quote_ = c;
      in_ = In::value;
    } else {
      read_in_tag(c);
    }
  }

  /// `p`, `/p`, `p look=`, `br/`: the name first, then names of attributes.
  void read_in_tag(char c) {
    if (c == '/') {
      (element_.empty() ? closes_ : closes_itself_) = true;
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      named_ = named_ || !element_.empty();
    } else if (!named_) {
      element_ += c;
    } else if (c != '=') {
      attribute_ += c;
    }
  }

  void end_tag() {
    if (!closes_) events.push_back({Is::open, element_, {}, opened_at_, false});
    if (closes_ || closes_itself_) events.push_back({Is::close, element_, {}, opened_at_, false});
    element_.clear();
    attribute_.clear();
    closes_ = closes_itself_ = named_ = false;
    in_ = In::text;
  }

  void end_text() {
    if (!text_.empty()) events.push_back({Is::text, {}, without_entities(text_), text_at_, false});
    text_.clear();
  }

  In in_ = In::text;
  char quote_ = '"';
  bool closes_ = false, closes_itself_ = false, named_ = false;
  std::string element_, attribute_, text_;
  Place opened_at_, text_at_;
};

}  // namespace

std::string shown(const Place& place) {
  return "templates/" + place.file + ':' + std::to_string(place.line);
}

std::vector<Event> events_of(
    const fs::path& templates, std::string_view kind, std::string_view language
) {
  Taker taker{templates, kind, language};
  taker.take(std::string{kind} + '/' + std::string{language} + ".mustache", false);
  Markup markup;
  for (const Piece& piece : taker.pieces) markup.read(piece);
  return std::move(markup.events);
}

std::vector<std::string> kinds_in(const fs::path& templates, std::string_view language) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{templates}) {
    if (fs::exists(entry.path() / (std::string{language} + ".mustache")))
      names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace plain
