#include "engine/serve/patients.hpp"

#include "engine/files/files.hpp"
#include "engine/serve/answers.hpp"
#include "engine/serve/stage.hpp"

#include <algorithm>
#include <filesystem>
#include <sys/stat.h>

namespace engine::serve {

namespace {
namespace fs = std::filesystem;

std::int64_t nanoseconds(const struct timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// When a file was changed; 0 where it is not there.
std::int64_t changed_at(const std::string& path) {
  struct stat is {};
  return ::stat(path.c_str(), &is) == 0 ? nanoseconds(is.st_mtim) : 0;
}

Patient read_patient(const CaseOfFolder& of, const kind::TemplateSet& set) {
  Patient patient;
  patient.name = of.name;
  patient.is_broken = true;
  Diagnostics untold;
  std::string bytes;
  if (of.is_row ? !of.row : files::read_whole(of.path, bytes) != 0) return patient;
  if (of.is_row) bytes = *of.row;
  const auto source = xml::decode(of.path, std::move(bytes), Source::Holds::patient_data, untold);
  if (!source) return patient;
  const auto answered = Answered::read(**source, set.vocabulary, untold);
  if (!answered || answered->tree().root().name() != "case") return patient;
  patient.is_broken = false;
  patient.title = title_of(*answered, *read_path("patient"));
  patient.id = answered->value(*read_path("@id"));
  const Lacks lacks = lacks_of(*answered);
  patient.lacks_name = lacks.name;
  patient.lacks_condition = lacks.condition;
  patient.lacks_doctor = lacks.doctor && is_draft(*answered);
  patient.to_check = lacks.unchecked;
  Diagnostics told;
  patient.stage = stage_of(**source, set, told);
  // What a draft lacks has names of its own.
  const bool lacks_some = patient.lacks_name || patient.lacks_condition || patient.lacks_doctor;
  if (patient.stage.empty() && !lacks_some)
    patient.to_mend = static_cast<std::size_t>(told.errors());
  return patient;
}

}  // namespace

std::vector<CaseOfFolder> cases_of_folder(const std::string& folder) {
  std::vector<CaseOfFolder> all;
  std::error_code error;
  for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
    const fs::path& path = at->path();
    std::error_code unknown;
    if (path.extension() != ".xml" || path.filename().string().starts_with('.')) continue;
    if (at->is_symlink(unknown) || !at->is_regular_file(unknown)) continue;
    all.push_back({path.stem().string(), path.string()});
  }
  std::ranges::sort(all, {}, &CaseOfFolder::name);
  return all;
}

Patient Patients::row(const CaseOfFolder& of) {
  struct stat is {};
  if (::stat(of.path.c_str(), &is) != 0) return {.name = of.name, .is_broken = true};
  Known& known = known_[of.is_row ? of.path + '/' + of.name : of.path];
  const auto changed = nanoseconds(is.st_mtim);
  const auto size = static_cast<std::uintmax_t>(is.st_size);
  if (known.changed != changed || known.size != size)
    known = {changed, size, read_patient(of, set_)};
  const auto made = changed_at(packet_of(known.patient));
  // A packet of a row that has not changed is passed over when all are made, and keeps its time.
  const auto since = of.is_row ? std::max(made, changed_at(output_ + "/manifest.jsonl")) : made;
  known.patient.papers = made == 0         ? Papers::none
                         : since < changed ? Papers::older
                                           : Papers::current;
  return known.patient;
}

std::string Patients::packet_of(const Patient& patient) const {
  return output_ + '/' + patient.id + "/packet.pdf";
}

}  // namespace engine::serve
