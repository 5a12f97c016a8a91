#include "engine/pack/mapped.hpp"
#include "engine/pack/pack.hpp"

#include <algorithm>
#include <iterator>

namespace engine::pack {

Files::Files() = default;
Files::Files(Files&&) noexcept = default;
Files& Files::operator=(Files&&) noexcept = default;
Files::~Files() = default;

const Source* Files::find(std::string_view path) const {
  if (const auto found = files_.find(path); found != files_.end()) return found->second.get();
  return pack_ ? pack_->find(path) : nullptr;
}

std::vector<std::string_view> Files::below(std::string_view beginning) const {
  std::vector<std::string_view> own, all;
  for (auto file = files_.lower_bound(beginning);
       file != files_.end() && file->first.starts_with(beginning);
       ++file)
    own.push_back(file->first);
  if (!pack_) return own;
  const std::vector<std::string_view> packed = pack_->below(beginning);
  std::set_union(packed.begin(), packed.end(), own.begin(), own.end(), std::back_inserter(all));
  return all;
}

void Files::put(std::string path, std::unique_ptr<Source> file) {
  files_[std::move(path)] = std::move(file);
}

bool Files::open_pack(const std::string& folder) {
  pack_ = Pack::open(folder);
  return pack_ != nullptr;
}

std::string_view Files::snapshot() const {
  return pack_ ? pack_->snapshot() : std::string_view{};
}

std::string_view Files::text_of(std::string_view path) const {
  const auto found = files_.find(path);
  return found != files_.end() ? std::string_view{found->second->text()} : pack_->text_of(path);
}

}  // namespace engine::pack
