#pragma once

// libqpdf by its C interface, and opened when it is first needed: it brings along the libraries of
// its cryptography, whose loading would cost every start of the program some three milliseconds.

#include "engine/base/base.hpp"

#include <qpdf/qpdf-c.h>
#include <string>
#include <string_view>

namespace engine::qpdf {

/// The functions we call, under their own names without the prefix.
struct Library {
  decltype(&::qpdf_init) init;
  decltype(&::qpdf_cleanup) cleanup;
  decltype(&::qpdf_silence_errors) silence_errors;
  decltype(&::qpdf_set_suppress_warnings) set_suppress_warnings;
  decltype(&::qpdf_read_memory) read_memory;
  decltype(&::qpdf_has_error) has_error;
  decltype(&::qpdf_get_error) get_error;
  decltype(&::qpdf_get_error_code) get_error_code;
  decltype(&::qpdf_get_error_message_detail) get_error_message_detail;
  decltype(&::qpdf_get_info_key) get_info_key;
  decltype(&::qpdf_init_write_memory) init_write_memory;
  decltype(&::qpdf_set_compress_streams) set_compress_streams;
  decltype(&::qpdf_set_decode_level) set_decode_level;
  decltype(&::qpdf_set_object_stream_mode) set_object_stream_mode;
  decltype(&::qpdf_set_preserve_encryption) set_preserve_encryption;
  decltype(&::qpdf_set_r6_encryption_parameters2) set_r6_encryption_parameters2;
  decltype(&::qpdf_write) write;
  decltype(&::qpdf_get_buffer_length) get_buffer_length;
  decltype(&::qpdf_get_buffer) get_buffer;
  decltype(&::qpdf_get_root) get_root;
  decltype(&::qpdf_more_warnings) more_warnings;
  decltype(&::qpdf_get_num_pages) get_num_pages;
  decltype(&::qpdf_get_page_n) get_page_n;
  decltype(&::qpdf_find_page_by_oh) find_page_by_oh;
  decltype(&::qpdf_push_inherited_attributes_to_page) push_inherited_attributes_to_page;
  decltype(&::qpdf_get_object_by_id) get_object_by_id;
  decltype(&::qpdf_oh_release) oh_release;
  decltype(&::qpdf_oh_get_type_code) oh_get_type_code;
  decltype(&::qpdf_oh_is_indirect) oh_is_indirect;
  decltype(&::qpdf_oh_is_name) oh_is_name;
  decltype(&::qpdf_oh_is_number) oh_is_number;
  decltype(&::qpdf_oh_get_name) oh_get_name;
  decltype(&::qpdf_oh_get_numeric_value) oh_get_numeric_value;
  decltype(&::qpdf_oh_begin_dict_key_iter) oh_begin_dict_key_iter;
  decltype(&::qpdf_oh_dict_more_keys) oh_dict_more_keys;
  decltype(&::qpdf_oh_dict_next_key) oh_dict_next_key;
  decltype(&::qpdf_oh_get_generation) oh_get_generation;
  decltype(&::qpdf_oh_unparse) oh_unparse;
  decltype(&::qpdf_oh_get_page_content_data) oh_get_page_content_data;
  decltype(&::qpdf_oh_is_array) oh_is_array;
  decltype(&::qpdf_oh_is_dictionary) oh_is_dictionary;
  decltype(&::qpdf_oh_is_stream) oh_is_stream;
  decltype(&::qpdf_oh_is_string) oh_is_string;
  decltype(&::qpdf_oh_is_integer) oh_is_integer;
  decltype(&::qpdf_oh_is_name_and_equals) oh_is_name_and_equals;
  decltype(&::qpdf_oh_is_null) oh_is_null;
  decltype(&::qpdf_oh_get_key) oh_get_key;
  decltype(&::qpdf_oh_get_key_if_dict) oh_get_key_if_dict;
  decltype(&::qpdf_oh_get_dict) oh_get_dict;
  decltype(&::qpdf_oh_get_int_value) oh_get_int_value;
  decltype(&::qpdf_oh_get_binary_string_value) oh_get_binary_string_value;
  decltype(&::qpdf_oh_get_binary_utf8_value) oh_get_binary_utf8_value;
  decltype(&::qpdf_oh_get_array_n_items) oh_get_array_n_items;
  decltype(&::qpdf_oh_get_array_item) oh_get_array_item;
  decltype(&::qpdf_oh_get_object_id) oh_get_object_id;
  decltype(&::qpdf_oh_get_stream_data) oh_get_stream_data;
};

/// The library of this machine, opened once; nothing when it is not there.
const Library* library();
/// Tells E804.
Reported is_missing(Diagnostics& out);

/// True for bytes that begin as a PDF does.
bool is_pdf(std::string_view bytes);

enum class Opening {
  done,
  password,  ///< it needs one, or another one
  damaged,
  too_much,  ///< it asks for more than is given (limits.hpp, apart.hpp)
};

/// One document of libqpdf. It reads from `bytes` for as long as it lives.
class Document {
 public:
  explicit Document(const Library& library);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  const Library* operator->() const { return &library_; }
  qpdf_data handle() const { return handle_; }

  /// Opens a file of whoever, within limits of memory and time, as it is without its encryption.
  Opening open(std::string_view bytes, const char* password);
  /// Opens what this program has just made, as it stands: done or damaged.
  Opening open_own(std::string_view bytes);
  /// Whether libqpdf found it damaged, as far as it has read.
  bool was_mended() const { return was_mended_ || library_.more_warnings(handle_) != 0; }
  /// The last thing that libqpdf said was wrong.
  std::string fault() const;

 private:
  const Library& library_;
  qpdf_data handle_;
  std::string plain_;  ///< a file of whoever, written anew: what is read from
  bool was_mended_ = false;
  std::string opening_;  ///< what was wrong when it was opened: libqpdf tells each thing once
};

}  // namespace engine::qpdf
