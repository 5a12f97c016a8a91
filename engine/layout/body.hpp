#pragma once

// What stands on the pages of a document between its running heads and feet.

#include "engine/layout/compose.hpp"

#include <vector>

namespace engine::layout {

/// Blocks as they are composed, and where the pages end: a value, which can be dropped.
class Body {
 public:
  /// Composes `blocks` as the body of the setting's document.
  Body(const Setting& setting, const std::vector<doc::Block>& blocks, Diagnostics& out);

  std::size_t page_count() const { return cuts_.size(); }
  /// How much of the last page is filled.
  int last_page_percent() const;
  /// How far what stands above its address reaches into the window of an envelope.
  Length into_window() const { return flow_.into_window; }
  /// Some text has more lines than it may and was cut.
  bool has_cuts() const { return ink_.cuts > 0; }
  /// The pages, without running heads and feet; the body is used up.
  page::Pages on_pages() &&;

 private:
  Setting setting_;
  Ink ink_;
  Tags tags_;
  Flow flow_;
  std::vector<Cut> cuts_;
};

// --- limits.cpp ---
/// The body of a document that may have so many pages only, or that says whether something was left
/// out: what can be dropped is dropped until it keeps to its pages. Told: what was dropped (W414),
/// and if the pages are still too many (W416).
Body body_within_limits(const Setting& setting, Diagnostics& out);

// --- closer.cpp ---
/// The body of a form. Where it would take a page less if the words in its boxes stood a little
/// closer, they do: a form is on one sheet rather than on two.
Body body_of_form(const Setting& setting, Diagnostics& out);
/// The body of a letter. Where it would take a page less if its words were a little smaller, they
/// are, down to the least type of its document: a signature does not stand on a sheet of its own.
/// A sender who would reach into the window is set smaller: the window shows nothing of the
/// patient.
Body body_of_letter(const Setting& setting, Diagnostics& out);

}  // namespace engine::layout
