#pragma once

// Charts added to a case that somebody typed. Knows no format of charts.

#include "engine/chart/draft.hpp"
#include "engine/chart/found.hpp"
#include "engine/vocabulary/typed.hpp"

namespace engine::chart::into {

using vocabulary::Typed;

/// A value of a chart that met one of the case: ids of words say where, `what` is its name there.
struct Meeting {
  std::string where, what, field;
  std::string chart, typed;  ///< `typed` is empty where the case says nothing
  bool is_of_chart = false;  ///< what the case says is what a chart before said
  /// What to write for the chart to be right: each element or @attribute of the entry with its
  /// words, none where it is to be taken away; empty where that is not known.
  std::vector<std::pair<std::string, std::string>> instead;
};

/// The case with what the charts add, and what there is to say of it.
struct Added {
  std::string case_xml;
  std::vector<Meeting> differing;  ///< the chart says ..., you wrote ...
  std::vector<Meeting> filled;     ///< what was empty, and has the chart's words now
};

/// Who a case is about, as somebody typed it.
Person person_of(const xml::Tree& typed);
/// The day of a case; nothing where it has none yet.
std::optional<Date> day_of(const xml::Tree& typed);

/// Fills what is empty and adds what is new, of sources that the case does not have by their
/// SHA-256. An entry of the case that a new source says something else of is one to look at
/// (checked="no"); its words stay. Of `facts.items` those stay that were added; what became of the
/// others is told in `chart.found`. `is_asked`: of each entry to look at, before papers are made of
/// it.
Added add(
    const Source& source,
    const xml::Tree& tree,
    const vocabulary::Vocabulary& vocabulary,
    Facts& facts,
    Chart& chart,
    bool is_asked
);

/// A case with what a clinic says of all its patients: each element that it has not itself; of
/// providers those whose part (current, second ...) nobody has in it.
std::string with_shared(
    const Source& source,
    const xml::Tree& tree,
    const Source& shared_source,
    const xml::Tree& shared_tree,
    const vocabulary::Vocabulary& vocabulary
);

// --- the room's own ---

/// What the steps of adding share.
struct Adding {
  Typed& typed;
  Facts& facts;
  Chart& chart;
  std::vector<bool> is_new;  ///< of each source
  Added& to;
  /// Somebody is asked about each thing that is added: a list of which the case says that there are
  /// none takes it in.
  bool is_asked = false;

  /// One value: filled where the child is empty, told where it is another.
  void value(
      const xml::Element& parent,
      std::string_view child,
      const std::string& words,
      const Meeting& about
  );
  void differs(Meeting about, std::string chart, std::string typed);
  void filled(Meeting about, std::string chart);
  bool any_new(const Item& item) const;
};

PersonName name_of(const xml::Element& name);
/// The names of two people as far as they are compared: without titles and degrees.
std::string key_of(PersonName name);
void add_patient(Adding& to);
void add_people(Adding& to);
void add_coverages(Adding& to);
void add_items(Adding& to);

}  // namespace engine::chart::into
