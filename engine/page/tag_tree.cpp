#include "engine/page/tag_tree.hpp"

namespace engine::page {

const char* name(Role role) {
  switch (role) {
    case Role::document:
      return "Document";
    case Role::part:
      return "Part";
    case Role::section:
      return "Sect";
    case Role::div:
      return "Div";
    case Role::h1:
      return "H1";
    case Role::h2:
      return "H2";
    case Role::h3:
      return "H3";
    case Role::paragraph:
      return "P";
    case Role::list:
      return "L";
    case Role::list_item:
      return "LI";
    case Role::label:
      return "Lbl";
    case Role::list_body:
      return "LBody";
    case Role::table:
      return "Table";
    case Role::table_head:
      return "THead";
    case Role::table_body:
      return "TBody";
    case Role::table_row:
      return "TR";
    case Role::table_header:
      return "TH";
    case Role::table_data:
      return "TD";
    case Role::block_quote:
      return "BlockQuote";
    case Role::note:
      return "Note";
    case Role::figure:
      return "Figure";
    case Role::link:
      return "Link";
    case Role::span:
      return "Span";
    case Role::strong:
      return "Strong";
    case Role::em:
      return "Em";
    case Role::form:
      return "Form";
  }
  return "NonStruct";
}

namespace {
void hang(TagTree& tree, TagId parent, Child child) {
  const auto index = static_cast<std::uint32_t>(tree.children.size());
  tree.children.push_back(child);
  Tag& tag = tree[parent];
  if (tag.first == Tag::none) {
    tag.first = index;
  } else {
    tree.children[tag.last].next = index;
  }
  tag.last = index;
}
}  // namespace

TagId TagTree::add(TagId parent, Role role) {
  const TagId id{static_cast<std::uint32_t>(tags.size())};
  tags.push_back({.role = role, .parent = parent});
  hang(*this, parent, {.is = Child::Is::tag, .index = id.index});
  return id;
}

void TagTree::add_item(TagId tag, std::uint32_t page, std::uint32_t item) {
  hang(*this, tag, {.is = Child::Is::item, .index = item, .page = page});
}

}  // namespace engine::page
