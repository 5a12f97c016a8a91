#pragma once

#include "engine/base/base.hpp"
#include "engine/vocabulary/vocabulary.hpp"
#include "engine/xml/xml.hpp"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace engine::vocabulary {

/// An element of one of the templates folder's data files, read with every mistake told: what is
/// asked for and missing, and what stands there and is not known (E201 to E205).
class Entry {
 public:
  Entry(const xml::Element& element, Diagnostics& out) : element_{element}, out_{out} {}

  /// Tells every attribute and child element that is none of these, with the nearest that is, and
  /// text that stands between elements.
  void knows(
      std::initializer_list<std::string_view> attributes,
      std::initializer_list<std::string_view> children
  ) const;
  /// The value of an attribute, "" when absent.
  std::string_view get(std::string_view attribute) const;
  /// The value of an attribute that must be there and hold something.
  std::string_view need(std::string_view attribute) const;
  /// A yes or no; no when absent.
  bool yes(std::string_view attribute) const;
  /// A whole number that is not negative; `otherwise` when absent.
  int number(std::string_view attribute, int otherwise) const;
  /// The attribute's value as one of `values`: its position, `otherwise` when absent or (told)
  /// unknown.
  std::size_t one_of(
      std::string_view attribute, std::span<const std::string_view> values, std::size_t otherwise
  ) const;
  std::size_t one_of(
      std::string_view attribute,
      std::initializer_list<std::string_view> values,
      std::size_t otherwise
  ) const {
    return one_of(attribute, std::span{values.begin(), values.size()}, otherwise);
  }
  /// The text of child elements `name`, one a language. Told: a language twice, none in English
  /// when `needed`.
  Words words(std::string_view name, bool needed) const;
  /// The text of this element, white space folded.
  std::string text() const;

  Span span() const { return element_.span(); }
  Span span(std::string_view attribute) const;
  std::string tag() const { return tagged(element_.name()); }
  const xml::Element& element() const { return element_; }
  Diagnostics& out() const { return out_; }
  template <class F>
  void for_each(std::string_view name, F&& each) const {
    element_.for_each_child([&](const xml::Element& child) {
      if (child.name() == name) each(Entry{child, out_});
    });
  }

 private:
  xml::Element element_;
  Diagnostics& out_;
};

/// Opens a data file whose outermost element must be `root`. Nothing when that failed, and was
/// told.
std::optional<xml::Tree> open_data(const Source& file, std::string_view root, Diagnostics& out);

/// Reads templates/case.xml.
Vocabulary read_vocabulary(const xml::Tree& tree, Diagnostics& out);

}  // namespace engine::vocabulary
