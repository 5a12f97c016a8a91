#include "engine/image/image.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace engine::image {

namespace {

using Step = Pictogram::Step;

constexpr std::size_t most_steps = 20000;
constexpr std::string_view blanks = " \t\r\n";

/// A place in the units of the file.
struct Spot {
  double x = 0, y = 0;
};
Spot operator+(Spot a, Spot b) {
  return {a.x + b.x, a.y + b.y};
}

/// SVG 1.1 §7.5
struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
  Spot of(Spot p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
  Matrix with(const Matrix& in) const {
    return {
        a * in.a + c * in.b,
        b * in.a + d * in.b,
        a * in.c + c * in.d,
        b * in.c + d * in.d,
        a * in.e + c * in.f + e,
        b * in.e + d * in.f + f};
  }
};

/// What an element hands on to those in it.
struct Look {
  std::optional<engine::Color> fill = engine::Color{};  ///< nothing: it is not seen
  bool is_even_odd = false;
  Matrix matrix;
};

/// Reads numbers, which white space and a comma may part, off the front of a text (§8.3.9).
class Numbers {
 public:
  explicit Numbers(std::string_view text) : text_{text} {}

  void skip() {
    const auto next = text_.find_first_not_of(" \t\r\n,");
    text_.remove_prefix(std::min(next, text_.size()));
  }
  bool at_end() {
    skip();
    return text_.empty();
  }
  /// A letter of a path, or nothing where a number stands.
  std::optional<char> letter() {
    skip();
    if (text_.empty() || std::string_view{"+-.0123456789"}.find(text_[0]) != text_.npos)
      return std::nullopt;
    const char found = text_[0];
    text_.remove_prefix(1);
    return found;
  }
  bool number(double& into) {
    skip();
    if (text_.starts_with('+')) text_.remove_prefix(1);
    const auto [end, fault] = std::from_chars(text_.data(), text_.data() + text_.size(), into);
    if (fault != std::errc{} || !std::isfinite(into)) return false;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return true;
  }
  bool spot(Spot& into) { return number(into.x) && number(into.y); }

 private:
  std::string_view text_;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// A number alone, or with px behind it.
std::optional<double> length_of(std::string_view text) {
  text = trimmed(text);
  if (text.ends_with("px")) text.remove_suffix(2);
  double value = 0;
  Numbers numbers{text};
  if (!numbers.number(value) || !numbers.at_end()) return std::nullopt;
  return value;
}

/// #1c2126, #fff, black or white; other names of colors are in no file that a program wrote.
std::optional<engine::Color> color_named(std::string_view text) {
  if (text == "black" || text == "currentColor") return engine::Color{};
  if (text == "white") return engine::Color{255, 255, 255};
  if (text.size() != 4 || text[0] != '#') return color_of(text);
  std::string six{"#"};
  for (const char digit : text.substr(1)) six.append(2, digit);
  return color_of(six);
}

/// A property of an element: an attribute, or one of those that its `style` has.
std::string_view property(xml::Element element, std::string_view name) {
  if (const auto* style = element.attribute("style")) {
    for (std::string_view left = style->value; !left.empty();) {
      const auto end = std::min(left.find(';'), left.size());
      const std::string_view one = left.substr(0, end);
      left.remove_prefix(std::min(end + 1, left.size()));
      const auto colon = one.find(':');
      if (colon != one.npos && trimmed(one.substr(0, colon)) == name)
        return trimmed(one.substr(colon + 1));
    }
  }
  const auto* own = element.attribute(name);
  return own ? trimmed(own->value) : std::string_view{};
}

Refused refused(std::string why, std::string hint = {}) {
  if (hint.empty())
    hint = "save it from the drawing program as a plain SVG of filled paths, or as PNG";
  return {"is an SVG " + std::move(why), std::move(hint)};
}

/// The letters of a path, and what they draw: lines and curves of absolute places (§8.3).
class PathReader {
 public:
  explicit PathReader(std::string_view data) : numbers_{data} {}

  /// False where it is no path, or has arcs.
  bool read() {
    char command = 0;
    while (!numbers_.at_end()) {
      if (const auto letter = numbers_.letter()) {
        command = *letter;
        if (steps.empty() && command != 'M' && command != 'm') return false;
        if (command == 'Z' || command == 'z') {
          add(Step::Is::close);
          at_ = start_;
          continue;
        }
      } else if (command == 0 || command == 'Z' || command == 'z') {
        return false;
      }
      if (!one(command) || steps.size() > most_steps) return false;
      if (command == 'M') command = 'L';
      if (command == 'm') command = 'l';
    }
    return true;
  }

  struct Drawn {
    Step::Is is;
    Spot a, b, to;
  };
  std::vector<Drawn> steps;

 private:
  Numbers numbers_;
  Spot at_, start_, handle_;  ///< `handle_` of the curve before, as the next one mirrors it
  char last_ = 0;

  void add(Step::Is is, Spot to = {}, Spot a = {}, Spot b = {}) { steps.push_back({is, a, b, to}); }

  bool place(bool relative, Spot& into) {
    if (!numbers_.spot(into)) return false;
    if (relative) into = into + at_;
    return true;
  }

  void curve(Spot a, Spot b, Spot to) {
    add(Step::Is::curve, to, a, b);
    at_ = to;
  }
  void quadratic(Spot handle, Spot to) {
    const auto third = [&](Spot end) {
      return Spot{end.x + 2 * (handle.x - end.x) / 3, end.y + 2 * (handle.y - end.y) / 3};
    };
    handle_ = handle;
    curve(third(at_), third(to), to);
  }
  /// The handle before, turned about the place; the place itself where no such curve was before.
  Spot mirrored(std::string_view of) const {
    const bool follows = of.find(last_) != of.npos;
    return follows ? Spot{2 * at_.x - handle_.x, 2 * at_.y - handle_.y} : at_;
  }

  bool line(char kind, bool relative) {
    Spot to = at_;
    if (kind == 'H') {
      if (!numbers_.number(to.x)) return false;
      if (relative) to.x += at_.x;
    } else if (kind == 'V') {
      if (!numbers_.number(to.y)) return false;
      if (relative) to.y += at_.y;
    } else if (!place(relative, to)) {
      return false;
    }
    add(kind == 'M' ? Step::Is::move : Step::Is::line, to);
    at_ = to;
    if (kind == 'M') start_ = to;
    return true;
  }

  bool one(char command) {
    const bool relative = command >= 'a';
    const char kind = relative ? static_cast<char>(command - 'a' + 'A') : command;
    Spot a, b, to;
    bool right = true;
    switch (kind) {
      case 'M':
      case 'L':
      case 'H':
      case 'V':
        right = line(kind, relative);
        break;
      case 'C':
        right = place(relative, a) && place(relative, b) && place(relative, to);
        handle_ = b;
        if (right) curve(a, b, to);
        break;
      case 'S':
        a = mirrored("CS");
        right = place(relative, b) && place(relative, to);
        handle_ = b;
        if (right) curve(a, b, to);
        break;
      case 'Q':
        right = place(relative, a) && place(relative, to);
        if (right) quadratic(a, to);
        break;
      case 'T':
        a = mirrored("QT");
        right = place(relative, to);
        if (right) quadratic(a, to);
        break;
      default:
        return false;
    }
    last_ = kind;
    return right;
  }
};

using Steps = std::vector<PathReader::Drawn>;

/// Four curves; a handle is as long as makes the best ellipse of them.
Steps ellipse(Spot middle, double rx, double ry) {
  constexpr double handle = 0.5523;
  const auto at = [&](double x, double y) { return Spot{middle.x + rx * x, middle.y + ry * y}; };
  using Is = Step::Is;
  const double h = handle;
  return {
      {Is::move, {}, {}, at(1, 0)},
      {Is::curve, at(1, h), at(h, 1), at(0, 1)},
      {Is::curve, at(-h, 1), at(-1, h), at(-1, 0)},
      {Is::curve, at(-1, -h), at(-h, -1), at(0, -1)},
      {Is::curve, at(h, -1), at(1, -h), at(1, 0)},
      {Is::close, {}, {}, {}}};
}

struct SvgReader {
  Drawing drawing;
  std::optional<Refused> fault;
  std::size_t steps = 0;
  Spot corner;       ///< of the view box
  double scale = 1;  ///< points of the drawing to a unit of the file

  void refuse(std::string why) {
    if (!fault) fault = refused(std::move(why));
  }

  double number(xml::Element element, std::string_view name) {
    const auto* attribute = element.attribute(name);
    if (!attribute) return 0;
    const auto value = length_of(attribute->value);
    if (!value) refuse("with a length that is no number: " + std::string{attribute->value});
    return value.value_or(0);
  }

  /// translate(3 4), scale(2), matrix(1 0 0 1 5 6), one behind the other.
  std::optional<Matrix> matrix_of(std::string_view text) {
    Matrix all;
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
      const auto open = text.find('('), close = text.find(')');
      if (open == text.npos || close == text.npos || close < open) return std::nullopt;
      const std::string_view name = trimmed(text.substr(0, open));
      Numbers numbers{text.substr(open + 1, close - open - 1)};
      std::array<double, 6> v{};
      std::size_t count = 0;
      while (count < v.size() && !numbers.at_end()) {
        if (!numbers.number(v[count++])) return std::nullopt;
      }
      if (!numbers.at_end()) return std::nullopt;
      if (name == "matrix" && count == 6) {
        all = all.with({v[0], v[1], v[2], v[3], v[4], v[5]});
      } else if (name == "translate" && (count == 1 || count == 2)) {
        all = all.with({1, 0, 0, 1, v[0], v[1]});
      } else if (name == "scale" && (count == 1 || count == 2)) {
        all = all.with({v[0], 0, 0, count == 1 ? v[0] : v[1], 0, 0});
      } else {
        return std::nullopt;
      }
      text.remove_prefix(close + 1);
      if (text.starts_with(',')) text.remove_prefix(1);
    }
    return all;
  }

  /// What cannot be drawn as it is meant is refused rather than drawn otherwise.
  void check(xml::Element element) {
    if (element.attribute("class")) refuse("whose colors are in a style sheet");
    const auto stroke = property(element, "stroke");
    if (!stroke.empty() && stroke != "none") refuse("with lines that are drawn, not filled");
    for (const std::string_view name : {"opacity", "fill-opacity"}) {
      const auto value = property(element, name);
      if (!value.empty() && length_of(value) != 1.0) refuse("that is partly transparent");
    }
    for (const std::string_view name : {"filter", "mask", "clip-path"}) {
      const auto value = property(element, name);
      if (!value.empty() && value != "none") refuse("with a " + std::string{name});
    }
  }

  Look look_of(xml::Element element, Look look) {
    check(element);
    if (const auto fill = property(element, "fill"); fill == "none") {
      look.fill.reset();
    } else if (!fill.empty() && fill != "inherit") {
      look.fill = color_named(fill);
      if (!look.fill) refuse("with a color that is not written as #1c2126: " + std::string{fill});
    }
    if (const auto rule = property(element, "fill-rule"); !rule.empty())
      look.is_even_odd = rule == "evenodd";
    if (const auto* transform = element.attribute("transform")) {
      const auto matrix = matrix_of(transform->value);
      if (!matrix) refuse("with a transform that is no matrix, translate or scale");
      if (matrix) look.matrix = look.matrix.with(*matrix);
    }
    return look;
  }

  Steps rectangle(xml::Element element) {
    if (element.attribute("rx") || element.attribute("ry")) refuse("with rounded rectangles");
    const Spot at{number(element, "x"), number(element, "y")};
    const double wide = number(element, "width"), high = number(element, "height");
    using Is = Step::Is;
    return {
        {Is::move, {}, {}, at},
        {Is::line, {}, {}, at + Spot{wide, 0}},
        {Is::line, {}, {}, at + Spot{wide, high}},
        {Is::line, {}, {}, at + Spot{0, high}},
        {Is::close, {}, {}, {}}};
  }

  Steps path(const std::string& data, std::string_view what) {
    PathReader reader{data};
    if (!reader.read())
      refuse("with a " + std::string{what} + " that is cut off, too long, or has arcs (A)");
    return std::move(reader.steps);
  }

  /// The steps of a shape; nothing for an element that is none.
  std::optional<Steps> steps_of(xml::Element element) {
    const std::string_view name = element.name();
    const auto value = [&](std::string_view attribute) {
      const auto* found = element.attribute(attribute);
      return found ? std::string{found->value} : std::string{};
    };
    const Spot middle{number(element, "cx"), number(element, "cy")};
    if (name == "path") return path(value("d"), "path");
    if (name == "polygon" || name == "polyline") return path("M" + value("points") + "Z", name);
    if (name == "rect") return rectangle(element);
    if (name == "circle") return ellipse(middle, number(element, "r"), number(element, "r"));
    if (name == "ellipse") return ellipse(middle, number(element, "rx"), number(element, "ry"));
    return std::nullopt;
  }

  Point placed(const Look& look, Spot spot) const {
    const Spot at = look.matrix.of(spot);
    const auto length = [&](double value) {
      return Length::from_points(std::clamp(value * scale, -1e5, 1e5));
    };
    return {length(at.x - corner.x), length(at.y - corner.y)};
  }

  void add(const Look& look, const Steps& drawn) {
    steps += drawn.size();
    if (steps > most_steps) refuse("of more than 20,000 points");
    if (!look.fill || fault) return;
    Shape shape{.color = *look.fill, .is_even_odd = look.is_even_odd, .steps = {}};
    shape.steps.reserve(drawn.size());
    for (const auto& [is, a, b, to] : drawn)
      shape.steps.push_back(
          {.is = is, .a = placed(look, a), .b = placed(look, b), .to = placed(look, to)}
      );
    drawing.shapes.push_back(std::move(shape));
  }

  void children(xml::Element parent, const Look& look) {
    parent.for_each_child([&](xml::Element child) { element(child, look); });
  }

  void element(xml::Element element, const Look& outer) {
    const std::string_view name = element.name();
    const bool says_nothing = name == "title" || name == "desc" || name == "metadata" ||
                              name.find(':') != name.npos ||
                              (name == "defs" && element.first_child() == xml::Node::none);
    if (fault || says_nothing) return;
    const Look look = look_of(element, outer);
    if (name == "g") return children(element, look);
    if (const auto drawn = steps_of(element)) return add(look, *drawn);
    refuse("with <" + std::string{name} + ">");
  }

  /// Its box: the longer side becomes Drawing::side.
  void box(xml::Element root) {
    double wide = 0, high = 0;
    if (const auto* view = root.attribute("viewBox")) {
      Numbers numbers{view->value};
      if (!numbers.spot(corner) || !numbers.number(wide) || !numbers.number(high)) wide = 0;
    } else {
      wide = number(root, "width");
      high = number(root, "height");
    }
    if (!(wide > 0 && high > 0 && wide / high < 100 && high / wide < 100))
      return refuse("that does not say how large it is: viewBox=\"0 0 240 80\"");
    scale = Drawing::side / std::max(wide, high);
    const auto side = [&](double of) {
      return static_cast<std::uint32_t>(std::max(1L, std::lround(of * scale)));
    };
    drawing.wide = side(wide);
    drawing.high = side(high);
  }
};

}  // namespace

std::variant<Drawing, Refused> read_svg(std::string_view file) {
  if (file.find("<!DOCTYPE") != file.npos)
    return refused("with a document type", "delete the line that begins with <!DOCTYPE");
  const Source source{"svg", std::string{file}};
  Diagnostics out;
  const auto tree = xml::parse(source, {}, out);
  if (!tree) return refused("that breaks off or is damaged");
  const xml::Element root = tree->root();
  if (root.name() != "svg") return refused("without <svg>");
  SvgReader reader;
  reader.box(root);
  if (!reader.fault) reader.children(root, reader.look_of(root, {}));
  if (!reader.fault && reader.drawing.shapes.empty()) reader.refuse("in which nothing is filled");
  if (reader.fault) return *std::move(reader.fault);
  return std::move(reader.drawing);
}

}  // namespace engine::image
