#include "engine/serve/patients.hpp"

#include "engine/base/fold.hpp"
#include "engine/files/files.hpp"
#include "engine/hash/hash.hpp"
#include "engine/serve/answers.hpp"
#include "engine/serve/stage.hpp"

#include <algorithm>
#include <filesystem>
#include <sys/stat.h>
#include <tuple>

namespace engine::serve {

namespace {
namespace fs = std::filesystem;

std::int64_t nanoseconds(const struct timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// When a file was changed; 0 where none is there.
std::int64_t changed_at(const std::string& path) {
  struct stat is {};
  return ::stat(path.c_str(), &is) == 0 && S_ISREG(is.st_mode) ? nanoseconds(is.st_mtim) : 0;
}

/// Whether an id can be the name of a folder, and of none but that.
bool is_name_of_folder(std::string_view id) {
  return !id.empty() && id.front() != '.' &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
         ) == id.npos;
}

/// The id of a case by its first bytes; empty where they do not say it.
std::string id_in(std::string_view text) {
  for (auto at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
    if (text.substr(at).starts_with("<!--")) {
      at = std::min(text.find("-->", at), text.size() - 1);
      continue;
    }
    if (!text.substr(at).starts_with("<case")) continue;
    const std::string_view tag = text.substr(at, text.find('>', at) - at);
    for (const std::string_view begin : {" id=\"", " id='"}) {
      const auto id = tag.find(begin);
      if (id == tag.npos) continue;
      const std::string_view rest = tag.substr(id + begin.size());
      return std::string{rest.substr(0, rest.find(begin.back()))};
    }
    return {};
  }
  return {};
}

Patient read_patient(const CaseOfFolder& of, const kind::TemplateSet& set, const Budget& budget) {
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
  patient.born = answered->value(*read_path("patient/birthDate"));
  const Lacks lacks = lacks_of(*answered);
  patient.lacks_name = lacks.name;
  patient.lacks_condition = lacks.condition;
  patient.lacks_doctor = lacks.doctor && is_draft(*answered);
  patient.to_check = lacks.unchecked;
  patient.cells_told = of.told.size();
  Diagnostics told;
  std::tie(patient.stage, patient.whose) = stage_and_person(**source, set, told, budget);
  // What a draft lacks has names of its own.
  const bool lacks_some = patient.lacks_name || patient.lacks_condition || patient.lacks_doctor;
  if (patient.stage.empty() && !lacks_some)
    patient.to_mend = static_cast<std::size_t>(told.errors());
  return patient;
}

/// What tells a person from others; empty where the case does not say all of it.
std::string who_is(const Patient& patient) {
  return patient.title.empty() || patient.born.empty() ? std::string{}
                                                       : folded(patient.title) + ' ' + patient.born;
}

}  // namespace

std::string packet_at(const std::string& output, const std::string& id, std::string_view file) {
  return is_name_of_folder(id) ? output + '/' + id + '/' + std::string{file} + ".pdf"
                               : std::string{};
}

std::string Handles::of(const std::string& words, const std::string& secret) {
  std::string& handle = handles_[words];
  if (handle.empty()) {
    handle = hash::sha256_hex(secret + '/' + words).substr(0, 16);
    words_[handle] = words;
  }
  return handle;
}

std::string Handles::words(std::string_view handle) const {
  const auto found = words_.find(handle);
  return found == words_.end() ? std::string{} : found->second;
}

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

void Patients::know_id(const CaseOfFolder& of) {
  constexpr std::size_t most = 8192;
  struct stat is {};
  if (::stat(of.path.c_str(), &is) != 0) return;
  const auto changed = nanoseconds(is.st_mtim);
  const auto size = static_cast<std::uintmax_t>(is.st_size);
  KnownId& known = ids_[of.name];
  if (known.changed == changed && known.size == size) return;
  std::string bytes;
  std::size_t all = 0;
  if (of.is_row)
    bytes = of.row ? *of.row : "";
  else if (!files::read_start(of.path, most, bytes, all))
    return;
  known = {changed, size, id_in(bytes)};
}

void Patients::know(const std::vector<CaseOfFolder>& all) {
  names_.clear();
  std::set<std::string_view> there;
  for (const CaseOfFolder& one : all) there.insert(one.name);
  std::erase_if(ids_, [&](const auto& one) { return !there.contains(one.first); });
  for (const CaseOfFolder& one : all) {
    know_id(one);
    if (const std::string& id = ids_[one.name].id; !id.empty()) names_[id].push_back(one.name);
  }
}

/// One that is read for longer than anybody waits keeps nobody from the others.
Patient Patients::read_within_limits(const CaseOfFolder& of) {
  constexpr std::chrono::seconds most{2};
  try {
    const Watchdog::Case watched{watchdog_, budget_, most};
    return read_patient(of, set_, budget_);
  } catch (const BudgetExceeded&) {
    return {.name = of.name, .is_broken = true, .is_slow = true};
  }
}

/// Another case that is there of the same name and day of birth; of those that were not read yet
/// nobody knows.
std::string Patients::same_person(const Patient& patient) const {
  const auto found = people_.find(who_is(patient));
  if (found == people_.end()) return {};
  for (const std::string& other : found->second) {
    if (other != patient.name && ids_.contains(other)) return other;
  }
  return {};
}

Patient Patients::row(const CaseOfFolder& of) {
  struct stat is {};
  if (::stat(of.path.c_str(), &is) != 0) return {.name = of.name, .is_broken = true};
  Known& known = known_[of.is_row ? of.path + '/' + of.name : of.path];
  const auto changed = nanoseconds(is.st_mtim);
  const auto size = static_cast<std::uintmax_t>(is.st_size);
  if (known.changed != changed || known.size != size) {
    if (const std::string who = who_is(known.patient); !who.empty())
      people_[who].erase(known.patient.name);
    known = {changed, size, read_within_limits(of)};
    if (known.patient.is_slow) known.changed = -1;  // it is tried again
    if (const std::string who = who_is(known.patient); !who.empty()) people_[who].insert(of.name);
  }
  known.patient.same = same_person(known.patient);
  known.patient.twin.clear();
  const auto& names = names_[known.patient.id];
  for (std::size_t i = names.size(); i-- > 0 && known.patient.twin.empty();) {
    if (names[i] != of.name) known.patient.twin = names[i];
  }
  known.patient.papers = papers_of(known, changed, of.is_row);
  return known.patient;
}

Papers Patients::papers_of(Known& known, std::int64_t changed, bool is_row) const {
  const std::string path = packet_of(known.patient);
  const auto made = changed_at(path);
  if (made == 0) return Papers::none;
  if (!known.patient.twin.empty()) return Papers::unclear;
  if (known.packet != made) {
    std::string bytes;
    std::size_t all = 0;
    known.packet = made;
    known.made.reset();
    if (files::read_start(path, start_of_papers, bytes, all)) known.made = whose_at_start(bytes);
  }
  const Whose& whose = known.patient.whose;
  if (whose.name != 0 && known.made && !can_be_one(*known.made, whose)) return Papers::another;
  // A packet of a row that has not changed is passed over when all are made, and keeps its time.
  const auto since = is_row ? std::max(made, changed_at(output_ + "/manifest.jsonl")) : made;
  return since < changed ? Papers::older : Papers::current;
}

std::string Patients::packet_of(const Patient& patient) const {
  return packet_at(output_, patient.id, "packet");
}

}  // namespace engine::serve
