#include "engine/base/diagnostics.hpp"

#include <algorithm>
#include <iterator>

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
}  // namespace

std::string quoted(std::string_view value) {
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

Reported Diagnostics::error(
    std::string_view code, Span at, std::string message, std::vector<std::string> hints
) {
  add(Severity::error, code, at, std::move(message), std::move(hints));
  ++errors_;
  return Reported{};
}

void Diagnostics::warn(
    std::string_view code, Span at, std::string message, std::vector<std::string> hints
) {
  add(Severity::warning, code, at, std::move(message), std::move(hints));
}

void Diagnostics::add(Diagnostic told) {
  errors_ += told.severity == Severity::error;
  all_.push_back(std::move(told));
}

void Diagnostics::take(Diagnostics&& other) {
  errors_ += other.errors_;
  std::move(other.all_.begin(), other.all_.end(), std::back_inserter(all_));
  other = {};
}

void Diagnostics::add(
    Severity severity,
    std::string_view code,
    Span at,
    std::string message,
    std::vector<std::string> hints
) {
  Diagnostic told{.severity = severity, .code = std::string{code}};
  if (at) {
    at = where_written(at);
    const Place place = at.source->place(at.begin);
    const std::string_view line = at.source->line_at(at.begin);
    told.file = at.source->name();
    told.line = place.line;
    told.column = place.column;
    told.quote = line;
    told.patient_data = at.source->holds_patient_data();
    const auto line_end =
        static_cast<std::size_t>(line.data() - at.source->text().data()) + line.size();
    const auto end = std::min<std::size_t>(at.end, line_end);
    const auto begin = std::min<std::size_t>(at.begin, end);
    told.caret_width =
        std::max(1, characters(std::string_view{at.source->text()}.substr(begin, end - begin)));
  }
  told.message = std::move(message);
  told.hints = std::move(hints);
  // Ten documents may find the same fault of one case: it is told once.
  if (std::find(all_.begin(), all_.end(), told) == all_.end()) all_.push_back(std::move(told));
}

}  // namespace engine
