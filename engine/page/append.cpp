#include "engine/page/page.hpp"

namespace engine::page {

std::size_t bytes_of(const Pages& pages) {
  std::size_t sum =
      pages.pages.capacity() * sizeof(Page) + pages.text.capacity() +
      pages.glyphs.capacity() * sizeof(font::Glyph) + pages.tags.tags.capacity() * sizeof(Tag) +
      pages.tags.children.capacity() * sizeof(Child) + pages.entries.capacity() * sizeof(Entry);
  for (const Page& page : pages.pages) sum += page.items.capacity() * sizeof(Item);
  for (const Entry& entry : pages.entries)
    sum += entry.name.size() + entry.accessible_name.size() + entry.in_case.size() +
           entry.about.size();
  return sum;
}

namespace {

/// How far every number of `more` moves when it stands behind `pages`.
struct Shift {
  std::uint32_t pages, tags, children, text, glyphs, link_targets, entries;
  TagId part;  ///< takes the place of `more`'s root

  TagId of(TagId id) const { return id == TagId{} ? part : TagId{id.index + tags}; }
  std::uint32_t of_child(std::uint32_t index) const {
    return index == Tag::none ? Tag::none : index + children;
  }
};

void append_tags(TagTree& tree, TagTree& more, const Shift& shift) {
  for (Child child : more.children) {
    child.next = shift.of_child(child.next);
    child.page += child.is == Child::Is::item ? shift.pages : 0;
    if (child.is == Child::Is::tag) child.index += shift.tags;
    tree.children.push_back(child);
  }
  for (std::size_t i = 1; i < more.tags.size(); ++i) {
    Tag& tag = more.tags[i];
    tag.parent = shift.of(tag.parent);
    tag.first = shift.of_child(tag.first);
    tag.last = shift.of_child(tag.last);
    tag.page += shift.pages;
    tree.tags.push_back(std::move(tag));
  }
  Tag& part = tree[shift.part];
  part.first = shift.of_child(more.tags[0].first);
  part.last = shift.of_child(more.tags[0].last);
}

}  // namespace

void append(Pages& pages, Pages&& more, const std::string& title, int level) {
  const TagId part = pages.tags.add(pages.tags.root(), Role::part);
  const Shift shift{
      .pages = static_cast<std::uint32_t>(pages.pages.size()),
      .tags = static_cast<std::uint32_t>(pages.tags.tags.size()) -
              1,  // `more`'s root is not taken along
      .children = static_cast<std::uint32_t>(pages.tags.children.size()),
      .text = static_cast<std::uint32_t>(pages.text.size()),
      .glyphs = static_cast<std::uint32_t>(pages.glyphs.size()),
      .link_targets = static_cast<std::uint32_t>(pages.link_targets.size()),
      .entries = static_cast<std::uint32_t>(pages.entries.size()),
      .part = part,
  };
  append_tags(pages.tags, more.tags, shift);
  if (more.metadata.language != pages.metadata.language)
    pages.tags[part].language = more.metadata.language;

  for (Page& page : more.pages) {
    for (Item& item : page.items) {
      if (TagId* tag = std::get_if<TagId>(&item.meaning)) *tag = shift.of(*tag);
      if (Text* text = std::get_if<Text>(&item.what)) {
        text->text_begin += shift.text;
        text->text_end += shift.text;
        text->glyph_begin += shift.glyphs;
        text->glyph_end += shift.glyphs;
      }
      if (Link* link = std::get_if<Link>(&item.what)) link->target += shift.link_targets;
      if (Field* field = std::get_if<Field>(&item.what)) field->entry += shift.entries;
    }
    pages.pages.push_back(std::move(page));
  }
  const bool is_all = shift.glyphs == 0 && pages.glyphs.capacity() <= more.glyphs.size();
  if (is_all && shift.text == 0) {  // there is room for these alone: nothing comes behind them
    pages.text = std::move(more.text);
    pages.glyphs = std::move(more.glyphs);
  } else {
    pages.text += more.text;
    pages.glyphs.insert(pages.glyphs.end(), more.glyphs.begin(), more.glyphs.end());
  }

  for (LinkTarget& target : more.link_targets) pages.link_targets.push_back(std::move(target));
  for (Entry& entry : more.entries) {
    entry.paper = static_cast<std::uint32_t>(pages.outline.size());
    pages.entries.push_back(std::move(entry));
  }
  for (Anchor anchor : more.anchors) {
    anchor.page += shift.pages;
    pages.anchors.push_back(std::move(anchor));
  }
  pages.has_copies = pages.has_copies || more.has_copies;
  pages.outline.push_back({.title = title, .level = level, .page = shift.pages, .at = {}});
  for (OutlineEntry entry : more.outline) {
    if (entry.level == 1) continue;  // the h1 is the title: said once
    entry.page += shift.pages;
    entry.level += level - 1;
    pages.outline.push_back(std::move(entry));
  }
}

}  // namespace engine::page
