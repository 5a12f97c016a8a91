#include "engine/base/right_to_left.hpp"
#include "engine/html/writer.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace engine::html {

namespace {

using doc::Element;

/// The paragraph of a stack that holds nothing but words without a box of their own.
const doc::Paragraph* words_alone(const doc::Stack& stack) {
  if (stack.blocks.size() != 1) return nullptr;
  const doc::Block& only = stack.blocks.front();
  const bool has_own =
      only.box != doc::BoxStyle{} || only.if_cut || !only.anchor.empty() || !only.language.empty();
  return has_own ? nullptr : std::get_if<doc::Paragraph>(&only.content);
}

std::string alignment(const doc::Paragraph& words) {
  switch (words.align) {
    case doc::Align::center:
      return "text-align:center;";
    case doc::Align::right:
      return "text-align:end;";
    case doc::Align::left:
      break;
  }
  return "";
}

std::string spoken(std::string_view language) {
  return language.empty() ? std::string{} : language_of(language);
}

/// Language and direction: the words' own direction where some of them run from right to left.
std::string spoken(std::string_view language, const std::vector<doc::Inline>& inlines) {
  std::string own = spoken(language);
  if (own.find(" dir=") != own.npos) return own;
  for (const doc::Inline& in : inlines) {
    const auto* text = std::get_if<doc::Text>(&in);
    if (text && has_right_to_left(text->text)) return own + " dir=\"auto\"";
  }
  return own;
}

int own_level(Element element) {
  return element == Element::h1 ? 1 : element == Element::h2 ? 2 : element == Element::h3 ? 3 : 0;
}

/// The words of the head above each column; of several head rows the last.
std::vector<std::string> heads_of(const doc::Table& table) {
  std::vector<std::string> heads(table.weights.size());
  for (const doc::Row& row : table.rows) {
    if (!row.in_head) break;
    std::size_t column = 0;
    for (const doc::Cell& cell : row.cells) {
      for (int i = 0; i < cell.columns && column < heads.size(); ++i, ++column)
        heads[column] = doc::words(cell.content.blocks);
    }
  }
  return heads;
}

/// The head of a cell; of one over several columns all of theirs.
std::string head_over(const std::vector<std::string>& heads, std::size_t first, int columns) {
  std::string all;
  const std::size_t end = std::min(heads.size(), first + static_cast<std::size_t>(columns));
  for (std::size_t i = first; i < end; ++i) {
    if (!all.empty() && !heads[i].empty()) all += ", ";
    all += heads[i];
  }
  return all;
}

/// In which columns a cell begins, of any row: HTML has no others.
std::vector<bool> columns_begun(const doc::Table& table) {
  std::vector<bool> begun(table.weights.size(), false);
  for (const doc::Row& row : table.rows) {
    std::size_t column = 0;
    for (const doc::Cell& cell : row.cells) {
      begun[column] = true;
      column += static_cast<std::size_t>(cell.columns);
    }
  }
  return begun;
}

bool is_turned(const doc::Document& document) {
  return document.paper.width > document.paper.height;
}

}  // namespace

void Writer::part(const doc::DocumentBundle::Part& part, std::string_view around) {
  part_ = &part;
  const doc::Document& document = *part.document;
  for (const doc::Block& block : document.blocks) {
    if (!block.anchor.empty()) anchors_.insert(block.anchor);
  }
  title_ = part.anchor + "-title";
  under_ = title_;
  out_ += "<article";
  if (is_turned(document)) out_ += " class=\"turned\"";
  out_ += " id=\"" + escaped(part.anchor) + '"';
  if (document.language != around) out_ += language_of(document.language);
  out_ += " aria-labelledby=\"" + escaped(title_) + "\">\n";
  if (document.header_on_first) running(document.header, "header");
  blocks(document.blocks);
  if (document.footer_on_first) running(document.footer, "footer");
  out_ += "</article>\n";
}

/// What stands between two <tab/> is a piece; one with the number of a page is left out.
void Writer::running(const std::vector<doc::Block>& all, std::string_view name) {
  for (const doc::Block& block : all) {
    const auto& line = std::get<doc::Paragraph>(block.content);
    std::string pieces;
    for (auto begin = line.inlines.begin(); begin != line.inlines.end();) {
      const auto is_tab = [](const auto& in) { return std::holds_alternative<doc::Tab>(in); };
      const auto end = std::find_if(begin, line.inlines.end(), is_tab);
      const bool counts_pages = std::any_of(begin, end, [](const doc::Inline& in) {
        return std::holds_alternative<doc::PageNumber>(in);
      });
      if (!counts_pages && begin != end) {
        const std::vector<doc::Inline> piece{begin, end};
        const std::size_t at = out_.size();
        inlines(piece);
        pieces += "<p" + spoken("", piece) + '>' + out_.substr(at) + "</p>";
        out_.resize(at);
      }
      begin = end == line.inlines.end() ? end : end + 1;
    }
    if (pieces.empty()) continue;
    out_ += '<' + std::string{name} + sheet_.look("running", sheet_.letters(line.style)) + '>' +
            pieces + "</" + std::string{name} + ">\n";
  }
}

void Writer::blocks(std::span<const doc::Block> all) {
  bool in_checks = false;
  for (const doc::Block& block : all) {
    if (block.if_cut) continue;
    const bool is_check = block.element == Element::check;
    if (is_check && !in_checks) out_ += "<ul class=\"checks\">\n";
    if (!is_check && in_checks) out_ += "</ul>\n";
    in_checks = is_check;
    this->block(block);
  }
  if (in_checks) out_ += "</ul>\n";
}

/// What a block becomes, by its content.
struct Writer::Content {
  Writer& writer;
  const doc::Block& block;

  void operator()(const doc::Paragraph& words) { writer.paragraph(block, words); }
  void operator()(const doc::Columns& columns) {
    block.element == Element::ul ? writer.path(block, columns) : writer.columns(block, columns);
  }
  void operator()(const doc::Table& table) { writer.table(block, table); }
  void operator()(const doc::Form& form) { writer.form(block, form); }
  void operator()(const doc::WriteLines& lines) { writer.write_lines(block.box, lines, {}, {}); }
  void operator()(const doc::Signature& sign) { writer.signature(block, sign); }
  void operator()(const doc::Image& image) { writer.image(block, image); }
  void operator()(const doc::Figure& figure) { writer.figure(block, figure); }
  void operator()(const doc::PageBreak&) { writer.out_ += "<div class=\"turn\"></div>\n"; }

  void operator()(const doc::Rule& rule) {
    doc::BoxStyle box = block.box;
    box.border = {.top = rule.width, .color = rule.color};
    writer.out_ += "<hr" + writer.sheet_.look("", writer.sheet_.box(box)) + ">\n";
  }

  void operator()(const doc::Stack& stack) {
    switch (block.element) {
      case Element::ul:
      case Element::ol:
        return writer.list(block, stack);
      case Element::say:
        return writer.say(block, stack);
      case Element::note:
        return writer.note(block, stack);
      case Element::check:
        return writer.check(block, stack);
      case Element::blockquote:
        return writer.element("blockquote", "", "", block.language, block.box, stack);
      case Element::keep:
        return writer.element("div", "keep", "", block.language, block.box, stack);
      default:
        return writer.element("div", "", "", block.language, block.box, stack);
    }
  }
};

void Writer::block(const doc::Block& block) {
  if (const int level = own_level(block.element); level > 0) return heading(block, level);
  std::visit(Content{*this, block}, block.content);
}

void Writer::heading(const doc::Block& block, int level) {
  const auto& words = std::get<doc::Paragraph>(block.content);
  sheet_.heading(words.style);
  if (level == 1) {
    under_ = title_;
  } else if (!block.anchor.empty()) {
    under_ = part_->anchor + '-' + std::string{block.anchor};
  } else {
    under_ = part_->anchor + "-h" + std::to_string(++headings_);
  }
  const std::string name = "h" + std::to_string(std::min(6, part_->level - 1 + level));
  // The title has the id that names the part; what links call it stands in front.
  if (level == 1 && !block.anchor.empty())
    out_ += "<span id=\"" + escaped(part_->anchor + '-' + std::string{block.anchor}) + "\"></span>";
  out_ += '<' + name + " id=\"" + escaped(under_) + '"' + spoken(block.language, words.inlines) +
          sheet_.look(
              "", sheet_.letters(words.style, true) + sheet_.box(block.box) + alignment(words)
          ) +
          '>';
  if (!block.marker.text.empty())
    out_ += "<span class=\"number\">" + escaped(block.marker.text) + "</span> ";
  inlines(words.inlines);
  out_ += "</" + name + ">\n";
}

void Writer::paragraph(const doc::Block& block, const doc::Paragraph& words) {
  if (words.inlines.empty()) return;
  const bool has_mark = block.marker.is == doc::Marker::Is::pictogram;
  out_ += "<p" + spoken(block.language, words.inlines) +
          sheet_.look(
              has_mark ? "marked beside" : "",
              sheet_.letters(words.style) + sheet_.box(block.box) + alignment(words)
          ) +
          '>' + (has_mark ? mark(block.marker) : std::string{});
  inlines(words.inlines);
  out_ += "</p>\n";
}

void Writer::element(
    std::string_view name,
    std::string_view own,
    const std::string& attributes,
    std::string_view language,
    const doc::BoxStyle& box,
    const doc::Stack& content,
    const std::string& in_front
) {
  out_ += '<' + std::string{name} + attributes;
  if (const doc::Paragraph* words = words_alone(content)) {
    out_ += spoken(language, words->inlines) +
            sheet_.look(own, sheet_.letters(words->style) + sheet_.box(box) + alignment(*words)) +
            '>' + in_front;
    inlines(words->inlines);
  } else {
    out_ += spoken(language) + sheet_.look(own, sheet_.box(box)) + '>' + in_front + '\n';
    blocks(content.blocks);
  }
  out_ += "</" + std::string{name} + ">\n";
}

void Writer::list(const doc::Block& block, const doc::Stack& items) {
  if (items.blocks.empty()) return;
  const doc::Marker& first = items.blocks.front().marker;
  const std::string name = block.element == Element::ol ? "ol" : "ul";
  std::string attributes;
  if (name == "ol" && first.text != "1.")
    attributes = " start=\"" + std::string{first.text.substr(0, first.text.size() - 1)} + '"';
  if (block.scale) {
    out_ += "<div" + sheet_.look("scale", sheet_.box(block.box)) + ">\n";
    scale(*block.scale, items);
    out_ += "<ul>\n";
  } else {
    out_ +=
        '<' + name + attributes +
        sheet_.look("", sheet_.box(block.box) + "padding-inline-start:" + rem(first.indent) + ';') +
        ">\n";
  }
  for (const doc::Block& item : items.blocks) {
    const bool has_mark = item.marker.is == doc::Marker::Is::pictogram;
    const bool is_joined = item.joint.width > Length{} && !block.scale;
    const std::string_view own = !has_mark ? "" : is_joined ? "marked joined" : "marked";
    element(
        "li",
        own,
        "",
        item.language,
        item.box,
        std::get<doc::Stack>(item.content),
        has_mark ? mark(item.marker) : std::string{}
    );
  }
  out_ += "</" + name + (block.scale ? ">\n</div>\n" : ">\n");
}

void Writer::say(const doc::Block& block, const doc::Stack& words) {
  const doc::Marker& who = block.marker;
  out_ += "<div" + spoken(block.language) + sheet_.look("say", sheet_.box(block.box)) + "><p" +
          sheet_.look("", sheet_.letters(who.style) + "flex:0 0 " + rem(who.indent) + ';') + '>' +
          escaped(who.text) + "</p>";
  element("div", "", "", "", {}, words);
  out_ += "</div>\n";
}

/// A note is named by its title, if it has one.
void Writer::note(const doc::Block& block, const doc::Stack& content) {
  const bool titled = !content.blocks.empty() && content.blocks.front().is_caption;
  if (!titled) return element("div", "note", " role=\"note\"", block.language, block.box, content);
  const std::string id = part_->anchor + "-n" + std::to_string(++notes_);
  const doc::Block& title = content.blocks.front();
  const auto& words = std::get<doc::Paragraph>(title.content);
  out_ += "<div role=\"note\" aria-labelledby=\"" + escaped(id) + '"' + spoken(block.language) +
          sheet_.look("note", sheet_.box(block.box)) + "><p id=\"" + escaped(id) + '"' +
          sheet_.look("", sheet_.letters(words.style) + sheet_.box(title.box)) + '>';
  inlines(words.inlines);
  out_ += "</p>\n";
  blocks(std::span{content.blocks}.subspan(1));
  out_ += "</div>\n";
}

void Writer::columns(const doc::Block& block, const doc::Columns& columns) {
  out_ += "<div" +
          sheet_.look("columns", sheet_.box(block.box) + "column-gap:" + rem(columns.gap) + ';') +
          ">\n";
  for (std::size_t i = 0; i < columns.columns.size(); ++i) {
    out_ +=
        "<div" + sheet_.look("", "flex-grow:" + std::to_string(columns.weights[i]) + ';') + ">\n";
    blocks(columns.columns[i].blocks);
    out_ += "</div>\n";
  }
  out_ += "</div>\n";
}

void Writer::table(const doc::Block& block, const doc::Table& table) {
  // On a narrow screen a wide table is cards, one a row, each answer below the head of its column.
  // In between, where its words need more than there is, it is moved and the page stands still
  // (WCAG 2.2, 1.4.10); whoever has no mouse moves it with the arrow keys.
  const bool wide = table.weights.size() > 2;
  std::string css = sheet_.box(block.box);
  if (wide) {
    out_ += "<div role=\"group\" tabindex=\"0\" aria-labelledby=\"" + escaped(under_) + '"' +
            sheet_.look("scroll", css) + ">\n";
    css = "min-width:" + std::to_string(7 * table.weights.size()) + "em;";
  }
  out_ += "<table" + sheet_.look(wide ? "cards" : "", css) + ">\n<colgroup>";
  const int all = std::accumulate(table.weights.begin(), table.weights.end(), 0);
  assert(all > 0);  // no table is without a column, and no column without width
  begun_ = columns_begun(table);
  for (std::size_t i = 0; i < table.weights.size();) {
    int weight = 0;
    do weight += table.weights[i++];
    while (i < table.weights.size() && !begun_[i]);
    out_ += "<col" + sheet_.look("", "width:" + std::to_string(100 * weight / all) + "%;") + '>';
  }
  out_ += "</colgroup>\n";
  heads_ = wide ? heads_of(table) : std::vector<std::string>{};
  if (table.rows.front().in_head) rows(table, true);
  rows(table, false);
  out_ += wide ? "</table>\n</div>\n" : "</table>\n";
}

void Writer::rows(const doc::Table& table, bool of_head) {
  const auto is_other = [&](const doc::Row& row) { return row.in_head != of_head; };
  if (std::all_of(table.rows.begin(), table.rows.end(), is_other)) return;
  out_ += of_head ? "<thead>\n" : "<tbody>\n";
  for (const doc::Row& row : table.rows) {
    if (is_other(row)) continue;
    // A head over all columns says what the cards below it are about.
    const bool is_band = of_head && row.cells.size() == 1 && table.weights.size() > 1;
    out_ += is_band ? "<tr class=\"band\">\n" : "<tr>\n";
    std::size_t column = 0;
    for (const doc::Cell& cell : row.cells) {
      const std::size_t end = column + static_cast<std::size_t>(cell.columns);
      const auto from = begun_.begin() + static_cast<std::ptrdiff_t>(column);
      const auto spans = std::count(from, begun_.begin() + static_cast<std::ptrdiff_t>(end), true);
      this->cell(row, cell, spans, of_head ? "" : head_over(heads_, column, cell.columns));
      column = end;
    }
    out_ += "</tr>\n";
  }
  out_ += of_head ? "</thead>\n" : "</tbody>\n";
}

/// A head without words would name nothing: it is an ordinary cell.
void Writer::cell(
    const doc::Row& row, const doc::Cell& cell, std::ptrdiff_t spans, std::string_view head
) {
  const bool names = cell.is_header && !cell.content.blocks.empty();
  std::string attributes;
  if (names) attributes = cell.scope == doc::Cell::Scope::row ? " scope=\"row\"" : " scope=\"col\"";
  if (!names && !head.empty()) attributes += " data-head=\"" + escaped(head) + '"';
  if (spans > 1) attributes += " colspan=\"" + std::to_string(spans) + '"';
  if (!cell.to_write_in)
    return element(names ? "th" : "td", "", attributes, "", cell.box, cell.content);
  out_ += "<td" + attributes + sheet_.look("", sheet_.box(cell.box)) + '>';
  field_in_cell(cell, row.least_height);
  out_ += "</td>\n";
}

void Writer::image(const doc::Block& block, const doc::Image& image) {
  if (image.foreign) return;  // a file without pages has no sheets for it: its index names it
  constexpr const char* formats[] = {"png", "jpeg", "svg+xml"};
  out_ += "<img" + sheet_.look("", sheet_.box(block.box) + "width:" + rem(image.size.width) + ';') +
          " alt=\"" + escaped(image.alternative) + "\" src=\"data:image/" +
          formats[static_cast<std::size_t>(image.format)] + ";base64," + base64(image.bytes) +
          "\">\n";
}

}  // namespace engine::html
