#pragma once

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tests {

/// A folder with a case and its papers, and somebody who types into them.
struct TypedDesk : TemporaryFolder {
  Ran carepacket(std::vector<std::string> words) const {
    words.insert(words.begin(), tests::carepacket());
    return run(words, {.folder = path().string()});
  }
  /// Types into fields as pdftk does, and puts the file back; Yes ticks a box.
  void type(
      const std::filesystem::path& packet,
      const std::vector<std::pair<std::string, std::string>>& answers
  ) const {
    std::string fields;
    for (const auto& [field, value] : answers)
      fields += "<</T(" + field + ")/V" + (value == "Yes" ? "/Yes" : "(" + value + ")") + ">>";
    write(
        *this / "x.fdf",
        "%FDF-1.2\n1 0 obj\n<</FDF<</Fields[" + fields +
            "]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    );
    const std::string saved = packet.string() + ".new";
    const Ran filled =
        run({"pdftk", packet.string(), "fill_form", (*this / "x.fdf").string(), "output", saved});
    REQUIRE(filled.exit == 0);
    std::filesystem::rename(saved, packet);
    const std::string names = run({"pdftk", packet.string(), "dump_data_fields"}).out;
    for (const auto& [field, value] : answers) {
      INFO(field << " is no field of it");
      REQUIRE(contains(names, "FieldName: " + field + '\n'));
    }
  }
};

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  INFO(what);
  REQUIRE(contains(text, what));
  return text.replace(text.find(what), what.size(), by);
}

inline std::string words_of(const std::filesystem::path& file) {
  return run({"pdftotext", file.string(), "-"}).out;
}

/// A sample's text.
inline std::string sample(const std::string& name) {
  return read(std::string{CAREPACKET_SOURCE_DIR} + "/samples/" + name + ".xml");
}

}  // namespace tests
