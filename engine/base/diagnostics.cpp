#include "engine/base/diagnostics.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace engine {

namespace {
// Control characters are refused in cases and templates alike, so they can mark values in a
// message.
constexpr char value_begins = '\x02';
constexpr char value_ends = '\x03';

int characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::size_t hash_of(const Diagnostic& told) {
  const std::hash<std::string_view> hash;
  return hash(told.message) ^ (hash(told.code) * 31) ^ (hash(told.file) * 131) ^
         (static_cast<std::size_t>(told.line) << 32) ^ static_cast<std::size_t>(told.column);
}

/// The same fault, whatever is advised.
bool is_same(const Diagnostic& one, const Diagnostic& other) {
  const auto known_by = [](const Diagnostic& told) {
    return std::tie(
        told.code, told.file, told.line, told.column, told.caret_width, told.message, told.case_id
    );
  };
  return known_by(one) == known_by(other);
}

std::string with_ellipses(const Excerpt& excerpt) {
  std::string_view text = excerpt.text;
  const auto follows = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  std::string quote;
  if (excerpt.cut_before) {
    quote = "…";
    do text.remove_prefix(1);
    while (follows(0));
  }
  if (!excerpt.cut_behind) return quote.append(text);
  while (follows(text.size() - 1)) text.remove_suffix(1);
  text.remove_suffix(1);
  return quote.append(text).append("…");
}

/// How many characters of a span stand in the excerpt, at least one.
int width_of(Span at, const Excerpt& excerpt) {
  const auto begins = static_cast<std::size_t>(excerpt.text.data() - at.source->text().data());
  const auto ends = begins + excerpt.text.size();
  const auto end = std::min<std::size_t>(at.end, ends);
  const auto begin = std::min<std::size_t>(at.begin, end);
  return std::max(1, characters(std::string_view{at.source->text()}.substr(begin, end - begin)));
}
}  // namespace

std::string quoted_value(std::string_view value) {
  constexpr std::size_t longest =
      60;  // a message is read in a terminal: the line is quoted below it anyway
  std::string text{value_begins};
  text += '\'';
  if (value.size() <= longest) {
    text += value;
  } else {
    auto end = longest;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
    text += value.substr(0, end);
    text += "…";
  }
  text += '\'';
  text += value_ends;
  return text;
}

std::string marked(std::string_view value) {
  return value_begins + std::string{value} + value_ends;
}

std::string shown(std::string_view message, bool redact) {
  std::string text;
  text.reserve(message.size());
  bool in_value = false;
  for (const char c : message) {
    if (c == value_begins) {
      in_value = true;
      if (redact) text += "(not shown)";
    } else if (c == value_ends) {
      in_value = false;
    } else if (!(in_value && redact)) {
      text += c;
    }
  }
  return text;
}

Reported Diagnostics::error(FilledError said, Span at, std::vector<std::string> hints) {
  tell(std::move(said), at, std::move(hints));
  ++errors_;
  return Reported{};
}

void Diagnostics::warn(FilledWarning said, Span at, std::vector<std::string> hints) {
  tell(std::move(said), at, std::move(hints));
}

void Diagnostics::add(Diagnostic told) {
  errors_ += told.severity == Severity::error;
  known_.emplace(hash_of(told), all_.size());
  all_.push_back(std::move(told));
}

void Diagnostics::forget_line(std::string_view file, int line) {
  for (Diagnostic& told : all_) {
    if (line == 0 || told.file != file || told.line != line) continue;
    told.file.clear();
    told.quote.clear();
    told.line = told.column = 0;
  }
}

void Diagnostics::take(Diagnostics&& other) {
  const int errors = errors_ + other.errors_;
  for (Diagnostic& told : other.all_) add(std::move(told));
  errors_ = errors;
  other = {};
}

template <Severity severity>
void Diagnostics::tell(FilledMessage<severity>&& said, Span at, std::vector<std::string>&& hints) {
  Diagnostic told{.severity = severity, .code = std::string{said.code}};
  if (at) {
    at = where_written(at);
    const Place place = at.source->place(at.begin);
    const Excerpt excerpt = at.source->excerpt(at.begin);
    told.file = at.source->name();
    told.line = place.line;
    told.column = place.column;
    told.quote = with_ellipses(excerpt);
    told.caret = excerpt.caret;
    told.caret_width = width_of(at, excerpt);
    told.patient_data = at.source->holds_patient_data();
  }
  told.message = std::move(said.words);
  told.hints = std::move(hints);
  // Ten documents may find the same fault of one case, and ten templates one of a part that they
  // take in: it is told once, with the hints of the first.
  const std::size_t hash = hash_of(told);
  const auto [first, last] = known_.equal_range(hash);
  if (std::any_of(first, last, [&](const auto& known) {
        return is_same(all_[known.second], told);
      }))
    return;
  known_.emplace(hash, all_.size());
  all_.push_back(std::move(told));
}

}  // namespace engine
