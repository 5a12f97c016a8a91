#pragma once

#include "engine/cli/help.hpp"

#include <string>
#include <string_view>

namespace engine::cli {

/// A page of the manual in roff (man(7)), made of the tables that --help prints: carepacket(1), all
/// commands, and carepacket-COMMAND(1), one with its options and examples.
std::string manual_of_all();
std::string manual_of(const CommandHelp& help);
/// carepacket-TOPIC(7): a text of templates/help, whose first line is its title.
std::string manual_of_topic(std::string_view topic, std::string_view text);

/// What completes commands, options and their values, made of the same tables.
std::string bash_completions();
std::string zsh_completions();
std::string fish_completions();

}  // namespace engine::cli
