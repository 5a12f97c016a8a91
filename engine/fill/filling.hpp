#pragma once

#include "engine/fill/compiled.hpp"
#include "engine/fill/grow.hpp"
#include "engine/fill/value.hpp"

#include <deque>
#include <vector>

namespace engine::fill {

/// One template being filled with one case: where its sections have come to, and the markup so far.
class Filling {
 public:
  using data = kainjow::mustache::data;

  Filling(const Compiled& compiled, Templates::State& state, const Scope& scope, ValueArena& arena);

  /// Comes to a section, and opens it when its value is there (an inverted one, when it is not):
  /// nullptr when kainjow finds nothing, else a list of as many items as it is to walk over, or a
  /// yes.
  const data* come_to(const Part& section);
  /// kainjow enters the next item of the section that was opened last, and leaves it.
  void enter_item();
  void leave_item();
  /// Writes text and values up to a part, the end of an inverted section or of the template, and
  /// goes on behind it.
  void write_until(const Part& part);

  std::string markup;
  std::vector<Source::Mapping> source_map;
  std::vector<Stretch> stretches;
  bool is_plain = true;  ///< no value has a character that XML reads as another

 private:
  struct Section {
    const Part* part = nullptr;
    Value value;
    std::size_t items = 0, entered = 0;
    data long_list;  ///< what kainjow walks over: as many items as there are
  };
  struct Place {
    Value value;
    std::size_t position = 0, items = 0;  ///< in a list, from 0
  };

  /// Opens a section that is there.
  const data* open(const Part& section, const Value& value);
  const Part& end_of(const Part& section) const { return compiled_.parts[section.end]; }
  /// As many items as kainjow is to walk over.
  const data* list_of(std::size_t items, data& long_list);
  /// What a part's path leads to; looked up once where it is the same in all of the document.
  Value find(const Part& part);
  Value look_up(const Path& path);
  void write_text(const Part& text);
  void join_sentence();
  /// Takes one byte of the markup away; it is neither of a tag nor of a reference.
  void erase(std::size_t at);
  void write_value(const Part& variable);

  const Compiled& compiled_;
  const Part* next_;  ///< what is not written and not passed yet
  Templates::State& state_;
  const Budget& budget_;
  ValueArena& arena_;
  std::vector<Place> places_;
  std::vector<std::optional<Value>> fixed_;  ///< by Part::fixed
  /// By depth. kainjow walks over a list in one of them while others are opened behind it, so none
  /// moves; one that is closed stays until the next takes its place.
  std::deque<Section> sections_;
  std::size_t open_ = 0;  ///< how many of them
  const data yes_{true};
  std::string last_;  ///< the last two words of the last value that ended with a mark
  std::size_t value_end_ = std::string::npos;  ///< behind it, until the sentence goes on
};

}  // namespace engine::fill
