#include "engine/doc/doc.hpp"
#include "engine/doc/visit.hpp"

#include <charconv>

namespace engine::doc {

namespace {

void put_number(std::string& out, Length length) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, length.in_points()).ptr;
  out.append(digits, end);
}
void put_number(std::string& out, int number) {
  out += std::to_string(number);
}

/// " 20/24 bold"
void put_style(std::string& out, const TextStyle& style) {
  out += ' ';
  put_number(out, style.size);
  out += '/';
  put_number(out, style.leading);
  if (style.bold) out += " bold";
  if (style.italic) out += " italic";
}

/// Words between quotation marks: one of their own has a backslash before it.
void put_quoted(std::string& out, std::string_view words) {
  for (const char c : words) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
}

/// Inlines one behind the other; words that look alike are one quotation, wherever they came from.
class Line {
 public:
  Line(std::string& out, const Document& document, const TextStyle& style)
      : out_{out}, document_{document}, style_{style} {}
  ~Line() { close(); }

  void operator()(const Text& text) {
    const bool alike = open_ && before_.bold == text.bold && before_.italic == text.italic &&
                       before_.link == text.link && before_.strong == text.strong &&
                       before_.em == text.em && before_.language == text.language;
    if (!alike) open(text);
    put_quoted(out_, text.text);
    before_ = text;
  }
  void operator()(const LineBreak&) { word("br"); }
  void operator()(const Tab&) { word("tab"); }
  void operator()(const Fill& fill) {
    word(fill.to_edge ? "fill to-edge " : "fill ");
    put_number(out_, fill.width);
    out_ += " (";
    out_ += fill.label;
    out_ += ')';
  }
  void operator()(const Box&) { word("box"); }
  void operator()(const PageNumber& number) {
    using Of = PageNumber::Of;
    word(number.of == Of::page ? "page" : number.of == Of::pages ? "pages" : "packet-page");
  }

 private:
  void open(const Text& text) {
    close();
    if (text.strong || text.bold != style_.bold) out_ += text.bold ? " strong" : " light";
    if (text.em || text.italic != style_.italic) out_ += text.italic ? " em" : " upright";
    if (text.link >= 0) out_ += " a(" + document_.links[static_cast<std::size_t>(text.link)] + ")";
    if (!text.language.empty()) out_.append(" lang(").append(text.language) += ')';
    out_ += " \"";
    open_ = true;
  }
  void close() {
    if (open_) out_ += '"';
    open_ = false;
  }
  void word(std::string_view word) {
    close();
    out_ += ' ';
    out_ += word;
  }

  std::string& out_;
  const Document& document_;
  const TextStyle& style_;
  Text before_;
  bool open_ = false;
};

std::string_view name(Element element) {
  switch (element) {
    case Element::document:
      return "document";
    case Element::h1:
      return "H1";
    case Element::h2:
      return "H2";
    case Element::h3:
      return "H3";
    case Element::p:
      return "P";
    case Element::ul:
      return "list";
    case Element::ol:
      return "numbered list";
    case Element::li:
      return "item";
    case Element::table:
      return "table";
    case Element::blockquote:
      return "quote";
    case Element::hr:
      return "rule";
    case Element::img:
      return "picture";
    case Element::copy:
      return "copy";
    case Element::figure:
      return "figure";
    case Element::letterhead:
      return "letterhead";
    case Element::address:
      return "address";
    case Element::say:
      return "say";
    case Element::note:
      return "note";
    case Element::check:
      return "check";
    case Element::form:
      return "form";
    case Element::blank:
      return "blank";
    case Element::sign:
      return "sign";
    case Element::keep:
      return "keep";
    case Element::columns:
      return "columns";
    case Element::page_break:
      return "page break";
    case Element::qr:
      return "qr";
    case Element::header:
      return "header";
    case Element::footer:
      return "footer";
  }
  return "";
}

struct Dump : Visitor<Dump> {
  const Document& document;
  std::string out;
  int depth = 0;

  explicit Dump(const Document& dumped) : document{dumped} {}

  void begin(std::string_view what) {
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
    out += what;
  }
  void inlines(const std::vector<Inline>& all, const TextStyle& style) {
    Line line{out, document, style};
    for (const Inline& in : all) std::visit(line, in);
  }
  void blocks(const std::vector<Block>& all) {
    ++depth;
    Visitor::blocks(all);
    --depth;
  }

  void block(const Block& block) {
    begin(name(block.element));
    if (!block.anchor.empty()) out.append(" #").append(block.anchor);
    if (block.marker.is != Marker::Is::none) out.append(" [").append(block.marker.text).append("]");
    if (block.box.keep_with_next && !block.in_outline) out += " keep-with-next";
    if (block.box.keep_together) out += " keep-together";
    if (!block.language.empty()) out.append(" lang ").append(block.language);
    if (block.scale) out += " to scale";
    put_on_scale(block.on_scale);
    if (block.if_cut) out += " if-cut";
    if (block.repeats) out += " repeat";
    put_drop_order(block.drop_order);
    content(block);
  }

  void put_on_scale(const OnScale& place) {
    if (place.at < 0) return;
    out.append(" at ").append(std::to_string(place.at));
    if (place.until > place.at) out.append(" to ").append(std::to_string(place.until));
  }
  void put_drop_order(int order) {
    if (order > 0) out.append(" spare ").append(std::to_string(order));
  }
  void put_most_lines(int most) {
    if (most > 0) out.append(" most-lines ").append(std::to_string(most));
  }

  void operator()(const Stack& stack) {
    put_most_lines(stack.most_lines);
    out += '\n';
    blocks(stack.blocks);
  }
  void operator()(const Paragraph& paragraph) {
    put_most_lines(paragraph.most_lines);
    put_style(out, paragraph.style);
    if (paragraph.align != Align::left)
      out += paragraph.align == Align::center ? " center" : " right";
    inlines(paragraph.inlines, paragraph.style);
    out += '\n';
  }
  void operator()(const Columns& columns) {
    out += '\n';
    ++depth;
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
      begin("column ");
      put_number(out, columns.weights[i]);
      out += '\n';
      blocks(columns.columns[i].blocks);
    }
    --depth;
  }
  void operator()(const Table& table) {
    for (const int weight : table.weights) out.append(" ").append(std::to_string(weight));
    out += '\n';
    ++depth;
    for (const Row& each : table.rows) row(each);
    --depth;
  }
  void row(const Row& row) {
    begin(row.in_head ? "head row" : "row");
    put_drop_order(row.drop_order);
    if (row.least_height > Length{}) {
      out += " at least ";
      put_number(out, row.least_height);
    }
    out += '\n';
    ++depth;
    Visitor::row(row);
    --depth;
  }
  void cell(const Cell& cell) {
    begin(cell.is_header ? "header" : "cell");
    if (cell.scope != Cell::Scope::none)
      out += cell.scope == Cell::Scope::row ? " of row" : " of column";
    if (cell.columns > 1) out.append(" over ").append(std::to_string(cell.columns));
    put_most_lines(cell.content.most_lines);
    if (cell.leader.width > Length{}) out += " leads";
    out += '\n';
    blocks(cell.content.blocks);
  }
  void operator()(const WriteLines& lines) {
    put_style(out, lines.style);
    out.append(" ")
        .append(std::to_string(lines.lines))
        .append(lines.lines == 1 ? " line of " : " lines of ");
    put_number(out, lines.pitch);
    if (lines.by_hand_only) out += " by hand";
    out += '\n';
  }
  void operator()(const Form& form) {
    out += '\n';
    ++depth;
    for (const FormRow& row : form.rows) {
      begin("row\n");
      ++depth;
      for (const FormCell& cell : row.cells) form_cell(cell);
      --depth;
    }
    --depth;
  }
  void form_cell(const FormCell& cell) {
    begin("box of ");
    out.append(std::to_string(cell.span)).append("\n");
    Visitor::form_cell(cell);
  }
  void operator()(const Signature& sign) {
    put_style(out, sign.style);
    out += " \"";
    put_quoted(out, sign.who);
    out += "\"\n";
  }
  void operator()(const Rule& rule) {
    out += ' ';
    put_number(out, rule.width);
    out += '\n';
  }
  void operator()(const Image& image) {
    constexpr std::string_view formats[] = {" PNG ", " JPEG ", " SVG "};
    if (image.foreign) {
      out += " page " + std::to_string(image.foreign_page + 1);
    } else {
      out.append(formats[static_cast<std::size_t>(image.format)])
          .append(std::to_string(image.pixels_wide))
          .append("x")
          .append(std::to_string(image.pixels_high));
    }
    out.append(image.turned ? " turned" : "").append(" printed ");
    put_number(out, image.size.width);
    out += 'x';
    put_number(out, image.size.height);
    out.append(" \"").append(image.alternative).append("\"\n");
  }
  void operator()(const Figure& figure) {
    out += " columns " + std::to_string(figure.columns);
    for (const Figure::Marks& marks : figure.marks)
      out += ' ' + marks.pictogram->name + " x" + std::to_string(marks.count);
    out.append(" \"").append(figure.alternative).append("\"\n");
  }
  void operator()(const PageBreak&) { out += '\n'; }
};

}  // namespace

std::string dump(const Document& document) {
  Dump dump{document};
  dump.out += "document \"" + document.title + "\"";
  if (document.most_pages > 0) dump.out += " pages " + std::to_string(document.most_pages);
  if (document.paper.width > document.paper.height) dump.out += " landscape";
  dump.out += '\n';
  dump.blocks(document.header);
  dump.blocks(document.footer);
  dump.blocks(document.blocks);
  return std::move(dump.out);
}

}  // namespace engine::doc
