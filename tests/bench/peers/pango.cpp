// Sets packets of words with Pango and cairo: shaped text on pages, no tags, no fields.
//
//     peer_pango WORDS OUT COUNT        WORDS: the folder that words.py wrote; the first COUNT of
//     it

#include <algorithm>
#include <cairo-pdf.h>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <pango/pangocairo.h>
#include <rapidjson/document.h>
#include <string>
#include <vector>

namespace {

constexpr double width = 612, height = 792, margin = 54, inset = 4;  // points

std::string text_of(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

/// A paragraph, shaped and broken into lines.
class Paragraph {
 public:
  Paragraph(cairo_t* cairo, const std::string& text, const PangoFontDescription* face, double room)
      : layout_{pango_cairo_create_layout(cairo), g_object_unref} {
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_font_description(layout_.get(), face);
    pango_layout_set_width(layout_.get(), static_cast<int>(room * PANGO_SCALE));
    pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
  }
  double height() const {
    int wide = 0, high = 0;
    pango_layout_get_size(layout_.get(), &wide, &high);
    return static_cast<double>(high) / PANGO_SCALE;
  }
  void draw(cairo_t* cairo, double x, double y) const {
    cairo_move_to(cairo, x, y);
    pango_cairo_show_layout(cairo, layout_.get());
  }

 private:
  std::unique_ptr<PangoLayout, void (*)(gpointer)> layout_;
};

/// Text from the top of a sheet down, on as many sheets as it takes.
class Sheets {
 public:
  explicit Sheets(const std::string& path)
      : surface_{cairo_pdf_surface_create(path.c_str(), width, height)},
        cairo_{cairo_create(surface_)} {
    cairo_set_line_width(cairo_, 0.5);
  }
  Sheets(const Sheets&) = delete;
  Sheets& operator=(const Sheets&) = delete;
  ~Sheets() {
    cairo_show_page(cairo_);
    cairo_destroy(cairo_);
    cairo_surface_destroy(surface_);
  }

  void turn() {
    cairo_show_page(cairo_);
    y_ = margin;
  }
  void words(
      const std::string& text, const PangoFontDescription* face, double before, double indent = 0
  ) {
    const Paragraph paragraph{cairo_, text, face, width - 2 * margin - indent};
    const double high = paragraph.height();
    if (y_ + before + high > height - margin) turn();
    y_ += before;
    if (indent > 0) Paragraph{cairo_, "•", face, indent}.draw(cairo_, margin, y_);
    paragraph.draw(cairo_, margin + indent, y_);
    y_ += high;
  }
  void row(const rapidjson::Value& cells, const PangoFontDescription* face) {
    const double each = (width - 2 * margin) / cells.Size();
    double high = 0;
    std::vector<Paragraph> paragraphs;
    for (const auto& cell : cells.GetArray()) {
      paragraphs.emplace_back(cairo_, text_of(cell), face, each - 2 * inset);
      high = std::max(high, paragraphs.back().height());
    }
    if (y_ + high + 2 * inset > height - margin) turn();
    double x = margin;
    for (const Paragraph& paragraph : paragraphs) {
      paragraph.draw(cairo_, x + inset, y_ + inset);
      cairo_rectangle(cairo_, x, y_, each, high + 2 * inset);
      x += each;
    }
    cairo_stroke(cairo_);
    y_ += high + 2 * inset;
  }

 private:
  cairo_surface_t* surface_;
  cairo_t* cairo_;
  double y_ = margin;
};

/// Faces in points, of which Pango takes 96 to the inch.
struct Faces {
  static PangoFontDescription* face(const std::string& name, double points) {
    return pango_font_description_from_string(
        (name + " " + std::to_string(points * 72 / 96)).c_str()
    );
  }
  PangoFontDescription* title = face("Andika Bold", 18);
  PangoFontDescription* heading = face("Andika Bold", 13);
  PangoFontDescription* strong = face("Andika Bold", 11);
  PangoFontDescription* text = face("Andika", 11);
};

void set_block(Sheets& sheets, const Faces& faces, const rapidjson::Value& block) {
  const std::string is = text_of(block["is"]);
  if (is == "heading") {
    sheets.words(
        text_of(block["text"]), block["level"].GetInt() == 1 ? faces.title : faces.heading, 9
    );
  } else if (is == "paragraph") {
    sheets.words(text_of(block["text"]), faces.text, 5);
  } else if (is == "item") {
    sheets.words(text_of(block["text"]), faces.text, 2, 12);
  } else {
    int head = block["head"].GetInt();
    for (const auto& cells : block["rows"].GetArray())
      sheets.row(cells, head-- > 0 ? faces.strong : faces.text);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fprintf(stderr, "peer_pango WORDS OUT COUNT\n");
    return 2;
  }
  const std::string folder = words[1], out = words[2];
  const Faces faces;
  for (int i = 0; i < std::atoi(words[3]); ++i) {
    std::ifstream file{folder + "/" + std::to_string(i) + ".json", std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    rapidjson::Document packet;
    if (packet.Parse(text.data(), text.size()).HasParseError()) return 1;
    Sheets sheets{out + "/" + std::to_string(i) + ".pdf"};
    bool is_first = true;
    for (const auto& paper : packet["papers"].GetArray()) {
      if (!is_first) sheets.turn();
      is_first = false;
      for (const auto& block : paper["blocks"].GetArray()) set_block(sheets, faces, block);
    }
  }
}
