#pragma once

#include "engine/facts/dates.hpp"
#include "engine/facts/facts.hpp"
#include "engine/facts/sentence.hpp"
#include "engine/fill/fill.hpp"
#include "engine/fill/resolve.hpp"

#include <array>
#include <forward_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine::fill {

using Entries = std::vector<const casefile::Entry*>;
using Texts = std::vector<std::string>;

/// What stands behind a name in one case. A view of the case, its facts, or an arena.
struct Value {
  using Either = std::variant<
      std::monostate,
      bool,
      long long,
      std::string_view,
      Date,
      casefile::DateTime,
      facts::Word,
      const casefile::Entry*,
      const Entries*,
      const facts::List*,
      const facts::Group*,
      const Texts*>;
  Either either;
  Span span;  ///< where the case says it, if it does
};

/// Owns what values of one document view: texts and lists that are put together on the way. Nothing
/// in it moves. It allocates only on use, since one is made for every single look-up.
struct ValueArena {
  const facts::Language& in;
  std::forward_list<std::string> texts;
  std::forward_list<Texts> lists;
  std::forward_list<Entries> entries;

  std::string_view keep(std::string text) { return texts.emplace_front(std::move(text)); }
};

Value value_of(const facts::Fact& fact);
/// The value that a step leads to; nothing where the case lacks it. Loop variables are the
/// context's own.
Value take(const Value& from, const Step& step, ValueArena& arena);
/// The value at the end of some steps.
Value follow(std::span<const Step> steps, const Value& from, ValueArena& arena);
/// Truthy in Mustache's sense: neither nothing, nor no, nor an empty text or list.
bool is_there(const Value& value);
/// The words it prints by itself, "" for what prints nothing.
std::string_view text_of(const Value& value, ValueArena& arena);

std::size_t count(const Value& list);  ///< 1 for what is no list
Value item(const Value& list, std::size_t index);

/// What the frames of a template start with: the facts, the document, and the item it is about.
std::array<Value, outer_frames> outer_values(const Scope& scope);

}  // namespace engine::fill
