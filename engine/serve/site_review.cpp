// What a chart says and nobody has looked at: why each entry is asked about, and what is decided.

#include "engine/base/fold.hpp"
#include "engine/chart/chart.hpp"
#include "engine/serve/doubts.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace engine::serve {

namespace {
using vocabulary::Term;
using vocabulary::Type;

constexpr std::size_t entries_a_page = 20;

/// An entry of a chart that nobody has looked at.
struct Entry {
  Path path;
  const Term* term;
};

void find_unchecked(
    const Answered& answered,
    const xml::Element& element,
    const Term& term,
    const Path& here,
    std::vector<Entry>& to
) {
  const auto* checked = element.attribute("checked");
  if (checked && checked->value == "no") to.push_back({here, &term});
  std::map<std::string_view, std::size_t> count;
  element.for_each_child([&](const xml::Element& child) {
    const Term* inner = term.child(child.name(), false);
    const std::size_t number = ++count[child.name()];
    if (!inner) return;
    Path path = here;
    path.push_back(element_step(std::string{child.name()}, number));
    find_unchecked(answered, child, *inner, path, to);
  });
}

std::vector<Entry> unchecked_in(
    const Answered& answered, const vocabulary::Vocabulary& vocabulary
) {
  std::vector<Entry> all;
  find_unchecked(answered, answered.tree().root(), vocabulary.root, {}, all);
  return all;
}

/// What an entry says, for a person: its words and days, and why it is asked about.
struct SaidOfEntry {
  std::string words, doubts;
};

/// Of a value that people would not understand as it stands, the page has a sentence:
/// entry.NAME.VALUE for a state, entry.NAME around a day.
SaidOfEntry words_of_entry(
    const Look& look,
    const Answered& answered,
    const Entry& entry,
    const vocabulary::Vocabulary& vocabulary
) {
  SaidOfEntry all;
  const auto add = [&](std::string& to, std::string_view between, std::string_view words) {
    if (!words.empty()) to += (to.empty() ? "" : std::string{between}) + collapsed(words);
  };
  const auto add_term = [&](const Term& term) {
    for (const char* machine : {"checked", "from", "code", "include", "id"}) {
      if (term.name == machine) return;
    }
    Path path = entry.path;
    path.push_back(term.is_attribute ? attribute_step(term.name) : element_step(term.name));
    const std::string id = "entry." + term.name, value = answered.value(path);
    if (value.empty() || (term.name == "basis" && value == "coded")) return;
    // That somebody has an allergy goes without saying.
    if (term.name == "status" && value == "active" && entry.term->name == "allergy") return;
    if (look.words->contains(id + '.' + value))
      return add(all.doubts, " ", say(look, id + '.' + value));
    Field field;
    field.term = &term;
    field.path = {path.back()};
    field.widget = term.type == Type::date                                   ? Widget::date
                   : term.type == Type::code || term.type == Type::reference ? Widget::choice
                                                                             : Widget::line;
    Page page;
    page.at = entry.path;
    const std::string said = spoken(look, {&page, nullptr, 0}, field, answered, vocabulary);
    add(all.words, " – ", look.words->contains(id) ? say(look, id, {said}) : said);
  };
  for (const bool is_attribute : {false, true}) {
    for (const Term& term : entry.term->children) {
      if (term.is_attribute == is_attribute) add_term(term);
    }
  }
  if (all.words.empty()) all.words = say(look, "still-empty");
  return all;
}

/// The words of an import for one thing, in every language.
std::vector<std::string> words_of_id(const chart::Words* words, std::string_view id) {
  std::vector<std::string> all;
  if (!words) return all;
  for (const auto& [known, said] : words->by_id) {
    if (known != id) continue;
    for (const auto& [language, one] : said.by_language) all.push_back(one);
  }
  return all;
}

/// What somebody who knows says of an entry, and the status that it has then.
constexpr std::pair<std::string_view, std::string_view> states_by_way[] = {
    {"still", "current"}, {"stopped", "stopped"}, {"goes-on", "active"}, {"over", "resolved"}};

/// The case as somebody has decided about an entry; nothing where its text cannot be read.
std::optional<std::string> decided(
    const std::string& text,
    const Entry& entry,
    std::string_view does,
    const std::optional<Doubts::Differing>& differing,
    const vocabulary::Vocabulary& vocabulary
) {
  std::string now = text;
  const auto change = [&](const auto& how) {
    const Source source{"", now, Source::Holds::patient_data};
    Diagnostics untold;
    const auto answered = Answered::read(source, vocabulary, untold);
    if (answered) now = how(*answered);
    return static_cast<bool>(answered);
  };
  const auto put = [&](const char* name, std::string_view value) {
    const Path path = joined(entry.path, {attribute_step(name)});
    return change([&](const Answered& answered) { return answered.with(path, value, 0); });
  };
  const auto take_over = [&] {
    return std::ranges::all_of(differing->instead, [&](const auto& one) {
      const bool is_attribute = one.first.starts_with('@');
      const Path path = joined(
          entry.path, {is_attribute ? attribute_step(one.first.substr(1)) : element_step(one.first)}
      );
      return change([&](const Answered& answered) {
        return answered.with(path, one.second, entry.path.size());
      });
    });
  };
  if (does == "chart" && (!differing || !take_over())) return std::nullopt;
  for (const auto& [way, status] : states_by_way) {
    if (does == way && !put("status", status)) return std::nullopt;
  }
  // What goes on has no last day, and no reason for one.
  for (const char* of_the_end : {"end", "statusReason"}) {
    const Path path = joined(entry.path, {element_step(of_the_end)});
    if ((does == "still" || does == "goes-on") && entry.term->child(of_the_end, false) &&
        !change([&](const Answered& answered) { return answered.with(path, "", 0); }))
      return std::nullopt;
  }
  const bool is_done =
      does == "leave"
          ? change([&](const Answered& answered) { return answered.without(entry.path); })
          : put("checked", does == "unknown" ? "unknown" : "yes");
  // Papers say of what nobody is sure of that it is not confirmed.
  const bool is_unsure = does == "unknown" && entry.term->child("basis", true);
  if (!is_done || (is_unsure && !put("basis", "unconfirmed"))) return std::nullopt;
  return now;
}

/// A case whose lists say again that there are none, where all is left out that a chart had.
std::string with_none(
    std::string text, const std::set<std::string>& lists, const vocabulary::Vocabulary& vocabulary
) {
  for (const std::string& list : lists) {
    const Source source{"", text, Source::Holds::patient_data};
    Diagnostics untold;
    const auto answered = Answered::read(source, vocabulary, untold);
    const auto group = answered ? answered->tree().root().child(list) : std::nullopt;
    bool is_empty = group.has_value();
    if (group) group->for_each_child([&](const xml::Element&) { is_empty = false; });
    if (is_empty) text = answered->with({element_step(list), attribute_step("status")}, "none", 0);
  }
  return text;
}

/// What the chart calls an entry.
std::string title_of_entry(const Answered& answered, const Entry& entry) {
  for (const char* name : {"name", "text", "substance", "condition"}) {
    if (std::string title = collapsed(answered.value(joined(entry.path, {element_step(name)})));
        !title.empty())
      return title;
  }
  return {};
}

/// What the report says otherwise than the case does of one entry; nothing where another entry
/// beside it has its name, since the report does not tell them apart.
std::optional<Doubts::Differing> differing_of(
    const Doubts& doubts, const Answered& answered, const Entry& entry
) {
  const std::string title = title_of_entry(answered, entry);
  Entry other = entry;
  int same = 0;
  for (std::size_t& i = other.path.back().number = 1; i <= answered.count(entry.path); ++i)
    same += title_of_entry(answered, other) == title ? 1 : 0;
  return same == 1 ? doubts.differing(title) : std::nullopt;
}

/// The first word of a name, which a medicine is known by.
std::string first_word(const std::string& title) {
  return folded(title.substr(0, title.find(' ')));
}

/// The same medicine that is in the case besides, and is to be taken: its path; nothing where there
/// is none.
std::optional<Path> other_of(const Answered& answered, const Entry& entry) {
  if (entry.term->name != "medication") return std::nullopt;
  const std::string name = first_word(title_of_entry(answered, entry));
  Entry other = entry;
  for (std::size_t& i = other.path.back().number = 1; i <= answered.count(entry.path); ++i) {
    const auto said = [&](const char* what) {
      return answered.value(joined(other.path, {attribute_step(what)}));
    };
    const bool is_it = i == entry.path.back().number;
    if (!is_it && said("checked") != "no" && said("status") != "stopped" &&
        first_word(title_of_entry(answered, other)) == name)
      return other.path;
  }
  return std::nullopt;
}

/// The ways to settle an entry, each with its words.
std::vector<std::pair<std::string_view, std::string>> ways_of(
    const Look& look,
    const Answered& answered,
    const Entry& entry,
    const std::optional<Doubts::Differing>& differing
) {
  const auto words = [&](const char* id) { return text(say(look, id)); };
  // Whoever is asked knows what the chart does not say.
  const std::string status = answered.value(joined(entry.path, {attribute_step("status")}));
  const bool may_go_on = status == "unclear" || status == "current" || status == "active";
  if (!differing && other_of(answered, entry))
    return {
        {"instead", words("review.instead")},
        {"leave", words("review.case")},
        {"take", words("review.both")},
        {"unknown", words("review.unknown")}};
  if (!differing && entry.term->name == "medication" && may_go_on)
    return {
        {"still", words("review.still")},
        {"stopped", words("review.stopped")},
        {"leave", words("review.leave")},
        {"unknown", words("review.unknown")}};
  if (!differing && entry.term->name == "problem" && (may_go_on || status == "resolved"))
    return {
        {"goes-on", words("review.goes-on")},
        {"over", words("review.over")},
        {"leave", words("review.leave")},
        {"unknown", words("review.unknown")}};
  if (!differing)
    return {
        {"take", words("review.take")},
        {"leave", words("review.leave")},
        {"unknown", words("review.unknown")}};
  // Both say that it is there: who is right is asked, in the words of each.
  const auto with = [](const std::string& said, const std::string& more) {
    return more.empty() ? said : said + ": " + more;
  };
  return {
      {"chart", with(words("review.chart"), differing->chart)},
      {"take", with(words("review.case"), differing->typed)},
      {"unknown", words("review.unknown")}};
}

}  // namespace

/// A link to the questions about an entry, for whoever knows it better than the chart; empty where
/// it is in no list.
std::string Site::way_to_change(const Visit& visit, const Path& entry) const {
  for (const Page* list : flow(visit)) {
    if (!list->is_list || list->pages.empty() || list->at.empty()) continue;
    Path one = list->at;
    one.back().number = entry.back().number;
    if (one != entry) continue;
    return "<p>" +
           link(
               address(
                   visit.look,
                   "/question",
                   {{"page", list->pages.front().id},
                    {"item", std::to_string(entry.back().number)},
                    {"then", "review"}}
               ),
               say(visit.look, "review.change")
           ) +
           "</p>\n";
  }
  return {};
}

/// What the last report asks to check, of charts that were read into this case.
Doubts Site::doubts_of(const Visit& visit) const {
  Diagnostics untold;
  return {
      report_of_case(visit, untold).value_or(""),
      words_of_id(options_.chart_words(untold), "check")};
}

/// What the chart says, entry for entry, as long as nobody has looked at it.
Reply Site::review(Visit& visit) {
  return review_page(visit);
}

Reply Site::review_page(Visit& visit, std::vector<Trouble> troubles) {
  visit.belongs_to(address(visit.look, "/review"));
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  const auto entries = unchecked_in(answered, set().vocabulary);
  Sheet sheet;
  const int status = troubles.empty() ? 200 : 409;
  sheet.troubles = std::move(troubles);
  sheet.title = say(look, entries.empty() ? "review.done" : "review");
  if (visit.form.text("new") == "no") sheet.told = say(look, "review.nothing-new");
  sheet.back = address(look, "/");
  std::string& html = sheet.main;
  html = "<h1>" + text(sheet.title) + "</h1>\n<p>" +
         text(
             say(look,
                 entries.empty() ? "review.done.more" : "review.more",
                 {std::to_string(entries.size())})
         ) +
         "</p>\n<p>" + link(address(look, "/report"), say(look, "review.report")) + "</p>\n";
  const Doubts doubts = doubts_of(visit);
  for (const std::string& one : doubts.of_all()) html += "<p class=\"why\">" + one + "</p>\n";
  const auto also = doubts.of_no_entry();
  if (!also.empty()) html += "<p>" + text(say(look, "review.also")) + "</p>\n";
  for (const std::string& one : also) html += "<p class=\"why\">" + one + "</p>\n";
  if (entries.empty()) {
    html += "<p>" + link(address(look, "/"), say(look, "continue"), "button") + "</p>\n";
    return shown(visit, sheet, status);
  }
  html += open_form(look, "/settle") + hidden("seen", number_of_text(visit.file->source().text()));
  for (std::size_t i = 0; i < std::min(entries.size(), entries_a_page); ++i) {
    const std::string name = "entry:" + std::to_string(i), id = "entry-" + std::to_string(i);
    const SaidOfEntry said = words_of_entry(look, answered, entries[i], set().vocabulary);
    html += "<fieldset class=\"field choices entry\">\n<legend><span class=\"hint\">" +
            text(say(look, "entry." + entries[i].term->name)) + "</span> " + text(said.words) +
            "</legend>\n";
    const auto reasons = doubts.of(title_of_entry(answered, entries[i]), said.words);
    if (!said.doubts.empty() && reasons.empty())
      html +=
          "<p class=\"hint\">" + text(say(look, "entry.why")) + ' ' + text(said.doubts) + "</p>\n";
    if (!reasons.empty()) {
      html += "<p class=\"hint\">" + text(say(look, "entry.doubt")) + "</p>\n<ul class=\"hint\">\n";
      for (const std::string& one : reasons) html += "<li>" + one + "</li>\n";
      html += "</ul>\n";
    }
    for (const auto& [does, words] :
         ways_of(look, answered, entries[i], differing_of(doubts, answered, entries[i])))
      html += "<div class=\"choice\"><input type=\"radio\" id=\"" + id + '-' + std::string{does} +
              "\" name=\"" + name + "\" value=\"" + std::string{does} + "\"><label for=\"" + id +
              '-' + std::string{does} + "\">" + words + "</label></div>\n";
    html += way_to_change(visit, entries[i].path) + "</fieldset>\n";
  }
  html += "<div class=\"row\">\n" + button(say(look, "continue"), "", "next") +
          link(address(look, "/"), say(look, "later"), "button quiet") + "</div>\n</form>\n";
  return shown(visit, sheet, status);
}

/// Of an answer that was taken back: the entries of charts that it had settled, which are asked
/// about again. `visit` has the case as it was with the answer.
std::string Site::asked_again(const Visit& visit, const Answered& before) const {
  const Look& look = visit.look;
  const auto words_of = [&](const Answered& answered, const Entry& entry) {
    return say(look, "entry." + entry.term->name) + ": " +
           words_of_entry(look, answered, entry, set().vocabulary).words;
  };
  std::multiset<std::string> open;
  for (const Entry& entry : unchecked_in(visit.file->answered(), set().vocabulary))
    open.insert(words_of(visit.file->answered(), entry));
  std::string rows;
  std::size_t count = 0;
  for (const Entry& entry : unchecked_in(before, set().vocabulary)) {
    const std::string words = words_of(before, entry);
    if (const auto known = open.find(words); known != open.end()) {
      open.erase(known);
      continue;
    }
    rows += "<li>" + text(words) + "</li>\n";
    ++count;
  }
  return count == 0 ? rows
                    : "<p>" + text(say(look, "undone.review", {std::to_string(count)})) +
                          "</p>\n<ul>\n" + rows + "</ul>\n<p>" +
                          link(address(look, "/review"), say(look, "review"), "button") + "</p>\n";
}

Reply Site::settle(Visit& visit) {
  if (visit.form.text("seen") != number_of_text(visit.file->source().text()))
    return review_page(visit, {{say(visit.look, "review.changed"), {}}});
  const auto entries = unchecked_in(visit.file->answered(), set().vocabulary);
  std::string now = visit.file->source().text();
  const Doubts doubts = doubts_of(visit);
  Diagnostics untold;
  const auto errors_of = [&](const std::string& text) {
    return told_of(Source{"", text, Source::Holds::patient_data}, set(), *worker_.budget).errors();
  };
  const auto none_words = words_of_id(options_.chart_words(untold), "doubt.case-none");
  const auto is_denied = [&](const Doubts& of, const Answered& answered, const Entry& entry) {
    const auto reasons = of.of(title_of_entry(answered, entry), "");
    return std::ranges::any_of(reasons, [&](const std::string& one) {
      return std::ranges::any_of(none_words, [&](const auto& said) { return one == text(said); });
    });
  };
  std::vector<Path> gone;        // in whose place one of the chart stands now
  std::set<std::string> denied;  // lists of which the case said that there are none
  bool is_any = entries.empty();
  // From the last one on, so that the numbers of those before it stay.
  for (std::size_t i = std::min(entries.size(), entries_a_page); i-- > 0;) {
    const std::string_view does = visit.form.text("entry:" + std::to_string(i));
    const auto differing = differing_of(doubts, visit.file->answered(), entries[i]);
    const auto ways = ways_of(visit.look, visit.file->answered(), entries[i], differing);
    if (std::ranges::find(ways, does, &decltype(ways)::value_type::first) == ways.end()) continue;
    is_any = true;
    auto changed = decided(now, entries[i], does, differing, set().vocabulary);
    if (!changed) return trouble(visit, 409, "conflict");
    if (does == "instead") gone.push_back(*other_of(visit.file->answered(), entries[i]));
    if (does == "leave" && is_denied(doubts, visit.file->answered(), entries[i]))
      denied.insert(entries[i].path.front().name);
    if (does == "chart" && errors_of(*changed) > errors_of(now))
      return review_page(
          visit, {{say(visit.look, "review.by-hand"), "entry-" + std::to_string(i) + "-chart"}}
      );
    now = *std::move(changed);
  }
  if (!is_any) {
    const auto differing = differing_of(doubts, visit.file->answered(), entries.front());
    const auto ways = ways_of(visit.look, visit.file->answered(), entries.front(), differing);
    const std::string first = "entry-0-" + std::string{ways.front().first};
    return review_page(visit, {{say(visit.look, "review.choose"), first}});
  }
  now = without_entries(now, std::move(gone), set().vocabulary);
  now = with_none(now, denied, set().vocabulary);
  Diagnostics out;
  if (!save(visit, now, out))
    return out.reported() ? told(visit, out, 507)
                          : review_page(visit, {{say(visit.look, "review.changed"), {}}});
  read_again(visit);
  // What else a draft lacks is asked next.
  const Lacks lacks = lacks_of(visit.file->answered());
  const bool goes_on = lacks.unchecked == 0 && lacks.anything() && is_draft(visit.file->answered());
  return see(goes_on ? first_lack(visit.look, lacks) : address(visit.look, "/review"));
}

}  // namespace engine::serve
