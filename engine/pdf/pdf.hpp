#pragma once

#include "engine/base/base.hpp"
#include "engine/font/font.hpp"
#include "engine/page/page.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::pdf {

/// Which archival standard a file keeps, and says so in its XMP: PDF/A-2a (ISO 19005-2), or
/// PDF/A-3a (ISO 19005-3) where another file rides inside. `none` where it cannot: what is
/// encrypted afterwards (ISO 19005-2 §6.1.3).
enum class Archive : std::uint8_t { none, a2a, a3a };

/// An XML file that rides inside a document, as the document's source (ISO 19005-3 §6.8).
struct Attachment {
  std::string name;         ///< of the file, without folders
  std::string description;  ///< what it is, for whoever finds it in a viewer
  std::string_view bytes;   ///< as they were read, in whatever encoding
};

struct WriteOptions {
  Date created;  ///< both dates of the file, at 00:00:00Z: the case's asOf, never the clock
  std::string producer = "carepacket";
  bool readable = false;  ///< streams not compressed: for goldens and for people
  Archive archive = Archive::a2a;
  std::optional<Attachment> attachment;  ///< with it, `archive` is a3a or none
  /// For the program itself, in letters of ASCII: kept in the catalog (ISO 32000-1 §14.5), where
  /// other programs leave it. May be empty.
  std::string marks;
  /// What readers call the pages (§12.4.2): the number at their foot; of pages out of another file,
  /// their numbers there. Empty: nothing is said, and their place in the file is meant.
  std::vector<int> page_numbers;
  bool tagged = true;  ///< false for the bench alone, which tells what tags cost
};

/// Writes pages as PDF 1.7: tagged as PDF/UA-1 asks (ISO 14289-1), archival, fonts subset and
/// embedded, colours as sRGB, Info and XMP from one value, an id from the content. The same pages
/// give the same bytes. One a worker: it keeps buffers between
/// documents.
class Writer {
 public:
  /// `budget` stays where it is; it is asked at every page.
  explicit Writer(const font::FontBook& fonts, const Budget& budget = Budget::none());
  Writer(Writer&&) noexcept;
  ~Writer();

  /// The bytes of the file. Reported: E601 libharu's first fault, E602 a link to an anchor that is
  /// not there. The pages are used up: what is drawn of them is let go of.
  Result<std::string> write(page::Pages pages, const WriteOptions& options, Diagnostics& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Gives a finished file its identifier: both halves are the digest of all other bytes (ISO 32000-1
/// §14.4: both are the same in a file that nobody has saved again). Writer::write() does it; who
/// changes the bytes afterwards, as encryption does, does it again.
void identify(std::string& file);
/// True for a file with such an identifier whose bytes are all as they were. Other programs keep
/// our name in a file that they save, but not this.
bool is_untouched(std::string_view file);

/// WriteOptions::marks of a file that is untouched. Nothing where they cannot be read without a
/// library: other libraries spell what they write anew in their own way, as encryption does.
std::optional<std::string> marks_as_written(std::string_view file);

/// Nothing of an entry's answer is outside of a field of this size on paper: its letters are made
/// smaller for it, but not smaller than 6 pt.
bool fits_field(const font::FontBook& fonts, const page::Entry& entry, Size field);

/// True for a file, as it was written, in whose fields stands what somebody typed before.
bool holds_answers(std::string_view file);
/// Says so of a file that another library has written anew, before it gets its identifier.
void mark_answers(std::string& file);

/// True when the libharu that is loaded is the one whose structs this was compiled against; tells
/// E603 otherwise.
bool check_library(Diagnostics& out);

}  // namespace engine::pdf
