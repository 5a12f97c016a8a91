#pragma once

// The room's own: one bundle on its way to HTML.
//
//     write.cpp    the frame: head, contents, a part after the other
//     blocks.cpp   what stands below each other
//     line.cpp     what stands inside a line
//     fields.cpp   what somebody writes in
//     figure.cpp   pictograms

#include "engine/base/escape.hpp"
#include "engine/doc/bundle.hpp"
#include "engine/doc/words.hpp"
#include "engine/html/style.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::html {

/// ` lang="es"`, and the direction of a language that is written from right to left.
std::string language_of(std::string_view language);
std::string base64(std::string_view bytes);

/// The pictograms that the file shows, by name.
using UsedPictograms = std::map<std::string_view, const Pictogram*>;
/// Every pictogram once, to be used by name; nothing where none is.
std::string symbols(const UsedPictograms& pictograms);

/// Writes the blocks of one part. Everything goes to the end of `out`.
class Writer {
 public:
  Writer(
      std::string& out,
      Sheet& sheet,
      const std::set<std::string_view>& parts,
      int& fields,
      UsedPictograms& pictograms
  )
      : out_{out}, sheet_{sheet}, parts_{parts}, fields_{fields}, pictograms_{pictograms} {}

  void part(const doc::DocumentBundle::Part& part, std::string_view around);

 private:
  // blocks.cpp
  struct Content;
  void running(const std::vector<doc::Block>& all, std::string_view name);
  /// Tick boxes that follow each other are a list.
  void blocks(std::span<const doc::Block> all);
  void block(const doc::Block& block);
  void heading(const doc::Block& block, int level);
  void paragraph(const doc::Block& block, const doc::Paragraph& words);
  void list(const doc::Block& block, const doc::Stack& items);
  void say(const doc::Block& block, const doc::Stack& words);
  void note(const doc::Block& block, const doc::Stack& content);
  void columns(const doc::Block& block, const doc::Columns& columns);
  void table(const doc::Block& block, const doc::Table& table);
  void rows(const doc::Table& table, bool of_head);
  /// `head`: what stands above its column, for a screen where it does not.
  /// `spans`: over how many of the columns that are written.
  void cell(
      const doc::Row& row, const doc::Cell& cell, std::ptrdiff_t spans, std::string_view head
  );
  void image(const doc::Block& block, const doc::Image& image);
  /// A stack in an element of its own: words alone stand straight in it.
  void element(
      std::string_view name,
      std::string_view own,
      const std::string& attributes,
      std::string_view language,
      const doc::BoxStyle& box,
      const doc::Stack& content,
      const std::string& in_front = {}
  );

  // figure.cpp
  void scale(const doc::Scale& scale, const doc::Stack& items);
  void figure(const doc::Block& block, const doc::Figure& figure);
  /// A list whose items stand side by side.
  void path(const doc::Block& block, const doc::Columns& items);
  /// A pictogram beside or above words that say the same.
  std::string mark(const doc::Marker& marker);
  /// A reference to a pictogram, which the file then holds.
  std::string use(const Pictogram& pictogram, const std::string& attributes);

  // line.cpp
  void inlines(const std::vector<doc::Inline>& all);
  /// The address behind a link, as this file knows it; empty where it leads nowhere.
  std::string target(const std::string& link) const;

  // fields.cpp
  void check(const doc::Block& block, const doc::Stack& content);
  void form(const doc::Block& block, const doc::Form& form);
  void form_cell(const doc::FormCell& cell);
  /// `beside`: the words of a <label> for it, whose id is `id`; both empty where there is none.
  void write_lines(
      const doc::BoxStyle& box,
      const doc::WriteLines& lines,
      const std::string& id,
      const std::string& beside
  );
  void signature(const doc::Block& block, const doc::Signature& sign);
  void fill(const doc::Fill& fill);
  void box(const doc::Box& box);
  void field_in_cell(const doc::Cell& cell, Length height);
  std::string named(std::string_view accessible_name, const std::string& beside) const;
  std::string next_field() { return "f" + std::to_string(++fields_); }

  std::string& out_;
  Sheet& sheet_;
  const std::set<std::string_view>& parts_;  ///< anchors of all parts
  int& fields_;                              ///< how many there are so far, in all parts
  UsedPictograms& pictograms_;
  const doc::DocumentBundle::Part* part_ = nullptr;
  std::set<std::string_view> anchors_;  ///< of headings of this part
  std::string title_;                   ///< id of the part's own heading
  std::string under_;                   ///< id of the last heading
  int headings_ = 0, notes_ = 0;
  std::vector<bool> begun_;  ///< of the table that is written: columns in which a cell begins
  std::vector<std::string>
      heads_;  ///< of the table that is written, by column; of a narrow one none
};

}  // namespace engine::html
