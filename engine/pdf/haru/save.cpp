// The file around the objects (ISO 32000-1 §7.5).

#include "engine/pdf/haru/object.hpp"
#include "engine/pdf/metadata/identifier.hpp"
#include "engine/pdf/pdf.hpp"

#include <algorithm>
#include <array>

namespace engine::pdf::haru {

namespace {

/// A reader may unpack a whole object stream to see one object of it.
constexpr std::size_t most_objects_in_a_stream = 4000;

/// Bytes of a row of the table: 1 for the type, 4 for the place, 2 for the index.
constexpr int row_width = 7;

void append(std::string& file, std::int64_t value) {
  char text[20];
  file.append(text, write_number(text, value));
}

void start_object(std::string& file, std::uint32_t number) {
  append(file, number);
  file += " 0 obj\n";
}

void end_file(std::string& file, std::size_t table) {
  file += "startxref\n";
  append(file, static_cast<std::int64_t>(table));
  file += "\n%%EOF\n";
  identify(file);
}

}  // namespace

std::string Document::start_file() {
  std::string file;
  std::size_t expected = buffers_.objects.size() + 4096;
  for (const RawObject& raw : raw_) expected += raw.entries.size() + raw.bytes.size() + 160;
  file.reserve(expected);
  file = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";  // bytes that say the file is no text (§7.5.2)
  if (says_answers_) mark_answers(file);
  return file;
}

void Document::write_large_objects(std::string& file) {
  HPDF_Stream sink = HPDF_CallbackWriter_New(handle_->mmgr, append_bytes, &file);
  if (!sink) return;
  const HPDF_UINT count = handle_->xref->entries->count;
  if (first_small_ == 0) first_small_ = next_small_ = count;
  places_.assign(next_small_, {});
  for (HPDF_UINT number = 1; number < count; ++number) {
    places_[number] = {1, static_cast<std::uint32_t>(file.size()), 0};
    start_object(file, number);
    const HPDF_STATUS status =
        HPDF_Obj_WriteValue(HPDF_Xref_GetEntry(handle_->xref, number)->obj, sink, nullptr);
    if (status != HPDF_OK) note(status, 0, &first_);
    file += "\nendobj\n";
  }
  HPDF_Stream_Free(sink);
}

/// Writes `buffers_.plain` as a compressed stream.
void Document::write_packed_stream(
    std::string& file,
    std::uint32_t number,
    std::string_view entries,
    flate::QuickDeflater& deflater
) {
  Bytes& packed = buffers_.packed;
  packed.clear();
  deflater.deflate(buffers_.plain.view(), flate::QuickDeflater::Of::objects, packed);
  start_object(file, number);
  file.append("<<").append(entries).append("/Filter/FlateDecode/Length ");
  append(file, static_cast<std::int64_t>(packed.size()));
  file.append(">>stream\n").append(packed.view()).append("\nendstream\nendobj\n");
}

std::string_view Document::body(std::size_t small) const {
  const std::size_t begin = small_[small].begin;
  const std::size_t end =
      small + 1 < small_.size() ? small_[small + 1].begin : buffers_.objects.size();
  return buffers_.objects.view().substr(begin, end - begin);
}

/// Root, Info and ID of the trailer; what the ID says is known when all else is (identify()).
std::string Document::trailer_entries() const {
  const std::string none(identifier_digits, '0');
  Bytes out;
  out << "/Root " << id_of(handle_->catalog->header) << "/Info " << id_of(handle_->info->header)
      << "/ID[<" << none << "><" << none << ">]";
  return std::string{out.view()};
}

std::string Document::save_readable() {
  std::string file = start_file();
  write_large_objects(file);
  for (std::size_t i = 0; i < small_.size(); ++i) {
    places_[small_[i].id.number] = {1, static_cast<std::uint32_t>(file.size()), 0};
    start_object(file, small_[i].id.number);
    file += body(i);
    file += "\nendobj\n";
  }

  const std::string root = trailer_entries();
  const std::size_t table = file.size();
  file += "xref\n0 ";
  append(file, static_cast<std::int64_t>(places_.size()));
  file += "\n0000000000 65535 f \n";
  for (std::size_t i = 1; i < places_.size(); ++i) {
    std::string digits = std::to_string(places_[i].where);
    file.append(10 - digits.size(), '0') += digits;
    file += places_[i].type == 1 ? " 00000 n \n" : " 00000 f \n";
  }
  file += "trailer\n<</Size ";
  append(file, static_cast<std::int64_t>(places_.size()));
  file += root + ">>\n";
  end_file(file, table);
  return file;
}

void Document::pack_objects(
    std::string& file, std::size_t first, std::size_t end, flate::QuickDeflater& deflater
) {
  const auto number = static_cast<std::uint32_t>(places_.size());
  Bytes& plain = buffers_.plain;
  plain.clear();
  const std::size_t base = small_[first].begin;
  for (std::size_t i = first; i < end; ++i) {
    plain << small_[i].id.number << ' ' << static_cast<std::int64_t>(small_[i].begin - base) << ' ';
    places_[small_[i].id.number] = {2, number, static_cast<std::uint16_t>(i - first)};
  }
  const std::size_t header = plain.size();
  const std::size_t stop = end < small_.size() ? small_[end].begin : buffers_.objects.size();
  plain << buffers_.objects.view().substr(base, stop - base);

  places_.push_back({1, static_cast<std::uint32_t>(file.size()), 0});
  Bytes entries;
  entries << "/Type/ObjStm/N " << static_cast<std::int64_t>(end - first) << "/First "
          << static_cast<std::int64_t>(header);
  write_packed_stream(file, number, entries.view(), deflater);
}

/// One row for each object: type, place, index.
void Document::put_rows() {
  Bytes& rows = buffers_.plain;
  rows.clear();
  char* at = rows.room(places_.size() * (row_width + 1));
  std::array<std::uint8_t, row_width> above{};
  for (const Place& place : places_) {
    const std::array<std::uint8_t, row_width> row{
        place.type,
        static_cast<std::uint8_t>(place.where >> 24),
        static_cast<std::uint8_t>(place.where >> 16),
        static_cast<std::uint8_t>(place.where >> 8),
        static_cast<std::uint8_t>(place.where),
        static_cast<std::uint8_t>(place.index >> 8),
        static_cast<std::uint8_t>(place.index),
    };
    *at++ = 2;
    for (std::size_t i = 0; i < row_width; ++i) *at++ = static_cast<char>(row[i] - above[i]);
    above = row;
  }
  rows.wrote(at);
}

std::string Document::save_packed(flate::QuickDeflater& deflater) {
  std::string file = start_file();
  write_large_objects(file);
  for (std::size_t first = 0; first < small_.size(); first += most_objects_in_a_stream) {
    pack_objects(file, first, std::min(small_.size(), first + most_objects_in_a_stream), deflater);
  }

  // The table is a stream itself (§7.5.8), its rows written as differences (PNG's "up", §7.4.4.4):
  // rows of neighbours then look alike.
  const std::string root = trailer_entries();
  const std::size_t table = file.size();
  const auto number = static_cast<std::uint32_t>(places_.size());
  places_.push_back({1, static_cast<std::uint32_t>(table), 0});
  put_rows();
  Bytes entries;
  entries << "/Type/XRef/Size " << static_cast<std::int64_t>(places_.size()) << "/W[1 4 2]" << root
          << "/DecodeParms<</Predictor 12/Columns " << std::int64_t{row_width} << ">>";
  write_packed_stream(file, number, entries.view(), deflater);
  end_file(file, table);
  return file;
}

}  // namespace engine::pdf::haru
