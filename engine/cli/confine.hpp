#pragma once

#include "engine/cli/request.hpp"

namespace engine::cli {

/// Gives up what the command has no use for (sandbox::hold), before the first byte of its inputs is
/// read. What is left: to read what it was given, with what lies beside a case (its records, its
/// logo), the program's own templates, fonts and libraries; to write where its papers go, and in
/// the folder `scratch`, which may be empty. With --no-sandbox it does nothing.
void confine(const Request& asked, const std::string& scratch = {});

}  // namespace engine::cli
