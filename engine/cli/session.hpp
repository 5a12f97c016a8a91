#pragma once

#include "engine/cli/commands.hpp"

#include <memory>
#include <optional>

namespace engine::cli {

/// The program's templates and fonts, opened, and what one thread works with.
struct Session {
  std::unique_ptr<Library> library;
  std::optional<Worker> worker;
  Check check = Check::every_template;
  std::size_t bytes_a_case = Budget::unlimited;  ///< what a case may become (Budget)
};

/// Makes the worker, or makes it anew in the place of one whose case was given up. False when it
/// told why not.
bool open_worker(Session& session, Diagnostics& out);

/// Opens the library that the request asks for, and checks the names in it. What it told decides
/// about the exit code.
Exit open_session(Request& asked, Session& session, Check check, Diagnostics& out);

/// A case rides inside what the patient keeps whole, and in nothing that is made to be handed on:
/// false when it told E719.
bool may_hold_the_case(
    const kind::TemplateSet& template_set, const Request& asked, Diagnostics& out
);

}  // namespace engine::cli
