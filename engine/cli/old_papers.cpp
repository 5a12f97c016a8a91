#include "engine/cli/old_papers.hpp"

#include "engine/cli/files.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>
#include <filesystem>
#include <unistd.h>

namespace engine::cli {

namespace {

/// 07-medicines-allergies.pdf, 08-transfer-letter-office-2-es.pdf
bool is_paper_of(
    const kind::Set& set, const kind::TemplateSet& template_set, const std::string& name
) {
  const auto digits = name.find_first_not_of("0123456789");
  if (digits == std::string::npos || digits < 2 || name[digits] != '-') return false;
  const auto end = name.rfind('.');
  if (end == std::string::npos || end < digits) return false;
  const auto ending = name.substr(end);
  if (ending != ".pdf" && ending != ".html" && ending != ".txt") return false;
  const kind::Kind* const kind =
      template_set.kind_of_paper(std::string_view{name}.substr(digits + 1, end - digits - 1));
  return kind && (kind->name == set.cover || kind->name == set.tab ||
                  std::ranges::find(set.kinds, kind->name) != set.kinds.end());
}

}  // namespace

std::vector<std::string> old_papers(
    const std::string& folder,
    const kind::Set& set,
    const kind::TemplateSet& template_set,
    std::span<const std::string> made
) {
  std::vector<std::string> old;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator{folder, none}) {
    const std::string path = folder + '/' + entry.path().filename().string();
    if (std::ranges::find(made, path) != made.end()) continue;
    if (is_paper_of(set, template_set, entry.path().filename().string())) old.push_back(path);
  }
  std::ranges::sort(old);
  return old;
}

std::vector<std::string> take_away(
    std::span<const std::string> papers, const std::map<std::string, std::string, std::less<>>& read
) {
  std::vector<std::string> gone;
  for (const std::string& path : papers) {
    std::string bytes;
    if (files::read_whole(path, bytes) != 0) continue;
    const auto known = read.find(path);
    const bool is_read = known != read.end() && hash::sha256_hex(bytes) == known->second;
    const bool is_ours = is_own_packet(bytes) && !pdf::holds_answers(bytes);
    if ((is_read || is_ours) && ::unlink(path.c_str()) == 0) gone.push_back(path);
  }
  return gone;
}

}  // namespace engine::cli
