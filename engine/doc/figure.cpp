#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"

#include <algorithm>
#include <numeric>

namespace engine::doc {

namespace {

constexpr int most_marks = 1000;

/// More rows than these do not tell how many there are at a glance: rather, each is smaller.
constexpr int most_rows = 5;

/// Of a hundred people each is a little more than half as high as a letter.
constexpr int percent_of_letters = 61;

/// Pictograms that no attribute gives a size are as large as a line of text is high.
Length usual_side(const Reader& r) {
  return r.styles.text(StyleRole::figure).leading;
}

}  // namespace

std::string_view Pictures::address_of(const Span&) const {
  return {};
}

const ForeignFile* Pictures::foreign(std::string_view) const {
  return nullptr;
}

const Pictograms& Pictures::pictograms() const {
  static const Pictograms none;
  return none;
}

const Pictogram* pictogram_of(Reader& r, const xml::Attribute& attribute) {
  const Pictograms& all = r.pictures.pictograms();
  const auto found = all.find(attribute.value);
  if (found != all.end()) return &found->second;
  std::vector<std::string_view> names;
  for (const auto& [name, pictogram] : all) names.push_back(name);
  tell_value(r, attribute, messages::no_pictogram(quoted_value(attribute.value)), names);
  return nullptr;
}

int Figure::count() const {
  return std::accumulate(marks.begin(), marks.end(), 0, [](int sum, const Marks& some) {
    return sum + some.count;
  });
}

int Figure::columns_in(Length width) const {
  const int all = count();
  if (columns > 0) return std::min(columns, all);
  int fewest = all;
  for (int rows = 1; rows <= most_rows; ++rows) {
    if (all % rows != 0) continue;
    fewest = all / rows;
    if (side * fewest + gap * (fewest - 1) <= width) break;
  }
  return fewest;
}

void read_figure(Reader& r, xml::Element element, Block& block) {
  const xml::Attribute* columns = element.attribute("columns");
  const bool fits = columns && columns->value == "fit";
  const Length usual =
      fits ? r.styles.text(StyleRole::figure).size.scaled(percent_of_letters, 100) : usual_side(r);
  Figure figure{
      .columns = fits ? 0 : number(r, element, "columns", 10, 1, 100),
      .side = length(r, element, "size", usual),
      .color = r.styles.text(StyleRole::figure).color};
  const xml::Attribute* gap = element.attribute("gap");
  figure.gap = gap && gap->value == "0" ? Length{} : length(r, element, "gap", figure.side / 6);
  if (const xml::Attribute* alternative = needed(r, element, "alt"))
    figure.alternative = words_of(r, *alternative);
  const auto& nodes = element.tree().nodes;
  for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      refuse_words(r, nodes[i], Tag::figure);
      continue;
    }
    const xml::Element child{element.tree(), i};
    if (!belongs(r, child, r.tags[i], Tag::figure)) continue;
    const xml::Attribute* name = needed(r, child, "name");
    const int count = number(r, child, "count", 1, 0, most_marks);
    const Pictogram* pictogram = name ? pictogram_of(r, *name) : nullptr;
    if (pictogram && count > 0) figure.marks.push_back({pictogram, count});
  }
  block.content = std::move(figure);
}

}  // namespace engine::doc
