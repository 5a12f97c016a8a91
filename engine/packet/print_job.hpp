#pragma once

#include "engine/base/base.hpp"
#include "engine/base/foreign.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace engine {

struct Worker;

/// Finished packets one behind the other in one file a language, to print on both sides of the
/// paper: each begins on a front, behind a blank back where the one before has an odd number of
/// pages. They look as they do in their own files; there are no fields, links or tags, and no
/// standard is claimed. What it holds of memory is bounded: a file that has grown large ends, and
/// the next part begins.
class PrintJob {
 public:
  /// A file that is whole.
  struct Part {
    std::string language;  ///< en
    int number = 1;        ///< of the parts in that language
    int packets = 0, pages = 0;
    std::string bytes;
  };
  /// Takes each part; false when it cannot, and told why.
  using Write = std::function<bool(const Part&)>;

  /// `with_separators`: a sheet with the id of its case stands before each packet. `most`: bytes of
  /// packets after which a part ends.
  PrintJob(Worker& worker, bool with_separators, Write write, std::size_t most = usual_part);
  ~PrintJob();

  /// Adds a finished PDF of the case `id`, which is the `number`th. False when it told why not:
  /// what foreign::read() tells, or `write`.
  bool add(std::string_view pdf, const std::string& id, std::uint64_t number, Diagnostics& out);
  /// Ends the parts that are open.
  bool finish(Diagnostics& out);

  static constexpr std::size_t usual_part = std::size_t{64} << 20;

 private:
  struct Open;
  bool put(Open& part, std::string_view pdf, const std::string& title, Diagnostics& out);
  bool put_separator(
      Open& part, const std::string& id, std::uint64_t number, std::size_t pages, Diagnostics& out
  );
  bool end(Open& part, Diagnostics& out);

  Worker& worker_;
  bool with_separators_;
  Write write_;
  std::size_t most_;
  std::map<std::string, std::unique_ptr<Open>> open_;  ///< by language
};

}  // namespace engine
