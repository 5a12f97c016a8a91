#include "engine/files/files.hpp"
#include "engine/kind/folder.hpp"
#include "engine/kind/kind.hpp"
#include "engine/kind/messages.hpp"
#include "engine/kind/overlay.hpp"
#include "engine/kind/rules.hpp"
#include "engine/pack/folder.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <utility>

namespace engine::kind {

namespace fs = std::filesystem;
using vocabulary::Entry;

void read_folder(
    const std::string& folder,
    const Take& take,
    const std::function<void(const std::string& path)>& other,
    Diagnostics& out
) {
  const auto failed = pack::walk_folder(folder, [&](const pack::Below& below) {
    if (below.is == pack::Below::Is::folder) return;
    if (below.is == pack::Below::Is::other) return other(below.name);
    if (below.leads_out) {
      out.error(
          messages::link_leads_out(in_quotes(below.path.string())),
          {},
          {"copy the file to this place"}
      );
      return;
    }
    std::string bytes;
    if (const int error = files::read_whole(below.path, bytes); error != 0) {
      out.error(
          error == EFBIG ? messages::file_too_large(below.path.string())
                         : messages::file_unreadable(below.path.string(), files::reason(error)),
          {}
      );
      return;
    }
    std::string whole = below.path.generic_string();
    if (below.is == pack::Below::Is::picture) {
      take(below.name, std::make_unique<Source>(std::move(whole), std::move(bytes)));
    } else if (auto source = xml::decode(std::move(whole), std::move(bytes), Source::Holds::author_text, out)) {
      take(below.name, *std::move(source));
    }
  });
  if (failed) pack::tell_unreadable(folder, failed, out);
}

namespace {

Need read_need(const Entry& from) {
  from.knows({"fact", "when-absent", "law", "rule"}, {"label"});
  constexpr WhenAbsent actions[] = {
      WhenAbsent::error, WhenAbsent::blank, WhenAbsent::omit, WhenAbsent::warn};
  Need need;
  need.fact = from.get("fact");
  need.when_absent = actions[from.one_of("when-absent", {"error", "blank", "omit", "warn"}, 3)];
  need.required_by_law = from.yes("law");
  need.rule = need.required_by_law ? from.need("rule") : from.get("rule");
  need.label = from.words("label", true);
  need.span = from.span();
  return need;
}

/// `visit and not decision or candidates`: rows of terms.
Condition read_condition(const Entry& from, std::string_view attribute) {
  Condition condition;
  const auto words = words_of(from.get(attribute));
  if (words.empty()) return condition;
  condition.any_of.emplace_back();
  bool wants_fact = true, absent = false;
  for (const auto word : words) {
    const bool joins = word == "and" || word == "or";
    if (wants_fact && word == "not" && !absent) {
      absent = true;
    } else if (wants_fact && !joins && word != "not") {
      condition.any_of.back().push_back({std::string{word}, std::exchange(absent, false)});
      wants_fact = false;
    } else if (!wants_fact && joins) {
      if (word == "or") condition.any_of.emplace_back();
      wants_fact = true;
    } else {
      from.out().error(
          wants_fact ? messages::expected_fact(word) : messages::expected_and_or(word),
          from.span(attribute),
          {"a condition is facts joined by 'and' and 'or', with 'not' before a fact that must be "
           "absent"}
      );
      return {};
    }
  }
  if (wants_fact) {
    from.out().error(
        messages::fact_missing(words.back()),
        from.span(attribute),
        {"a condition is facts joined by 'and' and 'or', with 'not' before a fact that must be "
         "absent"}
    );
    return {};
  }
  return condition;
}

/// `asking getting-records before-visit`, or `any`: no stage in the list.
std::vector<Stage> read_stages(const Entry& from) {
  std::vector<Stage> stages;
  const std::string_view text = from.get("stages");
  for (const auto word : words_of(text == "any" ? "" : text)) {
    const auto found = std::find(stage_names.begin(), stage_names.end(), word);
    if (found == stage_names.end()) {
      from.out().error(
          messages::no_such_stage(word),
          from.span("stages"),
          {"any, or some of: " + list_of({stage_names.begin(), stage_names.end()})}
      );
      continue;
    }
    stages.push_back(static_cast<Stage>(found - stage_names.begin()));
  }
  return stages;
}

Proof read_proof(const Entry& from) {
  from.knows({"rule", "when"}, {"label", "says", "fact"});
  Proof proof{.rule = std::string{from.need("rule")}, .label = from.words("label", true)};
  proof.when = read_condition(from, "when");
  proof.span = from.span();
  from.for_each("says", [&](const Entry& one) {
    one.knows({"language"}, {});
    proof.says.emplace_back(one.need("language"), one.text());
  });
  from.for_each("fact", [&](const Entry& one) {
    one.knows({}, {});
    proof.facts.push_back(one.text());
  });
  if (proof.says.empty())
    from.out().error(
        messages::proof_without_words,
        from.span(),
        {"it holds the words that must stand on the pages"}
    );
  return proof;
}

Kind read_kind(const Entry& from, std::string name) {
  from.knows(
      // `stage` said nothing, and kinds of earlier versions have it: it is passed over.
      {"reader",
       "living",
       "stages",
       "stage",
       "each",
       "about",
       "when",
       "refuse",
       "made",
       "task",
       "keep-when",
       "send-when",
       "discreet-when",
       "sets"},
      {"title", "discreet-title", "purpose", "why", "when-not", "need", "prove"}
  );
  Kind kind{.name = std::move(name)};
  kind.reader = static_cast<Reader>(from.one_of("reader", reader_names, 0));
  kind.task = static_cast<Task>(from.one_of("task", task_names, 0));
  kind.living = from.one_of("living", {"no", "yes"}, 0) == 1;
  kind.stages = read_stages(from);
  kind.title = from.words("title", true);
  kind.discreet_title = from.words("discreet-title", false);
  kind.purpose = from.words("purpose", true);
  from.need("reader");
  for (const auto set : words_of(from.get("sets"))) kind.sets.emplace_back(set);
  kind.each = from.get("each");
  kind.about_forms = kind.each == "forms";
  kind.of_records = kind.each == "attachment";
  kind.about = from.get("about");
  kind.when = read_condition(from, "when");
  kind.keep_when = read_condition(from, "keep-when");
  kind.send_when = read_condition(from, "send-when");
  kind.discreet_when = read_condition(from, "discreet-when");
  const auto made = from.one_of(
      "made", {"with-the-others", "last", "after-a-run", "after-records", "before-a-packet"}, 0
  );
  kind.made_last = made == 1;
  kind.is_separator = made == 4;
  kind.of_run = made == 2 || kind.is_separator;
  kind.lists_records = made == 3;
  kind.refuse = from.get("refuse");
  kind.why = from.words("why", false);
  kind.when_not = from.words("when-not", !kind.when.is_always() || !kind.stages.empty());
  kind.span = from.span();
  from.for_each("need", [&](const Entry& need) { kind.needs.push_back(read_need(need)); });
  from.for_each("prove", [&](const Entry& proof) { kind.proofs.push_back(read_proof(proof)); });
  return kind;
}

/// Every folder with a kind.xml is a kind; a folder with a template and no kind.xml has forgotten
/// it.
void read_kinds(TemplateSet& template_set, Diagnostics& out) {
  for (const std::string_view path : template_set.files.below("")) {
    const auto slash = path.find('/');
    if (slash == path.npos || path.find('/', slash + 1) != path.npos) continue;
    const std::string folder{path.substr(0, slash)};
    if (path.substr(slash) == "/kind.xml") {
      const Source* const file = template_set.file(path);
      if (const auto tree = vocabulary::open_data(*file, "kind", out)) {
        Kind kind = read_kind(Entry{tree->root(), out}, folder);
        const Kind* const other =
            kind.is_separator ? template_set.separator() : template_set.report_of_run();
        if (other && kind.of_run) {
          out.error(
              messages::two_kinds_of_run(other->name, folder),
              kind.span,
              {"a run over many cases has one report, and one sheet between packets"}
          );
        }
        template_set.kinds.push_back(std::move(kind));
      }
      if (!template_set.file(folder + "/en.mustache")) {
        out.error(messages::no_template(folder), {file, 0, 0}, {"its text is missing"});
      }
    } else if (path.substr(slash) == "/en.mustache" && folder != "house" && !template_set.file(folder + "/kind.xml")) {
      out.error(
          messages::no_kind_file(folder),
          {template_set.file(path), 0, 0},
          {"it says what the document is for and what it needs"}
      );
    }
  }
}

std::vector<std::string_view> elements_of(const TemplateSet& template_set) {
  std::vector<std::string_view> names;
  for (const vocabulary::Term& term : template_set.vocabulary.root.children) {
    if (!term.is_attribute) names.push_back(term.name);
  }
  return names;
}

/// Kinds before the first section stand before the first tab. A page that is laid over may have a
/// set once more, which then stands in the place of the first.
void read_sets(const Entry& page, TemplateSet& template_set, bool is_over = false) {
  std::vector<std::string_view> kinds;
  for (const Kind& k : template_set.kinds) kinds.push_back(k.name);
  const auto check_kind = [&](const Entry& where, std::string_view attribute, std::string_view name
                          ) {
    if (name.empty() || template_set.kind(name)) return;
    where.out().error(messages::no_such_kind(name), where.span(attribute), suggestion(name, kinds));
  };
  page.knows({}, {"set"});
  page.for_each("set", [&](const Entry& from) {
    from.knows(
        {"name", "cover", "tab", "of", "keep", "whole"}, {"title", "purpose", "kind", "section"}
    );
    Set set{.name = std::string{from.need("name")}, .cover = std::string{from.get("cover")}};
    const Set* const known = template_set.set(set.name);
    if (known && !is_over)
      from.out().error(messages::set_declared_twice(set.name), from.span("name"));
    set.tab = from.get("tab");
    set.of = from.get("of");
    set.keep = from.yes("keep");
    set.whole = from.yes("whole");
    check_kind(from, "cover", set.cover);
    check_kind(from, "tab", set.tab);
    if (!set.of.empty() && !template_set.vocabulary.root.child(set.of, false)) {
      from.out().error(
          messages::no_such_element(set.of),
          from.span("of"),
          suggestion(set.of, elements_of(template_set))
      );
    }
    set.title = from.words("title", true);
    set.purpose = from.words("purpose", true);
    const auto take = [&](const Entry& one) {
      one.knows({"name", "when-asked", "stages", "or-when", "not-when"}, {});
      const std::string name{one.need("name")};
      check_kind(one, "name", name);
      if (std::find(set.kinds.begin(), set.kinds.end(), name) != set.kinds.end()) {
        one.out().error(messages::kind_twice_in_set(set.name, name), one.span("name"));
      }
      if (const Kind* const kind = template_set.kind(name); kind && kind->of_run) {
        one.out().error(
            messages::kind_of_run_in_set(name),
            one.span("name"),
            {"take it out of the set: carepacket batch makes it by itself"}
        );
      }
      set.kinds.push_back(name);
      set.places.push_back(
          {one.yes("when-asked"),
           read_stages(one),
           read_condition(one, "or-when"),
           read_condition(one, "not-when"),
           one.span()}
      );
    };
    from.for_each("kind", take);
    from.for_each("section", [&](const Entry& part) {
      part.knows({"id"}, {"title", "kind"});
      Section section{.id = std::string{part.need("id")}, .title = part.words("title", true)};
      section.first = set.kinds.size();
      part.for_each("kind", take);
      section.end = set.kinds.size();
      set.sections.push_back(std::move(section));
    });
    if (set.kinds.empty()) from.out().error(messages::set_without_kind(set.name), from.span());
    if (known && is_over)
      template_set.sets[static_cast<std::size_t>(known - template_set.sets.data())] =
          std::move(set);
    else
      template_set.sets.push_back(std::move(set));
  });
}

void read_words(const Entry& page, TemplateSet& template_set) {
  page.knows({}, {"word"});
  page.for_each("word", [&](const Entry& from) {
    from.knows({"id"}, {"in"});
    const std::string id{from.need("id")};
    const bool fresh = template_set.words.emplace(id, from.words("in", true)).second;
    if (!fresh) from.out().error(messages::word_declared_twice(id), from.span("id"));
  });
}

/// Of a page that is laid over, a question of the bank has other words, and a new one is added.
void read_questions(
    const Entry& page, const std::string& language, TemplateSet& template_set, bool is_over = false
) {
  page.knows({"language"}, {"question"});
  if (page.need("language") != language) {
    page.out().error(messages::questions_of_other_language(language), page.span("language"));
  }
  std::set<std::string> ids;
  page.for_each("question", [&](const Entry& from) {
    from.knows(
        {"id", "category", "for-another", "unsaid", "unsaid-for-another", "of-several", "review"},
        {}
    );
    from.one_of("category", {"diagnosis", "treatment", "experience", "next-steps", "other"}, 0);
    BankQuestion question{
        .id = std::string{from.need("id")},
        .category = std::string{from.need("category")},
        .text = from.text(),
        .for_another = std::string{from.get("for-another")},
        .unsaid = std::string{from.get("unsaid")},
        .unsaid_for_another = std::string{from.get("unsaid-for-another")},
        .of_several = std::string{from.get("of-several")},
        .for_a_review = from.one_of("review", {"no", "yes"}, 1) == 1};
    if (question.text.empty()) from.out().error(messages::question_without_words, from.span());
    if (!ids.insert(question.id).second)
      from.out().error(messages::question_declared_twice(question.id), from.span("id"));
    auto& bank = template_set.questions[language];
    const auto known = std::ranges::find(bank, question.id, &BankQuestion::id);
    if (is_over && known != bank.end())
      *known = std::move(question);
    else
      bank.push_back(std::move(question));
  });
}

/// A translation has the questions of the English bank and no others: a case refers to them by id.
void check_translations(const TemplateSet& template_set, Diagnostics& out) {
  const auto english = template_set.questions.find(language_tag::english);
  if (english == template_set.questions.end()) return;
  std::vector<std::string_view> known;
  for (const auto& q : english->second) known.push_back(q.id);
  for (const auto& [language, bank] : template_set.questions) {
    for (const auto& q : bank) {
      if (std::find(known.begin(), known.end(), q.id) != known.end()) continue;
      out.error(
          messages::question_not_in_english(q.id),
          {template_set.file("questions/" + language + ".xml"), 0, 0},
          suggestion(q.id, known)
      );
    }
  }
}

void read_files(TemplateSet& template_set, Overlay* overlay, Diagnostics& out) {
  const auto with = [&](std::string_view path, std::string_view root, auto&& read) {
    const Source* file = template_set.file(path);
    if (!file) return;
    if (const auto tree = vocabulary::open_data(*file, root, out)) read(Entry{tree->root(), out});
  };
  if (!template_set.file("case.xml"))
    out.error(messages::no_case_file, {}, {"it says what a case may hold"});
  if (const Source* file = template_set.file("case.xml")) {
    if (const auto tree = vocabulary::open_data(*file, "vocabulary", out))
      template_set.vocabulary = vocabulary::read_vocabulary(*tree, out);
  }
  read_kinds(template_set, out);
  with("sets.xml", "sets", [&](const Entry& page) { read_sets(page, template_set); });
  with(added("sets.xml"), "sets", [&](const Entry& page) { read_sets(page, template_set, true); });
  if (overlay) overlay->join_sets(template_set, out);
  with("words.xml", "words", [&](const Entry& page) { read_words(page, template_set); });
  with(added("words.xml"), "words", [&](const Entry& page) { lay_words(page, template_set); });
  with("rules/states.xml", "states", [&](const Entry& page) {
    template_set.states = read_states(page, template_set.vocabulary);
  });
  with("rules/recording.xml", "recording", [&](const Entry& page) {
    template_set.recording = read_recording(page);
  });
  constexpr std::string_view folder = "questions/", ending = ".xml";
  for (const std::string_view path : template_set.files.below(folder)) {
    if (path.size() <= folder.size() + ending.size()) continue;
    const std::string language{
        path.substr(folder.size(), path.size() - folder.size() - ending.size())};
    with(path, "questions", [&](const Entry& page) {
      read_questions(page, language, template_set);
    });
    with(added(path), "questions", [&](const Entry& page) {
      read_questions(page, language, template_set, true);
    });
  }
  check_translations(template_set, out);
  if (overlay) overlay->say_phrases(template_set, out);
}

}  // namespace

Result<std::unique_ptr<TemplateSet>> read_folders(
    const std::string& folder, const std::string& overlay, Diagnostics& out
) {
  const auto mark = out.mark();
  auto template_set = std::make_unique<TemplateSet>();
  if (!template_set->files.open_pack(folder)) {
    read_folder(
        folder,
        [&](std::string path, std::unique_ptr<Source> file) {
          template_set->files.put(std::move(path), std::move(file));
        },
        [](const std::string&) {},
        out
    );
  }
  std::optional<Overlay> over;
  if (!overlay.empty()) over.emplace(overlay, *template_set, out);
  if (!out.reported_since(mark)) read_files(*template_set, over ? &*over : nullptr, out);
  if (over && !out.reported_since(mark)) over->tell_unused(*template_set, out);
  if (const auto wrong = out.reported_since(mark)) return *wrong;
  return template_set;
}

Result<std::unique_ptr<TemplateSet>> open_template_set(
    const std::string& folder, const std::string& overlay, Diagnostics& out
) {
  if (overlay.empty()) {
    if (auto template_set = unpack(folder)) return template_set;
  }
  return read_folders(folder, overlay, out);
}

}  // namespace engine::kind
