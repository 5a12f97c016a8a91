#include "engine/pdf/interactive/outline.hpp"

#include "engine/pdf/interactive/annotations.hpp"
#include "engine/pdf/syntax/tokens.hpp"

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

constexpr int none = -1;

/// An entry's neighbours, as indices of entries; the root stands behind the last entry.
struct Node {
  int parent = none, previous = none, next = none, first = none, last = none;
  int below = 0;  ///< entries anywhere under it
  int children = 0;
};

std::vector<Node> tree_of(const std::vector<page::OutlineEntry>& entries) {
  const int root = static_cast<int>(entries.size());
  std::vector<Node> nodes(entries.size() + 1);
  const auto node = [&](int index) -> Node& { return nodes[static_cast<std::size_t>(index)]; };
  const auto level = [&](int index) { return entries[static_cast<std::size_t>(index)].level; };
  int before = root;
  for (int i = 0; i < root; ++i) {
    int parent = before;
    while (parent != root && level(parent) >= level(i)) parent = node(parent).parent;
    node(i).parent = parent;
    node(i).previous = node(parent).last;
    if (node(parent).last == none) {
      node(parent).first = i;
    } else {
      node(node(parent).last).next = i;
    }
    node(parent).last = i;
    ++node(parent).children;
    for (int above = parent; above != none; above = node(above).parent) ++node(above).below;
    before = i;
  }
  return nodes;
}

}  // namespace

ObjectId add_outline(
    haru::Document& file, const page::Pages& pages, std::span<const ObjectId> page_ids
) {
  if (pages.outline.empty()) return {};
  const std::vector<Node> nodes = tree_of(pages.outline);
  const auto count = static_cast<std::uint32_t>(pages.outline.size());
  const ObjectId first_id = file.reserve(count + 1);
  const auto id = [&](int index) {
    return ObjectId{first_id.number + static_cast<std::uint32_t>(index)};
  };
  const Node& root = nodes[count];
  const bool all_open = root.children == 1;

  for (std::uint32_t i = 0; i < count; ++i) {
    const page::OutlineEntry& entry = pages.outline[i];
    const Node& node = nodes[i];
    Bytes& out = file.begin(id(static_cast<int>(i)));
    out << "<</Title"sv;
    put_text(out, entry.title);
    out << "/Parent "sv << id(node.parent);
    if (node.previous != none) out << "/Prev "sv << id(node.previous);
    if (node.next != none) out << "/Next "sv << id(node.next);
    if (node.first != none) {
      out << "/First "sv << id(node.first) << "/Last "sv << id(node.last) << "/Count "sv
          << (all_open ? node.below : -node.children);
    }
    out << "/Dest"sv;
    put_destination(out, page_ids[entry.page], pages.pages[entry.page], entry.at);
    out << ">>\n"sv;
  }
  file.begin(id(static_cast<int>(count)))
      << "<</Type/Outlines/First "sv << id(root.first) << "/Last "sv << id(root.last) << "/Count "sv
      << (all_open ? root.below : root.children) << ">>\n"sv;
  return id(static_cast<int>(count));
}

}  // namespace engine::pdf
