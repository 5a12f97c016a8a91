#pragma once

#include "engine/base/base.hpp"
#include "engine/base/budget.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::xml {

struct Attribute {
  std::string_view name;
  std::string_view value;  ///< entities resolved
  Span name_span;
  Span span;  ///< of the value, without its quotation marks
};

/// A child of an element: an element, or a run of text.
struct Node {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  std::string_view name;  ///< of an element; empty for text
  std::string_view text;  ///< of a text run, entities resolved, white space as it stands
  Span span;              ///< an element: its name in the start tag; text: from its first byte
  std::uint32_t parent = none;
  std::uint32_t next = none;  ///< the next sibling
  std::uint32_t first_child = none;
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  bool is_text() const { return name.empty(); }
};

class Tree;

/// An element of a tree, and where it stood. A view: copy it freely, keep the tree (and its source)
/// alive.
class Element {
 public:
  Element(const Tree& tree, std::uint32_t index) : tree_{&tree}, index_{index} {}
  std::string_view name() const;
  Span span() const;  ///< of the name in the start tag
  std::span<const Attribute> attributes() const;
  const Attribute* attribute(std::string_view name) const;  ///< nullptr when absent
  /// All text directly inside, joined, as it stands.
  std::string text() const;
  /// Index of the first child node (Node::none when empty); siblings follow Node::next.
  std::uint32_t first_child() const;
  const Tree& tree() const { return *tree_; }
  std::uint32_t index() const { return index_; }

  /// Calls `each(Element)` for every child element in order.
  template <class F>
  void for_each_child(F&& each) const;
  /// The first child element of that name, if any.
  std::optional<Element> child(std::string_view name) const;

 private:
  const Tree* tree_;
  std::uint32_t index_;
};

/// A read document. Plain arrays; the root is node 0. The texts live in `storage`
/// and in the source.
class Tree {
 public:
  Element root() const { return {*this, 0}; }
  std::vector<Node> nodes;
  std::vector<Attribute> attributes;
  std::shared_ptr<void> storage;  ///< what string views of nodes and attributes point into
};

struct Limits {
  std::size_t bytes = 16u << 20;  ///< case-format.md: at most 16 MiB
  int depth = 64;                 ///< and 64 levels
  /// Asked at every so many nodes (BudgetExceeded); nullptr: nobody is.
  const Budget* budget = nullptr;
};

/// Makes a source from the bytes of a file: takes off a byte order mark and turns UTF-16, UTF-32
/// and every encoding that the XML declaration names (as iconv knows it) into UTF-8. Bytes that are
/// not text in the encoding are an error with their place (E101), an unknown encoding is E102.
/// Control characters other than tab and line ends are refused, as XML 1.0 §2.2 has it (E103).
Result<std::unique_ptr<Source>> decode(
    std::string name, std::string bytes, Source::Holds holds, Diagnostics& out
);

/// Reads XML. pugixml parses; what it lets pass and XML 1.0 does not is refused here. Comments and
/// processing instructions are passed over. Reported: the first place where the text is not
/// well-formed, a document type declaration, an entity that XML does not define, an attribute given
/// twice, a control character, more bytes or levels than `limits`. The tree's views live as long as
/// it or a copy of it; its spans as long as `source`. Time and memory grow with the text.
Result<Tree> parse(const Source& source, const Limits& limits, Diagnostics& out);

/// The same, but where nothing is wrong except signs & and < that stand for themselves in texts and
/// values, and end tags that lack or are misspelled, these are told and the tree is there as it was
/// probably meant: what else its words have may be told as well. Who
/// asks for it looks at `out`, and takes nothing of such a tree for good.
Result<Tree> parse_past_faults(const Source& source, const Limits& limits, Diagnostics& out);

/// `text` with & < > " ' written as entities, so that it reads back as itself in text and in
/// attributes. What XML has no place for (a control character, what is no UTF-8) becomes U+FFFD.
std::string escaped(std::string_view text);

// ---------------------------------------------------------

inline std::string_view Element::name() const {
  return tree_->nodes[index_].name;
}
inline Span Element::span() const {
  return tree_->nodes[index_].span;
}
inline std::uint32_t Element::first_child() const {
  return tree_->nodes[index_].first_child;
}
inline std::span<const Attribute> Element::attributes() const {
  const Node& node = tree_->nodes[index_];
  return std::span{tree_->attributes}.subspan(node.first_attribute, node.attribute_count);
}
inline const Attribute* Element::attribute(std::string_view name) const {
  for (const Attribute& a : attributes()) {
    if (a.name == name) return &a;
  }
  return nullptr;
}
template <class F>
void Element::for_each_child(F&& each) const {
  for (auto i = first_child(); i != Node::none; i = tree_->nodes[i].next) {
    if (!tree_->nodes[i].is_text()) each(Element{*tree_, i});
  }
}

}  // namespace engine::xml
