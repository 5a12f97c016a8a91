#include "engine/batch/manifest_lines.hpp"

#include "engine/files/files.hpp"

#include <cerrno>

namespace engine::batch {

std::optional<std::string_view> ManifestLines::next() {
  for (std::size_t seen = at_;;) {
    const auto end = text_.find('\n', seen);
    if (end != std::string::npos) {
      line_ = next_ - (text_.size() - at_) - passed_;
      const auto line = std::string_view{text_}.substr(at_, end - at_);
      at_ = end + 1;
      passed_ = 0;
      return line;
    }
    if (!fill()) return std::nullopt;
    seen = at_;
  }
}

/// Reads a block behind what is there. Of a line that is too long already, the block before goes.
bool ManifestLines::fill() {
  constexpr std::size_t block = std::size_t{1} << 18;
  text_.erase(0, at_);
  at_ = 0;
  if (text_.size() > longest_line + 1) {
    passed_ += text_.size() - (longest_line + 1);
    text_.resize(longest_line + 1);
  }
  const auto before = text_.size();
  text_.resize(before + block);
  const ssize_t count = files::read_at(file_, text_.data() + before, block, next_);
  if (count < 0) error_ = errno;
  const auto read = count < 0 ? 0 : static_cast<std::size_t>(count);
  text_.resize(before + read);
  next_ += read;
  return count > 0;
}

}  // namespace engine::batch
