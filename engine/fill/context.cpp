#include "engine/fill/context.hpp"

#include <array>
#include <stdexcept>

namespace engine::fill {

namespace mustache = kainjow::mustache;

namespace {

/// What stands in markup for a character that has a meaning there. Marks of values in messages are
/// no part of the words; other control characters, which no case can hold, are shown as unknown.
constexpr auto escapes = [] {
  std::array<std::string_view, 256> written{};
  written.fill("\xEF\xBF\xBD");
  for (std::size_t c = 0x20; c < written.size(); ++c) written[c] = {};
  written['\t'] = written['\n'] = written['\r'] = {};
  written[0x02] = written[0x03] = "";
  written['&'] = "&amp;";
  written['<'] = "&lt;";
  written['>'] = "&gt;";
  written['"'] = "&quot;";
  written['\''] = "&apos;";
  return written;
}();

/// Text of a case is data: what has a meaning in markup is written so that it has none.
void append_escaped(std::string& out, std::string_view text) {
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
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view escape = escapes[static_cast<unsigned char>(text[at])];
    if (!escape.data()) continue;
    out.append(text, written, at - written);
    out += escape;
    written = at + 1;
  }
  out.append(text, written);
}

}  // namespace

Context::Context(
    const Compiled& compiled, Templates::Shelved& shelved, const Scope& scope, Desk& desk
)
    : compiled_{compiled}, shelved_{shelved}, desk_{desk} {
  markup.reserve(compiled.last_size + compiled.last_size / 8 + 256);
  marks.reserve(compiled.last_marks + compiled.last_marks / 8 + 64);
  for (Value& value : outer_values(scope)) places_.push_back({std::move(value)});
}

void Context::push(const data*) {
  Section& section = sections_.back();
  const std::size_t position = section.next++;
  places_.push_back({item(section.value, position), position, section.items});
}

void Context::pop() {
  places_.pop_back();
  if (sections_.back().next == sections_.back().items) sections_.pop_back();
}

const Context::data* Context::get(const std::string& name) const {
  std::size_t number = 0;
  for (const char digit : name) number = number * 10 + static_cast<std::size_t>(digit - '0');
  const Part& part = compiled_.parts[number];
  if (stands_in_run(part)) {
    write_run(&part);
    return nullptr;
  }
  const Value value = find(part.path);
  if (!is_there(value)) return nullptr;
  return part.is == Piece::Is::section ? begin_section(value) : &yes_;
}

void Context::write_run(const Part* part) const {
  for (; stands_in_run(*part); ++part) {
    part->is == Piece::Is::text ? write_text(*part) : write_value(*part);
  }
}

void Context::write_text(const Part& text) const {
  const auto here = static_cast<std::uint32_t>(markup.size());
  const auto own = compiled_.marks.begin();
  auto mark = marks.insert(marks.end(), own + text.first_mark, own + text.end_mark);
  for (; mark != marks.end(); ++mark) mark->from += here;
  markup += text.span.text();
}

void Context::write_value(const Part& variable) const {
  const Value value = find(variable.path);
  const std::string_view words = text_of(value, desk_);
  if (words.empty()) return;
  marks.push_back(
      {static_cast<std::uint32_t>(markup.size()), value.span ? value.span : variable.span}
  );
  append_escaped(markup, words);
}

Value Context::find(const Path& path) const {
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
  return follow(path.steps, place.value, desk_);
}

/// kainjow pushes and pops once for each item of the list it is given here.
const Context::data* Context::begin_section(const Value& value) const {
  const std::size_t items = count(value);
  sections_.push_back({value, items, 0});
  if (items == 1) return &yes_;
  const auto known = shelved_.lists.find(items);
  if (known != shelved_.lists.end()) return &known->second;
  return &shelved_.lists.emplace(items, data{mustache::list(items, data{true})}).first->second;
}

std::unique_ptr<Source> render(
    Compiled& compiled, Templates::Shelved& shelved, const Scope& scope
) {
  if (!compiled.parsed) {
    compiled.parsed = std::make_unique<mustache::mustache>(compiled.program);
    // The scanner has read every tag already, and the program is made of numbers.
    if (!compiled.parsed->is_valid())
      throw std::logic_error{compiled.name + ": " + compiled.parsed->error_message()};
  }
  Desk desk{shelved.language(scope.language), {}, {}, {}};
  Context context{compiled, shelved, scope, desk};
  struct {
    void operator<<(const std::string&) {}  // the context writes it all
  } nothing;
  compiled.parsed->render(context, nothing);

  compiled.last_size = context.markup.size();
  compiled.last_marks = context.marks.size();
  auto source = std::make_unique<Source>(
      compiled.name + " (filled)", std::move(context.markup), Source::Holds::patient_data
  );
  source->came_from(std::move(context.marks));
  return source;
}

}  // namespace engine::fill
