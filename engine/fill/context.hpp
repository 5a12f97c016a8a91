#pragma once

#include "engine/fill/compiled.hpp"
#include "engine/fill/value.hpp"

#include <vector>

namespace engine::fill {

/// Answers kainjow's questions out of one case, and writes the markup while it walks. Names are
/// numbers of `Compiled::parts`. What kainjow gets to see is that a section is there and how many
/// items it has; asked for the variable that stands for a run, the context writes the run itself
/// and says that there is nothing.
class Context : public kainjow::mustache::basic_context<std::string> {
 public:
  using data = kainjow::mustache::data;

  Context(const Compiled& compiled, Templates::Shelved& shelved, const Scope& scope, Desk& desk);

  void push(const data*) override;
  void pop() override;
  const data* get(const std::string& name) const override;
  const data* get_partial(const std::string&) const override { return nullptr; }

  // get() is const: kainjow takes a context for something that is only looked at.
  mutable std::string markup;
  mutable std::vector<Mark> marks;

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
  void write_run(const Part* part) const;
  void write_text(const Part& text) const;
  void write_value(const Part& variable) const;

  const Compiled& compiled_;
  Templates::Shelved& shelved_;
  Desk& desk_;
  std::vector<Place> places_;
  mutable std::vector<Section> sections_;
  const data yes_{true};
};

}  // namespace engine::fill
