#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// A message is declared once: its code, its severity and its words, in the table of the room that
/// tells it (engine/<room>/messages.def). `carepacket explain`, the tests and a translation read
/// the same tables.
namespace engine {

enum class Severity { error, warning };

/// Where a value goes in the words of a message: "{name}", in lower-case letters. All other braces
/// are braces, so "{{{name}}}" is a value in a Mustache tag.
struct MessagePlace {
  std::size_t begin = std::string_view::npos;  ///< of its brace, in bytes; npos: there is none
  std::size_t end = std::string_view::npos;    ///< behind the other brace
};

/// The first place at or behind a byte of the words.
constexpr MessagePlace find_place(std::string_view words, std::size_t from) {
  for (std::size_t begin = words.find('{', from); begin != words.npos;
       begin = words.find('{', begin + 1)) {
    std::size_t end = begin + 1;
    while (end < words.size() && words[end] >= 'a' && words[end] <= 'z') ++end;
    if (end > begin + 1 && end < words.size() && words[end] == '}') return {begin, end + 1};
  }
  return {};
}

constexpr std::size_t count_places(std::string_view words) {
  std::size_t count = 0;
  for (auto place = find_place(words, 0); place.begin != words.npos;
       place = find_place(words, place.end))
    ++count;
  return count;
}

/// One row of a room's table, for whoever reads them all.
struct MessageRow {
  std::string_view name;   ///< as the code says it: never_closed
  std::string_view code;   ///< E107
  std::string_view words;  ///< "{tag} is never closed"
};

/// The rows of a room.
struct MessageTable {
  std::string_view room;
  std::span<const MessageRow> rows;
};

/// A message with its values in it, ready to be told (Diagnostics).
template <Severity severity>
struct FilledMessage {
  std::string_view code;  ///< copied when it is told
  std::string words;
};
using FilledError = FilledMessage<Severity::error>;
using FilledWarning = FilledMessage<Severity::warning>;

/// What may stand in a place: text, or a number.
class MessageValue {
 public:
  MessageValue(std::string_view text) : text_{text} {}
  MessageValue(const std::string& text) : text_{text} {}
  MessageValue(const char* text) : text_{text} {}
  MessageValue(std::integral auto number) : number_{std::to_string(number)}, text_{number_} {}
  MessageValue(const MessageValue&) = delete;
  MessageValue& operator=(const MessageValue&) = delete;
  std::string_view text() const { return text_; }

 private:
  std::string number_;
  std::string_view text_;  ///< of the caller, or of `number_`
};

/// The words with the values in their places, in the order of the places.
template <std::size_t count>
std::string fill_places(std::string_view words, const std::array<std::string_view, count>& values) {
  std::string filled;
  std::size_t at = 0;
  for (const std::string_view value : values) {
    const MessagePlace place = find_place(words, at);
    filled.append(words.substr(at, place.begin - at)).append(value);
    at = place.end;
  }
  return filled.append(words.substr(at));
}

/// A message of a table. The compiler counts the values: `messages::closes_nothing(tag)` has one.
template <Severity severity, std::size_t places>
struct Message {
  std::string_view code;
  std::string_view words;

  consteval Message(std::string_view its_code, std::string_view its_words)
      : code{its_code}, words{its_words} {
    const char first = severity == Severity::error ? 'E' : 'W';
    const bool is_code =
        code.size() == 4 && code[0] == first &&
        std::all_of(code.begin() + 1, code.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!is_code)
      throw "the code of an error is E and three digits, of a warning W and three digits";
    if (words.empty() || words.back() == '.') throw "a message has words, and no full stop";
  }

  template <class... Values>
  requires(sizeof...(Values) == places) FilledMessage<severity>
  operator()(const Values&... values) const { return fill(MessageValue{values}...); }

  /// A message without places is told as it is.
  operator FilledMessage<severity>() const requires(places == 0) {
    return {code, std::string{words}};
  }

 private:
  template <class... Values>
  FilledMessage<severity> fill(const Values&... values) const {
    return {code, fill_places<places>(words, {values.text()...})};
  }
};

}  // namespace engine
