#include "engine/table/utf8_stream.hpp"

#include <algorithm>
#include <cerrno>

namespace engine::table {

namespace {

constexpr std::size_t piece = 64u << 10;

bool is_high(char32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(char32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

/// The same that a case may hold (XML 1.0 §2.2, without the control characters it discourages).
bool is_printable(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  if (c >= 0x7F && c < 0xA0) return c == 0x85;
  return c != 0xFFFE && c != 0xFFFF;
}

}  // namespace

std::string_view Utf8Stream::run_until(std::string_view stops) {
  if (peek() == end) return {};
  const std::string_view all = buffer_;
  const auto stop = std::min(all.find_first_of(stops, at_), all.size());
  const auto run = all.substr(at_, stop - at_);
  at_ = stop;
  return run;
}

bool Utf8Stream::fill() {
  while (!ended_) {
    std::string raw = std::move(carried_);
    carried_.clear();
    const auto kept = raw.size();
    raw.resize(kept + piece);
    const ssize_t got = bytes_(raw.data() + kept, piece);
    if (got < 0) error_ = errno;
    ended_ = got <= 0;
    raw.resize(kept + (ended_ ? 0 : static_cast<std::size_t>(got)));
    if (coding_ == Coding::unknown) {
      // Two or three bytes make a byte order mark; a pipe may give them one by one.
      if (raw.size() < 3 && !ended_) {
        carried_ = std::move(raw);
        continue;
      }
      find_coding(raw);
    }
    at_ = 0;
    buffer_.clear();
    if (coding_ == Coding::utf_8) {
      buffer_ = std::move(raw);
    } else {
      recode(raw);
    }
    if (!buffer_.empty()) return true;
  }
  at_ = 0;
  buffer_.clear();
  return false;
}

void Utf8Stream::find_coding(std::string& raw) {
  const std::string_view start = raw;
  coding_ = start.substr(0, 2) == "\xFF\xFE"   ? Coding::utf_16_le
            : start.substr(0, 2) == "\xFE\xFF" ? Coding::utf_16_be
                                               : Coding::utf_8;
  raw.erase(0, coding_ != Coding::utf_8 ? 2 : start.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0);
}

void Utf8Stream::recode(std::string_view raw) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(raw[i]); };
  for (std::size_t i = 0; i + 1 < raw.size(); i += 2) {
    take_unit(
        coding_ == Coding::utf_16_le ? byte(i) | char32_t{byte(i + 1)} << 8
                                     : byte(i + 1) | char32_t{byte(i)} << 8
    );
  }
  if (raw.size() % 2 == 1) carried_ = raw.back();
  if (!ended_) return;
  if (high_ != 0 || !carried_.empty()) buffer_ += '\xFF';
  high_ = 0;
  carried_.clear();
}

void Utf8Stream::take_unit(char32_t unit) {
  if (high_ != 0 && is_low(unit)) {
    append_utf8(buffer_, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
    high_ = 0;
    return;
  }
  if (high_ != 0) buffer_ += '\xFF';
  high_ = is_high(unit) ? unit : 0;
  if (is_low(unit)) {
    buffer_ += '\xFF';
  } else if (high_ == 0) {
    append_utf8(buffer_, unit);
  }
}

std::optional<BadText> find_bad_text(std::string& text) {
  std::optional<BadText> bad;
  std::string good;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= 0x20 && c < 0x7F) {
      ++at;
      continue;
    }
    const Checked found = checked_at(std::string_view{text}.substr(at));
    if (found.good && is_printable(found.value)) {
      at += found.bytes;
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(good.size() + at - copied);
    const auto size = found.good ? found.bytes : replacement_character.size();
    if (!bad) bad = {begin, begin + static_cast<std::uint32_t>(size), found.good, found.value};
    if (!found.good) {
      good.append(text, copied, at - copied).append(replacement_character);
      copied = at + found.bytes;
    }
    at += found.bytes;
  }
  if (copied > 0) text = good.append(text, copied);
  return bad;
}

}  // namespace engine::table
