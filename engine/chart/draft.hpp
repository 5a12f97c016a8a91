#pragma once

// The draft: what was found, as a case. Knows no format of charts.

#include "engine/chart/chart.hpp"
#include "engine/chart/found.hpp"

namespace engine::chart {

/// What the sources of a chart are called in the case, by their numbers.
using SourceIds = std::vector<std::string>;

/// All that a draft is made of, merged and chosen.
struct Facts {
  Date as_of;
  std::vector<Origin> sources;
  SourceIds source_ids;
  std::optional<Person> person;
  std::vector<Provider> providers;
  std::vector<Contact> contacts;
  std::vector<Coverage> coverages;
  std::vector<Item> items;
  std::vector<Item> met;  ///< those that a case has already, of which a chart has a doubt
  Statement problems, medications, allergies;  ///< of lists in which nothing stands
  std::vector<std::string> attachments;        ///< PDFs that came along, for the binder

  const Statement& statement_of(Section kind) const {
    return kind == Section::allergies     ? allergies
           : kind == Section::medications ? medications
                                          : problems;
  }
};

/// The lists of a case that may say of themselves that nothing stands in them.
struct List {
  Section kind;
  std::string_view element;
  Statement Facts::*statement;
};
constexpr List lists[] = {
    {Section::problems, "problems", &Facts::problems},
    {Section::medications, "medications", &Facts::medications},
    {Section::allergies, "allergies", &Facts::allergies}};

std::vector<Item> items_of(const Facts& facts, Section kind);

/// The case as XML: a draft, with a note at each place where a person has to say something.
std::string draft_of(const Facts& facts, const Words& words, const Options& options);

/// The words with that id, in a language; {1}, {2} and {3} are filled in.
std::string say(
    const Words& words,
    std::string_view language,
    std::string_view id,
    std::string_view first = {},
    std::string_view second = {},
    std::string_view third = {}
);
/// Makes `dose` and `frequency` of what the chart has in numbers and codes.
void say_dosage(Item& item, const Words& words, std::string_view language);
/// Says behind an illness of the family that somebody has died, and of what.
void say_end_of_life(Item& item, const Words& words, std::string_view language);
/// Makes words of the course of a problem: in remission.
void say_course(Item& item, const Words& words, std::string_view language);
/// July 10, 2026; 10 de julio de 2026; July 2026; 2026.
std::string day_in_words(const Words& words, std::string_view language, Date date);

}  // namespace engine::chart
