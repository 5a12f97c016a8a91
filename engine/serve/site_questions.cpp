// The interview: where to begin, one thing a page, what was answered.

#include "engine/serve/visit.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// A number for all that the case says in a list, and in the one around it.
std::string number_of_list(const CaseFile& file, const Page& list) {
  const Path all{element_step(list.at.front().name)};
  std::string said = std::to_string(list.at.front().number);
  for (std::size_t i = 1; i <= file.answered().count(all); ++i) {
    const auto place = file.answered().place({element_step(list.at.front().name, i)});
    if (place)
      said += '\0' + file.source().text().substr(place->first, place->second - place->first);
  }
  return number_of_text(said);
}

/// A number for what a form shows of the case, and of what it is about: when it is another one at
/// saving, somebody else has answered meanwhile. An item is told from all others by every word that
/// the case has of its list, and somebody who may be chosen by name: a place in a list, or an id
/// that is given anew, may mean another one by then.
std::string number_of(
    const CaseFile& file, const std::vector<Asked>& pages, const vocabulary::Vocabulary& vocabulary
) {
  const Answered& answered = file.answered();
  std::string all;
  for (const Asked& asked : pages) {
    for (const Field& field : asked.page->fields) {
      all += stored(answered, asked, field) + '\0';
      if (field.term->type != vocabulary::Type::reference) continue;
      for (const Choice& one : choices_of(field, answered, vocabulary, language_tag::english))
        all += one.value + '\0' + one.label + '\0';
    }
    if (asked.list || !asked.page->of.empty())
      all += number_of_list(file, asked.list ? *asked.list : *asked.page);
  }
  return number_of_text(all);
}

/// What one of a list is told from another by.
std::string summary_of(
    const Look& look,
    const Page& list,
    std::size_t item,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary
) {
  std::string said;
  for (const Path& shown : list.shows) {
    Path at = list.at;
    at.back().number = item;
    std::string words;
    if (shown.empty() || (shown.size() == 1 && shown[0].name == "name" && !shown[0].is_attribute)) {
      words = title_of(answered, at);
    } else {
      Field field;
      field.path = shown;
      field.term = term_at(vocabulary, joined(at, shown));
      const auto type = field.term->type;
      using vocabulary::Type;
      if (type == Type::date) field.widget = Widget::date;
      if (type == Type::date_time) field.widget = Widget::date_time;
      if (type == Type::code || type == Type::reference || type == Type::yes_no)
        field.widget = Widget::choice;
      words = spoken(look, {&list, &list, item}, field, answered, vocabulary);
      const auto offered = std::ranges::find_if(list.bank, [&](const auto& one) {
        return field.term->of_question_bank && one.first == words;
      });
      if (offered != list.bank.end()) words = offered->second.in(look.language);
    }
    if (words.empty() || words == said) continue;  // an office that is called as it is
    said += (said.empty() ? "" : " – ") + words;
  }
  return said.empty() ? say(look, "still-empty") : said;
}

/// Whether a page has an answer, and not one that still lacks what every paper needs.
bool is_answered(const Answered& answered, const Page& page, const Lacks& lacks) {
  if (lacks.doctor && page.pick.value == "current") return false;
  if (page.is_list) return answered.count(page.at) > 0;
  return std::ranges::any_of(page.fields, [&](const Field& field) {
    return !stored(answered, {&page, nullptr, 0}, field).empty();
  });
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
  if (is_draft(answered) && lacks.anything()) sheet.main += missing_of(visit, lacks);
  const auto pages = flow(visit);
  const auto next = std::ranges::find_if(pages, [&](const Page* page) {
    return !is_answered(answered, *page, lacks);
  });
  if (next != pages.end())
    sheet.main +=
        "<p>" +
        link(address(look, "/question", {{"page", (*next)->id}}), say(look, "go-on"), "button") +
        "</p>\n";
  sheet.main += "<ol class=\"tasks\">\n";
  for (const Section& section : interview_.sections) {
    std::size_t all = 0, done = 0;
    std::string first;
    for (const Page* page : pages) {
      if (page->section != section.id) continue;
      if (first.empty()) first = page->id;
      ++all;
      done += is_answered(answered, *page, lacks) ? 1 : 0;
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
  if (asked->page->is_list) return list_page(visit, *asked->page, "");
  return question_page(visit, {*asked}, nullptr, {});
}

Reply Site::question_page(
    Visit& visit,
    const std::vector<Asked>& pages,
    const Form* sent,
    const std::vector<Fault>& faults
) {
  const Look& look = visit.look;
  const Asked& first = pages.front();
  const bool is_all = pages.size() > 1 || visit.form.text("view") == "all";
  Sheet sheet;
  FieldView view{&visit.file->answered(), &set().vocabulary, sent, {}};
  for (const Fault& fault : faults) {
    const std::string words = in_words(visit, fault.told);
    if (!fault.field.empty()) view.faults.emplace(fault.field, words);
    std::string target;
    for (const Asked& asked : pages) {
      for (std::size_t i = 0; i < asked.page->fields.size(); ++i) {
        if (name_of(*asked.page, i) == fault.field) target = id_of(*asked.page, i);
      }
    }
    sheet.troubles.push_back({words, target});
  }
  const auto section = std::ranges::find(interview_.sections, first.page->section, &Section::id);
  const std::string section_title =
      section == interview_.sections.end() ? "" : section->title.in(look.language);
  sheet.title = is_all ? section_title : ask(visit, *first.page);
  if (!is_all) sheet.tab = ask(visit, *first.page, false);
  sheet.back = is_all ? address(look, "/") : before(visit, first);
  std::string& html = sheet.main;
  if (!is_all) html += "<p class=\"section\">" + text(section_title) + "</p>\n";
  html += "<h1>" + text(sheet.title) + "</h1>\n";
  html += open_form(look, "/answer");
  html += hidden("seen", number_of(*visit.file, pages, set().vocabulary));
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
  if (!is_all) html += button(say(look, "skip"), "quiet", "skip");
  html += "</div>\n</form>\n";
  if (!is_all && !first.list)
    html += "<p class=\"all\">" +
            link(
                address(look, "/question", {{"section", first.page->section}, {"view", "all"}}),
                say(look, "view-all")
            ) +
            "</p>\n";
  sheet.aside = preview(visit, first.list ? first.list : first.page);
  return shown(visit, sheet, faults.empty() ? 200 : 422);
}

/// "Needed for: Permission to share records"
std::string Site::wanted_by(const Visit& visit, const Page& page) const {
  std::vector<std::string> titles;
  for (const std::string& name : papers_of(page)) {
    const kind::Kind* kind = set().kind(name);
    if (kind && titles.size() < 3) titles.push_back(kind->title.in(visit.look.language));
  }
  if (titles.empty()) return {};
  std::string all;
  for (const std::string& title : titles) all += (all.empty() ? "" : "; ") + title;
  return "<p class=\"needed\">" + text(say(visit.look, "needed-for", {all})) + "</p>\n";
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

Reply Site::list_page(Visit& visit, const Page& list, std::string_view trouble) {
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  Sheet sheet;
  if (!trouble.empty()) sheet.troubles.push_back({say(look, trouble), {}});
  sheet.title = ask(visit, list);
  sheet.tab = ask(visit, list, false);
  sheet.back = before(visit, {&list, nullptr, 0});
  std::string& html = sheet.main;
  html = "<h1>" + text(sheet.title) + "</h1>\n";
  if (!list.why.by_language.empty())
    html += "<p class=\"why\">" + text(list.why.in(look.language)) + "</p>\n";
  html += wanted_by(visit, list);
  const std::size_t count = answered.count(list.at);
  const std::string number = number_of_list(*visit.file, list);
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
    html += "<li><div><div class=\"said\">" + text(said) + "</div>\n<div class=\"do\">" +
            pick_form(visit, list, item, said) + "<a href=\"" +
            text(address(look, "/question", change)) + "\">" + text(say(look, "change")) +
            "<span class=\"hidden\"> " + text(said) + "</span></a>\n" + open_form(look, "/remove") +
            hidden("page", list.id) + hidden("item", std::to_string(item)) +
            hidden("seen", number) + "<button type=\"submit\" class=\"plain\">" +
            text(say(look, "remove")) + "<span class=\"hidden\"> " + text(said) +
            "</span></button></form></div></div></li>\n";
  }
  if (count > 0) html += "</ol>\n";
  html += "<p class=\"row\">" +
          link(
              address(
                  look,
                  "/question",
                  {{"page", list.pages.front().id}, {"item", std::to_string(count + 1)}}
              ),
              say(look, count > 0 ? "add-another" : "add", {list.one.in(look.language)}),
              count > 0 ? "button quiet" : "button"
          ) +
          link(
              behind(visit, {&list, nullptr, 0}),
              say(look, count > 0 ? "continue" : "skip"),
              count > 0 ? "button" : "button quiet"
          ) +
          "</p>\n";
  if (list.id == "attachments") html += attach_form(visit);
  sheet.aside = preview(visit, &list);
  return shown(visit, sheet, trouble.empty() ? 200 : 409);
}

/// A button that says of one of a list what is said of none of them: who the doctor is now.
std::string Site::pick_form(
    const Visit& visit, const Page& list, std::size_t item, std::string_view said
) const {
  const Answered& answered = visit.file->answered();
  const auto value_of = [&](std::size_t number) {
    Path at = list.at;
    at.back().number = number;
    return answered.value(joined(at, list.pick.path));
  };
  if (list.pick.path.empty()) return {};
  for (std::size_t i = 1; i <= answered.count(list.at); ++i) {
    if (value_of(i) == list.pick.value) return {};
  }
  for (const Page& page : list.pages) {
    const auto field = std::ranges::find(page.fields, list.pick.path, &Field::path);
    if (field == page.fields.end()) continue;
    const std::string name = name_of(page, static_cast<std::size_t>(field - page.fields.begin()));
    const std::string seen = number_of(*visit.file, {{&page, &list, item}}, set().vocabulary);
    std::string html = open_form(visit.look, "/answer");
    const std::string number = std::to_string(item), asked = name + ":asked";
    const Query fields{
        {"seen", seen},
        {"page", page.id},
        {"item", number},
        {asked, "1"},
        {name, list.pick.value},
        {"do", "pick"}};
    for (const auto& [field_name, value] : fields) html += hidden(field_name, value);
    return html + "<button type=\"submit\" class=\"plain\">" +
           text(list.pick_words.in(visit.look.language)) + "<span class=\"hidden\"> " + text(said) +
           "</span></button></form>\n";
  }
  return {};
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
  if (visit.form.text("do") == "skip") return see(behind(visit, pages.front()));
  if (visit.form.text("seen") != number_of(*visit.file, pages, set().vocabulary))
    return conflict(visit, pages);
  const Taken taken = take(visit.file->source(), pages, visit.form, set());
  if (!taken.faults.empty()) return question_page(visit, pages, &visit.form, taken.faults);
  Diagnostics out;
  if (!save(visit, taken.text, out)) {
    if (!out.reported()) return conflict(visit, pages);
    return told(visit, out, 507);
  }
  if (is_all) return see(address(visit.look, "/"));
  Diagnostics untold;
  auto now =
      CaseFile::open(visit.file->path(), "", options_.today, language_, set().vocabulary, untold);
  if (now) visit.file.emplace(*std::move(now));
  if (visit.form.text("do") == "pick" && pages.front().list)
    return see(address(visit.look, "/question", {{"page", pages.front().list->id}}));
  return see(behind(visit, pages.front()));
}

/// What stands in the file now and what was typed here, side by side; nothing is saved over. Of a
/// list only what was typed: what stands in its place by now may be another one.
Reply Site::conflict(Visit& visit, const std::vector<Asked>& pages) {
  const Look& look = visit.look;
  const Asked& first = pages.front();
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
  const Asked where = first.list ? Asked{first.list, nullptr, 0} : first;
  html +=
      "</dl>\n<p>" +
      link(
          is_there(visit, where) ? address(look, "/question", query_of(where)) : address(look, "/"),
          say(look, first.list ? "conflict.list" : "conflict.again"),
          "button"
      ) +
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
    return list_page(visit, *list, "list-changed");
  const std::string said = summary_of(visit.look, *list, item, answered, set().vocabulary);
  Path at = list->at;
  at.back().number = item;
  const std::string text = answered.without(at);
  // Somebody may point at it: an opinion at its doctor.
  const Source without{"", text, Source::Holds::patient_data};
  const Diagnostics before = told_of(visit.file->source(), set()), after = told_of(without, set());
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
  return see(address(visit.look, "/question", {{"page", list->id}}));
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
  former.pop_back();
  return see(address(visit.look, "/check"));
}

}  // namespace engine::serve
