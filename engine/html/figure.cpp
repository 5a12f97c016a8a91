#include "engine/html/writer.hpp"

#include <algorithm>

namespace engine::html {

namespace {

/// A length as a number of points.
std::string in_points(Length length) {
  std::string text = std::to_string(length.millipoints() / 1000);
  std::string rest = std::to_string(1000 + length.millipoints() % 1000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return rest.empty() ? text : text + '.' + rest;
}

std::string pair_of(Point point) {
  return in_points(point.x) + ' ' + in_points(point.y);
}

/// Path data (SVG 2 §9.3).
std::string path_data(const std::vector<Pictogram::Step>& steps) {
  using Is = Pictogram::Step::Is;
  std::string data;
  for (const Pictogram::Step& step : steps) {
    switch (step.is) {
      case Is::move:
        data += 'M' + pair_of(step.to);
        break;
      case Is::line:
        data += 'L' + pair_of(step.to);
        break;
      case Is::curve:
        data += 'C' + pair_of(step.a) + ' ' + pair_of(step.b) + ' ' + pair_of(step.to);
        break;
      case Is::close:
        data += 'Z';
        break;
    }
  }
  return data;
}

std::string ink(const Pictogram& pictogram, Pictogram::Path::Ink ink) {
  switch (ink) {
    case Pictogram::Path::Ink::fill:
      return "fill=\"currentColor\" fill-rule=\"evenodd\"";
    case Pictogram::Path::Ink::paper:
      return "fill=\"#fff\" fill-rule=\"evenodd\"";
    case Pictogram::Path::Ink::line:
      break;
  }
  return "fill=\"none\" stroke=\"currentColor\" stroke-linecap=\"round\" "
         "stroke-linejoin=\"round\" stroke-width=\"" +
         in_points(pictogram.line) + '"';
}

}  // namespace

std::string symbols(const UsedPictograms& pictograms) {
  if (pictograms.empty()) return {};
  std::string all = "<svg class=\"symbols\" aria-hidden=\"true\" width=\"0\" height=\"0\">\n";
  for (const auto& [name, pictogram] : pictograms) {
    all += "<symbol id=\"pictogram-" + escaped(name) + "\" viewBox=\"0 0 24 24\">";
    for (const Pictogram::Path& path : pictogram->paths)
      all += "<path d=\"" + path_data(path.steps) + "\" " + ink(*pictogram, path.ink) + "/>";
    all += "</symbol>\n";
  }
  return all + "</svg>\n";
}

std::string Writer::use(const Pictogram& pictogram, const std::string& attributes) {
  pictograms_.emplace(pictogram.name, &pictogram);
  return "<use href=\"#pictogram-" + escaped(pictogram.name) + '"' + attributes + "/>";
}

std::string Writer::mark(const doc::Marker& marker) {
  return "<svg class=\"mark\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">" +
         use(*marker.pictogram, "") + "</svg>";
}

void Writer::figure(const doc::Block& block, const doc::Figure& figure) {
  constexpr Length on_a_phone = 220_pt;
  const int count = figure.count();
  if (count == 0) return;
  const int columns = figure.columns_in(on_a_phone);
  const int rows = (count + columns - 1) / columns;
  const Length pitch = figure.side + figure.gap;
  const Size size{pitch * columns - figure.gap, pitch * rows - figure.gap};
  out_ += "<svg role=\"img\" aria-label=\"" + escaped(figure.alternative) + "\" viewBox=\"0 0 " +
          in_points(size.width) + ' ' + in_points(size.height) + '"' +
          sheet_.look("figure", sheet_.box(block.box) + "width:" + rem(size.width) + ';') + ">\n";
  const std::string side =
      " width=\"" + in_points(figure.side) + "\" height=\"" + in_points(figure.side) + "\"";
  int i = 0;
  for (const doc::Figure::Marks& marks : figure.marks) {
    for (int left = marks.count; left > 0; --left, ++i) {
      out_ +=
          use(*marks.pictogram,
              " x=\"" + in_points(pitch * (i % columns)) + "\" y=\"" +
                  in_points(pitch * (i / columns)) + '"' + side);
    }
  }
  out_ += "</svg>\n";
}

void Writer::path(const doc::Block& block, const doc::Columns& items) {
  out_ += "<ul" + sheet_.look("path", sheet_.box(block.box)) + ">\n";
  for (const doc::Stack& column : items.columns) {
    for (const doc::Block& item : column.blocks) {
      const bool has_mark = item.marker.is == doc::Marker::Is::pictogram;
      element(
          "li",
          "",
          "",
          item.language,
          item.box,
          std::get<doc::Stack>(item.content),
          has_mark ? mark(item.marker) : std::string{}
      );
    }
  }
  out_ += "</ul>\n";
}

}  // namespace engine::html
