#include "engine/facts/formats.hpp"
#include "engine/packet/job.hpp"
#include "engine/packet/messages.hpp"
#include "engine/packet/printed.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace engine::packet {

namespace {

using casefile::Entry;
using vocabulary::Type;

/// How a name may stand on a paper as a whole. It has its title or its degree, never both: then it
/// is printed as it is composed.
struct Composed {
  std::vector<std::string> text, prefix;  ///< what is looked for in the place of such a part
};

Composed composed(const Entry& name, std::span<const facts::Language* const> languages) {
  if (!name.text("text").empty()) return {{words_of(facts::full_name(name))}, {}};
  Composed all;
  const std::string untitled = facts::name_with_suffix(name);
  for (const facts::Language* in : languages) {
    if (facts::titled_name(*in, name) == untitled) all.prefix.push_back(words_of(untitled));
  }
  return all;
}

/// How a value may stand on a paper, in any of the languages. Nothing for what is not looked for.
/// `name`: of a part of a name, that name.
std::vector<std::string> needles_of(
    const Entry& entry, const Composed* name, std::span<const facts::Language* const> languages
) {
  std::vector<std::string> needles;
  const auto add_date = [&](Date date) {
    needles.push_back(date.iso());
    for (const facts::Language* in : languages) {
      needles.push_back(words_of(facts::long_date(*in, date)));
      needles.push_back(words_of(facts::short_date(*in, date)));
    }
  };
  if (const Date* date = entry.date()) add_date(*date);
  if (const auto* at = std::get_if<casefile::DateTime>(&entry.value)) add_date(at->date);
  if (const auto* number = std::get_if<long long>(&entry.value))
    needles.push_back(std::to_string(*number));
  if (const auto* text = std::get_if<std::string>(&entry.value)) {
    needles.push_back(needle_of(*text));
    for (const facts::Language* in : languages)
      needles.push_back(needle_of(facts::said_text(*in, *entry.term, *text)));
    if (entry.term->name == "prefix") {
      for (const facts::Language* in : languages) {
        for (const std::string& title : facts::titles_said(*in, *text))
          needles.push_back(needle_of(title));
      }
    }
    if (entry.term->name == "timeZone") {
      for (const facts::Language* in : languages)
        needles.push_back(words_of(facts::zone_name(*in, *text)));
    }
  }
  if (name && (entry.term->name == "text" || entry.term->name == "prefix")) {
    const auto& whole = entry.term->name == "text" ? name->text : name->prefix;
    needles.insert(needles.end(), whole.begin(), whole.end());
  }
  std::erase(needles, "");
  return needles;
}

/// What the case itself keeps off the papers is missed by nobody: <problem sensitive="hiv"
/// include="no">.
bool is_kept_off(const Entry& entry) {
  return !entry.text("sensitive").empty() && entry.is("include", "no");
}

struct Search {
  const Job& job;
  Diagnostics& out;
  Printed printed;
  std::vector<const facts::Language*> languages;

  void look_for(const Entry& entry, const Entry* owner, const Composed* name = nullptr) const {
    job.worker.budget->check();
    if (is_kept_off(entry)) return;
    const auto needles = needles_of(entry, name, languages);
    const bool found =
        needles.empty() || is_printed(needles) || is_printed_translated(entry, owner);
    if (!found && entry.term->unprinted.empty()) tell(entry, owner);
    const auto whole =
        entry.term->type == Type::name ? std::optional{composed(entry, languages)} : std::nullopt;
    for (const Entry& part : entry.entries) {
      if (is_translation(part))
        look_for_papers_in(part);
      else
        look_for(part, &entry, whole ? &*whole : nullptr);
    }
  }

  bool is_printed(const std::vector<std::string>& needles) const {
    return std::ranges::any_of(needles, [&](const auto& needle) { return printed.says(needle); });
  }

  bool is_translation(const Entry& entry) const {
    return entry.term == &job.template_set().vocabulary.translation;
  }
  /// Papers have the words of their own language.
  bool is_printed_translated(const Entry& entry, const Entry* owner) const {
    const bool is_attribute = entry.term->is_attribute && owner;
    const Entry& holder = is_attribute ? *owner : entry;
    return std::ranges::any_of(holder.entries, [&](const Entry& part) {
      return is_translation(part) &&
             part.text("of") == (is_attribute ? std::string_view{entry.term->name} : "") &&
             is_printed(needles_of(part, nullptr, languages));
    });
  }
  /// A translation waits for whoever asks for papers in its language, if there are any.
  void look_for_papers_in(const Entry& translation) const {
    const std::string_view tag = translation.text("language");
    const bool written = std::ranges::any_of(job.template_set().kinds, [&](const kind::Kind& kind) {
      return job.worker.templates.has(kind.name, primary_language(tag));
    });
    if (written) return;
    const auto name = vocabulary::language_name(
        tag, language_tag::english, job.template_set().vocabulary.languages()
    );
    out.warn(
        messages::printed_in_no_paper(name.empty() ? tag : name),
        translation.span,
        {"nothing is written in that language yet"}
    );
  }

  void tell(const Entry& entry, const Entry* owner) const {
    const bool is_part_of_name =
        owner && owner->term->type == Type::name && !owner->text("text").empty();
    const std::string& name = entry.term->name;
    out.warn(
        messages::printed_nowhere(entry.term->is_attribute ? name : tagged(name)),
        entry.span,
        {is_part_of_name ? "the <text> of this name is printed instead: say all of it there"
                         : "what would say it is not made, or says something else instead: "
                           "carepacket check --explain --set " +
                               job.set.name + " tells of each paper why it is there or not"}
    );
  }
};

}  // namespace

void tell_unprinted(const Job& job, const Plan& plan, Diagnostics& out) {
  Words printed;
  for (const Paper& paper : plan.papers) add_markup(paper.markup->text(), printed);
  const Search search{
      job, out, Printed{printed.take()}, {job.facts.in.get(), job.english->in.get()}};
  search.look_for(job.known.root(), nullptr);
}

}  // namespace engine::packet
