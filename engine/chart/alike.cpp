#include "engine/chart/alike.hpp"

#include "engine/base/fold.hpp"

#include <algorithm>

namespace engine::chart {

bool share_code(const Item& a, const Item& b) {
  return std::ranges::any_of(a.codes, [&](const Code& code) {
    return std::ranges::find(b.codes, code) != b.codes.end();
  });
}

Side side_in(std::string_view text) {
  const std::string small = lowered(text);
  Side side = Side::unsaid;
  for (const std::string_view word : words_of(small)) {
    const std::string said = folded(word);
    const bool is_left = said == "left" || said.starts_with("izquierd");
    const bool is_right = said == "right" || said.starts_with("derech");
    if (said == "bilateral" || said == "both" || said == "ambos" || said == "ambas")
      return Side::both;
    if (!is_left && !is_right) continue;
    const Side here = is_left ? Side::left : Side::right;
    if (side != Side::unsaid && side != here) return Side::both;
    side = here;
  }
  return side;
}

namespace {

const Code* code_of_list(const Item& item, std::string_view system) {
  const auto found = std::ranges::find(item.codes, system, &Code::system);
  return found == item.codes.end() ? nullptr : &*found;
}

/// Whether two names or sites share a word that tells a place: no side, and not what every part of
/// the body is called.
bool share_place(const std::string& a, const std::string& b) {
  constexpr std::string_view of_all[] = {
      "left", "right", "structure", "region", "part", "bilateral", "entire", "both", "of", "and"};
  const std::string small_a = lowered(a), small_b = lowered(b);
  const auto of_b = words_of(small_b);
  return std::ranges::any_of(words_of(small_a), [&](std::string_view word) {
    const std::string said = folded(word);
    return !said.empty() && std::ranges::find(of_all, said) == std::end(of_all) &&
           std::ranges::any_of(of_b, [&](std::string_view other) { return folded(other) == said; });
  });
}

/// One code may stand for two places of the body: a left and a right knee, a breast and a lung.
bool are_elsewhere(const Item& a, const Item& b) {
  const Side of_a = side_in(a.name), of_b = side_in(b.name);
  if (of_a != Side::unsaid && of_b != Side::unsaid && of_a != of_b) return true;
  const bool is_side_alone = of_a == of_b && of_a != Side::unsaid;
  return !a.site.empty() && !b.site.empty() && !is_side_alone && !share_place(a.site, b.site);
}

/// Somebody has one mother, and may have two brothers.
bool is_only_one(const std::string& relative) {
  constexpr std::string_view parents[] = {"mother", "father", "madre", "padre"};
  const auto words = words_of(relative);
  return !words.empty() && std::ranges::find(parents, words.back()) != std::end(parents);
}

bool are_one_relative(const Item& a, const Item& b) {
  if (folded(a.name) != folded(b.name) || folded(a.relative) != folded(b.relative)) return false;
  return a.age.empty() || b.age.empty() || a.age == b.age || is_only_one(lowered(a.relative));
}

}  // namespace

bool are_same(const Item& a, const Item& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Section::family) return are_one_relative(a, b);
  if (a.kind == Section::procedures && a.start != b.start) return false;
  if (a.kind == Section::medications) {
    const Code* of_a = code_of_list(a, "RxNorm");
    const Code* of_b = code_of_list(b, "RxNorm");
    if (of_a && of_b) return *of_a == *of_b;
  } else if (are_elsewhere(a, b)) {
    return false;
  } else if (share_code(a, b)) {
    return true;
  }
  return !a.name.empty() && folded(a.name) == folded(b.name);
}

}  // namespace engine::chart
