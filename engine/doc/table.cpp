#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"

#include <algorithm>
#include <numeric>

namespace engine::doc {

namespace {

enum class Lines { plain, ruled, grid, contents };

const BoxStyle& cell_box(const Reader& r, Lines lines, bool in_head) {
  switch (lines) {
    case Lines::ruled:
      return r.styles.box(in_head ? StyleRole::ruled_head : StyleRole::ruled_cell);
    case Lines::grid:
      return r.styles.box(in_head ? StyleRole::grid_head : StyleRole::grid_cell);
    default:
      return r.styles.box(in_head ? StyleRole::plain_head : StyleRole::plain_cell);
  }
}

/// The words of a row's name that are emphasized there; true where some are.
bool has_emphasis(const std::vector<Block>& blocks) {
  return std::ranges::any_of(blocks, [](const Block& block) {
    const auto* words = std::get_if<Paragraph>(&block.content);
    return words && std::ranges::any_of(words->inlines, [](const Inline& in) {
             const auto* text = std::get_if<Text>(&in);
             return text && text->strong;
           });
  });
}

/// A row's name is bold; where it emphasizes some of its words, those alone are.
void embolden_emphasis_alone(std::vector<Block>& blocks) {
  if (!has_emphasis(blocks)) return;
  for (Block& block : blocks) {
    auto* words = std::get_if<Paragraph>(&block.content);
    if (!words) continue;
    words->style.bold = false;
    for (Inline& in : words->inlines) {
      if (auto* text = std::get_if<Text>(&in)) text->bold = text->strong;
    }
  }
}

/// The last of the lines to write on in a cell with a frame is its frame, not a second line above
/// it.
void end_with_border(Cell& cell) {
  if (cell.content.blocks.empty()) return;
  Block& last = cell.content.blocks.back();
  auto* lines = std::get_if<WriteLines>(&last.content);
  if (!lines || lines->lines < 2) return;
  lines->in_box = true;
  last.box.after = cell.box.padding.bottom = {};
}

/// One table being read.
struct TableWalk {
  Reader& r;
  const Setting& setting;
  Lines lines;
  Table table;
  std::vector<Span> row_spans;  ///< by row, for what is told when all are read

  Cell cell(xml::Element element, Tag tag, bool in_head) {
    Cell cell{
        .is_header = tag == Tag::th,
        .box = cell_box(r, lines, in_head),
        .belongs = belongs(r, element),
        .span = r.origins.of(element.span())};
    cell.columns = number(r, element, "colspan", 1, 1, 26);
    const std::optional<Align> align = choice<std::optional<Align>>(
        r,
        element,
        "align",
        std::nullopt,
        {{"left", Align::left}, {"center", Align::center}, {"right", Align::right}}
    );
    if (cell.is_header) {
      using Scope = Cell::Scope;
      cell.scope = choice<Scope>(
          r,
          element,
          "scope",
          in_head ? Scope::column : Scope::row,
          {{"row", Scope::row}, {"column", Scope::column}}
      );
    }
    const TextStyle& style = r.styles.text(cell.is_header ? StyleRole::th : StyleRole::td);
    cell.text_size = style.size;
    cell.content =
        read_limited(r, element, {.host = tag, .text = &style, .align = align, .list_depth = 0});
    if (cell.is_header && !in_head) embolden_emphasis_alone(cell.content.blocks);
    if (lines == Lines::grid) end_with_border(cell);
    return cell;
  }

  void row(xml::Element element, bool in_head) {
    Row row{
        .in_head = in_head,
        .drop_order = drop_order(r, element),
        .about = about(r, element),
        .span = r.origins.of(element.span())};
    if (in_head && row.drop_order > 0) {
      r.error(
          messages::head_row_spare,
          element.attribute("spare")->name_span,
          {"it goes when all other rows have gone"}
      );
    }
    row.least_height = r.theme.write_line * number(r, element, "height", 0, 1, 20);
    std::size_t count = 0;
    element.for_each_child([&](xml::Element) { ++count; });
    row.cells.reserve(count);
    each_child(element, Tag::tr, [&](xml::Element child, Tag found) {
      row.cells.push_back(cell(child, found, in_head));
    });
    if (lines != Lines::grid &&
        !row.cells.empty()) {  // the words of an open table reach the margins
      row.cells.front().box.padding.left = {};
      row.cells.back().box.padding.right = {};
    }
    table.rows.push_back(std::move(row));
    row_spans.push_back(element.span());
  }

  void rows(xml::Element element, Tag tag, bool in_head) {
    each_child(element, tag, [&](xml::Element child, Tag) { row(child, in_head); });
  }

  void parts(xml::Element element) {
    bool has_rows = false;
    each_child(element, Tag::table, [&](xml::Element child, Tag found) {
      if (found == Tag::thead && has_rows) {
        r.error(
            messages::may_not_stand_here("<thead>"),
            child.span(),
            {"a table has one <thead>, before its rows"}
        );
      }
      has_rows = true;
      if (found == Tag::tr) {
        row(child, false);
      } else {
        rows(child, found, found == Tag::thead);
      }
    });
  }

  template <class F>
  void each_child(xml::Element parent, Tag tag_of_parent, F&& each) {
    const auto& nodes = parent.tree().nodes;
    for (auto i = parent.first_child(); i != xml::Node::none; i = nodes[i].next) {
      if (nodes[i].is_text()) {
        refuse_words(r, nodes[i], tag_of_parent);
        continue;
      }
      const xml::Element child{parent.tree(), i};
      const Tag found = r.tags[i];
      if (belongs(r, child, found, tag_of_parent)) each(child, found);
    }
  }

  static int width(const Row& row) {
    return std::accumulate(row.cells.begin(), row.cells.end(), 0, [](int sum, const Cell& cell) {
      return sum + cell.columns;
    });
  }

  void check_widths(xml::Element element) {
    if (table.rows.empty()) {
      r.error(messages::table_without_rows, element.span());
      return;
    }
    if (table.weights.empty())
      table.weights.assign(static_cast<std::size_t>(std::max(1, width(table.rows.front()))), 1);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const int filled = width(table.rows[i]);
      if (filled == static_cast<int>(table.weights.size())) continue;
      r.error(messages::row_unlike_table(filled, table.weights.size()), row_spans[i]);
    }
  }

  /// Whoever hears a table is told with each cell what it is about (ISO 14289-1 §7.5).
  void check_headers(xml::Element element) {
    for (const Row& row : table.rows) {
      for (const Cell& cell : row.cells) {
        if (cell.is_header) return;
      }
    }
    r.error(
        messages::table_without_heads,
        element.span(),
        {"head its columns by a <thead>, or begin each row with <th scope=\"row\">: readers who "
         "hear a cell are told its head"}
    );
  }
};

/// Empty cells of a worksheet, or of a row that makes room for writing.
void mark_blanks(Table& table, bool worksheet) {
  for (Row& row : table.rows) {
    if (row.in_head || !(worksheet || row.least_height > Length{})) continue;
    for (Cell& cell : row.cells) cell.to_write_in = cell.content.blocks.empty();
  }
}

/// A thin line leads from the words of a row to its page. What stands below a row that heads it is
/// set in by an em, also where it runs over several lines, and is not parted from it.
void add_leaders(const Reader& r, Table& table, Length em) {
  Row* above = nullptr;
  bool is_below_head = false;
  for (Row& row : table.rows) {
    if (row.in_head || row.cells.size() < 2) continue;
    Cell& words = row.cells.front();
    words.leader = Rule{r.theme.rule_width, r.theme.rule_color};
    is_below_head |= words.is_header;
    if (is_below_head && !words.is_header) {
      words.box.padding.left = words.box.padding.left + em;
      above->keep_with_next |= above->cells.front().is_header;
    }
    above = &row;
  }
}

}  // namespace

void read_table(Reader& r, xml::Element element, const Setting& setting, Block& block) {
  const Lines lines = choice<Lines>(
      r,
      element,
      "look",
      Lines::plain,
      {{"plain", Lines::plain},
       {"ruled", Lines::ruled},
       {"grid", Lines::grid},
       {"contents", Lines::contents}}
  );
  TableWalk walk{r, setting, lines, {.weights = weights(r, element, "columns")}, {}};
  walk.parts(element);
  walk.check_widths(element);
  if (!r.told) walk.check_headers(element);
  Table& table = walk.table;
  // Plain text has no columns at all; large print gives up those that are not asked for.
  const bool gives_way = choice<bool>(r, element, "linear", true, {{"yes", true}, {"no", false}});
  const int from = gives_way ? r.theme.linear_tables_from : 0;
  const bool is_list = from > 0 && static_cast<int>(table.weights.size()) >= from;
  mark_blanks(table, lines == Lines::grid);
  if (lines == Lines::contents) add_leaders(r, table, r.styles.text(StyleRole::td).size);
  if (!r.told && (is_list || r.theme.no_tables) && table.rows.front().in_head) {
    block.content = linear(r, table, !is_list);
  } else {
    block.content = std::move(table);
  }
}

}  // namespace engine::doc
