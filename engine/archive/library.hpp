#pragma once

// libarchive, opened when it is first needed: it brings along the libraries of a dozen formats,
// whose loading would cost every start of the program.

#include <archive.h>
#include <archive_entry.h>

namespace engine::archive {

/// The functions we call, under their own names without the prefix.
struct Library {
  decltype(&::archive_error_string) error_string;
  decltype(&::archive_errno) number;
  decltype(&::archive_entry_new) entry_new;
  decltype(&::archive_entry_clear) entry_clear;
  decltype(&::archive_entry_free) entry_free;
  decltype(&::archive_entry_pathname) entry_pathname;
  decltype(&::archive_entry_filetype) entry_filetype;
  decltype(&::archive_entry_is_data_encrypted) entry_is_data_encrypted;
  decltype(&::archive_entry_set_pathname) entry_set_pathname;
  decltype(&::archive_entry_set_size) entry_set_size;
  decltype(&::archive_entry_set_filetype) entry_set_filetype;
  decltype(&::archive_entry_set_perm) entry_set_perm;
  decltype(&::archive_write_new) write_new;
  decltype(&::archive_write_set_format_ustar) write_set_format_ustar;
  decltype(&::archive_write_set_format_zip) write_set_format_zip;
  decltype(&::archive_write_zip_set_compression_store) write_zip_set_compression_store;
  decltype(&::archive_write_set_bytes_per_block) write_set_bytes_per_block;
  decltype(&::archive_write_open) write_open;
  decltype(&::archive_write_header) write_header;
  decltype(&::archive_write_data) write_data;
  decltype(&::archive_write_close) write_close;
  decltype(&::archive_write_free) write_free;
  decltype(&::archive_read_new) read_new;
  decltype(&::archive_read_support_format_tar) read_support_format_tar;
  decltype(&::archive_read_support_format_zip_streamable) read_support_format_zip_streamable;
  decltype(&::archive_read_support_format_zip) read_support_format_zip;
  decltype(&::archive_read_add_passphrase) read_add_passphrase;
  decltype(&::archive_read_open_fd) read_open_fd;
  decltype(&::archive_read_open_memory) read_open_memory;
  decltype(&::archive_read_next_header) read_next_header;
  decltype(&::archive_read_data) read_data;
  decltype(&::archive_read_free) read_free;
};

/// The library of this machine, opened once; nothing when it is not there.
const Library* library();
/// What is opened: libarchive.so.13.
const char* name_of_library();

}  // namespace engine::archive
