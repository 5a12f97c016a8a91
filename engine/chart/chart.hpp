#pragma once

#include "engine/base/base.hpp"
#include "engine/base/language.hpp"
#include "engine/vocabulary/vocabulary.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::chart {

struct Options {
  std::optional<Date> as_of;  ///< the day of the case; without it that of the newest chart
  std::string case_id = "draft";
  std::string language{
      language_tag::english};  ///< of the report and of the notes in the draft: en or es
  bool redact = false;         ///< the report tells shapes and counts alone
  /// The case that the charts are added to; nothing of what was typed there is changed.
  const engine::Source* into = nullptr;
  /// Asked when a zip wants a password; nothing when there is none, and it was told why.
  std::function<std::optional<std::string>()> password;
};

/// A draft case and what to know of it.
struct Draft {
  std::string case_xml;  ///< with Options::into that case, and what was added between its words
  std::string report_text;
  std::string report_html;
  int to_check = 0;  ///< lines of the report that a person has to look at
};

/// The words of the report by their ids, a language each (templates/import/words.xml).
struct Words {
  std::vector<std::pair<std::string, vocabulary::Words>> by_id;
};
Result<Words> read_words(const engine::Source& source, Diagnostics& out);

/// True for the report of an import, as text or as HTML, in any language.
bool is_report(std::string_view bytes, const Words& words);

/// Reads all that one person has, in one call: files, folders and zips, which are known by their
/// content. C-CDA R2.1 and R1.1, C32; FHIR R4 and DSTU2, JSON, XML and NDJSON; an iPhone's export.
///
/// Reported: E701 what cannot be read, E820 what is no chart, E821 an archive that is damaged or
/// made to fill a disk, E822 a password that is missing or wrong, E823 two people, E824 no
/// day, E825 a case that nothing can be added to, and what the XML reader tells. Nothing is fetched
/// from anywhere. An account that does not come out even is a fault of ours, and thrown.
Result<Draft> import(
    const std::vector<std::string>& paths,
    const vocabulary::Vocabulary& vocabulary,
    const Words& words,
    const Options& options,
    Diagnostics& out
);

}  // namespace engine::chart
