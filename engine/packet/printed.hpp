#pragma once

#include "engine/base/ascii.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine::packet {

// What papers say, as it is compared with what a case says.

/// The words of a text as they are compared: small letters, one blank between two of them.
class Words {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      const bool blank = is_space(c);
      if (!blank) words_ += lowered(c);
      if (blank && !words_.empty() && words_.back() != ' ') words_ += ' ';
    }
  }
  void part() { add(" "); }
  std::string take() {
    if (!words_.empty() && words_.back() == ' ') words_.pop_back();
    return std::move(words_);
  }

 private:
  std::string words_;
};

std::string words_of(std::string_view text);

/// What is looked for of a text: a sentence that is made of it may do without its last mark.
std::string needle_of(std::string_view text);

/// Adds what stands between the tags of a paper's markup, and in their attributes: labels and names
/// beside a line are printed too.
void add_markup(std::string_view markup, Words& words);

/// The words of papers, asked for many values: what one costs does not grow with the papers, and a
/// value that was asked for costs next to nothing.
class Printed {
 public:
  explicit Printed(std::string words);
  /// True where the words hold the needle. A short value is found where it stands by itself: 4 is
  /// not in 40.
  bool says(const std::string& needle) const;

 private:
  bool finds(std::string_view needle) const;
  bool stands_by_itself(std::size_t at, std::size_t size) const;

  std::string words_;
  /// Of each hash of four bytes the first place in the words, and how many there are; of each place
  /// the next one of its hash.
  std::vector<std::uint32_t> first_, count_, next_;
  mutable std::unordered_map<std::string, bool> known_;
};

}  // namespace engine::packet
