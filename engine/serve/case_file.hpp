#pragma once

// The case on the disk, which is all the state there is.

#include "engine/files/disk.hpp"
#include "engine/serve/answers.hpp"

#include <memory>
#include <optional>
#include <string>

namespace engine::serve {

/// Where the report of a case's charts lies: beside it, c-report.html of c.xml.
std::string report_of(const std::string& path);

/// Finishes in a folder of cases, or takes away, what a process left that was killed while a
/// patient was added: no other case is opened by that name.
void settle_all(const std::string& folder);

/// A number for a text: that of another one is another one.
std::string number_of_text(std::string_view text);

/// A case file as it stands now, or the beginning of one that is not there yet.
class CaseFile {
 public:
  /// Reported: what cannot be read (E701), is no text in UTF-8 (E825), no XML, or no case (E9xx of
  /// the room casefile are not asked for: an interview may begin with less).
  static Result<CaseFile> open(
      const std::string& path,
      const std::string& case_id,
      Date today,
      std::string_view language,
      const vocabulary::Vocabulary& vocabulary,
      Diagnostics& out
  );

  /// A row of a table, which is changed in the table alone.
  static Result<CaseFile> of_row(
      const std::string& table,
      std::string text,
      const vocabulary::Vocabulary& vocabulary,
      Diagnostics& out
  );

  /// A file that somebody sends, by the name that they give it. Reported, too: E100 more than a
  /// case may have.
  static Result<CaseFile> sent(
      const std::string& name,
      std::string_view bytes,
      const vocabulary::Vocabulary& vocabulary,
      Diagnostics& out
  );

  bool is_row() const { return is_row_; }
  bool is_there() const { return is_there_; }
  const std::string& path() const { return path_; }
  const Source& source() const { return *source_; }
  const Answered& answered() const { return *answered_; }
  std::string id() const;

  /// A file that comes into being together with a text, or not at all.
  struct Along {
    std::string path;
    std::string_view bytes;
  };
  /// Puts another text in its place, whole or not at all, unless somebody else wrote it meanwhile.
  /// Reported: E702.
  enum class Save { done, changed_meanwhile, refused };
  Save save(
      const std::string& text,
      Diagnostics& out,
      const Along* along = nullptr,
      files::Disk& disk = files::real_disk()
  ) const;

 private:
  bool is_as_it_was() const;
  Result<CaseFile> read(
      std::string bytes, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
  ) &&;

  std::string path_;
  bool is_there_ = false, has_mark_ = false, is_row_ = false;
  std::unique_ptr<Source> source_;
  std::optional<Answered> answered_;
};

}  // namespace engine::serve
