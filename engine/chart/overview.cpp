// The report of a run over the charts of many people.

#include "engine/chart/report.hpp"

#include <algorithm>

namespace engine::chart {

Overview overview_of(
    const std::vector<Patient>& patients, const Words& words, std::string_view language, bool redact
) {
  const auto tell = [&](std::string_view id, std::string_view one = {}, std::string_view two = {}) {
    return say(words, language, id, one, two);
  };
  Report report;
  report.language = language;
  report.title = tell("many.title");
  Report::Part unread{tell("many.unread"), {}, tell("many.unread-none")};
  Report::Part waiting{tell("many.waiting"), {}, tell("many.waiting-none")};
  Report::Part ready{tell("many.ready"), {}, tell("many.ready-none")};
  std::size_t number = 0, to_check = 0;
  for (const Patient& patient : patients) {
    ++number;
    to_check += patient.to_check.size();
    const std::string name =
        redact ? tell("many.patient", std::to_string(number)) : printable(patient.name);
    Report::Line line{name, {}};
    if (!patient.to_check.empty())
      line.words += ", " + tell("many.to-check", std::to_string(patient.to_check.size()));
    if (!redact) {
      line.more = patient.missing;
      line.more.insert(line.more.end(), patient.to_check.begin(), patient.to_check.end());
    }
    Report::Part& part = patient.file.empty() ? unread : !patient.missing.empty() ? waiting : ready;
    part.lines.push_back(std::move(line));
  }
  report.head.push_back(tell("many.head", std::to_string(patients.size()), std::to_string(to_check))
  );
  report.parts = {std::move(unread), std::move(waiting), std::move(ready)};
  return {as_text(report), as_html(report)};
}

}  // namespace engine::chart
