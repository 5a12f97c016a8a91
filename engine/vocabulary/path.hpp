#pragma once

// Where an answer stands in a case: patient/name[@use=official|]/given[2], provider[3]/@role,
// question[.="Can I wait?"]/answer, opinion[@provider=okafor][+@date=2026-12-03]/diagnosis.

#include "engine/vocabulary/typed.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace engine::vocabulary {

/// One step of a path: an element, or an attribute at its end.
struct Step {
  std::string name;
  bool is_attribute = false;
  std::string key, value;  ///< [@key=value]: which of several
  /// [@key=value|]: where none says so, one without that attribute is meant.
  bool or_unsaid = false;
  std::string words;       ///< [.="words"]: the one that says so, also by a translation of it
  std::size_t number = 1;  ///< [n]: the n-th that is so, from 1
  /// [+@key=value]: which of them it is does not matter; a new one is made with it.
  std::vector<std::pair<std::string, std::string>> made_with;
  bool operator==(const Step&) const = default;
};
using Path = std::vector<Step>;
/// The n-th element of that name; the attribute of that name.
Step element_step(std::string name, std::size_t number = 1);
Step attribute_step(std::string name);

/// Reads a path as templates write it; nothing where it is none.
std::optional<Path> read_path(std::string_view text);
/// One path behind another.
Path joined(const Path& base, const Path& rest);

/// The text of a case, read. A view of its source, which outlives it; for one thread.
class Answered {
 public:
  /// `budget` is asked while it is read; nullptr: nobody is.
  static Result<Answered> read(
      const Source& source,
      const Vocabulary& vocabulary,
      Diagnostics& out,
      const Budget* budget = nullptr
  );

  /// What stands at a path, its white space as it is written; empty where there is nothing, or ___.
  std::string value(const Path& path) const;
  /// Whether the element of a path is there at all.
  bool has(const Path& path) const { return find(path, path.size()).has_value(); }
  /// How many elements there are of the last step's name and key.
  std::size_t count(const Path& path) const;
  /// Whether one of the elements side by side at that step of a path has those words at its end
  /// (base/ascii.hpp: collapsed()).
  bool says(Path path, std::size_t step, std::string_view words) const;
  /// Bytes of the source that a path means, attribute or element; nothing where it is absent.
  std::optional<std::pair<std::size_t, std::size_t>> place(const Path& path) const;
  /// The element of a path, or of its first `steps`.
  std::optional<xml::Element> find(const Path& path, std::size_t steps) const;

  /// The text of the case with another value at a path; an empty one takes away what stood there,
  /// and what is hollow without it, but no element that the first `kept` steps name. What lacks on
  /// the way is made.
  std::string with(const Path& path, std::string_view value, std::size_t kept) const;
  /// The text without the element of a path.
  std::string without(const Path& path) const;

  const xml::Tree& tree() const { return *tree_; }

 private:
  Answered(const Source& source, const Vocabulary& vocabulary, xml::Tree tree)
      : source_{&source},
        vocabulary_{&vocabulary},
        tree_{std::make_unique<xml::Tree>(std::move(tree))} {}
  std::string without_hollow(const Path& path, std::size_t steps, std::size_t kept) const;
  const std::vector<std::uint32_t>* among_many(const xml::Element&, std::string_view name) const;
  /// Of an element with many children, the first of a name by the value of an attribute: the one
  /// that an id means.
  using ByValue = std::map<std::string_view, std::uint32_t>;
  const ByValue& by_value(const xml::Element& parent, const Step& step) const;
  std::optional<xml::Element> child_of(const xml::Element& parent, const Step& step) const;

  const Source* source_;
  const Vocabulary* vocabulary_;
  std::unique_ptr<xml::Tree> tree_;
  /// Of elements with many children that were asked for: their children by name, in their order.
  using ByName = std::map<std::string_view, std::vector<std::uint32_t>>;
  mutable std::map<std::uint32_t, ByName> many_;
  using Named = std::tuple<std::uint32_t, std::string, std::string>;  ///< parent, name, attribute
  mutable std::map<Named, ByValue> by_value_;
  mutable std::unique_ptr<Typed> places_;  ///< where elements stand, once it was asked for
};

/// What the vocabulary says of the end of a path; nullptr where the format has no such place.
const Term* term_at(const Vocabulary& vocabulary, const Path& path);

}  // namespace engine::vocabulary
