// What is too long for the help of a command: a text a topic, in templates/help/<language>.

#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/help.hpp"
#include "engine/cli/messages.hpp"
#include "engine/cli/speech.hpp"

#include <algorithm>
#include <filesystem>
#include <unistd.h>

namespace engine::cli {

namespace {

/// The topics that the folder has; only what it lists is ever opened.
std::vector<std::string> topics_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator{folder, none}) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

Exit topic(const Request& asked, Diagnostics& out) {
  const auto share = share_folder(out);
  if (!share) return Exit::file_system_refused;
  const std::string folder = *share + "/templates/help/", english = folder + "en";
  const std::string& name = asked.arguments.front();
  const auto topics = topics_in(english);
  if (std::ranges::find(topics, name) == topics.end()) {
    std::vector<std::string_view> known{topics.begin(), topics.end()};
    for (const CommandHelp& help : all_commands()) known.push_back(help.name);
    out.error(
        messages::unknown_topic(in_quotes(name)),
        {},
        {suggestion_or(name, known, quotes, "carepacket --help lists the commands")}
    );
    return Exit::not_understood;
  }
  const Speech* const speech = asked.message_format.speech;
  std::string path = english + '/' + name + ".txt";
  if (speech) {
    const std::string other = folder + std::string{speech->language()} + '/' + name + ".txt";
    if (::access(other.c_str(), R_OK) == 0) path = other;
  }
  const auto text = read_file(path, out);
  if (!text) return Exit::file_system_refused;
  return write_out(*text, out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace engine::cli
