// Where to begin, how far a case is, and all that was answered.

#include "engine/serve/visit.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// Whether a page has an answer, and not one that still lacks what every paper needs.
bool is_done(const Answered& answered, const Page& page, const Lacks& lacks) {
  return !(lacks.doctor && page.pick.value == "current") && is_answered(answered, page);
}

}  // namespace

/// A case that is not begun is asked how to begin; one that is, shows how far it is.
Reply Site::start(Visit& visit) {
  if (visit.file->is_row()) return see(address(visit.look, "/papers"));
  Sheet sheet;
  const Look& look = visit.look;
  if (!visit.file->is_there()) {
    sheet.title = say(look, "begin");
    sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p class=\"lead\">" +
                 text(say(look, "begin.more")) + "</p>\n<ul class=\"ways\">\n<li><h2>" +
                 text(say(look, "begin.file")) + "</h2>\n<p>" + text(say(look, "begin.file.more")) +
                 "</p>\n<p>" +
                 link(address(look, "/import"), say(look, "begin.file.do"), "button") +
                 "</p></li>\n<li><h2>" + text(say(look, "begin.nothing")) + "</h2>\n<p>" +
                 text(say(look, "begin.nothing.more")) + "</p>\n" +
                 button_form(look, "/begin", {}, say(look, "begin.nothing.do"), "") +
                 "</li>\n<li><h2>" + text(say(look, "begin.again")) + "</h2>\n<p>" +
                 text(say(look, "begin.again.more", {options_.place})) + "</p></li>\n</ul>\n";
    return shown(visit, sheet);
  }
  const Answered& answered = visit.file->answered();
  sheet.title = say(look, "overview");
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p class=\"lead\">" +
               text(say(look, "overview.more")) + "</p>\n";
  const Lacks lacks = lacks_of(answered);
  const bool is_early = is_draft(answered) && lacks.anything();
  sheet.main += is_early ? missing_of(visit, lacks)
                         : "<p class=\"told\">" + text(say(look, "ready")) + ' ' +
                               link(address(look, "/papers"), say(look, "to-papers")) + "</p>\n";
  const auto pages = flow(visit);
  const auto next = std::ranges::find_if(pages, [&](const Page* page) {
    return !is_done(answered, *page, lacks);
  });
  // What keeps papers from being printed comes first.
  const std::string go_on = is_early ? first_lack(look, lacks)
                            : next != pages.end()
                                ? address(look, "/question", {{"page", (*next)->id}})
                                : address(look, "/check");
  sheet.main += "<p>" + link(go_on, say(look, "go-on"), "button") + "</p>\n";
  sheet.main += "<ol class=\"tasks\">\n";
  for (const Section& section : interview_.sections) {
    std::size_t all = 0, done = 0;
    std::string first;
    for (const Page* page : pages) {
      if (page->section != section.id) continue;
      if (first.empty()) first = page->id;
      ++all;
      done += is_done(answered, *page, lacks) ? 1 : 0;
    }
    if (all == 0) continue;
    const std::string_view state = done == 0 ? "not-begun" : done < all ? "begun" : "done";
    sheet.main +=
        "<li>" +
        link(address(look, "/question", {{"page", first}}), section.title.in(look.language)) +
        " <span class=\"state " + std::string{state} + "\">" +
        text(say(look, state, {std::to_string(done), std::to_string(all)})) + "</span></li>\n";
  }
  sheet.main += "</ol>\n" + not_now(visit) + "<p>" +
                link(address(look, "/import"), say(look, "add-file")) + "</p>\n";
  if (lacks.unchecked > 0)
    sheet.main +=
        "<p>" +
        link(address(look, "/review"), say(look, "to-review", {std::to_string(lacks.unchecked)})) +
        "</p>\n";
  return shown(visit, sheet);
}

/// What is asked at another stage, with the papers that want it.
std::string Site::not_now(const Visit& visit) const {
  std::string rows;
  const auto pages = folded(visit);
  for (const Page* page : pages)
    rows += "<li>" +
            link(address(visit.look, "/question", {{"page", page->id}}), ask(visit, *page)) +
            wanted_by(visit, *page) + "</li>\n";
  if (rows.empty()) return {};
  return "<details><summary>" + text(say(visit.look, "not-now", {std::to_string(pages.size())})) +
         "</summary>\n<ul>\n" + rows + "</ul>\n</details>\n";
}

Reply Site::begin(Visit& visit) {
  Diagnostics out;
  if (!visit.file->is_there() &&
      visit.file->save(visit.file->source().text(), out) != CaseFile::Save::done)
    return told(visit, out, 507);
  return see(address(visit.look, "/question", {{"page", interview_.pages.front().id}}));
}

Reply Site::check(Visit& visit) {
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  Sheet sheet;
  sheet.title = say(look, "check");
  sheet.back = address(look, "/");
  std::string& html = sheet.main;
  html = "<h1>" + text(sheet.title) + "</h1>\n<p class=\"lead\">" + text(say(look, "check.more")) +
         "</p>\n";
  const auto pages = flow(visit);
  for (const Section& section : interview_.sections) {
    std::string rows;
    for (const Page* page : pages) {
      if (page->section != section.id) continue;
      std::string said;
      if (page->is_list) {
        for (std::size_t i = 1; i <= answered.count(page->at); ++i)
          said += "<p>" + text(summary_of(look, *page, i, answered, set().vocabulary)) + "</p>\n";
      } else {
        for (const Field& field : page->fields) {
          const std::string one =
              spoken(look, {page, nullptr, 0}, field, answered, set().vocabulary);
          if (one.empty()) continue;
          const std::string label = field.label.in(look.language);
          said += "<p>";
          if (page->fields.size() > 1)
            said += "<span class=\"hint\">" + text(label) + (label.ends_with('?') ? "" : ":") +
                    "</span> ";
          said += text(one) + "</p>\n";
        }
      }
      if (said.empty()) said = "<p class=\"hint\">" + text(say(look, "not-answered")) + "</p>\n";
      const std::string ask = this->ask(visit, *page);
      rows += "<div><dt>" + text(ask) + "</dt>\n<dd>" + said + "</dd>\n";
      if (!visit.file->is_row())
        rows += "<dd class=\"do\"><a href=\"" +
                text(address(look, "/question", {{"page", page->id}})) + "\">" +
                text(say(look, "change")) + "<span class=\"hidden\"> " + text(ask) +
                "</span></a></dd>";
      rows += "</div>\n";
    }
    if (!rows.empty())
      html += "<h2>" + text(section.title.in(look.language)) + "</h2>\n<dl class=\"answers\">\n" +
              rows + "</dl>\n";
  }
  html += "<p>" + link(address(look, "/papers"), say(look, "to-papers"), "button") + "</p>\n";
  return shown(visit, sheet);
}

}  // namespace engine::serve
