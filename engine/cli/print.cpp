#include "engine/cli/print.hpp"

#include "engine/files/files.hpp"

#include <algorithm>
#include <unistd.h>

namespace engine::cli {

namespace {

bool shows_quote(const Diagnostic& told, bool redact) {
  return !told.file.empty() && !told.quote.empty() && !(redact && told.patient_data);
}

void append_quote(std::string& text, const Diagnostic& told) {
  std::string number = std::to_string(told.line);
  number.insert(0, 5 - std::min<std::size_t>(5, number.size()), ' ');
  text += number + " | " + printable(told.quote) + '\n' + std::string(number.size(), ' ') + " | ";
  std::string_view rest = told.quote;
  for (int i = 0; i < told.caret; ++i) {
    // A tab stays a tab, so that the caret stands below what it means.
    text += !rest.empty() && rest.front() == '\t' ? '\t' : ' ';
    rest.remove_prefix(rest.empty() ? 0 : checked_at(rest).bytes);
  }
  text += std::string(static_cast<std::size_t>(std::max(1, told.caret_width)), '^') + '\n';
}

std::string_view word(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent) {
  const std::size_t width = 90 - std::min<std::size_t>(indent, 40);
  std::string lines;
  while (!text.empty()) {
    auto cut = text.size() <= width ? text.size() : text.rfind(' ', width);
    if (cut == std::string_view::npos || cut == 0) cut = std::min(text.find(' ', 1), text.size());
    lines += std::string(indent, ' ') + std::string{text.substr(0, cut)} + '\n';
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return lines;
}

std::string_view language_of(const MessageFormat& format) {
  return format.speech ? format.speech->language() : language_tag::english;
}

std::string spoken(const MessageFormat& format, std::string_view english) {
  return format.speech ? format.speech->part(english) : std::string{english};
}

namespace {
/// The words as a person is shown them, values or what stands in their place.
std::string shown_to(const std::string& words, bool redact, const Speech* speech) {
  std::string text = shown(words, redact);
  if (!speech || !redact) return text;
  constexpr std::string_view hidden = "(not shown)";
  const std::string instead = speech->part(hidden);
  for (auto at = text.find(hidden); at != text.npos; at = text.find(hidden, at + instead.size()))
    text.replace(at, hidden.size(), instead);
  return text;
}
}  // namespace

std::string as_text(const Diagnostic& told, bool redact, const Speech* speech) {
  const auto word_for = [&](std::string_view english) {
    return speech ? speech->part(english) : std::string{english};
  };
  const std::string message = speech ? speech->message(told.code, told.message) : told.message;
  std::string text = printable(told.file.empty() ? "carepacket" : told.file);
  if (told.line > 0) text += ':' + std::to_string(told.line) + ':' + std::to_string(told.column);
  text += ": ";
  text += word_for(word(told.severity));
  text += '[' + told.code + "]: " + printable(shown_to(message, redact, speech)) + '\n';
  if (shows_quote(told, redact)) append_quote(text, told);
  if (!told.case_id.empty())
    text += "   = " + word_for("case") + ": " + printable(told.case_id) + '\n';
  for (const auto& hint : told.hints) {
    const std::string advice = speech ? speech->hint(hint) : hint;
    text += "   = " + word_for("hint") + ": " + printable(shown_to(advice, redact, speech)) + '\n';
  }
  return text;
}

std::string as_json(const Diagnostic& told, bool redact) {
  std::string json = "{\"severity\":" + json_string(word(told.severity));
  json += ",\"code\":" + json_string(told.code);
  if (!told.file.empty()) {
    json += ",\"file\":" + json_string(told.file);
    json += ",\"line\":" + std::to_string(told.line) + ",\"column\":" + std::to_string(told.column);
  }
  if (!told.case_id.empty()) json += ",\"case\":" + json_string(told.case_id);
  json += ",\"message\":" + json_string(shown(told.message, redact));
  if (shows_quote(told, redact)) {
    json += ",\"quote\":" + json_string(told.quote);
    json += ",\"caret\":" + std::to_string(told.caret);
    json += ",\"width\":" + std::to_string(told.caret_width);
  }
  json += ",\"hints\":[";
  for (std::size_t i = 0; i < told.hints.size(); ++i) {
    if (i > 0) json += ',';
    json += json_string(shown(told.hints[i], redact));
  }
  return json + "]}\n";
}

bool print(const Diagnostics& told, MessageFormat format) {
  std::string all;
  for (const Diagnostic& one : told.all()) {
    all += format.json ? as_json(one, format.redact) : as_text(one, format.redact, format.speech);
  }
  return files::write_all(STDERR_FILENO, all);
}

}  // namespace engine::cli
