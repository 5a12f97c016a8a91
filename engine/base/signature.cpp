#include "engine/base/signature.hpp"

namespace engine {

namespace {

struct Signature {
  std::string_view begins, what;
};
constexpr Signature signatures[] = {
    {"%PDF-", "a PDF"},
    {"{\\rtf", "a rich text document (.rtf)"},
    {"\xD0\xCF\x11\xE0", "an old Word or Excel document (.doc, .xls)"},
    {"\x89PNG", "a picture"},
    {"\xFF\xD8\xFF", "a picture"},
    {"GIF8", "a picture"},
};

/// The names of the first parts of a package (ECMA-376 part 2, OpenDocument 1.2 part 3) stand near
/// its beginning.
std::string_view package(std::string_view bytes) {
  const auto beginning = bytes.substr(0, 8192);
  const auto has = [&](std::string_view part) { return beginning.find(part) != beginning.npos; };
  if (has("word/") || has("opendocument.text")) return "a Word document";
  if (has("xl/") || has("opendocument.spreadsheet")) return "a spreadsheet (.xlsx)";
  if (has("[Content_Types].xml")) return "a Word or Excel document";
  return "a zip file";
}

}  // namespace

std::string_view document_by_signature(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) return package(bytes);
  for (const auto& [begins, what] : signatures) {
    if (bytes.starts_with(begins)) return what;
  }
  return {};
}

}  // namespace engine
