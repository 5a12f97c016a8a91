#pragma once

// An element of a C-CDA as its readers ask for it: by the name behind the prefix, and empty where
// it is not there. Elements of sdtc are extensions of their own and never stand in for those of
// CDA.

#include "engine/xml/xml.hpp"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine::chart::c_cda {

class El {
 public:
  El() = default;
  El(xml::Element element) : element_{element} {}
  explicit operator bool() const { return element_.has_value(); }

  /// The name without its prefix.
  std::string_view name() const;
  /// Whether the name is that, and not one of sdtc.
  bool is(std::string_view wanted) const;
  /// The first child of that name.
  El child(std::string_view wanted) const;
  /// The same, but none behind the first child of the other name, of which there may be very many.
  El child_before(std::string_view other, std::string_view wanted) const;
  /// The first element at a path: "patient/name".
  El at(std::string_view path) const;
  std::vector<El> children(std::string_view wanted) const;
  std::vector<El> children() const;
  /// Those of its name that stand before it in the same element, the nearest so many, in order.
  std::vector<El> before(std::size_t most) const;
  /// Whether it has no more than so many children of that name; asks for one more at most.
  bool has_at_most(std::size_t most, std::string_view wanted) const;
  /// The cells of a row of a table's body, those that name the row (th) among them. A row of
  /// headings alone has none, unless the table has its headings elsewhere.
  std::vector<El> cells() const;
  El parent() const;
  /// All elements of that name below it, in order.
  std::vector<El> below(std::string_view wanted) const;
  /// The value of an attribute, with or without a prefix; empty where it is absent.
  std::string_view attribute(std::string_view wanted) const;
  bool is_null() const { return !attribute("nullFlavor").empty(); }
  /// All text inside, a blank between cells, items and lines.
  std::string text() const;
  /// The text of it alone, without that of its elements.
  std::string own_text() const;
  /// The same, a line each that its elements part.
  std::vector<std::string> own_lines() const;
  /// What stands in it, in order: an element, or words between two.
  std::vector<std::pair<El, std::string>> parts() const;
  bool has_template(std::string_view root) const;
  std::uint32_t index() const { return element_->index(); }
  const xml::Element& element() const { return *element_; }

 private:
  std::optional<xml::Element> element_;
};

/// Of words as long as some pages the beginning: they are no line of a list, and the report tells
/// that there is more of them.
std::string beginning_of(std::string words);

/// A whole document: its elements by their ID, which narrative references point to.
class Pages {
 public:
  explicit Pages(const xml::Tree& tree);
  El root() const { return tree_.root(); }
  /// What a reference such as "#Problem1" points to; empty when nothing has the ID.
  El referred(std::string_view reference) const;
  /// False for a reference that leads to a whole table or list, or that several places go by: it
  /// tells nothing about one entry.
  bool is_of_one(std::string_view reference) const;
  /// The text that a `text` or an `originalText` gives: its own, or what it refers to; of a row of
  /// a table the first cell.
  std::string text_of(const El& said) const;
  /// Where that refers to a row of a table: its cell below a heading that has one of these words.
  std::string cell_of(const El& said, std::span<const std::string_view> headings) const;

 private:
  const xml::Tree& tree_;
  std::unordered_map<std::string_view, std::uint32_t> by_id_;
  std::set<std::string_view> of_several_;  ///< IDs
};

}  // namespace engine::chart::c_cda
