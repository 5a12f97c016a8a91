#pragma once

// A page with a name on it, locked and unlocked.

#include "engine/encrypt/encrypt.hpp"
#include "tests/pdf/sheet.hpp"

#include <catch2/catch.hpp>

namespace tests {

inline const std::string spoken = "correct horse battery";

inline encrypt::Secret typed(std::string_view text) {
  encrypt::Secret secret;
  for (const char c : text) secret.append(c);
  return secret;
}

inline encrypt::Password password(std::string_view text = spoken) {
  Diagnostics out;
  auto prepared = encrypt::prepare(typed(text), out);
  if (!prepared) throw std::runtime_error{out.all().front().message};
  return std::move(*prepared);
}

/// "E801: the password is empty", a line a message.
inline std::string told(const Diagnostics& out) {
  std::string lines;
  for (const auto& one : out.all()) {
    lines += (lines.empty() ? "" : "\n") + one.code + ": " + one.message;
  }
  return lines;
}

/// A page that says whose it is, and what rides inside.
inline std::string page_with(
    std::optional<std::string_view> inside, bool readable = false, std::string name = "rivera.xml"
) {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {72_pt, 100_pt}, "Elena Rivera");
  pdf::WriteOptions options{.created = {2026, 11, 20}, .readable = readable};
  if (inside) {
    options.archive = pdf::Archive::a3a;
    options.attachment =
        pdf::Attachment{.name = std::move(name), .description = "The case", .bytes = *inside};
  }
  pdf::Writer writer{book()};
  Diagnostics out;
  auto bytes = writer.write(sheet.pages, options, out);
  REQUIRE(bytes);
  return std::move(*bytes);
}

inline std::string locked(const std::string& pdf) {
  Diagnostics out;
  auto bytes = encrypt::encrypt(pdf, password(), out);
  CHECK(told(out) == "");
  REQUIRE(bytes);
  return std::move(*bytes);
}

}  // namespace tests
