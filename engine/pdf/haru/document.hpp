#pragma once

#include "engine/base/base.hpp"
#include "engine/base/bytes.hpp"
#include "engine/flate/quick_deflate.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// libharu's own names, so that its headers stay in this folder.
struct _HPDF_Doc_Rec;   // NOLINT(bugprone-reserved-identifier)
struct _HPDF_Dict_Rec;  // NOLINT(bugprone-reserved-identifier)

namespace engine::pdf::haru {

/// What libharu found wrong first. It goes on silently after that.
struct Fault {
  unsigned long code = 0, detail = 0;
};

/// An object whose entries we write ourselves, and the bytes of its stream if it has one.
struct RawObject {
  std::string entries;
  std::string_view bytes;
  std::size_t read = 0;  ///< of `bytes`, while libharu copies them into the file
};

/// What a document is put together in. Lent by the Writer, which keeps the memory from one document
/// to the next.
struct Buffers {
  Bytes objects;  ///< the small objects, one after the other
  Bytes plain, packed;
};

/// A libharu document. libharu keeps catalog, page tree, pages and streams; the many small
/// dictionaries of a tagged file are written by us and travel in object streams (ISO 32000-1
/// §7.5.7), which libharu does not know.
///
/// Streams and pages first, small objects after them: these take the numbers that libharu has left
/// free.
class Document {
 public:
  explicit Document(Buffers& buffers);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// `bytes` stay where they are until the document is saved. `entries` name its filter.
  ObjectId add_stream(std::string entries, std::string_view bytes);
  /// Other entries for a stream: those of one may name objects that are known after it.
  void set_entries(ObjectId stream, std::string entries);
  ObjectId add_page(Size size, std::string content_entries, std::string_view content);
  void set(ObjectId page, const char* key, ObjectId value);
  void set(ObjectId page, const char* key, int value);
  void set(ObjectId page, const char* key, const char* name);
  void set_catalog(std::string entries);
  void set_info(std::string entries);

  /// The first of `count` numbers for small objects.
  ObjectId reserve(std::uint32_t count = 1);
  /// Where the small object of this number is to be written; it ends where the next begins.
  Bytes& begin(ObjectId id);

  /// The file says in its second line that its fields hold what was typed before.
  void say_answers() { says_answers_ = true; }

  std::optional<Fault> fault() const;

  /// The file, readable: every object by itself and a plain table of them.
  std::string save_readable();
  /// The file, small: objects and the table of them in compressed streams.
  std::string save_packed(flate::QuickDeflater& deflater);

 private:
  struct Small {
    ObjectId id;
    std::size_t begin;
  };
  struct Place {
    std::uint8_t type = 0;    ///< 0 free, 1 by itself, 2 in an object stream
    std::uint32_t where = 0;  ///< byte offset, or number of the object stream
    std::uint16_t index = 0;  ///< in that stream
  };

  static void note(unsigned long code, unsigned long detail, void* first) noexcept;
  _HPDF_Dict_Rec* dict(ObjectId id) const;
  void attach(_HPDF_Dict_Rec* to, RawObject raw);
  void check_open() const;

  std::string start_file();
  void write_large_objects(std::string& file);
  std::string_view body(std::size_t small) const;
  void write_packed_stream(
      std::string& file,
      std::uint32_t number,
      std::string_view entries,
      flate::QuickDeflater& deflater
  );
  void pack_objects(
      std::string& file, std::size_t first, std::size_t end, flate::QuickDeflater& deflater
  );
  void put_rows();
  std::string trailer_entries() const;

  Fault first_;  // before handle_: the handler may run while that is being made
  _HPDF_Doc_Rec* handle_;
  Buffers& buffers_;
  std::deque<RawObject> raw_;  // libharu points into it
  struct Reference;
  std::deque<Reference> references_;
  std::vector<Small> small_;
  std::vector<Place> places_;  // while saving
  bool says_answers_ = false;
  std::uint32_t first_small_ = 0, next_small_ = 0;
};

/// The version of the library that is loaded, and of the headers this was compiled with.
std::string loaded_version();
std::string compiled_version();

}  // namespace engine::pdf::haru
