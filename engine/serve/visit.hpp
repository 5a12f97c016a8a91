#pragma once

// One request with the case it is about, for the files of the site.

#include "engine/serve/site.hpp"

#include <set>

namespace engine::serve {

struct Site::Visit {
  const Request& request;
  Guard& guard;
  const Form& form;  ///< the query, or what was sent
  const std::vector<SentFile>& files;
  Look look;
  std::optional<CaseFile> file;
  std::vector<Diagnostic> cells;             ///< of a row of a table: what is told of its cells
  mutable std::optional<std::string> stage;  ///< of the case, once it was asked for
  /// The kinds that the case has now, once they were asked for.
  struct PapersNow {
    std::set<std::string, std::less<>> packet, binder;
  };
  mutable std::optional<PapersNow> papers_now;

  std::string text(std::string_view name) const { return std::string{form.text(name)}; }
  /// The same of what was sent, to show it again; empty where nothing was.
  std::string typed(std::string_view name) const { return request.is_post ? text(name) : ""; }
  /// Where a page that is no address by itself belongs: changing the language leads there.
  void belongs_to(std::string address) {
    if (request.is_post) look.here = std::move(address);
  }
  /// The number of an item in the form; 0 where there is none.
  std::size_t item() const;
};

/// A path from the root on.
std::string whole_path(const std::string& path);
/// A paper, or another whole document, in a frame in which nothing runs.
std::string frame_of(std::string_view title, std::string_view address);
/// What an address says of a page and its item.
Query query_of(const Asked& asked);
/// Whether a page has an answer, and not one that still lacks what every paper needs.
bool is_done(const Answered& answered, const Page& page);
/// Whether many papers in one file are meant, what that file is called, and what it is made as.
bool is_packet(std::string_view what);
std::string file_of_packet(std::string_view what);
MakeOptions options_of_packet(std::string_view what);
/// A case without some of its entries, the last of them first, so that the others keep their
/// numbers.
std::string without_entries(
    std::string text, std::vector<Path> gone, const vocabulary::Vocabulary& vocabulary
);
/// Where the first of what a draft lacks is said.
std::string first_lack(const Look& look, const Lacks& lacks);
/// The case as papers can be made of it while it still lacks something: words stand in for what
/// nobody has said yet, and the mark of a draft is not looked at. Shown alone, never saved.
std::string to_be_shown(
    const Look& look,
    const CaseFile& file,
    const vocabulary::Vocabulary& vocabulary,
    const Budget& budget
);

}  // namespace engine::serve
