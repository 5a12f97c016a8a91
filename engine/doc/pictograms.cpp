#include "engine/doc/doc.hpp"
#include "engine/doc/messages.hpp"
#include "engine/doc/value_syntax.hpp"
#include "engine/xml/xml.hpp"

#include <charconv>

namespace engine::doc {

namespace {

using Step = Pictogram::Step;
using Path = Pictogram::Path;

/// A number of the box, as a length: 24 is 24 pt.
std::optional<Length> coordinate(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!(value >= 0 && value <= 24)) return std::nullopt;
  return Length::from_points(value);
}

/// Reads points off the front of a path's words.
class Numbers {
 public:
  explicit Numbers(std::string_view& words) : words_{words} {}
  bool point(Point& into) { return length(into.x) && length(into.y); }

 private:
  bool length(Length& into) {
    const auto value = coordinate(take_word(words_));
    if (value) into = *value;
    return value.has_value();
  }
  std::string_view& words_;
};

/// "M 4 20 L 20 20 C 1 2 3 4 5 6 Z": the steps that SVG writes so, absolute, a letter before each.
std::optional<std::vector<Step>> steps_of(std::string_view words) {
  std::vector<Step> steps;
  for (auto letter = take_word(words); !letter.empty(); letter = take_word(words)) {
    Numbers numbers{words};
    Step step;
    bool right = letter.size() == 1 && (letter == "M" || !steps.empty());
    if (letter == "M") {
      step.is = Step::Is::move;
      right = right && numbers.point(step.to);
    } else if (letter == "L") {
      step.is = Step::Is::line;
      right = right && numbers.point(step.to);
    } else if (letter == "C") {
      step.is = Step::Is::curve;
      right = right && numbers.point(step.a) && numbers.point(step.b) && numbers.point(step.to);
    } else if (letter == "Z") {
      step.is = Step::Is::close;
    } else {
      right = false;
    }
    if (!right) return std::nullopt;
    steps.push_back(step);
  }
  if (steps.empty()) return std::nullopt;
  return steps;
}

/// Four curves; a handle is as long as makes the best circle of them.
std::vector<Step> circle(Point middle, Length radius) {
  const Length handle = radius.scaled(5523, 10000);
  const auto at = [&](Length x, Length y) { return Point{middle.x + x, middle.y + y}; };
  const auto curve = [](Point a, Point b, Point to) {
    return Step{.is = Step::Is::curve, .a = a, .b = b, .to = to};
  };
  const Length r = radius;
  const Length h = handle;
  return {
      {.is = Step::Is::move, .a = {}, .b = {}, .to = at(r, {})},
      curve(at(r, h), at(h, r), at({}, r)),
      curve(at(-h, r), at(-r, h), at(-r, {})),
      curve(at(-r, -h), at(-h, -r), at({}, -r)),
      curve(at(h, -r), at(r, -h), at(r, {})),
      {.is = Step::Is::close}};
}

struct PictogramReader {
  Diagnostics& out;
  std::optional<Reported> told{};

  std::string_view value(xml::Element element, std::string_view name) {
    const xml::Attribute* attribute = element.attribute(name);
    return attribute ? attribute->value : std::string_view{};
  }
  Length number(xml::Element element, std::string_view name) {
    const auto read = coordinate(value(element, name));
    if (!read)
      told =
          out.error(messages::not_in_box(name, quoted_value(value(element, name))), element.span());
    return read.value_or(Length{});
  }
  Path::Ink ink(xml::Element element) {
    const std::string_view word = value(element, "ink");
    if (word == "fill") return Path::Ink::fill;
    if (word == "paper") return Path::Ink::paper;
    if (!word.empty() && word != "line")
      told = out.error(messages::not_an_ink(quoted_value(word)), element.span());
    return Path::Ink::line;
  }

  Path path(xml::Element element) {
    Path path{.ink = ink(element), .steps = {}};
    if (element.name() == "circle") {
      const Point middle{number(element, "cx"), number(element, "cy")};
      path.steps = circle(middle, number(element, "r"));
    } else if (element.name() == "path") {
      auto steps = steps_of(value(element, "d"));
      if (!steps)
        told =
            out.error(messages::not_a_path("d", quoted_value(value(element, "d"))), element.span());
      if (steps) path.steps = std::move(*steps);
    } else {
      told = out.error(messages::not_pictograms(tagged(element.name())), element.span());
    }
    return path;
  }

  void pictogram(xml::Element element, Length line, Pictograms& pictograms) {
    if (element.name() != "pictogram") {
      told = out.error(messages::not_pictograms(tagged(element.name())), element.span());
      return;
    }
    const std::string name{value(element, "name")};
    if (name.empty()) told = out.error(messages::pictogram_without_name, element.span());
    Pictogram pictogram{.name = name, .line = line, .paths = {}};
    element.for_each_child([&](xml::Element child) { pictogram.paths.push_back(path(child)); });
    if (!pictograms.emplace(name, std::move(pictogram)).second)
      told = out.error(messages::pictogram_given_twice(quoted_value(name)), element.span());
  }
};

}  // namespace

Result<Pictograms> read_pictograms(const Source& source, Diagnostics& out) {
  const auto tree = xml::parse(source, {}, out);
  if (!tree) return tree.error();
  PictogramReader reader{out};
  Pictograms pictograms;
  const xml::Element root = tree->root();
  if (root.name() != "pictograms")
    return out.error(messages::not_pictograms(tagged(root.name())), root.span());
  const Length line = reader.number(root, "line");
  root.for_each_child([&](xml::Element child) { reader.pictogram(child, line, pictograms); });
  if (reader.told) return *reader.told;
  return pictograms;
}

}  // namespace engine::doc
