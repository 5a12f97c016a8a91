// Where to begin, how far a case is, and all that was answered.

#include "engine/serve/visit.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// The language that a case says is read, or that it is written in.
std::string language_of(const Answered& answered, const std::string& usual) {
  for (const char* path : {"patient/communication/@written", "@language"}) {
    std::string said = answered.value(*read_path(path));
    if (said == "es" || said == language_tag::english) return said;
  }
  return usual;
}

}  // namespace

/// How a case can be begun: from a chart, from nothing, from the file of one that was begun before.
Reply Site::ways_to_begin(Visit& visit, std::vector<Trouble> troubles) {
  visit.belongs_to(address(visit.look, "/"));
  const Look& look = visit.look;
  Sheet sheet;
  sheet.troubles = std::move(troubles);
  sheet.title = say(look, "begin");
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p class=\"lead\">" +
               text(say(look, "begin.more")) + "</p>\n<ul class=\"ways\">\n<li><h2>" +
               text(say(look, "begin.file")) + "</h2>\n<p>" + text(say(look, "begin.file.more")) +
               "</p>\n<p>" + link(address(look, "/import"), say(look, "begin.file.do"), "button") +
               "</p></li>\n<li><h2>" + text(say(look, "begin.nothing")) + "</h2>\n<p>" +
               text(say(look, "begin.nothing.more")) + "</p>\n" +
               button_form(look, "/begin", {}, say(look, "begin.nothing.do"), "") +
               "</li>\n<li><h2>" + text(say(look, "begin.again")) + "</h2>\n<p>" +
               text(say(look, "begin.again.more", {whole_path(options_.place)})) + "</p>\n" +
               open_form(look, "/go-on", true) +
               plain_field(
                   look,
                   {"case",
                    "case",
                    say(look, "begin.again.label"),
                    say(look, "begin.again.hint"),
                    "type=\"file\"",
                    {}},
                   sheet.troubles
               ) +
               button(say(look, "begin.again.do"), "quiet") + "</form></li>\n</ul>\n";
  return shown(visit, sheet, sheet.troubles.empty() ? 200 : 422);
}

/// The file of a case that was begun elsewhere becomes the case, as it is. One that is there stays.
Reply Site::go_on(Visit& visit) {
  if (visit.file->is_there()) return see(address(visit.look, "/"));
  const auto sent = std::ranges::find(visit.files, "case", &SentFile::field);
  if (sent == visit.files.end() || sent->bytes.empty())
    return ways_to_begin(visit, {{say(visit.look, "import.none"), "case"}});
  Diagnostics out;
  const std::string name = harmless(sent->name);
  const auto theirs = CaseFile::sent(name, sent->bytes, set().vocabulary, out);
  if (!theirs) {
    auto troubles = troubles_of(visit, out);
    for (Trouble& one : troubles) one.target = "case";
    return ways_to_begin(visit, std::move(troubles));
  }
  if (!save(visit, theirs->source().text(), out))
    return out.reported() ? told(visit, out, 507) : trouble(visit, 409, "conflict");
  return see(address(visit.look, "/"));
}

/// A case that is not begun is asked how to begin; one that is, shows how far it is.
Reply Site::start(Visit& visit) {
  if (visit.file->is_row()) return see(address(visit.look, "/papers"));
  if (!visit.file->is_there()) return ways_to_begin(visit);
  Sheet sheet;
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  if (!is_language_said_ && !options_.is_folder) {
    is_language_said_ = true;
    language_ = language_of(answered, language_);
    visit.look.language = language_;
  }
  sheet.title = say(look, "overview");
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p class=\"lead\">" +
               text(say(look, "overview.more")) + "</p>\n" + day_of_case(visit);
  const Lacks lacks = lacks_of(answered);
  const bool is_early = is_draft(answered) && lacks.anything();
  sheet.main += is_early ? missing_of(visit, lacks)
                         : "<p class=\"told\">" + text(say(look, "ready")) + ' ' +
                               link(address(look, "/papers"), say(look, "to-papers")) + "</p>\n";
  const auto pages = flow(visit);
  const auto next =
      std::ranges::find_if(pages, [&](const Page* page) { return !is_done(answered, *page); });
  // What keeps papers from being printed comes first.
  const std::string go_on = is_early ? first_lack(look, lacks)
                            : next != pages.end()
                                ? address(look, "/question", {{"page", (*next)->id}})
                                : address(look, "/check");
  sheet.main += "<p>" + link(go_on, say(look, "go-on"), "button") + "</p>\n";
  sheet.main += "<ol class=\"tasks\">\n";
  for (const Section& section : interview_.sections) {
    std::size_t all = 0, done = 0;
    bool is_begun = false;  // offices are there, but not yet the doctor
    std::string first;
    for (const Page* page : pages) {
      if (page->section != section.id) continue;
      if (first.empty()) first = page->id;
      ++all;
      done += is_done(answered, *page) ? 1 : 0;
      is_begun = is_begun || is_answered(answered, *page);
    }
    if (all == 0) continue;
    const std::string_view state = !is_begun ? "not-begun" : done < all ? "begun" : "done";
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

/// The day that all papers carry, where it is not today: a case is begun on one day, and its papers
/// are printed on another.
std::string Site::day_of_case(const Visit& visit) const {
  const Look& look = visit.look;
  const auto day = parse_date(visit.file->answered().value({element_step("asOf")}));
  if (visit.file->is_row() || !day || day->iso() >= options_.today.iso()) return {};
  const std::string of_case = spoken_date(look, day->iso()),
                    today = spoken_date(look, options_.today.iso());
  return "<div class=\"told\">\n<p>" + text(say(look, "old-day", {of_case, today})) + "</p>\n" +
         button_form(
             look,
             "/today",
             {{"seen", number_of_text(visit.file->source().text())}, {"here", look.here}},
             say(look, "old-day.do", {today})
         ) +
         "</div>\n";
}

Reply Site::be_of_today(Visit& visit) {
  if (visit.form.text("seen") != number_of_text(visit.file->source().text()))
    return trouble(visit, 409, "conflict");
  Diagnostics out;
  const std::string text =
      visit.file->answered().with({element_step("asOf")}, options_.today.iso(), 0);
  if (!save(visit, text, out))
    return out.reported() ? told(visit, out, 507) : trouble(visit, 409, "conflict");
  const bool is_of_papers = visit.text("here").starts_with("/papers");
  return see(address(visit.look, is_of_papers ? "/papers" : "/"));
}

Reply Site::begin(Visit& visit) {
  Diagnostics out;
  if (!visit.file->is_there() &&
      visit.file->save(visit.file->source().text(), out) != CaseFile::Save::done)
    return told(visit, out, 507);
  return see(address(visit.look, "/question", {{"page", interview_.pages.front().id}}));
}

/// What a case says to a question, or that it says nothing.
std::string Site::answer_of(const Visit& visit, const Page& page, const Answered& answered) const {
  const Look& look = visit.look;
  const auto lines_of = [&](const Asked& asked, bool names_fields) {
    std::string lines;
    for (const Field& field : asked.page->fields) {
      const std::string one = spoken(look, asked, field, answered, set().vocabulary);
      if (one.empty()) continue;
      const std::string label = field.label.in(look.language);
      lines += "<p>";
      if (names_fields)
        lines +=
            "<span class=\"hint\">" + text(label) + (label.ends_with('?') ? "" : ":") + "</span> ";
      lines += text(one) + "</p>\n";
    }
    return lines;
  };
  std::string said = page.is_list ? "" : lines_of({&page, nullptr, 0}, page.fields.size() > 1);
  for (std::size_t i = 1; page.is_list && i <= answered.count(page.at); ++i) {
    said += "<p>" + text(summary_of(look, page, i, answered, set().vocabulary)) + "</p>\n";
    std::string all;
    for (const Page& part : page.pages) all += lines_of({&part, &page, i}, true);
    said +=
        "<details><summary>" + text(say(look, "all-of-it")) + "</summary>\n" + all + "</details>\n";
  }
  if (!said.empty()) return said;
  return "<p class=\"hint\">" + text(say(look, "not-answered")) + "</p>\n" +
         (page.is_list ? named_in_file(visit, page) : "");
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
      const std::string said = answer_of(visit, *page, answered);
      const std::string ask = this->ask(visit, *page);
      rows += "<div><dt>" + text(ask) + "</dt>\n<dd>" + said + "</dd>\n";
      if (!visit.file->is_row())
        rows += "<dd class=\"do\"><a href=\"" +
                plain(address(look, "/question", {{"page", page->id}, {"then", "check"}})) + "\">" +
                text(say(look, is_answered(answered, *page) ? "change" : "answer")) +
                "<span class=\"hidden\"> " + text(ask) + "</span></a></dd>";
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
