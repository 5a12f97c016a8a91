#include "engine/xml/well_formed.hpp"
#include "engine/xml/xml.hpp"

#include <pugixml.hpp>

#include <cstring>

namespace engine::xml {

namespace {

/// Turns pugixml's nodes into arrays. pugixml worked in place on a copy of the source's text: each
/// name and value still stands where the source has it, so pointers into the copy are offsets in
/// the source.
class Flattening {
 public:
  Flattening(const Source& source, const char* copy, Tree& tree)
      : source_{source}, text_{source.text()}, copy_{copy}, tree_{tree} {}

  void element(pugi::xml_node from, std::uint32_t parent) {
    const std::string_view name = from.name();
    const auto index = add({.name = name, .span = span_of(name), .parent = parent});
    tree_.nodes[index].first_attribute = static_cast<std::uint32_t>(tree_.attributes.size());
    for (auto a = from.first_attribute(); a; a = a.next_attribute()) attribute(a);
    tree_.nodes[index].attribute_count =
        static_cast<std::uint32_t>(tree_.attributes.size()) - tree_.nodes[index].first_attribute;

    auto last = Node::none;
    for (auto child = from.first_child(); child;
         child = child.next_sibling()) {  // no deeper than Limits::depth
      const auto at = static_cast<std::uint32_t>(tree_.nodes.size());
      if (child.type() == pugi::node_element) {
        element(child, index);
      } else {
        text(child, index);
      }
      (last == Node::none ? tree_.nodes[index].first_child : tree_.nodes[last].next) = at;
      last = at;
    }
  }

 private:
  std::uint32_t add(Node node) {
    tree_.nodes.push_back(node);
    return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
  }
  std::size_t offset(const char* in_copy) const {
    return static_cast<std::size_t>(in_copy - copy_);
  }
  Span span_of(std::string_view name) const {
    const auto begin = offset(name.data());
    return source_.span(begin, begin + name.size());
  }

  /// Where a value ends as it was written, before `stop`. It is never shorter than as it was read,
  /// and mostly as long: only entities and line ends are longer.
  std::size_t end_of(std::string_view value, char stop) const {
    const auto end = offset(value.data()) + value.size();
    return text_[end] == stop ? end : text_.find(stop, end);
  }

  void attribute(pugi::xml_attribute a) {
    const std::string_view name = a.name(), value = a.value();
    const auto begin = offset(value.data());
    const auto end = end_of(value, text_[begin - 1]);
    tree_.attributes.push_back(
        {.name = name, .value = value, .name_span = span_of(name), .span = source_.span(begin, end)}
    );
  }
  void text(pugi::xml_node run, std::uint32_t parent) {
    const std::string_view value = run.value();
    const auto begin = offset(value.data());
    const auto end = run.type() == pugi::node_cdata ? text_.find("]]>", begin) : end_of(value, '<');
    add({.text = value, .span = source_.span(begin, end), .parent = parent});
  }

  const Source& source_;
  std::string_view text_;
  const char* copy_;
  Tree& tree_;
};

}  // namespace

Result<Tree> parse(const Source& source, const Limits& limits, Diagnostics& out) {
  const auto sizes = check_well_formed(source, limits, out);
  if (!sizes) return sizes.error();

  const std::string& text = source.text();
  const auto copy = std::make_shared_for_overwrite<char[]>(text.size());
  std::memcpy(copy.get(), text.data(), text.size());
  pugi::xml_document document;
  // White space that stands alone is kept: between inline elements it is a space between words.
  constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute |
                             pugi::parse_eol | pugi::parse_ws_pcdata;
  const auto outcome =
      document.load_buffer_inplace(copy.get(), text.size(), flags, pugi::encoding_utf8);
  if (!outcome) {
    const auto at = std::min(
        static_cast<std::size_t>(std::max<std::ptrdiff_t>(outcome.offset, 0)), text.size()
    );
    return out.error(
        "E112", source.span(at, at), std::string{"this is not XML: "} + outcome.description()
    );
  }

  Tree tree;
  tree.storage = copy;
  tree.nodes.reserve(sizes->nodes);
  tree.attributes.reserve(sizes->attributes);
  Flattening{source, copy.get(), tree}.element(document.document_element(), Node::none);
  return tree;
}

std::string Element::text() const {
  const auto& nodes = tree_->nodes;
  auto at = nodes[index_].first_child;
  while (at != Node::none && !nodes[at].is_text()) at = nodes[at].next;
  if (at == Node::none) return {};
  std::string all{nodes[at].text};
  for (at = nodes[at].next; at != Node::none; at = nodes[at].next) all += nodes[at].text;
  return all;
}

std::optional<Element> Element::child(std::string_view name) const {
  for (auto at = first_child(); at != Node::none; at = tree_->nodes[at].next) {
    if (tree_->nodes[at].name == name) return Element{*tree_, at};
  }
  return std::nullopt;
}

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&apos;";
        break;
      case '\t':
        safe += "&#9;";
        break;  // white space as it stands would be one space in an attribute
      case '\n':
        safe += "&#10;";
        break;
      case '\r':
        safe += "&#13;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

}  // namespace engine::xml
