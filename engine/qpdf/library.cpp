#include "engine/qpdf/library.hpp"

#include "engine/base/opened.hpp"
#include "engine/qpdf/apart.hpp"
#include "engine/qpdf/limits.hpp"
#include "engine/qpdf/messages.hpp"

#include <optional>

namespace engine::qpdf {

namespace {

std::optional<Library> open() {
  Library l{};
  Opened so{CAREPACKET_LIBQPDF};
  so.take("qpdf_init", l.init)
      .take("qpdf_cleanup", l.cleanup)
      .take("qpdf_silence_errors", l.silence_errors)
      .take("qpdf_set_suppress_warnings", l.set_suppress_warnings)
      .take("qpdf_read_memory", l.read_memory)
      .take("qpdf_has_error", l.has_error)
      .take("qpdf_get_error", l.get_error)
      .take("qpdf_get_error_code", l.get_error_code)
      .take("qpdf_get_error_message_detail", l.get_error_message_detail)
      .take("qpdf_get_info_key", l.get_info_key)
      .take("qpdf_init_write_memory", l.init_write_memory)
      .take("qpdf_set_compress_streams", l.set_compress_streams)
      .take("qpdf_set_decode_level", l.set_decode_level)
      .take("qpdf_set_object_stream_mode", l.set_object_stream_mode)
      .take("qpdf_set_preserve_encryption", l.set_preserve_encryption)
      .take("qpdf_set_r6_encryption_parameters2", l.set_r6_encryption_parameters2)
      .take("qpdf_write", l.write)
      .take("qpdf_get_buffer_length", l.get_buffer_length)
      .take("qpdf_get_buffer", l.get_buffer)
      .take("qpdf_get_root", l.get_root)
      .take("qpdf_more_warnings", l.more_warnings)
      .take("qpdf_get_num_pages", l.get_num_pages)
      .take("qpdf_get_page_n", l.get_page_n)
      .take("qpdf_find_page_by_oh", l.find_page_by_oh)
      .take("qpdf_push_inherited_attributes_to_page", l.push_inherited_attributes_to_page)
      .take("qpdf_get_object_by_id", l.get_object_by_id)
      .take("qpdf_oh_release", l.oh_release)
      .take("qpdf_oh_get_type_code", l.oh_get_type_code)
      .take("qpdf_oh_is_indirect", l.oh_is_indirect)
      .take("qpdf_oh_is_name", l.oh_is_name)
      .take("qpdf_oh_is_number", l.oh_is_number)
      .take("qpdf_oh_get_name", l.oh_get_name)
      .take("qpdf_oh_get_numeric_value", l.oh_get_numeric_value)
      .take("qpdf_oh_begin_dict_key_iter", l.oh_begin_dict_key_iter)
      .take("qpdf_oh_dict_more_keys", l.oh_dict_more_keys)
      .take("qpdf_oh_dict_next_key", l.oh_dict_next_key)
      .take("qpdf_oh_get_generation", l.oh_get_generation)
      .take("qpdf_oh_unparse", l.oh_unparse)
      .take("qpdf_oh_get_page_content_data", l.oh_get_page_content_data)
      .take("qpdf_oh_get_key_if_dict", l.oh_get_key_if_dict)
      .take("qpdf_oh_is_array", l.oh_is_array)
      .take("qpdf_oh_is_dictionary", l.oh_is_dictionary)
      .take("qpdf_oh_is_stream", l.oh_is_stream)
      .take("qpdf_oh_is_string", l.oh_is_string)
      .take("qpdf_oh_is_integer", l.oh_is_integer)
      .take("qpdf_oh_is_name_and_equals", l.oh_is_name_and_equals)
      .take("qpdf_oh_is_null", l.oh_is_null)
      .take("qpdf_oh_get_key", l.oh_get_key)
      .take("qpdf_oh_get_dict", l.oh_get_dict)
      .take("qpdf_oh_get_int_value", l.oh_get_int_value)
      .take("qpdf_oh_get_binary_string_value", l.oh_get_binary_string_value)
      .take("qpdf_oh_get_binary_utf8_value", l.oh_get_binary_utf8_value)
      .take("qpdf_oh_get_array_n_items", l.oh_get_array_n_items)
      .take("qpdf_oh_get_array_item", l.oh_get_array_item)
      .take("qpdf_oh_get_object_id", l.oh_get_object_id)
      .take("qpdf_oh_get_stream_data", l.oh_get_stream_data);
  return so.all() ? std::optional{l} : std::nullopt;
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

Opening Document::open(std::string_view bytes, const char* password) {
  if (unpacks_too_much(bytes)) return Opening::too_much;
  Written found = written_apart(library_, bytes, password);
  opening_ = std::move(found.fault);
  if (found.how != Opening::done) return found.how;
  plain_ = std::move(found.pdf);
  was_mended_ = found.was_mended;
  return open_own(plain_);
}

Opening Document::open_own(std::string_view bytes) {
  const QPDF_ERROR_CODE found =
      library_.read_memory(handle_, "the file", bytes.data(), bytes.size(), nullptr);
  if ((found & QPDF_ERRORS) == 0) return Opening::done;
  opening_ = library_.get_error_message_detail(handle_, library_.get_error(handle_));
  return Opening::damaged;
}

std::string Document::fault() const {
  if (!library_.has_error(handle_)) return opening_.empty() ? "no reason given" : opening_;
  return library_.get_error_message_detail(handle_, library_.get_error(handle_));
}

}  // namespace engine::qpdf
