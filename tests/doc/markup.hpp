#pragma once

// What the tests of this room share: markup in, document or messages out.

#include "engine/doc/doc.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

namespace engine::doc::test {

inline std::string file(const std::string& path) {
  std::ifstream in{std::string{CAREPACKET_SOURCE_DIR} + "/" + path};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// "house.xml:3:7 E301 the message | a hint", a line a message.
inline std::string told(const Diagnostics& out) {
  std::string text;
  for (const Diagnostic& d : out.all()) {
    text += d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.code +
            " " + shown(d.message, false);
    for (const std::string& hint : d.hints) text += " | " + hint;
    text += "\n";
  }
  return text;
}

inline Theme theme(const std::string& name) {
  const Source source{name + ".xml", file("tests/doc/themes/" + name + ".xml")};
  Diagnostics out;
  auto theme = read_theme(source, out);
  INFO(told(out));
  REQUIRE(theme);
  return *std::move(theme);
}
inline const Theme& standard() {
  static const Theme it = theme("standard");
  return it;
}

/// Letters and box of a look, by its name.
inline const std::pair<TextStyle, BoxStyle>& styled(const Theme& theme, std::string_view look) {
  return theme.styles.at(static_cast<std::size_t>(
      std::find(style_role_names.begin(), style_role_names.end(), look) - style_role_names.begin()
  ));
}
inline const Theme& large() {
  static const Theme it = theme("large");
  return it;
}

struct Album : Pictures {
  std::map<std::string, std::unique_ptr<Source>, std::less<>> files;
  const Source* find(std::string_view path) const override {
    const auto found = files.find(path);
    return found == files.end() ? nullptr : found->second.get();
  }
  const Pictograms& pictograms() const override {  // outlive every document
    static const Pictograms drawn = [] {
      Pictograms all;
      for (const char* name : {"dot", "person", "person-open"}) all[name].name = name;
      return all;
    }();
    return drawn;
  }
  void add(const std::string& path, std::string bytes) {
    files[path] = std::make_unique<Source>(path, std::move(bytes));
  }
};

/// A document with a title and an h1, and `blocks` below it, from line 2 on.
inline std::string page_of(const std::string& blocks) {
  return "<document title=\"T\"><h1>Head</h1>\n" + blocks + "</document>";
}

/// What is told about a document; empty when nothing is.
inline std::string messages(
    const std::string& markup, const Theme& theme = standard(), const Pictures& pictures = Album{}
) {
  const Source source{"t.mustache", markup};
  Diagnostics out;
  const auto document = read(source, theme, pictures, out);
  CHECK(static_cast<bool>(document) == (out.errors() == 0));
  return told(out);
}
inline std::string messages_of(const std::string& blocks) {
  return messages(page_of(blocks));
}

/// A document that must be right.
inline Document document(
    const std::string& markup, const Theme& theme = standard(), const Pictures& pictures = Album{}
) {
  const Source source{"t.mustache", markup};
  Diagnostics out;
  auto document = read(source, theme, pictures, out);
  INFO(told(out));
  REQUIRE(document);
  return *std::move(document);
}

/// The dump of what stands below the h1.
inline std::string blocks_of(
    const std::string& blocks, const Theme& theme = standard(), const Pictures& pictures = Album{}
) {
  const std::string text = dump(document(page_of(blocks), theme, pictures));
  const auto head = text.find("\"Head\"\n");
  REQUIRE(head != std::string::npos);
  return text.substr(head + 7);
}

}  // namespace engine::doc::test
