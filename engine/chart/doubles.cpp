// Entries that may be one thing, or that stand in another list than theirs: a person has to say.

#include "engine/chart/alike.hpp"
#include "engine/chart/kin.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace engine::chart {

namespace {

/// Whether two names have a word in common that tells something.
bool share_word(const std::string& a, const std::string& b) {
  constexpr std::size_t shortest = 4;
  constexpr std::string_view of_forms[] = {
      "oral",     "tablet",     "tablets",    "capsule",    "capsules", "injectable", "injection",
      "solution", "suspension", "topical",    "cream",      "ointment", "product",    "pill",
      "extended", "release",    "ophthalmic", "sublingual", "spray",    "delayed",    "chewable"};
  const std::string small_a = lowered(a), small_b = lowered(b);
  const auto of_b = words_of(small_b);
  return std::ranges::any_of(words_of(small_a), [&](std::string_view word) {
    return word.size() >= shortest && std::ranges::find(of_b, word) != of_b.end() &&
           std::ranges::find(of_forms, word) == std::end(of_forms);
  });
}

std::vector<std::string> names_of(const Item& item) {
  std::vector<std::string> names{item.name};
  names.insert(names.end(), item.also.begin(), item.also.end());
  return names;
}

/// Some systems point from one operation to the words of another: those are no spelling of it.
void tell_names_of_others(std::vector<Item>& items) {
  Places by_words;
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (const std::string& words : names_of(items[i])) by_words.add(words, i);
  }
  for (Item& item : items) {
    const auto is_of_another = [&](const std::string& words) {
      if (share_word(words, item.name)) return false;
      std::set<std::size_t> places;
      by_words.add_to(places, words);
      return std::ranges::any_of(places, [&](std::size_t place) {
        const Item& other = items[place];
        const bool is_its_name = are_alike(other.name, words) ||
                                 (share_word(words, other.name) &&
                                  std::ranges::find(other.also, words) != other.also.end());
        return &other != &item && other.kind == item.kind && is_its_name && !other.codes.empty() &&
               !item.codes.empty() && !share_code(item, other);
      });
    };
    for (const std::string& words : item.also) {
      if (is_of_another(words)) item.doubt("words-of-another", words);
    }
    if (std::erase_if(item.also, is_of_another) > 0) item.asked = {};
  }
}

/// Two entries of one name that are two: each is called by its own words.
void call_apart(std::vector<Item>& items) {
  const Kin kin{items};
  std::vector<Item*> of_one_name;
  for (Item& item : items) {
    if (item.also.empty()) continue;
    const bool is_apart = std::ranges::any_of(kin.of(item), [&](std::size_t other) {
      return &items[other] != &item && are_apart_by_words(item, items[other]);
    });
    if (is_apart) of_one_name.push_back(&item);
  }
  for (Item* item : of_one_name) {
    std::swap(item->name, item->also.front());
    item->asked = {};
  }
}

/// Two entries of one name with codes of two things: told beside each.
void tell_other_codes(std::vector<Item>& items) {
  const auto codes_of = [](const Item& item) {
    std::string codes;
    for (const Code& code : item.codes)
      codes += (codes.empty() ? "" : ", ") + code.system + ' ' + code.code;
    return codes;
  };
  const Kin kin{items};
  for (Item& item : items) {
    for (const std::size_t place : kin.of(item)) {
      const Item& other = items[place];
      if (&item == &other || !are_apart_by_codes(item, other)) continue;
      item.doubt("other-code", codes_of(item) + '\n' + codes_of(other));
    }
  }
}

/// Entries that are filed under one heading and may be one: told once, beside the first.
void tell_may_be_one(std::vector<Item>& items) {
  const Kin kin{items};
  std::vector<bool> is_told(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (is_told[i]) continue;
    std::string others;
    for (const std::size_t j : kin.of(items[i])) {
      if (j <= i || !may_be_one(items[i], items[j])) continue;
      is_told[j] = true;
      others += (others.empty() ? "" : "; ") + items[j].name;
    }
    if (!others.empty()) items[i].doubt("may-be-one", std::move(others));
  }
}

/// A name as far as it tells one from another.
std::string bare_name(const Item& item) {
  return item.kind == Section::allergies ? without_word_for_allergy(item.name) : folded(item.name);
}

std::string beginning_of(const std::string& name) {
  return name.substr(0, name.find(' '));
}

/// A name that has its brand in brackets: "apixaban 5 MG Oral Tablet [Eliquis]".
struct Branded {
  std::string plain, brand;
};
std::optional<Branded> branded(const std::string& name) {
  const auto bracket = name.rfind(" [");
  if (bracket == name.npos || !name.ends_with(']')) return std::nullopt;
  return Branded{name.substr(0, bracket), name.substr(bracket + 2, name.size() - bracket - 3)};
}

/// Whether two medicines are one by such a name: it is apixaban 5 MG Oral Tablet, and Eliquis 5 mg.
bool are_of_one_brand(const Item& a, const Item& b) {
  for (const std::string& name : names_of(a)) {
    const auto of_brand = branded(name);
    if (!of_brand) continue;
    const auto is_it = [&](const std::string& other) {
      return are_alike(of_brand->plain, other) ||
             (are_alike(of_brand->brand, beginning_of(other)) && !numbers_differ(name, other));
    };
    if (std::ranges::any_of(names_of(b), is_it)) return true;
  }
  return false;
}

bool is_taken_or_had(const Item& item) {
  return (item.kind == Section::allergies || item.kind == Section::medications) &&
         is_going_on(item);
}

/// Entries by all that another one may go by.
class Names {
 public:
  explicit Names(const std::vector<Item>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!is_taken_or_had(items[i])) continue;
      bare_.add(bare_name(items[i]), i);
      for (const std::string& name : names_of(items[i])) {
        whole_.add(name, i);
        first_.add(beginning_of(name), i);
        if (const auto of_brand = branded(name)) {
          plain_.add(of_brand->plain, i);
          brand_.add(of_brand->brand, i);
        }
      }
    }
  }
  std::set<std::size_t> near(const Item& item) const {
    std::set<std::size_t> all;
    bare_.add_to(all, bare_name(item));
    for (const std::string& name : names_of(item)) {
      whole_.add_to(all, name);
      plain_.add_to(all, name);
      brand_.add_to(all, beginning_of(name));
      if (const auto of_brand = branded(name)) {
        whole_.add_to(all, of_brand->plain);
        first_.add_to(all, of_brand->brand);
      }
    }
    return all;
  }

 private:
  Places bare_, whole_, first_, plain_, brand_;
};

/// Two entries of which one goes by a name of the other, and nothing else says that they are one:
/// told once.
void tell_names_alike(std::vector<Item>& items) {
  const auto goes_by = [](const Item& a, const Item& b) {
    return std::ranges::any_of(a.also, [&](const std::string& name) {
      return are_alike(name, b.name);
    });
  };
  const Names names{items};
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is_taken_or_had(items[i])) continue;
    for (const std::size_t j : names.near(items[i])) {
      Item &a = items[i], &b = items[j];
      if (j <= i || a.kind != b.kind || a.name.empty() || b.name.empty()) continue;
      if (goes_by(a, b) || goes_by(b, a) ||
          (bare_name(a) == bare_name(b) && !are_alike(a.name, b.name)))
        a.doubt(have_two_codes(a, b) ? "names-alike-two-codes" : "names-alike", b.name);
      else if (a.kind == Section::medications && (are_of_one_brand(a, b) || are_of_one_brand(b, a)))
        a.doubt("same-medicine", b.name);
    }
  }
}

/// What by its name or its code is an illness of the family, or a reason for a visit, and stands
/// among the health problems as one that goes on.
void tell_no_illnesses(std::vector<Item>& items) {
  constexpr std::string_view of_family[] = {
      "family history", "fh: ", "fhx", "antecedente familiar", "antecedentes familiares"};
  constexpr std::string_view of_visits[] = {
      "encounter for ", "screening for ", "need for ", "examination for "};
  constexpr std::string_view codes_of_family[] = {"Z80", "Z81", "Z82", "Z83", "Z84"};
  constexpr std::string_view codes_of_visits[] = {"Z00", "Z01", "Z02", "Z11", "Z12", "Z13", "Z23"};
  for (Item& item : items) {
    if (item.kind != Section::problems || !is_going_on(item)) continue;
    const std::string name = lowered(item.name);
    const auto icd = std::ranges::find(item.codes, "ICD-10-CM", &Code::system);
    const std::string code = icd == item.codes.end() ? "" : icd->code;
    const auto is_one = [&](const auto& words, const auto& codes) {
      return std::ranges::any_of(words, [&](auto one) { return name.starts_with(one); }) ||
             std::ranges::any_of(codes, [&](auto one) { return code.starts_with(one); });
    };
    if (is_one(of_family, codes_of_family))
      item.doubt("of-the-family");
    else if (is_one(of_visits, codes_of_visits))
      item.doubt("reason-for-visit");
  }
}

/// An allergy that stands among the health problems, and in no list of allergies.
void tell_misplaced_allergies(std::vector<Item>& items) {
  constexpr std::string_view words[] = {
      "allergy to ", "allergic to ", "alergia a", "allergy status"};
  std::vector<std::string> allergies;
  for (const Item& item : items) {
    if (item.kind == Section::allergies) allergies.push_back(without_word_for_allergy(item.name));
  }
  for (Item& item : items) {
    if (item.kind != Section::problems || !is_going_on(item)) continue;
    const std::string name = lowered(item.name);
    const bool is_named =
        std::ranges::any_of(words, [&](auto one) { return name.starts_with(one); });
    const bool is_coded = std::ranges::any_of(item.codes, [](const Code& code) {
      return code.system == "ICD-10-CM" &&
             (code.code.starts_with("Z88") || code.code.starts_with("Z91.0"));
    });
    if (!is_named && !is_coded) continue;
    const std::string bare = without_word_for_allergy(item.name);
    const bool is_listed = std::ranges::any_of(allergies, [&](const std::string& other) {
      return !other.empty() && bare.starts_with(other);
    });
    if (!is_listed) item.doubt("is-an-allergy");
  }
}

}  // namespace

void tell_doubles(std::vector<Item>& items) {
  tell_names_of_others(items);
  call_apart(items);
  tell_other_codes(items);
  tell_may_be_one(items);
  tell_names_alike(items);
  tell_misplaced_allergies(items);
  tell_no_illnesses(items);
}

}  // namespace engine::chart
