// A clinic's night, small: cases, options, and what came of them.

#pragma once

#include "engine/batch/batch.hpp"
#include "engine/batch/manifest.hpp"
#include "tests/support/house.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <sstream>

namespace tests {

namespace fs = std::filesystem;
using namespace engine;
using namespace engine::batch;

/// Messages without the lines they quote.
inline std::string said(const Diagnostics& all) {
  std::string text;
  for (const Diagnostic& one : all.all()) {
    text += one.file.empty() ? "carepacket" : one.file;
    if (one.line > 0) text += ':' + std::to_string(one.line) + ':' + std::to_string(one.column);
    text += one.severity == Severity::error ? ": error[" : ": warning[";
    text += one.code + "]: " + shown(one.message, true) + '\n';
    for (const std::string& hint : one.hints) text += "   = hint: " + shown(hint, true) + '\n';
  }
  return text;
}

/// A case with words that stand in no other.
inline std::string patient(int number, const std::string& more = "") {
  const std::string n = std::to_string(number);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<case id=\"p" + n +
         "\" version=\"1\">\n  <asOf>2026-11-22</asOf>\n  <patient><name><text>Canary" + n +
         "x Cruz</text></name></patient>\n  "
         "<provider><name><prefix>Dr.</prefix><family>Lowe" +
         n + "x</family></name></provider>\n  <condition><text>pain number " + n +
         "x</text></condition>\n" + more + "</case>\n";
}

/// A case without its declaration and without line ends.
inline std::string on_one_line(std::string text) {
  std::erase(text, '\n');
  return text.substr(text.find("<case"));
}

inline std::string numbered(int number) {
  std::string digits = std::to_string(number);
  return digits.insert(0, 5 - digits.size(), '0') + ".xml";
}

/// A folder of cases, and one for what is made of them.
struct Clinic {
  TemporaryFolder folder;
  fs::path cases = folder / "cases", out = folder / "out";
  Options options;
  std::string told;  ///< of the cases
  Diagnostics diagnostics;
  std::size_t finished = 0;
  std::function<void()> after_each = [] {};
  std::atomic<bool> stop{false};

  explicit Clinic(int patients = 0) {
    fs::create_directory(cases);
    for (int i = 1; i <= patients; ++i) add(i, patient(i));
    options.inputs = {cases.string()};
    options.output = out.string();
    options.make.only = {"portal-message", "story-summary"};
    options.make.readable = true;
    options.jobs = 3;
    options.is_own = [](std::string_view bytes) { return bytes.find("carepacket") != bytes.npos; };
  }
  void add(int number, const std::string& text) { tests::write(cases / numbered(number), text); }

  Outcome run(const Library& library = tests::library()) {
    told.clear();
    diagnostics = {};
    finished = 0;
    stop = false;
    const Listener listener{
        .tell = [&](const Diagnostics& all) { told += said(all); },
        .progress =
            [&](const Progress&) {
              ++finished;
              after_each();
            },
        .stop = &stop};
    return batch::run(options, library, listener, diagnostics);
  }

  /// Every file of the output, with its bytes.
  std::map<std::string, std::string> made() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{out}) {
      if (entry.is_regular_file())
        files[fs::relative(entry.path(), out).string()] = read(entry.path());
    }
    return files;
  }
  std::vector<Entry> manifest() const {
    std::vector<Entry> entries;
    std::istringstream lines{read(out / "manifest.jsonl")};
    for (std::string line; std::getline(lines, line);) {
      if (auto entry = entry_in(line)) entries.push_back(std::move(*entry));
    }
    return entries;
  }
};

/// Fills fields in as pdftk does, and puts the file back.
inline void type_into(const fs::path& packet, const std::string& fields) {
  const fs::path data = packet.string() + ".fdf", saved = packet.string() + ".new";
  tests::write(
      data,
      "%FDF-1.2\n1 0 obj\n<</FDF<</Fields[" + fields +
          "]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
  );
  REQUIRE(
      tests::run({"pdftk", packet.string(), "fill_form", data.string(), "output", saved.string()})
          .exit == 0
  );
  fs::rename(saved, packet);
  fs::remove(data);
}

inline std::string words_in(const fs::path& packet) {
  return tests::run({"pdftotext", packet.string(), "-"}).out;
}

/// A clinic whose second patient gets a packet to type into.
struct Typed : Clinic {
  Typed() : Clinic{3} {
    options.make.only = {"records-checklist", "top-questions"};
    REQUIRE(run().last.totals.made == 3);
  }
  /// A field of one of the papers, as the file calls it.
  std::string field(const std::string& paper) const {
    const std::string all =
        tests::run({"pdftk", (out / "p2/packet.pdf").string(), "dump_data_fields"}).out;
    const auto at = all.find("FieldName: " + paper + "/");
    REQUIRE(at != std::string::npos);
    return all.substr(at + 11, all.find('\n', at) - at - 11);
  }
};

}  // namespace tests
