#include "engine/layout/block_tags.hpp"

namespace engine::layout {

namespace {

page::Role role_of(doc::Element element) {
  switch (element) {
    case doc::Element::h1:
      return page::Role::h1;
    case doc::Element::h2:
      return page::Role::h2;
    case doc::Element::h3:
      return page::Role::h3;
    case doc::Element::ul:
    case doc::Element::ol:
      return page::Role::list;
    case doc::Element::blockquote:
      return page::Role::block_quote;
    case doc::Element::note:
      return page::Role::note;
    case doc::Element::letterhead:
    case doc::Element::address:
    case doc::Element::say:
      return page::Role::div;
    default:
      return page::Role::paragraph;
  }
}

bool holds_words_itself(const Composer& c, TagHandle tag) {
  if (tag < 0) return false;
  const page::Role role = c.tags[tag].role;
  return role == page::Role::list_body || role == page::Role::table_header ||
         role == page::Role::table_data;
}
bool is_plain_paragraph(const doc::Block& block) {
  return block.element == doc::Element::p &&
         std::holds_alternative<doc::Paragraph>(block.content) && block.language.empty();
}

}  // namespace

TagHandle tag_of(const Composer& c, const doc::Block& block, TagHandle parent) {
  using doc::Element;
  switch (block.element) {
    case Element::keep:
    case Element::columns:
    case Element::form:
    case Element::document:
    case Element::header:
    case Element::footer:
    case Element::page_break:
      return parent;
    case Element::hr:
      return layout_artifact;
    case Element::table:
      return std::holds_alternative<doc::Table>(block.content)
                 ? c.tags.add(page::Role::table, parent)
                 : parent;
    case Element::img:
    case Element::figure:
      return c.tags.add(page::Role::figure, parent);
    case Element::copy:
      return add_copy_tag(c, std::get<doc::Image>(block.content), parent);
    case Element::li:
    case Element::check:
      return c.tags.add(page::Role::list_item, parent);
    case Element::p:
    case Element::h1:
    case Element::h2:
    case Element::h3:
    case Element::blank:
    case Element::sign: {
      const bool is_text = !std::holds_alternative<doc::Stack>(block.content) &&
                           !std::holds_alternative<doc::Form>(block.content);
      return is_text ? c.tags.add(role_of(block.element), parent) : parent;
    }
    default:
      break;
  }
  const TagHandle tag = c.tags.add(role_of(block.element), parent);
  // A paragraph straight in a quote, a note or an address still is a paragraph.
  return std::holds_alternative<doc::Paragraph>(block.content)
             ? c.tags.add(page::Role::paragraph, tag)
             : tag;
}

void set_numbering(const Composer& c, const doc::Block& block, TagHandle tag) {
  if (tag < 0) return;
  const bool ordered = block.element == doc::Element::ol;
  c.tags[tag].numbering = ordered ? page::Numbering::decimal : page::Numbering::disc;
}

bool is_nested_list(const Composer& c, const doc::Block& block, TagHandle tag) {
  if (block.element != doc::Element::ul && block.element != doc::Element::ol) return false;
  const TagHandle parent = tag >= 0 ? c.tags[tag].parent : layout_artifact;
  return parent >= 0 && c.tags[parent].role == page::Role::list_body;
}

bool is_held_by(const Composer& c, TagHandle tag, const doc::Block& block) {
  return is_plain_paragraph(block) && holds_words_itself(c, tag);
}

}  // namespace engine::layout
