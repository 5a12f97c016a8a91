#include "engine/fill/value.hpp"

#include "engine/facts/formats.hpp"

#include <charconv>

namespace engine::fill {

using casefile::Entry;
using casefile::YesNo;

namespace {

Value nothing() {
  return {};
}
Value flag(bool yes) {
  return {yes, {}};
}
Value text(std::string words, Span from, ValueArena& arena) {
  if (words.empty()) return nothing();
  return {arena.keep(std::move(words)), from};
}

/// A reference is what it names.
Value of_entry(const Entry* entry) {
  if (!entry) return nothing();
  if (const auto* reference = std::get_if<casefile::Reference>(&entry->value)) {
    if (!reference->target) return nothing();
    return {reference->target, reference->target->span};
  }
  return {entry, entry->span};
}

Value child(const Entry& parent, const vocabulary::Term& term, ValueArena& arena) {
  if (term.most == 1) {
    for (const Entry& entry : parent.entries) {
      if (entry.term == &term) return of_entry(&entry);
    }
    return nothing();
  }
  Entries all;
  for (const Entry& entry : parent.entries) {
    if (entry.term != &term) continue;
    const auto* reference = std::get_if<casefile::Reference>(&entry.value);
    all.push_back(reference ? reference->target : &entry);
  }
  return {&arena.entries.emplace_front(std::move(all)), {}};
}

Value member(const facts::Group& group, const Step& step) {
  if (step.hint < group.size()) {
    const auto& [name, fact] = group[step.hint];
    // Names of facts stand once in the program, as a rule.
    const bool is_same = name.data() == step.name.data() && name.size() == step.name.size();
    if (is_same || name == step.name) return value_of(fact);
  }
  for (const auto& [name, fact] : group) {
    if (name == step.name) return value_of(fact);
  }
  return nothing();
}

std::string number(long long value) {
  char digits[24];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

Value format_of_date(Date date, Format format, Span from, ValueArena& arena) {
  switch (format) {
    case Format::long_form:
      return text(facts::long_date(arena.in, date), from, arena);
    case Format::at_start:
      return text(facts::date_at_start(arena.in, date), from, arena);
    case Format::short_form:
      return text(facts::short_date(arena.in, date), from, arena);
    case Format::brief:
      return text(facts::brief_date(arena.in, date), from, arena);
    case Format::iso:
      return text(date.iso(), from, arena);
    case Format::year:
      return text(number(date.year), from, arena);
    case Format::by:
      return text(facts::date_in_sentence(arena.in, date, "by"), from, arena);
    case Format::since:
      return text(facts::date_in_sentence(arena.in, date, "since"), from, arena);
    case Format::on:
      return text(facts::date_in_sentence(arena.in, date, "on"), from, arena);
    default:
      return nothing();
  }
}

Value format_of_moment(
    const casefile::DateTime& moment, Format format, Span from, ValueArena& arena
) {
  switch (format) {
    case Format::long_form:
      return text(facts::long_moment(arena.in, moment), from, arena);
    case Format::at_start:
      return text(facts::moment_at_start(arena.in, moment), from, arena);
    case Format::date:
      return {moment.date, from};
    case Format::time:
      return text(facts::clock_time(arena.in, moment), from, arena);
    case Format::weekday:
      return {facts::weekday(arena.in, moment.date), from};
    default:
      return nothing();
  }
}

Value format_of_person(const Entry& person, Format format, ValueArena& arena) {
  const auto name = [&](std::string (*said)(const Entry&)) {
    return text(said(person), facts::name_span(person), arena);
  };
  const auto in_sentence = [&](facts::Called called) {
    return text(facts::name_in_sentence(arena.in, person, called), facts::name_span(person), arena);
  };
  switch (format) {
    case Format::full:
      return name(facts::full_name);
    case Format::formal:
      return text(facts::formal_name(arena.in, person), facts::name_span(person), arena);
    case Format::the_formal:
      return in_sentence(facts::Called::the);
    case Format::to_formal:
      return in_sentence(facts::Called::to);
    case Format::of_formal:
      return in_sentence(facts::Called::of);
    case Format::first:
      return name(facts::first_name);
    case Format::last:
      return name(facts::last_name);
    case Format::sort:
      return name(facts::sort_name);
    case Format::call:
      return name(facts::call_name);
    case Format::with_suffix:
      return name(facts::name_with_suffix);
    case Format::titled:
      return text(facts::titled_name(arena.in, person), facts::name_span(person), arena);
    case Format::phone:
      return of_entry(facts::telecom(person, "phone"));
    case Format::fax:
      return of_entry(facts::telecom(person, "fax"));
    case Format::email:
      return of_entry(facts::telecom(person, "email"));
    case Format::present_address:
      return of_entry(facts::present_address(person));
    default:
      return nothing();
  }
}

Value format_of_answer(YesNo answer, Format format) {
  switch (format) {
    case Format::yes:
      return flag(answer == YesNo::yes);
    case Format::no:
      return flag(answer == YesNo::no);
    case Format::unknown:
      return flag(answer == YesNo::unknown);
    default:
      return nothing();
  }
}

Value format_of_entry(const Entry& entry, Format format, ValueArena& arena) {
  if (const auto* date = std::get_if<Date>(&entry.value))
    return format_of_date(*date, format, entry.span, arena);
  if (const auto* moment = std::get_if<casefile::DateTime>(&entry.value))
    return format_of_moment(*moment, format, entry.span, arena);
  if (const auto* answer = std::get_if<YesNo>(&entry.value))
    return format_of_answer(*answer, format);
  switch (entry.term->type) {
    case vocabulary::Type::name:
    case vocabulary::Type::person:
      return format_of_person(entry, format, arena);
    case vocabulary::Type::address:
      if (format == Format::one_line) return text(facts::one_line(entry), entry.span, arena);
      return {&arena.lists.emplace_front(facts::address_lines(entry)), entry.span};
    case vocabulary::Type::verbatim:
      return {&arena.lists.emplace_front(facts::lines_of(entry.text())), entry.span};
    case vocabulary::Type::telecom:
    case vocabulary::Type::code:
      return {entry.text(), entry.span};
    default:
      return nothing();
  }
}

std::string joined(const Value& list, ValueArena& arena) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count(list); ++i) {
    const auto said = text_of(item(list, i), arena);
    if (!said.empty()) words.emplace_back(said);
  }
  return facts::joined(arena.in, words);
}

Value format_of_list(const Value& list, Format format, ValueArena& arena) {
  const std::size_t items = count(list);
  switch (format) {
    case Format::count:
      return {static_cast<long long>(items), {}};
    case Format::first_item:
      return items ? item(list, 0) : nothing();
    case Format::last_item:
      return items ? item(list, items - 1) : nothing();
    case Format::joined:
      return text(joined(list, arena), items ? item(list, 0).span : Span{}, arena);
    default:
      return nothing();
  }
}

bool is_a_list(const Value& value) {
  return std::holds_alternative<const Entries*>(value.either) ||
         std::holds_alternative<const facts::List*>(value.either) ||
         std::holds_alternative<const Texts*>(value.either);
}

Value format(const Value& from, Format format, ValueArena& arena) {
  if (is_a_list(from)) return format_of_list(from, format, arena);
  if (const auto* entry = std::get_if<const Entry*>(&from.either))
    return format_of_entry(**entry, format, arena);
  if (const auto* date = std::get_if<Date>(&from.either))
    return format_of_date(*date, format, from.span, arena);
  if (const auto* moment = std::get_if<casefile::DateTime>(&from.either))
    return format_of_moment(*moment, format, from.span, arena);
  if (const auto* word = std::get_if<facts::Word>(&from.either)) return {word->code, from.span};
  return nothing();
}

/// The code a value stands for: of a closed list of the case, or of one of facts' own.
std::string_view code_of(const Value& value) {
  if (const auto* entry = std::get_if<const Entry*>(&value.either)) return (*entry)->text();
  if (const auto* word = std::get_if<facts::Word>(&value.either)) return word->code;
  if (const auto* words = std::get_if<std::string_view>(&value.either)) return *words;
  return {};
}

/// An element that was given empty (<recordsConfirmedOn/>) says nothing; a group is there by
/// itself.
bool says_something(const Entry& entry) {
  if (const auto* answer = std::get_if<YesNo>(&entry.value)) return *answer == YesNo::yes;
  if (const auto* words = std::get_if<std::string>(&entry.value); words && !words->empty())
    return true;
  switch (entry.term->type) {
    case vocabulary::Type::group:
    case vocabulary::Type::person:
      return true;
    case vocabulary::Type::name:
    case vocabulary::Type::address:
      return !entry.entries.empty();
    default:
      return !std::holds_alternative<std::monostate>(entry.value) &&
             !std::holds_alternative<std::string>(entry.value);
  }
}

std::string_view text_of_entry(const Entry& entry, ValueArena& arena) {
  if (const auto* words = std::get_if<std::string>(&entry.value))
    return facts::said_text(arena.in, *entry.term, *words);
  if (const auto* date = std::get_if<Date>(&entry.value))
    return arena.keep(facts::long_date(arena.in, *date));
  if (const auto* moment = std::get_if<casefile::DateTime>(&entry.value))
    return arena.keep(facts::long_moment(arena.in, *moment));
  if (const auto* value = std::get_if<long long>(&entry.value)) return arena.keep(number(*value));
  if (const auto* coded = std::get_if<casefile::Coded>(&entry.value))
    return coded->code ? facts::words(arena.in, *coded->code) : std::string_view{};
  if (const auto* answer = std::get_if<YesNo>(&entry.value)) {
    return *answer == YesNo::yes  ? arena.in.yes
           : *answer == YesNo::no ? arena.in.no
                                  : arena.in.unknown;
  }
  switch (entry.term->type) {
    case vocabulary::Type::name:
    case vocabulary::Type::person:
      return arena.keep(facts::full_name(entry));
    case vocabulary::Type::address:
      return arena.keep(facts::one_line(entry));
    default:
      return {};
  }
}

}  // namespace

Value value_of(const facts::Fact& fact) {
  struct {
    Span span;
    Value operator()(std::monostate) const { return {}; }
    Value operator()(bool yes) const { return {yes, span}; }
    Value operator()(long long number) const { return {number, span}; }
    Value operator()(std::string_view text) const { return {text, span}; }
    Value operator()(Date date) const { return {date, span}; }
    Value operator()(facts::Word word) const { return {word, span}; }
    Value operator()(const Entry* entry) const { return of_entry(entry); }
    Value operator()(const std::shared_ptr<facts::List>& list) const {
      return {static_cast<const facts::List*>(list.get()), span};
    }
    Value operator()(const std::shared_ptr<facts::Group>& group) const {
      return {static_cast<const facts::Group*>(group.get()), span};
    }
  } seen{fact.span};
  return std::visit(seen, fact.either);
}

Value take(const Value& from, const Step& step, ValueArena& arena) {
  switch (step.is) {
    case Step::Is::member: {
      const auto* group = std::get_if<const facts::Group*>(&from.either);
      return group && *group ? member(**group, step) : nothing();
    }
    case Step::Is::child: {
      const auto* entry = std::get_if<const Entry*>(&from.either);
      return entry ? child(**entry, *step.term, arena) : nothing();
    }
    case Step::Is::format:
      return format(from, step.format, arena);
    case Step::Is::code:
      return flag(is_there(from) && code_of(from) == step.name);
    default:
      return from;
  }
}

Value follow(std::span<const Step> steps, const Value& from, ValueArena& arena) {
  if (steps.empty()) return from;
  Value at = take(from, steps.front(), arena);
  for (const Step& step : steps.subspan(1)) at = take(at, step, arena);
  return at;
}

bool is_there(const Value& value) {
  struct {
    bool operator()(std::monostate) const { return false; }
    bool operator()(bool yes) const { return yes; }
    bool operator()(long long) const { return true; }  // 0 is a number: "0 of 5"
    bool operator()(std::string_view text) const { return !text.empty(); }
    bool operator()(Date) const { return true; }
    bool operator()(const casefile::DateTime&) const { return true; }
    bool operator()(facts::Word word) const { return !word.code.empty(); }
    bool operator()(const Entry* entry) const { return says_something(*entry); }
    bool operator()(const Entries* list) const { return !list->empty(); }
    bool operator()(const facts::List* list) const { return list && !list->empty(); }
    bool operator()(const facts::Group* group) const { return group && !group->empty(); }
    bool operator()(const Texts* list) const { return !list->empty(); }
  } says;
  return std::visit(says, value.either);
}

std::string_view text_of(const Value& value, ValueArena& arena) {
  if (const auto* text = std::get_if<std::string_view>(&value.either)) return *text;
  if (const auto* entry = std::get_if<const Entry*>(&value.either))
    return text_of_entry(**entry, arena);
  if (const auto* count = std::get_if<long long>(&value.either)) return arena.keep(number(*count));
  if (const auto* date = std::get_if<Date>(&value.either))
    return arena.keep(facts::long_date(arena.in, *date));
  if (const auto* moment = std::get_if<casefile::DateTime>(&value.either))
    return arena.keep(facts::long_moment(arena.in, *moment));
  if (const auto* word = std::get_if<facts::Word>(&value.either))
    return word->words ? std::string_view{word->words->in(arena.in.code)} : word->code;
  return {};
}

std::size_t count(const Value& list) {
  if (const auto* entries = std::get_if<const Entries*>(&list.either)) return (*entries)->size();
  if (const auto* facts = std::get_if<const facts::List*>(&list.either))
    return *facts ? (*facts)->size() : 0;
  if (const auto* texts = std::get_if<const Texts*>(&list.either)) return (*texts)->size();
  return 1;
}

Value item(const Value& list, std::size_t index) {
  if (const auto* entries = std::get_if<const Entries*>(&list.either))
    return of_entry((**entries)[index]);
  if (const auto* facts = std::get_if<const facts::List*>(&list.either))
    return value_of((**facts)[index]);
  if (const auto* texts = std::get_if<const Texts*>(&list.either))
    return {std::string_view{(**texts)[index]}, list.span};
  return list;
}

std::array<Value, outer_frames> outer_values(const Scope& scope) {
  return {
      Value{&scope.facts->root, {}},
      scope.document ? Value{scope.document, {}} : Value{},
      scope.item ? value_of(*scope.item) : Value{}};
}

}  // namespace engine::fill
