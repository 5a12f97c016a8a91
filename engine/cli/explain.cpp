#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/message_tables.hpp"
#include "engine/cli/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

namespace engine::cli {

namespace {

struct Explanation {
  std::string title, text;
};
using Explanations = std::map<std::string, Explanation, std::less<>>;

/// Takes in one file of templates/explain; false when it told why it cannot.
bool take_file(const std::string& path, Explanations& all, Diagnostics& out) {
  const auto take = [&](xml::Element code) {
    const auto* id = code.attribute("id");
    const auto title = code.child("title");
    const auto text = code.child("text");
    if (id && title && text)
      all[std::string{id->value}] = {collapsed(title->text()), collapsed(text->text())};
  };
  return for_each_row(path, take, out);
}

/// Every code and what it means; false when a file could not be read.
bool read_explanations(const std::string& folder, Explanations& all, Diagnostics& out) {
  std::vector<std::string> files;
  std::error_code none;  // a folder that is not there explains nothing
  for (const auto& entry : std::filesystem::directory_iterator{folder, none}) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return std::all_of(files.begin(), files.end(), [&](const std::string& file) {
    return take_file(file, all, out);
  });
}

/// The words that are said under a code, in whichever room.
std::string said_as(std::string_view code, const Speech* speech) {
  std::vector<std::string_view> words;
  for (const MessageTable& table : message_tables()) {
    for (const MessageRow& row : table.rows) {
      if (row.code == code && std::find(words.begin(), words.end(), row.words) == words.end())
        words.push_back(row.words);
    }
  }
  std::string text;
  for (const auto one : words)
    text.append("  ").append(speech ? speech->words_of(code, one) : std::string{one}) += '\n';
  if (text.empty()) return text;
  return (speech ? speech->part("Said as:") : "Said as:") + '\n' + text + '\n';
}

std::string upper(std::string word) {
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return word;
}

}  // namespace

Exit explain(const Request& asked, Diagnostics& out) {
  const auto share = share_folder(out);
  if (!share) return Exit::file_system_refused;
  Explanations all;
  if (!read_explanations(*share + "/templates/explain", all, out)) return Exit::unusable;

  const Speech* const speech = asked.message_format.speech;
  if (speech &&
      !take_file(
          *share + "/templates/said/" + std::string{speech->language()} + "/explain.xml", all, out
      ))
    return Exit::unusable;

  std::string text;
  Exit exit = Exit::all_made;
  for (const auto& word : asked.arguments) {
    const auto found = all.find(upper(word));
    if (found != all.end()) {
      text += found->first + ": " + found->second.title + "\n\n" + wrapped(found->second.text, 0) +
              '\n' + said_as(found->first, speech);
      continue;
    }
    std::vector<std::string_view> codes;
    for (const auto& [code, explanation] : all) codes.push_back(code);
    out.error(
        messages::unknown_code(in_quotes(word)),
        {},
        {suggestion_or(word, codes, quotes, "carepacket explain lists the codes")}
    );
    exit = Exit::not_understood;
  }
  if (asked.arguments.empty()) {
    for (const auto& [code, explanation] : all) text += code + "  " + explanation.title + '\n';
  }
  return write_out(text, out) ? exit : Exit::file_system_refused;
}

}  // namespace engine::cli
