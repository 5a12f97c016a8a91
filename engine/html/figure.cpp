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

namespace {

/// Thousandths of a line that leads from the middle of the first of `rows` equal rows to that of
/// the last, as a part of their height.
std::string on_rows(int thousandths, std::size_t rows) {
  const auto count = static_cast<std::int64_t>(rows);
  const std::int64_t hundred_thousandths =
      (50'000 + std::int64_t{thousandths} * 100 * (count - 1)) / count;
  const std::string digits = std::to_string(1000 + hundred_thousandths % 1000).substr(1);
  return std::to_string(hundred_thousandths / 1000) + '.' + digits + '%';
}

std::string line_between(
    std::string_view look,
    std::string_view x,
    const std::string& y,
    std::string_view to_x,
    const std::string& to_y
) {
  std::string line = "<line";
  if (!look.empty()) line.append(" class=\"").append(look) += '"';
  line.append(" x1=\"").append(x).append("\" y1=\"").append(y);
  line.append("\" x2=\"").append(to_x).append("\" y2=\"").append(to_y);
  return line + "\"/>";
}

/// Words left of the line, in rows that are at least so high.
class ScaleLabels {
 public:
  explicit ScaleLabels(std::size_t rows) : rows_{static_cast<int>(rows)} {}

  std::string add(std::string_view words, int at) {
    constexpr int row_in_tenths = 16, label_in_tenths = 13;  // of the size of letters
    const auto overlaps = [&](int other) {
      return std::abs(at - other) * (rows_ - 1) * row_in_tenths <
             label_in_tenths * doc::Scale::whole;
    };
    if (words.empty() || std::ranges::any_of(taken_, overlaps)) return {};
    taken_.push_back(at);
    return "<text x=\"5.2em\" y=\"" + on_rows(at, static_cast<std::size_t>(rows_)) +
           "\" dy=\".35em\">" + escaped(words) + "</text>";
  }

 private:
  int rows_;
  std::vector<int> taken_;
};

}  // namespace

/// The items stand in rows of one height, which no writer of HTML knows: so places are parts of it.
void Writer::scale(const doc::Scale& scale, const doc::Stack& items) {
  constexpr std::string_view line = "6em", notch = "5.6em", end = "100%";
  const std::size_t rows = items.blocks.size();
  out_ += "<svg role=\"img\" aria-label=\"" + escaped(scale.alternative) + "\">";
  int from = 0, first = -1, last = 0;
  std::vector<int> row_places;  // in thousandths of the line
  for (std::size_t i = 0; i < rows; ++i) {
    const int row =
        rows < 2 ? 0 : static_cast<int>(i * std::size_t{doc::Scale::whole} / (rows - 1));
    row_places.push_back(row);
    if (!items.blocks[i].on_scale.is_known()) continue;
    if (first < 0) first = row;
    last = row;
  }
  const auto y = [&](int at) {
    return on_rows(std::max(first, 0) + (last - std::max(first, 0)) * at / doc::Scale::whole, rows);
  };
  ScaleLabels labels{rows};
  for (const doc::Scale::Cut& cut : scale.cuts) {
    const int middle = (cut.from + cut.until) / 2;
    out_ += line_between("axis", line, y(from), line, y(cut.from + (middle - cut.from) / 2));
    from = middle + (cut.until - middle) / 2;
    for (const int edge : {cut.from + (middle - cut.from) / 2, from})
      out_ += line_between("axis", "5.7em", y(edge + 8), "6.3em", y(edge - 8));
    out_ += labels.add(cut.label, middle);
  }
  out_ += line_between("axis", line, y(from), line, y(doc::Scale::whole));
  for (const doc::Scale::Notch& at : scale.notches) {
    out_ += line_between("axis", notch, y(at.at), line, y(at.at));
    out_ += labels.add(at.label, at.at);
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const doc::OnScale& place = items.blocks[i].on_scale;
    if (!place.is_known()) continue;
    if (place.until > place.at)
      out_ += line_between("range", line, y(place.at), line, y(place.until));
    out_ += line_between("", line, y(place.at), end, on_rows(row_places[i], rows));
    out_ += "<circle cx=\"" + std::string{line} + "\" cy=\"" + y(place.at) + "\" r=\"3\"/>";
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
