// Which questions are asked, in which order: by what the case says, and how far it has come.

#include "engine/serve/stage.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>

namespace engine::serve {

Query query_of(const Asked& asked) {
  Query query{{"page", asked.page->id}};
  if (asked.item > 0) query.emplace_back("item", std::to_string(asked.item));
  return query;
}

const std::string& Site::stage(const Visit& visit) const {
  if (!visit.stage) {
    Diagnostics untold;
    const Source source{
        visit.file->path(),
        to_be_shown(visit.look, *visit.file, set().vocabulary, *worker_.budget),
        Source::Holds::patient_data};
    visit.stage = stage_of(source, set(), untold, *worker_.budget);
  }
  return *visit.stage;
}

/// Whether a page belongs to the stage of the case, which is found out where that matters alone.
bool Site::is_of_stage(const Visit& visit, const Page& page) const {
  return page.stages.empty() || stage(visit).empty() ||
         std::ranges::find(page.stages, stage(visit)) != page.stages.end();
}

bool Site::is_asked(const Visit& visit, const Page& page) const {
  return holds(page.when, visit.file->answered()) && is_of_stage(visit, page);
}

/// What is asked now, one after the other.
std::vector<const Page*> Site::flow(const Visit& visit) const {
  std::vector<const Page*> pages;
  for (const Page& page : interview_.pages) {
    if (is_asked(visit, page)) pages.push_back(&page);
  }
  return pages;
}

/// What papers need before or behind this stage alone.
std::vector<const Page*> Site::folded(const Visit& visit) const {
  std::vector<const Page*> pages;
  for (const Page& page : interview_.pages) {
    if (!is_of_stage(visit, page) && holds(page.when, visit.file->answered()))
      pages.push_back(&page);
  }
  return pages;
}

/// The question, with the name of whom it is about; for the browser with a number.
std::string Site::ask(const Visit& visit, const Page& page, bool by_name) const {
  std::string words = page.ask.in(visit.look.language);
  constexpr std::string_view gap = "{of}";
  const auto at = words.find(gap);
  if (page.of.empty() || at == words.npos) return words;
  std::string name = by_name ? called(page, visit.file->answered()) : "";
  if (name.empty())
    name = say(visit.look, "each.unnamed", {std::to_string(page.of.front().number)});
  // "de Dr. Peña" is "del Dr. Peña", and "de Dra. Paz" is "de la Dra. Paz".
  constexpr std::string_view of = "de ";
  const bool is_behind = at >= of.size() && words.compare(at - of.size(), of.size(), of) == 0;
  if (visit.look.language == "es" && is_behind && name.starts_with("Dr. "))
    return words.replace(at - 1, gap.size() + 1, "l " + apart(name));
  if (visit.look.language == "es" && is_behind && name.starts_with("Dra. ")) name = "la " + name;
  return words.replace(at, gap.size(), apart(name));
}

bool is_done(const Answered& answered, const Page& page) {
  const bool lacks_doctor = page.pick.value == "current" && lacks_of(answered).doctor;
  return !lacks_doctor && is_answered(answered, page);
}

/// "The patient · question 4 of 31", and whether the case says it already; of an item of a list
/// whom or what it is about.
std::string Site::how_far(const Visit& visit, const Asked& asked) const {
  const auto section = std::ranges::find(interview_.sections, asked.page->section, &Section::id);
  std::string html = section == interview_.sections.end()
                         ? std::string{}
                         : text(section->title.in(visit.look.language));
  const auto pages = flow(visit);
  const auto here = std::ranges::find(pages, asked.page);
  if (asked.list) {
    Path item = asked.list->at;
    item.back().number = asked.item;
    const std::string who = brief(title_of(visit.file->answered(), item));
    return who.empty() ? html : html + " · <span class=\"far\">" + text(who) + "</span>";
  }
  if (here == pages.end()) return html;
  html += " · <span class=\"far\">" +
          text(
              say(visit.look,
                  "how-far",
                  {std::to_string(here - pages.begin() + 1), std::to_string(pages.size())})
          ) +
          "</span>";
  if (!is_done(visit.file->answered(), *asked.page)) return html;
  return html + " <span class=\"state done\">" + text(say(visit.look, "answered-already")) +
         "</span>";
}

/// What a draft lacks is asked one after the other, and then its papers can be made. Whoever leaves
/// one of these questions open comes to the case.
std::string Site::where_then_of_case(const Visit& visit) const {
  const Lacks lacks = lacks_of(visit.file->answered());
  if (!lacks.anything()) return address(visit.look, "/papers");
  const std::string next = first_lack(visit.look, lacks);
  const std::string here = address(visit.look, "/question", {{"page", visit.text("page")}});
  return next.starts_with(here + '&') ? address(visit.look, "/") : next;
}

/// Where somebody came from who changes one answer, to go back there; empty where all are asked.
std::string Site::where_then(const Visit& visit) const {
  const std::string_view then = visit.form.text("then");
  return then == "case"     ? where_then_of_case(visit)
         : then == "check"  ? address(visit.look, "/check")
         : then == "papers" ? address(visit.look, "/papers")
         : then == "review" ? address(visit.look, "/review")
                            : std::string{};
}

/// The same kept on the way through the pages of an item.
Query Site::with_then(const Visit& visit, Query query) const {
  if (!where_then(visit).empty()) query.emplace_back("then", visit.text("then"));
  return query;
}

/// Where Continue leads: back to where one answer is changed from; else the next page of an item,
/// its list, the next page, at last all answers.
std::string Site::behind(const Visit& visit, const Asked& asked) const {
  if (std::string then = where_then(visit); !asked.list && !then.empty()) return then;
  if (asked.list) {
    const auto& pages = asked.list->pages;
    const auto here = static_cast<std::size_t>(asked.page - pages.data());
    const bool is_there = visit.file->answered().count(asked.list->at) >= asked.item;
    if (here + 1 < pages.size() && is_there)
      return address(
          visit.look,
          "/question",
          with_then(visit, query_of({&pages[here + 1], asked.list, asked.item}))
      );
    // One of many doubts was looked at: the others are next, not the list that it is of.
    if (visit.form.text("then") == "review") return where_then(visit);
    return address(visit.look, "/question", with_then(visit, query_of({asked.list, nullptr, 0})));
  }
  const auto& all = interview_.pages;
  const auto is_one = [&](const Page& page) { return is_asked(visit, page); };
  const auto here = all.begin() + (asked.page - all.data());
  const auto next = std::find_if(here + 1, all.end(), is_one);
  if (next == all.end()) return address(visit.look, "/check");
  return address(visit.look, "/question", query_of({&*next, nullptr, 0}));
}

std::string Site::before(const Visit& visit, const Asked& asked) const {
  if (!asked.list && visit.form.text("then") == "case") return address(visit.look, "/");
  if (std::string then = where_then(visit); !asked.list && !then.empty()) return then;
  if (asked.list) {
    const auto& pages = asked.list->pages;
    const auto here = static_cast<std::size_t>(asked.page - pages.data());
    if (here == 0 && visit.form.text("then") == "review") return where_then(visit);
    const Asked former =
        here > 0 ? Asked{&pages[here - 1], asked.list, asked.item} : Asked{asked.list, nullptr, 0};
    return address(visit.look, "/question", with_then(visit, query_of(former)));
  }
  const auto& all = interview_.pages;
  for (std::size_t here = static_cast<std::size_t>(asked.page - all.data()); here-- > 0;) {
    if (is_asked(visit, all[here]))
      return address(visit.look, "/question", query_of({&all[here], nullptr, 0}));
  }
  return address(visit.look, "/");
}

/// The page that a form names, be there such an item or not.
std::optional<Asked> Site::named_by(const Visit& visit, const Form& form) const {
  Asked asked;
  asked.page = interview_.page(form.text("page"), &asked.list);
  if (!asked.page) return std::nullopt;
  asked.item = asked.list ? visit.item() : 0;
  return asked;
}

/// An item that is there, or the next one; of an office that is not there nothing is asked.
bool Site::is_there(const Visit& visit, const Asked& asked) const {
  const Page& outer = asked.list ? *asked.list : *asked.page;
  const Answered& answered = visit.file->answered();
  if (!outer.of.empty() && !holds(outer.when, answered)) return false;
  return !asked.list || (asked.item > 0 && asked.item <= answered.count(asked.list->at) + 1);
}

std::optional<Asked> Site::asked_by(const Visit& visit, const Form& form) const {
  const auto asked = named_by(visit, form);
  return asked && is_there(visit, *asked) ? asked : std::nullopt;
}

}  // namespace engine::serve
