#include "engine/cli/repeats.hpp"

#include "engine/base/printable.hpp"
#include "engine/files/files.hpp"

#include <algorithm>
#include <unistd.h>

namespace engine::cli {

namespace {

constexpr std::size_t room = 20;          // lines of messages in full, which leaves some for sums
constexpr std::uint64_t most_of_one = 4;  // messages of a code that are told in full
constexpr std::size_t most_places = 3;

/// night.csv:5:6; the case, where a message has no place.
std::string place_of(const Diagnostic& told) {
  if (told.file.empty()) return told.case_id;
  if (told.line == 0) return told.file;
  return told.file + ':' + std::to_string(told.line) + ':' + std::to_string(told.column);
}

}  // namespace

bool Repeats::is_told(const Code& code) const {
  return each_ || (code.told < most_of_one && lines_ < room);
}

bool Repeats::tell(const Diagnostics& told) {
  std::string all;
  for (const Diagnostic& one : told.all()) {
    Code& code = codes_[one.code];
    if (is_told(code)) {
      const std::string text = format_.json ? as_json(one, format_.redact)
                                            : as_text(one, format_.redact, format_.speech);
      lines_ += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
      ++code.told;
      all += text;
    } else {
      if (code.told + code.untold == 0) code.words = words_of(one);
      ++code.untold;
      if (code.places.size() < most_places) code.places.push_back(place_of(one));
    }
  }
  return files::write_all(STDERR_FILENO, all);
}

std::string Repeats::words_of(const Diagnostic& told) const {
  const auto words =
      format_.speech ? format_.speech->message(told.code, told.message) : told.message;
  return shown(words, format_.redact);
}

std::string Repeats::untold() const {
  std::string lines;
  for (const auto& [name, code] : codes_) {
    if (code.untold == 0) continue;
    lines += "  " + name + "  ";
    lines += code.told > 0 ? spoken(format_, counted(code.untold, "time more", "times more"))
                           : spoken(format_, counted(code.untold, "time", "times")) + ", " +
                                 printable(code.words);
    for (const std::string& place : code.places)
      lines += (&place == &code.places.front() ? ": " : ", ") + printable(place);
    lines += code.untold > code.places.size() ? " …\n" : "\n";
  }
  if (lines.empty()) return {};
  return spoken(
             format_,
             "Found besides (carepacket explain CODE says what to do, --verbose tells each of "
             "them):"
         ) +
         '\n' + lines;
}

}  // namespace engine::cli
