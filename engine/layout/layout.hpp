#pragma once

#include "engine/base/base.hpp"
#include "engine/base/letters.hpp"
#include "engine/doc/doc.hpp"
#include "engine/font/font.hpp"
#include "engine/page/page.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace engine::layout {

/// What the fonts of a book can show.
class FontLetters final : public Letters {
 public:
  explicit FontLetters(const font::FontBook& fonts) : fonts_{fonts} {}
  bool has(char32_t character) const override;
  std::string name_of(char32_t character) const override;

 private:
  const font::FontBook& fonts_;
};

/// Tells every character of a document that no font of the book has (E402, at its place in the
/// template or the case), before anything is laid out. True when there is none. A letter whose
/// marks no font has together with it is set all the same, each by itself, and told (W417).
bool check_letters(const doc::Document& document, const font::FontBook& fonts, Diagnostics& out);

/// In percent of the theme's, how large running heads and feet are set: smaller where they then
/// keep to one line.
struct RunningSizes {
  int head = 100, foot = 100;
};

/// A document on its pages, before anybody knows where these stand in a packet: all but running
/// heads and feet, the only place where pages are numbered.
class Composition {
 public:
  /// The body of each page, tagged, in the page's own space: origin top left, y down.
  const page::Pages& body() const { return pages_; }
  std::size_t page_count() const { return pages_.pages.size(); }

 private:
  friend class Compositor;
  Composition(const doc::Document& document, page::Pages pages, RunningSizes running)
      : document_{&document}, pages_{std::move(pages)}, running_{running} {}

  const doc::Document* document_;
  page::Pages pages_;
  RunningSizes running_;
};

/// Sets documents on pages. One a worker: it remembers shaped words and paragraphs, and keeps ICU's
/// iterators and its scratch. What it gives depends on its arguments alone, never on the documents
/// set before.
class Compositor {
 public:
  /// `budget` stays where it is; it is asked at every paragraph and at every line of a broken word.
  explicit Compositor(const font::FontBook& fonts, const Budget& budget = Budget::none());
  Compositor(Compositor&&) noexcept;
  ~Compositor();

  /// Composes a document and cuts it into pages. Cannot fail: what does not fit is set anyway and a
  /// warning says where (W41x); a document that may have so many pages only is shortened to them,
  /// each part that is dropped told. Every item carries a tag of the result's tree or says that it
  /// is an artifact, so that the writer can follow ISO 32000-1 §14.8.2.2. Characters no font has
  /// must have been refused before.
  ///
  /// `fields`: what the document's fields are named after (page::name_entries); empty: it has none.
  /// The document has to stay where it is until the composition is drawn.
  Composition compose(const doc::Document& document, std::string_view fields, Diagnostics& out);

  /// The finished pages: the composition with its running heads and feet. `first_page`: the number
  /// of its first page in the packet, from 1; 0 when it is on its own. Has nothing to tell.
  page::Pages draw(Composition composition, int first_page);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace engine::layout
