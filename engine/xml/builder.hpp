#pragma once

#include "engine/xml/xml.hpp"

#include <string_view>
#include <vector>

namespace engine::xml {

/// Puts a tree together while somebody walks over its text, which is known to be well-formed as far
/// as it is handed over. Names and texts are views of the source; only what reads otherwise than it
/// is written (entities, line ends) is written anew.
class Builder {
 public:
  Builder(const Source& source, Tree& tree);

  void open(std::string_view name);
  /// Of the element opened last. `written` stands between its quotation marks.
  void attribute(std::string_view name, std::string_view written);
  void close();
  void text(std::string_view written);
  /// What a CDATA section holds.
  void verbatim(std::string_view written);

 private:
  struct Open {
    std::uint32_t index, last_child;
  };

  Span span_of(std::string_view piece) const;
  void add(Node node);
  /// Room for values that are written anew: none is longer than it was.
  char* room();

  const Source& source_;
  Tree& tree_;
  std::vector<Open> open_;
  char* pen_ = nullptr;
};

}  // namespace engine::xml
