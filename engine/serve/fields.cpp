// A field of a page as HTML: a label, a hint, what is wrong, and the boxes.

#include "engine/serve/page.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

using vocabulary::Type;

/// One field while it is written.
struct Boxes {
  const Look& look;
  const Asked& asked;
  const FieldView& view;
  const Field& field;
  std::string name, id;
  std::string value;  ///< what the case holds, or what was sent in its place

  std::string fault() const {
    const auto found = view.faults.find(name);
    return found == view.faults.end() ? std::string{} : found->second;
  }
  /// The ids of what is read out with a box.
  std::string described() const {
    std::string ids;
    if (!hint().empty()) ids += id + "-hint";
    if (!fault().empty()) ids += (ids.empty() ? "" : " ") + id + "-error";
    return ids.empty() ? ids : " aria-describedby=\"" + ids + '"';
  }
  std::string attributes() const {
    return described() + (fault().empty() ? "" : " aria-invalid=\"true\"");
  }
  std::string hint() const {
    if (!field.hint.by_language.empty()) return field.hint.in(look.language);
    return field.widget == Widget::date ? say(look, "date.hint") : "";
  }
  std::string label() const { return field.label.in(look.language); }
};

std::string around(const Boxes& boxes) {
  std::string html;
  if (!boxes.hint().empty())
    html += "<p class=\"hint\" id=\"" + boxes.id + "-hint\">" + text(boxes.hint()) + "</p>\n";
  if (!boxes.fault().empty())
    html += "<p class=\"error\" id=\"" + boxes.id + "-error\"><span class=\"hidden\">" +
            text(say(boxes.look, "error-title")) + "</span> " + text(boxes.fault()) + "</p>\n";
  return html;
}

/// What tells a suggestion from others: whether it goes on, when it began and when it ended.
std::string more_of(const Boxes& boxes, const std::string& words) {
  const Field& from = boxes.field;
  Path item{
      from.suggest.begin(),
      from.suggest.begin() + static_cast<std::ptrdiff_t>(from.suggest_item) + 1};
  const vocabulary::Term* term = term_at(*boxes.view.vocabulary, item);
  Path said = from.suggest;
  const std::size_t items = boxes.view.answered->count(item);
  std::string more;
  for (std::size_t i = 1; i <= items && more.empty(); ++i) {
    said[from.suggest_item].number = item.back().number = i;
    if (suggested_at(*boxes.view.answered, said, from.suggest_item) != words) continue;
    const auto add = [&](const vocabulary::Term* inner, Widget widget, std::string_view around) {
      if (!inner) return;
      Field field;
      field.term = inner;
      field.widget = widget;
      field.path = {inner->is_attribute ? attribute_step(inner->name) : element_step(inner->name)};
      Page page;
      page.at = item;
      const std::string one = spoken(
          boxes.look, {&page, nullptr, 0}, field, *boxes.view.answered, *boxes.view.vocabulary
      );
      if (!one.empty())
        more +=
            (more.empty() ? "" : ", ") + (around.empty() ? one : say(boxes.look, around, {one}));
    };
    add(term->child("status", true), Widget::choice, {});
    add(term->child("onset", false), Widget::date, "entry.onset");
    add(term->child("end", false), Widget::date, "entry.end");
  }
  return more;
}

/// They are to be seen and chosen, and a line is for something else.
std::string one_of(const Boxes& boxes, const std::vector<std::string>& words) {
  const bool is_one = std::ranges::find(words, boxes.value) != words.end();
  std::string html = "<fieldset class=\"field choices\"" + boxes.described() + ">\n<legend>" +
                     text(boxes.label()) + "</legend>\n" + around(boxes) + "<p class=\"hint\">" +
                     text(say(boxes.look, "from-your-file")) + "</p>\n";
  const auto choice = [&](const std::string& value, const std::string& more, bool is_chosen) {
    const std::string label =
        value.empty() || more.empty() ? value + more : apart(value) + " – " + more;
    const std::string id = boxes.id + "-of-" + in_query(value);
    html += "<div class=\"choice\"><input type=\"radio\" id=\"" + id + "\" name=\"" + boxes.name +
            ":of\" value=\"" + plain(value) + '"' + (is_chosen ? " checked" : "") +
            "><label for=\"" + id + "\">" + text(label) + "</label></div>\n";
  };
  for (const std::string& one : words) choice(one, more_of(boxes, one), one == boxes.value);
  choice("", say(boxes.look, "none-of-these"), false);
  const std::string typed = is_one ? "" : boxes.value;
  return html + hidden(boxes.name + ":was", typed) + "<label for=\"" + boxes.id + "\">" +
         text(say(boxes.look, "something-else")) + "</label>\n<input id=\"" + boxes.id +
         "\" name=\"" + boxes.name + "\" type=\"text\" value=\"" + plain(typed) +
         "\" autocomplete=\"off\"" + boxes.attributes() + ">\n</fieldset>\n";
}

std::string suggestions(const Boxes& boxes) {
  if (!boxes.field.term->list || boxes.field.term->type != Type::text) return {};
  std::string html = "<datalist id=\"" + boxes.id + "-list\">\n";
  for (const Choice& choice :
       choices_of(boxes.field, *boxes.view.answered, *boxes.view.vocabulary, boxes.look.language))
    html += "<option value=\"" + plain(choice.label) + "\"></option>\n";
  return html + "</datalist>\n";
}

std::string line_of(const Boxes& boxes) {
  if (const auto words = suggestions_for(boxes.field, *boxes.view.answered); !words.empty())
    return one_of(boxes, words);
  const vocabulary::Term& term = *boxes.field.term;
  std::string html = "<div class=\"field\">\n<label for=\"" + boxes.id + "\">" +
                     text(boxes.label()) + "</label>\n" + around(boxes);
  if (boxes.field.widget == Widget::lines)
    return html + "<textarea id=\"" + boxes.id + "\" name=\"" + boxes.name +
           "\" rows=\"4\" autocomplete=\"off\"" + boxes.attributes() + ">\n" + plain(boxes.value) +
           "</textarea>\n</div>\n";
  const std::string list = suggestions(boxes);
  html += "<input id=\"" + boxes.id + "\" name=\"" + boxes.name + "\" type=\"text\" value=\"" +
          plain(boxes.value) + "\" autocomplete=\"off\"";
  if (term.type == Type::number) html += " inputmode=\"numeric\" class=\"short\"";
  if (term.type == Type::decimal) html += " inputmode=\"decimal\" class=\"short\"";
  if (!list.empty()) html += " list=\"" + boxes.id + "-list\"";
  return html + boxes.attributes() + ">\n" + list + "</div>\n";
}

std::string date_of(const Boxes& boxes, const Form* sent) {
  DatePieces pieces = pieces_of(boxes.value);
  if (sent && sent->has(boxes.name + ":y")) {
    pieces = {
        std::string{sent->text(boxes.name + ":y")},
        std::string{sent->text(boxes.name + ":m")},
        std::string{sent->text(boxes.name + ":d")},
        std::string{sent->text(boxes.name + ":t")}};
  }
  std::string html = "<fieldset class=\"field date\"" + boxes.described() + ">\n<legend>" +
                     text(boxes.label()) + "</legend>\n" + around(boxes) + "<div class=\"row\">\n";
  const auto piece = [&](const char* which, const char* word, const std::string& value) {
    const std::string id = boxes.id + (which[0] == 'm' ? "" : std::string{"-"} + which);
    html += "<div><label for=\"" + id + "\">" + text(say(boxes.look, word)) +
            "</label>\n<input id=\"" + id + "\" name=\"" + boxes.name + ':' + which +
            "\" type=\"text\" inputmode=\"numeric\" class=\"" + (which[0] == 'y' ? "four" : "two") +
            "\" value=\"" + plain(value) + "\" autocomplete=\"off\"" +
            (boxes.fault().empty() ? "" : " aria-invalid=\"true\"") + "></div>\n";
  };
  piece("m", "month", pieces.month);
  piece("d", "day", pieces.day);
  piece("y", "year", pieces.year);
  if (boxes.field.widget == Widget::date_time)
    html += "<div><label for=\"" + boxes.id + "-t\">" + text(say(boxes.look, "time")) +
            "</label>\n<input id=\"" + boxes.id + "-t\" name=\"" + boxes.name +
            ":t\" type=\"time\" value=\"" + plain(pieces.time) + "\" autocomplete=\"off\"></div>\n";
  return html + "</div>\n</fieldset>\n";
}

bool is_ticked(const Boxes& boxes, std::string_view code) {
  if (boxes.field.widget != Widget::boxes) return boxes.value == code;
  return std::ranges::any_of(words_of(boxes.value), [&](auto one) { return one == code; });
}

/// Several choices, all to be seen; of very many a list to choose from.
std::string choice_of(const Boxes& boxes) {
  auto choices =
      choices_of(boxes.field, *boxes.view.answered, *boxes.view.vocabulary, boxes.look.language);
  // What was chosen once stays a choice.
  const bool is_one = boxes.field.widget == Widget::choice && !boxes.value.empty();
  if (is_one && std::ranges::find(choices, boxes.value, &Choice::value) == choices.end())
    choices.push_back(
        {boxes.value,
         label_of_choice(
             boxes.field,
             boxes.value,
             *boxes.view.answered,
             *boxes.view.vocabulary,
             boxes.look.language
         )}
    );
  std::string html = hidden(boxes.name + ":asked", "1");
  const char* type = boxes.field.widget == Widget::boxes ? "checkbox" : "radio";
  html += "<fieldset class=\"field choices\"" + boxes.described() + ">\n<legend>" +
          text(boxes.label()) + "</legend>\n" + around(boxes);
  if (choices.empty())
    return html + "<p class=\"hint\">" + text(say(boxes.look, "nobody-yet")) +
           "</p>\n</fieldset>\n";
  bool is_first = true;
  for (const Choice& choice : choices) {
    const std::string id = boxes.id + (is_first ? "" : '-' + in_query(choice.value));
    html += "<div class=\"choice\"><input type=\"" + std::string{type} + "\" id=\"" + id +
            "\" name=\"" + boxes.name + "\" value=\"" + plain(choice.value) + '"' +
            (is_ticked(boxes, choice.value) ? " checked" : "") + "><label for=\"" + id + "\">" +
            text(choice.label) + "</label></div>\n";
    is_first = false;
  }
  // What was chosen once can be left open again.
  if (is_one)
    html += "<div class=\"choice\"><input type=\"radio\" id=\"" + boxes.id + "-none\" name=\"" +
            boxes.name + "\" value=\"\"><label for=\"" + boxes.id + "-none\">" +
            text(say(boxes.look, "no-answer")) + "</label></div>\n";
  return html + "</fieldset>\n";
}

}  // namespace

std::string spoken_date(const Look& look, std::string_view value) {
  const auto date = parse_date(value.substr(0, value.find('T')));
  if (!date) return std::string{value};
  const std::string year = std::to_string(date->year);
  std::string said = year;
  if (date->month > 0)
    said = say(look, "month-year", {say(look, "month." + std::to_string(date->month)), year});
  if (date->day > 0)
    said =
        say(look,
            "whole-date",
            {say(look, "month." + std::to_string(date->month)), std::to_string(date->day), year});
  const auto time = value.find('T');
  return time == value.npos ? said : said + ", " + std::string{value.substr(time + 1)};
}

std::string with_spoken_dates(const Look& look, std::string words) {
  // As quoted_value() writes a value of a case: '2026-11-30'.
  for (auto at = words.find('\''); at != words.npos; at = words.find('\'', at + 1)) {
    const auto end = words.find('\'', at + 1);
    if (end == words.npos) break;
    const std::string value = words.substr(at + 1, end - at - 1);
    if (value.size() < 4 || !parse_date(value)) continue;
    const std::string said = spoken_date(look, value);
    words.replace(at, end + 1 - at, said);
    at += said.size() - 1;
  }
  return words;
}

std::string id_of(const Page& page, std::size_t field) {
  return page.id + '-' + std::to_string(field);
}

std::vector<std::string> suggestions_for(const Field& field, const Answered& answered) {
  constexpr std::size_t most = 30;
  std::vector<std::string> all;
  Path path = field.suggest;
  if (path.empty()) return all;
  const auto end = path.begin() + static_cast<std::ptrdiff_t>(field.suggest_item) + 1;
  const std::size_t items = answered.count({path.begin(), end});
  for (std::size_t i = 1; i <= std::min(items, most); ++i) {
    path[field.suggest_item].number = i;
    const Path item{
        path.begin(), path.begin() + static_cast<std::ptrdiff_t>(field.suggest_item) + 1};
    if (is_private(answered, item)) continue;
    std::string words = suggested_at(answered, path, field.suggest_item);
    if (!words.empty() && std::ranges::find(all, words) == all.end())
      all.push_back(std::move(words));
  }
  return all;
}

bool is_shown(const Asked& asked, const Field& field, const Answered& answered) {
  const auto says = [&](const Path& path) {
    return !path.empty() && !answered.value(joined(asked.base(), path)).empty();
  };
  const bool has_rival = says(field.not_beside);
  if (!field.only_with.empty() && !says(field.only_with)) return false;
  return (!field.only_if_there && !has_rival) || !stored(answered, asked, field).empty();
}

std::string fields_of(const Look& look, const Asked& asked, const FieldView& view) {
  std::string html;
  for (std::size_t i = 0; i < asked.page->fields.size(); ++i) {
    const Field& field = asked.page->fields[i];
    if (!is_shown(asked, field, *view.answered)) continue;
    const bool was_sent = view.sent && is_sent(*view.sent, *asked.page, i);
    const Boxes boxes{
        look,
        asked,
        view,
        field,
        name_of(*asked.page, i),
        id_of(*asked.page, i),
        was_sent ? sent(*view.sent, *asked.page, i)
                 : words_of_code(field, stored(*view.answered, asked, field), look.language)};
    switch (field.widget) {
      case Widget::line:
      case Widget::lines:
        html += line_of(boxes);
        break;
      case Widget::date:
      case Widget::date_time:
        html += date_of(boxes, view.sent);
        break;
      case Widget::choice:
      case Widget::boxes:
        html += choice_of(boxes);
        break;
    }
  }
  return html;
}

std::string spoken(
    const Look& look,
    const Asked& asked,
    const Field& field,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary
) {
  return spoken_value(look, field, stored(answered, asked, field), answered, vocabulary);
}

std::string spoken_value(
    const Look& look,
    const Field& field,
    std::string_view value,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary
) {
  if (field.widget == Widget::date || field.widget == Widget::date_time)
    return spoken_date(look, value);
  if (field.widget != Widget::choice && field.widget != Widget::boxes)
    return words_of_code(field, value, look.language);
  std::string said;
  for (const std::string_view code : words_of(value)) {
    if (!said.empty()) said += ", ";
    said += apart(label_of_choice(field, code, answered, vocabulary, look.language));
  }
  return said;
}

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
      words = brief(title_of(answered, at));
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
    words = apart(words);
    if (words.empty() || words == said) continue;  // an office that is called as it is
    said += (said.empty() ? "" : " – ") + words;
  }
  return said.empty() ? say(look, "still-empty") : said;
}

}  // namespace engine::serve
