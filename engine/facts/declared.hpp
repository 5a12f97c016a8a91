#pragma once

#include "engine/facts/facts.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

namespace engine::facts {

/// A name that facts have, as one table says it: what stands behind it, and which names below it.
/// Templates are checked against the tables (`shape`); what derives facts can use no other names,
/// and no fewer (`group`), or some of them (`some`).
struct Declared {
  std::string_view name{};
  Shape::Is is{};
  std::string_view term = {};  ///< entry, list of entries: recordsRequest/item/type
  std::span<const std::string_view> codes = {};  ///< word
  std::span<const Declared> names = {};          ///< group, or the items of a list
};

/// One table behind the other.
template <std::size_t N, std::size_t M>
constexpr std::array<Declared, N + M> joined(
    const Declared (&first)[N], const Declared (&second)[M]
) {
  std::array<Declared, N + M> both{};
  std::copy(first, first + N, both.begin());
  std::copy(second, second + M, both.begin() + N);
  return both;
}

/// The shapes of a table. An `entry` of it is a term of the vocabulary, none where there is no
/// vocabulary.
std::vector<Shape> shapes(
    std::span<const Declared> table, const vocabulary::Vocabulary* vocabulary
);

/// A name of a table. Another one does not compile.
template <const auto& table>
struct Name {
  std::string_view text;
  consteval Name(const char* name) : text{name} {
    bool is_declared = false;
    for (const Declared& declared : table) is_declared = is_declared || declared.name == text;
    if (!is_declared) throw "this fact is not declared in its table";
  }
};

/// A fact under a name of a table.
template <const auto& table>
struct Given {
  Name<table> name;
  Fact fact;
};

/// The facts of a table: all of them. (Moved into place: an initializer list would copy each.)
template <const auto& table, std::size_t N>
Group group(Given<table> (&&facts)[N]) {
  static_assert(N == std::size(table), "a fact is declared in its table and not given");
  Group made;
  made.reserve(N);
  for (Given<table>& given : facts) made.emplace_back(given.name.text, std::move(given.fact));
  return made;
}

/// One more fact of a table, for groups that have some of its facts.
template <const auto& table>
void give(Group& group, Name<table> name, Fact fact) {
  group.emplace_back(name.text, std::move(fact));
}

/// Some facts of a table.
template <const auto& table, std::size_t N>
Group some(Given<table> (&&facts)[N]) {
  Group made;
  made.reserve(N);
  for (Given<table>& given : facts) give<table>(made, given.name, std::move(given.fact));
  return made;
}

}  // namespace engine::facts
