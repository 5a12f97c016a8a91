#pragma once

#include "engine/fill/compiled.hpp"
#include "engine/fill/value.hpp"

#include <vector>

namespace engine::fill {

/// A value that a template printed, and where it came from: the case, else the tag in the template.
struct Printed {
  std::string_view text;
  Span from;
};

/// Answers kainjow's questions out of one case. Names are numbers of `Compiled::tags`; what kainjow
/// gets to see is that something is there, how many items it has, and a token in place of its
/// words.
class Context : public kainjow::mustache::basic_context<std::string> {
 public:
  using data = kainjow::mustache::data;

  Context(const Compiled& compiled, Templates::Shelved& shelved, const Scope& scope, Desk& desk);

  void push(const data*) override;
  void pop() override;
  const data* get(const std::string& name) const override;
  const data* get_partial(const std::string&) const override { return nullptr; }

  mutable std::vector<Printed> printed;

 private:
  /// An open section: what it is over, and how far it has come.
  struct Section {
    Value value;
    std::size_t items = 0, next = 0;
  };
  struct Place {
    Value value;
    std::size_t position = 0, items = 0;  ///< in a list, from 0
  };

  Value find(const Path& path) const;
  const data* begin_section(const Value& value) const;

  const Compiled& compiled_;
  Templates::Shelved& shelved_;
  Desk& desk_;
  std::vector<Place> places_;
  mutable std::vector<Section> sections_;
  const data yes_{true};
  const data words_{std::string{}};
};

}  // namespace engine::fill
