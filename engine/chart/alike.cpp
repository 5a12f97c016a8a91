#include "engine/chart/alike.hpp"

#include "engine/base/fold.hpp"
#include "engine/chart/work.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace engine::chart {

namespace {

/// Lists of headings: of bills, and of classes of medicines.
constexpr std::string_view lists_of_headings[] = {
    "ICD-10-CM",
    "ICD-10",
    "ICD-9-CM",
    "ICD-10-PCS",
    "CPT",
    "HCPCS",
    "CDT",
    "NDF-RT",
    "MED-RT",
    "ATC"};

/// Codes of SNOMED CT that stand for any problem, any operation or any substance.
constexpr std::string_view of_anything[] = {
    "55607006",  "64572001",  "404684003", "416471007", "248536006", "418799008", "363346000",
    "108369006", "417163006", "40733004",  "22253000",  "71388002",  "387713003", "86273004",
    "103693007", "363680008", "65801008",  "410942007", "105590001", "762766007", "255620007",
    "414285001", "419199007", "416098002", "373873005", "426232007", "418038007", "420134006"};

}  // namespace

bool tells_what_it_is(const Code& code) {
  const auto is_in = [](const auto& list, const std::string& word) {
    return std::ranges::find(list, word) != std::end(list);
  };
  return !is_in(lists_of_headings, code.system) && !is_in(of_anything, code.code);
}

bool is_going_on(const Item& item) {
  return item.status == "current" || item.status == "active";
}

bool overlap(Date a, Date b) {
  return a.first_day() <= b.last_day() && b.first_day() <= a.last_day();
}

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

/// The side in the name, or in one of the other words of the chart.
Side side_of(const Item& item) {
  Side side = side_in(item.name);
  // Those that say none are not asked again.
  for (std::size_t& i = item.asked.of_sides; side == Side::unsaid && i < item.also.size(); ++i) {
    count_work();
    side = side_in(item.also[i]);
    if (side != Side::unsaid) break;
  }
  return side;
}

/// One code may stand for two places of the body: a left and a right knee, a breast and a lung.
bool are_elsewhere(const Item& a, const Item& b) {
  const Side of_a = side_of(a), of_b = side_of(b);
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
  if (!are_alike(a.name, b.name) || !are_alike(a.relative, b.relative)) return false;
  if (!a.who.empty() && !b.who.empty() && !are_alike(a.who, b.who)) return false;
  return a.age.empty() || b.age.empty() || a.age == b.age || is_only_one(lowered(a.relative));
}

/// What codes say of two entries: that they are one thing, or two, or nothing.
enum class Verdict { nothing, one, two };

/// The first code of a list that tells what it is; of one kind the lists are asked in an order.
Verdict verdict_of_codes(const Item& a, const Item& b) {
  constexpr std::array<std::string_view, 3> lists{"RxNorm", "UNII", "SNOMED CT"};
  for (const std::string_view list : lists) {
    const Code* of_a = code_of_list(a, list);
    const Code* of_b = code_of_list(b, list);
    if (!of_a || !of_b || !tells_what_it_is(*of_a) || !tells_what_it_is(*of_b)) continue;
    return *of_a == *of_b ? Verdict::one : Verdict::two;
  }
  const bool share_any = std::ranges::any_of(a.codes, [&](const Code& code) {
    const bool is_decided = std::ranges::find(lists, code.system) != lists.end();
    return !is_decided && tells_what_it_is(code) &&
           std::ranges::find(b.codes, code) != b.codes.end();
  });
  return share_any ? Verdict::one : Verdict::nothing;
}

bool are_on_other_days(const Item& a, const Item& b) {
  if (a.kind == Section::procedures) return a.start != b.start;
  return a.kind == Section::devices && a.start && b.start && !overlap(*a.start, *b.start);
}

bool have_one_name(const Item& a, const Item& b) {
  return !a.name.empty() && are_alike(a.name, b.name);
}

}  // namespace

bool have_two_codes(const Item& a, const Item& b) {
  return verdict_of_codes(a, b) == Verdict::two;
}

bool are_apart_by_words(const Item& a, const Item& b) {
  if (a.kind != b.kind || a.also.empty() || b.also.empty() || !have_one_name(a, b)) return false;
  const Verdict verdict = verdict_of_codes(a, b);
  if (verdict == Verdict::one || (verdict == Verdict::nothing && !share_code(a, b))) return false;
  return std::ranges::none_of(a.also, [&](const std::string& one) {
    return std::ranges::any_of(b.also, [&](const std::string& other) {
      return are_alike(one, other);
    });
  });
}

namespace {

/// Codes of one illness begin alike: C61 and C18.9 are two. A 1 in place of a 2 behind the dot is
/// the right side in place of the left.
bool are_two_illnesses(const std::string& a, const std::string& b) {
  constexpr std::size_t heading = 3;
  if (a.substr(0, heading) != b.substr(0, heading)) return true;
  if (a.size() != b.size()) return false;
  const auto at = std::ranges::mismatch(a, b);
  const bool is_side =
      at.in1 != a.end() && (*at.in1 == '1' || *at.in1 == '2') && (*at.in2 == '1' || *at.in2 == '2');
  return is_side && std::equal(at.in1 + 1, a.end(), at.in2 + 1);
}

bool are_two_by(std::string_view list, const Item& a, const Item& b) {
  const Code* of_a = code_of_list(a, list);
  const Code* of_b = code_of_list(b, list);
  if (!of_a || !of_b) return false;
  const bool share_one = std::ranges::any_of(a.codes, [&](const Code& code) {
    return code.system == list && std::ranges::find(b.codes, code) != b.codes.end();
  });
  if (share_one) return false;
  return list == "ICD-10-CM" || list == "ICD-10" ? are_two_illnesses(of_a->code, of_b->code) : true;
}

}  // namespace

bool are_apart_by_codes(const Item& a, const Item& b) {
  if (a.kind != b.kind || !have_one_name(a, b)) return false;
  const auto are_two = [&](auto list) { return are_two_by(list, a, b); };
  if (a.kind == Section::problems) return are_two("ICD-10-CM") || are_two("ICD-10");
  constexpr std::array<std::string_view, 3> of_operations{"CPT", "HCPCS", "ICD-10-PCS"};
  return a.kind == Section::procedures && verdict_of_codes(a, b) != Verdict::one &&
         std::ranges::any_of(of_operations, are_two);
}

bool are_of_one_name(const Item& a, const Item& b) {
  return have_one_name(a, b) || verdict_of_codes(a, b) == Verdict::one;
}

bool are_same(const Item& a, const Item& b) {
  count_work();
  if (a.kind != b.kind) return false;
  // What is compared with everything before it, so that most pairs cost a letter or two.
  if (!are_alike(a.name, b.name) && !share_code(a, b)) return false;
  if (a.kind == Section::family) return are_one_relative(a, b);
  if (are_on_other_days(a, b)) return false;
  if (a.kind == Section::medications) {
    const Code* of_a = code_of_list(a, "RxNorm");
    const Code* of_b = code_of_list(b, "RxNorm");
    if (of_a && of_b) return *of_a == *of_b;
    return have_one_name(a, b);
  }
  if (are_elsewhere(a, b) || are_apart_by_codes(a, b)) return false;
  if (verdict_of_codes(a, b) == Verdict::one) return true;
  return have_one_name(a, b) && !are_apart_by_words(a, b);
}

bool may_be_one(const Item& a, const Item& b) {
  const bool has_headings =
      a.kind == Section::problems || a.kind == Section::allergies || a.kind == Section::procedures;
  // Of an operation one chart may have the month alone.
  const bool may_be_of_one_day = a.kind == Section::procedures
                                     ? a.start && b.start && overlap(*a.start, *b.start)
                                     : !are_on_other_days(a, b);
  return has_headings && a.kind == b.kind && share_code(a, b) && may_be_of_one_day &&
         !are_elsewhere(a, b) && !are_apart_by_codes(a, b) &&
         verdict_of_codes(a, b) != Verdict::two && !are_same(a, b);
}

}  // namespace engine::chart
