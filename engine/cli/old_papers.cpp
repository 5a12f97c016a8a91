#include "engine/cli/old_papers.hpp"

#include "engine/cli/files.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <unistd.h>

namespace engine::cli {

namespace {

/// 07-medicines-allergies.pdf, 08-transfer-letter-office-2-es.pdf
struct NumberedName {
  std::size_t number = 0;
  const kind::Kind* kind = nullptr;  ///< nullptr: it is no name of a paper
};

NumberedName read_name(const kind::TemplateSet& template_set, std::string_view name) {
  const auto digits = name.find_first_not_of("0123456789");
  if (digits == name.npos || digits < 2 || digits > 4 || name[digits] != '-') return {};
  const auto end = name.rfind('.');
  if (end == name.npos || end < digits) return {};
  const auto ending = name.substr(end);
  if (ending != ".pdf" && ending != ".html" && ending != ".txt") return {};
  NumberedName read{.kind = template_set.kind_of_paper(name.substr(digits + 1, end - digits - 1))};
  std::from_chars(name.data(), name.data() + digits, read.number);
  return read;
}

bool is_of_another(
    const NumberedName& paper, const kind::Set& set, const kind::TemplateSet& template_set
) {
  return number_in(set, paper.kind->name) != paper.number &&
         std::ranges::any_of(template_set.sets, [&](const kind::Set& other) {
           return other.name != set.name && number_in(other, paper.kind->name) == paper.number;
         });
}

bool has(const kind::Set& set, const kind::Kind& kind) {
  return kind.name == set.tab || number_in(set, kind.name).has_value();
}

}  // namespace

OldPapers old_papers(
    const std::string& folder,
    const kind::Set& set,
    const kind::TemplateSet& template_set,
    std::span<const std::string> made
) {
  OldPapers old;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator{folder, none}) {
    const std::string name = entry.path().filename().string();
    const std::string path = folder + '/' + name;
    const NumberedName paper = read_name(template_set, name);
    if (!paper.kind || std::ranges::find(made, path) != made.end()) continue;
    if (is_of_another(paper, set, template_set)) {
      ++old.of_others;
    } else if (has(set, *paper.kind)) {
      old.of_set.push_back(path);
    }
  }
  std::ranges::sort(old.of_set);
  return old;
}

std::vector<std::string> take_away(
    std::span<const std::string> papers, const std::map<std::string, std::string, std::less<>>& read
) {
  std::vector<std::string> gone;
  for (const std::string& path : papers) {
    std::string bytes;
    if (files::read_ordinary(path, bytes) != 0) continue;
    const auto known = read.find(path);
    const bool is_read = known != read.end() && hash::sha256_hex(bytes) == known->second;
    const bool is_ours = is_own_packet(bytes) && !pdf::holds_answers(bytes);
    if ((is_read || is_ours) && ::unlink(path.c_str()) == 0) gone.push_back(path);
  }
  return gone;
}

}  // namespace engine::cli
