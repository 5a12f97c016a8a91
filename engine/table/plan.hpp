#pragma once

#include "engine/table/columns.hpp"
#include "engine/xml/xml.hpp"

namespace engine::table {

/// An attribute that cases will have: from a column, or from the shared case.
struct PlannedAttribute {
  const vocabulary::Term* term = nullptr;
  const Use* use = nullptr;
  std::string_view value;  ///< of the shared case
  Span at;
};

/// An element that cases will have, as far as a row fills it.
struct PlannedElement {
  const vocabulary::Term* term = nullptr;
  const Use* words = nullptr;          ///< whose column holds its text
  std::optional<xml::Element> shared;  ///< the element of the shared case
  std::vector<PlannedAttribute> attributes;
  std::vector<PlannedElement> elements;  ///< in the order of the case format
  /// The first column at or below it, which stands for it in messages; nothing: it is the same in
  /// every case.
  std::optional<std::size_t> column;
};

/// What all cases of a table look like. Told: what the shared case has and no case could (E120,
/// E122, E123). `uses` and the shared tree stay where they are.
std::optional<PlannedElement> plan_cases(
    const std::vector<Use>& uses,
    const xml::Tree* shared,
    const vocabulary::Vocabulary& vocabulary,
    Diagnostics& out
);

/// A cell as it goes into a case.
struct Filled {
  std::string value;  ///< empty: the field is absent
  Span at;            ///< in the row
};

/// What is the same for every row of a table. `plan` points into the others.
struct Shape {
  Columns columns;
  std::optional<xml::Tree> shared;
  PlannedElement plan;
};

/// A row that may be written again with other values.
struct Kept {
  std::shared_ptr<const Shape> shape;
  std::vector<Filled> filled;
};

/// Writes the case of a row: `filled` holds a value for each of the uses, in their order.
std::unique_ptr<const Source> write_case(
    const PlannedElement& plan,
    const std::vector<Use>& uses,
    const std::vector<Filled>& filled,
    std::string name
);

}  // namespace engine::table
