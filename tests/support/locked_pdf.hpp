#pragma once

// A PDF whose objects stand in a stream that is packed and then encrypted (ISO 32000-1 §7.6.3.3,
// revision 2), as libqpdf never writes one: what it unpacks to may be any size.

#include "engine/flate/flate.hpp"
#include "engine/hash/hash.hpp"

#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace tests {

inline std::string rc4(std::string_view key, std::string text) {
  std::vector<unsigned char> state(256);
  std::iota(state.begin(), state.end(), static_cast<unsigned char>(0));
  std::size_t j = 0;
  for (std::size_t i = 0; i < 256; ++i) {
    j = (j + state[i] + static_cast<unsigned char>(key[i % key.size()])) % 256;
    std::swap(state[i], state[j]);
  }
  std::size_t i = 0;
  j = 0;
  for (char& c : text) {
    i = (i + 1) % 256;
    j = (j + state[i]) % 256;
    std::swap(state[i], state[j]);
    c = static_cast<char>(static_cast<unsigned char>(c) ^ state[(state[i] + state[j]) % 256]);
  }
  return text;
}

inline std::string hex_string(std::string_view bytes) {
  std::string hex = "<";
  for (const char c : bytes) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return hex + '>';
}

/// One page. `more` stands in the dictionary of the catalog; no password opens it.
inline std::string locked_pdf(const std::string& more) {
  using namespace std::string_literals;
  const std::string padding =
      "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08"
      "\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"s;
  const auto md5 = [](const std::string& text) {
    const auto sum = engine::hash::md5(text);
    return std::string{sum.data(), sum.size()};
  };
  const std::string owner(32, 'o'), id(16, 'i'), rights = "\xFC\xFF\xFF\xFF";
  const std::string key = md5(padding + owner + rights + id).substr(0, 5);
  const std::string key_of_3 = md5(key + "\x03\0\0\0\0"s).substr(0, 10);

  const std::string catalog = "<</Type/Catalog/Pages 2 0 R" + more + ">>\n";
  const std::string pages = "<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 99 99]>>\n";
  const std::string head = "1 0 2 " + std::to_string(catalog.size()) + '\n';
  engine::Bytes packed;
  engine::flate::Deflater{9}.deflate(head + catalog + pages, packed);
  const std::string objects = rc4(key_of_3, std::string{packed.view()});

  std::string file = "%PDF-1.5\n";
  std::vector<std::size_t> at(7);
  const auto add = [&](std::size_t number, const std::string& text) {
    at[number] = file.size();
    file += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
  };
  const std::string length = "/Length " + std::to_string(objects.size());
  add(3,
      "<</Type/ObjStm/N 2/First " + std::to_string(head.size()) + "/Filter/FlateDecode" + length +
          ">>stream\n" + objects + "\nendstream");
  add(4, "<</Type/Page/Parent 2 0 R>>");
  add(5,
      "<</Filter/Standard/V 1/R 2/P -4/O" + hex_string(owner) + "/U" +
          hex_string(rc4(key, padding)) + ">>");
  const auto row = [](char kind, std::size_t place, char last) {
    return std::string{
        kind,
        static_cast<char>(place >> 16),
        static_cast<char>(place >> 8),
        static_cast<char>(place),
        last};
  };
  const std::size_t here = file.size();
  const std::string table = row(0, 0, 0) + row(2, 3, 0) + row(2, 3, 1) + row(1, at[3], 0) +
                            row(1, at[4], 0) + row(1, at[5], 0) + row(1, here, 0);
  add(6,
      "<</Type/XRef/W[1 3 1]/Size 7/Root 1 0 R/Encrypt 5 0 R/ID[" + hex_string(id) +
          hex_string(id) + "]/Length " + std::to_string(table.size()) + ">>stream\n" + table +
          "\nendstream");
  return file + "startxref\n" + std::to_string(here) + "\n%%EOF\n";
}

}  // namespace tests
