#include "engine/qpdf/library.hpp"

#include "engine/qpdf/messages.hpp"

#include <dlfcn.h>
#include <optional>

namespace engine::qpdf {

namespace {

template <class Function>
bool take(void* from, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(from, name));
  return function != nullptr;
}

std::optional<Library> open() {
  // Never closed: what it set up for its cryptography stays until the program ends.
  void* const so = ::dlopen(CAREPACKET_LIBQPDF, RTLD_NOW | RTLD_LOCAL);
  if (!so) return std::nullopt;
  Library l{};
  const bool whole =
      take(so, "qpdf_init", l.init) && take(so, "qpdf_cleanup", l.cleanup) &&
      take(so, "qpdf_silence_errors", l.silence_errors) &&
      take(so, "qpdf_set_suppress_warnings", l.set_suppress_warnings) &&
      take(so, "qpdf_read_memory", l.read_memory) && take(so, "qpdf_has_error", l.has_error) &&
      take(so, "qpdf_get_error", l.get_error) &&
      take(so, "qpdf_get_error_code", l.get_error_code) &&
      take(so, "qpdf_get_error_message_detail", l.get_error_message_detail) &&
      take(so, "qpdf_get_info_key", l.get_info_key) &&
      take(so, "qpdf_init_write_memory", l.init_write_memory) &&
      take(so, "qpdf_set_compress_streams", l.set_compress_streams) &&
      take(so, "qpdf_set_decode_level", l.set_decode_level) &&
      take(so, "qpdf_set_r6_encryption_parameters2", l.set_r6_encryption_parameters2) &&
      take(so, "qpdf_write", l.write) && take(so, "qpdf_get_buffer_length", l.get_buffer_length) &&
      take(so, "qpdf_get_buffer", l.get_buffer) && take(so, "qpdf_get_root", l.get_root) &&
      take(so, "qpdf_more_warnings", l.more_warnings) &&
      take(so, "qpdf_get_num_pages", l.get_num_pages) &&
      take(so, "qpdf_get_page_n", l.get_page_n) &&
      take(so, "qpdf_find_page_by_oh", l.find_page_by_oh) &&
      take(so, "qpdf_push_inherited_attributes_to_page", l.push_inherited_attributes_to_page) &&
      take(so, "qpdf_get_object_by_id", l.get_object_by_id) &&
      take(so, "qpdf_oh_release", l.oh_release) &&
      take(so, "qpdf_oh_get_type_code", l.oh_get_type_code) &&
      take(so, "qpdf_oh_is_indirect", l.oh_is_indirect) &&
      take(so, "qpdf_oh_is_name", l.oh_is_name) && take(so, "qpdf_oh_is_number", l.oh_is_number) &&
      take(so, "qpdf_oh_get_name", l.oh_get_name) &&
      take(so, "qpdf_oh_get_numeric_value", l.oh_get_numeric_value) &&
      take(so, "qpdf_oh_begin_dict_key_iter", l.oh_begin_dict_key_iter) &&
      take(so, "qpdf_oh_dict_more_keys", l.oh_dict_more_keys) &&
      take(so, "qpdf_oh_dict_next_key", l.oh_dict_next_key) &&
      take(so, "qpdf_oh_get_generation", l.oh_get_generation) &&
      take(so, "qpdf_oh_unparse", l.oh_unparse) &&
      take(so, "qpdf_oh_get_page_content_data", l.oh_get_page_content_data) &&
      take(so, "qpdf_oh_get_key_if_dict", l.oh_get_key_if_dict) &&
      take(so, "qpdf_oh_is_array", l.oh_is_array) &&
      take(so, "qpdf_oh_is_dictionary", l.oh_is_dictionary) &&
      take(so, "qpdf_oh_is_stream", l.oh_is_stream) &&
      take(so, "qpdf_oh_is_string", l.oh_is_string) &&
      take(so, "qpdf_oh_is_integer", l.oh_is_integer) &&
      take(so, "qpdf_oh_is_name_and_equals", l.oh_is_name_and_equals) &&
      take(so, "qpdf_oh_is_null", l.oh_is_null) && take(so, "qpdf_oh_get_key", l.oh_get_key) &&
      take(so, "qpdf_oh_get_dict", l.oh_get_dict) &&
      take(so, "qpdf_oh_get_int_value", l.oh_get_int_value) &&
      take(so, "qpdf_oh_get_binary_string_value", l.oh_get_binary_string_value) &&
      take(so, "qpdf_oh_get_binary_utf8_value", l.oh_get_binary_utf8_value) &&
      take(so, "qpdf_oh_get_array_n_items", l.oh_get_array_n_items) &&
      take(so, "qpdf_oh_get_array_item", l.oh_get_array_item) &&
      take(so, "qpdf_oh_get_object_id", l.oh_get_object_id) &&
      take(so, "qpdf_oh_get_stream_data", l.oh_get_stream_data);
  return whole ? std::optional{l} : std::nullopt;
}

}  // namespace

const Library* library() {
  static const std::optional<Library> opened = open();
  return opened ? &*opened : nullptr;
}

Reported is_missing(Diagnostics& out) {
  return out.error(
      messages::no_libqpdf(CAREPACKET_LIBQPDF),
      {},
      {"on Debian or Ubuntu: apt-get install libqpdf-dev"}
  );
}

bool is_pdf(std::string_view bytes) {
  constexpr std::size_t header = 1024;  // where readers look for it
  return bytes.substr(0, header).find("%PDF-") != std::string_view::npos;
}

Document::Document(const Library& library) : library_{library}, handle_{library.init()} {
  library_.silence_errors(handle_);
  library_.set_suppress_warnings(handle_, QPDF_TRUE);
}

Document::~Document() {
  // A fault that nobody asks for would be printed.
  if (library_.has_error(handle_)) library_.get_error(handle_);
  library_.cleanup(&handle_);
}

qpdf_error_code_e Document::open(std::string_view bytes, const char* password) {
  const QPDF_ERROR_CODE found =
      library_.read_memory(handle_, "the file", bytes.data(), bytes.size(), password);
  if ((found & QPDF_ERRORS) == 0) return qpdf_e_success;
  const qpdf_error error = library_.get_error(handle_);
  opening_ = library_.get_error_message_detail(handle_, error);
  return library_.get_error_code(handle_, error);
}

std::string Document::fault() const {
  if (!library_.has_error(handle_)) return opening_.empty() ? "no reason given" : opening_;
  return library_.get_error_message_detail(handle_, library_.get_error(handle_));
}

}  // namespace engine::qpdf
