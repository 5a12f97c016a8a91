#include "engine/fill/context.hpp"

#include <charconv>
#include <stdexcept>

namespace engine::fill {

namespace mustache = kainjow::mustache;

Context::Context(
    const Compiled& compiled, Templates::Shelved& shelved, const Scope& scope, Desk& desk
)
    : compiled_{compiled}, shelved_{shelved}, desk_{desk} {
  places_.push_back({{&scope.facts->root, {}}});
  places_.push_back({scope.document ? Value{scope.document, {}} : Value{}});
  places_.push_back({scope.item ? value_of(*scope.item) : Value{}});
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
  std::from_chars(name.data(), name.data() + name.size(), number);
  const Tag& tag = compiled_.tags[number];
  const Value value = find(tag.path);
  if (tag.is == Piece::Is::section) return is_there(value) ? begin_section(value) : nullptr;
  if (tag.is == Piece::Is::inverted) return is_there(value) ? &yes_ : nullptr;
  const std::string_view words = text_of(value, desk_);
  if (words.empty()) return nullptr;
  printed.push_back({words, value.span ? value.span : tag.span});
  return &words_;
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
  Value value = place.value;
  for (const Step& step : path.steps) value = take(value, step, desk_);
  return value;
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

namespace {

/// Takes what kainjow writes.
struct Writer {
  std::string text;
  Writer& operator<<(const std::string& more) {
    text += more;
    return *this;
  }
};

/// Text of a case is data: what has a meaning in markup is written so that it has none. Value marks
/// of messages are no part of the words; other control characters, which no case can hold, are
/// shown as unknown.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      case '\x02':
      case '\x03':
        break;
      case '\t':
      case '\n':
      case '\r':
        out += c;
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\xEF\xBF\xBD";
        } else {
          out += c;
        }
    }
  }
}

std::size_t token_number(std::string_view token) {
  std::size_t number = 0;
  for (const char digit : token) number = number << 6 | static_cast<std::size_t>(digit - '0');
  return number;
}

/// The markup, and the places its pieces came from.
struct Markup {
  std::string text;
  std::vector<Mark> marks;
};

Markup expand(
    std::string_view tokens, const Compiled& compiled, const std::vector<Printed>& printed
) {
  Markup markup;
  markup.text.reserve(compiled.last_size + compiled.last_size / 8 + 256);
  markup.marks.reserve(compiled.marks.size() * 2);
  for (std::size_t at = 0; at + token_size <= tokens.size(); at += token_size) {
    const std::size_t number = token_number(tokens.substr(at + 1, token_size - 1));
    const auto here = static_cast<std::uint32_t>(markup.text.size());
    if (tokens[at] == value_token) {
      markup.marks.push_back({here, printed[number].from});
      append_escaped(markup.text, printed[number].text);
      continue;
    }
    const Stretch& stretch = compiled.stretches[number];
    for (auto mark = stretch.first_mark; mark < stretch.end_mark; ++mark) {
      markup.marks.push_back({here + compiled.marks[mark].offset, compiled.marks[mark].origin});
    }
    markup.text += stretch.text;
  }
  return markup;
}

}  // namespace

std::unique_ptr<Source> render(
    Compiled& compiled, Templates::Shelved& shelved, const Scope& scope
) {
  if (!compiled.parsed) {
    compiled.parsed = std::make_unique<mustache::mustache>(compiled.program);
    // The scanner has read every tag already, and the program is made of numbers.
    if (!compiled.parsed->is_valid())
      throw std::logic_error{compiled.name + ": " + compiled.parsed->error_message()};
  }
  const auto spoken = shelved.languages.find(scope.language);
  const facts::Language& in =
      spoken == shelved.languages.end()
          ? shelved.languages
                .emplace(
                    std::string{scope.language}, facts::language(*shelved.shelf, scope.language)
                )
                .first->second
          : spoken->second;
  Desk desk{in, {}, {}, {}};
  Context context{compiled, shelved, scope, desk};
  compiled.parsed->set_custom_escape([&context](const std::string&) {
    std::string token;
    append_token(token, value_token, context.printed.size() - 1);
    return token;
  });
  Writer tokens;
  compiled.parsed->render(context, tokens);

  Markup markup = expand(tokens.text, compiled, context.printed);
  compiled.last_size = markup.text.size();
  auto source = std::make_unique<Source>(
      compiled.name + " (filled)", std::move(markup.text), Source::Holds::patient_data
  );
  for (const Mark& mark : markup.marks) source->came_from(mark.offset, mark.origin);
  return source;
}

}  // namespace engine::fill
