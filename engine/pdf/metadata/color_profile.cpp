#include "engine/pdf/metadata/color_profile.hpp"

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::pdf {

namespace {

using namespace std::string_view_literals;

void put16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value >> 8 & 0xFF);
  out += static_cast<char>(value & 0xFF);
}
void put32(std::string& out, std::uint32_t value) {
  put16(out, value >> 16);
  put16(out, value & 0xFFFF);
}
/// s15Fixed16Number (ICC.1:2010 §4.6).
void put_fixed(std::string& out, double value) {
  put32(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

std::string numbers(std::string_view type, std::initializer_list<double> values) {
  std::string out{type};
  put32(out, 0);
  for (const double value : values) put_fixed(out, value);
  return out;
}

/// multiLocalizedUnicodeType with one text in English (§10.13).
std::string text(std::string_view ascii) {
  std::string out{"mluc"};
  for (const std::uint32_t number : {0u, 1u, 12u}) put32(out, number);
  out += "enUS";
  put32(out, static_cast<std::uint32_t>(ascii.size()) * 2);
  put32(out, 28);
  for (const char c : ascii) put16(out, static_cast<unsigned char>(c));
  return out;
}

/// The transfer curve of sRGB: linear below 0.04045, a power of 2.4 above (§10.16, function 3).
std::string curve() {
  std::string out{"para"};
  put32(out, 0);
  put16(out, 3);
  put16(out, 0);
  for (const double value : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045})
    put_fixed(out, value);
  return out;
}

constexpr double d50[] = {0.9642, 1.0, 0.8249};

void put_header(std::string& out, std::uint32_t size) {
  put32(out, size);
  put32(out, 0);           // no preferred module
  put32(out, 0x04300000);  // version 4.3
  out += "mntrRGB XYZ ";
  for (const std::uint32_t number : {2026u, 1u, 1u, 0u, 0u, 0u}) put16(out, number);
  out += "acsp";
  out.append(28, '\0');  // platform, flags, maker, model, attributes, intent: perceptual
  for (const double value : d50) put_fixed(out, value);
  out.append(48, '\0');  // creator, id, reserved
}

}  // namespace

std::string srgb_profile() {
  // The primaries and the white of D65 as seen under D50 (Bradford), as IEC 61966-2-1 gives them.
  const std::vector<std::pair<std::string_view, std::string>> tags{
      {"desc", text("sRGB")},
      {"cprt", text("No copyright, use freely")},
      {"wtpt", numbers("XYZ ", {d50[0], d50[1], d50[2]})},
      {"chad",
       numbers(
           "sf32",
           {1.04788208,
            0.02291870,
            -0.05021667,
            0.02958679,
            0.99047852,
            -0.01707458,
            -0.00923157,
            0.01507568,
            0.75167847}
       )},
      {"rXYZ", numbers("XYZ ", {0.43606567, 0.22248840, 0.01391602})},
      {"gXYZ", numbers("XYZ ", {0.38514709, 0.71687317, 0.09707642})},
      {"bXYZ", numbers("XYZ ", {0.14306641, 0.06060791, 0.71409607})},
      {"rTRC", curve()},
      {"gTRC", {}},  // the same curve, written once
      {"bTRC", {}},
  };
  std::string table, data;
  const auto begin = static_cast<std::uint32_t>(128 + 4 + 12 * tags.size());
  std::uint32_t at = 0, size = 0;
  put32(table, static_cast<std::uint32_t>(tags.size()));
  for (const auto& [name, bytes] : tags) {
    if (!bytes.empty()) {
      at = begin + static_cast<std::uint32_t>(data.size());
      size = static_cast<std::uint32_t>(bytes.size());
      data += bytes;
      data.append((4 - data.size() % 4) % 4, '\0');
    }
    table += name;
    put32(table, at);
    put32(table, size);
  }
  std::string out;
  put_header(out, begin + static_cast<std::uint32_t>(data.size()));
  return out + table + data;
}

}  // namespace engine::pdf
