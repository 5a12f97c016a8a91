// Whether charts are of one person, and what they say of that person together.

#include "engine/base/fold.hpp"
#include "engine/chart/line_words.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/messages.hpp"
#include "engine/chart/standing.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <functional>

namespace engine::chart {

namespace {

using NameParts = std::vector<std::string>;

/// A name as far as it tells one from another: small letters, no title, no "de la" of a family.
struct OwnWords {
  NameParts given, family;
  bool is_text = false;  ///< nothing says which word is which: all of them are in both
};

bool is_title(const std::string& word) {
  constexpr std::string_view titles[] = {
      "mr",
      "mrs",
      "ms",
      "miss",
      "mx",
      "dr",
      "dra",
      "prof",
      "rev",
      "sr",
      "sra",
      "srta",
      "jr",
      "ii",
      "iii",
      "iv",
      "md",
      "phd",
      "rn"};
  return std::ranges::find(titles, word) != std::end(titles);
}

/// What tells a father from his son, behind a name: "Sr.", "Jr.", "III"; "Sr." before one is a
/// mister.
std::string generation_of(const PersonName& name) {
  constexpr std::string_view all[] = {"sr", "jr", "ii", "iii", "iv"};
  constexpr std::pair<std::string_view, std::string_view> written[] = {
      {"senior", "sr"}, {"junior", "jr"}, {"2nd", "ii"}, {"3rd", "iii"}, {"4th", "iv"}};
  const auto words = words_of(name.text);
  std::vector<std::string> behind = name.suffix;
  if (words.size() > 1) behind.emplace_back(words.back());
  for (const std::string& word : behind) {
    std::string said = folded(word);
    for (const auto& [in_full, brief] : written) {
      if (said == in_full) said = brief;
    }
    if (std::ranges::find(all, said) != std::end(all)) return said;
  }
  return {};
}

bool is_particle(const std::string& word) {
  constexpr std::string_view particles[] = {
      "de", "del", "la", "las", "los", "van", "von", "der", "y", "e"};
  return std::ranges::find(particles, word) != std::end(particles);
}

NameParts parts_of(std::string_view text) {
  std::string parted = lowered(text);
  std::ranges::replace(parted, '-', ' ');
  NameParts parts;
  for (const std::string_view word : words_of(parted)) {
    std::string part = folded(word);
    if (!part.empty() && !is_title(part)) parts.push_back(std::move(part));
  }
  return parts;
}

/// Without particles, but where a name is nothing else: Van is a family name, too.
NameParts family_in(NameParts parts) {
  if (!std::ranges::all_of(parts, is_particle)) std::erase_if(parts, is_particle);
  return parts;
}

OwnWords own_words_of(const PersonName& name) {
  OwnWords own;
  own.is_text = !name.text.empty();
  if (own.is_text) {
    const NameParts all = parts_of(name.text);
    if (all.size() > 1) own.given = all;
    own.family = family_in(all);
    return own;
  }
  for (const std::string& given : name.given) {
    NameParts parts = parts_of(given);
    own.given.insert(own.given.end(), parts.begin(), parts.end());
  }
  own.family = family_in(parts_of(name.family));
  return own;
}

bool has(const NameParts& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

/// One given name, written out or as its first letter.
bool is_one_given(const std::string& a, const std::string& b) {
  return a == b || ((a.size() == 1 || b.size() == 1) && a.front() == b.front());
}

/// María Isabel and María Rosa: each has a second name that the other has not.
bool have_other_middles(const OwnWords& a, const OwnWords& b) {
  if (a.is_text || b.is_text || a.given.size() < 2 || b.given.size() < 2) return false;
  const std::string &of_a = a.given[1], &of_b = b.given[1];
  return !is_one_given(of_a, of_b) && !has(a.given, of_b) && !has(b.given, of_a);
}

/// The name somebody goes by is the first, or one behind it: one of the two has to be in both.
bool share_given(const OwnWords& a, const OwnWords& b) {
  if (a.given.empty() || b.given.empty()) return true;
  if (have_other_middles(a, b)) return false;
  const std::string &of_a = a.given.front(), &of_b = b.given.front();
  return has(a.given, of_b) || has(b.given, of_a) || is_one_given(of_a, of_b);
}

bool share_family(const OwnWords& a, const OwnWords& b) {
  if (a.family.empty() || b.family.empty()) return !a.given.empty() && !b.given.empty();
  const auto is_of_b = [&](const std::string& word) {
    return has(b.family, word) || (a.given.empty() && a.is_text && has(b.given, word));
  };
  const auto common = std::ranges::count_if(a.family, is_of_b);
  const bool is_unparted = a.is_text && b.is_text && a.family.size() > 1 && b.family.size() > 1;
  return common >= (is_unparted ? 2 : 1);
}

bool is_of_giver(const Person& person, const std::string& giver) {
  return std::ranges::find(person.marks, giver, &Person::Mark::giver) != person.marks.end();
}

/// One office may have given somebody two numbers: one of them in common is enough.
bool have_one_number(const Person& a, const Person& b, const std::string& giver) {
  return std::ranges::any_of(a.marks, [&](const Person::Mark& mark) {
    return mark.giver == giver && std::ranges::find(b.marks, mark) != b.marks.end();
  });
}

/// Whether something beside name and birth date says that two charts are of two people.
bool speak_against(const Person& a, const Person& b) {
  if (!a.sex.empty() && !b.sex.empty() && a.sex != b.sex) return true;
  return std::ranges::any_of(b.marks, [&](const Person::Mark& mark) {
    return is_of_giver(a, mark.giver) && !have_one_number(a, b, mark.giver);
  });
}

/// Whether each has a word behind the name, and none of them is one.
bool are_of_two_generations(const Person& a, const Person& b) {
  const auto all_of = [](const Person& person) {
    NameParts all;
    for (const PersonName& name : person.names) {
      if (std::string one = generation_of(name); !one.empty()) all.push_back(std::move(one));
    }
    return all;
  };
  const NameParts of_a = all_of(a), of_b = all_of(b);
  return !of_a.empty() && !of_b.empty() &&
         std::ranges::none_of(of_a, [&](const std::string& one) { return has(of_b, one); });
}

/// People marry: who has one birth date, to the day, and one given name may have two family names.
bool are_named_alike(const Person& a, const Person& b, bool is_one_birthday) {
  const bool may_have_married = is_one_birthday && !speak_against(a, b);
  return std::ranges::any_of(a.names, [&](const PersonName& name) {
    const OwnWords one = own_words_of(name);
    return std::ranges::any_of(b.names, [&](const PersonName& other_name) {
      const OwnWords other = own_words_of(other_name);
      if (!share_given(one, other)) return false;
      const bool says_given =
          !one.given.empty() && !other.given.empty() && !(one.is_text && other.is_text);
      return share_family(one, other) || (may_have_married && says_given);
    });
  });
}

bool are_one(const Person& a, const Person& b) {
  const bool both_born = a.born && b.born && a.born_is_evidence && b.born_is_evidence;
  const bool born_alike = both_born && a.born->first_day() <= b.born->last_day() &&
                          b.born->first_day() <= a.born->last_day();
  if (both_born && !born_alike) return false;
  if (!born_alike && (speak_against(a, b) || are_of_two_generations(a, b))) return false;
  if (a.names.empty() || b.names.empty()) return true;
  return are_named_alike(a, b, born_alike && a.born->is_whole() && b.born->is_whole());
}

std::string label_of(const Person& person) {
  std::string words = person.names.empty() ? "" : person.names.front().whole();
  if (person.born) words += (words.empty() ? "" : ", ") + person.born->iso();
  return words.empty() ? "?" : words;
}

}  // namespace

bool is_one_person(const Chart& chart, const std::optional<TypedPerson>& typed, Diagnostics& out) {
  std::vector<std::pair<const Person*, std::string_view>> people;
  if (typed) people.emplace_back(&typed->person, typed->file);
  for (const Person& person : chart.people)
    people.emplace_back(&person, chart.sources[person.source].file);
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& [one, file] = people[j];
      const auto& [other, other_file] = people[i];
      if (are_one(*one, *other)) continue;
      std::string one_at_a_time =
          file == other_file ? "both are in one file: ask the office for a file of each person"
                             : "give the charts of one person at a time: the first is in " +
                                   in_quotes(file) + ", the second in " + in_quotes(other_file);
      out.error(
          messages::two_people(
              engine::quoted_value(label_of(*one)), engine::quoted_value(label_of(*other))
          ),
          {},
          {std::move(one_at_a_time),
           "for many people put what each has into a folder or a zip, and give the folder of all "
           "with --each"}
      );
      return false;
    }
  }
  return true;
}

namespace {

/// The words of a name in no order: "VEGA,ROSA" is Rosa Vega.
NameParts key_of(const PersonName& name) {
  const OwnWords own = own_words_of(name);
  NameParts words = own.family;
  if (!own.is_text) words.insert(words.end(), own.given.begin(), own.given.end());
  if (std::string generation = generation_of(name); !generation.empty())
    words.push_back(std::move(generation));
  std::ranges::sort(words);
  return words;
}

bool has_name(const Person& person, const PersonName& name) {
  return std::ranges::any_of(person.names, [&](const PersonName& known) {
    return key_of(known) == key_of(name);
  });
}

/// Whether each word of one name is one of another, or the first letter of it.
bool are_words_of(const NameParts& words, const NameParts& others) {
  return std::ranges::all_of(words, [&](const std::string& word) {
    return std::ranges::any_of(others, [&](const std::string& other) {
      return other == word || (word.size() == 1 && other.starts_with(word)) ||
             (other.size() == 1 && word.starts_with(other));
    });
  });
}

/// Whether one name has all words of another: with a name in the middle, with its first letter, and
/// without.
bool is_part_of_another(const PersonName& name, const Person& person) {
  const NameParts words = key_of(name);
  return std::ranges::any_of(person.names, [&](const PersonName& known) {
    const NameParts other = key_of(known);
    return are_words_of(words, other) || are_words_of(other, words);
  });
}

/// The charts' words for the person by their days, the newest first; in the order of the files
/// where these do not tell.
std::vector<Person> by_day(const Chart& chart) {
  std::vector<Person> people = chart.people;
  std::ranges::stable_sort(people, std::greater{}, [&](const Person& person) {
    const auto& date = chart.sources[person.source].date;
    return date ? date->last_day() : Date{};
  });
  return people;
}

/// A home that an older chart has beside that of a newer one is where somebody lived before.
void set_aside(Address& address, const Person& known, const Person& person, Chart& chart) {
  const bool has_home =
      std::ranges::find(known.addresses, "home", &Address::use) != known.addresses.end();
  const Origin& source = chart.sources[person.source];
  if (address.use != "home" || !has_home ||
      !is_newer(chart.sources[known.source].day(), source.day()))
    return;
  address.use = "old";
  std::string line;
  for (const std::string& words : address.lines) line += (line.empty() ? "" : ", ") + words;
  line += (line.empty() ? "" : ", ") + address.city;
  chart.check.push_back({source.file, "older-address", std::move(line)});
}

/// A home phone that an older chart has beside that of a newer one is told, and not taken.
bool is_of_before(const Telecom& telecom, const Person& known, const Person& person, Chart& chart) {
  const auto is_of_home = [](const Telecom& one) {
    return one.system == "phone" && one.use == "home";
  };
  const Origin& source = chart.sources[person.source];
  if (!is_of_home(telecom) || std::ranges::none_of(known.telecoms, is_of_home) ||
      !is_newer(chart.sources[known.source].day(), source.day()))
    return false;
  chart.check.push_back({source.file, "older-phone", telecom.value});
  return true;
}

/// What a chart has otherwise than those before it, and was yet taken as of the same person.
void tell_differences(Chart& chart, const Person& known, const Person& person) {
  const std::string& file = chart.sources[person.source].file;
  if (!known.names.empty() && !person.names.empty() && !has_name(known, person.names.front()))
    chart.check.push_back({file, "other-name", person.names.front().whole()});
  if (speak_against(known, person)) chart.check.push_back({file, "other-marks", ""});
}

}  // namespace

std::optional<Person> person_of(Chart& chart) {
  std::optional<Person> all;
  const auto people = by_day(chart);
  for (const Person& person : people) {
    if (!all) {
      all = person;
      continue;
    }
    // The first entry stands for all.
    chart.merge(std::max(all->entry, person.entry));
    take_in_beside(
        chart.found[std::min(all->entry, person.entry)],
        chart.found[std::max(all->entry, person.entry)]
    );
    all->entry = std::min(all->entry, person.entry);
    tell_differences(chart, *all, person);
    if (all->sex.empty()) all->sex = person.sex;
    all->marks.insert(all->marks.end(), person.marks.begin(), person.marks.end());
    if (!all->born || (!all->born_is_evidence && person.born)) all->born = person.born;
    for (PersonName name : person.names) {
      if (has_name(*all, name)) continue;
      name.use = all->names.empty() ? "official" : is_part_of_another(name, *all) ? "usual" : "old";
      all->names.push_back(std::move(name));
    }
    for (Address address : person.addresses) {
      const bool is_again = std::ranges::any_of(all->addresses, [&](const Address& known) {
        return are_alike(
            known.postal_code + (known.lines.empty() ? "" : known.lines.front()),
            address.postal_code + (address.lines.empty() ? "" : address.lines.front())
        );
      });
      if (is_again) continue;
      set_aside(address, *all, person, chart);
      all->addresses.push_back(std::move(address));
    }
    for (const Telecom& telecom : person.telecoms) {
      const bool is_again = std::ranges::any_of(all->telecoms, [&](const Telecom& known) {
        return are_alike(known.value, telecom.value);
      });
      if (!is_again && !is_of_before(telecom, *all, person, chart))
        all->telecoms.push_back(telecom);
    }
    for (const auto& number : person.numbers) {
      const bool is_again = std::ranges::any_of(all->numbers, [&](const Person::Number& known) {
        return known.value == number.value;
      });
      if (!is_again) all->numbers.push_back(number);
    }
    if (!all->language.empty() && !person.language.empty() && all->language != person.language)
      chart.check.push_back({chart.sources[person.source].file, "other-language", person.language});
    if (all->interpreter.empty()) all->interpreter = person.interpreter;
    if (all->language.empty()) {
      all->language = person.language;
      all->is_spoken_alone = person.is_spoken_alone;
    }
  }
  return all;
}

}  // namespace engine::chart
