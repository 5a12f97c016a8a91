// What a template set holds, by its names.

#include "engine/kind/kind.hpp"

#include <algorithm>

namespace engine::kind {

std::vector<std::string_view> gaps_of(std::string_view words) {
  std::vector<std::string_view> names;
  for (auto open = words.find('{'); open != words.npos; open = words.find('{', open + 1)) {
    const auto close = words.find('}', open);
    if (close == words.npos) break;
    names.push_back(words.substr(open + 1, close - open - 1));
  }
  return names;
}

const Kind* TemplateSet::kind(std::string_view name) const {
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

const Kind* TemplateSet::kind_of_paper(std::string_view paper) const {
  const Kind* longest = nullptr;
  for (const Kind& each : kinds) {
    const bool fits = paper == each.name || paper.starts_with(each.name + '-');
    if (fits && (!longest || each.name.size() > longest->name.size())) longest = &each;
  }
  return longest;
}

const Kind* TemplateSet::report_of_run() const {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [](const Kind& k) {
    return k.of_run && !k.is_separator;
  });
  return found == kinds.end() ? nullptr : &*found;
}

const Set* TemplateSet::set(std::string_view name) const {
  const auto found =
      std::find_if(sets.begin(), sets.end(), [&](const Set& s) { return s.name == name; });
  return found == sets.end() ? nullptr : &*found;
}

const Kind* TemplateSet::separator() const {
  const auto found = std::ranges::find_if(kinds, &Kind::is_separator);
  return found == kinds.end() ? nullptr : &*found;
}

const Source* TemplateSet::file(std::string_view path) const {
  return files.find(path);
}

}  // namespace engine::kind
