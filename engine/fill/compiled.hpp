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
#include <vector>

namespace engine::fill {

/// A variable or section of a template, with the way to what it names.
struct Tag {
  Piece::Is is = Piece::Is::variable;
  Path path;
  Span span;
};

/// A stretch of a template's own text, and its part of `Compiled::marks`.
struct Stretch {
  std::string_view text;
  std::uint32_t first_mark = 0, end_mark = 0;
};

/// A template ready to fill.
///
/// kainjow walks `program`: the template with every name replaced by the number of its Tag, and
/// every stretch of text by a token that stands for it. So names are looked up once a run and not
/// once a document, text is copied once, and no value of a case ever passes through a parser. A
/// token is a mark and a number (context.cpp).
class Compiled {
 public:
  std::string name;  ///< transfer-letter/en.mustache
  std::vector<Tag> tags;
  std::vector<Stretch> stretches;
  std::vector<Mark> marks;
  std::string program;
  std::unique_ptr<kainjow::mustache::mustache>
      parsed;                 ///< at first use: not every run fills every template
  std::size_t last_size = 0;  ///< of the filled markup: the next one is about as long
};

/// Tokens of a program and of what kainjow makes of it.
constexpr char stretch_token = '\x01';
constexpr char value_token = '\x02';
constexpr std::size_t token_size = 5;
void append_token(std::string& text, char mark, std::size_t number);

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
  const kind::Shelf* shelf = nullptr;
  facts::Shape shape;  ///< the steps of every path have their names from here
  std::map<std::string, Compiled, std::less<>> by_name;
  std::map<std::string, facts::Language, std::less<>> languages;
  std::map<std::size_t, kainjow::mustache::data>
      lists;  ///< stand-ins of so many items, for kainjow to walk
};

/// What kainjow makes of a template and one case: tokens become text, with marks of where each came
/// from.
std::unique_ptr<Source> render(Compiled& compiled, Templates::Shelved& shelved, const Scope& scope);

}  // namespace engine::fill
