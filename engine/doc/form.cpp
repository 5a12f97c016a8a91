#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"

#include <algorithm>

// Forms: boxes on a grid, each with its caption in the upper left corner. A blank with a label and
// the place for a signature are such boxes, too.

namespace engine::doc {

namespace {

/// A row to write a name in is as high as a hand needs.
WriteLines room_to_write(const Reader& r, int lines) {
  return {
      .style = r.styles.text(StyleRole::form_cell),
      .lines = lines,
      .pitch = r.theme.write_line,
      .rule_width = r.theme.rule_width,
      .rule_color = r.theme.rule_color,
      .in_box = true};
}

Block caption_of(const Reader& r, std::vector<Inline> words, Span span) {
  const TextStyle& style = r.styles.text(StyleRole::caption);
  return {
      .element = Element::p,
      .box = r.styles.box(StyleRole::caption),
      .content = Paragraph{.inlines = std::move(words), .style = style},
      .span = span,
      .is_caption = true};
}

Block block_to_write(WriteLines lines, Span span) {
  return {.element = Element::blank, .content = lines, .span = span};
}

/// Room to write reaches down to the border, and up to it where no caption is printed.
void add_room(FormCell& cell, WriteLines lines, Span span) {
  cell.box.padding.bottom = {};
  if (cell.caption.empty() && cell.content.blocks.empty()) cell.box.padding.top = {};
  cell.content.blocks.push_back(block_to_write(lines, span));
}

/// What points to a place to sign, where the element says that its reader signs there.
const Pictogram* flag_of(Reader& r, xml::Element element) {
  if (!is_yes(r, element, "flag")) return nullptr;
  const Pictograms& all = r.pictures.pictograms();
  const auto found = all.find("sign-here");
  return found == all.end() ? nullptr : &found->second;
}

/// Nobody types a signature.
WriteLines room_to_sign(Reader& r, xml::Element element, WriteLines lines) {
  lines.by_hand_only = true;
  lines.flag = flag_of(r, element);
  return lines;
}

/// The caption of the box that is to be signed is the first thing seen of the form.
void stress(FormCell& cell, const TextStyle& like) {
  if (cell.caption.empty()) return;
  auto& words = std::get<Paragraph>(cell.caption.front().content);
  words.style.color = like.color;
  words.style.bold = like.bold;
  for (Inline& in : words.inlines) {
    if (auto* text = std::get_if<Text>(&in)) text->bold = like.bold;
  }
}

/// A box of which only the room to write is seen.
bool is_bare(const FormCell& cell) {
  return cell.caption.empty() && cell.content.blocks.size() == 1 &&
         std::holds_alternative<WriteLines>(cell.content.blocks.front().content);
}

/// A blank in a line and nothing else: the whole box is to be written in.
bool is_fill_alone(const Stack& content) {
  const auto* words = content.blocks.size() == 1
                          ? std::get_if<Paragraph>(&content.blocks.front().content)
                          : nullptr;
  return words && words->inlines.size() == 1 &&
         std::holds_alternative<Fill>(words->inlines.front());
}

FormCell box_to_write(Reader& r, std::vector<Inline> caption, WriteLines lines, Span span) {
  FormCell cell{.span = Form::columns, .box = r.styles.box(StyleRole::form_cell)};
  if (!caption.empty()) cell.caption.push_back(caption_of(r, std::move(caption), span));
  add_room(cell, lines, span);
  return cell;
}

int width(const FormRow& row) {
  int sum = 0;
  for (const FormCell& cell : row.cells) sum += cell.span;
  return sum;
}

/// Adds a box to the last row that has room for it.
void add(Form& form, FormCell cell, bool keep = false) {
  if (form.rows.empty() || width(form.rows.back()) + cell.span > Form::columns)
    form.rows.emplace_back();
  form.rows.back().cells.push_back(std::move(cell));
  form.rows.back().keep_with_previous |= keep;
}

/// In a box there is less white between things than on a page, and no sentence goes on over it.
void tighten(std::vector<Block>& blocks) {
  for (Block& block : blocks) {
    if (block.element == Element::address || block.element == Element::ul ||
        block.element == Element::ol)
      block.box.before = block.box.after = {};
    if (block.element == Element::li) block.box.after = block.box.after / 3;
    if (block.element == Element::p) {
      block.box.after = block.box.after / 2;
      block.box.keep_together = true;
    }
    if (auto* stack = std::get_if<Stack>(&block.content)) tighten(stack->blocks);
  }
  if (!blocks.empty()) blocks.front().box.before = {};
}

/// One <form> being read.
struct FormWalk {
  Reader& r;
  const Setting& setting;
  Form form;
  Length gutter;  ///< of the numbers, where some box has one

  /// Where letters are large a box may be wider.
  int span(xml::Element element) const {
    const int own = number(r, element, "span", Form::columns, 1, Form::columns);
    const int wide = number(r, element, "wide", own, 1, Form::columns);
    return r.theme.wide_boxes || r.styles.text(StyleRole::form_cell).size >= 14_pt ? wide : own;
  }

  /// The caption of a numbered box is a heading: whoever hears the form goes from box to box.
  void number_caption(xml::Element element, FormCell& cell) {
    const TextStyle& style = r.styles.text(StyleRole::item_caption);
    const BoxStyle& look = r.styles.box(StyleRole::item_caption);
    gutter = cell.gutter = look.padding.left;
    check_order(r, element, 2);
    Block& caption = cell.caption.front();
    caption.element = Element::h2;
    caption.in_outline = true;
    caption.box = look;
    caption.box.padding.left = {};
    caption.marker = {
        .is = Marker::Is::number,
        .text = keep_words(r, std::to_string(++r.form_numbers)),
        .style = style,
        .indent = gutter};
    auto& words = std::get<Paragraph>(caption.content);
    words.style = style;
    for (Inline& in : words.inlines) {
      if (auto* text = std::get_if<Text>(&in)) text->bold = style.bold;
    }
  }

  void cell(xml::Element element) {
    const Span place = r.origins.of(element.span());
    FormCell cell{.span = span(element), .box = r.styles.box(StyleRole::form_cell)};
    const xml::Attribute* label = element.attribute("label");
    const bool is_printed = is_yes(r, element, "caption", true);
    std::string_view said_name;
    if (label && !is_blank(label->value)) {
      if (is_printed) {
        auto words = inlines_of(r, *label, r.styles.text(StyleRole::caption));
        cell.caption.push_back(caption_of(r, std::move(words), r.origins.of(label->span)));
      } else {
        said_name = words_of(r, *label);
      }
    }
    if (is_yes(r, element, "number") && needed(r, element, "label") && !cell.caption.empty())
      number_caption(element, cell);
    const TextStyle& style = r.styles.text(StyleRole::form_cell);
    cell.content = read_words_or_blocks(r, element, {.host = Tag::cell, .text = &style});
    if (is_fill_alone(cell.content)) cell.content.blocks.clear();
    tighten(cell.content.blocks);
    const bool is_signed = is_yes(r, element, "sign");
    const bool is_empty = cell.content.blocks.empty();
    const int lines = number(r, element, "lines", is_empty ? 1 : 0, 1, 40);
    if (lines > 0) {
      needed(r, element, "label");
      WriteLines room = room_to_write(r, lines);
      room.said_name = said_name;
      room.belongs = belongs(r, element);
      if (is_signed) room = room_to_sign(r, element, room);
      if (room.flag) stress(cell, r.styles.text(StyleRole::item_caption));
      add_room(cell, room, place);
    }
    add(form, std::move(cell), is_yes(r, element, "keep"));
  }

  /// What stands below each other begins at one edge, with or without a number.
  void align() {
    if (gutter == Length{}) return;
    for (FormRow& row : form.rows) {
      FormCell& first = row.cells.front();
      if (first.gutter == Length{}) first.box.padding.left += gutter;
    }
  }

  /// Words beside room to write stand in its middle.
  void center() {
    const Length leading = r.styles.text(StyleRole::form_cell).leading;
    const Length white = (r.theme.write_line - leading) / 2;
    for (FormRow& row : form.rows) {
      if (std::none_of(row.cells.begin(), row.cells.end(), is_bare)) continue;
      for (FormCell& cell : row.cells) {
        if (!is_bare(cell) && cell.caption.empty())
          cell.box.padding.top = std::max(cell.box.padding.top, white);
      }
    }
  }
};

}  // namespace

Block read_form(Reader& r, xml::Element element, const Setting& setting) {
  Block block = block_of(r, element, Element::form, r.styles.box(StyleRole::form));
  FormWalk walk{r, setting, {}, {}};
  const bool in_form = std::exchange(r.in_form, true);
  const auto& nodes = element.tree().nodes;
  for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      refuse_words(r, nodes[i], Tag::form);
      continue;
    }
    const xml::Element child{element.tree(), i};
    if (belongs(r, child, r.tags[i], Tag::form)) walk.cell(child);
  }
  r.in_form = in_form;
  fill_rows(walk.form);
  walk.align();
  walk.center();
  block.content = std::move(walk.form);
  return block;
}

/// Below a question, which is its label, a blank is bare lines.
Block read_blank(Reader& r, xml::Element element, const Setting& setting) {
  const int lines = number(r, element, "lines", 1, 1, 40);
  const Span place = r.origins.of(element.span());
  std::vector<Inline> caption;
  if (const xml::Attribute* label = element.attribute("label"))
    caption = inlines_of(r, *label, r.styles.text(StyleRole::caption));
  Block block;
  if (setting.host == Tag::cell && !caption.empty()) {
    block = block_of(r, element, Element::blank, {});
    WriteLines room = room_to_write(r, lines);
    room.belongs = belongs(r, element);
    room.in_box = false;
    Stack stack;
    stack.blocks.push_back(caption_of(r, std::move(caption), place));
    stack.blocks.push_back(block_to_write(room, place));
    block.content = std::move(stack);
  } else if (caption.empty()) {
    block = block_of(r, element, Element::blank, r.styles.box(StyleRole::blank));
    WriteLines room = room_to_write(r, lines);
    room.belongs = belongs(r, element);
    room.in_box = false;
    room.style = text_in(r, setting, StyleRole::blank);
    block.content = room;
  } else {
    block = write_in_box(r, std::move(caption), lines, place, belongs(r, element));
  }
  block.drop_order = drop_order(r, element);
  return block;
}

Belongs belongs(Reader& r, xml::Element element) {
  const xml::Attribute* place = element.attribute("case");
  return {.in_case = place ? words_of(r, *place) : std::string_view{}};
}

std::string_view about(Reader& r, xml::Element element) {
  const xml::Attribute* words = element.attribute("about");
  return words ? words_of(r, *words) : std::string_view{};
}

Block write_in_box(
    Reader& r, std::vector<Inline> caption, int lines, Span span, const Belongs& belongs
) {
  Block block{.element = Element::blank, .box = r.styles.box(StyleRole::form), .span = span};
  block.box.keep_together = true;
  Form form;
  WriteLines room = room_to_write(r, lines);
  room.belongs = belongs;
  add(form, box_to_write(r, std::move(caption), room, span));
  block.content = std::move(form);
  return block;
}

void fill_rows(Form& form) {
  for (FormRow& row : form.rows) {
    const auto widened = std::find_if_not(row.cells.rbegin(), row.cells.rend(), is_bare);
    FormCell& cell = widened == row.cells.rend() ? row.cells.back() : *widened;
    cell.span += Form::columns - width(row);
  }
}

bool join_forms(Block& form, Block& next) {
  const bool are_boxes = std::holds_alternative<Form>(form.content) &&
                         (next.element == Element::blank || next.element == Element::sign) &&
                         std::holds_alternative<Form>(next.content);
  if (!are_boxes || form.drop_order > 0 || next.drop_order > 0) return false;
  auto& rows = std::get<Form>(form.content).rows;
  for (FormRow& row : std::get<Form>(next.content).rows) {
    if (!rows.empty() && width(rows.back()) + width(row) <= Form::columns) {
      for (FormCell& cell : row.cells) rows.back().cells.push_back(std::move(cell));
    } else {
      rows.push_back(std::move(row));
    }
  }
  return true;
}

namespace {

/// The words of an attribute's inlines: these stand one behind the other in Document::words.
std::string_view whole(const std::vector<Inline>& inlines) {
  if (inlines.empty()) return {};
  const std::string_view first = std::get<Text>(inlines.front()).text;
  const std::string_view last = std::get<Text>(inlines.back()).text;
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

}  // namespace

/// In a form: a box to sign in, beside one for the date. Below a letter: room for the signature,
/// and the name that is typed under it.
Block read_sign(Reader& r, xml::Element element, const Setting& setting) {
  const bool of_letter =
      choice<bool>(r, element, "look", false, {{"form", false}, {"letter", true}});
  const Span place = r.origins.of(element.span());
  const xml::Attribute* who = needed(r, element, "who");
  const auto words = [&](const TextStyle& style) {
    return who ? inlines_of(r, *who, style) : std::vector<Inline>{};
  };
  if (of_letter) {
    Block block = block_of(r, element, Element::sign, r.styles.box(StyleRole::sign));
    const Length three_lines = r.styles.text(StyleRole::p).leading * 3 - block.box.before;
    Signature sign{
        .style = text_in(r, setting, StyleRole::sign),
        .space = std::max(r.theme.write_line, three_lines),
        .flag = flag_of(r, element),
        .rule_width = r.theme.rule_width,
        .rule_color = r.theme.rule_color};
    sign.who_inlines = words(sign.style);
    sign.who = whole(sign.who_inlines);
    if (!sign.who_inlines.empty()) block.span = std::get<Text>(sign.who_inlines.front()).span;
    block.content = std::move(sign);
    return block;
  }
  Block block = block_of(r, element, Element::sign, r.styles.box(StyleRole::form));
  block.box.keep_together = true;
  const xml::Attribute* date = element.attribute("date-label");
  const TextStyle& small = r.styles.text(StyleRole::caption);
  Form form;
  FormCell signature =
      box_to_write(r, words(small), room_to_sign(r, element, room_to_write(r, 1)), place);
  if (date) signature.span = 8;
  add(form, std::move(signature));
  if (date) {
    FormCell day = box_to_write(r, inlines_of(r, *date, small), room_to_write(r, 1), place);
    day.span = 4;
    add(form, std::move(day));
  }
  block.content = std::move(form);
  return block;
}

}  // namespace engine::doc
