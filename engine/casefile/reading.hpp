#pragma once

#include "engine/casefile/casefile.hpp"

#include <string>
#include <vector>

namespace engine::casefile {

/// A reference as it was written; its target may stand further down.
struct Pending {
  Entry* entry = nullptr;
  std::string id;
};

/// An element that was given an id.
struct Named {
  std::string_view id;
  const Entry* owner = nullptr;
  Span at;
};

/// A case as it was read, before its references are resolved.
struct Draft {
  std::unique_ptr<Entry> root = std::make_unique<Entry>();
  std::vector<Pending> references;
  std::vector<Named> ids;
  bool is_translated = false;             ///< a <translation> stands in it
  std::vector<std::string> unfilled_ids;  ///< of elements that are still to be filled in
};

/// What is found at most in one case: a file that is no case at all would otherwise be told line by
/// line.
constexpr int most_errors = 200;

/// Makes every reference point at what it names. Told: ids given twice, ids that nothing has,
/// providers who gave no opinion where one is asked for, bank questions that do not exist (E132,
/// E133, E140, E143).
void resolve(Draft& draft, const ReadOptions& options, Diagnostics& out);

/// Gives every time the time zone of the element it stands in.
void bind_time_zones(Entry& entry);

/// The checks that need more than one field (case-format.md), of those that make the whole case
/// unsure.
void check(const Entry& root, Diagnostics& out);

/// What cannot be so, or hardly: a Social Security number, more people than all, a day that has
/// passed, a visit behind the last day to decide, a number that is no phone (E148 to E151, W130 to
/// W145).
void check_sense(const Entry& root, Diagnostics& out);

/// How an address or a telecom of `owner` is written (E124, W132), and whether `owner` has no other
/// of its kind than for now, so that papers leave its place blank (W149).
void check_contact(const Entry& entry, const Entry& owner, Diagnostics& out);

/// A colour that is none, or too light to be read on paper (E155).
void check_colors(const Entry& root, Diagnostics& out);

/// What a draft does not say yet, with hints in the order in which to say it (E156), and how much
/// of it nobody has looked at (W147).
void check_draft(const Entry& root, Diagnostics& out);

/// A translation of nothing, or a second one into one language (E152, E153).
void check_translations(const Entry& entry, Diagnostics& out);

}  // namespace engine::casefile
