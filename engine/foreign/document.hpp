#pragma once

// The room's own: a document of libqpdf, and its objects as values that give themselves back.

#include "engine/qpdf/library.hpp"

#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::foreign {

using qpdf::Document;

/// Numbers of a matrix (ISO 32000-1 §8.3.4) or the corners of a box.
using Matrix = std::array<double, 6>;
using Box = std::array<double, 4>;  ///< left, bottom, right, top

/// An object, for as long as this lives: libqpdf keeps each one that it has handed out until it is
/// told otherwise.
class Object {
 public:
  Object(const Document& document, qpdf_oh handle) : document_{&document}, handle_{handle} {}
  Object(Object&& other) noexcept
      : document_{other.document_}, handle_{std::exchange(other.handle_, 0)} {}
  Object& operator=(Object&&) = delete;
  ~Object() {
    if (handle_ != 0) q()->oh_release(q().handle(), handle_);
  }

  qpdf_oh handle() const { return handle_; }
  const Document& document() const { return *document_; }

  bool is_dictionary() const { return q()->oh_is_dictionary(q().handle(), handle_) != 0; }
  bool is_array() const { return q()->oh_is_array(q().handle(), handle_) != 0; }
  bool is_stream() const { return q()->oh_is_stream(q().handle(), handle_) != 0; }
  bool is_string() const { return q()->oh_is_string(q().handle(), handle_) != 0; }
  bool is_name() const { return q()->oh_is_name(q().handle(), handle_) != 0; }
  bool is_null() const { return q()->oh_is_null(q().handle(), handle_) != 0; }
  bool is_indirect() const { return q()->oh_is_indirect(q().handle(), handle_) != 0; }
  bool is_name(const char* name) const {
    return q()->oh_is_name_and_equals(q().handle(), handle_, name) != 0;
  }
  /// Number and generation of an indirect object.
  std::pair<int, int> id() const {
    return {
        q()->oh_get_object_id(q().handle(), handle_),
        q()->oh_get_generation(q().handle(), handle_)};
  }

  /// The entry of a dictionary, or of a stream's; null where there is none.
  Object operator[](const char* key) const {
    if (!is_stream()) return {*document_, q()->oh_get_key_if_dict(q().handle(), handle_, key)};
    const Object dictionary{*document_, q()->oh_get_dict(q().handle(), handle_)};
    return {*document_, q()->oh_get_key_if_dict(q().handle(), dictionary.handle_, key)};
  }
  std::vector<std::string> keys() const;  ///< of a dictionary
  int size() const { return is_array() ? q()->oh_get_array_n_items(q().handle(), handle_) : 0; }
  Object at(int index) const {
    return {*document_, q()->oh_get_array_item(q().handle(), handle_, index)};
  }

  std::optional<double> number() const;
  std::optional<Box> box() const;  ///< four numbers, the lower ones first
  std::string text() const;        ///< of a string, as UTF-8; of a name, with its slash
  /// The bytes of a stream: as they are in the file, or unpacked; nothing where that cannot be
  /// done, or would be too much (limits.hpp).
  std::optional<std::string> bytes(bool unpacked) const;

 private:
  const Document& q() const { return *document_; }

  const Document* document_;
  qpdf_oh handle_;
};

/// The bytes that libqpdf has made room for.
std::string take_bytes(unsigned char* bytes, std::size_t size);

/// A number as PDF writes it.
std::string spelled(double number);
std::string spelled(const Matrix& matrix);
std::string spelled(const Box& box);

/// `first`, then `then`.
Matrix joined(const Matrix& first, const Matrix& then);
/// The box around what a matrix makes of a box.
Box moved(const Box& box, const Matrix& by);

}  // namespace engine::foreign
