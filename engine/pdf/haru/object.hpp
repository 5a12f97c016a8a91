#pragma once

// The tricks by which libharu writes what we say: see each function.

#include "engine/pdf/haru/document.hpp"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>

namespace engine::pdf::haru {

/// The number of an object that stands in libharu's table; its flags share the word.
inline ObjectId id_of(const HPDF_Obj_Header& header) {
  return {static_cast<std::uint32_t>(header.obj_id & 0x00FFFFFF)};
}

/// Called inside << >> after the entries that libharu knows of.
inline HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream) {
  const auto& entries = static_cast<const RawObject*>(dict->attr)->entries;
  return HPDF_Stream_Write(
      stream,
      reinterpret_cast<const HPDF_BYTE*>(entries.data()),
      static_cast<HPDF_UINT>(entries.size())
  );
}

/// A stream that reads from bytes of ours, which libharu then need not copy into blocks of its own.
inline RawObject& raw_of(HPDF_Stream stream) {
  return *static_cast<RawObject*>(stream->attr);
}

inline HPDF_STATUS read_bytes(HPDF_Stream stream, HPDF_BYTE* to, HPDF_UINT* size) {
  RawObject& raw = raw_of(stream);
  const std::size_t wanted = *size;
  const std::size_t count = std::min(wanted, raw.bytes.size() - raw.read);
  std::memcpy(to, raw.bytes.data() + raw.read, count);
  raw.read += count;
  *size = static_cast<HPDF_UINT>(count);
  return count < wanted ? HPDF_STREAM_EOF : HPDF_OK;
}
inline HPDF_STATUS seek_bytes(HPDF_Stream stream, HPDF_INT to, HPDF_WhenceMode) {
  raw_of(stream).read = static_cast<std::size_t>(to);  // libharu only goes to the start
  return HPDF_OK;
}
inline HPDF_INT32 tell_bytes(HPDF_Stream stream) {
  return static_cast<HPDF_INT32>(raw_of(stream).read);
}
inline HPDF_UINT32 size_bytes(HPDF_Stream stream) {
  return static_cast<HPDF_UINT32>(raw_of(stream).bytes.size());
}

/// A stream that writes to the end of a std::string. libharu is told of a failure, and tells it on
/// as its own (Document::fault): an exception must not cross its frames.
inline HPDF_STATUS append_bytes(
    HPDF_Stream stream, const HPDF_BYTE* from, HPDF_UINT size
) noexcept {
  try {
    static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(from), size);
    return HPDF_OK;
  } catch (const std::exception&) {
    return HPDF_FAILD_TO_ALLOC_MEM;
  }
}

/// An entry that refers to an object outside libharu's table: libharu asks its header for the
/// number alone.
struct Document::Reference {
  HPDF_Null_Rec object{};
};

}  // namespace engine::pdf::haru
