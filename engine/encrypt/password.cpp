#include "engine/encrypt/encrypt.hpp"
#include "engine/encrypt/messages.hpp"

#include <unicode/usprep.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace engine::encrypt {

namespace {

constexpr std::size_t most_prepared = 127;  // ISO 32000-2 §7.6.4.3.2

/// UTF-16 on its way through ICU, wiped when it goes.
struct Wide {
  std::array<UChar, Secret::most + 1> units{};
  std::int32_t size = 0;
  Wide() = default;
  Wide(const Wide&) = delete;
  Wide& operator=(const Wide&) = delete;
  ~Wide() { ::explicit_bzero(units.data(), sizeof units); }
};

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

Reported cannot_hold(FilledError said, Diagnostics& out) {
  return out.error(
      std::move(said), {}, {"letters, digits, blanks and punctuation of any script can be used"}
  );
}

Reported refused(UErrorCode why, Diagnostics& out) {
  switch (why) {
    case U_STRINGPREP_UNASSIGNED_ERROR:
      return cannot_hold(messages::password_unknown, out);
    case U_STRINGPREP_CHECK_BIDI_ERROR:
      return cannot_hold(messages::password_both_ways, out);
    case U_BUFFER_OVERFLOW_ERROR:
      return out.error(messages::password_too_long, {});
    default:
      return cannot_hold(messages::password_control, out);
  }
}

/// SASLprep of a stored string: what Unicode 3.2 does not know is refused, so that every reader
/// agrees.
UErrorCode prepare_wide(std::string_view typed, Wide& result) {
  UErrorCode status = U_ZERO_ERROR;
  Wide wide;
  constexpr auto room = static_cast<std::int32_t>(Secret::most);
  u_strFromUTF8(
      wide.units.data(),
      room,
      &wide.size,
      typed.data(),
      static_cast<std::int32_t>(typed.size()),
      &status
  );
  if (U_FAILURE(status)) return status;
  UStringPrepProfile* profile = usprep_openByType(USPREP_RFC4013_SASLPREP, &status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no SASLprep");
  result.size = usprep_prepare(
      profile,
      wide.units.data(),
      wide.size,
      result.units.data(),
      room,
      USPREP_DEFAULT,
      nullptr,
      &status
  );
  usprep_close(profile);
  return status;
}

Result<Secret> prepared(const Secret& typed, Diagnostics& out) {
  Secret bytes;
  if (is_plain(typed.view())) {
    for (const char c : typed.view()) bytes.append(c);
    return bytes;
  }
  Wide wide;
  UErrorCode status = prepare_wide(typed.view(), wide);
  if (status == U_INVALID_CHAR_FOUND) return cannot_hold(messages::password_not_utf8, out);
  if (U_FAILURE(status)) return refused(status, out);
  std::array<char, Secret::most> narrow{};
  std::int32_t size = 0;
  u_strToUTF8(
      narrow.data(),
      static_cast<std::int32_t>(narrow.size()),
      &size,
      wide.units.data(),
      wide.size,
      &status
  );
  if (U_FAILURE(status)) return refused(status, out);
  for (std::int32_t i = 0; i < size; ++i) bytes.append(narrow[static_cast<std::size_t>(i)]);
  ::explicit_bzero(narrow.data(), narrow.size());
  return bytes;
}

}  // namespace

bool Password::is_short() const {
  const auto text = prepared_.view();
  return std::count_if(text.begin(), text.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
         }) < 12;
}

Result<Password> prepare(const Secret& typed, Diagnostics& out) {
  auto bytes = prepared(typed, out);
  if (!bytes) return bytes.error();
  if (bytes->view().empty()) return out.error(messages::password_empty, {});
  if (bytes->view().size() > most_prepared) return refused(U_BUFFER_OVERFLOW_ERROR, out);
  return Password{std::move(*bytes)};
}

}  // namespace engine::encrypt
