// What was answered, saved or not: nothing is written over what somebody else has answered
// meanwhile.

#include "engine/serve/dates.hpp"
#include "engine/serve/seen.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// The field of which `path` asks for the next one: the first name of the middle name.
std::optional<std::size_t> former_of(const Page& page, const Path& path) {
  for (std::size_t step = 0; step < path.size(); ++step) {
    Path former = path;
    if (former[step].number < 2) continue;
    --former[step].number;
    const auto found = std::ranges::find(page.fields, former, &Field::path);
    if (found != page.fields.end()) return static_cast<std::size_t>(found - page.fields.begin());
  }
  return std::nullopt;
}

}  // namespace

/// Nothing was said where something must be (whoever skips it says so); or something was said that
/// is the second of its kind, without the first, in whose place it would come to stand.
std::vector<Site::OwnFault> Site::own_faults(
    const Visit& visit, const std::vector<Asked>& pages, const Taken& taken
) const {
  std::vector<OwnFault> all;
  const Source source{"", taken.text, Source::Holds::patient_data};
  Diagnostics untold;
  const auto is = Answered::read(source, set().vocabulary, untold, worker_.budget.get());
  if (!is) return all;
  const Page& first = *pages.front().page;
  if (pages.size() == 1 && !first.must.by_language.empty() && !is_answered(*is, first)) {
    const auto box = std::ranges::find(first.fields, false, &Field::only_if_there);
    all.push_back(
        {&first,
         static_cast<std::size_t>(box - first.fields.begin()),
         first.must.in(visit.look.language),
         {}}
    );
  }
  for (const Asked& asked : pages) {
    const Page& page = *asked.page;
    add_slips(visit, asked, *is, all);
    for (std::size_t i = 0; i < page.fields.size(); ++i) {
      const auto former = former_of(page, page.fields[i].path);
      if (!former || !is_sent(visit.form, page, i) || sent(visit.form, page, i).empty()) continue;
      const bool is_there = is_sent(visit.form, page, *former)
                                ? !sent(visit.form, page, *former).empty()
                                : !stored(*is, asked, page.fields[*former]).empty();
      const std::string& label = page.fields[*former].label.in(visit.look.language);
      if (!is_there) all.push_back({&page, i, say(visit.look, "answer-first", {label}), {}});
    }
  }
  return all;
}

/// Something was written on a page that is to be skipped: it is asked about once.
std::optional<Site::OwnFault> Site::typed_to_skip(const Visit& visit, const Asked& asked) const {
  constexpr std::string_view skips = "skip";
  const auto again = visit.form.all("sure");
  if (std::ranges::find(again, skips) != again.end()) return std::nullopt;
  const Form plain = with_plain_dates(visit.form, {asked}, words_);
  for (std::size_t i = 0; i < asked.page->fields.size(); ++i) {
    const Field& field = asked.page->fields[i];
    if (!is_sent(plain, *asked.page, i)) continue;
    const std::string typed = code_of_words(field, sent(plain, *asked.page, i));
    if (!typed.empty() && typed != stored(visit.file->answered(), asked, field))
      return OwnFault{asked.page, i, say(visit.look, "skip.typed"), std::string{skips}};
  }
  return std::nullopt;
}

/// The case of a request as it has just been saved.
void Site::read_again(Visit& visit) const {
  Diagnostics untold;
  auto now =
      CaseFile::open(visit.file->path(), "", options_.today, language_, set().vocabulary, untold);
  if (now) visit.file.emplace(*std::move(now));
}

Reply Site::save_answers(Visit& visit) {
  std::vector<Asked> pages;
  const bool is_all = visit.form.text("view") == "all";
  if (is_all) {
    for (const Page* page : flow(visit)) {
      if (page->section == visit.form.text("section") && !page->is_list)
        pages.push_back({page, nullptr, 0});
    }
  } else if (const auto asked = named_by(visit, visit.form)) {
    pages.push_back(*asked);
  }
  if (pages.empty() || pages.front().page->is_list) return trouble(visit, 404, "no-such-page");
  if (!is_all && !is_there(visit, pages.front())) return conflict(visit, pages);
  if (visit.form.text("do") == "skip") {
    const auto typed = typed_to_skip(visit, pages.front());
    if (!typed) return see(behind(visit, pages.front()));
    return question_page(visit, pages, &visit.form, {}, {*typed});
  }
  if (visit.form.text("seen") != number_of(*visit.file, pages, set().vocabulary))
    return conflict(visit, pages);
  const Form plain = with_plain_dates(visit.form, pages, words_);
  const Taken taken = take(visit.file->source(), pages, plain, set(), *worker_.budget);
  if (!taken.faults.empty()) return question_page(visit, pages, &visit.form, taken.faults);
  if (const auto own = own_faults(visit, pages, taken); !own.empty())
    return question_page(visit, pages, &visit.form, {}, own);
  Diagnostics out;
  if (!save(visit, without_what_is_not(pages, taken.text), out)) {
    if (!out.reported()) return conflict(visit, pages);
    return told(visit, out, 507);
  }
  if (is_all) return see(address(visit.look, "/"));
  read_again(visit);
  if (visit.form.text("do") == "pick" && pages.front().list) {
    const std::string then = where_then(visit);
    return see(
        then.empty() ? address(visit.look, "/question", {{"page", pages.front().list->id}}) : then
    );
  }
  return see(behind(visit, pages.front()));
}

/// What stands in the file now and what was typed here, side by side; nothing is saved over. Of a
/// list only what was typed: what stands in its place by now may be another one.
Reply Site::conflict(Visit& visit, const std::vector<Asked>& pages) {
  const Look& look = visit.look;
  const Asked& first = pages.front();
  const Asked where = first.list ? Asked{first.list, nullptr, 0} : first;
  const std::string there =
      is_there(visit, where) ? address(look, "/question", query_of(where)) : address(look, "/");
  visit.belongs_to(there);
  Sheet sheet;
  sheet.title = say(look, "conflict");
  sheet.troubles.push_back({say(look, "conflict.more"), {}});
  std::string& html = sheet.main;
  html = "<h1>" + text(sheet.title) + "</h1>\n<dl class=\"answers\">\n";
  for (const Asked& asked : pages) {
    for (std::size_t i = 0; i < asked.page->fields.size(); ++i) {
      const Field& field = asked.page->fields[i];
      const Answered& answered = visit.file->answered();
      html += "<div><dt>" + text(field.label.in(look.language)) + "</dt>\n";
      if (!first.list)
        html += "<dd><strong>" + text(say(look, "conflict.file")) + "</strong> " +
                text(spoken(look, asked, field, answered, set().vocabulary)) + "</dd>\n";
      const std::string typed = sent(visit.form, *asked.page, i);
      html += "<dd><strong>" + text(say(look, "conflict.typed")) + "</strong> " +
              text(spoken_value(look, field, typed, answered, set().vocabulary)) + "</dd></div>\n";
    }
  }
  html += "</dl>\n<p>" +
          link(there, say(look, first.list ? "conflict.list" : "conflict.again"), "button") +
          "</p>\n";
  return shown(visit, sheet, 409);
}

Reply Site::remove_item(Visit& visit) {
  const Page* list = interview_.page(visit.form.text("page"));
  const std::size_t item = visit.item();
  const Answered& answered = visit.file->answered();
  if (!list || !list->is_list || !is_there(visit, {list, nullptr, 0}))
    return trouble(visit, 409, "conflict");
  // The same sent twice would take away the next one.
  if (item == 0 || item > answered.count(list->at) ||
      visit.form.text("seen") != number_of_list(*visit.file, *list))
    return list_page(visit, *list, {{say(visit.look, "list-changed"), {}}}, 409);
  const std::string said = summary_of(visit.look, *list, item, answered, set().vocabulary);
  Path at = list->at;
  at.back().number = item;
  const std::string text = answered.without(at);
  // Somebody may point at it: an opinion at its doctor.
  const Source without{"", text, Source::Holds::patient_data};
  const Diagnostics before = told_of(visit.file->source(), set(), *worker_.budget),
                    after = told_of(without, set(), *worker_.budget);
  if (after.errors() > before.errors()) {
    Sheet sheet;
    sheet.title = say(visit.look, "still-needed");
    sheet.main = "<h1>" + serve::text(sheet.title) + "</h1>\n<p>" +
                 serve::text(say(visit.look, "still-needed.more", {said})) + "</p>\n<p>" +
                 link(
                     address(visit.look, "/question", {{"page", list->id}}),
                     say(visit.look, "back"),
                     "button"
                 ) +
                 "</p>\n";
    return shown(visit, sheet, 409);
  }
  Diagnostics out;
  if (!save(visit, text, out))
    return out.reported() ? told(visit, out, 507) : trouble(visit, 409, "conflict");
  return see(address(visit.look, "/question", with_then(visit, {{"page", list->id}})));
}

/// Takes the last answers back, if nobody has written the file since, and the page that was asked
/// on has seen them.
Reply Site::undo(Visit& visit) {
  auto& former = former_.answers;
  if (former_.path != visit.file->path() || former.empty()) return see(address(visit.look, "/"));
  const Former last = former.back();
  const std::string& now = visit.file->source().text();
  if (last.after != now || visit.form.text("seen") != number_of_text(now))
    return trouble(visit, 409, "conflict");
  Diagnostics out;
  if (visit.file->save(last.before, out) != CaseFile::Save::done)
    return out.reported() ? told(visit, out, 507) : trouble(visit, 409, "conflict");
  visit.look.undo = former.size() > 1 ? number_of_text(last.before) : "";
  former.pop_back();
  return undone(visit, last.before);
}

/// Which answers were taken back: as they were, and as they stand now.
Reply Site::undone(Visit& visit, const std::string& before) {
  const Look& look = visit.look;
  visit.belongs_to(address(look, "/check"));
  const Source source{"", before, Source::Holds::patient_data};
  Diagnostics untold;
  const auto is = Answered::read(source, set().vocabulary, untold, worker_.budget.get());
  if (!is) return see(address(look, "/check"));
  std::string rows;
  for (const Page& page : interview_.pages) {
    const std::string then = answer_of(visit, page, visit.file->answered()),
                      now = answer_of(visit, page, *is);
    if (then == now) continue;
    const std::string ask = this->ask(visit, page);
    rows +=
        "<div><dt>" + text(ask) + "</dt>\n<dd><p><strong>" + text(say(look, "undone.was")) +
        "</strong></p>\n" + then + "</dd>\n<dd><p><strong>" + text(say(look, "undone.is")) +
        "</strong></p>\n" + now + "<p>" +
        link(
            address(look, "/question", {{"page", page.id}, {"then", "check"}}), say(look, "change")
        ) +
        "<span class=\"hidden\"> " + text(ask) + "</span></p></dd></div>\n";
  }
  Sheet sheet;
  sheet.title = say(look, "undone");
  std::string again = asked_again(visit, *is);
  const Path charts{element_step("source")};
  if (visit.file->answered().count(charts) > is->count(charts))
    again += "<p>" + text(say(look, "undone.file")) + "</p>\n<p>" +
             link(address(look, "/import"), say(look, "add-file"), "button") + "</p>\n";
  sheet.main =
      "<h1>" + text(sheet.title) + "</h1>\n" + again +
      (rows.empty() ? !again.empty() ? "" : "<p>" + text(say(look, "undone.other")) + "</p>\n"
                    : "<dl class=\"answers\">\n" + rows + "</dl>\n") +
      "<p>" + link(address(look, "/check"), say(look, "check"), "button") + "</p>\n";
  return shown(visit, sheet);
}

}  // namespace engine::serve
