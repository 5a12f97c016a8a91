#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"

#include <algorithm>

namespace engine::doc {

std::size_t count_elements(xml::Element parent) {
  std::size_t count = 0;
  parent.for_each_child([&](xml::Element) { ++count; });
  return count;
}

const TextStyle& text_in(const Reader& r, const Setting& setting, StyleRole own) {
  return setting.text ? *setting.text : r.styles.text(own);
}

Block block_of(Reader& r, xml::Element element, Element kind, const BoxStyle& box) {
  return {
      .element = kind,
      .box = box,
      .span = r.origins.of(element.span()),
      .language = language(r, element)};
}

void check_order(Reader& r, xml::Element element, int level) {
  if (level == 1 && r.heading > 0) {
    r.error(
        messages::second_h1, element.span(), {"a document has one <h1>; use <h2> for its parts"}
    );
  } else if (level > 1 && r.heading == 0) {
    r.error(
        messages::heading_before_h1(tagged(element.name())),
        element.span(),
        {"the first heading is the <h1>"}
    );
  } else if (level > r.heading + 1) {
    r.error(
        messages::level_skipped(tagged(element.name()), "<h" + std::to_string(r.heading) + ">"),
        element.span(),
        {"use <h" + std::to_string(r.heading + 1) +
         ">: readers who hear the page go from heading to heading"}
    );
  }
  r.heading = std::max(level, 1);
}

namespace {

/// Content that a frame surrounds has no white space of its own above it.
Stack without_space_above(Stack stack, const BoxStyle& box) {
  if (box.padding.top > Length{} && !stack.blocks.empty()) stack.blocks.front().box.before = {};
  return stack;
}

/// What a marker hangs beside is there even when it is empty.
Stack at_least_a_line(Stack stack, const TextStyle& style) {
  if (stack.blocks.empty())
    stack.blocks.push_back({.element = Element::p, .content = Paragraph{.style = style}});
  return stack;
}

// --- headings and paragraphs ---

void set_anchor(Reader& r, xml::Element element, Block& block) {
  if (!element.attribute("id")) return;
  const xml::Attribute* id = needed(r, element, "id");
  if (!id) return;
  block.anchor = words_of(r, *id);
  if (!r.anchors.insert(block.anchor).second)
    r.error(messages::id_given_twice(quoted_value(block.anchor)), id->span);
}

}  // namespace

Block read_heading(Reader& r, xml::Element element, Tag tag) {
  const int level = 1 + static_cast<int>(tag) - static_cast<int>(Tag::h1);
  check_order(r, element, level);
  const StyleRole usual = level == 1 ? StyleRole::h1 : level == 2 ? StyleRole::h2 : StyleRole::h3;
  const StyleRole look =
      choice<StyleRole>(r, element, "look", usual, {{"subject", StyleRole::subject}});
  Block block = block_of(
      r,
      element,
      level == 1   ? Element::h1
      : level == 2 ? Element::h2
                   : Element::h3,
      r.styles.box(look)
  );
  set_anchor(r, element, block);
  block.in_outline = level <= 2;
  block.about = about(r, element);
  block.repeats = level >= 2 && is_yes(r, element, "repeat");
  Paragraph words{
      .inlines = read_inlines(r, element, r.styles.text(look), tag), .style = r.styles.text(look)};
  if (words.inlines.empty())
    r.error(messages::heading_without_words(tagged(element.name())), element.span());
  block.content = std::move(words);
  return block;
}

/// Nothing for a paragraph without words: a template's {{#…}} left it empty.
void set_mark(Reader& r, xml::Element element, const TextStyle& style, Marker& marker) {
  const xml::Attribute* mark = element.attribute("mark");
  const Pictogram* pictogram = mark ? pictogram_of(r, *mark) : nullptr;
  if (!pictogram) return;
  marker.is = Marker::Is::pictogram;
  marker.text = {};
  marker.pictogram = pictogram;
  marker.style = style;
  if (marker.indent == Length{}) marker.indent = style.size.scaled(15, 10);
}

std::optional<Block> read_paragraph(Reader& r, xml::Element element, const Setting& setting) {
  const StyleRole plain = setting.text ? StyleRole::inner_p : StyleRole::p;
  const StyleRole look = choice<StyleRole>(
      r,
      element,
      "look",
      plain,
      {{"lead", StyleRole::lead},
       {"display", StyleRole::display},
       {"small", StyleRole::small},
       {"label", StyleRole::label},
       {"fine-print", StyleRole::fine_print}}
  );
  const TextStyle& style = look == plain ? text_in(r, setting, StyleRole::p) : r.styles.text(look);
  const Align align = choice<Align>(
      r,
      element,
      "align",
      setting.align.value_or(Align::left),
      {{"left", Align::left}, {"center", Align::center}, {"right", Align::right}}
  );
  Block block = block_of(r, element, Element::p, r.styles.box(look));
  block.drop_order = drop_order(r, element);
  block.if_cut = is_yes(r, element, "if-cut");
  r.document.has_if_cut |= block.if_cut;
  Paragraph words{
      .inlines = read_inlines(r, element, style, Tag::p),
      .style = style,
      .align = align,
      .most_lines = most_lines(r, element)};
  if (words.inlines.empty()) return std::nullopt;
  set_mark(r, element, style, block.marker);
  block.content = std::move(words);
  return block;
}

/// Lines of an address that came out empty vanish: a part of it is not known.
std::optional<Block> read_address(Reader& r, xml::Element element, const Setting& setting) {
  const bool window = is_yes(r, element, "window");
  const StyleRole look = window ? StyleRole::address_window : StyleRole::address;
  const TextStyle& style = window ? r.styles.text(look) : text_in(r, setting, look);
  Block block = block_of(r, element, Element::address, r.styles.box(look));
  block.in_window = window;
  Paragraph lines{.style = style};
  for (Inline& in : read_inlines(r, element, style, Tag::address)) {
    const bool is_break = std::holds_alternative<LineBreak>(in);
    if (is_break &&
        (lines.inlines.empty() || std::holds_alternative<LineBreak>(lines.inlines.back())))
      continue;
    lines.inlines.push_back(in);
  }
  if (!lines.inlines.empty() && std::holds_alternative<LineBreak>(lines.inlines.back()))
    lines.inlines.pop_back();
  if (lines.inlines.empty()) return std::nullopt;
  block.content = std::move(lines);
  return block;
}

// --- lists ---

namespace {

/// A list is indented for its widest number: two characters stand in the theme's indent.
Length indent_of(const Reader& r, std::size_t characters, const TextStyle& style) {
  const auto more = static_cast<std::int64_t>(characters > 2 ? characters - 2 : 0);
  return r.theme.list_indent + style.size.scaled(6 * more, 10);
}

/// How a list is drawn: its items one below the other, and whether its marks are joined.
enum class ListLook {
  items,
  line,  ///< joined, from top to bottom
  path,  ///< joined, from left to right, words below the marks
  scale  ///< joined to a line beside them that is drawn to scale
};

ListLook look_of(Reader& r, xml::Element element) {
  const ListLook look = choice<ListLook>(
      r,
      element,
      "look",
      ListLook::items,
      {{"items", ListLook::items},
       {"line", ListLook::line},
       {"path", ListLook::path},
       {"scale", ListLook::scale}}
  );
  return look == ListLook::path && r.theme.stack_columns ? ListLook::line : look;
}

/// Of the words beside it, in hundredths: the bullets of a typeface are too small for weak eyes.
constexpr int bullet_size = 160;

/// The mark of a path stands above the words.
void put_above(Marker& marker) {
  marker.is_above = marker.is == Marker::Is::pictogram;
  if (marker.is_above) marker.indent = {};
}

/// White between the items of a line belongs to the items: the line goes through it.
void close_up(BoxStyle& box) {
  box.padding.bottom = std::max(box.before, box.after);
  box.before = box.after = {};
}

/// A place on a line: thousandths of its length.
int place(Reader& r, xml::Element element, std::string_view name) {
  return number(r, element, name, 0, 0, Scale::whole);
}

/// What is drawn on the line of a list besides its items.
void read_on_line(Reader& r, xml::Element element, Tag tag, Scale& scale) {
  const xml::Attribute* label = element.attribute("label");
  const std::string_view words = label ? words_of(r, *label) : std::string_view{};
  if (tag == Tag::notch) {
    scale.notches.push_back({place(r, element, "at"), words});
  } else {
    scale.cuts.push_back({place(r, element, "from"), place(r, element, "until"), words});
  }
}

Scale scale_of(Reader& r, xml::Element element) {
  Scale scale{
      .notches = {},
      .cuts = {},
      .labels = r.styles.text(StyleRole::path_label),
      .line = {r.theme.rule_width, r.theme.rule_color}};
  if (const xml::Attribute* alternative = needed(r, element, "alt"))
    scale.alternative = words_of(r, *alternative);
  const auto dot = r.pictures.pictograms().find("dot");
  if (dot != r.pictures.pictograms().end()) scale.dot = &dot->second;
  return scale;
}

OnScale on_scale(Reader& r, xml::Element item) {
  if (!item.attribute("at")) return {};
  const int at = place(r, item, "at");
  const int until = item.attribute("until") ? place(r, item, "until") : at;
  return {static_cast<short>(at), static_cast<short>(std::max(at, until))};
}

/// Each item in a column of its own.
Columns side_by_side(Stack items, Length gap) {
  Columns columns{.columns = {}, .weights = std::vector<int>(items.blocks.size(), 1), .gap = gap};
  for (Block& item : items.blocks) {
    Stack& column = columns.columns.emplace_back();
    column.blocks.push_back(std::move(item));
  }
  return columns;
}

}  // namespace

Block read_list(Reader& r, xml::Element element, Tag tag, const Setting& setting) {
  const bool ordered = tag == Tag::ol;
  const ListLook look = look_of(r, element);
  const bool is_path = look == ListLook::path;
  const TextStyle& style =
      is_path ? r.styles.text(StyleRole::path_label) : text_in(r, setting, StyleRole::li);
  const int start = number(r, element, "start", 1, 0, 9999);
  Block list =
      block_of(r, element, ordered ? Element::ol : Element::ul, r.styles.box(StyleRole::list));
  if (setting.host == Tag::li) list.box.before = list.box.after = {};

  Stack items;
  std::optional<Scale> scale;
  if (look == ListLook::scale) scale = scale_of(r, element);
  const std::size_t count = count_elements(element);
  items.blocks.reserve(count);
  const std::size_t last = static_cast<std::size_t>(start) + std::max<std::size_t>(count, 1) - 1;
  const Length indent = indent_of(r, ordered ? std::to_string(last).size() + 1 : 1, style);
  int position = start;
  const auto& nodes = element.tree().nodes;
  for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      refuse_words(r, nodes[i], tag);
      continue;
    }
    const xml::Element child{element.tree(), i};
    const Tag found = r.tags[i];
    if (!belongs(r, child, found, tag)) continue;
    if (found != Tag::li) {
      if (scale) read_on_line(r, child, found, *scale);
      continue;
    }
    Block item = block_of(r, child, Element::li, r.styles.box(StyleRole::li));
    const std::string_view bullet = setting.list_depth == 0 ? "\u2022" : "\u2013";
    item.marker = {
        .is = ordered ? Marker::Is::number : Marker::Is::bullet,
        .text = ordered ? keep_words(r, std::to_string(position++) + ".") : bullet,
        .style = style,
        .indent = indent};
    if (!ordered && setting.list_depth == 0)
      item.marker.style.size = style.size.scaled(bullet_size, 100);
    set_mark(r, child, style, item.marker);
    if (is_path) put_above(item.marker);
    if (look != ListLook::items) close_up(item.box);
    const Setting inside{
        .host = Tag::li,
        .text = &style,
        .align = is_path ? Align::center : setting.align,
        .list_depth = setting.list_depth + 1};
    item.drop_order = drop_order(r, child);
    item.on_scale = on_scale(r, child);
    Stack words = at_least_a_line(read_limited(r, child, inside), style);
    for (Block& block : words.blocks) {
      block.box.orphans = item.box.orphans;
      block.box.widows = item.box.widows;
    }
    item.content = std::move(words);
    items.blocks.push_back(std::move(item));
  }
  const Rule joint{r.theme.rule_width, r.theme.rule_color};
  if (look == ListLook::line || scale) {
    for (Block& item : items.blocks) item.joint = joint;
  }
  if (scale) list.scale = std::make_shared<const Scale>(std::move(*scale));
  if (is_path) {
    list.joint = joint;
    list.content = side_by_side(std::move(items), r.theme.column_gap / 4);
  } else {
    list.content = std::move(items);
  }
  return list;
}

// --- boxes that hold words or blocks ---

namespace {

Setting inside(Tag host, const TextStyle& style, const Setting& outer) {
  return {.host = host, .text = &style, .align = outer.align, .list_depth = outer.list_depth};
}

}  // namespace

Block read_box(
    Reader& r, xml::Element element, Tag tag, Element kind, StyleRole look, const Setting& setting
) {
  Block block = block_of(r, element, kind, r.styles.box(look));
  block.content = without_space_above(
      read_words_or_blocks(r, element, inside(tag, r.styles.text(look), setting)), block.box
  );
  return block;
}

/// Its mark stands in the margin beside its first line: a letter has nothing above its sender.
Block read_letterhead(Reader& r, xml::Element element, const Setting& setting) {
  Block block =
      read_box(r, element, Tag::letterhead, Element::letterhead, StyleRole::letterhead, setting);
  set_mark(r, element, r.styles.text(StyleRole::letterhead), block.marker);
  std::swap(block.marker.indent, block.marker.outdent);
  return block;
}

Block read_note(Reader& r, xml::Element element, const Setting& setting) {
  needed(r, element, "kind");
  const StyleRole look = choice<StyleRole>(
      r,
      element,
      "kind",
      StyleRole::note_tip,
      {{"tip", StyleRole::note_tip},
       {"warning", StyleRole::note_warning},
       {"law", StyleRole::note_law},
       {"finish", StyleRole::note_finish},
       {"ticket", StyleRole::note_ticket}}
  );
  Block note = block_of(r, element, Element::note, r.styles.box(look));
  note.drop_order = drop_order(r, element);
  Stack stack;
  if (const xml::Attribute* title = element.attribute("title")) {
    const TextStyle& style = r.styles.text(StyleRole::note_title);
    Paragraph words{.inlines = inlines_of(r, *title, style), .style = style};
    if (!words.inlines.empty()) {
      stack.blocks.push_back(
          {.element = Element::p,
           .box = r.styles.box(StyleRole::note_title),
           .content = std::move(words),
           .span = r.origins.of(title->span),
           .is_caption = true}
      );
    }
  }
  Stack rest = read_words_or_blocks(r, element, inside(Tag::note, r.styles.text(look), setting));
  std::move(rest.blocks.begin(), rest.blocks.end(), std::back_inserter(stack.blocks));
  note.content = without_space_above(std::move(stack), note.box);
  return note;
}

Block read_say(Reader& r, xml::Element element, const Setting& setting) {
  Block say = block_of(r, element, Element::say, r.styles.box(StyleRole::say));
  const TextStyle& style = text_in(r, setting, StyleRole::say);
  if (const xml::Attribute* who = needed(r, element, "who")) {
    say.marker = {
        .is = Marker::Is::speaker,
        .text = words_of(r, *who),
        .style = r.styles.text(StyleRole::speaker),
        .indent = r.theme.say_indent};
    say.span = r.origins.of(who->span);
  }
  say.content =
      at_least_a_line(read_words_or_blocks(r, element, inside(Tag::say, style, setting)), style);
  return say;
}

Block read_check(Reader& r, xml::Element element, const Setting& setting) {
  Block check = block_of(r, element, Element::check, r.styles.box(StyleRole::check));
  const TextStyle& style = text_in(r, setting, StyleRole::check);
  const bool ticked = is_yes(r, element, "ticked");
  check.marker = {
      .is = ticked ? Marker::Is::ticked_box : Marker::Is::box,
      .text = ticked ? "\u2611" : "\u2610",
      .style = r.styles.text(StyleRole::check_box),
      .indent = r.theme.check_indent};
  check.drop_order = drop_order(r, element);
  check.content =
      at_least_a_line(read_limited(r, element, inside(Tag::check, style, setting)), style);
  return check;
}

Block read_rule(Reader& r, xml::Element element) {
  Block block = block_of(r, element, Element::hr, r.styles.box(StyleRole::hr));
  block.content = Rule{block.box.border.top, block.box.border.color};
  block.box.border = {};
  return block;
}

// --- wrappers ---

Block read_keep(Reader& r, xml::Element element, const Setting& setting) {
  Block block = block_of(r, element, Element::keep, r.styles.box(StyleRole::keep));
  block.drop_order = drop_order(r, element);
  Setting within = setting;
  within.host = Tag::keep;
  block.content = Stack{read_blocks(r, element, within)};
  return block;
}

Block read_columns(Reader& r, xml::Element element, const Setting& setting) {
  Block block = block_of(r, element, Element::columns, r.styles.box(StyleRole::columns));
  const bool gives_way = choice<bool>(r, element, "stack", true, {{"yes", true}, {"no", false}});
  Columns columns{
      .weights = weights(r, element, "weights"),
      .gap = gives_way ? r.theme.column_gap : r.theme.column_gap / 2};
  Setting within = setting;
  within.host = Tag::column;
  const auto& nodes = element.tree().nodes;
  for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      refuse_words(r, nodes[i], Tag::columns);
      continue;
    }
    const xml::Element child{element.tree(), i};
    if (belongs(r, child, r.tags[i], Tag::columns))
      columns.columns.push_back({read_blocks(r, child, within)});
  }
  if (columns.weights.empty()) columns.weights.assign(columns.columns.size(), 1);
  if (columns.weights.size() != columns.columns.size() || columns.columns.empty()) {
    r.error(
        messages::widths_unlike_columns(columns.weights.size(), columns.columns.size()),
        element.span()
    );
  }
  if (!r.theme.stack_columns || !gives_way) {
    // Columns that begin with a heading have the white above it.
    const Stack* first = columns.columns.empty() ? nullptr : &columns.columns.front();
    if (first && !first->blocks.empty() && first->blocks.front().in_outline)
      block.box.before = std::max(block.box.before, first->blocks.front().box.before);
    block.content = std::move(columns);
    return block;
  }
  Stack stack;
  for (Stack& column : columns.columns) {
    std::move(column.blocks.begin(), column.blocks.end(), std::back_inserter(stack.blocks));
  }
  block.content = std::move(stack);
  return block;
}

}  // namespace engine::doc
