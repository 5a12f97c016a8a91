// Two names of one entry that disagree: in a stage or a type, in a word and its opposite, in what
// was cut or inflamed, in a part of the body. Names that say the same in other words are none.

#include "engine/base/fold.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace engine::chart {

namespace {

using NameWords = std::vector<std::string>;

/// The words of a name in small letters, without signs.
NameWords words_of_name(std::string_view name) {
  std::string small = lowered(name);
  std::ranges::replace_if(
      small,
      [](char c) { return !is_letter(c) && !is_digit(c) && static_cast<unsigned char>(c) < 0x80; },
      ' '
  );
  NameWords all;
  for (const std::string_view word : words_of(small)) all.emplace_back(word);
  return all;
}

bool stands_among(std::string_view word, std::span<const std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

/// "iiib" is 3b, and "second" 2; empty for what is no step.
std::string step_of(const std::string& word) {
  constexpr std::pair<std::string_view, std::string_view> written[] = {
      {"i", "1"},
      {"ii", "2"},
      {"iii", "3"},
      {"iv", "4"},
      {"v", "5"},
      {"one", "1"},
      {"two", "2"},
      {"three", "3"},
      {"four", "4"},
      {"first", "1"},
      {"1st", "1"},
      {"second", "2"},
      {"2nd", "2"},
      {"third", "3"},
      {"3rd", "3"},
      {"fourth", "4"}};
  const auto step = [&](std::string_view part) {
    const auto* const known =
        std::ranges::find(written, part, &std::pair<std::string_view, std::string_view>::first);
    return known == std::end(written) ? std::string{} : std::string{known->second};
  };
  if (word.empty()) return {};
  if (std::string known = step(word); !known.empty()) return known;
  if (word.size() == 1) return word;
  constexpr std::size_t longest = 3;
  if (is_digit(word.front())) return word.size() <= longest ? word : "";
  const std::string part = step(std::string_view{word}.substr(0, word.size() - 1));
  const char last = word.back();
  return part.empty() || last < 'a' || last > 'c' ? "" : part + last;
}

/// What stands behind a word that asks for a step or a letter, by the word.
std::map<std::string, std::set<std::string>> steps_in(const NameWords& words) {
  constexpr std::string_view before[] = {
      "stage",
      "grade",
      "type",
      "class",
      "group",
      "factor",
      "level",
      "phase",
      "tipo",
      "etapa",
      "grado",
      "clase",
      "hepatitis",
      "influenza",
      "vitamin",
      "hiv"};
  constexpr std::string_view behind[] = {"degree", "trimester", "grado"};
  std::map<std::string, std::set<std::string>> all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 < words.size() && stands_among(words[i], before)) {
      if (std::string step = step_of(words[i + 1]); !step.empty())
        all[words[i]].insert(std::move(step));
    }
    if (i > 0 && stands_among(words[i], behind)) {
      if (std::string step = step_of(words[i - 1]); !step.empty())
        all[words[i]].insert(std::move(step));
    }
  }
  return all;
}

/// 3 and 3b are one step, told less and more closely.
bool steps_differ(const NameWords& a, const NameWords& b) {
  const auto of_a = steps_in(a), of_b = steps_in(b);
  return std::ranges::any_of(of_a, [&](const auto& one) {
    const auto other = of_b.find(one.first);
    if (other == of_b.end()) return false;
    return std::ranges::none_of(one.second, [&](const std::string& step) {
      return std::ranges::any_of(other->second, [&](const std::string& known) {
        return step.starts_with(known) || known.starts_with(step);
      });
    });
  });
}

/// Whether each name has words of a group, and none of them in common.
template <typename Groups>
bool are_apart(const std::set<Groups>& a, const std::set<Groups>& b) {
  return !a.empty() && !b.empty() &&
         std::ranges::none_of(a, [&](const Groups& one) { return b.contains(one); });
}

/// "Acute" and "chronic", "with" and "without".
bool are_opposites(const NameWords& a, const NameWords& b) {
  static const std::vector<std::vector<std::string_view>> groups{
      {"acute", "chronic"},
      {"benign", "malignant"},
      {"mild", "moderate", "severe"},
      {"upper", "lower"},
      {"primary", "secondary"},
      {"systolic", "diastolic"},
      {"total", "partial"},
      {"with", "without"},
      {"aguda", "crónica"},
      {"agudo", "crónico"},
      {"benigno", "maligno"},
      {"con", "sin"}};
  for (const auto& group : groups) {
    std::set<std::string_view> of_a, of_b;
    for (const std::string_view word : group) {
      if (std::ranges::find(a, word) != a.end()) of_a.insert(word);
      if (std::ranges::find(b, word) != b.end()) of_b.insert(word);
    }
    if (are_apart(of_a, of_b)) return true;
  }
  const auto turned = [](const NameWords& low, const NameWords& high) {
    constexpr std::string_view hypo = "hypo", hyper = "hyper";
    return std::ranges::any_of(low, [&](const std::string& word) {
      if (!word.starts_with(hypo)) return false;
      const std::string other = std::string{hyper} + word.substr(hypo.size());
      return std::ranges::find(high, other) != high.end() &&
             std::ranges::find(high, word) == high.end();
    });
  };
  return turned(a, b) || turned(b, a);
}

/// What was done or what is ill, by one word: appendectomy, pancreatitis.
std::vector<std::string> heads_in(const NameWords& words) {
  constexpr std::string_view ends[] = {
      "ectomy",
      "otomy",
      "ostomy",
      "oscopy",
      "plasty",
      "centesis",
      "graphy",
      "itis",
      "oma",
      "pathy",
      "emia",
      "algia",
      "penia",
      "osis"};
  constexpr std::string_view of_many[] = {
      "endoscopy",
      "laparoscopy",
      "laparotomy",
      "lumpectomy",
      "diagnosis",
      "prognosis",
      "coma",
      "stoma"};
  std::vector<std::string> all;
  for (const std::string& word : words) {
    const bool is_head = std::ranges::any_of(ends, [&](auto end) { return word.ends_with(end); });
    if (is_head && !stands_among(word, of_many)) all.push_back(word);
  }
  return all;
}

/// "Arthritis" and "osteoarthritis", "dyslipidemia" and "hyperlipidemia".
bool may_be_one_head(const std::string& a, const std::string& b) {
  constexpr std::size_t least_before = 5, least_behind = 8;
  const auto before = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const auto behind = static_cast<std::size_t>(
      std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin()
  );
  return a.find(b) != a.npos || b.find(a) != b.npos || before >= least_before ||
         behind >= least_behind;
}

bool heads_differ(const NameWords& a, const NameWords& b) {
  const auto of_a = heads_in(a), of_b = heads_in(b);
  return !of_a.empty() && !of_b.empty() && std::ranges::none_of(of_a, [&](const std::string& one) {
    return std::ranges::any_of(of_b, [&](const std::string& other) {
      return may_be_one_head(one, other);
    });
  });
}

/// Parts of the body, each in the words that mean it, by how they begin.
std::set<std::size_t> parts_in(const NameWords& words) {
  static const std::vector<std::vector<std::string_view>> parts{
      {"breast", "mamma", "mastect"},
      {"colon", "cecum", "bowel", "intestin", "rect", "sigmoid", "colect", "gastroint"},
      {"prostat"},
      {"lung", "pulmon", "bronch"},
      {"kidney", "renal", "nephr"},
      {"liver", "hepat"},
      {"heart", "cardi", "coronar", "myocard"},
      {"stomach", "gastr"},
      {"brain", "cerebr", "intracran"},
      {"pancrea"},
      {"thyroid"},
      {"ovar"},
      {"uter", "endometr", "cervix"},
      {"bladder"},
      {"gallbladder", "cholecyst", "bile", "biliar"},
      {"skin", "dermat", "cutane"},
      {"knee"},
      {"hip"},
      {"shoulder"},
      {"ankle"},
      {"wrist"},
      {"elbow"},
      {"femur", "femoral"},
      {"tibia"},
      {"humer"}};
  std::set<std::size_t> all;
  for (const std::string& word : words) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool is_it =
          std::ranges::any_of(parts[i], [&](auto begin) { return word.starts_with(begin); });
      if (is_it) all.insert(i);
    }
  }
  return all;
}

/// What is ill, by the words that people and lists of codes have for it. Of a cancer no name leaves
/// that out.
std::set<std::size_t> illnesses_in(const NameWords& words) {
  static const std::vector<std::vector<std::string_view>> illnesses{
      {"cancer",
       "neoplas",
       "carcinom",
       "adenocarcinom",
       "malignan",
       "lymphom",
       "leukemi",
       "sarcom",
       "melanom",
       "myelom",
       "tumor",
       "metasta",
       "cáncer"},
      {"pneumon", "neumon"},
      {"diabet"},
      {"asthma", "asma"},
      {"hypertens", "hipertens"},
      {"depress", "depres"},
      {"stroke", "cerebrovascul"},
      {"epilep", "seizure", "convuls"},
      {"gout", "gota"},
      {"migrain", "migrañ"},
      {"anemi", "anaemi"},
      {"dementia", "alzheimer", "demencia"},
      {"fracture", "fractura"},
      {"hernia"},
      {"glaucom"},
      {"cataract", "catarat"},
      {"obes"},
      {"psoria"},
      {"influenza", "flu", "gripe"}};
  std::set<std::size_t> all;
  for (const std::string& word : words) {
    for (std::size_t i = 0; i < illnesses.size(); ++i) {
      const bool is_it =
          std::ranges::any_of(illnesses[i], [&](auto begin) { return word.starts_with(begin); });
      if (is_it) all.insert(i);
    }
  }
  return all;
}

/// Whether a medicine is let out slowly.
bool is_slow(const NameWords& words) {
  constexpr std::string_view alone[] = {"er", "xr", "xl", "sr", "extended", "sustained"};
  return std::ranges::any_of(words, [&](const std::string& word) {
    return stands_among(word, alone);
  });
}

}  // namespace

bool may_be_two(Section kind, std::string_view name, std::string_view other) {
  const NameWords a = words_of_name(name), b = words_of_name(other);
  if (kind == Section::medications) return is_slow(b) && !is_slow(a);
  if (kind == Section::allergies) return are_two_medicines(name, other);
  return steps_differ(a, b) || are_opposites(a, b) || heads_differ(a, b) ||
         are_apart(parts_in(a), parts_in(b)) || are_apart(illnesses_in(a), illnesses_in(b));
}

}  // namespace engine::chart
