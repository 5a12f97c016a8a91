#include "engine/cli/repeats.hpp"

#include "engine/base/printable.hpp"
#include "engine/files/files.hpp"

#include <algorithm>
#include <unistd.h>

namespace engine::cli {

namespace {

constexpr std::size_t screen = 40;        // lines
constexpr std::uint64_t most_of_one = 3;  // messages of a code that are told in full
constexpr std::size_t most_places = 3;

/// night.csv:5:6; the case, where a message has no place.
std::string place_of(const Diagnostic& told) {
  if (told.file.empty()) return told.case_id;
  if (told.line == 0) return told.file;
  return told.file + ':' + std::to_string(told.line) + ':' + std::to_string(told.column);
}

}  // namespace

bool Repeats::is_told(const Code& code) const {
  return each_ || code.told == 0 || (code.told < most_of_one && lines_ < screen);
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
      ++code.untold;
      if (code.places.size() < most_places) code.places.push_back(place_of(one));
    }
  }
  return files::write_all(STDERR_FILENO, all);
}

std::string Repeats::untold() const {
  std::string lines;
  for (const auto& [name, code] : codes_) {
    if (code.untold == 0) continue;
    lines += "  " + name + "  " + spoken(format_, counted(code.untold, "time more", "times more"));
    for (const std::string& place : code.places)
      lines += (&place == &code.places.front() ? ": " : ", ") + printable(place);
    lines += code.untold > code.places.size() ? " …\n" : "\n";
  }
  if (lines.empty()) return {};
  return spoken(format_, "Told before, and found again (--verbose tells each of them):") + '\n' +
         lines;
}

}  // namespace engine::cli
