#pragma once

// The room's own: XML as pugixml reads it, held against XML as the standard has it.
//
//     source   <!-- x --><a b="1">t &amp; u</a>
//     copy     <!-- x -->\0a\0b="1\0>t & u\0/a>     pugixml works in place: every name and value
//                        ^a ^b ^1   ^t              begins in the copy where it begins in the
//                        source
//
// The walk goes over pugixml's nodes and over the source at once. Between two nodes there is
// nothing but what pugixml passes over, and that is looked at here: it passes over more than XML
// allows. Where pugixml gave up, its nodes end before the text does; what stands there is the
// fault.

#include "engine/xml/characters.hpp"
#include "engine/xml/messages.hpp"
#include "engine/xml/xml.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cassert>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::xml {

/// Where a character that is rare stands next, for who goes through a text from front to back.
struct Next {
  char sought;
  std::size_t at = 0;
  std::size_t from(std::string_view text, std::size_t begin) {
    if (at < begin) at = std::min(text.find(sought, begin), text.size());
    return at;
  }
};

/// What makes a text with a fault read on behind it: bytes that are blanks instead, and words that
/// stand at `at`.
struct Mend {
  std::size_t blank = 0, blanks = 0;
  std::size_t at = 0;
  std::string words;
};

/// The text of a source with what was mended in it. Places in it are places in the source: what was
/// put in has no length there.
class Mended {
 public:
  explicit Mended(const std::string& text) : text_{&text} {}
  Mended(const Mended&) = delete;
  Mended& operator=(const Mended&) = delete;
  void mend(const Mend& by);
  const std::string& text() const { return *text_; }
  std::size_t in_source(std::size_t at) const;

 private:
  struct Added {
    std::size_t at, bytes;
  };
  const std::string* text_;  ///< of the source, which is not copied before it is mended
  std::string own_;
  std::vector<Added> added_;  ///< from front to back
};

class Walk {
 public:
  /// `copy` is what pugixml has read the text from, with or without a fault.
  Walk(
      const Source& source,
      const Mended& mended,
      const char* copy,
      bool without_fault,
      const Limits& limits,
      Tree& tree,
      Diagnostics& out
  );

  /// Makes the tree out of pugixml's document. False when the text is not well-formed: its first
  /// fault has been told. True with something told when nothing but signs in texts are wrong.
  bool document(pugi::xml_node document);
  std::optional<Reported> told;
  /// Of the fault that was told, when the rest can be read once it is mended: a sign < that begins
  /// no tag, a tag without its >, a value without its quotation mark, an end tag that lacks.
  std::optional<Mend> mend;

 private:
  // parse.cpp: nodes into arrays
  std::size_t offset(const char* in_copy) const {
    return static_cast<std::size_t>(in_copy - copy_);
  }
  std::uint32_t add(Node node);
  bool content(pugi::xml_node from, std::uint32_t parent);
  bool element(pugi::xml_node from, std::string_view name, std::uint32_t parent);
  bool attributes(pugi::xml_node from, std::uint32_t element);
  bool is_in_copy(const char* read) const;
  bool attribute(pugi::xml_attribute from, std::string_view name);
  bool is_given_twice(std::string_view name, std::size_t first_attribute);
  bool text(std::string_view read, std::uint32_t parent);
  bool cdata(std::string_view read, std::uint32_t parent);
  bool end_tag(std::string_view name);

  // characters.cpp: what the bytes of a text and of a value may be. Each begins at at_ and ends
  // behind what it has passed over.
  static bool has_controls(std::string_view text);
  bool characters_of_text(std::size_t end);
  bool characters_of_value(char quotation_mark);
  bool reference();
  bool is_printable(std::size_t begin, std::size_t end);

  // between.cpp: what stands between two nodes
  bool declaration();
  /// Passes over what stands before a node that begins at `begin`.
  bool pass_to(std::size_t begin) {
    while (at_ < begin) {
      if (!between()) return false;
    }
    assert(at_ == begin);
    return true;
  }
  bool between();
  bool text_outside();
  bool comment();
  bool instruction();

  // faults.cpp: what is wrong, in words
  bool fault(
      FilledError said, std::size_t at, std::size_t width, std::vector<std::string> hints = {}
  );
  /// A fault behind which the rest reads as before: it is told, and so is what comes after it.
  /// False once there are too many.
  bool slip(FilledError said, std::size_t at, std::size_t width, std::vector<std::string> hints);
  bool control_character(std::size_t at);
  bool unknown_reference(std::size_t begin, std::string_view name);
  bool not_a_character(std::size_t begin, std::optional<std::uint32_t> number);
  bool fault_in_tag(std::string_view element, std::size_t begin);
  bool fault_in_attribute(std::string_view name);
  bool stands_outside(std::size_t words, std::string_view element) const;
  bool tag_never_ends(std::string_view element, std::size_t end);
  std::optional<std::size_t> end_of_swallowed() const;
  bool fault_in_open_value(
      std::string_view name, std::size_t begin, std::optional<std::size_t> end = {}
  );
  bool fault_in_markup();
  const Node* last_child_named(std::string_view name) const;
  bool fault_in_end_tag();
  bool is_open(std::string_view name) const;
  std::size_t probable_end() const;
  std::optional<std::size_t> slash_of_start_tag(std::size_t name) const;
  Span span(std::size_t begin, std::size_t end) const {
    return source_.span(mended_.in_source(begin), mended_.in_source(end));
  }
  bool never_closed(std::string_view element);

  bool starts(std::string_view with) const { return text_.compare(at_, with.size(), with) == 0; }
  std::size_t past_space(std::size_t at) const {
    while (is(text_[at], space)) ++at;
    return at;
  }
  /// The name that stands in the source at `at`; empty when none does.
  std::string_view name_at(std::size_t at) const;
  std::string_view root() const {
    return tree_.nodes.empty() ? std::string_view{} : tree_.nodes.front().name;
  }
  Span span_of(std::string_view in_copy) const {
    return span(offset(in_copy.data()), offset(in_copy.data()) + in_copy.size());
  }

  const Source& source_;
  const Mended& mended_;
  const std::string&
      text_;  ///< as it is mended; a NUL stands behind its end, which stops every loop
  const char* copy_;
  const bool without_fault_;  ///< then pugixml has compared the names of end tags
  const Limits& limits_;
  Tree& tree_;
  Diagnostics& out_;
  std::size_t at_ = 0;       ///< all before it is well-formed and in the tree
  const bool has_controls_;  ///< whether text and values must be looked at for them
  Next ampersand_{'&'}, bracket_{']'};
  std::uint32_t open_ = Node::none;  ///< the element we are in
  int depth_ = 0;                    ///< how many elements are open
  int slips_ = 0;
  std::set<std::string_view> given_;  ///< attributes of a tag that has many
};

}  // namespace engine::xml
