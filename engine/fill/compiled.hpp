#pragma once

#include "engine/facts/dates.hpp"
#include "engine/facts/sentence.hpp"
#include "engine/fill/fill.hpp"
#include "engine/fill/resolve.hpp"
#include "engine/fill/scan.hpp"
#include "engine/fill/source_map.hpp"
#include "engine/fill/structure.hpp"

#include <kainjow/mustache.hpp>

#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace engine::fill {

/// A piece of a template: a stretch of its own text, a value with the way to it, or a section's
/// beginning or end.
struct Part {
  static constexpr std::uint32_t not_fixed = 0xFFFFFFFF;

  Piece::Is is = Piece::Is::end;
  Span span;
  Path path;              ///< variable, section, inverted
  std::uint32_t end = 0;  ///< section, inverted: the number of its end
  /// The number of what the path leads to, where that is the same in all of a document.
  std::uint32_t fixed = not_fixed;
  std::uint32_t first_mapping = 0, end_mapping = 0;  ///< text: its part of `Compiled::source_map`
  std::uint32_t first_mark = 0, end_mark = 0;        ///< text: its part of `Compiled::marks`
  Inside begins_in{}, ends_in{};                     ///< text
};

/// A template ready to fill.
///
/// kainjow Mustache runs it: which sections are printed, in which order and how often. What it runs
/// is an outline of the sections alone, each called by the number of its part, as kainjow reads
/// names letter by letter. What stands between two of their tags is written when kainjow comes past
/// it: it prints nothing itself. It enters and leaves each item of a section, but says nothing of
/// an inverted one: there the last tag is one more, by which it tells that it has come to the end.
///
///     template   Dear {{doctor}}{{#visit}}, on {{at.date}}{{/visit}}{{^visit}}, soon{{/visit}}.
///     parts      0    1         2         3    4          5         6         7     8         9
///     outline    {{#2}}{{/2}}{{^6}}{{8}}{{/6}}
///
/// Why not the template's own text? kainjow prints text without saying where in the template it
/// stood, and the markup has to know who wrote each of its bytes: messages quote that place. It
/// prints nothing for a name it does not find, and every name is to be checked before there is a
/// case. It asks for a name by its letters each time, puts each line together before it prints it,
/// and would read again, as a template, what a lambda or a part gave; here a name is looked up
/// once for all documents, text is copied once, and no word of a case passes through a parser.
class Compiled {
 public:
  std::string name;         ///< transfer-letter/en.mustache
  std::vector<Part> parts;  ///< every section has its end, and so has the template
  std::vector<Source::Mapping> source_map;
  std::vector<Mark> marks;
  bool is_known_whole = true;      ///< its structure: what it is filled to need not be parsed
  std::uint32_t fixed_values = 0;  ///< how many numbers of such values there are
  std::string outline;
  std::unique_ptr<kainjow::mustache::mustache>
      parsed;  ///< at first use: not every run fills every template

  /// The part that a name in the outline is the number of.
  const Part& part(std::string_view in_outline) const {
    std::size_t number = 0;
    std::from_chars(in_outline.data(), in_outline.data() + in_outline.size(), number);
    return parts[number];
  }

  std::size_t last_size = 0,
              last_mappings = 0;  ///< of the filled markup: the next is about as long
};

/// The text of a template with its parts taken in, in the order it is read.
std::optional<std::vector<Piece>> take_in_parts(
    const kind::TemplateSet& template_set,
    std::string_view kind,
    std::string_view language,
    const Source& file,
    std::map<const Source*, std::vector<Piece>>& scanned,
    Diagnostics& out
);

struct Templates::State {
  /// A template's file; nullptr when the kind is not written in that language.
  const Source* file_of(std::string_view kind, std::string_view language) const;
  /// The template, compiled at its first use. Reported: its faults.
  Result<Compiled*> compiled(const kind::Kind& kind, std::string_view language, Diagnostics& out);

  /// The way to what a kind.xml writes as `path`, from a document about an item of `each` (which
  /// may be empty); or why no case could have it.
  const std::variant<Path, Miss>& path(std::string_view each, std::string_view path);
  /// The frames a template starts with: the facts, the document, and the item it is about.
  const std::vector<Frame>& frames(std::string_view each);
  const facts::Language& language(std::string_view code);

  const kind::TemplateSet* template_set = nullptr;
  facts::Shape shape;  ///< the steps of every path have their names from here
  std::map<std::string, Compiled, std::less<>> by_name;
  std::map<std::string, facts::Language, std::less<>> languages;
  std::map<const Source*, std::vector<Piece>> scanned;  ///< many take in one part
  /// What kainjow walks over in a list, by how many items it has; of long ones nothing is kept.
  std::array<kainjow::mustache::data, 64> walked_over;
  /// What stands around a document about an item of one list, and the paths looked up there.
  struct Around {
    std::vector<Frame> frames;
    std::map<std::string, std::variant<Path, Miss>, std::less<>> paths;
  };
  std::map<std::string, Around, std::less<>> around;
};

/// The language of the document, which knows the case where its facts were drawn in it.
inline const facts::Language& language_of(Templates::State& state, const Scope& scope) {
  const facts::Language& in = *scope.facts->in;
  return in.code == scope.language ? in : state.language(scope.language);
}

/// The template filled with one case, with a source map of where each piece came from.
Filled render(Compiled& compiled, Templates::State& state, const Scope& scope);

}  // namespace engine::fill
