#pragma once

#include "engine/base/base.hpp"
#include "engine/files/files.hpp"
#include "engine/table/table.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::batch {

/// One case as it was found.
struct CaseText {
  std::uint64_t number = 0;  ///< from 1, in the order of the inputs
  std::uint32_t input = 0;   ///< which file it came from: Inputs::name()
  std::string name;          ///< of the file, as messages say it
  std::string bytes;
  std::optional<table::Row> row;  ///< of a table, instead of bytes
  int line = 1;                   ///< where the row begins
  std::uint64_t row_number = 0;   ///< the same of a row of a table; 0: it is of none
  std::string id;                 ///< of a row that was refused, where it has one
  /// Moves a message about `bytes` to where they stood; empty when they are a file of their own.
  std::function<void(Diagnostic&)> place;
  Diagnostics told;  ///< found while it was read; errors: there is nothing of it
};

/// Cases that come out of one input, one behind the other.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual std::optional<CaseText> next() = 0;
};

/// All cases of the inputs, in their order.
class Inputs {
 public:
  /// `table` and `stop` (may be null) stay where they are: once `stop` is true, what is being read
  /// ends where it is, and is not whole. Finds the files, sorted by name within a folder. Reported:
  /// E701 an input is not there, E731 there is no case file in a folder; W730 what else lies in the
  /// folders.
  static Result<Inputs> open(
      const std::vector<std::string>& paths,
      const table::Options& table,
      const std::atomic<bool>* stop,
      Diagnostics& out
  );

  /// Cases that are in memory, which stay where they are.
  static Result<Inputs> of(const std::vector<std::pair<std::string, std::string>>& given);

  std::optional<CaseText> next();

  /// A file, as messages say it. Called by any thread.
  std::string name(std::uint32_t input) const;

  std::uint64_t bytes() const { return bytes_; }  ///< of all files; 0: nobody knows
  std::uint64_t read() const { return read_; }    ///< of them, given so far

 private:
  std::optional<CaseText> open_table(const std::shared_ptr<files::Descriptor>& file, CaseText text);
  std::optional<CaseText> open_file(const std::string& path);

  std::vector<std::string> paths_;
  const std::vector<std::pair<std::string, std::string>>* given_ = nullptr;
  const table::Options* table_ = nullptr;
  const std::atomic<bool>* stop_ = nullptr;
  std::size_t at_ = 0;
  std::unique_ptr<Stream> stream_;  ///< the input that is being cut into cases
  std::uint64_t begun_ = 0;         ///< cases before the input at hand
  std::uint64_t number_ = 0, bytes_ = 0, read_ = 0;
};

}  // namespace engine::batch
