#pragma once

// The cases of a folder, as a clinic sees them: a row a patient.

#include "engine/base/watchdog.hpp"
#include "engine/engine.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::serve {

struct CaseOfFolder {
  std::string name;  ///< rivera, of rivera.xml
  std::string path;
  /// Of a row of a table, whose path is the table's: what it says; nullptr where it is refused.
  std::shared_ptr<const std::string> row;
  bool is_row = false;
  /// Of a row: what is told of its cells (RowCase::told).
  std::vector<Diagnostic> told;
};
/// The case files that lie in a folder, by name; no hidden ones, none through a link.
std::vector<CaseOfFolder> cases_of_folder(const std::string& folder);

/// Where a packet of a case lies, by the name of its file; empty where its id is not the name of a
/// folder, and of none but that.
std::string packet_at(const std::string& output, const std::string& id, std::string_view file);

/// What stands in an address in place of a file's name, or of words that were looked for: browsers
/// keep addresses. Nobody can tell what it stands for without the secret of the run.
class Handles {
 public:
  std::string of(const std::string& words, const std::string& secret);
  /// What it stands for; empty where it is none of this run.
  std::string words(std::string_view handle) const;

 private:
  std::map<std::string, std::string, std::less<>> handles_, words_;
};

/// Whether the packet of a case is there, and as new as the case.
enum class Papers {
  none,
  older,
  current,
  unclear,  ///< another case has the same id, and it could be the packet of that one
  another,  ///< it is the packet of another person
};

struct Patient {
  std::string name;        ///< of the file, without its end
  std::string title;       ///< the patient's name; empty where the case does not say it
  std::string id;          ///< of the case
  std::string born;        ///< a date as the case has it; empty where it does not say it
  std::string stage;       ///< by its name in kind.xml; empty where the case cannot be read
  bool is_broken = false;  ///< no case can be read from it
  bool is_slow = false;    ///< it is broken for now: reading it took longer than anybody waits
  bool lacks_name = false, lacks_condition = false, lacks_doctor = false;
  std::string same;            ///< the name of another case of the same name and day of birth
  std::string twin;            ///< the name of another case that has the same id
  std::size_t to_mend = 0;     ///< mistakes that reading it tells
  std::size_t to_check = 0;    ///< entries of charts that nobody has looked at
  std::size_t cells_told = 0;  ///< cells of its row of which something is told
  Whose whose;                 ///< of a case that can be read
  Papers papers = Papers::none;

  bool is_missing_something() const {
    return is_broken || !twin.empty() || lacks_name || lacks_condition || lacks_doctor ||
           to_mend > 0;
  }
};

/// The rows of a folder; what has not changed is not read again. A row is of one file alone.
class Patients {
 public:
  /// `output` is where packets are made: <output>/<id>/packet.pdf.
  /// `bytes`: what one case may become.
  Patients(const kind::TemplateSet& set, std::string output, std::size_t bytes, Watchdog& watchdog)
      : set_{set}, output_{std::move(output)}, budget_{bytes}, watchdog_{watchdog} {}
  /// Learns which ids all the cases have: where two have one, a packet may be of either.
  void know(const std::vector<CaseOfFolder>& all);
  Patient row(const CaseOfFolder& of);
  std::string packet_of(const Patient& patient) const;
  const std::string& output() const { return output_; }

 private:
  struct Known {
    std::int64_t changed = 0;  ///< when, in nanoseconds
    std::uintmax_t size = 0;
    Patient patient;
    std::int64_t packet = 0;    ///< when its packet was made that was looked at
    std::optional<Whose> made;  ///< whose that one is; nothing: it does not say so at once
  };
  struct KnownId {
    std::int64_t changed = 0;
    std::uintmax_t size = 0;
    std::string id;
  };
  void know_id(const CaseOfFolder& of);
  std::string same_person(const Patient& patient) const;
  Patient read_within_limits(const CaseOfFolder& of);
  Papers papers_of(Known& known, std::int64_t changed, bool is_row) const;

  const kind::TemplateSet& set_;
  std::string output_;
  Budget budget_;  ///< of the case that is read
  Watchdog& watchdog_;
  std::map<std::string, KnownId, std::less<>> ids_;                     ///< by name
  std::map<std::string, std::vector<std::string>, std::less<>> names_;  ///< by id
  std::map<std::string, Known, std::less<>> known_;
  /// The cases that were read so far, by name and day of birth of the patient.
  std::map<std::string, std::set<std::string>, std::less<>> people_;
};

}  // namespace engine::serve
