#pragma once

#include "engine/facts/language.hpp"
#include "engine/fill/fill.hpp"
#include "engine/fill/marks.hpp"
#include "engine/fill/resolve.hpp"
#include "engine/fill/scan.hpp"

#include <kainjow/mustache.hpp>

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
  Piece::Is is = Piece::Is::end;
  Span span;
  Path path;                                   ///< variable, section, inverted
  std::uint32_t first_mark = 0, end_mark = 0;  ///< text: its part of `Compiled::marks`
};

inline bool stands_in_run(const Part& part) {
  return part.is == Piece::Is::text || part.is == Piece::Is::variable;
}

/// A template ready to fill.
///
/// kainjow walks `program`: the sections of the template, with the number of its Part for every
/// name. Text and variables between two of them are one run, and the program has a single variable
/// for it, with the number of the first:
///
///     template   Dear {{doctor.formal}}, {{#visit}}see you on {{at.date}}.{{/visit}}
///     parts      0    1                2 3         4          5          67
///     program    {{0}}{{#3}}{{4}}{{/3}}
///
/// So names are looked up once a run and not once a document, text is copied once, and no value of
/// a case ever passes through a parser.
class Compiled {
 public:
  std::string name;         ///< transfer-letter/en.mustache
  std::vector<Part> parts;  ///< every section has its end, and so has the template
  std::vector<Mark> marks;
  std::string program;
  std::unique_ptr<kainjow::mustache::mustache>
      parsed;                                 ///< at first use: not every run fills every template
  std::size_t last_size = 0, last_marks = 0;  ///< of the filled markup: the next is about as long
};

/// Errors of templates. A part that many templates take in is told of once.
class Told {
 public:
  explicit Told(Diagnostics& out) : out_{out} {}
  void error(
      std::string_view code, Span at, std::string message, std::vector<std::string> hints = {}
  );
  Diagnostics& out() { return out_; }

 private:
  Diagnostics& out_;
  std::vector<std::pair<Span, std::string>> said_;
};

/// The text of a template with its parts taken in, in the order it is read.
std::optional<std::vector<Piece>> take_in_parts(
    const kind::Shelf& shelf,
    std::string_view kind,
    std::string_view language,
    const Source& file,
    std::map<const Source*, std::optional<std::vector<Piece>>>& scanned,
    Told& told
);

struct Templates::Shelved {
  /// A template's file; nullptr when the kind is not written in that language.
  const Source* file_of(std::string_view kind, std::string_view language) const;
  /// The template, compiled at its first use; nullptr when it has a fault, which is told.
  Compiled* compiled(const kind::Kind& kind, std::string_view language, Told& told);

  /// The way to what a kind.xml writes as `path`, from a document about an item of `each` (which
  /// may be empty); or why no case could have it.
  const std::variant<Path, Miss>& path(std::string_view each, std::string_view path);
  /// The frames a template starts with: the facts, the document, and the item it is about.
  const std::vector<Frame>& frames(std::string_view each);
  const facts::Language& language(std::string_view code);

  const kind::Shelf* shelf = nullptr;
  facts::Shape shape;  ///< the steps of every path have their names from here
  std::map<std::string, Compiled, std::less<>> by_name;
  std::map<std::string, facts::Language, std::less<>> languages;
  std::map<const Source*, std::optional<std::vector<Piece>>> scanned;  ///< many take in one part
  /// What stands around a document about an item of one list, and the paths looked up there.
  struct Around {
    std::vector<Frame> frames;
    std::map<std::string, std::variant<Path, Miss>, std::less<>> paths;
  };
  std::map<std::string, Around, std::less<>> around;
  std::map<std::size_t, kainjow::mustache::data>
      lists;  ///< stand-ins of so many items, for kainjow to walk
};

/// The template filled with one case, with marks of where each piece came from.
std::unique_ptr<Source> render(Compiled& compiled, Templates::Shelved& shelved, const Scope& scope);

}  // namespace engine::fill
