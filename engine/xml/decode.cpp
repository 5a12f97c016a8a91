#include "engine/base/signature.hpp"
#include "engine/xml/characters.hpp"
#include "engine/xml/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iconv.h>

namespace engine::xml {

namespace {

/// A text as UTF-8, and where bytes of the file were not text: there stands U+FFFD.
struct Decoded {
  std::string text;
  std::vector<std::size_t> faults;
};

/// The first byte from `at` on that is not a printable ASCII character. Looks at eight bytes at
/// once: nearly all of a case and of a template are such.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
  constexpr std::uint64_t each = 0x0101010101010101, high = 0x80 * each;
  for (; text.size() - at >= 8; at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    // The high bit of a byte that is 0x7F or more, or less than 0x20; of its neighbours perhaps
    // too.
    if (((eight | (eight + each) | (eight - 0x20 * each)) & high) != 0) break;
  }
  while (at < text.size() && text[at] >= 0x20 && text[at] < 0x7F) ++at;
  return at;
}

/// Takes most texts as they are; only a text with faults is written anew.
Decoded from_utf8(std::string bytes) {
  std::size_t at = 0;
  const auto skip_good = [&](std::string_view all) {
    while ((at = end_of_plain(all, at)) < all.size()) {
      const Checked character = checked_at(all.substr(at));
      if (!character.good) break;
      at += character.bytes;
    }
  };
  skip_good(bytes);
  if (at == bytes.size()) return {std::move(bytes), {}};

  Decoded decoded;
  std::size_t begin = 0;
  while (at < bytes.size()) {
    decoded.text.append(bytes, begin, at - begin);
    decoded.faults.push_back(decoded.text.size());
    decoded.text += replacement_character;
    begin = ++at;
    skip_good(bytes);
  }
  decoded.text.append(bytes, begin);
  return decoded;
}

/// EncName of XML 1.0 §4.3.3. What is none (nothing, //TRANSLIT …) means something of its own to
/// iconv.
bool is_encoding_name(std::string_view name) {
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
         });
}

/// A conversion to UTF-8, or nothing when iconv does not know the encoding.
class Conversion {
 public:
  explicit Conversion(const std::string& encoding)
      : handle_{is_encoding_name(encoding) ? iconv_open("UTF-8", encoding.c_str()) : iconv_t(-1)} {}
  ~Conversion() {
    if (known()) iconv_close(handle_);
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;
  bool known() const { return handle_ != iconv_t(-1); }

  /// `unit` bytes are passed over where they are not text.
  Decoded convert(std::string bytes, std::size_t unit) {
    Decoded decoded;
    char* from = bytes.data();
    std::size_t left = bytes.size();
    char piece[8192];
    while (left > 0) {
      char* to = piece;
      std::size_t room = sizeof piece;
      const auto done = iconv(handle_, &from, &left, &to, &room);
      const int why = errno;
      decoded.text.append(piece, sizeof piece - room);
      if (done != std::size_t(-1) || why == E2BIG) continue;
      decoded.faults.push_back(decoded.text.size());
      decoded.text += replacement_character;
      const auto skipped = std::min(unit, left);
      from += skipped;
      left -= skipped;
    }
    return decoded;
  }

 private:
  iconv_t handle_;
};

/// What the first bytes say about the encoding (XML 1.0 appendix F).
struct Opening {
  std::string_view encoding;  ///< empty: ask the XML declaration
  std::size_t mark = 0;       ///< bytes of the byte order mark
  std::size_t unit = 1;       ///< bytes of the smallest piece
};

Opening opening_of(std::string_view bytes) {
  struct Pattern {
    std::string_view begins;
    Opening is;
  };
  using namespace std::string_view_literals;
  static constexpr Pattern patterns[] = {
      {"\xFF\xFE\0\0"sv, {"UTF-32LE", 4, 4}},
      {"\0\0\xFE\xFF"sv, {"UTF-32BE", 4, 4}},
      {"\xFF\xFE"sv, {"UTF-16LE", 2, 2}},
      {"\xFE\xFF"sv, {"UTF-16BE", 2, 2}},
      {"\xEF\xBB\xBF"sv, {"UTF-8", 3, 1}},
      {"<\0\0\0"sv, {"UTF-32LE", 0, 4}},
      {"\0\0\0<"sv, {"UTF-32BE", 0, 4}},
      {"<\0"sv, {"UTF-16LE", 0, 2}},
      {"\0<"sv, {"UTF-16BE", 0, 2}},
  };
  for (const auto& [begins, is] : patterns) {
    if (bytes.substr(0, begins.size()) == begins) return is;
  }
  return {};
}

/// The name between the quotation marks of encoding="…" in the XML declaration; empty when there is
/// none.
std::string_view declared_encoding(std::string_view bytes) {
  if (bytes.substr(0, 5) != "<?xml") return {};
  const auto declaration = bytes.substr(0, bytes.find("?>"));
  const auto word = declaration.find("encoding");
  if (word == declaration.npos) return {};
  const auto open = declaration.find_first_of("\"'", word);
  if (open == declaration.npos) return {};
  const auto close = declaration.find(declaration[open], open + 1);
  return close == declaration.npos ? std::string_view{}
                                   : declaration.substr(open + 1, close - open - 1);
}

/// The first character that cannot be printed, and its width in bytes; nothing in nearly every
/// text.
struct Unprintable {
  std::size_t at = std::string::npos, bytes = 0;
  char32_t character = 0;
};
Unprintable find_unprintable(std::string_view text) {
  for (auto i = end_of_plain(text, 0); i < text.size(); i = end_of_plain(text, i + 1)) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      if (!is_character(c)) return {i, 1, c};
    } else if (c == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      const char32_t control = static_cast<unsigned char>(text[i + 1]);
      if (!is_character(control)) return {i, 2, control};
    } else if (c == 0xEF && text.substr(i, 2) == "\xEF\xBF" && static_cast<unsigned char>(text[i + 2]) >= 0xBE) {
      return {i, 3, char32_t{0xFFFE} + (static_cast<unsigned char>(text[i + 2]) & 1u)};
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Source>> decode(
    std::string name, std::string bytes, Source::Holds holds, Diagnostics& out
) {
  if (const auto what = document_by_signature(bytes); !what.empty())
    return out.error(
        messages::no_text_file(name, what),
        {},
        {what.find("spreadsheet") != what.npos
             ? "a table of cases is made by carepacket batch: save it as \"CSV UTF-8\" first"
             : "a case is a text file whose name ends in .xml: save it as plain text (UTF-8)"}
    );
  const Opening opening = opening_of(bytes);
  std::string encoding{opening.encoding.empty() ? declared_encoding(bytes) : opening.encoding};
  // A declaration that can be read byte by byte and names a wide encoding is left over from another
  // tool.
  const bool names_wide = same_but_case(encoding.substr(0, 6), "UTF-16") ||
                          same_but_case(encoding.substr(0, 6), "UTF-32");
  if (opening.encoding.empty() && (names_wide || same_but_case(encoding, "US-ASCII")))
    encoding = "UTF-8";
  bytes.erase(0, opening.mark);

  Decoded decoded;
  if (encoding.empty() || same_but_case(encoding, "UTF-8") || same_but_case(encoding, "UTF8")) {
    decoded = from_utf8(std::move(bytes));
  } else {
    Conversion conversion{encoding};
    if (!conversion.known()) {
      const Source shown{std::move(name), from_utf8(std::move(bytes)).text, holds};
      const auto at = shown.text().find(encoding);
      return out.error(
          messages::unknown_encoding(encoding),
          at == std::string::npos ? shown.span(0, 0) : shown.span(at, at + encoding.size()),
          {"save the file as UTF-8, and write encoding=\"UTF-8\" in its first line"}
      );
    }
    decoded = conversion.convert(std::move(bytes), opening.unit);
  }

  auto source = std::make_unique<Source>(std::move(name), std::move(decoded.text), holds);
  if (!decoded.faults.empty()) {
    const auto first = decoded.faults.front();
    std::vector<std::string> hints{
        encoding.empty()
            ? "save the file as UTF-8, or name its encoding in the first line: <?xml "
              "version=\"1.0\" encoding=\"windows-1252\"?>"
            : "save the file as UTF-8, or name the encoding it really has in its first line"};
    if (decoded.faults.size() > 1)
      hints.push_back(
          "the same is so at " + std::to_string(decoded.faults.size() - 1) +
          (decoded.faults.size() == 2 ? " other place" : " other places")
      );
    return out.error(
        messages::byte_not_text(encoding.empty() ? "UTF-8" : encoding),
        source->span(first, first + replacement_character.size()),
        std::move(hints)
    );
  }
  if (const auto found = find_unprintable(source->text()); found.bytes > 0) {
    const bool from_windows = found.character >= 0x80 && found.character < 0xA0;
    return out.error(
        messages::control_character(code_point_name(found.character)),
        source->span(found.at, found.at + found.bytes),
        {from_windows ? "the file is probably windows-1252: name that encoding in its first line"
                      : "take it out: it cannot be printed"}
    );
  }
  return source;
}

}  // namespace engine::xml
