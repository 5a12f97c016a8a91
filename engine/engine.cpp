#include "engine/engine.hpp"

#include <algorithm>

namespace engine {

namespace {

using facts::Fact;
using facts::Group;
using facts::List;

/// One document of a packet, from the plan to its pages.
struct Paper {
  const kind::Kind* kind = nullptr;
  const Fact* item = nullptr;        ///< of the kind's `each`
  std::string about;                 ///< which of several: an office's name
  std::vector<std::string> blanks;   ///< what is to be finished by hand
  std::optional<doc::Document> document;
  std::unique_ptr<Source> markup;
  page::Pages pages;
  int first_page = 0;                ///< in the packet, from 1
  std::string anchor;
};

/// A document that was asked for and could not be made.
struct Refusal {
  const kind::Kind* kind = nullptr;
  std::string about;
  std::string why;
};

/// Images lie beside the templates.
struct ShelfPictures : doc::Pictures {
  const kind::Shelf& shelf;
  explicit ShelfPictures(const kind::Shelf& from) : shelf{from} {}
  const Source* find(std::string_view path) const override { return shelf.file(path); }
};

/// Everything that stays the same while one case is made.
struct Walk {
  Worker& worker;
  const MakeOptions& options;
  Diagnostics& out;
  const casefile::Case& known;
  const facts::Facts& facts;
  std::string language;
  std::string edition;
  const doc::Theme& theme;
  Windows* windows;

  const kind::Shelf& shelf() const { return *worker.library->shelf; }
};

/// Tells who measures that a part of the walk begins.
void enter(const Worker& worker, Stage stage) {
  if (worker.entering) worker.entering(stage);
}

std::string edition_of(const casefile::Case& known, const MakeOptions& options) {
  if (!options.edition.empty()) return options.edition;
  const casefile::Entry* patient = known.root().find("patient");
  const casefile::Entry* needs = patient ? patient->find("accessibility") : nullptr;
  return needs && needs->is("print", "large") ? "large" : "standard";
}

std::string language_of(const casefile::Case& known, const MakeOptions& options) {
  return options.language.empty() ? std::string{known.language()} : options.language;
}

/// What only the document knows: templates/README.md, "Of the document".
Group document_facts(const Walk& walk, const Paper& paper) {
  List blanks;
  for (const std::string& blank : paper.blanks) blanks.emplace_back(blank);
  return {
      {"title", Fact{paper.kind->title.in(walk.language)}},
      {"purpose", Fact{paper.kind->purpose.in(walk.language)}},
      {"kind", Fact{paper.kind->name}},
      {"language", Fact{walk.language}},
      {"edition", Fact{facts::Word{walk.edition == "large" ? "large" : "standard", nullptr}}},
      {"bound", Fact{!walk.options.separate}},
      {"caseId", Fact{std::string{walk.known.id()}}},
      {"blanks", Fact{std::move(blanks)}},
  };
}

fill::Scope scope_of(const Walk& walk, const Paper& paper, const Group& document) {
  return {&walk.facts, paper.item, &document, walk.language};
}

// --- plan: which documents, and what stops one -------------------------------------------------------------

std::string text_in(const Fact& group, std::string_view name) {
  const auto* names = std::get_if<std::shared_ptr<Group>>(&group.either);
  if (!names) return {};
  for (const auto& [key, fact] : **names) {
    const auto* text = std::get_if<std::string>(&fact.either);
    if (key == name && text) return *text;
  }
  return {};
}

/// The fact that stops a document (`refuse`), wherever its kind says to look: in the item first.
const Fact* refusing_fact(const Walk& walk, const Paper& paper) {
  const std::string& name = paper.kind->refuse;
  if (name.empty()) return nullptr;
  if (paper.item) {
    if (const auto* names = std::get_if<std::shared_ptr<Group>>(&paper.item->either)) {
      for (const auto& [key, fact] : **names) {
        if (key == name) return fact.is_no() ? nullptr : &fact;
      }
    }
  }
  const Fact* fact = walk.facts.find(name);
  return fact && !fact->is_no() ? fact : nullptr;
}

/// Looks every needed fact up. What the law or the kind cannot do without stops the document.
std::optional<std::string> unmet_need(const Walk& walk, Paper& paper, const fill::Scope& scope) {
  std::optional<std::string> why;
  for (const kind::Need& need : paper.kind->needs) {
    if (!need.fact.empty() && fill::is_there(scope, need.fact)) continue;
    const std::string& label = need.label.in(walk.language);
    const std::string& title = paper.kind->title.in(walk.language);
    const std::string rule = need.rule.empty() ? "" : " (" + need.rule + ")";
    // Without a fact it is a signature: a person's to give, whatever the run is for.
    const bool must = need.when_absent == kind::WhenAbsent::blank && walk.options.send_ready && need.required_by_law && !need.fact.empty();
    if (need.when_absent == kind::WhenAbsent::error || must) {
      walk.out.error(must ? "E511" : "E510", {}, "\"" + title + "\" cannot be made without: " + label + rule,
                     {must ? "the case does not say it, and --send-ready leaves no blank that the law wants filled"
                           : "add it to the case file"});
      why = label;
    } else if (need.when_absent == kind::WhenAbsent::blank) {
      paper.blanks.push_back(label);
    } else if (need.when_absent == kind::WhenAbsent::warn) {
      walk.out.warn("W512", {}, "\"" + title + "\" is better with: " + label + rule, {"add it to the case file"});
    }
  }
  return why;
}

void plan_one(const Walk& walk, Paper paper, std::vector<Paper>& papers, std::vector<Refusal>& refused) {
  const Group document = document_facts(walk, paper);
  const fill::Scope scope = scope_of(walk, paper, document);
  if (!paper.kind->when.empty() && !fill::is_there(scope, paper.kind->when)) return;
  if (!paper.kind->about.empty()) paper.about = fill::text_of(scope, paper.kind->about);
  if (const Fact* problem = refusing_fact(walk, paper)) {
    const std::string text = text_in(*problem, "text");
    const std::string hint = text_in(*problem, "hint");
    walk.out.error(text_in(*problem, "code"), problem->span, text, hint.empty() ? std::vector<std::string>{} : std::vector{hint});
    refused.push_back({paper.kind, paper.about, text});
    return;
  }
  if (const auto why = unmet_need(walk, paper, scope)) {
    refused.push_back({paper.kind, paper.about, *why});
    return;
  }
  papers.push_back(std::move(paper));
}

void plan(const Walk& walk, const kind::Set& set, std::vector<Paper>& papers, std::vector<Refusal>& refused) {
  for (const std::string& name : set.kinds) {
    const auto& only = walk.options.only;
    if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) continue;
    const kind::Kind* kind = walk.shelf().kind(name);
    if (kind->each.empty()) {
      plan_one(walk, {.kind = kind}, papers, refused);
      continue;
    }
    const Fact* each = walk.facts.find(kind->each);
    const auto* items = each ? std::get_if<std::shared_ptr<List>>(&each->either) : nullptr;
    if (!items) continue;
    for (const Fact& item : **items) plan_one(walk, {.kind = kind, .item = &item}, papers, refused);
  }
}

// --- compose: words, blocks, pages -------------------------------------------------------------------------

void show(std::string& window, const Paper& paper, std::string_view text) {
  window += "=== " + paper.kind->name + (paper.about.empty() ? "" : ", " + paper.about) + '\n';
  window += text;
  if (!text.ends_with('\n')) window += '\n';
}

/// Fills a paper's template and reads the markup. A fault here is the template's.
std::optional<Reported> read_paper(const Walk& walk, Paper& paper, const Group& document) {
  enter(walk.worker, Stage::fill);
  auto markup = fill::fill(walk.worker.templates, paper.kind->name, scope_of(walk, paper, document), walk.out);
  if (!markup) return markup.error();
  paper.markup = std::move(*markup);
  enter(walk.worker, Stage::markup);
  const ShelfPictures pictures{walk.shelf()};
  auto read = doc::read(*paper.markup, walk.theme, pictures, walk.out);
  if (!read) return read.error();
  paper.document = std::move(*read);
  paper.document->language = walk.language;
  enter(walk.worker, Stage::between);
  return std::nullopt;
}

void set_pages(const Walk& walk, Paper& paper, int first_page) {
  paper.first_page = first_page;
  const int bound_at = walk.options.separate ? 0 : first_page;
  enter(walk.worker, Stage::layout);
  paper.pages = walk.worker.compositor.lay_out(*paper.document, {bound_at}, walk.out);
  enter(walk.worker, Stage::between);
}

int count(const Paper& paper) { return static_cast<int>(paper.pages.pages.size()); }

List contents_of(const Walk& walk, const std::vector<Paper>& papers) {
  List contents;
  for (const Paper& paper : papers) {
    contents.emplace_back(Group{
        {"title", Fact{paper.kind->title.in(walk.language)}},
        {"purpose", Fact{paper.kind->purpose.in(walk.language)}},
        {"about", Fact{paper.about}},
        {"reader", Fact{paper.kind->reader}},
        {"pages", Fact{count(paper)}},
        {"firstPage", Fact{paper.first_page}},
        {"anchor", Fact{paper.anchor}},
    });
  }
  return contents;
}

List missing_of(const Walk& walk, const std::vector<Refusal>& refused) {
  List missing;
  for (const Refusal& refusal : refused) {
    missing.emplace_back(Group{
        {"title", Fact{refusal.kind->title.in(walk.language)}},
        {"about", Fact{refusal.about}},
        {"why", Fact{refusal.why}},
    });
  }
  return missing;
}

void set_all(const Walk& walk, std::vector<Paper>& papers, int first_page) {
  for (Paper& paper : papers) {
    set_pages(walk, paper, first_page);
    first_page += count(paper);
  }
}

/// Sets the papers behind a cover that says on which page each begins. A cover of more than the pages it was taken
/// to have moves them all; it has as many rows whatever the numbers, so this settles at once.
std::optional<Reported> set_behind_cover(const Walk& walk, Paper& cover, std::vector<Paper>& papers, const std::vector<Refusal>& refused) {
  constexpr int most_rounds = 3;
  int cover_pages = 1;
  for (int round = 0; round < most_rounds; ++round) {
    set_all(walk, papers, cover_pages + 1);
    Group document = document_facts(walk, cover);
    document.emplace_back("contents", Fact{contents_of(walk, papers)});
    document.emplace_back("missing", Fact{missing_of(walk, refused)});
    if (const auto wrong = read_paper(walk, cover, document)) return wrong;
    set_pages(walk, cover, 1);
    if (count(cover) == cover_pages) break;
    cover_pages = count(cover);
  }
  return std::nullopt;
}

// --- bind: files -------------------------------------------------------------------------------------------

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string entry_title(const Walk& walk, const Paper& paper) {
  return paper.kind->title.in(walk.language) + (paper.about.empty() ? "" : ": " + paper.about);
}

pdf::WriteOptions write_options(const Walk& walk) {
  return {.created = walk.known.as_of().first_day(), .readable = walk.options.readable};
}

void show_words(const Walk& walk, const std::vector<Paper*>& papers) {
  if (!walk.windows) return;
  for (const Paper* paper : papers) {
    show(walk.windows->markup, *paper, paper->markup->text());
    show(walk.windows->blocks, *paper, doc::dump(*paper->document));
  }
}

void show_pages(const Walk& walk, const page::Pages& pages) {
  if (!walk.windows) return;
  walk.windows->pages += page::dump_pages(pages, walk.worker.library->fonts);
  walk.windows->tags += page::dump_tags(pages);
}

Result<File> write_bound(const Walk& walk, const std::string& title, const std::vector<Paper*>& papers) {
  enter(walk.worker, Stage::bind);
  page::Pages packet;
  packet.metadata = {.title = title, .language = walk.language};
  File file{.name = "packet.pdf"};
  for (Paper* paper : papers) {
    const auto first = static_cast<std::uint32_t>(packet.pages.size());
    page::append(packet, std::move(paper->pages), entry_title(walk, *paper));
    if (!paper->anchor.empty()) packet.anchors.push_back({paper->anchor, first, {}});
    for (const std::string& blank : paper->blanks) {
      if (std::find(file.blanks.begin(), file.blanks.end(), blank) == file.blanks.end()) file.blanks.push_back(blank);
    }
  }
  show_pages(walk, packet);
  file.pages = static_cast<int>(packet.pages.size());
  enter(walk.worker, Stage::pdf);
  auto bytes = walk.worker.writer.write(packet, write_options(walk), walk.out);
  if (!bytes) return bytes.error();
  file.bytes = std::move(*bytes);
  enter(walk.worker, Stage::between);
  return file;
}

Result<File> write_alone(const Walk& walk, const Paper& paper, std::size_t number) {
  show_pages(walk, paper.pages);
  auto bytes = walk.worker.writer.write(paper.pages, write_options(walk), walk.out);
  if (!bytes) return bytes.error();
  return File{two_digits(number) + '-' + paper.kind->name + ".pdf", std::move(*bytes), count(paper), paper.blanks};
}

bool is_printable(const Walk& walk, const Paper& paper, std::vector<Refusal>& refused) {
  if (layout::check_letters(*paper.document, walk.worker.library->fonts, walk.out)) return true;
  refused.push_back({paper.kind, paper.about, "it holds a character that no font has"});
  return false;
}

/// Fills every paper. One that holds a character no font has is left out: it says so, with its place.
std::optional<Reported> read_all(const Walk& walk, std::vector<Paper>& papers, std::vector<Refusal>& refused) {
  std::vector<Paper> printable;
  for (Paper& paper : papers) {
    paper.anchor = "paper-" + std::to_string(printable.size() + 1);
    if (const auto wrong = read_paper(walk, paper, document_facts(walk, paper))) return wrong;
    if (is_printable(walk, paper, refused)) printable.push_back(std::move(paper));
  }
  papers = std::move(printable);
  return std::nullopt;
}

std::vector<std::string> told(const Walk& walk, const std::vector<Refusal>& refused) {
  std::vector<std::string> lines;
  for (const Refusal& refusal : refused) {
    const std::string about = refusal.about.empty() ? "" : " (" + refusal.about + ")";
    lines.push_back(refusal.kind->title.in(walk.language) + about + ": " + refusal.why);
  }
  return lines;
}

Result<Made> compose(const Walk& walk, const kind::Set& set) {
  std::vector<Paper> papers;
  std::vector<Refusal> refused;
  plan(walk, set, papers, refused);
  if (const auto wrong = read_all(walk, papers, refused)) return *wrong;

  const bool covered = !walk.options.separate && walk.options.only.empty() && !set.cover.empty();
  std::optional<Paper> cover;
  if (covered) {
    cover = Paper{.kind = walk.shelf().kind(set.cover)};
    if (const auto wrong = set_behind_cover(walk, *cover, papers, refused)) return *wrong;
    if (!is_printable(walk, *cover, refused)) cover.reset();
  }
  if (!cover) set_all(walk, papers, 1);

  std::vector<Paper*> all;
  if (cover) all.push_back(&*cover);
  for (Paper& paper : papers) all.push_back(&paper);
  show_words(walk, all);

  Made made{.case_id = std::string{walk.known.id()}, .documents = static_cast<int>(papers.size()), .missing = told(walk, refused)};
  if (walk.options.separate) {
    for (const Paper* paper : all) {
      auto file = write_alone(walk, *paper, made.files.size() + 1);
      if (!file) return file.error();
      made.files.push_back(std::move(*file));
    }
  } else if (!papers.empty()) {
    const bool one = all.size() == 1 || cover;
    auto packet = write_bound(walk, one ? all.front()->document->title : set.title.in(walk.language), all);
    if (!packet) return packet.error();
    made.files.push_back(std::move(*packet));
  }
  return made;
}

}  // namespace

Result<Made> make(const Source& text, Worker& worker, const MakeOptions& options, Diagnostics& out, Windows* windows) {
  const Library& library = *worker.library;
  enter(worker, Stage::read);
  const auto known = casefile::read(
      text, {.vocabulary = &library.shelf->vocabulary, .as_of = options.as_of, .questions = &library.shelf->questions}, out
  );
  if (!known) return known.error();
  if (windows) windows->case_text = casefile::dump(*known);

  enter(worker, Stage::facts);
  const std::string language = language_of(*known, options);
  const facts::Facts facts = facts::draw(*known, *library.shelf, language, out);
  if (windows) windows->facts = facts::dump(facts);
  enter(worker, Stage::between);

  const std::string edition = edition_of(*known, options);
  const auto theme = library.themes.find(edition);
  if (theme == library.themes.end()) return out.error("E520", {}, "there is no theme for the edition '" + edition + "'");
  const kind::Set* set = library.shelf->set(options.set);
  if (!set) return out.error("E521", {}, "there is no set '" + options.set + "'");
  return compose({worker, options, out, *known, facts, language, edition, theme->second, windows}, *set);
}

}  // namespace engine
