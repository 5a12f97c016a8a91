#pragma once

// A case that somebody typed, and what is written between its words. What is not asked to change
// stays as it is: every other word, the comments, the order.

#include "engine/vocabulary/vocabulary.hpp"
#include "engine/xml/xml.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::vocabulary {

/// Where an element stands in the text of a case, in bytes of the text.
struct Extent {
  std::size_t begin = 0;    ///< of its start tag
  std::size_t inside = 0;   ///< behind its start tag
  std::size_t end_tag = 0;  ///< of its end tag; of one that closes itself, `inside`
  std::size_t end = 0;      ///< behind it
  bool closes_itself = false;
};

/// ___ and longer: what a person has still to write.
bool is_blank_mark(std::string_view value);

class Typed {
 public:
  /// `tree` was read out of `source`; all three outlive this.
  Typed(const Source& source, const xml::Tree& tree, const vocabulary::Vocabulary& vocabulary);

  xml::Element root() const { return tree_.root(); }
  /// The words of an element or of a child; empty where it is absent or still ___.
  static std::string said(const xml::Element& element);
  static std::string said(const xml::Element& parent, std::string_view child);
  static std::string attribute(const xml::Element& element, std::string_view name);
  static std::vector<xml::Element> children(const xml::Element& parent, std::string_view name);

  /// Gives an element that says nothing its words; false where that would touch a comment.
  bool fill(const xml::Element& element, std::string_view words);
  /// Fills the child, or adds it where there is none.
  bool fill(const xml::Element& parent, std::string_view child, std::string_view words);
  /// Fills an attribute that is absent or still ___.
  void fill_attribute(const xml::Element& element, std::string_view name, std::string_view words);
  /// Adds lines of XML as a child of that name: behind the children that stand before it on the
  /// page of the vocabulary.
  void add(const xml::Element& parent, std::string_view name, std::string lines);
  /// Gives an element other words in the place of its own; comments and children stay.
  void replace(const xml::Element& element, std::string_view words);
  /// Gives an attribute that value, whether it was there or not.
  void set_attribute(const xml::Element& element, std::string_view name, std::string_view value);
  /// Takes an attribute out; nothing happens when there is none.
  void remove_attribute(const xml::Element& element, std::string_view name);
  /// Takes an element out, and its line where nothing else stands on it.
  void remove(const xml::Element& element);
  /// Bytes of the source in which an element stands, from its start tag on.
  Extent place(const xml::Element& element) const { return extent(element); }
  /// Nothing a person wrote stands in it: no words, no comment, no child.
  bool is_hollow(const xml::Element& element) const;
  /// An element as it stands in the text, its lines as far to the left as they go.
  std::string whole(const xml::Element& element) const;
  /// The text with all that was added.
  std::string take();

 private:
  struct Edit {
    std::size_t begin, end;
    std::string text;
  };

  const Extent& extent(const xml::Element& element) const;
  const vocabulary::Term* term(std::uint32_t node) const;
  std::string indent_at(std::size_t begin) const;
  std::size_t behind_comments(std::size_t end) const;
  std::vector<std::pair<std::size_t, std::size_t>> words_inside(const xml::Element& element) const;
  std::string indented(std::string_view lines, const std::string& indent) const;
  void write_inside_empty();
  std::string_view text() const { return source_.text(); }

  const Source& source_;
  const xml::Tree& tree_;
  const vocabulary::Vocabulary& vocabulary_;
  std::vector<Extent> extents_;  ///< of each node of the tree; of texts empty
  std::vector<Edit> edits_;
  std::map<std::uint32_t, std::string> inside_empty_;  ///< lines for elements without children
  std::string line_end_ = "\n";
};

}  // namespace engine::vocabulary
