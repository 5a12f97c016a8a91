#include "engine/fill/filling.hpp"

#include "engine/base/ascii.hpp"
#include "engine/base/escape.hpp"

#include <algorithm>
#include <cassert>
#include <exception>
#include <stdexcept>

namespace engine::fill {

namespace mustache = kainjow::mustache;

namespace {

/// What stands in markup for a character that has a meaning there. Marks of values in messages are
/// no part of the words; other control characters, which no case can hold, are shown as unknown.
constexpr Escapes escapes = [] {
  Escapes written = all_entities;
  for (std::size_t c = 0; c < 0x20; ++c) written[c] = replacement_character;
  written['\t'] = written['\n'] = written['\r'] = {};
  written[0x02] = written[0x03] = "";
  return written;
}();

/// Text of a case is data: what has a meaning in markup is written so that it has none. False where
/// a character of it is another one when the markup is read as XML.
bool append_as_data(std::string& out, std::string_view text) {
  const bool is_special = any_byte(text, [](char c) {
    return (static_cast<unsigned char>(c) < ' ') | (c == '&') | (c == '<') | (c == '>') |
           (c == '"') | (c == '\'') | (c == '\x7F');
  });
  if (!is_special) {
    out += text;
    return true;
  }
  append_escaped(out, text, escapes);
  return text.find_first_of("\r\x7F") == text.npos;
}

}  // namespace

Filling::Filling(
    const Compiled& compiled, Templates::State& state, const Scope& scope, ValueArena& arena
)
    : compiled_{compiled},
      next_{compiled.parts.data()},
      state_{state},
      budget_{*scope.budget},
      arena_{arena},
      fixed_(compiled.fixed_values) {
  markup.reserve(compiled.last_size + compiled.last_size / 8 + 256);
  source_map.reserve(compiled.last_mappings + compiled.last_mappings / 8 + 64);
  stretches.reserve(compiled.parts.size());
  for (Value& value : outer_values(scope)) places_.push_back({value});
}

const Filling::data* Filling::come_to(const Part& section) {
  write_until(section);
  const Value value = find(section);
  const bool is_printed = is_there(value) == (section.is == Piece::Is::section);
  if (!is_printed) next_ = &end_of(section) + 1;
  if (section.is == Piece::Is::inverted) return is_printed ? nullptr : &yes_;
  return is_printed ? open(section, value) : nullptr;
}

const Filling::data* Filling::open(const Part& section, const Value& value) {
  if (open_ == sections_.size()) sections_.emplace_back();
  Section& opened = sections_[open_++];
  opened.part = &section;
  opened.items = count(value);
  opened.entered = 0;
  opened.value = value;
  if (opened.items == 1) return &yes_;
  return list_of(opened.items, opened.long_list);
}

const Filling::data* Filling::list_of(std::size_t items, data& long_list) {
  const bool is_kept = items < state_.walked_over.size();
  data& list = is_kept ? state_.walked_over[items] : long_list;
  if (!is_kept || !list.is_list()) list = data{mustache::list(items, yes_)};
  return &list;
}

void Filling::enter_item() {
  budget_.check(markup.size() + source_map.size() * sizeof(Source::Mapping));
  Section& section = sections_[open_ - 1];
  const std::size_t position = section.entered++;
  next_ = section.part + 1;
  places_.push_back({item(section.value, position), position, section.items});
}

void Filling::leave_item() {
  const Section& section = sections_[open_ - 1];
  write_until(end_of(*section.part));
  places_.pop_back();
  if (section.entered == section.items) --open_;
}

void Filling::write_until(const Part& part) {
  for (; next_ != &part; ++next_) {
    assert(next_->is == Piece::Is::text || next_->is == Piece::Is::variable);
    next_->is == Piece::Is::text ? write_text(*next_) : write_value(*next_);
  }
  ++next_;
}

/// A value that ends with a mark brings it into a sentence that has its own.
void Filling::join_sentence() {
  const auto met = facts::joint(last_, std::string_view{markup}.substr(value_end_));
  if (!met) return;  // only ends of elements so far
  using Goes = facts::Joint::Goes;
  if (met->goes == Goes::of_value) erase(value_end_ - met->at);
  if (met->goes == Goes::of_text) erase(value_end_ + met->at);
  value_end_ = std::string::npos;
}

void Filling::erase(std::size_t at) {
  markup.erase(at, 1);
  for (auto mapping = source_map.rbegin(); mapping != source_map.rend() && mapping->from > at;
       ++mapping)
    --mapping->from;
  auto stretch = stretches.rbegin();
  for (; stretch->begin > at; ++stretch) --stretch->begin;
  stretch->left_out = static_cast<std::uint32_t>(at) - stretch->begin;
}

void Filling::write_text(const Part& text) {
  if (text.span.text().empty()) return;
  const auto here = static_cast<std::uint32_t>(markup.size());
  const auto own = compiled_.source_map.begin();
  auto mapping =
      source_map.insert(source_map.end(), own + text.first_mapping, own + text.end_mapping);
  for (; mapping != source_map.end(); ++mapping) mapping->from += here;
  markup += text.span.text();
  stretches.push_back({.begin = here, .part = &text});
  if (value_end_ != std::string::npos) join_sentence();
}

void Filling::write_value(const Part& variable) {
  const Value value = find(variable);
  const std::string_view words = text_of(value, arena_);
  if (words.empty()) return;
  source_map.push_back(
      {static_cast<std::uint32_t>(markup.size()), value.span ? value.span : variable.span}
  );
  stretches.push_back({.begin = static_cast<std::uint32_t>(markup.size()), .part = &variable});
  is_plain = append_as_data(markup, words) && is_plain;
  value_end_ = std::string::npos;
  if (facts::may_give_way(words)) {
    // The last word, and the one before it with the blank between: "p. m." is one.
    const auto blank = words.find_last_of(" \t\n");
    const auto before =
        blank == 0 || blank == words.npos ? words.npos : words.find_last_of(" \t\n", blank - 1);
    last_ = words.substr(before == words.npos ? 0 : before);
    value_end_ = markup.size();
  }
}

Value Filling::find(const Part& part) {
  if (part.fixed == Part::not_fixed) return look_up(part.path);
  std::optional<Value>& known = fixed_[part.fixed];
  if (!known) known = look_up(part.path);
  return *known;
}

Value Filling::look_up(const Path& path) {
  const Place& place = places_[path.frame];
  if (path.steps.empty()) return place.value;
  switch (path.steps.front().is) {
    case Step::Is::position:
      return {static_cast<long long>(place.position + 1), {}};
    case Step::Is::is_first:
      return {place.position == 0, {}};
    case Step::Is::is_last:
      return {place.position + 1 == place.items, {}};
    default:
      break;
  }
  return follow(path.steps, place.value, arena_);
}

namespace {

/// What kainjow asks while it runs an outline.
class Context : public mustache::basic_context<std::string> {
 public:
  using data = mustache::data;
  Context(const Compiled& compiled, Filling& filling) : compiled_{compiled}, filling_{filling} {}

  /// A section's value; the end of an inverted one has none.
  const data* get(const std::string& name) const override {
    const Part& part = compiled_.part(name);
    if (part.is != Piece::Is::end) return filling_.come_to(part);
    filling_.write_until(part);
    return nullptr;
  }
  void push(const data*) override { filling_.enter_item(); }
  /// Also called while an error passes through: the filling is given up then.
  void pop() override {
    if (std::uncaught_exceptions() == errors_before_) filling_.leave_item();
  }
  const data* get_partial(const std::string&) const override { return nullptr; }

 private:
  const Compiled& compiled_;
  Filling& filling_;
  const int errors_before_ = std::uncaught_exceptions();
};

/// Whether a tree is what is read out of a markup: asked where assertions are.
[[maybe_unused]] bool is_tree_of(const xml::Tree& tree, const Source& markup) {
  Diagnostics out;
  const auto read = xml::parse(markup, {}, out);
  return read && equal(tree, *read);
}

/// What kainjow prints: nothing.
struct Nowhere {
  void operator<<(const std::string&) const {}
};

}  // namespace

Filled render(Compiled& compiled, Templates::State& state, const Scope& scope) {
  if (!compiled.parsed) {
    compiled.parsed = std::make_unique<mustache::mustache>(compiled.outline);
    // The scanner has read every tag already.
    if (!compiled.parsed->is_valid())
      throw std::logic_error{compiled.name + ": " + compiled.parsed->error_message()};
  }
  ValueArena arena{language_of(state, scope), {}, {}, {}};
  Filling filling{compiled, state, scope, arena};
  Context context{compiled, filling};
  Nowhere nowhere;
  compiled.parsed->render(context, nowhere);
  filling.write_until(compiled.parts.back());

  compiled.last_size = filling.markup.size();
  compiled.last_mappings = filling.source_map.size();
  auto source = std::make_unique<Source>(
      compiled.name + " (filled)", std::move(filling.markup), Source::Holds::patient_data
  );
  source->set_source_map(std::move(filling.source_map));
  if (!filling.is_plain) return {std::move(source), std::nullopt};
  auto tree = grow(compiled, *source, filling.stretches);
  assert(!tree || is_tree_of(*tree, *source));
  return {std::move(source), std::move(tree)};
}

}  // namespace engine::fill
