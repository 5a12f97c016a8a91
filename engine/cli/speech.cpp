#include "engine/cli/speech.hpp"

#include "engine/cli/files.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <unistd.h>

namespace engine::cli {

namespace {

using Values = std::vector<std::pair<std::string_view, std::string_view>>;

std::string_view name_of(std::string_view pattern, MessagePlace place) {
  return pattern.substr(place.begin + 1, place.end - place.begin - 2);
}

/// Letters outside of places: of two patterns that fit, the one with more of them says more.
std::size_t fixed_in(std::string_view pattern) {
  std::size_t fixed = pattern.size();
  for (auto place = find_place(pattern, 0); place.begin != pattern.npos;
       place = find_place(pattern, place.end))
    fixed -= place.end - place.begin;
  return fixed;
}

/// Words of a case stand between marks (base/diagnostics.cpp): they are nobody's to translate.
bool holds_value_of_case(std::string_view words) {
  return words.find('\x02') != words.npos || words.find('\x03') != words.npos;
}

std::string attribute(const xml::Element& row, std::string_view name) {
  const auto* found = row.attribute(name);
  return found ? std::string{found->value} : std::string{};
}

template <class Turn>
std::optional<std::string> turned(
    std::string_view words, const std::vector<Speech::Row>& rows, Turn&& turn_value
) {
  const Speech::Row* best = nullptr;
  Values values;
  for (const Speech::Row& row : rows) {
    if (best && fixed_in(row.english) <= fixed_in(best->english)) continue;
    if (auto fit = values_in(words, row.english)) {
      best = &row;
      values = *std::move(fit);
    }
  }
  if (!best) return std::nullopt;
  std::string text;
  const std::string_view pattern = best->other;
  std::size_t at = 0;
  for (auto place = find_place(pattern, 0); place.begin != pattern.npos;
       place = find_place(pattern, place.end)) {
    text.append(pattern.substr(at, place.begin - at));
    const auto value =
        std::ranges::find(values, name_of(pattern, place), &Values::value_type::first);
    if (value != values.end()) text += turn_value(value->second);
    at = place.end;
  }
  return text.append(pattern.substr(at));
}

}  // namespace

std::optional<Values> values_in(std::string_view text, std::string_view pattern) {
  Values values;
  std::size_t at = 0, in_text = 0;
  for (auto place = find_place(pattern, 0); place.begin != pattern.npos;) {
    const auto before = pattern.substr(at, place.begin - at);
    if (text.substr(in_text, before.size()) != before) return std::nullopt;
    in_text += before.size();
    const auto next = find_place(pattern, place.end);
    const bool is_last = next.begin == pattern.npos;
    const auto behind = pattern.substr(place.end, is_last ? pattern.npos : next.begin - place.end);
    std::size_t end = text.size();
    if (is_last) {
      if (text.size() - in_text < behind.size() || !text.ends_with(behind)) return std::nullopt;
      end -= behind.size();
    } else {
      end = text.find(behind, in_text + 1);
      if (end == text.npos) return std::nullopt;
    }
    if (end == in_text) return std::nullopt;  // a place always holds something
    values.emplace_back(name_of(pattern, place), text.substr(in_text, end - in_text));
    in_text = end;
    at = place.end;
    place = next;
  }
  if (text.substr(in_text) != pattern.substr(at)) return std::nullopt;
  return values;
}

std::optional<Speech> Speech::read(
    const std::string& share, std::string_view language, Diagnostics& out
) {
  const std::string folder = share + "/templates/said/" + std::string{language};
  if (::access((folder + "/messages.xml").c_str(), R_OK) != 0) return std::nullopt;
  Speech speech;
  speech.language_ = language;
  const auto take = [&](const xml::Element& from) {
    Row row{attribute(from, "en"), attribute(from, language)};
    if (row.english.empty() || row.other.empty()) return;
    const std::string_view is = from.name();
    if (is == "line") {
      speech.lines_.emplace(std::move(row.english), std::move(row.other));
    } else if (is == "message") {
      speech.sentences_.push_back(row);
      speech.messages_[attribute(from, "code")].push_back(std::move(row));
    } else {
      (is == "hint" ? speech.hints_ : speech.parts_).push_back(std::move(row));
    }
  };
  for (const std::string_view file : {"messages.xml", "hints.xml", "help.xml"}) {
    if (!for_each_row(folder + "/" + std::string{file}, take, out)) return std::nullopt;
  }
  return speech;
}

std::string Speech::part(std::string_view words) const {
  if (holds_value_of_case(words)) return std::string{words};
  const auto as_it_is = [](std::string_view value) { return value; };
  return turned(words, parts_, as_it_is).value_or(std::string{words});
}

std::string Speech::hint(std::string_view words) const {
  const auto turn_value = [&](std::string_view value) { return part(value); };
  return turned(words, hints_, turn_value).value_or(std::string{words});
}

std::string Speech::message(std::string_view code, std::string_view words) const {
  const auto rows = messages_.find(std::string{code});
  if (rows == messages_.end()) return std::string{words};
  const auto turn_value = [&](std::string_view value) { return sentence(value); };
  return turned(words, rows->second, turn_value).value_or(std::string{words});
}

std::string Speech::sentence(std::string_view words) const {
  std::string said = part(words);
  if (said != words || words.find(' ') == words.npos) return said;
  const auto as_it_is = [](std::string_view value) { return value; };
  return turned(words, sentences_, as_it_is).value_or(std::move(said));
}

std::string Speech::words_of(std::string_view code, std::string_view english) const {
  const auto rows = messages_.find(std::string{code});
  if (rows == messages_.end()) return std::string{english};
  const auto row = std::ranges::find(rows->second, english, &Row::english);
  return row == rows->second.end() ? std::string{english} : row->other;
}

std::string Speech::lines(std::string_view text) const {
  std::string all;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    // The whole line, else the longest end of it that is known: what is typed stands before it.
    auto known = lines_.end();
    std::size_t at = std::min(line.find_first_not_of(' '), line.size());
    while (at < line.size() && known == lines_.end()) {
      known = lines_.find(std::string{line.substr(at)});
      if (known == lines_.end()) at = std::min(line.find(' ', at), line.size() - 1) + 1;
    }
    all.append(line.substr(0, at));
    if (known != lines_.end()) all.append(known->second);
    all.append(text.substr(end, 1));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

std::string wanted_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const said = std::getenv(name);
    if (!said || !*said) continue;
    const std::string_view locale{said};
    const auto end = std::min(locale.find_first_of("_.@-"), locale.size());
    const std::string tag = lowered(locale.substr(0, end));
    const bool is_tag = (tag.size() == 2 || tag.size() == 3) && std::ranges::all_of(tag, is_letter);
    return is_tag && tag != language_tag::english ? tag : std::string{};
  }
  return {};
}

}  // namespace engine::cli
