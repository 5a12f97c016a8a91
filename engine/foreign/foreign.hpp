#pragma once

#include "engine/base/base.hpp"
#include "engine/base/foreign.hpp"
#include "engine/image/image.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine::foreign {

/// How a file is read that another program wrote.
struct ReadOptions {
  std::string name;                        ///< of the file, for messages
  Span at;                                 ///< where the case names it
  const Budget* budget = &Budget::none();  ///< asked at each page and each object
  /// The password, when the file turns out to need one; nullptr or an answer of nullptr: there is
  /// none.
  std::function<const char*()> password;
  std::vector<std::uint32_t> only;  ///< pages, from 0: these alone, in this order; empty: all
};

/// Reads a PDF of any version as pages that can stand among ours. They keep their look, their text
/// and their links to addresses and to pages of the same file; what is written over them (stamps,
/// filled fields) becomes part of them. Left behind is whatever could run or hide: scripts,
/// actions, files that ride inside. Damage is mended where libqpdf can. Reported: E804 libqpdf is
/// not on this machine, E850 not a PDF, E851 no password or a wrong one, E852 damaged beyond
/// repair, E853 a page of it cannot be read, E854 it has no pages,
/// E858 it asks for more than a record needs (limits.hpp). Told: W855 what was left behind,
/// W856 it was mended, W857 pages without text.
Result<ForeignFile> read(std::string_view pdf, const ReadOptions& options, Diagnostics& out);

/// The pages of a scan (image::read_tiff), upright and as large as what was scanned. Refused is
/// what cannot be read: nothing was told of it. Told: W857.
std::variant<ForeignFile, image::Refused> read_scan(
    std::string_view tiff, const ReadOptions& options, Diagnostics& out
);

/// Tells of pages that nobody can search or hear (W857).
void tell_silent_pages(const ForeignFile& file, const ReadOptions& options, Diagnostics& out);

}  // namespace engine::foreign
