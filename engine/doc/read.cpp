#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"
#include "engine/doc/value_syntax.hpp"

#include <algorithm>

namespace engine::doc {

namespace {

void read_running(Reader& r, xml::Element element, Tag tag) {
  const bool is_header = tag == Tag::header;
  const StyleRole look = is_header ? StyleRole::header : StyleRole::footer;
  std::vector<Block>& running = is_header ? r.document.header : r.document.footer;
  if (!running.empty())
    r.error(messages::second_running_line(tagged(element.name())), element.span());
  (is_header ? r.document.header_on_first : r.document.footer_on_first) =
      is_yes(r, element, "first", true);
  Block block =
      block_of(r, element, is_header ? Element::header : Element::footer, r.styles.box(look));
  block.content = Paragraph{
      .inlines = read_inlines(r, element, r.styles.text(look), tag), .style = r.styles.text(look)};
  set_mark(r, element, r.styles.text(look), block.marker);
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
      Block block = block_of(r, element, Element::table, r.styles.box(StyleRole::table));
      block.drop_order = drop_order(r, element);
      read_table(r, element, setting, block);
      return block;
    }
    case Tag::blockquote:
      return read_box(r, element, tag, Element::blockquote, StyleRole::blockquote, setting);
    case Tag::letterhead:
      return read_letterhead(r, element, setting);
    case Tag::hr:
      return read_rule(r, element);
    case Tag::img: {
      Block block = block_of(r, element, Element::img, r.styles.box(StyleRole::img));
      read_image(r, element, block);
      return block;
    }
    case Tag::figure: {
      Block block = block_of(r, element, Element::figure, r.styles.box(StyleRole::figure));
      read_figure(r, element, block);
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
    case Tag::form:
      return read_form(r, element, setting);
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

/// Known before anything else is read, for it decides how large the letters are.
bool is_dense(const xml::Element& root) {
  const xml::Attribute* attribute = root.attribute("dense");
  return attribute && attribute->value == "yes";
}

void read_root(Reader& r, xml::Element root) {
  check_attributes(r, root, Tag::document);
  if (const xml::Attribute* title = needed(r, root, "title"))
    r.document.title = words_of(r, *title);
  r.document.about = about(r, root);
  r.document.language = language_tag::english;
  r.document.paper = r.theme.paper;
  r.document.most_pages = number(r, root, "pages", 0, 1, 99);
  if (const xml::Attribute* pages = root.attribute("pages"))
    r.document.most_pages_at = r.origins.of(pages->span);
  r.document.margin = r.theme.margin;
  const bool has_turned_margin = is_yes(r, root, "landscape") && r.theme.landscape_margin;
  if (is_yes(r, root, "landscape")) {
    std::swap(r.document.paper.width, r.document.paper.height);
    r.document.margin = r.theme.landscape_margin.value_or(r.theme.margin);
  }
  r.document.edge_mark = r.theme.edge_mark;
  r.document.edge_mark.text = r.styles.text(StyleRole::edge_mark);
  r.document.edge_mark.box = r.styles.box(StyleRole::edge_mark);
  r.document.header_at = r.theme.header_at;
  r.document.footer_at = r.theme.footer_at;
  if (is_yes(r, root, "letter") && r.theme.letter_margin) {
    r.document.margin = *r.theme.letter_margin;
    r.document.window = r.theme.window;
    r.document.header_at = r.theme.header_at.scaled(80, 100);
    r.document.least_letter_type = r.theme.least_letter_type;
  }
  r.document.is_form = is_yes(r, root, "form");
  r.document.is_dense = is_yes(r, root, "dense");
  const bool has_form_margin =
      (r.document.is_form || r.document.is_dense) && r.theme.form_margin && !has_turned_margin;
  if (has_form_margin) r.document.margin = *r.theme.form_margin;
  if (has_form_margin || has_turned_margin) {
    r.document.header_at = r.theme.header_at.scaled(80, 100);
    r.document.footer_at = r.theme.footer_at.scaled(80, 100);
  }
  const bool is_copies = is_yes(r, root, "copies");
  if (is_copies) {
    // A copy is its sheet; only the line below it is ours.
    constexpr Length line_at = 10_pt;
    r.document.margin = {{}, 30_pt, {}, 30_pt};
    r.document.footer_at = line_at;
  }
  r.document.blocks = read_blocks(r, root, {});
  if (r.heading == 0 && !is_copies)
    r.error(messages::no_h1, root.span(), {"its first heading says what the document is"});
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
      messages::not_least_type(attribute->name, quoted_value(attribute->value)), attribute->span
  );
  return {};
}

/// What to write instead of elements that HTML has for a look alone.
std::string_view instead_of(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> others[] = {
      {"b", "write <strong>"},
      {"i", "write <em>"},
      {"u", "write <strong> or <em>: what is underlined is taken for a link"},
      {"center", "leave it out: where a line begins is the theme's"},
      {"font", "leave it out: type and its size are the theme's"},
      {"style", "leave it out: how papers look is the theme's"},
      {"div", "leave it out: headings, paragraphs and <keep> are enough"},
      {"section", "leave it out: headings, paragraphs and <keep> are enough"},
      {"script", "leave it out: nothing in a paper runs"}};
  for (const auto& [other, hint] : others) {
    if (other == name) return hint;
  }
  return {};
}

}  // namespace

bool belongs(Reader& r, xml::Element element, Tag tag, Tag parent) {
  if (tag == Tag::unknown) {
    std::vector<std::string> hints;
    if (const auto said = instead_of(element.name()); !said.empty()) {
      hints.emplace_back(said);
    } else if (const auto near = nearest_element(element.name()); !near.empty()) {
      hints.push_back(did_you_mean(tagged(near)));
    }
    r.error(messages::unknown_element(tagged(element.name())), element.span(), std::move(hints));
    return false;
  }
  if (!may_stand_in(tag, parent)) {
    std::vector<std::string> hints;
    const bool takes_paragraphs = is_inline(tag) && !is_inline(parent) &&
                                  may_stand_in(tag, Tag::p) && may_stand_in(Tag::p, parent);
    if (takes_paragraphs) {
      hints.emplace_back("put it in <p>");
    } else if (tag == Tag::img && may_stand_in(Tag::strong, parent)) {
      hints.emplace_back("a picture stands beside paragraphs, and not in one");
    } else if (auto where = where_it_stands(tag); !where.empty()) {
      hints.push_back(std::move(where));
    }
    r.error(
        messages::may_not_stand_in(tagged(name(tag)), tagged(name(parent))),
        element.span(),
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
  const std::string element = tagged(name(parent));
  r.error(
      holds_words_or_blocks(parent) ? messages::words_beside_blocks(element)
                                    : messages::words_without_paragraph(element),
      at,
      {parent == Tag::figure ? "say them in alt" : "put the words in " + tagged(holder)}
  );
}

/// Bare lines to write on, with nothing but their lines.
bool is_bare_lines(const Block& block) {
  const auto* lines = std::get_if<WriteLines>(&block.content);
  return lines && !lines->in_box && !lines->flag;
}

/// Lines to write on that follow others keep their pitch: no white comes between.
void keep_pitch(Block& above, Block& below) {
  if (!is_bare_lines(above) || !is_bare_lines(below)) return;
  above.box.after = below.box.before = {};
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
    if (found == Tag::copy) {
      read_copy(r, element, blocks);
      continue;
    }
    auto block = read_block(r, element, found, setting);
    if (!block || (!blocks.empty() && join_forms(blocks.back(), *block))) continue;
    if (!blocks.empty()) keep_pitch(blocks.back(), *block);
    blocks.push_back(std::move(*block));
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
          messages::words_beside_blocks(tagged(name(setting.host))),
          inline_element->span,
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
        messages::most_lines_of_blocks(tagged(element.name())),
        element.attribute("most-lines")->name_span,
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
  return read(markup, *tree, theme, pictures, out);
}

Result<Document> read(
    const Source& markup,
    const xml::Tree& tree,
    const Theme& theme,
    const Pictures& pictures,
    Diagnostics& out
) {
  const xml::Element root = tree.root();
  if (root.name() != "document") {
    return out.error(messages::not_a_document(tagged(root.name())), root.span());
  }
  std::optional<Reported> told;
  const Length least = least_type(root, out, told);
  const StyleSheet styles{theme, least, is_dense(root)};
  Reader r{
      .markup = markup,
      .tags = tags_of(tree),
      .theme = theme,
      .styles = styles,
      .pictures = pictures,
      .out = out,
      .origins = Origins{markup},
      .told = told};

  // Every word is written once and is no longer than in the markup; each list item may add its
  // number.
  r.document.words = std::make_unique<std::string>();
  r.document.words->resize(markup.text().size() + 8 * tree.nodes.size());
  r.pen = r.document.words->data();
  r.end_of_room = r.pen + r.document.words->size();
  read_root(r, root);
  const bool has_its_own =
      r.document.is_dense && !r.document.is_form && theme.least_dense_type > Length{};
  r.document.least_type =
      std::max(least, has_its_own ? theme.least_dense_type : theme.least_form_type);
  r.document.least_running_type = std::max(least, theme.least_running_type);
  if (r.told) return *r.told;
  r.document.words->resize(static_cast<std::size_t>(r.pen - r.document.words->data()));
  name_blanks(r.document);
  return std::move(r.document);
}

}  // namespace engine::doc
