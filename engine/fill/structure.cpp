#include "engine/fill/structure.hpp"

#include "engine/base/ascii.hpp"

#include <charconv>
#include <utility>

namespace engine::fill {

namespace {

bool is_of_name(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_';
}

/// Neither a control character nor a line end that XML would write otherwise.
bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= ' ' ? c != '\x7F' : c == '\n' || c == '\t';
}

}  // namespace

std::optional<Reference> reference_at(std::string_view text) {
  constexpr std::pair<std::string_view, char32_t> names[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  for (const auto& [name, character] : names) {
    if (text.starts_with(name)) return Reference{name.size(), character};
  }
  if (!text.starts_with("&#")) return std::nullopt;
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [behind, error] = std::from_chars(text.data() + 2, end, number);
  const bool is_printed = (number >= 0x20 && number < 0x7F) || (number >= 0xA0 && number < 0xD800);
  const bool is_known = error == std::errc{} && behind != end && *behind == ';' && is_printed;
  if (!is_known) return std::nullopt;
  return Reference{static_cast<std::size_t>(behind - text.data()) + 1, number};
}

bool StructureReader::read(std::string_view text, std::vector<Mark>& marks) {
  text_ = text;
  at_ = 0;
  marks_ = &marks;
  for (const char c : text) {
    if (!is_plain(c)) return false;
  }
  bool is_known = true;
  while (is_known && at_ < text_.size()) {
    switch (inside_.is) {
      case Inside::Is::text:
        is_known = read_text();
        break;
      case Inside::Is::tag:
        is_known = read_tag();
        break;
      case Inside::Is::value:
        is_known = read_value();
        break;
    }
  }
  return is_known;
}

/// Up to behind a < and the name of what begins or ends there.
bool StructureReader::read_text() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '>') return false;  // it may be a part of ]]>
    if (c == '&') {
      if (!pass_reference()) return false;
    } else if (c == '<') {
      break;
    } else {
      ++at_;
    }
  }
  if (at_ == text_.size()) return true;
  const std::size_t begin = at_++;
  if (text_.substr(at_).starts_with('/')) return read_end_tag();
  const std::uint32_t size = pass_name();
  if (size == 0 || !is_letter(text_[begin + 1])) return false;
  put(Mark::Is::element, begin, size, at_);
  inside_.is = Inside::Is::tag;
  return true;
}

bool StructureReader::read_end_tag() {
  const std::size_t begin = at_ - 1;
  ++at_;
  const std::uint32_t size = pass_name();
  pass_space();
  if (size == 0 || !text_.substr(at_).starts_with('>')) return false;
  put(Mark::Is::end, begin, size, ++at_);
  return true;
}

/// One thing of a tag: white space, an attribute up to its value, its end.
bool StructureReader::read_tag() {
  const std::size_t begin = at_;
  const char c = text_[at_];
  if (is_space(c)) {
    pass_space();
    return true;
  }
  if (c == '>' || text_.substr(at_).starts_with("/>")) {
    at_ += c == '>' ? 1 : 2;
    put(c == '>' ? Mark::Is::content : Mark::Is::empty, begin, 0, at_);
    inside_.is = Inside::Is::text;
    return true;
  }
  const std::uint32_t size = pass_name();
  pass_space();
  if (size == 0 || !is_letter(c) || !text_.substr(at_).starts_with('=')) return false;
  ++at_;
  pass_space();
  if (at_ == text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return false;
  inside_ = {Inside::Is::value, text_[at_++]};
  put(Mark::Is::attribute, begin, size, at_);
  return true;
}

bool StructureReader::read_value() {
  for (; at_ < text_.size() && text_[at_] != inside_.quote;) {
    if (text_[at_] == '<') return false;
    if (text_[at_] != '&') {
      ++at_;
    } else if (!pass_reference()) {
      return false;
    }
  }
  if (at_ == text_.size()) return true;
  put(Mark::Is::value, at_, 0, at_ + 1);
  ++at_;
  inside_.is = Inside::Is::tag;
  return true;
}

bool StructureReader::pass_reference() {
  const auto reference = reference_at(text_.substr(at_));
  if (reference) at_ += reference->size;
  return reference.has_value();
}

std::uint32_t StructureReader::pass_name() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && is_of_name(text_[at_])) ++at_;
  return static_cast<std::uint32_t>(at_ - begin);
}

void StructureReader::pass_space() {
  while (at_ < text_.size() && is_space(text_[at_])) ++at_;
}

void StructureReader::put(Mark::Is is, std::size_t at, std::size_t size, std::size_t behind) {
  marks_->push_back(
      {is,
       static_cast<std::uint32_t>(at),
       static_cast<std::uint32_t>(size),
       static_cast<std::uint32_t>(behind)}
  );
}

}  // namespace engine::fill
