#include "engine/fill/source_map.hpp"

#include <algorithm>

namespace engine::fill {

namespace {

bool is_name(char c) {
  return !is_space(c) && c != '=' && c != '>' && c != '/' && c != '"' && c != '\'' && c != '<';
}

}  // namespace

void SourceMapper::map(Span piece, std::vector<Source::Mapping>& source_map) {
  const std::string_view text = piece.text();
  const auto put = [&](std::size_t offset, std::size_t begin, std::size_t end) {
    const auto at = static_cast<std::uint32_t>(piece.begin + begin);
    source_map.push_back(
        {static_cast<std::uint32_t>(offset),
         {piece.source, at, static_cast<std::uint32_t>(piece.begin + std::max(begin, end))}}
    );
  };
  // The words of a line of text, without the white space around them; an empty line has its place
  // alone.
  const auto put_line = [&](std::size_t offset) {
    auto begin = offset;
    while (begin < text.size() && is_space(text[begin])) ++begin;
    auto end = begin;
    while (end < text.size() && text[end] != '\n' && text[end] != '<') ++end;
    while (end > begin && is_space(text[end - 1])) --end;
    put(offset, begin, end);
  };

  std::size_t at = 0;
  const auto skip_while = [&](auto&& is) {
    while (at < text.size() && is(text[at])) ++at;
  };
  if (in_ == In::text) put_line(0);
  if (in_ == In::value) put(0, 0, std::min(text.find(quote_), text.size()));
  if (in_ == In::tag) put(0, 0, 0);
  while (at < text.size()) {
    const char c = text[at];
    switch (in_) {
      case In::text:
        if (c == '<' && text.substr(at).starts_with("<!--")) {
          at = std::min(text.find("-->", at), text.size() - 3) + 3;
        } else if (c == '<') {
          const auto start = at++;
          if (at < text.size() && text[at] == '/') ++at;
          const auto name = at;
          skip_while(is_name);
          put(start, name, at);
          in_ = In::tag;
        } else if (c == '\n') {
          put_line(++at);
        } else {
          ++at;
        }
        break;
      case In::tag:
        if (c == '>') {
          in_ = In::text;
          if (++at < text.size()) put_line(at);
        } else if (c == '"' || c == '\'') {
          quote_ = c;
          in_ = In::value;
          ++at;
          put(at, at, std::min(text.find(quote_, at), text.size()));
        } else if (is_name(c)) {
          const auto name = at;
          skip_while(is_name);
          put(name, name, at);
        } else {
          ++at;
        }
        break;
      case In::value:
        if (c == quote_) in_ = In::tag;
        ++at;
        break;
    }
  }
}

}  // namespace engine::fill
