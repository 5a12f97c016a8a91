#pragma once

// The words of a document at two stages, out of what the dumps show, for laws that compare them.

#include <string>
#include <string_view>

namespace tests {

/// Only what is seen wherever lines end: no white space, and no dot between two things.
std::string ink(std::string_view text);
/// Where two texts part, with what stands around; empty when they are the same.
std::string parting(const std::string& expected, const std::string& found);
/// The words of the tags in reading order; what layout itself writes (labels of list items) is left
/// out.
std::string words_of_tags(const std::string& tags);
/// The words of the blocks, out of the blocks as text: what stands in quotation marks, and who
/// speaks.
std::string words_of_blocks(const std::string& blocks);

}  // namespace tests
