// The interview as it is shown: one thing a page, or the list of several.

#include "engine/base/fold.hpp"
#include "engine/casefile/messages.hpp"
#include "engine/serve/seen.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <array>

namespace engine::serve {

Reply Site::question(Visit& visit) {
  if (visit.form.text("view") == "all") {
    std::vector<Asked> all;
    for (const Page* page : flow(visit)) {
      if (page->section == visit.form.text("section") && !page->is_list)
        all.push_back({page, nullptr, 0});
    }
    if (all.empty()) return trouble(visit, 404, "no-such-page");
    return question_page(visit, all, nullptr, {});
  }
  const auto asked = asked_by(visit, visit.form);
  if (!asked) return trouble(visit, 404, "no-such-page");
  if (asked->page->is_list) return list_page(visit, *asked->page);
  return question_page(visit, {*asked}, nullptr, {});
}

Reply Site::question_page(
    Visit& visit,
    const std::vector<Asked>& pages,
    const Form* sent,
    const std::vector<Fault>& faults,
    const std::vector<OwnFault>& own
) {
  const Look& look = visit.look;
  const Asked& first = pages.front();
  const bool is_all = pages.size() > 1 || visit.form.text("view") == "all";
  visit.belongs_to(
      is_all ? address(look, "/question", {{"section", first.page->section}, {"view", "all"}})
             : address(look, "/question", query_of(first))
  );
  Sheet sheet;
  FieldView view{&visit.file->answered(), &set().vocabulary, sent, {}};
  for (const Fault& fault : faults) {
    std::string words = in_words(visit, fault.told), target;
    for (const Asked& asked : pages) {
      for (std::size_t i = 0; i < asked.page->fields.size(); ++i) {
        if (name_of(*asked.page, i) != fault.field) continue;
        target = id_of(*asked.page, i);
        // The message names the way a case has its dates; here there are boxes.
        const std::string_view no_date = casefile::messages::no_date.code;
        if (fault.told.code == no_date)
          words = say(look, "date.wrong") + " [" + std::string{no_date} + "]";
        const std::string_view no_time = casefile::messages::no_date_time.code;
        if (fault.told.code == no_time)
          words = say(look, "time.missing") + " [" + std::string{no_time} + "]";
      }
    }
    if (!fault.field.empty()) view.faults.emplace(fault.field, words);
    sheet.troubles.push_back({words, target});
  }
  for (const OwnFault& fault : own) {
    view.faults.emplace(name_of(*fault.page, fault.field), fault.words);
    sheet.troubles.push_back({fault.words, id_of(*fault.page, fault.field)});
  }
  const auto section = std::ranges::find(interview_.sections, first.page->section, &Section::id);
  const std::string section_title =
      section == interview_.sections.end() ? "" : section->title.in(look.language);
  sheet.title = is_all ? section_title : ask(visit, *first.page);
  if (!is_all) sheet.tab = ask(visit, *first.page, false);
  sheet.back = is_all ? address(look, "/") : before(visit, first);
  std::string& html = sheet.main;
  if (!is_all) html += "<p class=\"section\">" + how_far(visit, first) + "</p>\n";
  html += "<h1>" + text(sheet.title) + "</h1>\n";
  html += open_form(look, "/answer");
  if (!where_then(visit).empty()) html += hidden("then", visit.form.text("then"));
  html += hidden("seen", number_of(*visit.file, pages, set().vocabulary));
  for (const OwnFault& fault : own) {
    if (!fault.kept_if_said_again.empty()) html += hidden("sure", fault.kept_if_said_again);
  }
  if (is_all) html += hidden("section", first.page->section) + hidden("view", "all");
  for (const Asked& asked : pages) {
    if (!is_all) html += hidden("page", asked.page->id);
    if (asked.item > 0) html += hidden("item", std::to_string(asked.item));
    if (is_all) html += "<h2>" + text(ask(visit, *asked.page)) + "</h2>\n";
    const std::string why =
        asked.page->why.by_language.empty() ? "" : asked.page->why.in(look.language);
    if (!why.empty()) html += "<p class=\"why\">" + text(why) + "</p>\n";
    if (!is_all) html += wanted_by(visit, asked.list ? *asked.list : *asked.page);
    html += fields_of(look, asked, view);
  }
  html += "<div class=\"row\">\n" + button(say(look, "continue"), "", "next");
  if (!is_all)
    html += button(
        say(look, is_answered(visit.file->answered(), first) ? "leave" : "skip"), "quiet", "skip"
    );
  html += "</div>\n</form>\n";
  if (!is_all && !first.list)
    html += "<p class=\"all\">" +
            link(
                address(look, "/question", {{"section", first.page->section}, {"view", "all"}}),
                say(look, "view-all")
            ) +
            "</p>\n";
  if (is_all) html += lists_of(visit, first.page->section);
  sheet.aside = preview(visit, first.list ? first.list : first.page);
  return shown(visit, sheet, sheet.troubles.empty() ? 200 : 422);
}

/// What there may be several of, in a part that is shown as a whole.
std::string Site::lists_of(const Visit& visit, const std::string& section) const {
  const Look& look = visit.look;
  std::string html;
  for (const Page* page : flow(visit)) {
    if (page->section != section || !page->is_list) continue;
    const std::string ask = this->ask(visit, *page);
    html += "<h2>" + text(ask) + "</h2>\n" + answer_of(visit, *page, visit.file->answered()) +
            "<p><a href=\"" + plain(address(look, "/question", {{"page", page->id}})) + "\">" +
            text(say(look, "change")) + "<span class=\"hidden\"> " + text(ask) +
            "</span></a></p>\n";
  }
  return html;
}

/// Whom or what a chart names that one of a list may be.
std::string Site::named_in_file(const Visit& visit, const Page& list) const {
  std::string all;
  for (const Page& page : list.pages) {
    for (const Field& field : page.fields) {
      for (const std::string& one : suggestions_for(field, visit.file->answered()))
        all += (all.empty() ? "" : "; ") + apart(one);
    }
  }
  return all.empty()
             ? all
             : "<p class=\"hint\">" + text(say(visit.look, "named-in-file", {all})) + "</p>\n";
}

/// "Needed for: Permission to share records"; of papers that the packet has not where they are.
std::string Site::wanted_by(const Visit& visit, const Page& page) const {
  constexpr std::size_t most = 3;
  std::array<std::vector<std::string>, 3> titles;
  for (const std::string& name : papers_of(page)) {
    const kind::Kind* kind = set().kind(name);
    if (!kind) continue;
    auto& to = titles[static_cast<std::size_t>(where_is(visit, name))];
    if (to.size() < most) to.push_back(kind->title.in(visit.look.language));
  }
  constexpr std::array<std::string_view, 3> words{"needed-for", "needed-in-binder", "needed-later"};
  std::string html;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (titles[i].empty() || (i == 2 && !html.empty())) continue;
    std::string all;
    for (const std::string& title : titles[i]) all += (all.empty() ? "" : "; ") + title;
    html += "<p class=\"needed\">" + text(say(visit.look, words[i], {all})) + "</p>\n";
  }
  return html;
}

/// The kinds that say they are made of it, then those that need a fact of it.
std::vector<std::string> Site::papers_of(const Page& page) const {
  std::vector<std::string> names = page.papers;
  for (const kind::Kind& kind : set().kinds) {
    const bool needs = std::ranges::any_of(kind.needs, [&](const kind::Need& need) {
      return std::ranges::find(page.facts, need.fact) != page.facts.end();
    });
    if (needs && std::ranges::find(names, kind.name) == names.end()) names.push_back(kind.name);
  }
  return names;
}

namespace {

/// What one of a list is called, and the rest of what is said of it in a weight of its own.
std::string in_two_weights(std::string_view said) {
  constexpr std::string_view dash = " – ";
  const auto end = std::min(said.find(dash), said.size());
  return "<strong>" + text(said.substr(0, end)) + "</strong>" + text(said.substr(end));
}

/// The list wants one of its items to be the one, and none is yet.
bool is_none_picked(const Answered& answered, const Page& list) {
  if (list.pick.path.empty()) return false;
  Path at = list.at;
  const std::size_t count = answered.count(list.at);
  for (std::size_t i = 1; i <= count; ++i) {
    at.back().number = i;
    if (answered.value(joined(at, list.pick.path)) == list.pick.value) return false;
  }
  return true;
}

}  // namespace

Reply Site::list_page(Visit& visit, const Page& list, std::vector<Trouble> troubles, int status) {
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  visit.belongs_to(address(look, "/question", {{"page", list.id}}));
  Sheet sheet;
  sheet.troubles = std::move(troubles);
  sheet.title = ask(visit, list);
  sheet.tab = ask(visit, list, false);
  sheet.back = before(visit, {&list, nullptr, 0});
  std::string& html = sheet.main;
  html = "<p class=\"section\">" + how_far(visit, {&list, nullptr, 0}) + "</p>\n";
  html += "<h1>" + text(sheet.title) + "</h1>\n";
  if (!list.why.by_language.empty())
    html += "<p class=\"why\">" + text(list.why.in(look.language)) + "</p>\n";
  html += wanted_by(visit, list);
  const std::size_t count = answered.count(list.at);
  const std::string number = number_of_list(*visit.file, list);
  const bool can_pick = is_none_picked(answered, list);
  if (count > 0) html += "<ol class=\"list\">\n";
  for (std::size_t item = 1; item <= count; ++item) {
    const std::string said = summary_of(look, list, item, answered, set().vocabulary);
    Path one = list.at;
    one.back().number = item;
    const bool is_elsewhere =
        !list.elsewhere.empty() && !answered.value(joined(one, list.elsewhere)).empty();
    const Query change =
        is_elsewhere ? Query{{"page", list.elsewhere_page}}
                     : Query{{"page", list.pages.front().id}, {"item", std::to_string(item)}};
    html += "<li><div><div class=\"said\">" + in_two_weights(said) + "</div>\n<div class=\"do\">" +
            (can_pick ? pick_form(visit, list, item, said, number) : std::string{}) + "<a href=\"" +
            plain(address(look, "/question", with_then(visit, change))) + "\">" +
            text(say(look, "change")) + "<span class=\"hidden\"> " + text(said) + "</span></a>\n" +
            open_form(look, "/remove") + hidden("page", list.id) +
            hidden("item", std::to_string(item)) + hidden("seen", number) +
            (where_then(visit).empty() ? "" : hidden("then", visit.form.text("then"))) +
            "<button type=\"submit\" class=\"plain\">" + text(say(look, "remove")) +
            "<span class=\"hidden\"> " + text(said) + "</span></button></form></div></div></li>\n";
  }
  html += count > 0 ? "</ol>\n" : named_in_file(visit, list);
  // To choose a file is what people want; naming one that lies there already comes second.
  const bool has_files = list.id == "attachments";
  if (has_files) html += attach_form(visit, sheet.troubles);
  html += "<p class=\"row\">" +
          link(
              address(
                  look,
                  "/question",
                  with_then(
                      visit, {{"page", list.pages.front().id}, {"item", std::to_string(count + 1)}}
                  )
              ),
              say(look, count > 0 ? "add-another" : "add", {list.one.in(look.language)}),
              count > 0 || has_files ? "button quiet" : "button"
          ) +
          link(
              behind(visit, {&list, nullptr, 0}),
              say(look, count > 0 ? "continue" : "skip"),
              count > 0 ? "button" : "button quiet"
          ) +
          "</p>\n";
  sheet.aside = preview(visit, &list);
  return shown(visit, sheet, status);
}

/// A button that says of one of a list what is said of none of them: who the doctor is now.
/// `seen_list`: number_of_list().
std::string Site::pick_form(
    const Visit& visit,
    const Page& list,
    std::size_t item,
    std::string_view said,
    std::string_view seen_list
) const {
  const auto is_in = [words = engine::folded(said)](const std::string& one) {
    return words.find(one) != words.npos;
  };
  if (std::ranges::any_of(list.never_picked, is_in)) return {};
  for (const Page& page : list.pages) {
    const auto field = std::ranges::find(page.fields, list.pick.path, &Field::path);
    if (field == page.fields.end()) continue;
    const std::string name = name_of(page, static_cast<std::size_t>(field - page.fields.begin()));
    const std::string seen =
        number_of(*visit.file, {{&page, &list, item}}, set().vocabulary, seen_list);
    std::string html = open_form(visit.look, "/answer");
    const std::string number = std::to_string(item), asked = name + ":asked";
    Query fields{
        {"seen", seen},
        {"page", page.id},
        {"item", number},
        {asked, "1"},
        {name, list.pick.value},
        {"do", "pick"}};
    fields = with_then(visit, std::move(fields));
    for (const auto& [field_name, value] : fields) html += hidden(field_name, value);
    return html + "<button type=\"submit\" class=\"plain\">" +
           text(list.pick_words.in(visit.look.language)) + "<span class=\"hidden\"> " + text(said) +
           "</span></button></form>\n";
  }
  return {};
}

}  // namespace engine::serve
