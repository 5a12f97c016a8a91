#pragma once

#include "engine/base/base.hpp"
#include "engine/base/language.hpp"
#include "engine/vocabulary/vocabulary.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::chart {

struct Chart;

struct Options {
  std::optional<Date> as_of;  ///< the day of the case; without it that of the newest chart
  /// What the clock says, where no day of the case is given: no chart is of a later one.
  std::optional<Date> today;
  std::string case_id = "draft";
  std::string language{
      language_tag::english};  ///< of the report and of the notes in the draft: en or es
  bool redact = false;         ///< the report tells shapes and counts alone
  /// What reading may hold in memory: a file that would take more is refused before it does. Some
  /// twelve megabytes of C-CDA, twice as many of JSON.
  std::size_t memory = std::size_t{192} << 20;
  /// What reading may take of time: import() throws BudgetExceeded.
  const Budget* budget = &Budget::none();
  /// The case that the charts are added to; nothing of what was typed there is changed.
  const engine::Source* into = nullptr;
  /// Somebody is asked at once about each entry to look at: what the case says there is none of is
  /// added to be looked at, too.
  bool is_asked = false;
  /// The bytes of a path that stands for no file of the disk, such as what was sent to the page;
  /// nothing where it is a file. They stay until the import is done.
  std::function<std::optional<std::string_view>(const std::string& path)> bytes_of;
  /// Asked when a zip wants a password; nothing when there is none, and it was told why.
  std::function<std::optional<std::string>()> password;
  /// Sees all that was found before the account of it is proven: a test loses an entry there.
  std::function<void(Chart&)> before_proof;
};

/// A draft case and what to know of it.
struct Draft {
  std::string case_xml;  ///< with Options::into that case, and what was added between its words
  std::string report_text;
  std::string report_html;
  /// What a person has to look at, as the report has it.
  std::vector<std::string> to_check;
};

/// The words of the report by their ids, a language each (templates/import/words.xml).
struct Words {
  std::vector<std::pair<std::string, vocabulary::Words>> by_id;
};
Result<Words> read_words(const engine::Source& source, Diagnostics& out);

/// True for a case file, by its first element.
bool is_case(std::string_view bytes);

/// True for the report of an import, as text or as HTML, in any language.
bool is_report(std::string_view bytes, const Words& words);

/// Reads all that one person has, in one call: files, folders and zips, which are known by their
/// content. C-CDA R2.1 and R1.1, C32; FHIR R4 and DSTU2, JSON, XML and NDJSON; an iPhone's export.
///
/// Reported: E701 what cannot be read, E820 what is no chart, E821 an archive that is damaged or
/// made to fill a disk, E822 a password that is missing or wrong, E823 two people, E824 no
/// day, E825 a case that nothing can be added to, E827 more than `memory`, and what the XML reader
/// tells. Nothing is fetched
/// from anywhere. An account that does not come out even is a fault of ours, and thrown.
Result<Draft> import(
    const std::vector<std::string>& paths,
    const vocabulary::Vocabulary& vocabulary,
    const Words& words,
    const Options& options,
    Diagnostics& out
);

/// The case of one patient of a clinic before charts are added: what was typed of them, or an empty
/// draft of that id, with all that the clinic says of its patients and the case does not.
Result<std::unique_ptr<engine::Source>> case_with_shared(
    const engine::Source* typed,
    const std::string& id,
    const engine::Source* shared,
    const vocabulary::Vocabulary& vocabulary,
    Diagnostics& out
);

/// One of many people whose charts were read in one run.
struct Patient {
  std::string name;  ///< of their folder or file
  std::string file;  ///< of their case; empty where there is none
  std::vector<std::string> to_check;
  std::vector<std::string> missing;  ///< what has to be said before papers are made, or why no case
};
/// The report of such a run, as text and as HTML: who cannot be read, who waits for what, what is
/// to check. `redact` leaves numbers.
struct Overview {
  std::string text, html;
};
Overview overview_of(
    const std::vector<Patient>& patients, const Words& words, std::string_view language, bool redact
);

}  // namespace engine::chart
