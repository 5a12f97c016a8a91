#include "engine/cli/records.hpp"

#include "engine/base/escape.hpp"
#include "engine/cli/messages.hpp"
#include "engine/files/reasons.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <unistd.h>

namespace engine::cli {

namespace {

std::string name_of(const std::string& path) {
  return std::filesystem::path{path}.filename().string();
}

/// "biopsy_march-2.pdf" as words: biopsy march 2
std::string described(const std::string& path) {
  std::string words = std::filesystem::path{path}.stem().string();
  for (char& c : words) {
    if (c == '_' || c == '-') c = ' ';
  }
  return words;
}

}  // namespace

BesideAndAttached::BesideAndAttached(std::string folder, const std::vector<std::string>& attached)
    : folder_{std::move(folder)} {
  for (const std::string& path : attached)
    attached_[name_of(path)] = std::make_unique<files::Folder>(files::folder_of(path));
}

const Source* BesideAndAttached::find(std::string_view name) const {
  const auto named = attached_.find(name);
  return named == attached_.end() ? folder_.find(name) : named->second->find(name);
}

bool has_records(const kind::TemplateSet& template_set, std::string_view set) {
  const kind::Set* papers = template_set.set(set);
  return papers && std::ranges::any_of(papers->kinds, [&](const std::string& name) {
           const kind::Kind* kind = template_set.kind(name);
           return kind && kind->each == "attachment";
         });
}

bool are_there(const std::vector<std::string>& attached, Diagnostics& out) {
  for (const std::string& path : attached) {
    std::error_code fault;
    const bool is_folder = std::filesystem::is_directory(path, fault);
    const int wrong = is_folder ? EISDIR : ::access(path.c_str(), R_OK) == 0 ? 0 : errno;
    if (wrong == 0) continue;
    files::cannot_read(path, wrong, out);
    return false;
  }
  return true;
}

Result<WithAttached> with_attached(
    std::unique_ptr<Source> text, const std::vector<std::string>& attached, Diagnostics& out
) {
  const auto end = text->text().rfind("</case>");
  if (attached.empty() || end == std::string::npos) return WithAttached{std::move(text)};
  std::string elements;
  std::set<std::string> names;
  for (const std::string& path : attached) {
    const std::string name = name_of(path);
    if (!names.insert(name).second)
      return out.error(
          messages::attached_twice(in_quotes(name)), {}, {"give one of them another name"}
      );
    elements += "<attachment file=\"" + escaped(name) + "\"><description>" +
                escaped(described(path)) + "</description></attachment>";
  }
  std::string whole = text->text();
  whole.insert(end, '\n' + elements + '\n');
  auto made = std::make_unique<Source>(text->name(), std::move(whole), Source::Holds::patient_data);
  const int line = made->place(static_cast<std::uint32_t>(end + 1)).line;
  return WithAttached{std::move(made), line};
}

const char* RunPassword::for_record() {
  was_wanted_ = true;
  if (!password_) {
    if (!may_ask_ && asked_.password.is_terminal()) return nullptr;
    auto read = read_password(asked_.password, Ask::once, asked_.message_format, out_);
    if (!read) return nullptr;
    password_.emplace(std::move(*read));
  }
  return password_->c_str();
}

}  // namespace engine::cli
