#pragma once

#include "engine/base/budget.hpp"
#include "engine/base/foreign.hpp"
#include "engine/foreign/document.hpp"

#include <deque>
#include <map>

namespace engine::foreign {

/// Copies objects of a document, each once, and whatever they refer to. Pages are not followed: a
/// reference to one is null, so that no other page comes along with a picture of this one.
class Copier {
 public:
  Copier(const Document& document, ForeignFile& file, const Budget& budget)
      : document_{document}, file_{file}, budget_{budget} {}

  /// An object as it is written, with marks in the place of references.
  std::string written(const Object& object);
  /// The same of a stream's dictionary, without its brackets and without what only its own file
  /// knows the meaning of.
  std::string entries(const Object& stream);
  /// The index that an indirect object has in the file.
  std::uint32_t index_of(const Object& object);
  /// Adds an object of our own.
  std::uint32_t add(ForeignObject object);
  static std::string reference(std::uint32_t index);

  /// Copies all that is referred to and not copied yet. False when a stream cannot be read.
  bool finish();

 private:
  void put(std::string& out, const Object& object, int depth);
  void put_itself(std::string& out, const Object& object, int depth);
  bool copy(std::uint32_t index, const Object& object);

  const Document& document_;
  ForeignFile& file_;
  const Budget& budget_;
  std::map<std::pair<int, int>, std::uint32_t> known_;
  std::deque<std::pair<std::pair<int, int>, std::uint32_t>> waiting_;
};

}  // namespace engine::foreign
