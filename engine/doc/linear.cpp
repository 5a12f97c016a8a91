#include "engine/doc/reader.hpp"
#include "engine/doc/visit.hpp"

#include <algorithm>
#include <utility>

namespace engine::doc {

namespace {

/// The words of the head above each column, bold, as they stand in front of a cell's own.
using Heads = std::vector<std::vector<Inline>>;

Text generated(std::string_view text) {
  return {.text = text, .bold = true, .strong = true};
}

char last_character(const std::vector<Inline>& inlines) {
  const auto* text = inlines.empty() ? nullptr : std::get_if<Text>(&inlines.back());
  return text ? text->text.back() : '\0';
}

/// "Asked on" is followed by ": ", "Same?" by a space.
void end_head(std::vector<Inline>& head) {
  if (head.empty()) return;
  const bool ended = std::string_view{"?:.!"}.find(last_character(head)) != std::string_view::npos;
  head.push_back(generated(ended ? " " : ": "));
}

/// The words of a head cell, bold; what is more than words names no column.
struct HeadWords : Visitor<HeadWords> {
  std::vector<Inline>& head;

  explicit HeadWords(std::vector<Inline>& out) : head{out} {}

  using Visitor::operator();
  void operator()(const Paragraph& paragraph) {
    if (!head.empty()) head.push_back(generated(" "));
    for (const Inline& in : paragraph.inlines) {
      if (const auto* text = std::get_if<Text>(&in)) {
        Text bold = *text;
        bold.bold = bold.strong = true;
        head.push_back(bold);
      } else {
        head.push_back(std::holds_alternative<LineBreak>(in) ? generated(" ") : in);
      }
    }
  }
  void operator()(const Columns&) {}
  void operator()(const Table&) {}
  void operator()(const Form&) {}
  void operator()(const WriteLines&) {}
  void operator()(const Signature&) {}
  void operator()(const Rule&) {}
  void operator()(const Image&) {}
  void operator()(const Figure&) {}
  void operator()(const PageBreak&) {}
};

void add_words(std::vector<Inline>& head, const std::vector<Block>& blocks) {
  HeadWords{head}.blocks(blocks);
}

/// A head over all columns says what the whole table is about: it is said once, above the list.
bool is_over_all(const Row& row, const Table& table) {
  return row.in_head && row.cells.size() == 1 &&
         static_cast<std::size_t>(row.cells.front().columns) == table.weights.size();
}

/// Of several head rows the words follow each other: "Dr. Okafor: Date: ".
Heads heads_of(const Table& table) {
  Heads heads(table.weights.size());
  for (const Row& row : table.rows) {
    if (!row.in_head) break;
    if (is_over_all(row, table)) continue;
    std::size_t column = 0;
    for (const Cell& cell : row.cells) {
      for (int i = 0; i < cell.columns; ++i, ++column) {
        std::vector<Inline> words;
        add_words(words, cell.content.blocks);
        end_head(words);
        heads[column].insert(heads[column].end(), words.begin(), words.end());
      }
    }
  }
  return heads;
}

/// So many letters fit above a box where four, or three, stand beside each other.
constexpr std::size_t longest_of_four = 13, longest_of_three = 17;

struct Listing {
  Reader& r;
  Heads heads;

  Block paragraph(std::vector<Inline> inlines, StyleRole look, const TextStyle& style, Span span)
      const {
    return {
        .element = Element::p,
        .box = r.styles.box(look),
        .content = Paragraph{.inlines = std::move(inlines), .style = style},
        .span = span};
  }

  /// Words above the list: what it is about, what its rows are.
  void label(std::vector<Block>& blocks, std::vector<Inline> words, Span span) const {
    if (words.empty()) return;
    const TextStyle& style = r.styles.text(StyleRole::label);
    blocks.push_back(paragraph(std::move(words), StyleRole::label, style, span));
    blocks.back().is_caption = true;
  }

  /// The row's name: its first cell.
  void title(std::vector<Block>& blocks, const Cell& cell) const {
    const std::size_t first_block = blocks.size();
    for (Block block : cell.content.blocks) {
      if (auto* words = std::get_if<Paragraph>(&block.content)) {
        const bool all_bold = !cell.is_header || words->style.bold;  // else what it emphasizes
        words->style = r.styles.text(StyleRole::linear_title);
        for (Inline& in : words->inlines) {
          auto* text = std::get_if<Text>(&in);
          if (text && all_bold) text->bold |= words->style.bold;
        }
        block.box = r.styles.box(StyleRole::linear_title);
      }
      block.box.keep_with_next = true;
      blocks.push_back(std::move(block));
    }
    if (cell.content.most_lines > 0) limit(blocks, first_block, cell);
  }

  int lines_of(const Row& row) const {
    return static_cast<int>(
        std::max<std::int64_t>(1, row.least_height.millipoints() / r.theme.write_line.millipoints())
    );
  }

  /// A box whose caption is the head, and which is to be written in; `columns` of Form::columns.
  void add_box(
      std::vector<Block>& blocks,
      const std::vector<Inline>& head,
      int lines,
      Span span,
      const Belongs& belongs,
      int columns = Form::columns / 2
  ) const {
    add_box(blocks, write_in_box(r, caption_of(head), lines, span, belongs), columns);
  }

  static void add_box(std::vector<Block>& blocks, Block box, int columns) {
    std::get<Form>(box.content).rows.front().cells.front().span = columns;
    if (!blocks.empty() && join_forms(blocks.back(), box)) return;
    blocks.push_back(std::move(box));
  }

  /// A word or two beside boxes to write in stand in a box of their own: "Asked" "done".
  void add_answer(
      std::vector<Block>& blocks, const Cell& cell, const std::vector<Inline>& head, int columns
  ) const {
    Block box = write_in_box(r, caption_of(head), 1, cell.span);
    Block words = cell.content.blocks.front();
    words.box = {};
    std::get<Form>(box.content).rows.front().cells.front().content.blocks = {std::move(words)};
    add_box(blocks, std::move(box), columns);
  }

  /// What is in a row of boxes: cells that are to be written in, and such as have a word or two.
  bool in_boxes(const Row& row) const {
    bool any = false;
    for (std::size_t i = 1; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      any |= cell.to_write_in;
      if (!cell.to_write_in && !cell.content.blocks.empty() && !is_short(cell)) return false;
    }
    return any;
  }

  static bool is_short(const Cell& cell) {
    const auto* words = cell.content.blocks.size() == 1
                            ? std::get_if<Paragraph>(&cell.content.blocks.front().content)
                            : nullptr;
    return words && width_of(words->inlines) <= longest_of_four;
  }

  static std::size_t width_of(const std::vector<Inline>& words) {
    std::size_t letters = 0;
    for (const Inline& in : words) {
      const auto* text = std::get_if<Text>(&in);
      letters += text ? text->text.size() : longest_of_four + 1;
    }
    return letters;
  }

  /// So wide are the boxes of a row that as many stand beside each other as their captions let; of
  /// five the first two have more room. `of_two`: of the first two.
  int columns_of(const Row& row, bool of_two) const {
    std::size_t boxes = 0, longest = 0, column = 0;
    for (const Cell& cell : row.cells) {
      const bool is_box = cell.to_write_in || (column > 0 && !cell.content.blocks.empty());
      if (is_box) longest = std::max(longest, width_of(heads[column]));
      boxes += is_box;
      column += static_cast<std::size_t>(cell.columns);
    }
    if (boxes == 4 && longest <= longest_of_four) return Form::columns / 4;
    const bool are_thirds = boxes == 3 || (boxes == 5 && !of_two);
    if (are_thirds && longest <= longest_of_three) return Form::columns / 3;
    return Form::columns / 2;
  }

  /// The head of a cell; of one over several columns all of theirs: "Dr. Park, Dr. Keane: ".
  std::vector<Inline> head_of(const Cell& cell, std::size_t column) const {
    std::vector<Inline> head = heads[column];
    for (int i = 1; i < cell.columns; ++i) {
      const std::vector<Inline>& next = heads[column + static_cast<std::size_t>(i)];
      if (next.empty()) continue;
      if (!head.empty()) head.back() = generated(", ");
      head.insert(head.end(), next.begin(), next.end());
    }
    return head;
  }

  /// A head in the letters of a caption, without what parts it from words.
  static std::vector<Inline> caption_of(std::vector<Inline> head) {
    if (!head.empty()) head.pop_back();
    for (Inline& in : head) {
      if (auto* text = std::get_if<Text>(&in)) text->bold = text->strong = false;
    }
    return head;
  }

  /// The head goes before the caption of a blank that has one of its own: "Dr. Okafor: Why".
  static void put_before(const std::vector<Inline>& head, Form& form) {
    FormCell& cell = form.rows.front().cells.front();
    if (head.empty() || cell.caption.empty()) return;
    std::vector<Inline> words = caption_of(head);
    words.push_back(generated(": "));
    std::get<Text>(words.back()).bold = std::get<Text>(words.back()).strong = false;
    auto& caption = std::get<Paragraph>(cell.caption.front().content).inlines;
    caption.insert(caption.begin(), words.begin(), words.end());
  }

  static void trim(std::vector<Inline>& head) {
    auto& last = std::get<Text>(head.back());
    last.text.remove_suffix(1);
    if (last.text.empty()) head.pop_back();
  }

  void item(std::vector<Block>& blocks, const Cell& cell, std::vector<Inline> head) const {
    std::vector<Block> own = cell.content.blocks;
    const std::size_t first = blocks.size();
    auto* words = std::get_if<Paragraph>(&own.front().content);
    if (words) {
      speak(*words, std::exchange(own.front().language, {}));
      words->inlines.insert(words->inlines.begin(), head.begin(), head.end());
      words->align = Align::left;
      own.front().box = r.styles.box(StyleRole::inner_p);
    } else if (const auto* lines = std::get_if<WriteLines>(&own.front().content);
               lines && own.size() == 1) {
      return add_box(blocks, head, lines->lines, cell.span, lines->belongs);
    } else if (auto* form = std::get_if<Form>(&own.front().content)) {
      put_before(head, *form);
    } else if (!head.empty()) {
      trim(head);
      blocks.push_back(
          paragraph(std::move(head), StyleRole::inner_p, r.styles.text(StyleRole::td), cell.span)
      );
      blocks.back().box.keep_with_next = true;
    }
    std::move(own.begin(), own.end(), std::back_inserter(blocks));
    if (cell.content.most_lines > 0) limit(blocks, first, cell);
  }

  /// The head that is said before a cell's words is not in their language.
  static void speak(Paragraph& words, std::string_view language) {
    for (Inline& in : words.inlines) {
      auto* text = std::get_if<Text>(&in);
      if (text && text->language.empty()) text->language = language;
    }
  }

  /// Blocks from `first` on count their lines together.
  static void limit(std::vector<Block>& blocks, std::size_t first, const Cell& cell) {
    const auto begin = blocks.begin() + static_cast<std::ptrdiff_t>(first);
    Stack limited{
        {std::make_move_iterator(begin), std::make_move_iterator(blocks.end())},
        cell.content.most_lines};
    blocks.erase(begin, blocks.end());
    blocks.push_back({.element = Element::keep, .content = std::move(limited), .span = cell.span});
  }

  Block row(const Row& row) const {
    Stack stack;
    std::size_t column = 0;
    const bool boxes = in_boxes(row);
    int boxes_so_far = 0;
    for (const Cell& cell : row.cells) {
      const bool first = column == 0;
      const std::vector<Inline> head = head_of(cell, column);
      column += static_cast<std::size_t>(cell.columns);
      if (cell.content.blocks.empty()) {
        if (!cell.to_write_in) continue;
        const int wide = columns_of(row, boxes_so_far++ < 2);
        add_box(stack.blocks, head, lines_of(row), cell.span, cell.belongs, wide);
      } else if (first) {
        title(stack.blocks, cell);
      } else if (boxes) {
        add_answer(stack.blocks, cell, head, columns_of(row, boxes_so_far++ < 2));
      } else {
        item(stack.blocks, cell, head);
      }
    }
    for (Block& block : stack.blocks) {
      if (auto* form = std::get_if<Form>(&block.content)) fill_rows(*form);
    }
    BoxStyle around = r.styles.box(StyleRole::linear_row);
    // Boxes have lines of their own: none parts a row of nothing else from the one above.
    const bool is_boxes =
        stack.blocks.size() == 1 && std::holds_alternative<Form>(stack.blocks.front().content);
    if (is_boxes) around.border = {}, around.padding = {};
    return {
        .element = Element::keep,
        .box = around,
        .content = std::move(stack),
        .span = row.span,
        .about = row.about,
        .drop_order = row.drop_order};
  }
};

/// Its first cell says something; a row to write in may have no name yet.
bool is_named(const Row& row) {
  if (row.in_head || row.cells.empty()) return false;
  std::vector<Inline> words;
  add_words(words, row.cells.front().content.blocks);
  return !words.empty();
}

}  // namespace

Stack linear(Reader& r, const Table& table, bool names_rows) {
  Listing listing{r, heads_of(table)};
  Stack list;
  std::vector<Inline> names;
  for (const Row& row : table.rows) {
    if (is_over_all(row, table)) {
      std::vector<Inline> words;
      add_words(words, row.cells.front().content.blocks);
      listing.label(list.blocks, std::move(words), row.cells.front().span);
    } else if (names_rows && row.in_head && !row.cells.empty()) {
      add_words(names, row.cells.front().content.blocks);
    }
  }
  if (std::ranges::any_of(table.rows, is_named))
    listing.label(list.blocks, std::move(names), table.rows.front().cells.front().span);
  for (const Row& row : table.rows) {
    if (row.in_head) continue;
    Block block = listing.row(row);
    if (!std::get<Stack>(block.content).blocks.empty()) list.blocks.push_back(std::move(block));
  }
  return list;
}

}  // namespace engine::doc
