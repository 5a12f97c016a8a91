#pragma once

#include "engine/cli/former.hpp"
#include "engine/cli/print.hpp"

#include <span>
#include <string>
#include <vector>

namespace engine::cli {

/// What to do with the sheets of a paper that is in print already. Pages count from 1, in the file
/// that they are in.
struct PaperChange {
  std::string paper;            ///< transfer-letter-mercy-hospital
  std::size_t file = 0;         ///< which new file it is in: index into Made::files
  std::vector<int> print;       ///< pages of the new file that look like none before
  std::vector<int> instead_of;  ///< pages of the old file whose place the first of them take
  std::vector<int> take_out;    ///< pages of the old file whose place nothing takes
};

/// How new papers differ from those that they take the place of, page by page.
struct Changes {
  /// There were papers before, and they hold what their pages looked like.
  bool is_known = false;
  std::vector<PaperChange>
      papers;  ///< those that differ, in the order of the new files; gone ones last
  /// Pages that differ in the day at their head or foot alone: they say when they were made, and
  /// need not be printed again.
  int redated = 0;

  /// The pages of a new file to print again, ascending.
  std::vector<int> to_print(std::size_t file) const;
};

/// Compares the pages of new papers with those that are there. `is_part`: only some papers are
/// made, and the others are not gone.
Changes changes_of(const Made& made, const FormerFiles& former, bool is_part);

/// Changes as they are told; of a paper nothing but its kind where messages are redacted.
struct ShownChanges {
  const Changes& changes;
  const Made& made;
  const kind::TemplateSet& template_set;
  const MessageFormat& format;
};
/// For a person, in lines; empty when there was nothing to compare with.
std::string as_text(const ShownChanges& shown);
/// The same for a page of the program, a line each, papers by their titles: what changed, and what
/// to print again.
std::vector<std::string> as_lines(const ShownChanges& shown, std::string_view language);
/// One JSON object on a line; `paths`: of the new files.
std::string as_json(const ShownChanges& shown, std::span<const std::string> paths);

}  // namespace engine::cli
