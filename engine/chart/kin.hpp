#pragma once

// Entries by their names and codes, so that one is not compared with all others.

#include "engine/base/fold.hpp"
#include "engine/chart/found.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace engine::chart {

/// Places by words, whatever their accents, capitals and signs (base/fold.hpp: folded()).
class Places {
 public:
  void add(const std::string& words, std::size_t place) { of_[folded(words)].insert(place); }
  void add_to(std::set<std::size_t>& all, const std::string& words) const {
    const auto found = of_.find(folded(words));
    if (found != of_.end()) all.insert(found->second.begin(), found->second.end());
  }

 private:
  std::unordered_map<std::string, std::set<std::size_t>> of_;
};

/// Of items those that have a name or a code in common: no others are the same, apart by words or
/// codes, or perhaps one (alike.hpp). An item that has changed is added again; what it was called
/// before may be found, too.
class Kin {
 public:
  Kin() = default;
  explicit Kin(const std::vector<Item>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) add(items[i], i);
  }
  void add(const Item& item, std::size_t place) {
    names_.add(item.name, place);
    for (const Code& code : item.codes) codes_[key(code)].insert(place);
  }
  /// In their order; of an item that was added itself among them.
  std::set<std::size_t> of(const Item& item) const {
    std::set<std::size_t> all;
    names_.add_to(all, item.name);
    for (const Code& code : item.codes) {
      const auto found = codes_.find(key(code));
      if (found != codes_.end()) all.insert(found->second.begin(), found->second.end());
    }
    return all;
  }

 private:
  static std::string key(const Code& code) { return code.system + '\n' + code.code; }

  Places names_;
  std::unordered_map<std::string, std::set<std::size_t>> codes_;
};

}  // namespace engine::chart
