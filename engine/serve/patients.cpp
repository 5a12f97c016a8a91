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

Papers papers_of(const std::string& packet, std::int64_t changed) {
  struct stat is {};
  if (::stat(packet.c_str(), &is) != 0) return Papers::none;
  return nanoseconds(is.st_mtim) < changed ? Papers::older : Papers::current;
}

Patient read_patient(const CaseOfFolder& of, const kind::TemplateSet& set) {
  Patient patient;
  patient.name = of.name;
  patient.is_broken = true;
  Diagnostics untold;
  std::string bytes;
  if (files::read_whole(of.path, bytes) != 0) return patient;
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
  Known& known = known_[of.path];
  const auto changed = nanoseconds(is.st_mtim);
  const auto size = static_cast<std::uintmax_t>(is.st_size);
  if (known.changed != changed || known.size != size)
    known = {changed, size, read_patient(of, set_)};
  known.patient.papers = papers_of(output_ + '/' + known.patient.id + "/packet.pdf", changed);
  return known.patient;
}

}  // namespace engine::serve
