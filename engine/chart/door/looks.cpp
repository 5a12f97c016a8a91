#include "engine/base/signature.hpp"
#include "engine/base/utf8.hpp"
#include "engine/chart/door/door.hpp"

#include <algorithm>
#include <array>
#include <iconv.h>

namespace engine::chart::door {

namespace {

/// The beginning as small ASCII letters without marks of order and zero bytes, so that UTF-16 reads
/// like the rest.
std::string plain_beginning(std::string_view bytes) {
  std::string plain;
  for (const char c : bytes.substr(0, 4096)) {
    if (c != '\0' && static_cast<unsigned char>(c) < 0x80) plain += lowered(c);
  }
  return std::string{trimmed(plain)};
}

bool is_table(std::string_view bytes) {
  const auto line = bytes.substr(0, bytes.find('\n'));
  return std::ranges::count(line, '\t') >= 3 || std::ranges::count(line, ',') >= 5;
}

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const Checked character = checked_at(bytes);
    if (!character.good) return false;
    bytes.remove_prefix(character.bytes);
  }
  return true;
}

}  // namespace

Looks looks_of(std::string_view bytes) {
  const auto begins = [&](std::string_view with) { return bytes.starts_with(with); };
  if (bytes.empty()) return Looks::empty;
  if (begins("PK\x03\x04") || begins("PK\x05\x06")) return Looks::zip;
  if (begins("%PDF-")) return Looks::pdf;
  if (begins("\x1F\x8B") || begins("7z\xBC\xAF") || begins("Rar!")) return Looks::archive;
  if (begins("\xD0\xCF\x11\xE0") || begins("{\\rtf")) return Looks::word;
  if (bytes.size() > 132 && bytes.substr(128, 4) == "DICM") return Looks::scan;
  const bool is_heic = bytes.size() > 12 && bytes.substr(4, 4) == "ftyp";
  const bool is_tiff = begins(std::string_view{"II*\0", 4}) || begins(std::string_view{"MM\0*", 4});
  if (is_heic || is_tiff || begins("\x89PNG") || begins("\xFF\xD8\xFF") || begins("GIF8") ||
      begins("BM"))
    return Looks::picture;
  const std::string text = plain_beginning(bytes);
  const auto has = [&](std::string_view words) { return text.find(words) != text.npos; };
  if (text.empty()) return Looks::empty;
  if (text.front() == '<') {
    if (has("<!doctype healthdata") || has("<healthdata")) return Looks::phone_export;
    if (has("<!doctype html") || text.starts_with("<html") || has("\n<html"))
      return Looks::web_page;
    return has("<xsl:stylesheet") ? Looks::other : Looks::chart;
  }
  if (text.front() == '{' || text.front() == '[')
    return has("\"verifiablecredential\"") ? Looks::health_card : Looks::chart;
  if (text.starts_with("shc:/")) return Looks::health_card;
  if (text.starts_with("msh|")) return Looks::hl7_v2;
  if (has("my healthevet") || has("blue button") || has("va health record")) return Looks::va_text;
  return is_table(bytes) ? Looks::table : Looks::other;
}

std::string_view words_of(Looks looks) {
  switch (looks) {
    case Looks::pdf:
      return "looks-like-pdf";
    case Looks::picture:
      return "looks-like-picture";
    case Looks::web_page:
      return "looks-like-web-page";
    case Looks::word:
      return "looks-like-word";
    case Looks::archive:
      return "looks-like-archive";
    case Looks::va_text:
      return "looks-like-va-text";
    case Looks::health_card:
      return "looks-like-health-card";
    case Looks::hl7_v2:
      return "looks-like-hl7-v2";
    case Looks::table:
      return "looks-like-table";
    case Looks::scan:
      return "looks-like-scan";
    case Looks::empty:
      return "looks-empty";
    case Looks::chart:
    case Looks::phone_export:
    case Looks::zip:
    case Looks::other:
      break;
  }
  return "looks-like-nothing-known";
}

}  // namespace engine::chart::door

namespace engine::chart {

bool is_case(std::string_view bytes) {
  for (auto at = bytes.find('<'); at != bytes.npos; at = bytes.find('<', at + 1)) {
    const std::string_view rest = bytes.substr(at);
    if (rest.starts_with("<!--")) {
      at = bytes.find("-->", at);
      if (at == bytes.npos) return false;
    } else if (!rest.starts_with("<?") && !rest.starts_with("<!")) {
      return rest.starts_with("<case ") || rest.starts_with("<case>");
    }
  }
  return false;
}

}  // namespace engine::chart

namespace engine::chart::door {

std::string as_declared(std::string bytes, const std::string& file, Chart& chart) {
  const std::string_view start = std::string_view{bytes}.substr(0, 200);
  const bool is_wide = start.find('\0') != start.npos || start.starts_with("\xFF\xFE") ||
                       start.starts_with("\xFE\xFF");
  const auto declared = start.find("encoding=");
  const bool says_utf8 =
      declared == start.npos || contains_but_case(start.substr(declared, 18), "utf-8");
  if (is_wide || !says_utf8 || is_utf8(bytes)) return bytes;
  const iconv_t conversion = iconv_open("UTF-8", "WINDOWS-1252");
  if (conversion == iconv_t(-1)) return bytes;
  std::string text(bytes.size() * 3, '\0');
  char* from = bytes.data();
  char* to = text.data();
  std::size_t left = bytes.size(), room = text.size();
  const std::size_t answer = iconv(conversion, &from, &left, &to, &room);
  iconv_close(conversion);
  if (answer == static_cast<std::size_t>(-1)) return bytes;
  text.resize(text.size() - room);
  chart.check.push_back({file, "letters-guessed", ""});
  return text;
}

}  // namespace engine::chart::door
