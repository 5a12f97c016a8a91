#pragma once

#include "engine/base/base.hpp"
#include "engine/doc/doc.hpp"
#include "engine/font/font.hpp"
#include "engine/page/page.hpp"

#include <memory>

namespace engine::layout {

/// Tells every character of a document that no font of the book has (E402, at its place in the
/// template or the case), before anything is laid out. True when there is none.
bool check_letters(const doc::Document& document, const font::FontBook& fonts, Diagnostics& out);

/// Where the document stands in a packet: its first page's number there, 0 when it is on its own.
/// And what its fields are named after (page::name_entries): without it, it has none.
struct Bound {
  int first_page = 0;
  std::string_view fields = {};
};

/// Sets documents on pages. One a worker: it remembers shaped words, and keeps ICU's iterators and
/// its scratch.
class Compositor {
 public:
  explicit Compositor(const font::FontBook& fonts);
  Compositor(Compositor&&) noexcept;
  ~Compositor();

  /// Lengths are in the page's own space: origin top left, y down. Cannot fail: what does not fit
  /// is set anyway and a warning says where (W41x). Every item carries a tag of the result's tree
  /// or says that it is an artifact, so that the writer can follow ISO 32000-1 §14.8.2.2.
  /// Characters no font has must have been refused before. What it gives depends on its arguments
  /// alone, never on the documents set before.
  page::Pages lay_out(const doc::Document& document, const Bound& bound, Diagnostics& out);

 private:
  struct Case;  ///< the compositor's type case
  std::unique_ptr<Case> case_;
};

}  // namespace engine::layout
