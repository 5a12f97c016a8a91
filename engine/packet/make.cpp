#include "engine/packet/job.hpp"
#include "engine/packet/messages.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>
#include <functional>

namespace engine::packet {

namespace {

Edition edition_of(const casefile::Case& known, const MakeOptions& options) {
  if (options.edition) return *options.edition;
  const casefile::Entry* patient = known.root().find("patient");
  const casefile::Entry* needs = patient ? patient->find("accessibility") : nullptr;
  return needs && needs->is("print", "large") ? Edition::large : Edition::standard;
}

// --- languages -------------------------------------------

/// The language as far as anything is written in it: es for es-MX, nothing for what nobody has
/// translated.
std::optional<std::string> written(
    const kind::Set& set, const fill::Templates& templates, std::string_view wanted
) {
  for (const std::string_view language : {wanted, primary_language(wanted)}) {
    const bool any = std::any_of(set.kinds.begin(), set.kinds.end(), [&](const auto& kind) {
      return templates.has(kind, language);
    });
    if (any) return std::string{language};
  }
  return std::nullopt;
}

/// What English calls a language: Spanish. Where it has no word here, the code says it.
std::string name_of_language(const kind::TemplateSet& template_set, std::string_view language) {
  const auto name = vocabulary::language_name(
      language, language_tag::english, template_set.vocabulary.languages()
  );
  return std::string{name.empty() ? language : name};
}

// --- what is told of a run -------------------------------

std::vector<std::string> told(const Job& job, const std::vector<Refusal>& refused) {
  std::vector<std::string> lines;
  for (const Refusal& refusal : refused) {
    const std::string& which =
        refusal.about_in_lists.empty() ? refusal.about : refusal.about_in_lists;
    const std::string about = which.empty() ? "" : " (" + which + ")";
    lines.push_back(
        refusal.kind->title.in(job.language) + about + ": " + refusal.why.in(job.language)
    );
  }
  return lines;
}

/// Which paper each request for records calls for, in English as all that the program says, and why
/// each paper of the set is there or not.
Explained explain(const Job& job, const Plan& plan) {
  Explained explained;
  const Fact* requests = job.english->find("requests");
  const auto* list = requests ? std::get_if<std::shared_ptr<List>>(&requests->either) : nullptr;
  if (list) {
    for (const Fact& item : **list) {
      const fill::Scope scope{job.english, &item, nullptr, language_tag::english, "requests"};
      const auto text = [&](std::string_view path) {
        return fill::text_of(job.worker.templates, scope, path);
      };
      explained.routes.push_back({text("holderName"), text("paper"), text("paperReason")});
    }
  }
  for (const Paper& paper : plan.papers) {
    if (paper.is_sheet() || paper.copy) continue;
    const bool has_why = !paper.kind->why.in(language_tag::english).empty();
    explained.papers.push_back(
        {paper.kind->name, paper.about, true, has_why ? paper.kind->why : paper.kind->purpose}
    );
  }
  for (const Refusal& refusal : plan.refused)
    explained.papers.push_back({refusal.kind->name, refusal.about, false, refusal.why});
  for (const Absent& absent : plan.not_made) {
    explained.papers.push_back({absent.kind->name, "", false, why_not(job, absent)});
  }
  return explained;
}

/// Two languages were asked for, and there is one: the case's is English, or `unwritten`.
Reported no_second_language(const std::string& unwritten, Diagnostics& out) {
  return out.error(
      unwritten.empty() ? messages::second_language_is_english
                        : messages::second_language_not_written(marked(unwritten)),
      {},
      {unwritten.empty()
           ? "say what the patient reads: language=\"es\" in the case, or --language es"
           : "leave --bilingual out: the papers are in English then, and offer an interpreter"}
  );
}

Result<Made> make(const Job& job) {
  Plan planned = plan(job);
  if (const auto wrong = compose(job, planned)) return *wrong;
  show_words(job, planned.papers);
  tell_untranslated(job, planned);

  Made made{
      .case_id = std::string{job.known.id().empty() ? job.set.name : job.known.id()},
      .as_of = job.known.as_of().first_day(),
      .whose = whose_of(job.known),
      .missing = told(job, planned.refused)};
  for (const Paper& paper : planned.papers) made.documents += job.counts(paper);
  const std::string_view spoken =
      job.options.language.empty() ? language_tag::english : std::string_view{job.options.language};
  for (const Absent& absent : planned.not_made) {
    const std::string& why = why_not(job, absent).in(spoken);
    if (!job.options.only.empty() && job.is_wanted(*absent.kind) && !why.empty())
      made.not_called_for.push_back(absent.kind->name + ": " + why);
  }
  if (job.options.explain) made.explained = explain(job, planned);
  if (const auto wrong = write_files(job, planned.papers, made)) return *wrong;
  return made;
}

/// The language that was asked for, as a tag: that of the options, else that of the case.
Result<std::string> wanted_language(
    const MakeOptions& options,
    const casefile::Case& known,
    const kind::TemplateSet& template_set,
    Diagnostics& out
) {
  if (options.language.empty()) return std::string{known.language()};
  const vocabulary::List& languages = template_set.vocabulary.languages();
  if (auto tag = vocabulary::language_meant(options.language, languages)) return *std::move(tag);
  const auto near = vocabulary::nearest_value(options.language, languages.codes);
  return out.error(
      messages::no_language(options.language),
      {},
      {near.empty() ? "name it as en, es or Spanish" : did_you_mean(near)}
  );
}

/// The theme in the colours of the clinic, or else of the advocate; the lines are of the colour of
/// the letters where no other is given.
std::optional<doc::Theme> in_colors_of_house(const casefile::Case& known, const doc::Theme& theme) {
  for (const std::string_view house : {"clinic", "advocate"}) {
    const casefile::Entry* who = known.root().find(house);
    if (!who) continue;
    const auto letters = color_of(who->text("color"));
    const auto lines = color_of(who->text("accent"));
    const Color own = theme.styles[static_cast<std::size_t>(doc::StyleRole::h1)].first.color;
    if (letters || lines)
      return doc::in_colors(theme, letters.value_or(own), lines.value_or(letters.value_or(own)));
  }
  return std::nullopt;
}

/// A case as papers in one language have it; the case itself where nothing in it is translated.
struct Spoken {
  Spoken(const casefile::Case& from, std::string_view language, Budget& budget)
      : own{from.is_translated() ? std::optional{from.in(language)} : std::nullopt},
        known{own ? *own : from} {
    if (own) budget.take(casefile::bytes_of(*own));
  }
  std::optional<casefile::Case> own;
  const casefile::Case& known;
};

/// What is done with a case that has been read, and what it came to.
using Then = std::function<Result<Made>(const Job&)>;

Result<Made> walk(
    const Source& text,
    Worker& worker,
    const MakeOptions& options,
    Diagnostics& out,
    StageDumps* dumps,
    const Then& then
) {
  const Library& library = *worker.library;
  const kind::TemplateSet& template_set = *library.template_set;
  begin_stage(worker, Stage::read);
  Budget& budget = *worker.budget;
  budget.take(text.text().size());
  // A file without pages is read where other fonts are.
  const layout::FontLetters letters{library.fonts};
  const kind::Set* set = template_set.set(options.set);
  if (!set) return out.error(messages::unknown_set(options.set), {});
  const auto known = casefile::read(
      text,
      {.vocabulary = &template_set.vocabulary,
       .as_of = options.as_of,
       .questions = &template_set.questions,
       .drawn_from = set->of,
       .budget = &budget,
       .letters = options.format == Format::pdf ? &letters : nullptr},
      out
  );
  if (!known) return known.error();
  budget.take(casefile::bytes_of(*known));
  if (dumps) dumps->case_text = casefile::dump(*known);

  // A set of one element is drawn from a case that holds nothing else: what is not there cannot be
  // printed.
  std::optional<casefile::Case> narrowed;
  if (!set->of.empty()) narrowed = known->only({"asOf", set->of});
  const casefile::Case& drawn = narrowed ? *narrowed : *known;

  const Edition edition = edition_of(drawn, options);
  const auto theme = library.themes.find(name_of(edition));
  if (theme == library.themes.end())
    return out.error(messages::no_theme_for_edition(name_of(edition)), {});
  std::optional<doc::Theme> of_lines;
  if (options.format == Format::text) of_lines = doc::linear(theme->second);

  const auto wanted = wanted_language(options, *known, template_set, out);
  if (!wanted) return wanted.error();
  const auto translation = written(*set, worker.templates, *wanted);
  const std::string language = translation.value_or(std::string{language_tag::english});
  const std::string language_name = name_of_language(template_set, *wanted);
  if (options.bilingual && language == language_tag::english)
    return no_second_language(translation ? "" : language_name, out);
  if (!translation) {
    out.warn(
        messages::language_not_written(marked(language_name)),
        {},
        {"they offer a free interpreter; a translation is a file named " + marked(*wanted) +
         ".mustache beside each en.mustache"}
    );
  }

  const auto of_house = in_colors_of_house(*known, of_lines ? *of_lines : theme->second);

  begin_stage(worker, Stage::facts);
  const auto reachables = facts::reachables(drawn, template_set.vocabulary);
  const Records records{drawn, *set, template_set, options, budget, out};
  const Spoken spoken{drawn, language, budget};
  const facts::Facts facts = facts::derive(spoken.known, template_set, language, out, budget);
  if (dumps) dumps->facts = facts::dump(facts);
  std::optional<Spoken> in_english;
  std::optional<facts::Facts> english;
  Diagnostics told_already;
  if (language != language_tag::english) {
    in_english.emplace(drawn, language_tag::english, budget);
    english =
        facts::derive(in_english->known, template_set, language_tag::english, told_already, budget);
  }
  begin_stage(worker, Stage::other);
  Diagnostics unheard;

  return then(Job{
      worker,
      options,
      out,
      unheard,
      drawn,
      *set,
      facts,
      english ? &*english : &facts,
      language,
      language_name,
      !translation,
      edition,
      of_lines ? *of_lines : theme->second,
      of_house,
      records,
      reachables,
      dumps,
      text});
}

}  // namespace

}  // namespace engine::packet

namespace engine {

std::optional<std::size_t> number_in(const kind::Set& set, std::string_view kind) {
  if (kind == set.cover) return 0;
  const auto found = std::ranges::find(set.kinds, kind);
  if (found == set.kinds.end()) return std::nullopt;
  const auto place = static_cast<std::size_t>(found - set.kinds.begin());
  const auto parts =
      set.tab.empty() ? 0 : std::ranges::count_if(set.sections, [&](const auto& part) {
        return part.first <= place;
      });
  return place + 1 + static_cast<std::size_t>(parts);
}

Result<Made> make(
    const Source& text,
    Worker& worker,
    const MakeOptions& options,
    Diagnostics& out,
    StageDumps* dumps
) {
  return packet::walk(text, worker, options, out, dumps, [](const packet::Job& job) {
    return packet::make(job);
  });
}

Result<Explained> explain(
    const Source& text, Worker& worker, const MakeOptions& options, Diagnostics& out
) {
  Explained explained;
  const packet::Then plan = [&](const packet::Job& job) -> Result<Made> {
    explained = packet::explain(job, packet::plan(job));
    return Made{};
  };
  const auto made = packet::walk(text, worker, options, out, nullptr, plan);
  if (!made) return made.error();
  return explained;
}

void tell_unprinted(
    const Source& text, Worker& worker, const MakeOptions& options, Diagnostics& out
) {
  const auto& sets = worker.library->template_set->sets;
  const auto whole = std::ranges::find_if(sets, &kind::Set::whole);
  if (whole == sets.end()) return;
  const MakeOptions wanted{
      .format = Format::text,
      .set = whole->name,
      .language = options.language,
      .bilingual = options.bilingual,
      .as_of = options.as_of,
      .beside = options.beside};
  Diagnostics of_the_papers;  // told by the walk that makes them
  const packet::Then search = [&](const packet::Job& job) -> Result<Made> {
    packet::Plan plan = packet::plan(job);
    if (const auto wrong = packet::compose(job, plan)) return *wrong;
    packet::tell_unprinted(job, plan, out);
    return Made{};
  };
  (void)packet::walk(text, worker, wanted, of_the_papers, nullptr, search);
}

}  // namespace engine
