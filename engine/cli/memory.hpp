#pragma once

namespace engine::cli {

/// Asks the system for large pages where the program's small pieces of memory will be: a page is
/// given, and emptied, when it is first touched, and a packet touches some two thousand small ones.
/// Where the system gives no large pages, nothing changes.
void ask_for_large_pages();

}  // namespace engine::cli
