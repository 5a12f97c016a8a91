#pragma once

// The vocabulary of the markup as templates/README.md gives it: which elements there are, where
// they may stand and which attributes they take.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace engine::doc {

enum class Tag : std::uint8_t {
  document,
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  li,
  notch,
  cut,
  table,
  thead,
  tbody,
  tr,
  th,
  td,
  blockquote,
  hr,
  img,
  copy,
  figure,
  mark,
  letterhead,
  address,
  say,
  note,
  check,
  form,
  cell,
  blank,
  sign,
  keep,
  columns,
  column,
  page_break,
  header,
  footer,
  // inside a line
  strong,
  em,
  a,
  span,
  br,
  fill,
  box,
  page,
  pages,
  packet_page,
  tab,
  unknown,
};

std::string_view name(Tag tag);
/// The tag of a name; Tag::unknown when the markup has none.
Tag tag(std::string_view name);
/// The element whose name is nearest to a misspelt one; empty when none is near.
std::string_view nearest_element(std::string_view name);

bool is_inline(Tag tag);
/// li, td, note …: holds either words or blocks.
bool holds_words_or_blocks(Tag tag);
bool may_stand_in(Tag tag, Tag parent);
/// "<td> stands in <tr>", for a hint; empty when it has too many homes to list.
std::string where_it_stands(Tag tag);
std::span<const std::string_view> attributes(Tag tag);

}  // namespace engine::doc
