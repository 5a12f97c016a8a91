#include "engine/packet/job.hpp"
#include "engine/packet/messages.hpp"
#include "engine/packet/printed.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>
#include <set>

namespace engine::packet {

namespace {

using casefile::Entry;

/// So many fields are told of one by one; so many others are named in one line.
constexpr std::size_t most_told = 3, most_named = 8;

/// True for words that a language may have another word for: not 9 mg, 4/10 or MRI.
bool is_wordy(std::string_view text) {
  constexpr std::size_t least = 4;
  std::size_t letters = 0;
  bool small = false;
  for (const char c : text) {
    const bool beyond = static_cast<unsigned char>(c) >= 0x80;
    if (!is_letter(c) && !beyond) {
      letters = 0;
      small = false;
      continue;
    }
    ++letters;
    small = small || beyond || c == lowered(c);
    if (small && letters >= least) return true;
  }
  return false;
}

/// A field of the case that papers of another language print in its own words.
struct Untranslated {
  const vocabulary::Term* term = nullptr;
  const Entry* first = nullptr;
  std::size_t places = 0;
};

/// Looks through a case for words that stand on papers of one language, and are of another.
struct WordsOfAnother {
  const Job& job;
  std::string_view own, other;
  Printed printed;
  std::vector<Untranslated> found;

  void look(const Entry& entry, const Entry* owner) {
    job.worker.budget->check();
    if (entry.term->is_translated && is_untranslated(entry, owner)) add(entry);
    for (const Entry& part : entry.entries) {
      if (!is_translation(part)) look(part, &entry);
    }
  }

 private:
  bool is_translation(const Entry& entry) const {
    return entry.term == &job.template_set().vocabulary.translation;
  }

  /// Words that have a translation into the language of the case are of another one themselves.
  bool is_said(const Entry& entry, const Entry* owner) const {
    const bool is_attribute = entry.term->is_attribute && owner;
    const Entry& holder = is_attribute ? *owner : entry;
    return std::ranges::any_of(holder.entries, [&](const Entry& part) {
      if (!is_translation(part)) return false;
      const std::string_view language = primary_language(part.text("language"));
      return (language == own || language == other) &&
             part.text("of") == (is_attribute ? std::string_view{entry.term->name} : "");
    });
  }

  /// Brother is hermano without anybody's help.
  static bool is_listed(const Entry& entry, std::string_view text) {
    const vocabulary::List* list = entry.term->list;
    return list && list->is_said && vocabulary::meant_by(text, list->codes);
  }

  bool is_untranslated(const Entry& entry, const Entry* owner) const {
    const auto* text = std::get_if<std::string>(&entry.value);
    return text && is_wordy(*text) && !is_said(entry, owner) && !is_listed(entry, *text) &&
           printed.says(needle_of(*text));
  }

  void add(const Entry& entry) {
    auto known = std::ranges::find(found, entry.term, &Untranslated::term);
    if (known == found.end()) known = found.insert(known, {entry.term, &entry});
    ++known->places;
  }
};

std::string name_of(const vocabulary::Term& term) {
  return term.is_attribute ? term.name : tagged(term.name);
}

/// How a field is written in two languages.
std::string how(const vocabulary::Term& term, std::string_view language) {
  const std::string begin = "<translation language=\"" + std::string{language} + "\"";
  const std::string end = ">…</translation>";
  return term.is_attribute ? "add in its element: " + begin + " of=\"" + term.name + "\"" + end
                           : "add behind its words: " + begin + end;
}

void tell(const Job& job, std::string_view language, const std::vector<Untranslated>& found) {
  const auto known = vocabulary::language_name(
      language, language_tag::english, job.template_set().vocabulary.languages()
  );
  const std::string_view name = known.empty() ? language : known;
  for (std::size_t i = 0; i < std::min(found.size(), most_told); ++i) {
    const auto& [term, first, places] = found[i];
    job.out.warn(
        places == 1 ? messages::untranslated(name, name_of(*term))
                    : messages::untranslated_often(name, name_of(*term), places),
        first->span,
        {how(*term, language)}
    );
  }
  if (found.size() <= most_told) return;
  std::set<std::string> others;
  for (std::size_t i = most_told; i < found.size(); ++i) others.insert(name_of(*found[i].term));
  std::string names;
  std::size_t named = 0;
  for (const auto& other : others) {
    if (named == most_named) break;
    names += (named++ == 0 ? "" : ", ") + other;
  }
  if (others.size() > named) names += " … (" + std::to_string(others.size()) + ")";
  job.out.warn(messages::untranslated_besides(name, names), found[most_told].first->span);
}

}  // namespace

void tell_untranslated(const Job& job, const Plan& plan) {
  const std::string_view own = primary_language(job.known.language());
  // In a language that no paper is written in no case is written either: it is of who reads it.
  const bool is_written = std::ranges::any_of(job.set.kinds, [&](const std::string& kind) {
    return job.worker.templates.has(kind, own);
  });
  if (!is_written) return;
  std::set<std::string_view> others;
  for (const Paper& paper : plan.papers) {
    if (primary_language(paper.language) != own) others.insert(paper.language);
  }
  for (const std::string_view other : others) {
    Words printed;
    for (const Paper& paper : plan.papers) {
      if (paper.language == other) add_markup(paper.markup->text(), printed);
    }
    WordsOfAnother search{job, own, primary_language(other), Printed{printed.take()}, {}};
    search.look(job.known.root(), nullptr);
    tell(job, search.other, search.found);
  }
}

}  // namespace engine::packet
