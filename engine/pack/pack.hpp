#pragma once

#include "engine/base/base.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::pack {

class Pack;

/// The texts and pictures of a templates folder by their paths below it:
/// "transfer-letter/en.mustache", "house/letterhead.mustache". Threads may look files up at the
/// same time; what comes out of a pack is made a Source when it is first asked for.
class Files {
 public:
  Files();
  Files(Files&&) noexcept;
  Files& operator=(Files&&) noexcept;
  ~Files();

  /// A file; nullptr when there is none of that name.
  const Source* find(std::string_view path) const;
  /// The paths that begin so, in ascending order.
  std::vector<std::string_view> below(std::string_view beginning) const;
  /// Puts a file in; one of the same path gives way.
  void put(std::string path, std::unique_ptr<Source> file);
  /// Puts everything of the folder's pack in. False when there is none that stands for the folder
  /// as it is.
  bool open_pack(const std::string& folder);
  /// What was laid beside the files when they were packed; "" without a pack.
  std::string_view snapshot() const;
  /// Adds path, size and text of every file that is `wanted` to `add`: a text that moves from one
  /// file to another is a change.
  template <class Add, class Wanted>
  void all(Add&& add, Wanted&& wanted) const {
    for (const std::string_view path : below("")) {
      if (!wanted(path)) continue;
      const std::string_view text = text_of(path);
      add(std::string{path} + ' ' + std::to_string(text.size()) + '\n');
      add(text);
    }
  }

 private:
  std::string_view text_of(std::string_view path) const;

  std::map<std::string, std::unique_ptr<Source>, std::less<>> files_;
  std::unique_ptr<Pack> pack_;  ///< what `files_` lacks
};

/// Puts a templates folder into one file, to be written to <folder>.pack.
class Packer {
 public:
  /// Takes down the names, sizes and times of the folder's files, before they are read: a file that
  /// is changed while it is read is then another than the pack knows.
  static Result<Packer> open(const std::string& folder, Diagnostics& out);
  Packer(Packer&&) noexcept;
  ~Packer();
  /// The bytes of the pack. `snapshot`: what was read out of these files.
  std::string pack(const Files& texts, std::string_view snapshot);

 private:
  struct Entries;
  explicit Packer(std::unique_ptr<Entries> entries);
  std::unique_ptr<Entries> entries_;
};

}  // namespace engine::pack
