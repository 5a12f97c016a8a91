#pragma once

// What every chart that a reader took goes through, and what must hold of it then.

#include "engine/chart/draft.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/report.hpp"
#include "engine/xml/xml.hpp"

#include <cstdlib>

namespace tests {

inline const engine::Date day_of_charts{2026, 11, 20};

/// The facts of a chart; the account has to come out even (prove_account throws where it does not).
inline engine::chart::Facts facts_of(engine::chart::Chart& chart) {
  using namespace engine::chart;
  const Words none;
  Facts facts;
  facts.as_of = day_of_charts;
  for (Found& found : chart.found) say_dosage(found.item, none, "en");
  facts.items = merged(chart, facts.as_of);
  facts.sources = chart.sources;
  for (std::size_t i = 1; i <= chart.sources.size(); ++i)
    facts.source_ids.push_back("chart-" + std::to_string(i));
  facts.person = person_of(chart);
  facts.providers = providers_of(chart);
  facts.contacts = contacts_of(chart);
  facts.coverages = coverages_of(chart);
  for (const List& list : lists) facts.*list.statement = statement_of(chart, list.kind);
  return facts;
}

/// Ends the program where a draft of the chart is no XML.
inline void write_all(engine::chart::Chart& chart) {
  using namespace engine::chart;
  const Words none;
  const Options options;
  const Facts facts = facts_of(chart);
  prove_account(chart);
  const Report report = report_of(chart, facts, nullptr, none, options);
  (void)as_text(report);
  (void)as_html(report);
  engine::Diagnostics out;
  const engine::Source draft{"draft.xml", draft_of(facts, none, options)};
  if (!engine::xml::parse(draft, {.bytes = std::size_t{64} << 20}, out)) std::abort();
}

/// A chart with one source.
inline engine::chart::Chart chart_with_source() {
  engine::chart::Chart chart;
  chart.sources.push_back({.file = "a"});
  return chart;
}

}  // namespace tests
