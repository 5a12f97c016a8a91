#pragma once

// The room's own: what the reading of one document works with.
//
//     markup --xml::parse--> tree --read.cpp, elements.cpp, table.cpp, inline.cpp-->
//     blocks with finished styles
//
// A mistake is told and the reading goes on, so that one run tells them all; the document is then
// not made.

#include "engine/base/base.hpp"
#include "engine/doc/doc.hpp"
#include "engine/doc/markup.hpp"
#include "engine/doc/messages.hpp"
#include "engine/doc/style_sheet.hpp"
#include "engine/xml/xml.hpp"

#include <cassert>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::doc {

/// Finds where pieces of the markup came from. They are asked for from front to back, so that
/// finding one is a step and not a search.
class Origins {
 public:
  explicit Origins(const Source& markup) : markup_{markup} {}
  /// The author's place of [begin, end); of its first part when it has several origins.
  Span of(std::uint32_t begin, std::uint32_t end);
  Span of(Span span) { return of(span.begin, span.end); }
  /// Where the origin that `begin` lies in ends; `end` at the latest.
  std::uint32_t until(std::uint32_t begin, std::uint32_t end);

 private:
  void go_to(std::uint32_t offset);
  const Source& markup_;
  std::size_t next_ = 0;  ///< the first mark behind the place last asked for
};

/// How letters differ from their paragraph's: by strong, em, a and span.
struct InlineStyle {
  bool strong = false, em = false;
  int link = -1;
  std::string_view language;
};

/// Where a block stands: what it takes over from what holds it.
struct Setting {
  Tag host = Tag::document;
  const TextStyle* text = nullptr;  ///< of the cell, item, note … around it; none in the body
  std::optional<Align> align;       ///< of the cell around it
  int list_depth = 0;
};

/// One document being read.
struct Reader {
  const Source& markup;
  std::vector<Tag> tags;  ///< by node of the tree
  const Theme& theme;
  const StyleSheet& styles;
  const Pictures& pictures;
  Diagnostics& out;
  Document document;
  Origins origins;
  char* pen = nullptr;                ///< the end of what is written of Document::words
  const char* end_of_room = nullptr;  ///< of Document::words
  std::optional<Reported> told;

  int heading = 0;       ///< level of the last one
  int form_numbers = 0;  ///< numbered boxes of forms so far
  bool in_form = false;  ///< what is read stands in a box of a form: nothing in it leads anywhere
  std::set<std::string_view> anchors;
  std::vector<Inline> line;  ///< the inlines of the paragraph that is being read

  /// Words were written at the pen, up to `end`.
  void wrote(char* end) {
    assert(end >= pen && end <= end_of_room);
    pen = end;
  }

  void error(FilledError said, Span at, std::vector<std::string> hints = {}) {
    told = out.error(std::move(said), at, std::move(hints));
  }
};

// --- attributes.cpp ---
/// Tells attributes the element does not have.
void check_attributes(Reader& r, xml::Element element, Tag tag);
/// An attribute that must be there and say something; nullptr when told.
const xml::Attribute* needed(Reader& r, xml::Element element, std::string_view name);
template <class T>
using Choices = std::initializer_list<std::pair<std::string_view, T>>;
/// Tells that a value is none of those allowed.
void tell_value(
    Reader& r,
    const xml::Attribute& attribute,
    FilledError said,
    std::span<const std::string_view> allowed = {}
);
template <class T>
T choice(Reader& r, xml::Element element, std::string_view name, T otherwise, Choices<T> choices);
bool is_yes(Reader& r, xml::Element element, std::string_view name, bool otherwise = false);
int number(
    Reader& r, xml::Element element, std::string_view name, int otherwise, int least, int most
);
Length length(Reader& r, xml::Element element, std::string_view name, Length otherwise);
/// Which are left out first where the document exceeds its pages; 0 when the element does not say.
int drop_order(Reader& r, xml::Element element);
/// How many lines the element may have; 0 when it does not say.
int most_lines(Reader& r, xml::Element element);
/// Relative widths: "3 1 1". Empty when the attribute is not there.
std::vector<int> weights(Reader& r, xml::Element element, std::string_view name);
/// The language an element says its words are in (BCP 47, RFC 5646 §2.1); empty when it says none.
std::string_view language(Reader& r, xml::Element element);
/// The words of an attribute, white space folded.
std::string_view words_of(Reader& r, const xml::Attribute& attribute);

// --- inline.cpp ---
bool is_blank(std::string_view text);
/// Adds words to the arena. What is added is never longer than the markup it comes from.
std::string_view keep_words(Reader& r, std::string_view words);
/// The inlines of an element that holds words.
std::vector<Inline> read_inlines(Reader& r, xml::Element element, const TextStyle& style, Tag host);
/// The words of an attribute as inlines, each with its own origin.
std::vector<Inline> inlines_of(Reader& r, const xml::Attribute& attribute, const TextStyle& style);

// --- read.cpp ---
/// Blocks one below the other.
std::vector<Block> read_blocks(Reader& r, xml::Element parent, const Setting& setting);
/// What stands in an element that holds either words, set as one paragraph, or blocks.
Stack read_words_or_blocks(Reader& r, xml::Element element, const Setting& setting);
/// The same, of an element that may say how many lines it has at most.
Stack read_limited(Reader& r, xml::Element element, const Setting& setting);
/// True when the element is known and may stand here; tells otherwise. Checks its attributes too.
bool belongs(Reader& r, xml::Element element, Tag tag, Tag parent);
/// Tells words where only elements may stand.
void refuse_words(Reader& r, const xml::Node& node, Tag parent);

// --- elements.cpp ---
/// Child elements, for room: blocks are large, and moving them costs more than counting.
std::size_t count_elements(xml::Element parent);
/// How the letters of a block look: as what is around it, else as its own look.
const TextStyle& text_in(const Reader& r, const Setting& setting, StyleRole own);
Block block_of(Reader& r, xml::Element element, Element kind, const BoxStyle& box);
/// A pictogram in the place of a bullet, or beside the words of a block, where the element names
/// one.
void set_mark(Reader& r, xml::Element element, const TextStyle& style, Marker& marker);
/// Tells a heading that stands out of order; `level` is the last one from now on.
void check_order(Reader& r, xml::Element element, int level);
Block read_heading(Reader& r, xml::Element element, Tag tag);
/// Nothing for a paragraph or an address without words: a template's {{#…}} left it empty.
std::optional<Block> read_paragraph(Reader& r, xml::Element element, const Setting& setting);
std::optional<Block> read_address(Reader& r, xml::Element element, const Setting& setting);
Block read_list(Reader& r, xml::Element element, Tag tag, const Setting& setting);
Block read_box(
    Reader& r, xml::Element element, Tag tag, Element kind, StyleRole look, const Setting& setting
);
Block read_note(Reader& r, xml::Element element, const Setting& setting);
Block read_letterhead(Reader& r, xml::Element element, const Setting& setting);
Block read_say(Reader& r, xml::Element element, const Setting& setting);
Block read_check(Reader& r, xml::Element element, const Setting& setting);
Block read_rule(Reader& r, xml::Element element);
Block read_keep(Reader& r, xml::Element element, const Setting& setting);
Block read_columns(Reader& r, xml::Element element, const Setting& setting);

// --- form.cpp ---
Block read_form(Reader& r, xml::Element element, const Setting& setting);
Block read_blank(Reader& r, xml::Element element, const Setting& setting);
Block read_sign(Reader& r, xml::Element element, const Setting& setting);
/// A box to write in, as wide as there is room, below a caption.
Block write_in_box(
    Reader& r, std::vector<Inline> caption, int lines, Span span, const Belongs& belongs = {}
);
/// Where what is written into an element belongs in a case (its attribute `case`); or nothing.
Belongs belongs(Reader& r, xml::Element element);
/// What is written in there is about (its attribute `about`): see Belongs.
std::string_view about(Reader& r, xml::Element element);
/// Widens boxes where a row has room left.
void fill_rows(Form& form);
/// Boxes that directly follow each other are one form: true when `next` became part of `form`.
bool join_forms(Block& form, Block& next);

// --- table.cpp, linear.cpp ---
void read_table(Reader& r, xml::Element element, const Setting& setting, Block& block);
/// A table as a list of its rows: "Header: text" a line. `names_rows`: above them stands what they
/// are names of, the head of the first column ("If the doctor"). Where printed pages have the list
/// too it would be a head without a table, which the rows do not need.
Stack linear(Reader& r, const Table& table, bool names_rows);

// --- accessible_names.cpp ---
/// Gives every blank of a document that is read what is said of it.
void name_blanks(Document& document);

// --- figure.cpp ---
/// The pictogram that an attribute names; nullptr when told.
const Pictogram* pictogram_of(Reader& r, const xml::Attribute& attribute);
void read_figure(Reader& r, xml::Element element, Block& block);

// --- image.cpp ---
void read_image(Reader& r, xml::Element element, Block& block);

// --- copy.cpp ---
/// The pages of a file that another program wrote, or a picture of one, each on a sheet of its own.
void read_copy(Reader& r, xml::Element element, std::vector<Block>& blocks);

// ---------------------------------------------------------

template <class T>
T choice(Reader& r, xml::Element element, std::string_view name, T otherwise, Choices<T> choices) {
  const xml::Attribute* attribute = element.attribute(name);
  if (!attribute) return otherwise;
  for (const auto& [word, value] : choices) {
    if (attribute->value == word) return value;
  }
  std::string expected;
  std::vector<std::string_view> words;
  for (const auto& [word, value] : choices) {
    if (!words.empty()) expected += words.size() + 1 == choices.size() ? " or " : ", ";
    expected += word;
    words.push_back(word);
  }
  tell_value(
      r, *attribute, messages::not_a_choice(name, expected, quoted_value(attribute->value)), words
  );
  return otherwise;
}

}  // namespace engine::doc
