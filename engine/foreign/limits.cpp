#include "engine/foreign/limits.hpp"

#include "engine/base/ascii.hpp"
#include "engine/flate/flate.hpp"
#include "engine/qpdf/limits.hpp"

#include <algorithm>
#include <set>

namespace engine::foreign {

namespace {

constexpr std::size_t mib = std::size_t{1024} * 1024;
// --- the page tree ---------------------------------------

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

constexpr std::size_t most = qpdf::most_unpacked_mib * mib;

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
