#include "engine/foreign/limits.hpp"

#include "engine/base/ascii.hpp"
#include "engine/flate/flate.hpp"

#include <algorithm>
#include <set>

namespace engine::foreign {

namespace {

constexpr std::size_t mib = std::size_t{1024} * 1024;
constexpr std::string_view blanks{" \t\r\n\f\0", 6};

// --- before libqpdf opens the file -----------------------

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

std::size_t count_of(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 2))
    ++count;
  return count;
}

/// What stands between the number of an object and the bytes of its stream, and what stands before
/// it in its line.
struct Head {
  std::string_view line, dictionary;
};

Head head_before(std::string_view before) {
  const auto at = before.rfind("obj");
  if (at == std::string_view::npos) return {{}, before};
  const auto line = before.find_last_of("\r\n", at);
  const auto begin = line == std::string_view::npos ? 0 : line + 1;
  return {before.substr(begin, at - begin), before.substr(at + 3)};
}

/// True for the dictionary of a stream that is seen whole, and that neither a table of objects nor
/// a stream of objects can have: those need /W (§7.5.8.2) and /First (§7.5.7).
bool is_surely_other(const Head& head) {
  const std::string_view all = head.dictionary;
  const auto begin = all.find_first_not_of(blanks);
  return begin != std::string_view::npos && all.substr(begin, 2) == "<<" &&
         !holds(head.line, "%") && all.find_first_of("()%#") == std::string_view::npos &&
         count_of(all, "<<") == count_of(all, ">>");
}

/// A key, and not only the beginning of a longer one.
bool has_key(std::string_view dictionary, std::string_view key) {
  for (auto at = dictionary.find(key); at != std::string_view::npos;
       at = dictionary.find(key, at + 1)) {
    const auto end = at + key.size();
    if (end >= dictionary.size() || !(is_letter(dictionary[end]) || is_digit(dictionary[end])))
      return true;
  }
  return false;
}

/// A row of a table so wide that libqpdf's room for it alone would be too much (§7.4.4.4).
bool has_wide_rows(std::string_view dictionary) {
  const auto at = dictionary.find("/Columns");
  if (at == std::string_view::npos) return false;
  const auto digits =
      dictionary.find_first_not_of(blanks, at + std::string_view{"/Columns"}.size());
  if (digits == std::string_view::npos) return false;
  const auto end = std::min(dictionary.find_first_not_of("0123456789", digits), dictionary.size());
  return end - digits > 4;
}

/// Packed in one way, and in that of zlib: all that programs do with such streams.
bool is_packed_simply(std::string_view dictionary) {
  if (!has_key(dictionary, "/Filter")) return true;
  const std::size_t ways = count_of(dictionary, "Decode") - count_of(dictionary, "DecodeParms");
  const auto is_there = [&](std::string_view key) { return has_key(dictionary, key); };
  return ways == 1 && is_there("/FlateDecode") &&
         std::ranges::none_of(
             std::initializer_list<std::string_view>{"/Fl", "/LZW", "/RL", "/A85", "/AHx"}, is_there
         );
}

bool unpacks_too_much(const Head& head, std::string_view packed) {
  const bool is_index = has_key(head.dictionary, "/W") || has_key(head.dictionary, "/First");
  if (!is_index && is_surely_other(head)) return false;
  if (!flate::inflated_size(packed, (is_index ? most_index_mib : most_unpacked_mib) * mib))
    return true;
  const bool is_of_libqpdf = holds(head.dictionary, "/XRef") || holds(head.dictionary, "/ObjStm");
  return is_of_libqpdf && (has_wide_rows(head.dictionary) || !is_packed_simply(head.dictionary));
}

}  // namespace

bool unpacks_too_much(std::string_view pdf) {
  constexpr std::string_view word = "stream";
  std::size_t from = 0;  // where the head of a stream may begin
  for (auto at = pdf.find(word); at != std::string_view::npos; at = pdf.find(word, at + 1)) {
    const auto data = std::min(pdf.find_first_not_of(blanks, at + word.size()), pdf.size());
    const bool ends = at >= 3 && pdf.substr(at - 3, 3) == "end";
    if (!ends && unpacks_too_much(head_before(pdf.substr(from, at - from)), pdf.substr(data)))
      return true;
    from = at + word.size();
  }
  return false;
}

// --- the page tree ---------------------------------------

namespace {

/// The node that libqpdf begins with: the highest above the one that the catalog names.
Object top_of(const Document& document) {
  std::set<std::pair<int, int>> seen;
  std::vector<Object> way;
  way.push_back(Object{document, document->get_root(document.handle())}["/Pages"]);
  while (seen.insert(way.back().id()).second && way.back()["/Parent"].is_dictionary())
    way.push_back(way.back()["/Parent"]);
  return std::move(way.back());
}

}  // namespace

PageTree measure_pages(const Document& document) {
  std::set<std::pair<int, int>> seen;
  std::vector<Object> level;
  level.push_back(top_of(document));
  int pages = 0;
  for (int depth = 0; !level.empty(); ++depth) {
    if (depth > deepest_pages) return PageTree::too_deep;
    std::vector<Object> below;
    for (const Object& node : level) {
      // One that comes again is a loop or a second way to the same: libqpdf refuses both.
      if (node.is_indirect() && !seen.insert(node.id()).second) continue;
      const Object kids = node["/Kids"];
      for (int i = 0; i < kids.size(); ++i) {
        if (++pages > most_pages) return PageTree::too_many;
        Object kid = kids.at(i);
        if (!kid["/Kids"].is_null()) below.push_back(std::move(kid));
      }
    }
    level.swap(below);
  }
  return PageTree::fits;
}

// --- what draws a page -----------------------------------

namespace {

constexpr std::size_t most = most_unpacked_mib * mib;

/// Names of what a stream was packed with, the outermost first (§7.4).
std::vector<std::string> filters_of(const Object& stream) {
  const Object all = stream["/Filter"];
  if (all.is_name()) return {all.text()};
  std::vector<std::string> names;
  for (int i = 0; i < all.size(); ++i) names.push_back(all.at(i).text());
  return names;
}

/// §7.4.2
std::string from_hex(std::string_view text) {
  std::string out;
  int high = -1;
  for (const char c : text) {
    const char low_case = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
    const auto digit = lower_hex_digits.find(low_case);
    if (c == '>') break;
    if (digit == std::string_view::npos) continue;
    if (high >= 0) out += static_cast<char>(high * 16 + static_cast<int>(digit));
    high = high >= 0 ? -1 : static_cast<int>(digit);
  }
  if (high >= 0) out += static_cast<char>(high * 16);
  return out;
}

/// §7.4.3
std::string from_base_85(std::string_view text) {
  std::string out;
  std::uint32_t group = 0;
  std::size_t digits = 0;
  const auto put = [&](std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i)
      out += static_cast<char>(static_cast<unsigned char>(group >> (24 - 8 * i)));
    group = 0;
    digits = 0;
  };
  for (const char c : text) {
    if (c == '~') break;
    if (c == 'z' && digits == 0) put(4);
    if (c < '!' || c > 'u') continue;
    group = group * 85 + static_cast<std::uint32_t>(c - '!');
    if (++digits == 5) put(4);
  }
  if (digits < 2) return out;
  const std::size_t left = digits - 1;
  for (; digits < 5; ++digits) group = group * 85 + 84;
  put(left);
  return out;
}

/// §7.4.5
std::size_t size_of_runs(std::string_view packed) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < packed.size();) {
    const auto length = static_cast<unsigned char>(packed[at]);
    if (length == 128) break;
    size += length < 128 ? length + 1U : 257U - length;
    at += length < 128 ? length + 2U : 2U;
  }
  return size;
}

/// How long LZW becomes (§7.4.4.2): the lengths of what its codes stand for suffice.
std::size_t size_of_lzw(std::string_view packed, std::size_t early) {
  constexpr std::size_t clear = 256, end = 257, first = 258, full = 4096;
  std::vector<std::size_t> lengths(full, 1);
  std::size_t next = first, before = 0, size = 0, bits = 0, held = 0, width = 9;
  for (const char c : packed) {
    held = (held << 8 | static_cast<unsigned char>(c)) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const std::size_t code = held >> bits & ((std::size_t{1} << width) - 1);
    if (code == end || size > most) break;
    if (code == clear) {
      next = first;
      width = 9;
      before = 0;
      continue;
    }
    const std::size_t length = code < first || code < next ? lengths[code] : before + 1;
    size += length;
    if (before > 0 && next < full) {
      lengths[next] = before + 1;
      const std::size_t change = next++ + early;
      if (change == 511 || change == 1023 || change == 2047) ++width;
    }
    before = length;
  }
  return size;
}

/// A row for the differences between rows (§7.4.4.4), which libqpdf makes room for.
bool has_wide_rows(const Object& parameters) {
  for (int i = 0; i < parameters.size(); ++i)
    if (has_wide_rows(parameters.at(i))) return true;
  if (!parameters.is_dictionary()) return false;
  const auto number = [&](const char* key, double usual) {
    return parameters[key].number().value_or(usual);
  };
  return number("/Columns", 1) * number("/Colors", 1) * number("/BitsPerComponent", 8) / 8 >
         static_cast<double>(most);
}

std::optional<std::size_t> within(std::size_t size) {
  return size <= most ? std::optional{size} : std::nullopt;
}

bool is_any(const std::string& name, std::string_view full, std::string_view brief) {
  return name == full || name == brief;
}

/// Packed in one way, perhaps written in letters; what is packed twice nobody needs.
std::optional<std::size_t> unpacked_size(
    std::string packed, const std::vector<std::string>& filters
) {
  for (std::size_t i = 0; i < filters.size(); ++i) {
    const std::string& filter = filters[i];
    const bool is_last = i + 1 == filters.size();
    if (is_any(filter, "/ASCIIHexDecode", "/AHx")) {
      packed = from_hex(packed);
    } else if (is_any(filter, "/ASCII85Decode", "/A85")) {
      packed = from_base_85(packed);
    } else if (is_any(filter, "/FlateDecode", "/Fl")) {
      return is_last ? flate::inflated_size(packed, most) : std::nullopt;
    } else if (is_any(filter, "/LZWDecode", "/LZW")) {
      return is_last ? within(std::max(size_of_lzw(packed, 0), size_of_lzw(packed, 1)))
                     : std::nullopt;
    } else if (is_any(filter, "/RunLengthDecode", "/RL")) {
      return is_last ? within(size_of_runs(packed)) : std::nullopt;
    } else if (filter != "/Crypt") {
      return 0;  // libqpdf does not unpack it
    }
  }
  return within(packed.size());
}

}  // namespace

std::optional<std::size_t> unpacked_size(const Object& stream) {
  if (has_wide_rows(stream["/DecodeParms"])) return std::nullopt;
  auto packed = stream.bytes(false);
  return packed ? unpacked_size(std::move(*packed), filters_of(stream)) : 0;
}

bool contents_fit(const Object& page) {
  const Object all = page["/Contents"];
  if (all.is_stream()) return unpacked_size(all).has_value();
  std::size_t sum = 0;
  for (int i = 0; i < all.size(); ++i) {
    const Object each = all.at(i);
    const auto size = each.is_stream() ? unpacked_size(each) : 0;
    if (!size || (sum += *size) > most) return false;
  }
  return true;
}

}  // namespace engine::foreign
