#include "engine/archive/library.hpp"

#include "engine/base/opened.hpp"

#include <optional>

namespace engine::archive {

namespace {

std::optional<Library> open() {
  Library l{};
  Opened so{CAREPACKET_LIBARCHIVE};
  so.take("archive_error_string", l.error_string)
      .take("archive_errno", l.number)
      .take("archive_entry_new", l.entry_new)
      .take("archive_entry_clear", l.entry_clear)
      .take("archive_entry_free", l.entry_free)
      .take("archive_entry_pathname", l.entry_pathname)
      .take("archive_entry_filetype", l.entry_filetype)
      .take("archive_entry_is_data_encrypted", l.entry_is_data_encrypted)
      .take("archive_entry_set_pathname", l.entry_set_pathname)
      .take("archive_entry_set_size", l.entry_set_size)
      .take("archive_entry_set_filetype", l.entry_set_filetype)
      .take("archive_entry_set_perm", l.entry_set_perm)
      .take("archive_write_new", l.write_new)
      .take("archive_write_set_format_ustar", l.write_set_format_ustar)
      .take("archive_write_set_format_zip", l.write_set_format_zip)
      .take("archive_write_zip_set_compression_store", l.write_zip_set_compression_store)
      .take("archive_write_set_bytes_per_block", l.write_set_bytes_per_block)
      .take("archive_write_open", l.write_open)
      .take("archive_write_header", l.write_header)
      .take("archive_write_data", l.write_data)
      .take("archive_write_close", l.write_close)
      .take("archive_write_free", l.write_free)
      .take("archive_read_new", l.read_new)
      .take("archive_read_support_format_tar", l.read_support_format_tar)
      .take("archive_read_support_format_zip_streamable", l.read_support_format_zip_streamable)
      .take("archive_read_support_format_zip", l.read_support_format_zip)
      .take("archive_read_add_passphrase", l.read_add_passphrase)
      .take("archive_read_open_fd", l.read_open_fd)
      .take("archive_read_open_memory", l.read_open_memory)
      .take("archive_read_next_header", l.read_next_header)
      .take("archive_read_data", l.read_data)
      .take("archive_read_free", l.read_free);
  return so.all() ? std::optional{l} : std::nullopt;
}

}  // namespace

const Library* library() {
  static const std::optional<Library> opened = open();
  return opened ? &*opened : nullptr;
}

const char* name_of_library() {
  return CAREPACKET_LIBARCHIVE;
}

}  // namespace engine::archive
