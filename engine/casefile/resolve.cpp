#include "engine/base/fold.hpp"
#include "engine/casefile/messages.hpp"
#include "engine/casefile/reading.hpp"

#include <algorithm>

namespace engine::casefile {

namespace {

/// The ids of a case in order, so that a file of any size is looked through once.
std::vector<Named> sorted_ids(std::vector<Named> ids, Diagnostics& out) {
  const auto by_id = [](const Named& a, const Named& b) { return a.id < b.id; };
  std::stable_sort(ids.begin(), ids.end(), by_id);
  for (std::size_t i = 1; i < ids.size(); ++i) {
    if (ids[i].id != ids[i - 1].id || out.errors() >= most_errors) continue;
    out.error(
        messages::id_given_twice(quoted_value(ids[i].id)),
        ids[i].at,
        {"it was given on " + line_of(ids[i - 1].at, ids[i].at.source) + " already"}
    );
  }
  return ids;
}

const Named* find(const std::vector<Named>& ids, std::string_view id) {
  const auto found =
      std::lower_bound(ids.begin(), ids.end(), id, [](const Named& n, std::string_view wanted) {
        return n.id < wanted;
      });
  return found != ids.end() && found->id == id ? &*found : nullptr;
}

/// The id of an element whose id or name a person wrote in another way: okafor for "Dr. Okafor".
std::string_view id_meant(std::string_view wrote, const std::vector<const Named*>& there) {
  std::vector<std::string_view> ids;
  for (const Named* named : there) ids.push_back(named->id);
  if (const auto near = nearest(wrote, ids); !near.empty()) return near;
  const std::string wanted = folded(wrote);
  // Words of one or two letters stand in too many others.
  const auto holds = [&](const std::string& part) {
    return part.size() > 2 && wanted.find(part) != wanted.npos;
  };
  std::string_view meant;
  for (const Named* named : there) {
    const Entry* name = named->owner->find("name");
    const bool means = holds(folded(named->id)) || (name && holds(folded(name->text("family")))) ||
                       holds(folded(named->owner->text("organization")));
    if (means && !meant.empty()) return {};
    if (means) meant = named->id;
  }
  return meant;
}

std::string ids_there(const std::string& wanted, const std::vector<const Named*>& there) {
  constexpr std::size_t most = 6;
  std::vector<std::string> ids;
  for (const Named* named : there) ids.push_back(marked(named->id));
  const bool all = ids.size() <= most;
  if (!all) ids.resize(most);
  return "the ids of " + tagged(wanted) +
         " here: " + list_of(std::vector<std::string_view>{ids.begin(), ids.end()}) +
         (all ? "" : " …");
}

void tell_dangling(
    const Pending& reference, const std::vector<Named>& ids, bool is_unfilled, Diagnostics& out
) {
  const std::string& wanted = reference.entry->term->refers_to;
  std::vector<const Named*> there;
  for (const Named& n : ids) {
    if (n.owner->term->name == wanted) there.push_back(&n);
  }
  std::vector<std::string> hints;
  if (is_unfilled) {
    hints.push_back(
        "what has this id is still to be filled in: put your own words in the place of ___"
    );
  } else if (there.empty()) {
    hints.push_back(
        "no " + tagged(wanted) + " has an id yet: give it one, as in <" + wanted + " id=\"…\">"
    );
  } else if (const auto meant = id_meant(reference.id, there); !meant.empty()) {
    hints.push_back(did_you_mean(quoted_value(meant)));
  } else {
    hints.push_back(ids_there(wanted, there));
  }
  out.error(
      messages::no_such_id(tagged(wanted), quoted_value(reference.id)),
      reference.entry->span,
      std::move(hints)
  );
}

/// The providers who gave an opinion, in order of address.
std::vector<const Entry*> opinion_givers(const Entry& root) {
  std::vector<const Entry*> givers;
  for (const Entry* opinion : root.all("opinion")) {
    if (const Entry* provider = opinion->target("provider")) givers.push_back(provider);
  }
  std::sort(givers.begin(), givers.end());
  return givers;
}

void check_bank(const Entry& root, const ReadOptions& options, Diagnostics& out) {
  if (!options.questions || options.questions->empty()) return;
  std::vector<std::string_view> known;
  for (const auto& [language, bank] : *options.questions) {
    for (const auto& q : bank) known.push_back(q.id);
  }
  std::sort(known.begin(), known.end());
  for (const Entry* question : root.all("question")) {
    const Entry* ref = question->find("ref");
    if (!ref || ref->text().empty() ||
        std::binary_search(known.begin(), known.end(), ref->text()) || out.errors() >= most_errors)
      continue;
    out.error(
        messages::not_in_question_bank(quoted_value(ref->text())),
        ref->span,
        {suggestion_or(
            ref->text(), known, bare, "take ref out, and write the question between the tags"
        )}
    );
  }
}

}  // namespace

void bind_time_zones(Entry& entry) {
  for (Entry& part : entry.entries) {
    if (auto* at = std::get_if<DateTime>(&part.value)) at->zone = entry.text("timeZone");
    bind_time_zones(part);
  }
}

void resolve(Draft& draft, const ReadOptions& options, Diagnostics& out) {
  const auto ids = sorted_ids(std::move(draft.ids), out);
  for (const Pending& reference : draft.references) {
    if (out.errors() >= most_errors) return;
    const Named* named = find(ids, reference.id);
    const std::string& wanted = reference.entry->term->refers_to;
    const bool is_unfilled =
        std::ranges::find(draft.unfilled_ids, reference.id) != draft.unfilled_ids.end();
    // Somebody who is not filled in is nobody yet; only an opinion must be somebody's.
    if (!named && is_unfilled && reference.entry->term->least == 0) continue;
    if (named && named->owner->term->name == wanted) {
      reference.entry->value = Reference{named->owner};
    } else if (named) {
      out.error(
          messages::id_of_another(
              quoted_value(reference.id), tagged(named->owner->term->name), tagged(wanted)
          ),
          reference.entry->span,
          {"write the id of a " + tagged(wanted) + " here"}
      );
    } else {
      tell_dangling(reference, ids, is_unfilled, out);
    }
  }
  const auto givers = opinion_givers(*draft.root);
  for (const Pending& reference : draft.references) {
    const auto* to = std::get_if<Reference>(&reference.entry->value);
    if (!reference.entry->term->has_opinion || !to || !to->target ||
        std::binary_search(givers.begin(), givers.end(), to->target))
      continue;
    out.error(
        messages::no_opinion(quoted_value(reference.id)),
        reference.entry->span,
        {"an opinion is named by the id of the provider who gave it"}
    );
  }
  check_bank(*draft.root, options, out);
}

}  // namespace engine::casefile
