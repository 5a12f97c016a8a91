#pragma once

#include "engine/facts/facts.hpp"
#include "engine/vocabulary/vocabulary.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace engine::fill {

/// Everything a value can be asked for by name (templates/README.md, "Faces").
enum class Format : std::uint8_t {
  none,
  long_form,
  at_start,
  short_form,
  brief,
  iso,
  year,
  by,
  since,
  on,  // dates
  date,
  time,
  weekday,  // date and time
  full,
  formal,
  the_formal,
  to_formal,
  of_formal,
  first,
  last,
  sort,
  call,
  with_suffix,
  titled,
  phone,
  fax,
  email,
  present_address,  // people
  lines,
  one_line,
  text,  // addresses, numbers, texts that keep their lines
  code,
  yes,
  no,
  unknown,
  count,
  first_item,
  last_item,
  joined,  // lists
};

/// What stands behind a name, as far as it can be known before there is a case.
struct Type {
  enum class Is : std::uint8_t {
    nothing,
    flag,
    text,
    number,
    date,
    date_time,
    word,
    entry,
    entries,
    list,
    group,
    texts,
  } is = Is::nothing;
  const facts::Shape* shape = nullptr;     ///< group, list, word
  const vocabulary::Term* term = nullptr;  ///< entry, entries
};

Type type_of(const facts::Shape& shape);
Type type_of(const vocabulary::Term& term);  ///< an element below another: one, or a list
/// A reference is what it names: an element of the case's root.
Type seen_through(Type type, const vocabulary::Term& root);
/// What a section over it sees: an item of a list, else itself.
Type inside(const Type& type);
bool is_list(const Type& type);
/// Whether {{it}} prints something.
bool prints(const Type& type);

/// One step of a path.
struct Step {
  enum class Is : std::uint8_t {
    member,
    child,
    format,
    code,
    position,
    is_first,
    is_last,
    itself
  } is = Is::itself;
  Format format = Format::none;
  std::string_view name;  ///< member, code: in the shape or the template, which outlive the step
  const vocabulary::Term* term = nullptr;  ///< child
  std::uint32_t hint = 0;                  ///< member: where facts of this shape have it
};

struct Found {
  Step step;
  Type type;
};

/// What `name` is inside a value of that type: a child, a member or a format. Type::nothing: no
/// such name.
Found step_into(const Type& type, std::string_view name);
/// The codes that is.CODE may name.
std::vector<std::string_view> codes_of(const Type& type);
/// Every name that can be asked for inside, for "did you mean".
std::vector<std::string_view> names_inside(const Type& type);
/// "a date", "a list", "text" …: for messages.
std::string_view described(const Type& type);

/// The names only a document knows: title, blanks, contents …
const facts::Shape& document_shape();

}  // namespace engine::fill
