#include "engine/serve/answers.hpp"

#include "engine/base/phone.hpp"
#include "engine/casefile/casefile.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace engine::serve {

namespace {

using vocabulary::Type;

constexpr std::size_t most_of_boxes = 200;

Path with_number(Path path, std::size_t number) {
  if (!path.empty()) path.back().number = number;
  return path;
}

/// The place of one box: its element, by the attribute that holds the code.
Path path_of_box(const Asked& asked, const Field& field, std::string_view code) {
  Path path = joined(asked.base(), field.path);
  path.back().key = field.key;
  path.back().value = code;
  return path;
}

/// Elements whose own words are the code, such as <format>portal</format>: the number of the one.
std::optional<std::size_t> number_of_words(
    const Answered& answered, const Path& path, std::string_view code
) {
  for (std::size_t i = 1; i <= std::min(answered.count(path), most_of_boxes); ++i) {
    if (answered.value(with_number(path, i)) == code) return i;
  }
  return std::nullopt;
}

std::set<std::string, std::less<>> lines_of(std::string_view text) {
  std::set<std::string, std::less<>> lines;
  for (const std::string_view word : words_of(text)) lines.emplace(word);
  return lines;
}

/// The text of a case while it is changed, step by step.
class Changing {
 public:
  Changing(const Source& source, const vocabulary::Vocabulary& vocabulary, const Budget& budget)
      : source_{std::make_unique<Source>(
            source.name(), source.text(), Source::Holds::patient_data
        )},
        vocabulary_{vocabulary},
        budget_{budget} {
    read();
  }

  const Answered& answered() const { return *answered_; }
  const Source& source() const { return *source_; }

  void become(std::string text) {
    if (text == source_->text()) return;
    source_ =
        std::make_unique<Source>(source_->name(), std::move(text), Source::Holds::patient_data);
    read();
  }

 private:
  void read() {
    Diagnostics untold;
    auto answered = Answered::read(*source_, vocabulary_, untold, &budget_);
    // The text was read before it was changed, and what is put into it is escaped.
    if (!answered) throw std::logic_error("a case that cannot be read any more");
    answered_.emplace(*std::move(answered));
  }

  std::unique_ptr<Source> source_;
  const vocabulary::Vocabulary& vocabulary_;
  const Budget& budget_;
  std::optional<Answered> answered_;
};

void change_boxes(
    Changing& to, const Asked& asked, const Field& field, std::string_view was, std::string_view is
) {
  const auto before = lines_of(was), after = lines_of(is);
  const Path plain = joined(asked.base(), field.path);
  for (const std::string& code : before) {
    if (after.contains(code)) continue;
    if (!field.key.empty()) {
      to.become(to.answered().without(path_of_box(asked, field, code)));
    } else if (const auto number = number_of_words(to.answered(), plain, code)) {
      to.become(to.answered().without(with_number(plain, *number)));
    }
  }
  // In the order of the choices, which is that of the form.
  for (const std::string_view code : words_of(is)) {
    if (before.contains(std::string{code})) continue;
    if (!field.key.empty()) {
      Path path = joined(asked.base(), field.path);
      path.back().number = to.answered().count(path) + 1;
      path.push_back(attribute_step(field.key));
      to.become(to.answered().with(path, code, asked.kept()));
    } else {
      const Path next = with_number(plain, to.answered().count(plain) + 1);
      to.become(to.answered().with(next, code, asked.kept()));
    }
  }
}

/// An id for a new element that others point at: provider-2.
std::string free_id(const Answered& answered, const Path& element) {
  std::set<std::string, std::less<>> taken;
  for (const xml::Attribute& attribute : answered.tree().attributes) {
    if (attribute.name == "id") taken.emplace(attribute.value);
  }
  for (std::size_t number = 1;; ++number) {
    std::string id = element.back().name + '-' + std::to_string(number);
    if (!taken.contains(id)) return id;
  }
}

/// The id of who was chosen by a place (Choice), which is given one.
std::string with_id(Changing& to, const Field& field, const std::string& chosen) {
  const auto element = element_of_choice(field, chosen);
  if (!element || !to.answered().has(*element)) return chosen;
  std::string id = free_id(to.answered(), *element);
  to.become(to.answered().with(joined(*element, {attribute_step("id")}), id, element->size()));
  return id;
}

/// What an item has from the beginning, once it is there.
void give(Changing& to, const Asked& asked, const vocabulary::Vocabulary& vocabulary) {
  const Path base = asked.base();
  if (!asked.list || !to.answered().has(base)) return;
  const vocabulary::Term* term = term_at(vocabulary, base);
  const Path id = joined(base, {attribute_step("id")});
  if (term && term->child("id", true) && to.answered().value(id).empty())
    to.become(to.answered().with(id, free_id(to.answered(), base), base.size()));
  for (const Given& given : asked.list->given) {
    const Path path = joined(base, given.path);
    if (to.answered().value(path).empty())
      to.become(to.answered().with(path, given.value, base.size()));
  }
}

/// What else the case says of whom or what was chosen, where nothing stands yet.
void bring(Changing& to, const Asked& asked, const Field& field, std::string_view chosen) {
  if (field.brings.empty()) return;
  Path words = field.suggest;
  const auto end = words.begin() + static_cast<std::ptrdiff_t>(field.suggest_item) + 1;
  const std::size_t items = to.answered().count({words.begin(), end});
  for (std::size_t i = 1; i <= items; ++i) {
    words[field.suggest_item].number = i;
    if (suggested_at(to.answered(), words, field.suggest_item) != chosen) continue;
    const Path item{
        words.begin(), words.begin() + static_cast<std::ptrdiff_t>(field.suggest_item) + 1};
    for (const Path& path : field.brings) {
      const Path own = joined(asked.base(), path);
      const std::string said = to.answered().value(joined(item, path));
      if (!said.empty() && to.answered().value(own).empty())
        to.become(to.answered().with(own, said, asked.kept()));
    }
    return;
  }
}

/// What a person changes is theirs: papers no longer say that a chart says so, and nobody is asked
/// about it any more.
void take_over(Changing& to, const Asked& asked, const vocabulary::Vocabulary& vocabulary) {
  const vocabulary::Term* term = term_at(vocabulary, asked.base());
  const vocabulary::Term* from = term ? term->child("from", true) : nullptr;
  // A record has a day of that name.
  if (!from || from->refers_to != "source") return;
  const auto at = [&](const char* name) { return joined(asked.base(), {attribute_step(name)}); };
  if (to.answered().value(at("from")).empty()) return;
  for (const char* name : {"from", "basis"})
    to.become(to.answered().with(at(name), "", asked.kept()));
  if (to.answered().value(at("checked")) == "no")
    to.become(to.answered().with(at("checked"), "yes", asked.kept()));
}

bool is_of_phone(const Field& field) {
  if (field.path.empty()) return false;
  const Step& last = field.path.back();
  return field.term->type == Type::telecom && (last.value == "phone" || last.value == "fax");
}

void change(
    Changing& to, const Asked& asked, const Form& form, const vocabulary::Vocabulary& vocabulary
) {
  // What comes along with a choice is not taken away by a field that was shown empty.
  std::vector<std::string> all_was;
  for (const Field& field : asked.page->fields)
    all_was.push_back(stored(to.answered(), asked, field));
  for (std::size_t i = 0; i < asked.page->fields.size(); ++i) {
    const Field& field = asked.page->fields[i];
    if (!is_sent(form, *asked.page, i)) continue;
    const std::string& was = all_was[i];
    std::string is = code_of_words(field, sent(form, *asked.page, i));
    if (is == was) continue;
    if (is_of_phone(field)) is = grouped_phone(is);
    if (field.term->type == Type::reference) is = with_id(to, field, is);
    if (field.widget == Widget::boxes)
      change_boxes(to, asked, field, was, is);
    else
      to.become(to.answered().with(joined(asked.base(), field.path), is, asked.kept()));
    if (!is.empty() && !field.instead_of.empty())
      to.become(to.answered().with(joined(asked.base(), field.instead_of), "", asked.kept()));
    bring(to, asked, field, is);
    if (asked.list) take_over(to, asked, vocabulary);
  }
  give(to, asked, vocabulary);
}

/// A message without its place, which moves when a case is changed.
using Known = std::pair<std::string, std::string>;
std::map<Known, int> counted(const Diagnostics& told) {
  std::map<Known, int> count;
  for (const Diagnostic& one : told.all()) {
    if (one.severity == Severity::error) ++count[{one.code, one.message}];
  }
  return count;
}

/// The field in whose place a message stands; the smallest one around it.
std::string field_of(const Diagnostic& told, const Changing& to, const std::vector<Asked>& pages) {
  std::string name;
  std::size_t smallest = std::string::npos;
  for (const Asked& asked : pages) {
    for (std::size_t i = 0; i < asked.page->fields.size(); ++i) {
      const auto where = to.answered().place(joined(asked.base(), asked.page->fields[i].path));
      if (!where) continue;
      const auto begin = to.source().place(static_cast<std::uint32_t>(where->first));
      const auto end = to.source().place(static_cast<std::uint32_t>(where->second));
      const auto at = std::pair{told.line, told.column};
      if (at < std::pair{begin.line, begin.column} || at >= std::pair{end.line, end.column})
        continue;
      if (where->second - where->first >= smallest) continue;
      smallest = where->second - where->first;
      name = name_of(*asked.page, i);
    }
  }
  return name;
}

std::string with_blanks(std::initializer_list<std::string> words) {
  std::string all;
  for (const std::string& word : words) {
    if (!word.empty()) all += (all.empty() ? "" : " ") + word;
  }
  return all;
}

}  // namespace

Path Asked::base() const {
  return list ? with_number(list->at, item) : page->at;
}

std::string name_of(const Page& page, std::size_t field) {
  return page.id + ':' + std::to_string(field);
}

std::string stored(const Answered& answered, const Asked& asked, const Field& field) {
  const Path path = joined(asked.base(), field.path);
  if (field.widget != Widget::boxes) return answered.value(path);
  std::string codes;
  for (std::size_t i = 1; i <= std::min(answered.count(path), most_of_boxes); ++i) {
    Path one = with_number(path, i);
    if (!field.key.empty()) one.push_back(attribute_step(field.key));
    const std::string code = answered.value(one);
    // Of the bank each field has its part.
    const bool is_others =
        !field.bank.empty() &&
        std::ranges::none_of(field.choices, [&](const auto& own) { return own.first == code; });
    if (!code.empty() && !is_others) codes += (codes.empty() ? "" : "\n") + code;
  }
  return codes;
}

bool is_answered(const Answered& answered, const Page& page) {
  return page.is_list ? answered.count(page.at) > 0
                      : is_answered(answered, Asked{&page, nullptr, 0});
}

bool is_answered(const Answered& answered, const Asked& asked) {
  return std::ranges::any_of(asked.page->fields, [&](const Field& field) {
    return !stored(answered, asked, field).empty();
  });
}

bool is_sent(const Form& form, const Page& page, std::size_t field) {
  const std::string name = name_of(page, field);
  switch (page.fields[field].widget) {
    case Widget::date:
    case Widget::date_time:
      return form.has(name + ":y");
    case Widget::boxes:
    case Widget::choice:
      return form.has(name + ":asked");  // what nobody ticks is not sent
    default:
      return form.has(name);
  }
}

std::string sent(const Form& form, const Page& page, std::size_t field) {
  const std::string name = name_of(page, field);
  const Widget widget = page.fields[field].widget;
  if (widget == Widget::boxes) {
    std::string codes;
    for (const std::string_view code : form.all(name))
      codes += (codes.empty() ? "" : "\n") + std::string{trimmed(code)};
    return codes;
  }
  if (widget != Widget::date && widget != Widget::date_time) {
    // One that was chosen, unless other words were typed since.
    const std::string_view typed = trimmed(form.text(name)), chosen = form.text(name + ":of");
    const bool is_typed = !typed.empty() && typed != trimmed(form.text(name + ":was"));
    return std::string{chosen.empty() || is_typed ? typed : chosen};
  }
  const auto piece = [&](std::string_view which) {
    std::string text{trimmed(form.text(name + ':' + std::string{which}))};
    return text.size() == 1 && is_digit(text[0]) ? '0' + text : text;
  };
  std::string date;
  for (const std::string& part : {piece("y"), piece("m"), piece("d")})
    date += (date.empty() || part.empty() ? "" : "-") + part;
  if (widget == Widget::date_time && !piece("t").empty()) date += 'T' + piece("t");
  return date;
}

DatePieces pieces_of(std::string_view value) {
  DatePieces pieces;
  if (const auto time = value.find('T'); time != value.npos) {
    pieces.time = value.substr(time + 1);
    value = value.substr(0, time);
  }
  const auto date = parse_date(value);
  if (!date) {
    pieces.year = value;  // as it stands: the program says what is wrong with it
    return pieces;
  }
  pieces.year = std::to_string(date->year);
  if (date->month > 0) pieces.month = std::to_string(date->month);
  if (date->day > 0) pieces.day = std::to_string(date->day);
  return pieces;
}

Diagnostics told_of(const Source& source, const kind::TemplateSet& set, const Budget& budget) {
  Diagnostics told;
  const casefile::ReadOptions options{
      .vocabulary = &set.vocabulary, .questions = &set.questions, .budget = &budget};
  static_cast<void>(casefile::read(source, options, told));
  return told;
}

Taken take(
    const Source& source,
    const std::vector<Asked>& pages,
    const Form& form,
    const kind::TemplateSet& set,
    const Budget& budget
) {
  Changing to{source, set.vocabulary, budget};
  for (const Asked& asked : pages) change(to, asked, form, set.vocabulary);
  Taken taken;
  auto before = counted(told_of(source, set, budget));
  const Diagnostics told = told_of(to.source(), set, budget);
  for (const Diagnostic& one : told.all()) {
    if (one.severity != Severity::error) continue;
    const std::string field = field_of(one, to, pages);
    // What was wrong before is asked about only where it is wrong.
    if (field.empty() && before[{one.code, one.message}]-- > 0) continue;
    taken.faults.push_back({field, one});
  }
  taken.text = to.source().text();
  return taken;
}

const Page* page_for(const Interview& interview, const kind::Need& need, const Answered& answered) {
  const auto has_fact = [&](const Page& one) {
    return std::ranges::find(one.facts, need.fact) != one.facts.end();
  };
  const Page *first = nullptr, *asked = nullptr;
  for (const Page& page : interview.pages) {
    if (need.fact.empty() || (!has_fact(page) && std::ranges::none_of(page.pages, has_fact)))
      continue;
    const bool is_asked = holds(page.when, answered);
    if (is_asked && !is_answered(answered, page)) return &page;
    if (is_asked && !asked) asked = &page;
    if (!first) first = &page;
  }
  return asked ? asked : first;
}

std::string title_of(const Answered& answered, const Path& element) {
  const auto at = [&](std::string_view path) {
    return collapsed(answered.value(joined(element, *read_path(path))));
  };
  if (std::string name = at("name/text"); !name.empty()) return name;
  const std::string parts =
      with_blanks({at("name/prefix"), at("name/given"), at("name/given[2]"), at("name/family")});
  for (const std::string& title :
       {parts, at("name"), at("organization"), at("text"), at("substance")}) {
    if (!title.empty()) return title;
  }
  return at(".");
}

std::string brief(std::string name, std::size_t most) {
  if (name.size() <= most) return name;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return name.substr(0, end) + "…";
}

bool is_private(const Answered& answered, const Path& item) {
  const auto said = [&](const char* name) {
    return answered.value(joined(item, {attribute_step(name)}));
  };
  return !said("sensitive").empty() && said("include") != "yes";
}

std::string suggested_at(const Answered& answered, const Path& path, std::size_t item) {
  std::string words = collapsed(answered.value(path));
  const bool is_name = path.size() == item + 3 && path[item + 1].name == "name";
  if (!words.empty() || !is_name) return words;
  return title_of(answered, {path.begin(), path.begin() + static_cast<std::ptrdiff_t>(item) + 1});
}

std::string called(const Page& page, const Answered& answered) {
  if (page.of.empty()) return {};
  Step provider = element_step("provider");
  provider.key = "id";
  provider.value = answered.value(page.of);
  return provider.value.empty() ? "" : brief(title_of(answered, {provider}));
}

Lacks lacks_of(const Answered& answered) {
  Lacks lacks;
  for (const xml::Attribute& attribute : answered.tree().attributes)
    lacks.unchecked += attribute.name == "checked" && attribute.value == "no" ? 1 : 0;
  lacks.name = title_of(answered, *read_path("patient")).empty();
  lacks.condition = answered.value(*read_path("condition/text")).empty();
  lacks.doctor = !answered.has(*read_path("provider[@role=current]"));
  return lacks;
}

bool is_draft(const Answered& answered) {
  return answered.value(*read_path("@draft")) == "yes";
}

std::string without_draft_mark(
    const std::string& text, const kind::TemplateSet& set, const Budget& budget
) {
  const Source source{"", text, Source::Holds::patient_data};
  Diagnostics untold;
  const auto answered = Answered::read(source, set.vocabulary, untold, &budget);
  const Path mark = *read_path("@draft");
  if (!answered || answered->value(mark) != "yes" || lacks_of(*answered).anything()) return text;
  return answered->with(mark, "", 0);
}

}  // namespace engine::serve
