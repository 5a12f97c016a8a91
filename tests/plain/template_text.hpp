#pragma once

// A template as its author wrote it, with its parts taken in: what stands where, before any case is
// there.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plain {

struct Place {
  std::string file;  ///< below templates: authorization/parts/who.mustache
  int line = 0;
};
/// templates/authorization/parts/who.mustache:12
std::string shown(const Place& place);

/// Stands in a text for what a case will say there, or a person will write.
constexpr char gap = '\x01';

/// One step on the way through a template. What stands inside a tag (`in_tag`) is told before the
/// element opens.
struct Event {
  enum class Is { open, close, attribute, text, variable, section, inverted, end, comment } is;
  std::string name;  ///< of an element, an attribute, a variable, a section
  std::string
      text;  ///< words, entities resolved; the value of an attribute, with a gap for each variable
  Place at;
  bool in_tag = false;
};

/// The events of <kind>/<language>.mustache in their order. Parts are looked up as the program
/// does: the kind's own first, the house's second, of each the language's before the one of all.
/// Throws std::runtime_error for what the program refuses anyway: a part that is not there, a tag
/// that never ends.
std::vector<Event> events_of(
    const std::filesystem::path& templates, std::string_view kind, std::string_view language
);

/// The kinds that have a template in this language, by name.
std::vector<std::string> kinds_in(
    const std::filesystem::path& templates, std::string_view language
);

}  // namespace plain
