#pragma once

// Reading what people sent, and making files of papers: it may take long, so it is done in a thread
// of its own (Reply::first) while others are answered. A job has all that it needs, and nobody else
// touches it meanwhile.

#include "engine/chart/chart.hpp"
#include "engine/engine.hpp"
#include "engine/files/beside.hpp"
#include "engine/serve/serve.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::serve {

/// A name that means a file of a folder and nothing else.
std::string harmless(std::string_view name);

/// Charts of one person, read as a draft. The bytes of what was sent stay as long as the request.
struct ChartJob {
  /// Adds a file under a name that is told; nothing of it is written down.
  void add(std::string_view name, std::string_view bytes);
  void run(
      const vocabulary::Vocabulary& vocabulary,
      const chart::Words& words,
      Watchdog& watchdog,
      std::chrono::milliseconds time
  );

  chart::Options options;        ///< run() gives it the files, the case and the password
  std::unique_ptr<Source> into;  ///< the case as it was; nullptr: there was none
  std::string password;          ///< empty: none
  std::vector<std::string> names;
  Diagnostics out;
  std::optional<chart::Draft> draft;
  bool is_too_large = false;  ///< for the time that it may take

 private:
  std::map<std::string, std::string_view> files_;
};

/// A file that is to stand in the binder: whether it can.
struct RecordJob {
  void run();

  std::string name;
  std::string_view bytes;
  bool is_record = false;
  Diagnostics told;
};

/// A file of papers.
struct PaperJob {
  PaperJob(const Source& of, const std::string& folder)
      : source{of.name(), of.text(), Source::Holds::patient_data}, beside{folder} {}
  void run(const WithinLimits& within_limits);

  Source source;
  files::Folder beside;
  MakeOptions options;
  Diagnostics out;
  std::optional<Made> made;
  bool is_too_large = false;  ///< the case, for the memory or the time it may have
};

/// The pages to print again of many packets.
struct PrintJob {
  std::vector<Printed> cases;
  Diagnostics out;
  std::optional<PrintAgain> made;
};

/// The packets that are made, one behind the other.
struct PrintAllJob {
  std::vector<Printed> cases;
  Diagnostics out;
  std::optional<PrintAll> made;
};

/// The jobs that are done or being done, by the number of the request each is for.
template <class Job>
class Jobs {
 public:
  /// What was done for a request; nullptr: nothing yet.
  std::shared_ptr<Job> take(std::uint64_t request) {
    const auto found = all_.extract(request);
    return found.empty() ? nullptr : found.mapped();
  }
  /// Keeps a job until the request is asked again.
  void keep(std::uint64_t request, std::shared_ptr<Job> job) {
    all_.emplace(request, std::move(job));
  }

 private:
  std::map<std::uint64_t, std::shared_ptr<Job>> all_;
};

}  // namespace engine::serve
