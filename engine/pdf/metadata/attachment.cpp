#include "engine/pdf/metadata/attachment.hpp"

#include "engine/hash/hash.hpp"
#include "engine/pdf/syntax/tokens.hpp"

namespace engine::pdf {

using namespace std::string_view_literals;

ObjectId add_embedded_file(
    haru::Document& file, const Attachment& attachment, const std::string& date, const Bytes& packed
) {
  const auto digest = hash::md5(attachment.bytes);
  Bytes entries;
  entries << "/Type/EmbeddedFile/Subtype/text#2Fxml/Params<</Size "sv
          << static_cast<std::int64_t>(attachment.bytes.size());
  if (!date.empty()) {
    entries << "/ModDate"sv;
    put_text(entries, date);
  }
  entries << "/CheckSum<"sv << hex_of({digest.data(), digest.size()}, upper_hex_digits) << ">>>"sv;
  const bool is_packed = packed.size() > 0;
  if (is_packed) entries << "/Filter/FlateDecode"sv;
  return file.add_stream(std::string{entries.view()}, is_packed ? packed.view() : attachment.bytes);
}

std::string add_attachment(haru::Document& file, const Attachment& attachment, ObjectId stream) {
  const ObjectId specification = file.reserve();
  Bytes& out = file.begin(specification);
  out << "<</Type/Filespec/F"sv;
  put_text(out, attachment.name);
  out << "/UF"sv;
  put_text(out, attachment.name);
  out << "/Desc"sv;
  put_text(out, attachment.description);
  out << "/AFRelationship/Source/EF<</F "sv << stream << "/UF "sv << stream << ">>>>\n"sv;

  Bytes entries;
  entries << "/AF["sv << specification << "]/Names<</EmbeddedFiles<</Names["sv;
  put_text(entries, attachment.name);
  entries << specification << "]>>>>"sv;
  return std::string{entries.view()};
}

}  // namespace engine::pdf
