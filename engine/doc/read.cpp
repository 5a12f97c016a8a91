#include "engine/doc/reader.hpp"
#include "engine/doc/spelt.hpp"

#include <algorithm>

namespace engine::doc {

namespace {

std::string tagged(std::string_view name) {
  return "<" + std::string{name} + ">";
}

/// Child elements, for room: blocks are large, and moving them costs more than counting.
std::size_t count_elements(xml::Element parent) {
  std::size_t count = 0;
  parent.for_each_child([&](xml::Element) { ++count; });
  return count;
}

const TextStyle& text_in(const Reader& r, const Setting& setting, Look own) {
  return setting.text ? *setting.text : r.looks.text(own);
}

Block block_of(Reader& r, xml::Element element, Element kind, const BoxStyle& box) {
  return {.element = kind, .box = box, .span = r.origins.of(element.span())};
}

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

void check_order(Reader& r, xml::Element element, int level) {
  if (level == 1 && r.heading > 0) {
    r.error(
        "E307", element.span(), "a second <h1>", {"a document has one <h1>; use <h2> for its parts"}
    );
  } else if (level > 1 && r.heading == 0) {
    r.error(
        "E307",
        element.span(),
        tagged(element.name()) + " stands before the <h1>",
        {"the first heading is the <h1>"}
    );
  } else if (level > r.heading + 1) {
    r.error(
        "E307",
        element.span(),
        tagged(element.name()) + " follows <h" + std::to_string(r.heading) +
            ">: a level is skipped",
        {"use <h" + std::to_string(r.heading + 1) +
         ">: readers who hear the page go from heading to heading"}
    );
  }
  r.heading = std::max(level, 1);
}

void set_anchor(Reader& r, xml::Element element, Block& block) {
  if (!element.attribute("id")) return;
  const xml::Attribute* id = needed(r, element, "id");
  if (!id) return;
  block.anchor = words_of(r, *id);
  if (!r.anchors.insert(block.anchor).second)
    r.error("E309", id->span, "two headings have the id " + quoted(block.anchor));
}

Block read_heading(Reader& r, xml::Element element, Tag tag) {
  const int level = 1 + static_cast<int>(tag) - static_cast<int>(Tag::h1);
  check_order(r, element, level);
  const Look look = level == 1 ? Look::h1 : level == 2 ? Look::h2 : Look::h3;
  Block block = block_of(
      r,
      element,
      level == 1   ? Element::h1
      : level == 2 ? Element::h2
                   : Element::h3,
      r.looks.box(look)
  );
  set_anchor(r, element, block);
  block.in_outline = level <= 2;
  block.repeats = level >= 2 && is_yes(r, element, "repeat");
  Paragraph words{
      .inlines = read_inlines(r, element, r.looks.text(look), tag), .style = r.looks.text(look)};
  if (words.inlines.empty())
    r.error("E304", element.span(), tagged(element.name()) + " has no words");
  block.content = std::move(words);
  return block;
}

/// Nothing for a paragraph without words: a template's {{#…}} left it empty.
std::optional<Block> read_paragraph(Reader& r, xml::Element element, const Setting& setting) {
  const Look plain = setting.text ? Look::inner_p : Look::p;
  const Look look = choice<Look>(
      r,
      element,
      "look",
      plain,
      {{"lead", Look::lead}, {"small", Look::small}, {"label", Look::label}}
  );
  const TextStyle& style = look == plain ? text_in(r, setting, Look::p) : r.looks.text(look);
  const Align align = choice<Align>(
      r,
      element,
      "align",
      setting.align.value_or(Align::left),
      {{"left", Align::left}, {"center", Align::center}, {"right", Align::right}}
  );
  Block block = block_of(r, element, Element::p, r.looks.box(look));
  block.spare = spare(r, element);
  block.if_cut = is_yes(r, element, "if-cut");
  r.document.has_if_cut |= block.if_cut;
  Paragraph words{
      .inlines = read_inlines(r, element, style, Tag::p),
      .style = style,
      .align = align,
      .most_lines = most_lines(r, element)};
  if (words.inlines.empty()) return std::nullopt;
  block.content = std::move(words);
  return block;
}

/// Lines of an address that came out empty vanish: a part of it is not known.
std::optional<Block> read_address(Reader& r, xml::Element element, const Setting& setting) {
  const bool window = is_yes(r, element, "window");
  const Look look = window ? Look::address_window : Look::address;
  const TextStyle& style = window ? r.looks.text(look) : text_in(r, setting, look);
  Block block = block_of(r, element, Element::address, r.looks.box(look));
  Paragraph lines{.style = style};
  for (Inline& in : read_inlines(r, element, style, Tag::address)) {
    const bool is_break = std::holds_alternative<LineBreak>(in);
    if (is_break &&
        (lines.inlines.empty() || std::holds_alternative<LineBreak>(lines.inlines.back())))
      continue;
    lines.inlines.push_back(std::move(in));
  }
  if (!lines.inlines.empty() && std::holds_alternative<LineBreak>(lines.inlines.back()))
    lines.inlines.pop_back();
  if (lines.inlines.empty()) return std::nullopt;
  block.content = std::move(lines);
  return block;
}

// --- lists ---

/// A list is indented for its widest number: about three characters stand in the theme's indent.
Length indent_of(const Reader& r, std::size_t characters, const TextStyle& style) {
  const auto more = static_cast<std::int64_t>(characters > 3 ? characters - 3 : 0);
  return r.theme.list_indent + style.size.scaled(6 * more, 10);
}

Block read_list(Reader& r, xml::Element element, Tag tag, const Setting& setting) {
  const bool ordered = tag == Tag::ol;
  const TextStyle& style = text_in(r, setting, Look::li);
  const int start = number(r, element, "start", 1, 0, 9999);
  Block list = block_of(r, element, ordered ? Element::ol : Element::ul, r.looks.box(Look::list));
  if (setting.host == Tag::li) list.box.before = list.box.after = {};

  Stack items;
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
    Block item = block_of(r, child, Element::li, r.looks.box(Look::li));
    const std::string_view bullet = setting.list_depth == 0 ? "\u2022" : "\u2013";
    item.marker = {
        .is = ordered ? Marker::Is::number : Marker::Is::bullet,
        .text = ordered ? keep_words(r, std::to_string(position++) + ".") : bullet,
        .style = style,
        .indent = indent};
    const Setting inside{
        .host = Tag::li,
        .text = &style,
        .align = setting.align,
        .list_depth = setting.list_depth + 1};
    item.spare = spare(r, child);
    item.content = at_least_a_line(read_limited(r, child, inside), style);
    items.blocks.push_back(std::move(item));
  }
  list.content = std::move(items);
  return list;
}

// --- boxes that hold words or blocks ---

Setting inside(Tag host, const TextStyle& style, const Setting& outer) {
  return {.host = host, .text = &style, .align = outer.align, .list_depth = outer.list_depth};
}

Block read_box(
    Reader& r, xml::Element element, Tag tag, Element kind, Look look, const Setting& setting
) {
  Block block = block_of(r, element, kind, r.looks.box(look));
  block.content = without_space_above(
      read_words_or_blocks(r, element, inside(tag, r.looks.text(look), setting)), block.box
  );
  return block;
}

Block read_note(Reader& r, xml::Element element, const Setting& setting) {
  needed(r, element, "kind");
  const Look look = choice<Look>(
      r,
      element,
      "kind",
      Look::note_tip,
      {{"tip", Look::note_tip},
       {"warning", Look::note_warning},
       {"law", Look::note_law},
       {"finish", Look::note_finish}}
  );
  Block note = block_of(r, element, Element::note, r.looks.box(look));
  note.spare = spare(r, element);
  Stack stack;
  if (const xml::Attribute* title = element.attribute("title")) {
    const TextStyle& style = r.looks.text(Look::note_title);
    Paragraph words{.inlines = inlines_of(r, *title, style), .style = style};
    if (!words.inlines.empty()) {
      stack.blocks.push_back(
          {.element = Element::p,
           .box = r.looks.box(Look::note_title),
           .content = std::move(words),
           .span = r.origins.of(title->span),
           .is_caption = true}
      );
    }
  }
  Stack rest = read_words_or_blocks(r, element, inside(Tag::note, r.looks.text(look), setting));
  std::move(rest.blocks.begin(), rest.blocks.end(), std::back_inserter(stack.blocks));
  note.content = without_space_above(std::move(stack), note.box);
  return note;
}

Block read_say(Reader& r, xml::Element element, const Setting& setting) {
  Block say = block_of(r, element, Element::say, r.looks.box(Look::say));
  const TextStyle& style = text_in(r, setting, Look::say);
  if (const xml::Attribute* who = needed(r, element, "who")) {
    say.marker = {
        .is = Marker::Is::speaker,
        .text = words_of(r, *who),
        .style = r.looks.text(Look::speaker),
        .indent = r.theme.say_indent};
    say.span = r.origins.of(who->span);
  }
  say.content =
      at_least_a_line(read_words_or_blocks(r, element, inside(Tag::say, style, setting)), style);
  return say;
}

Block read_check(Reader& r, xml::Element element, const Setting& setting) {
  Block check = block_of(r, element, Element::check, r.looks.box(Look::check));
  const TextStyle& style = text_in(r, setting, Look::check);
  const bool ticked = is_yes(r, element, "ticked");
  check.marker = {
      .is = ticked ? Marker::Is::ticked_box : Marker::Is::box,
      .text = ticked ? "\u2611" : "\u2610",
      .style = r.looks.text(Look::check_box),
      .indent = r.theme.check_indent};
  check.spare = spare(r, element);
  check.content =
      at_least_a_line(read_limited(r, element, inside(Tag::check, style, setting)), style);
  return check;
}

// --- to write on ---

Block read_blank(Reader& r, xml::Element element, const Setting& setting) {
  Block block = block_of(r, element, Element::blank, r.looks.box(Look::blank));
  block.spare = spare(r, element);
  WriteLines lines{
      .style = text_in(r, setting, Look::blank),
      .lines = number(r, element, "lines", 1, 1, 40),
      .pitch = r.theme.write_line,
      .rule_width = r.theme.rule_width,
      .rule_color = r.theme.rule_color};
  if (const xml::Attribute* label = element.attribute("label"))
    lines.label = inlines_of(r, *label, lines.style);
  block.content = std::move(lines);
  return block;
}

Block read_sign(Reader& r, xml::Element element, const Setting& setting) {
  Block block = block_of(r, element, Element::sign, r.looks.box(Look::sign));
  Signature sign{
      .style = text_in(r, setting, Look::sign),
      .space = r.theme.write_line,
      .rule_width = r.theme.rule_width,
      .rule_color = r.theme.rule_color};
  if (const xml::Attribute* who = needed(r, element, "who")) {
    sign.who = words_of(r, *who);
    block.span = r.origins.of(who->span);
  }
  if (is_yes(r, element, "date")) {
    if (const xml::Attribute* label = needed(r, element, "date-label"))
      sign.date_label = words_of(r, *label);
  }
  block.content = sign;
  return block;
}

Block read_rule(Reader& r, xml::Element element) {
  Block block = block_of(r, element, Element::hr, r.looks.box(Look::hr));
  block.content = Rule{block.box.border.top, block.box.border.color};
  block.box.border = {};
  return block;
}

// --- wrappers ---

Block read_keep(Reader& r, xml::Element element, const Setting& setting) {
  Block block = block_of(r, element, Element::keep, r.looks.box(Look::keep));
  block.spare = spare(r, element);
  Setting within = setting;
  within.host = Tag::keep;
  block.content = Stack{read_blocks(r, element, within)};
  return block;
}

Block read_columns(Reader& r, xml::Element element, const Setting& setting) {
  Block block = block_of(r, element, Element::columns, r.looks.box(Look::columns));
  Columns columns{.weights = weights(r, element, "weights"), .gap = r.theme.column_gap};
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
        "E311",
        element.span(),
        "<columns> has " + std::to_string(columns.weights.size()) + " widths for " +
            std::to_string(columns.columns.size()) + " columns"
    );
  }
  if (!r.theme.stack_columns) {
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

void read_running(Reader& r, xml::Element element, Tag tag) {
  const bool is_header = tag == Tag::header;
  const Look look = is_header ? Look::header : Look::footer;
  std::vector<Block>& running = is_header ? r.document.header : r.document.footer;
  if (!running.empty()) r.error("E302", element.span(), "a second " + tagged(element.name()));
  (is_header ? r.document.header_on_first : r.document.footer_on_first) =
      is_yes(r, element, "first", true);
  Block block =
      block_of(r, element, is_header ? Element::header : Element::footer, r.looks.box(look));
  block.content = Paragraph{
      .inlines = read_inlines(r, element, r.looks.text(look), tag), .style = r.looks.text(look)};
  running.push_back(std::move(block));
}

/// Nothing for an element that leaves no block: it was empty, or runs on every page.
std::optional<Block> read_block(Reader& r, xml::Element element, Tag tag, const Setting& setting) {
  switch (tag) {
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
      return read_heading(r, element, tag);
    case Tag::p:
      return read_paragraph(r, element, setting);
    case Tag::ul:
    case Tag::ol:
      return read_list(r, element, tag, setting);
    case Tag::table: {
      Block block = block_of(r, element, Element::table, r.looks.box(Look::table));
      block.spare = spare(r, element);
      read_table(r, element, setting, block);
      return block;
    }
    case Tag::blockquote:
      return read_box(r, element, tag, Element::blockquote, Look::blockquote, setting);
    case Tag::letterhead:
      return read_box(r, element, tag, Element::letterhead, Look::letterhead, setting);
    case Tag::hr:
      return read_rule(r, element);
    case Tag::img: {
      Block block = block_of(r, element, Element::img, r.looks.box(Look::img));
      read_image(r, element, block);
      return block;
    }
    case Tag::address:
      return read_address(r, element, setting);
    case Tag::say:
      return read_say(r, element, setting);
    case Tag::note:
      return read_note(r, element, setting);
    case Tag::check:
      return read_check(r, element, setting);
    case Tag::blank:
      return read_blank(r, element, setting);
    case Tag::sign:
      return read_sign(r, element, setting);
    case Tag::keep:
      return read_keep(r, element, setting);
    case Tag::columns:
      return read_columns(r, element, setting);
    case Tag::page_break: {
      Block block = block_of(r, element, Element::page_break, {});
      block.content = PageBreak{};
      return block;
    }
    case Tag::header:
    case Tag::footer:
      read_running(r, element, tag);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

void read_root(Reader& r, xml::Element root) {
  check_attributes(r, root, Tag::document);
  if (const xml::Attribute* title = needed(r, root, "title"))
    r.document.title = words_of(r, *title);
  r.document.language = "en";
  r.document.paper = r.theme.paper;
  if (is_yes(r, root, "landscape")) std::swap(r.document.paper.width, r.document.paper.height);
  r.document.most_pages = number(r, root, "pages", 0, 1, 99);
  if (const xml::Attribute* pages = root.attribute("pages"))
    r.document.most_pages_at = r.origins.of(pages->span);
  r.document.margin = r.theme.margin;
  r.document.header_at = r.theme.header_at;
  r.document.footer_at = r.theme.footer_at;
  r.document.blocks = read_blocks(r, root, {});
  if (r.heading == 0)
    r.error(
        "E308",
        root.span(),
        "the document has no <h1>",
        {"its first heading says what the document is"}
    );
}

std::vector<Tag> tags_of(const xml::Tree& tree) {
  std::vector<Tag> tags;
  tags.reserve(tree.nodes.size());
  for (const xml::Node& node : tree.nodes)
    tags.push_back(node.is_text() ? Tag::unknown : tag(node.name));
  return tags;
}

/// Told before anything else is read, for it decides how large the letters are.
Length least_type(const xml::Element& root, Diagnostics& out, std::optional<Reported>& told) {
  const xml::Attribute* attribute = root.attribute("minimum-type");
  if (!attribute) return {};
  const auto size = length_of(attribute->value);
  if (size && *size >= 4_pt && *size <= 36_pt) return *size;
  told = out.error(
      "E305",
      attribute->span,
      "minimum-type is a type size from 4pt to 36pt, found " + quoted(attribute->value)
  );
  return {};
}

}  // namespace

bool belongs(Reader& r, xml::Element element, Tag tag, Tag parent) {
  if (tag == Tag::unknown) {
    std::vector<std::string> hints;
    if (const auto near = nearest_element(element.name()); !near.empty())
      hints.push_back("did you mean " + tagged(near) + "?");
    r.error(
        "E301",
        element.span(),
        "the markup has no element " + tagged(element.name()),
        std::move(hints)
    );
    return false;
  }
  if (!may_stand_in(tag, parent)) {
    std::vector<std::string> hints;
    const bool takes_paragraphs = is_inline(tag) && !is_inline(parent) &&
                                  may_stand_in(tag, Tag::p) && may_stand_in(Tag::p, parent);
    if (takes_paragraphs) {
      hints.emplace_back("put it in <p>");
    } else if (auto where = where_it_stands(tag); !where.empty()) {
      hints.push_back(std::move(where));
    }
    r.error(
        "E302",
        element.span(),
        tagged(name(tag)) + " may not stand in " + tagged(name(parent)),
        std::move(hints)
    );
    return false;
  }
  if (!element.attributes().empty()) check_attributes(r, element, tag);
  return true;
}

void refuse_words(Reader& r, const xml::Node& node, Tag parent) {
  const auto first = node.text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return;
  const std::string_view written = node.span.text();
  const auto begin = std::min(written.find_first_not_of(" \t\r\n"), written.size());
  const auto end = std::min(written.find_first_of(" \t\r\n<", begin), written.size());
  const Span at = node.span.source->span(node.span.begin + begin, node.span.begin + end);
  const std::string_view holder = may_stand_in(Tag::p, parent)    ? "p"
                                  : may_stand_in(Tag::li, parent) ? "li"
                                  : may_stand_in(Tag::td, parent) ? "td"
                                  : may_stand_in(Tag::tr, parent) ? "tr"
                                                                  : "column";
  const bool either = holds_words_or_blocks(parent);
  r.error(
      "E310",
      at,
      either ? tagged(name(parent)) + " holds words and blocks"
             : "words may not stand straight in " + tagged(name(parent)),
      {"put the words in " + tagged(holder)}
  );
}

std::vector<Block> read_blocks(Reader& r, xml::Element parent, const Setting& setting) {
  std::vector<Block> blocks;
  blocks.reserve(count_elements(parent));
  const auto& nodes = parent.tree().nodes;
  for (auto i = parent.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      refuse_words(r, nodes[i], setting.host);
      continue;
    }
    const xml::Element element{parent.tree(), i};
    const Tag found = r.tags[i];
    if (!belongs(r, element, found, setting.host)) continue;
    if (auto block = read_block(r, element, found, setting)) blocks.push_back(std::move(*block));
  }
  return blocks;
}

Stack read_words_or_blocks(Reader& r, xml::Element element, const Setting& setting) {
  const auto& nodes = element.tree().nodes;
  bool has_blocks = false, has_inlines = false;
  const xml::Node* words = nullptr;
  const xml::Node* inline_element = nullptr;
  for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) {
    const xml::Node& node = nodes[i];
    if (node.is_text()) {
      if (!words && !is_blank(node.text)) words = &node;
    } else if (const Tag found = r.tags[i]; is_inline(found)) {
      if (!inline_element) inline_element = &node;
    } else {
      has_blocks |= found != Tag::unknown;
    }
  }
  has_inlines = words || inline_element;
  if (has_blocks && has_inlines) {
    if (words) {
      refuse_words(r, *words, setting.host);
    } else {
      r.error(
          "E310",
          inline_element->span,
          tagged(name(setting.host)) + " holds words and blocks",
          {"put the words in <p>"}
      );
    }
    return {};
  }
  if (!has_inlines) return {read_blocks(r, element, setting)};
  Paragraph paragraph{
      .inlines = read_inlines(r, element, *setting.text, setting.host),
      .style = *setting.text,
      .align = setting.align.value_or(Align::left)};
  Stack stack;
  stack.blocks.reserve(1);
  stack.blocks.push_back(
      {.element = Element::p, .content = std::move(paragraph), .span = r.origins.of(element.span())}
  );
  return stack;
}

Stack read_limited(Reader& r, xml::Element element, const Setting& setting) {
  const int most = most_lines(r, element);
  Stack stack = read_words_or_blocks(r, element, setting);
  if (most == 0) return stack;
  stack.most_lines = most;
  for (const Block& block : stack.blocks) {
    if (std::holds_alternative<Paragraph>(block.content)) continue;
    r.error(
        "E337",
        element.attribute("most-lines")->name_span,
        "most-lines counts the lines of paragraphs, and this " + tagged(element.name()) +
            " holds other blocks",
        {"put most-lines on what is in it"}
    );
    break;
  }
  return stack;
}

Result<Document> read(
    const Source& markup, const Theme& theme, const Pictures& pictures, Diagnostics& out
) {
  const auto tree = xml::parse(markup, {}, out);
  if (!tree) return tree.error();
  const xml::Element root = tree->root();
  if (root.name() != "document") {
    return out.error(
        "E301", root.span(), "markup begins with <document>, not with " + tagged(root.name())
    );
  }
  std::optional<Reported> told;
  const Looks looks{theme, least_type(root, out, told)};
  Reader r{
      .markup = markup,
      .tags = tags_of(*tree),
      .theme = theme,
      .looks = looks,
      .pictures = pictures,
      .out = out,
      .origins = Origins{markup},
      .told = told};

  // Every word is written once and is no longer than in the markup; each list item may add its
  // number.
  r.document.words = std::make_unique<std::string>();
  r.document.words->resize(markup.text().size() + 8 * tree->nodes.size());
  r.pen = r.document.words->data();
  read_root(r, root);
  if (r.told) return *r.told;
  r.document.words->resize(static_cast<std::size_t>(r.pen - r.document.words->data()));
  return std::move(r.document);
}

}  // namespace engine::doc
