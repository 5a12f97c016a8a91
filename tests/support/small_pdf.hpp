#pragma once

// PDFs as other programs write them, small enough to be read in a test.

#include <cstdio>
#include <string>
#include <vector>

namespace tests {

/// A file of these objects, the first of which is its catalog, with a table of where they stand.
inline std::string small_pdf(const std::vector<std::string>& objects) {
  std::string file = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char row[32];
    std::snprintf(row, sizeof row, "%010zu 00000 n \n", file.size());
    table += row;
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string at = std::to_string(file.size());
  return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + table +
         "trailer\n<</Root 1 0 R/Size " + size + ">>\nstartxref\n" + at + "\n%%EOF\n";
}

inline std::string stream(const std::string& bytes, const std::string& entries = "") {
  return "<<" + entries + "/Length " + std::to_string(bytes.size()) + ">>stream\n" + bytes +
         "\nendstream";
}

/// What the one page of a small file has besides its content, and what else stands in the file:
/// objects from 6 on.
struct OnePage {
  std::string content = "BT /F1 12 Tf 72 700 Td (Hello) Tj ET";
  std::string entries;  ///< of the page
  std::string catalog;  ///< of the catalog
  std::string box = "0 0 612 792";
  std::string resources = "/Font<</F1 5 0 R>>";
  std::vector<std::string> more;

  std::string pdf() const {
    std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R" + catalog + ">>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[" + box + "]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<" + resources + ">>" + entries + ">>",
        stream(content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    objects.insert(objects.end(), more.begin(), more.end());
    return small_pdf(objects);
  }
};

}  // namespace tests
