#include "tests/support/golden.hpp"

#include "tests/support/run.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace tests {

namespace {
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}
}  // namespace

bool is_kept_whole(std::string_view sample) {
  static const std::string list = read(CAREPACKET_SOURCE_DIR "/tests/kept_whole.txt");
  const auto samples = lines_of(list);
  return std::find(samples.begin(), samples.end(), sample) != samples.end();
}

std::string difference(std::string_view expected, std::string_view found) {
  if (expected == found) return {};
  const auto was = lines_of(expected), is = lines_of(found);
  const auto parting = std::mismatch(was.begin(), was.end(), is.begin(), is.end());
  const auto first = static_cast<std::size_t>(parting.first - was.begin());
  constexpr std::size_t shown = 4;
  std::string text = "line " + std::to_string(first + 1);
  for (std::size_t i = std::min(first, was.size()); i-- > 0;) {
    if (!was[i].starts_with("######## ")) continue;
    text += " (" + std::string{was[i].substr(9)} + ')';
    break;
  }
  text += '\n';
  for (std::size_t i = first; i < std::min(first + shown, was.size()); ++i)
    text += "  - " + std::string{was[i]} + '\n';
  for (std::size_t i = first; i < std::min(first + shown, is.size()); ++i)
    text += "  + " + std::string{is[i]} + '\n';
  if (first == was.size() && first == is.size()) text += "  the last line end\n";
  return text;
}

std::string against_golden(
    const std::filesystem::path& golden, std::string_view found, bool accept
) {
  const bool there = std::filesystem::exists(golden);
  if (accept) {
    std::filesystem::create_directories(golden.parent_path());
    if (!there || read(golden) != found) write(golden, found);
    return {};
  }
  const std::string how = "to accept it: UPDATE_GOLDEN=1 ctest --preset dev -L golden\n";
  if (!there) return golden.string() + " is not there yet; " + how;
  const std::string parts = difference(read(golden), found);
  return parts.empty() ? "" : golden.string() + " differs from " + parts + how;
}

bool accepting_goldens() {
  const char* set = std::getenv("UPDATE_GOLDEN");
  return set && *set != '\0' && *set != '0';
}

}  // namespace tests
