#include "engine/chart/draft.hpp"

#include "engine/base/fold.hpp"
#include "engine/chart/pieces.hpp"
#include "engine/xml/xml.hpp"

#include <map>

namespace engine::chart {

std::vector<Item> items_of(const Facts& facts, Section kind) {
  std::vector<Item> items;
  for (const Item& item : facts.items) {
    if (item.kind == kind) items.push_back(item);
  }
  return items;
}

namespace {

/// A PDF as the binder takes it, of the person alone until they say otherwise.
std::string offer_of(const std::string& name) {
  const std::string file = xml::escaped(name.substr(name.find_last_of("/:") + 1));
  const std::string_view bare = trimmed(file);
  return "<attachment file=\"" + std::string{bare} + "\" for=\"keeper\"><description>" +
         std::string{bare} + "</description></attachment>";
}

/// A name without the title before it.
std::string bare_name(std::string_view name) {
  constexpr std::string_view title = "Dr. ";
  if (name.starts_with(title)) name.remove_prefix(title.size());
  return folded(name);
}

}  // namespace

std::string draft_of(const Facts& facts, const Words& words, const Options& options) {
  Writer to;
  to.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  const auto note = [&](std::string_view id) { to.comment(say(words, options.language, id)); };
  to.open(
      "case",
      {{"id", options.case_id}, {"version", "1"}, {"language", options.language}, {"draft", "yes"}}
  );
  note("draft-head");
  to.text("asOf", facts.as_of.iso());
  const SourceIds& ids = facts.source_ids;
  for (std::size_t i = 0; i < facts.sources.size(); ++i) write_source(to, facts.sources[i], ids[i]);
  to.blank();
  write_person(to, facts.person);
  for (const Contact& contact : facts.contacts) write_contact(to, contact, ids);
  to.blank();
  note("draft-condition");
  note("draft-provider");
  std::set<std::string> taken;
  std::map<std::string, std::string> by_name;  // the ids of providers
  for (const Provider& provider : facts.providers) {
    if (provider.visits > 0 && provider.last_visit)
      to.comment(
          say(words,
              options.language,
              "visits",
              std::to_string(provider.visits),
              day_in_words(words, options.language, *provider.last_visit))
      );
    by_name[bare_name(provider.called())] = write_provider(to, provider, ids, taken);
  }
  to.blank();
  for (const List& list : lists) {
    auto items = items_of(facts, list.kind);
    for (Item& item : items) {
      const auto known = by_name.find(bare_name(item.prescriber));
      if (known != by_name.end()) item.prescriber_id = known->second;
    }
    if (write_list(to, list.element, items, facts.*list.statement, ids)) to.blank();
  }
  for (const Section kind : {Section::procedures, Section::devices, Section::family}) {
    for (const Item& item : items_of(facts, kind)) write_item(to, item, ids);
  }
  for (const Coverage& coverage : facts.coverages) write_coverage(to, coverage, ids);
  for (const std::string& name : facts.attachments)
    to.comment(say(words, options.language, "draft-attachment", offer_of(name)));
  to.close();
  return to.take();
}

}  // namespace engine::chart
