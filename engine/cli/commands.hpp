#pragma once

#include "engine/base/base.hpp"
#include "engine/cli/request.hpp"

namespace engine::cli {

/// What the program says to whoever started it.
enum class Exit : int {
  all_made = 0,
  some_not_made = 1,
  not_understood = 2,
  unusable = 3,  ///< every case, or a template or a theme
  file_system_refused = 4,
  our_fault = 5,
  interrupted = 130,  ///< by SIGINT, as a shell would say it
};

/// The exit code of a command: one that did all, but could not print what it had to tell, did not.
constexpr Exit exit_when(bool printed, Exit exit) {
  return printed || exit != Exit::all_made ? exit : Exit::file_system_refused;
}

Exit make(Request asked, Diagnostics& out);
Exit batch(Request asked, Diagnostics& out);
Exit merge_manifests(const Request& asked, Diagnostics& out);
Exit import(const Request& asked, Diagnostics& out);
Exit serve(Request asked, Diagnostics& out);
Exit check(Request asked, Diagnostics& out);
/// Checks a folder of templates alone, in every language (`check --templates` without a case).
Exit check_templates(const Request& asked, Diagnostics& out);
Exit starter(const Request& asked, Diagnostics& out);
Exit kinds(const Request& asked, Diagnostics& out);
Exit sets(const Request& asked, Diagnostics& out);
/// Proposes a file for `batch --columns`.
Exit columns(const Request& asked, Diagnostics& out);
Exit questions(const Request& asked, Diagnostics& out);
Exit schema(const Request& asked, Diagnostics& out);
Exit extract(const Request& asked, Diagnostics& out);
Exit answers(const Request& asked, Diagnostics& out);
Exit explain(const Request& asked, Diagnostics& out);
/// What is too long for the help of a command (`help TOPIC`).
Exit topic(const Request& asked, Diagnostics& out);

}  // namespace engine::cli
