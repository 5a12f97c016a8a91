#include "engine/pdf/metadata/metadata.hpp"

#include "engine/base/escape.hpp"
#include "engine/pdf/syntax/tokens.hpp"

namespace engine::pdf {

namespace {

void put_entry(Bytes& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out << key;
  put_text(out, value);
  out << '\n';
}

std::string language_alternative(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  std::string out = "<dc:";
  out.append(name) += "><rdf:Alt><rdf:li xml:lang=\"x-default\">";
  out += escaped(value) + "</rdf:li></rdf:Alt></dc:";
  return out.append(name) += ">\n";
}

std::string list(std::string_view name, std::string_view container, std::string_view value) {
  if (value.empty()) return {};
  std::string out = "<dc:";
  out.append(name).append("><rdf:").append(container) += "><rdf:li>";
  out += escaped(value) + "</rdf:li></rdf:";
  return out.append(container).append("></dc:").append(name) += ">\n";
}

std::string archival_claim(Archive archive) {
  if (archive == Archive::none) return {};
  const char* part = archive == Archive::a3a ? "3" : "2";
  return std::string{
             "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
             "<pdfaid:part>"} +
         part + "</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n</rdf:Description>\n";
}

constexpr std::string_view accessible_claim =
    "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
    "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n";

/// PDF/A knows its own schemas; every other one is described in the file that uses it.
constexpr std::string_view accessible_schema =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n";

}  // namespace

SelfDescription describe(const page::Metadata& metadata, const WriteOptions& options) {
  return {
      .title = metadata.title,
      .language = metadata.language,
      .subject = metadata.subject,
      .author = metadata.author,
      .producer = options.producer,
      .date = options.created.is_whole() ? options.created.iso() : std::string{},
      .archive = options.tagged ? options.archive : Archive::none,
      .accessible = options.tagged,
  };
}

std::string pdf_time(std::string_view date) {
  if (date.empty()) return {};
  std::string time = "D:";
  return time.append(date, 0, 4).append(date, 5, 2).append(date, 8, 2) += "000000Z";
}

std::string info_entries(const SelfDescription& about) {
  Bytes out;
  put_entry(out, "/Title", about.title);
  put_entry(out, "/Author", about.author);
  put_entry(out, "/Subject", about.subject);
  put_entry(out, "/Producer", about.producer);
  const std::string time = pdf_time(about.date);
  put_entry(out, "/CreationDate", time);
  put_entry(out, "/ModDate", time);
  return std::string{out.view()};
}

std::string xmp(const SelfDescription& about) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
      "<dc:format>application/pdf</dc:format>\n";
  out += language_alternative("title", about.title);
  out += list("creator", "Seq", about.author);
  out += language_alternative("description", about.subject);
  out += list("language", "Bag", about.language);
  out += "<pdf:Producer>" + escaped(about.producer) + "</pdf:Producer>\n";
  if (!about.date.empty()) {
    const std::string time = about.date + "T00:00:00Z";
    out += "<xmp:CreateDate>" + time + "</xmp:CreateDate>\n<xmp:ModifyDate>" + time +
           "</xmp:ModifyDate>\n";
  }
  out += "</rdf:Description>\n";
  out += archival_claim(about.archive);
  if (about.accessible) out += accessible_claim;
  if (about.accessible && about.archive != Archive::none) out += accessible_schema;
  out += "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
  return out;
}

}  // namespace engine::pdf
