// How a paper comes to be that is not made: answers are tried on a copy of the case, and told where
// the packet has the paper then.

#include "engine/serve/visit.hpp"

#include <algorithm>
#include <charconv>

namespace engine::serve {

namespace {

/// A day so many days from the case's own, with a time behind it: +30T10:00.
std::string day_of(std::string_view value, const Answered& answered, Date today) {
  const auto said = parse_date(answered.value({element_step("asOf")}));
  std::int64_t days = 0;
  std::from_chars(value.data() + 1, value.data() + value.size(), days);
  const auto time = value.find('T');
  return from_day_number(day_number(said && said->day > 0 ? *said : today) + days).iso() +
         (time == value.npos ? "" : std::string{value.substr(time)});
}

/// Fills one field of a form, as a browser sends it.
void put(Form& form, const Page& page, std::size_t index, std::string_view value) {
  const std::string name = name_of(page, index);
  switch (page.fields[index].widget) {
    case Widget::date:
    case Widget::date_time: {
      const DatePieces pieces = pieces_of(value);
      form.add(name + ":y", pieces.year);
      form.add(name + ":m", pieces.month);
      form.add(name + ":d", pieces.day);
      form.add(name + ":t", pieces.time);
      break;
    }
    case Widget::choice:
    case Widget::boxes:
      form.add(name + ":asked", "1");
      form.add(name, std::string{value});
      break;
    default:
      form.add(name, std::string{value});
  }
}

/// The question about one that is not there yet.
std::string of_new(const Look& look, const Page& page) {
  std::string ask = page.ask.in(look.language);
  constexpr std::string_view gap = "{of}";
  if (const auto at = ask.find(gap); at != ask.npos)
    ask.replace(at, gap.size(), say(look, "made-by.of"));
  return ask;
}

}  // namespace

/// Where an answer of a way is given: of a list one that is new, or the one that the answer before
/// has made; of what is asked for each, for the last of them.
std::optional<Asked> Site::asked_in(
    const Visit&, const Answered& answered, const Way& way, std::size_t answer
) const {
  const std::string& id = way.answers[answer].page;
  Asked asked;
  asked.page = interview_.page(id, &asked.list);
  if (!asked.page) {
    const Page* const first = interview_.page(id + "-1");
    const Path of{element_step(first->at.front().name)};
    asked.page = interview_.page(id + '-' + std::to_string(answered.count(of)), &asked.list);
  }
  if (!asked.page) return std::nullopt;
  if (!asked.list) return asked;
  const bool goes_on = answer > 0 && interview_.page(way.answers[answer - 1].page) &&
                       std::ranges::any_of(asked.list->pages, [&](const Page& page) {
                         return page.id == way.answers[answer - 1].page && &page != asked.page;
                       });
  asked.item = answered.count(asked.list->at) + (goes_on ? 0 : 1);
  return asked;
}

Site::Tried Site::tried(const Visit& visit, const Way& way) const {
  const Look& look = visit.look;
  if (!holds(way.when, visit.file->answered())) return {};
  std::string now = to_be_shown(look, *visit.file, set().vocabulary, *worker_.budget);
  const Page* outer = nullptr;  // of the link that is being written
  Tried all;
  std::string labels;
  const auto close = [&] {
    if (!labels.empty()) all.html += " (" + labels + ')';
    labels.clear();
  };
  for (std::size_t i = 0; i < way.answers.size();) {
    const Source source{"", now, Source::Holds::patient_data};
    Diagnostics untold;
    const auto answered = Answered::read(source, set().vocabulary, untold, worker_.budget.get());
    const auto asked = answered ? asked_in(visit, *answered, way, i) : std::nullopt;
    if (!asked) return {};
    const Page& page = *asked->page;
    if (const Page* const around = asked->list ? asked->list : &page; around != outer) {
      close();
      outer = around;
      const bool is_here = is_there(visit, {outer, nullptr, 0});
      const std::string ask = is_here ? this->ask(visit, *outer) : of_new(look, *outer);
      if (!all.html.empty()) all.html += ", " + text(say(look, "made-by.then")) + ' ';
      // What is asked of one that is not there yet has no address.
      all.html +=
          is_here ? link(address(look, "/question", {{"page", outer->id}}), ask) : text(ask);
    }
    Form form;
    const std::string& id = way.answers[i].page;
    for (; i < way.answers.size() && way.answers[i].page == id; ++i) {
      const Way::Answer& one = way.answers[i];
      const auto field = std::ranges::find(page.fields, one.path, &Field::path);
      std::string value = one.value;
      if (field->term->type == vocabulary::Type::reference)
        value = choice_of_element(*field, *answered, read_path(value).value_or(Path{}));
      else if (field->widget == Widget::date || field->widget == Widget::date_time)
        value = day_of(value, *answered, options_.today);
      if (value.empty()) return {};
      put(form, page, static_cast<std::size_t>(field - page.fields.begin()), value);
      if (one.is_such && page.fields.size() == 1) continue;  // the question says it
      labels += (labels.empty() ? "" : "; ") + text(field->label.in(look.language));
      const bool is_new = field->term->type == vocabulary::Type::reference &&
                          !visit.file->answered().has(*read_path(one.value));
      if (is_new)
        labels += " <strong>" + text(say(look, "made-by.who")) + "</strong>";
      else if (!one.is_such)
        labels += " <strong>" +
                  text(spoken_value(look, *field, value, *answered, set().vocabulary)) +
                  "</strong>";
    }
    const Taken taken = take(source, {*asked}, form, set(), *worker_.budget);
    if (!taken.faults.empty()) return {};
    now = taken.text;
  }
  close();
  all.papers =
      kinds_of({visit.file->path(), std::move(now), Source::Holds::patient_data}, "packet");
  return all;
}

}  // namespace engine::serve
