#include "engine/doc/markup.hpp"

#include "engine/base/printable.hpp"
#include "engine/base/suggest.hpp"

#include <array>
#include <bit>
#include <vector>

namespace engine::doc {

namespace {

using Tags = std::uint64_t;
template <class... T>
constexpr Tags any(T... tags) {
  return ((Tags{1} << static_cast<unsigned>(tags)) | ...);
}

struct Entry {
  std::string_view name;
  Tags parents;
  std::array<std::string_view, 11> attributes;
};

using enum Tag;
constexpr Tags flow = any(document, keep, column);
constexpr Tags boxes = any(li, td, th, note, check, say, blockquote, letterhead, cell);
constexpr Tags running = any(header, footer);
constexpr Tags marked = any(strong, em, a, span);
constexpr Tags lines = boxes | marked | any(h1, h2, h3, p, address);

// By the order of Tag.
constexpr std::array<Entry, static_cast<std::size_t>(unknown)> entries{{
    {"document",
     0,
     {"title", "minimum-type", "pages", "landscape", "form", "dense", "letter", "copies", "about"}},
    {"h1", flow, {"id", "look", "lang"}},
    {"h2", flow, {"id", "repeat", "look", "lang", "about"}},
    {"h3", flow, {"id", "repeat", "lang", "about"}},
    {"p", flow | boxes, {"align", "look", "mark", "spare", "most-lines", "if-cut", "lang"}},
    {"ul", flow | boxes, {"look", "alt"}},
    {"ol", flow | boxes, {"start"}},
    {"li", any(ul, ol), {"mark", "spare", "most-lines", "at", "until", "lang"}},
    {"notch", any(ul), {"at", "label"}},
    {"cut", any(ul), {"from", "until", "label"}},
    {"table", flow | any(note, li), {"columns", "linear", "look", "spare"}},
    {"thead", any(table), {}},
    {"tbody", any(table), {}},
    {"tr", any(table, thead, tbody), {"height", "spare", "about"}},
    {"th", any(tr), {"colspan", "align", "scope"}},
    {"td", any(tr), {"colspan", "align", "most-lines", "case"}},
    {"blockquote", flow | any(note, li, td, th), {"lang"}},
    {"hr", flow | any(note), {}},
    {"img", flow | boxes, {"src", "alt", "width", "height"}},
    {"copy", any(document), {"src", "alt"}},
    {"figure", flow | boxes, {"alt", "columns", "size", "gap"}},
    {"mark", any(figure), {"name", "count"}},
    {"letterhead", any(document), {"mark"}},
    {"address", flow | boxes, {"window", "lang"}},
    {"say", flow | any(note, li, td, th), {"who", "lang"}},
    {"note", flow, {"kind", "title", "spare", "lang"}},
    {"check", flow | boxes, {"ticked", "spare", "most-lines", "lang"}},
    {"form", flow | any(note, li, td), {}},
    {"cell",
     any(form),
     {"label",
      "caption",
      "number",
      "span",
      "wide",
      "lines",
      "sign",
      "flag",
      "keep",
      "lang",
      "case"}},
    {"blank", flow | boxes, {"label", "lines", "spare", "case"}},
    {"sign", flow | any(note), {"who", "look", "date-label", "flag"}},
    {"keep", flow | any(note, li, blockquote, cell), {"spare"}},
    {"columns", any(document, keep, note, letterhead, td), {"weights", "stack"}},
    {"column", any(columns), {}},
    {"page-break", any(document), {}},
    {"header", any(document), {"first", "mark"}},
    {"footer", any(document), {"first", "mark"}},
    {"strong", lines | running, {}},
    {"em", lines | running, {}},
    {"a", lines, {"href"}},
    {"span", lines | running, {"lang"}},
    {"br", lines | running, {}},
    {"fill", lines, {"label", "width", "rest", "case"}},
    {"box", lines, {}},
    {"page", running | any(strong, em), {}},
    {"pages", running | any(strong, em), {}},
    {"packet-page", running | any(strong, em), {}},
    {"tab", running, {}},
}};

const Entry& entry(Tag tag) {
  return entries[static_cast<std::size_t>(tag)];
}

// Names are found by a small open table: first letter, last letter and length part most of them.
constexpr std::size_t slots = 128;
constexpr std::size_t slot_of(std::string_view name) {
  const auto letter = [](char c) {
    return static_cast<std::size_t>(static_cast<unsigned char>(c));
  };
  return (letter(name.front()) * 5 + letter(name.back()) * 17 + name.size() * 29) % slots;
}
constexpr auto index = [] {
  std::array<Tag, slots> table{};
  for (Tag& t : table) t = unknown;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    std::size_t at = slot_of(entries[i].name);
    while (table[at] != unknown) at = (at + 1) % slots;
    table[at] = static_cast<Tag>(i);
  }
  return table;
}();

}  // namespace

std::string_view name(Tag tag) {
  return entry(tag).name;
}

Tag tag(std::string_view name) {
  for (std::size_t at = slot_of(name); index[at] != unknown; at = (at + 1) % slots) {
    if (entry(index[at]).name == name) return index[at];
  }
  return unknown;
}

std::string_view nearest_element(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Entry& e : entries) names.push_back(e.name);
  return nearest(name, names);
}

bool is_inline(Tag tag) {
  return tag >= strong && tag < unknown;
}
bool holds_words_or_blocks(Tag tag) {
  return tag < unknown && (boxes & any(tag)) != 0;
}
bool may_stand_in(Tag tag, Tag parent) {
  return (entry(tag).parents & any(parent)) != 0;
}

std::string where_it_stands(Tag tag) {
  const Tags parents = entry(tag).parents;
  int left = std::popcount(parents);
  if (left == 0 || left > 4) return {};
  std::string text = tagged(entry(tag).name) + " stands in ";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if ((parents >> i & 1) == 0) continue;
    text += tagged(entries[i].name);
    --left;
    if (left > 0) text += left == 1 ? " or " : ", ";
  }
  return text;
}

std::span<const std::string_view> attributes(Tag tag) {
  const auto& all = entry(tag).attributes;
  std::size_t count = 0;
  while (count < all.size() && !all[count].empty()) ++count;
  return {all.data(), count};
}

}  // namespace engine::doc
