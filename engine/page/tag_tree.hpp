#pragma once

#include "engine/base/base.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace engine::page {

/// Standard structure types (ISO 32000-1 §14.8.4), and Strong and Em, which the writer maps to
/// Span.
enum class Role : std::uint8_t {
  document,
  part,
  section,
  div,
  h1,
  h2,
  h3,
  paragraph,
  list,
  list_item,
  label,
  list_body,
  table,
  table_head,
  table_body,
  table_row,
  table_header,
  table_data,
  block_quote,
  note,
  figure,
  link,
  span,
  strong,
  em,
  form,
};
/// The name of a role in a PDF: H1, LBody, TH …
const char* name(Role role);

struct TagId {
  std::uint32_t index = 0;
  constexpr auto operator<=>(const TagId&) const = default;
};

enum class Scope : std::uint8_t { none, column, row };
/// ListNumbering (§14.8.5.5): what the labels of a list are.
enum class Numbering : std::uint8_t { none, decimal, disc, square };

/// A piece of the document's meaning. Its text is what the items that carry its id draw.
struct Tag {
  Role role = Role::document;
  TagId parent;
  Scope scope = Scope::none;              ///< table headers
  Numbering numbering = Numbering::none;  ///< lists
  std::uint16_t column_span = 1;
  std::string alternative;  ///< Alt: figures, links
  std::string language;     ///< where it differs from the document's
  Rect box;                 ///< figures: BBox, on its page
  std::uint32_t page = 0;   ///< figures: index of that page

  std::uint32_t first = none, last = none;  ///< into TagTree::children
  static constexpr std::uint32_t none = 0xFFFFFFFF;
};

/// One child of a tag, in reading order: a tag, or an item (text, picture, link) of a page.
struct Child {
  enum class Is : std::uint8_t { tag, item } is = Is::tag;
  std::uint32_t index = 0;  ///< of the tag; of the item on its page
  std::uint32_t page = 0;   ///< of an item
  std::uint32_t next = Tag::none;
};

/// Reading order. Drawing order is the order of a page's items; the two are kept apart.
struct TagTree {
  std::vector<Tag> tags;        ///< the first is the root, Role::document
  std::vector<Child> children;  ///< linked through Child::next

  TagTree() { tags.push_back({}); }
  TagId root() const { return {}; }
  TagId add(TagId parent, Role role);
  void add_item(TagId tag, std::uint32_t page, std::uint32_t item);
  Tag& operator[](TagId id) { return tags[id.index]; }
  const Tag& operator[](TagId id) const { return tags[id.index]; }
};

}  // namespace engine::page
