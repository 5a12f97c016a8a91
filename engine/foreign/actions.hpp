#pragma once

// The room's own: where a document leads, and what it would do.

#include "engine/base/foreign.hpp"
#include "engine/foreign/document.hpp"
#include "engine/foreign/pages.hpp"

#include <map>
#include <string>
#include <vector>

namespace engine::foreign {

/// Reads links, and counts whatever else a document would do by itself or at a click.
class Actions {
 public:
  explicit Actions(const Document& document);

  /// What the document does as a whole: when it is opened, and what rides inside.
  void count_of_document(ForeignRemains& remains);
  /// The links of a page; what else its annotations do is counted.
  std::vector<ForeignLink> read(const Object& page, ForeignRemains& remains);

 private:
  void count(const Object& action, ForeignRemains& remains, int depth = 0);
  void count_additional(const Object& holder, ForeignRemains& remains);
  void read_annotation(
      const Object& annotation,
      const Upright& up,
      std::vector<ForeignLink>& links,
      ForeignRemains& remains
  );
  std::optional<std::uint32_t> page_of(const Object& destination) const;
  std::optional<std::uint32_t> page_of_name(const std::string& name);
  void learn_names(const Object& node, int depth);

  const Document& document_;
  const Object root_;
  std::map<std::string, std::uint32_t> names_;
  bool knows_names_ = false;
};

}  // namespace engine::foreign
