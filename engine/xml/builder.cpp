#include "engine/xml/builder.hpp"

#include <algorithm>
#include <charconv>

namespace engine::xml {

namespace {

/// Writes a character as UTF-8 (RFC 3629 §3).
char* put(char* pen, std::uint32_t c) {
  const auto byte = [&](std::uint32_t bits) { *pen++ = static_cast<char>(bits); };
  const auto follow = [&](int shift) { byte(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    follow(0);
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    follow(6);
    follow(0);
  } else {
    byte(0xF0 | c >> 18);
    follow(12);
    follow(6);
    follow(0);
  }
  return pen;
}

std::uint32_t character_of(std::string_view entity) {
  if (entity == "amp") return '&';
  if (entity == "lt") return '<';
  if (entity == "gt") return '>';
  if (entity == "quot") return '"';
  if (entity == "apos") return '\'';
  const bool hex = entity[1] == 'x';
  entity.remove_prefix(hex ? 2 : 1);
  std::uint32_t value = 0;
  std::from_chars(entity.data(), entity.data() + entity.size(), value, hex ? 16 : 10);
  return value;
}

enum class Reads { text, value, verbatim };

/// XML 1.0 §2.11 (line ends), §3.3.3 (white space of attributes), §4.6 (entities).
char* read(std::string_view written, Reads as, char* pen) {
  for (std::size_t at = 0; at < written.size(); ++at) {
    const char c = written[at];
    if (c == '&' && as != Reads::verbatim) {
      const auto end = written.find(';', at);
      pen = put(pen, character_of(written.substr(at + 1, end - at - 1)));
      at = end;
      continue;
    }
    if (c == '\r' && at + 1 < written.size() && written[at + 1] == '\n') ++at;
    const bool blank = c == '\t' || c == '\n' || c == '\r';
    *pen++ = !blank ? c : as == Reads::value ? ' ' : c == '\t' ? '\t' : '\n';
  }
  return pen;
}

bool has(std::string_view text, char c) {
  return text.find(c) != text.npos;
}
bool reads_as_written(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    return c == '&' || (c < ' ' && c >= 0);
  });
}

}  // namespace

Builder::Builder(const Source& source, Tree& tree) : source_{source}, tree_{tree} {
  constexpr std::size_t usual_bytes =
      32;  // of markup, to a node; an attribute stands in every other
  tree.nodes.reserve(source.text().size() / usual_bytes + 8);
  tree.attributes.reserve(source.text().size() / usual_bytes / 2 + 8);
  open_.reserve(16);
}

void Builder::open(std::string_view name) {
  const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
  add({.name = name, .span = span_of(name)});
  tree_.nodes.back().first_attribute = static_cast<std::uint32_t>(tree_.attributes.size());
  open_.push_back({index, Node::none});
}

void Builder::attribute(std::string_view name, std::string_view written) {
  std::string_view value = written;
  if (!reads_as_written(written)) {
    char* const begin = room();
    pen_ = read(written, Reads::value, begin);
    value = {begin, static_cast<std::size_t>(pen_ - begin)};
  }
  tree_.attributes.push_back(
      {.name = name, .value = value, .name_span = span_of(name), .span = span_of(written)}
  );
  ++tree_.nodes[open_.back().index].attribute_count;
}

void Builder::close() {
  open_.pop_back();
}

void Builder::text(std::string_view written) {
  add({.text = written, .span = span_of(written)});
  if (!has(written, '&') && !has(written, '\r')) return;
  char* const begin = room();
  pen_ = read(written, Reads::text, begin);
  tree_.nodes.back().text = {begin, static_cast<std::size_t>(pen_ - begin)};
}

void Builder::verbatim(std::string_view written) {
  add({.text = written, .span = span_of(written)});
  if (!has(written, '\r')) return;
  char* const begin = room();
  pen_ = read(written, Reads::verbatim, begin);
  tree_.nodes.back().text = {begin, static_cast<std::size_t>(pen_ - begin)};
}

Span Builder::span_of(std::string_view piece) const {
  const auto begin = static_cast<std::size_t>(piece.data() - source_.text().data());
  return source_.span(begin, begin + piece.size());
}

void Builder::add(Node node) {
  const auto at = static_cast<std::uint32_t>(tree_.nodes.size());
  if (!open_.empty()) {
    Open& parent = open_.back();
    node.parent = parent.index;
    (parent.last_child == Node::none ? tree_.nodes[parent.index].first_child
                                     : tree_.nodes[parent.last_child].next) = at;
    parent.last_child = at;
  }
  tree_.nodes.push_back(node);
}

char* Builder::room() {
  if (!pen_) {
    const auto storage = std::make_shared_for_overwrite<char[]>(source_.text().size());
    tree_.storage = storage;
    pen_ = storage.get();
  }
  return pen_;
}

}  // namespace engine::xml
