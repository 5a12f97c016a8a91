#include "engine/image/image.hpp"

#include <catch2/catch.hpp>

using namespace engine;

namespace {

std::string svg(const std::string& inside, const std::string& box = "viewBox='0 0 96 48'") {
  return "<svg xmlns='http://www.w3.org/2000/svg' " + box + ">" + inside + "</svg>";
}

/// "#0b5c66 M0 0 L96 48 Z", a line a shape, in points.
std::string shapes(const std::string& file) {
  const auto read = image::read_svg(file);
  if (const auto* refused = std::get_if<image::Refused>(&read)) return refused->why;
  std::string text;
  const auto put = [&](Point at) {
    for (const Length length : {at.x, at.y})
      text += std::to_string(length.millipoints() / 1000) + ' ';
  };
  for (const image::Shape& shape : std::get<image::Drawing>(read).shapes) {
    text += text_of(shape.color) + (shape.is_even_odd ? " even-odd" : "") + ' ';
    for (const auto& [is, a, b, to] : shape.steps) {
      using Is = Pictogram::Step::Is;
      text += is == Is::move ? 'M' : is == Is::line ? 'L' : is == Is::curve ? 'C' : 'Z';
      if (is == Is::curve) {
        put(a);
        put(b);
      }
      if (is != Is::close) put(to);
    }
    text += '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("the longer side of a drawing is 960 points, whatever its units are") {
  const auto drawing = [](const std::string& box) {
    return std::get<image::Drawing>(image::read_svg(svg("<rect width='1' height='1'/>", box)));
  };
  CHECK(drawing("viewBox='0 0 3 1'").wide == 960);
  CHECK(drawing("viewBox='0 0 3 1'").high == 320);
  CHECK(drawing("width='20px' height='40'").wide == 480);
  const auto header =
      std::get<image::Header>(image::header_of("\xEF\xBB\xBF" + svg("<rect width='1' height='1'/>"))
      );
  CHECK(header.format == image::Format::svg);
  CHECK(header.high == 480);
}

TEST_CASE("each letter of a path draws what it says, from where the one before ended") {
  const std::string all = "#000000 M0 0 L480 0 L480 240 L0 240 Z\n";
  CHECK(shapes(svg("<path d='M0 0H48V24H0Z'/>")) == all);
  CHECK(shapes(svg("<path d='m0,0 48 0 0 24-48 0z'/>")) == all);
  CHECK(
      shapes(svg("<path d='M 0 0 L 4.8e1 0 h0 v24 l-48,0 Z'/>")) ==
      "#000000 M0 0 L480 0 L480 0 L480 240 L0 240 Z\n"
  );
  CHECK(shapes(svg("<rect width='48' height='24'/>")) == all);
  CHECK(shapes(svg("<polygon points='0,0 48,0 48,24 0,24'/>")) == all);
  // After Z the next path begins where the last one did.
  CHECK(shapes(svg("<path d='M1 1L2 2zl3 3'/>")) == "#000000 M10 10 L20 20 ZL40 40 \n");
  // A smooth curve mirrors the handle before, or has none; a quadratic one becomes a cubic.
  CHECK(
      shapes(svg("<path d='M0 0C1 1 2 2 4 4s5 5 6 6'/>")) ==
      "#000000 M0 0 C10 10 20 20 40 40 C60 60 90 90 100 100 \n"
  );
  CHECK(shapes(svg("<path d='M1 1S2 2 3 3'/>")) == "#000000 M10 10 C10 10 20 20 30 30 \n");
  CHECK(
      shapes(svg("<path d='M0 0Q3 0 3 3T6 6'/>")) ==
      "#000000 M0 0 C20 0 30 10 30 30 C30 50 40 60 60 60 \n"
  );
  CHECK(
      shapes(svg("<circle cx='10' cy='10' r='5'/>")).find("M150 100 C150 127 127 150 100 150 ") == 8
  );
}

TEST_CASE("a shape has the color, the rule and the place of the groups that it is in") {
  CHECK(
      shapes(svg("<g fill='#fff' transform='translate(10 0) scale(2)'><rect width='1' height='1'/>"
                 "<rect width='1' height='1' style='fill: #0b5c66; fill-rule:evenodd'/></g>"
                 "<g fill='none'><rect width='9' height='9'/></g>"
                 "<title>A</title><defs/><x:y xmlns:x='x'/>")) ==
      "#ffffff M100 0 L120 0 L120 20 L100 20 Z\n"
      "#0b5c66 even-odd M100 0 L120 0 L120 20 L100 20 Z\n"
  );
  CHECK(
      shapes(svg(
          "<rect width='1' height='1' transform='matrix(0 1 -1 0 5 6)'/>", "viewBox='-1 -2 96 48'"
      )) == "#000000 M60 80 L60 90 L50 90 L50 80 Z\n"
  );
}

TEST_CASE("what would look otherwise than it is drawn is refused in words") {
  const std::string dot = "<rect width='1' height='1'/>";
  CHECK(shapes("<svg") == "is an SVG that breaks off or is damaged");
  CHECK(shapes("<html/>") == "is an SVG without <svg>");
  CHECK(shapes("<!DOCTYPE svg><svg/>") == "is an SVG with a document type");
  CHECK(shapes(svg("")) == "is an SVG in which nothing is filled");
  for (const char* box : {"", "viewBox='0 0 0 9'", "viewBox='0 0 9'", "viewBox='0 0 9 900'"})
    CHECK(
        shapes(svg(dot, box)) ==
        "is an SVG that does not say how large it is: viewBox=\"0 0 240 80\""
    );
  CHECK(shapes(svg("<text>L</text>")) == "is an SVG with <text>");
  CHECK(shapes(svg("<image href='a.png'/>")) == "is an SVG with <image>");
  CHECK(shapes(svg("<defs><linearGradient/></defs>")) == "is an SVG with <defs>");
  CHECK(shapes(svg("<rect class='a'/>")) == "is an SVG whose colors are in a style sheet");
  CHECK(
      shapes(svg("<path d='M0 0h1' stroke='#000'/>")) ==
      "is an SVG with lines that are drawn, not filled"
  );
  CHECK(shapes(svg("<g opacity='.5'>" + dot + "</g>")) == "is an SVG that is partly transparent");
  CHECK(shapes(svg("<g style='mask:url(#a)'/>")) == "is an SVG with a mask");
  CHECK(shapes(svg("<rect rx='2'/>")) == "is an SVG with rounded rectangles");
  CHECK(shapes(svg("<rect width='10%'/>")) == "is an SVG with a length that is no number: 10%");
  CHECK(
      shapes(svg("<rect fill='url(#a)'/>")) ==
      "is an SVG with a color that is not written as #1c2126: url(#a)"
  );
  CHECK(
      shapes(svg("<g transform='rotate(5)'/>")) ==
      "is an SVG with a transform that is no matrix, translate or scale"
  );
  for (const char* path : {"M0 0A1 1 0 0 0 2 2", "L1 1", "M0", "M0 0L1", "M0 0Z1 1", "M0 0X"})
    CHECK(
        shapes(svg("<path d='" + std::string{path} + "'/>")) ==
        "is an SVG with a path that is cut off, too long, or has arcs (A)"
    );
  std::string many;
  for (int i = 0; i < 6000; ++i) many += dot;
  CHECK(shapes(svg(many)) == "is an SVG of more than 20,000 points");
}
