#pragma once

#include "engine/cli/request.hpp"

#include <boost/program_options.hpp>

#include <span>
#include <string>
#include <string_view>

namespace engine::cli {

/// A command as its help shows it.
struct CommandHelp {
  Command command;
  std::string_view name, usage, summary, examples;
  std::size_t least, most;  ///< arguments
  std::string_view wants = "the name of a case file";
};

/// All commands, in the order of the help.
std::span<const CommandHelp> all_commands();
/// nullptr when there is none of that name.
const CommandHelp* command_named(std::string_view name);

/// The options of a command, as they are read and as its help lists them.
boost::program_options::options_description options_of(Command command);

/// carepacket --help, and the help of one command.
std::string front_page();
std::string help_of(const CommandHelp& help);

}  // namespace engine::cli
