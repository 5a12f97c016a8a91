#include "engine/files/beside.hpp"

#include "engine/files/files.hpp"

#include <fcntl.h>

namespace engine::files {

namespace {

std::unique_ptr<Source> read(const std::string& folder, const std::string& name) {
  const Descriptor opened{::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
  Descriptor file;
  std::string bytes;
  if (!opened || open_ordinary(opened.get(), name, file) != 0 ||
      read_rest(file.get(), bytes, Folder::most) != 0)
    return nullptr;
  return std::make_unique<Source>(name, std::move(bytes));
}

}  // namespace

std::size_t Folder::held() const {
  const std::lock_guard<std::mutex> held{lock_};
  std::size_t sum = 0;
  for (const auto& [name, file] : read_) sum += file ? file->text().size() : 0;
  return sum;
}

const Source* Folder::find(std::string_view name) const {
  if (!is_beside(name)) return nullptr;
  const std::lock_guard<std::mutex> held{lock_};
  const auto known = read_.find(name);
  if (known != read_.end()) return known->second.get();
  const std::string text{name};
  return read_.emplace(text, read(path_, text)).first->second.get();
}

}  // namespace engine::files
