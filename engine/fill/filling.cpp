#include "engine/fill/filling.hpp"

#include "engine/base/escape.hpp"

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

/// Text of a case is data: what has a meaning in markup is written so that it has none.
void append_as_data(std::string& out, std::string_view text) {
  int special = 0;  // without a branch: many bytes are looked at as one
  for (const char c : text) {
    special |= static_cast<unsigned char>(c) < ' ';
    special |= (c == '&') | (c == '<');
    special |= (c == '>') | (c == '"');
    special |= c == '\'';
  }
  if (!special) {
    out += text;
    return;
  }
  append_escaped(out, text, escapes);
}

}  // namespace

Filling::Filling(const Compiled& compiled, const Scope& scope, ValueArena& arena)
    : compiled_{compiled}, budget_{*scope.budget}, arena_{arena} {
  markup.reserve(compiled.last_size + compiled.last_size / 8 + 256);
  source_map.reserve(compiled.last_mappings + compiled.last_mappings / 8 + 64);
  for (Value& value : outer_values(scope)) places_.push_back({value});
}

const Filling::data* Filling::open(const Part& section) {
  Value value = find(section.path);
  if (!is_there(value)) return nullptr;
  if (section.is == Piece::Is::inverted) return &yes_;
  if (open_ == sections_.size()) sections_.emplace_back();
  Section& opened = sections_[open_++];
  opened.items = count(value);
  opened.entered = 0;
  opened.value = value;
  if (opened.items == 1) return &yes_;
  opened.walked_over = data{mustache::list(opened.items, yes_)};
  return &opened.walked_over;
}

void Filling::enter_item() {
  budget_.check(markup.size() + source_map.size() * sizeof(Source::Mapping));
  Section& section = sections_[open_ - 1];
  const std::size_t position = section.entered++;
  places_.push_back({item(section.value, position), position, section.items});
}

void Filling::leave_item() {
  places_.pop_back();
  const Section& section = sections_[open_ - 1];
  if (section.entered == section.items) --open_;
}

void Filling::write_run(const Part* part) {
  for (; stands_in_run(*part); ++part) {
    part->is == Piece::Is::text ? write_text(*part) : write_value(*part);
  }
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
}

void Filling::write_text(const Part& text) {
  if (text.span.text().empty()) return;
  const auto here = static_cast<std::uint32_t>(markup.size());
  const auto own = compiled_.source_map.begin();
  auto mapping =
      source_map.insert(source_map.end(), own + text.first_mapping, own + text.end_mapping);
  for (; mapping != source_map.end(); ++mapping) mapping->from += here;
  markup += text.span.text();
  if (value_end_ != std::string::npos) join_sentence();
}

void Filling::write_value(const Part& variable) {
  const Value value = find(variable.path);
  const std::string_view words = text_of(value, arena_);
  if (words.empty()) return;
  source_map.push_back(
      {static_cast<std::uint32_t>(markup.size()), value.span ? value.span : variable.span}
  );
  append_as_data(markup, words);
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

Value Filling::find(const Path& path) {
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

  const data* get(const std::string& name) const override {
    return filling_.open(compiled_.part(name));
  }
  void push(const data*) override { filling_.enter_item(); }
  void pop() override { filling_.leave_item(); }
  const data* get_partial(const std::string&) const override { return nullptr; }

 private:
  const Compiled& compiled_;
  Filling& filling_;
};

/// What kainjow prints: lines of an outline, and line ends between them.
struct Printed {
  const Compiled& compiled;
  Filling& filling;
  void operator<<(const std::string& line) {
    if (!line.empty() && line != "\n") filling.write_run(&compiled.part(line));
  }
};

}  // namespace

std::unique_ptr<Source> render(Compiled& compiled, Templates::State& state, const Scope& scope) {
  if (!compiled.parsed) {
    compiled.parsed = std::make_unique<mustache::mustache>(compiled.outline);
    // The scanner has read every tag already.
    if (!compiled.parsed->is_valid())
      throw std::logic_error{compiled.name + ": " + compiled.parsed->error_message()};
  }
  ValueArena arena{language_of(state, scope), {}, {}, {}};
  Filling filling{compiled, scope, arena};
  Context context{compiled, filling};
  Printed printed{compiled, filling};
  compiled.parsed->render(context, printed);

  compiled.last_size = filling.markup.size();
  compiled.last_mappings = filling.source_map.size();
  auto source = std::make_unique<Source>(
      compiled.name + " (filled)", std::move(filling.markup), Source::Holds::patient_data
  );
  source->set_source_map(std::move(filling.source_map));
  return source;
}

}  // namespace engine::fill
