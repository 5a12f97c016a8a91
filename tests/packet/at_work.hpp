#pragma once

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace engine {

/// A program with kinds of its own: the house's vocabulary, words, parts and themes, and what the
/// test writes.
class AtWork {
 public:
  AtWork() {
    namespace fs = std::filesystem;
    const fs::path templates = CAREPACKET_SOURCE_DIR "/templates";
    fs::create_directories(folder_.path() / "templates/house");
    for (const char* file : {"case.xml", "words.xml"})
      fs::copy_file(templates / file, folder_.path() / "templates" / file);
    fs::copy(
        templates / "house/themes",
        folder_.path() / "templates/house/themes",
        fs::copy_options::recursive
    );
    fs::create_directory_symlink(
        CAREPACKET_BINARY_DIR "/share/carepacket/fonts", folder_.path() / "fonts"
    );
  }

  AtWork& write(const std::string& name, const std::string& text) {
    const auto file = folder_.path() / "templates" / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
    return *this;
  }

  /// A kind with one heading and what the test wants below it.
  AtWork& kind(
      const std::string& name,
      const std::string& attributes,
      const std::string& rows,
      const std::string& body
  ) {
    write(
        name + "/kind.xml",
        std::string{
            attributes.find("stages=") == std::string::npos ? "<kind stages='any' " : "<kind "} +
            attributes + "><title language='en'>The " + name + "</title><title language='es'>El " +
            name + "</title><purpose language='en'>Purpose of " + name +
            ".</purpose><when-not language='en'>No " + name + ".</when-not>" + rows + "</kind>"
    );
    return text(name, "en", body);
  }
  AtWork& text(const std::string& name, const std::string& in, const std::string& body) {
    return write(
        name + "/" + in + ".mustache",
        "<document title='T'><h1>{{title}}</h1>" + body + "</document>"
    );
  }
  AtWork& set(const std::string& attributes, const std::string& kinds) {
    return write(
        "sets.xml",
        "<sets><set name='packet' " + attributes +
            "><title language='en'>P</title><purpose language='en'>Q</purpose>" + kinds +
            "</set></sets>"
    );
  }

  /// Makes the case; what was said is in `messages`, the words of all pages in `words`.
  void make(const std::string& case_rows, MakeOptions options = {}) {
    Diagnostics out;
    dumps = {};
    auto library = open_library(folder_.path().string(), "", out);
    INFO(support::printed(out));
    REQUIRE(library);
    auto worker = make_worker(**library, out);
    INFO(support::printed(out));
    REQUIRE(worker);
    const std::string text =
        "<case id='c' version='1'" + language + "><asOf>2026-11-20</asOf>" + case_rows + "</case>";
    auto source = xml::decode("case.xml", text, Source::Holds::patient_data, out);
    REQUIRE(source);
    auto result = engine::make(**source, *worker, options, out, &dumps);
    messages = support::printed(out);
    INFO(messages);
    REQUIRE(result);
    made = std::move(*result);
    library_ = *std::move(library);  // whose words are in what was made
  }

  std::string language;  ///< an attribute of the case: language='es'
  std::string messages;
  StageDumps dumps;
  Made made;

 private:
  std::unique_ptr<Library> library_;
  tests::TemporaryFolder folder_;
};

/// The least a case must say.
inline const std::string somebody =
    "<patient><name><text>Dana "
    "Reed</text></name></patient><condition><text>Migraine</text></condition>"
    "<provider id='okafor' role='current'><name><text>Amara Okafor</text></name></provider>";
inline const std::string visit = "<appointment provider='okafor' at='2026-12-03T10:30'/>";

}  // namespace engine
