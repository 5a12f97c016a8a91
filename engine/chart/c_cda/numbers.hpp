#pragma once

// What an entry of a medicine has of numbers, and what the text about it has besides.

#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/how_often.hpp"
#include "engine/chart/measures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace engine::chart::c_cda {

/// All numbers of an entry, whatever they count. A short code is none of them.
std::string numbers_of(const El& entry, const Item& item);

/// The numbers of a medicine, each of its kind.
class Numbers {
 public:
  /// `all` are those of its entry, of any kind; without them a number that counts nothing is not
  /// asked for.
  explicit Numbers(const Item& item, std::optional<std::string> all = std::nullopt);

  /// Whether a cell of the text has an amount, or a time to take it, that is none of these.
  bool lack_one_of(const Cell& cell) const;

 private:
  bool has(const Rate& rate) const;
  bool names(const Cell& cell) const;

  std::vector<std::string> names_;
  KnownAmounts amounts_;
  std::vector<Rate> rates_;
  bool is_rate_unclear_ = false;  ///< with meals, or in words
  std::optional<std::string> all_;
};

}  // namespace engine::chart::c_cda
