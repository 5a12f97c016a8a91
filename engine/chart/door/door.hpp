#pragma once

// The door: what somebody gave, walked to its files, each known by its content and never by its
// name.

#include "engine/chart/chart.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/found.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace engine::chart::door {

/// What is read at most: of all inputs together, unpacked.
constexpr std::size_t most_bytes = std::size_t{200} << 20;
constexpr std::size_t most_files = 4096;
/// A zip that unpacks to more than so many times its size is made to fill a disk.
constexpr std::size_t most_ratio = 200;

/// Gives the next bytes of a file, empty at its end.
using Pieces = std::function<std::string_view()>;

/// One file on its way in: its name for messages, the folder or zip it lies in, its bytes piece by
/// piece.
struct File {
  std::string name;    ///< as it is told: "download.zip: IHE_XDM/DOC0001.XML"
  std::string folder;  ///< what has the same, came together
  Pieces pieces;
  /// Turns true where the pieces end before the file does: then nothing of it is read, and why is
  /// told by the walk.
  std::shared_ptr<bool> is_cut = std::make_shared<bool>(false);
};

/// What happens to each file; false ends the walk, when an error was told.
using Take = std::function<bool(File& file)>;

/// Walks files, folders and zips (zips in zips once) in a fixed order. Links are not followed.
/// False when it told why not: E701 a file cannot be read, E820 and following.
bool walk(
    const std::vector<std::string>& paths,
    const Options& options,
    const Take& take,
    Chart& chart,
    Diagnostics& out
);

/// The files of a zip; `depth` counts zips in zips.
bool walk_zip(
    std::string_view bytes,
    const std::string& name,
    int depth,
    const Options& options,
    const Take& take,
    Chart& chart,
    Diagnostics& out
);

/// What a file is, by its first bytes.
enum class Looks {
  chart,  ///< XML or JSON: the readers know more
  phone_export,
  zip,
  pdf,
  picture,
  web_page,
  word,
  archive,
  va_text,
  health_card,
  hl7_v2,
  table,
  scan,
  empty,
  other
};
Looks looks_of(std::string_view bytes);
/// The id of the words for it, such as "looks-like-pdf".
std::string_view words_of(Looks looks);

/// Bytes as UTF-8: as they declare themselves, and windows-1252 where they are no UTF-8 and declare
/// nothing else. Tells the second as a note.
std::string as_declared(std::string bytes, const std::string& file, Chart& chart);

/// What an iPhone's own list says of the records beside it.
struct Phone {
  std::optional<Date> day;   ///< on which the newest of them came, else that of the export
  std::string organization;  ///< that wrote them, where it is one
};
/// Reads export.xml as a stream. What wrote the records is told as a note, and so is a list that is
/// no XML, of which nothing is taken.
Phone read_phone_export(std::string_view beginning, File& file, Chart& chart);

}  // namespace engine::chart::door
