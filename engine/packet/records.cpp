#include "engine/foreign/foreign.hpp"
#include "engine/image/image.hpp"
#include "engine/packet/job.hpp"
#include "engine/packet/messages.hpp"

#include <algorithm>

namespace engine::packet {

namespace {

using casefile::Entry;

/// Formats that scanners, cameras and offices give, and what to do with them.
struct OtherFormat {
  std::string_view begins;
  std::size_t at;
  std::string_view name, hint;
};
using namespace std::string_view_literals;
constexpr OtherFormat formats[] = {
    {"ftyphei"sv, 4, "is a photo in HEIC", "let the phone share it as JPEG, or print it to a PDF"},
    {"ftypmif"sv, 4, "is a photo in HEIC", "let the phone share it as JPEG, or print it to a PDF"},
    {"GIF8"sv, 0, "is a GIF", "save it as PNG"},
    {"RIFF"sv, 0, "is a picture in WebP", "save it as PNG"},
    {"PK\x03\x04"sv, 0, "is a Word file or a zip", "open it, and save or print it as PDF"},
    {"\xD0\xCF\x11\xE0"sv,
     0,
     "is an old Word or Excel file",
     "open it, and save or print it as PDF"},
    {"{\\rtf"sv, 0, "is a text in RTF", "open it, and save or print it as PDF"},
    {"DICM"sv, 128, "is a scan in DICOM", "keep it on its disc, and attach the report about it"},
};

/// What it is instead, as the end of a sentence.
image::Refused no_record(std::string_view bytes) {
  for (const OtherFormat& format : formats) {
    if (bytes.size() > format.at && bytes.substr(format.at).starts_with(format.begins))
      return {std::string{format.name}, std::string{format.hint}};
  }
  return {"is neither PDF nor PNG, JPEG or TIFF", "open it, and save or print it as PDF"};
}

bool looks_like_pdf(std::string_view bytes) {
  constexpr std::size_t header = 1024;  // where readers look for it
  return bytes.substr(0, header).find("%PDF-") != std::string_view::npos;
}

/// Why a picture cannot be shown; nothing when it can.
std::optional<image::Refused> fault_of_picture(std::string_view bytes) {
  auto read = image::header_of(bytes);
  const auto* header = std::get_if<image::Header>(&read);
  if (!header) {
    const bool is_picture = bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8");
    return is_picture ? std::get<image::Refused>(read) : no_record(bytes);
  }
  if (header->format == image::Format::svg) return no_record(bytes);
  if (header->format == image::Format::jpeg) {
    if (image::is_whole_jpeg(bytes)) return std::nullopt;
    return image::Refused{"is not a whole JPEG file", "copy it again from where it came"};
  }
  const auto png = image::read_png(bytes);
  if (!png) return image::Refused{"is not a whole PNG file", "copy it again from where it came"};
  return image::fault_of_rows(*png);
}

bool shows_records(const kind::Set& set, const kind::TemplateSet& template_set) {
  return std::ranges::any_of(set.kinds, [&](const std::string& name) {
    const kind::Kind* kind = template_set.kind(name);
    return kind && kind->of_records;
  });
}

}  // namespace

Records::Records(
    const casefile::Case& known,
    const kind::Set& set,
    const kind::TemplateSet& template_set,
    const MakeOptions& options,
    const Budget& budget,
    Diagnostics& out
) {
  const auto attachments = known.root().all("attachment");
  if (attachments.empty() || options.format != Format::pdf || !shows_records(set, template_set))
    return;
  bool has_copies = false;
  for (const Entry* attachment : attachments) {
    const Entry* file = attachment->find("file");
    if (!file || read_.contains(file->text())) continue;
    const std::string name{file->text()};
    Record& record = read_[name];
    const Source* source = options.beside ? options.beside->find(name) : nullptr;
    if (!source) {
      out.error(
          messages::no_record_beside(in_quotes(name)),
          file->span,
          {is_beside(name) ? "put the file itself, and no link to it, in the folder of the case "
                             "file; it may have 512 MiB"
                           : "write its name alone, and put it in the folder of the case file"}
      );
      record.refused = "refused.no-file";
    } else {
      const foreign::ReadOptions reading{
          .name = name, .at = file->span, .budget = &budget, .password = options.record_password};
      read(source->text(), reading, record, out);
    }
    has_copies = has_copies || record.refused.empty();
  }
  if (!has_copies) return;
  out.warn(
      messages::records_as_they_are,
      {},
      {"the pages that carepacket makes are as accessible as without them"}
  );
}

void Records::read(
    std::string_view bytes, const foreign::ReadOptions& reading, Record& record, Diagnostics& out
) {
  std::optional<image::Refused> fault;
  if (looks_like_pdf(bytes)) {
    if (auto read = foreign::read(bytes, reading, out)) record.foreign.emplace(std::move(*read));
  } else if (image::is_tiff(bytes)) {
    auto read = foreign::read_scan(bytes, reading, out);
    if (auto* file = std::get_if<ForeignFile>(&read)) record.foreign.emplace(std::move(*file));
    if (auto* refused = std::get_if<image::Refused>(&read)) fault = std::move(*refused);
  } else {
    fault = fault_of_picture(bytes);
    // A picture is a scan of one page.
    if (!fault) return foreign::tell_silent_pages({.pages = {ForeignPage{}}}, reading, out);
  }
  if (record.foreign) return reading.budget->check(record.foreign->bytes());
  record.refused = "refused.unreadable";
  if (!fault) return;  // what is wrong was told
  std::vector<std::string> hints;
  if (!fault->hint.empty()) hints.push_back(fault->hint);
  out.error(
      messages::record_refused(in_quotes(reading.name), fault->why), reading.at, std::move(hints)
  );
}

bool Records::can_be_read(
    std::string_view bytes, const foreign::ReadOptions& reading, Diagnostics& out
) {
  Record record;
  read(bytes, reading, record, out);
  return record.refused.empty();
}

const ForeignFile* Records::foreign(std::string_view name) const {
  const auto found = read_.find(name);
  return found != read_.end() && found->second.foreign ? &*found->second.foreign : nullptr;
}

std::optional<std::string_view> Records::refused(std::string_view name) const {
  const auto found = read_.find(name);
  if (found == read_.end()) return "refused.unnamed";
  if (found->second.refused.empty()) return std::nullopt;
  return found->second.refused;
}

}  // namespace engine::packet

namespace engine {

bool is_record(std::string_view bytes, const std::string& name, Diagnostics& out) {
  return packet::Records::can_be_read(bytes, {.name = name}, out);
}

}  // namespace engine
