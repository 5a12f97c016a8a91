#include "engine/foreign/document.hpp"

#include "engine/foreign/limits.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace engine::foreign {

std::vector<std::string> Object::keys() const {
  std::vector<std::string> all;
  q()->oh_begin_dict_key_iter(q().handle(), handle_);
  while (q()->oh_dict_more_keys(q().handle()) != 0)
    all.emplace_back(q()->oh_dict_next_key(q().handle()));
  return all;
}

std::optional<double> Object::number() const {
  if (q()->oh_is_number(q().handle(), handle_) == 0) return std::nullopt;
  const double value = q()->oh_get_numeric_value(q().handle(), handle_);
  return std::isfinite(value) ? std::optional{value} : std::nullopt;
}

std::optional<Box> Object::box() const {
  if (size() != 4) return std::nullopt;
  Box corners{};
  for (int i = 0; i < 4; ++i) {
    const auto value = at(i).number();
    if (!value) return std::nullopt;
    corners[static_cast<std::size_t>(i)] = *value;
  }
  if (corners[0] > corners[2]) std::swap(corners[0], corners[2]);
  if (corners[1] > corners[3]) std::swap(corners[1], corners[3]);
  return corners;
}

std::string Object::text() const {
  if (is_name()) return q()->oh_get_name(q().handle(), handle_);
  if (!is_string()) return {};
  std::size_t size = 0;
  const char* text = q()->oh_get_binary_utf8_value(q().handle(), handle_, &size);
  return {text, size};
}

std::string take_bytes(unsigned char* bytes, std::size_t size) {
  const std::unique_ptr<unsigned char, decltype(&std::free)> owned{bytes, &std::free};
  return bytes ? std::string{reinterpret_cast<const char*>(bytes), size} : std::string{};
}

std::optional<std::string> Object::bytes(bool unpacked) const {
  if (unpacked && !unpacked_size(*this)) return std::nullopt;
  unsigned char* bytes = nullptr;
  std::size_t size = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  const QPDF_ERROR_CODE found = q()->oh_get_stream_data(
      q().handle(), handle_, unpacked ? qpdf_dl_generalized : qpdf_dl_none, &filtered, &bytes, &size
  );
  std::string taken = take_bytes(bytes, size);
  if ((found & QPDF_ERRORS) != 0 || (unpacked && filtered == QPDF_FALSE)) return std::nullopt;
  return taken;
}

std::string spelled(double number) {
  constexpr int decimals = 5;
  char text[400];
  char* end =
      std::to_chars(text, text + sizeof text, number, std::chars_format::fixed, decimals).ptr;
  while (end[-1] == '0') --end;
  if (end[-1] == '.') --end;
  const std::string_view all{text, static_cast<std::size_t>(end - text)};
  return std::string{all == "-0" ? "0" : all};
}

namespace {

template <std::size_t count>
std::string spelled_all(const std::array<double, count>& numbers) {
  std::string out = "[";
  for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? " " : "") + spelled(numbers[i]);
  return out + "]";
}

}  // namespace

std::string spelled(const Matrix& matrix) {
  return spelled_all(matrix);
}
std::string spelled(const Box& box) {
  return spelled_all(box);
}

Matrix joined(const Matrix& first, const Matrix& then) {
  const auto& [a, b, c, d, e, f] = first;
  const auto& [p, q, r, s, t, u] = then;
  return {
      a * p + b * r,
      a * q + b * s,
      c * p + d * r,
      c * q + d * s,
      e * p + f * r + t,
      e * q + f * s + u};
}

Box moved(const Box& box, const Matrix& by) {
  const auto x = [&](double px, double py) { return by[0] * px + by[2] * py + by[4]; };
  const auto y = [&](double px, double py) { return by[1] * px + by[3] * py + by[5]; };
  const auto [left, right] =
      std::minmax({x(box[0], box[1]), x(box[2], box[1]), x(box[0], box[3]), x(box[2], box[3])});
  const auto [bottom, top] =
      std::minmax({y(box[0], box[1]), y(box[2], box[1]), y(box[0], box[3]), y(box[2], box[3])});
  return {left, bottom, right, top};
}

}  // namespace engine::foreign
