// What is true of the fields of a packet, as other programs find them.

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

namespace {
namespace fs = std::filesystem;
using namespace engine;
using tests::run;
using tests::TemporaryFolder;

const std::string share = CAREPACKET_BINARY_DIR "/share/carepacket";

struct Packet {
  Made made;
  StageDumps dumps;
};

Packet packet(const std::string& sample, const MakeOptions& options) {
  static const auto library = [] {
    Diagnostics out;
    auto opened = open_library(share, "", out);
    REQUIRE(opened);
    return std::move(*opened);
  }();
  Diagnostics out;
  auto worker = make_worker(*library, out, Check::those_used);
  REQUIRE(worker);
  const fs::path path = fs::path{CAREPACKET_SOURCE_DIR} / "samples" / (sample + ".xml");
  const auto text = xml::decode("sample", tests::read(path), Source::Holds::patient_data, out);
  REQUIRE(text);
  Packet packet;
  auto made = make(**text, *worker, options, out, &packet.dumps);
  REQUIRE(made);
  packet.made = std::move(*made);
  return packet;
}

struct Told {
  std::string name, spoken, value;
};

/// What pdftk says of the fields of a file.
std::vector<Told> fields_of(const std::string& pdf) {
  const auto ran = run({"pdftk", pdf, "dump_data_fields_utf8"});
  INFO(ran.error);
  REQUIRE(ran.exit == 0);
  std::vector<Told> fields;
  std::istringstream lines{ran.out};
  const auto take = [](const std::string& line, std::string_view key, std::string& into) {
    if (line.rfind(key, 0) == 0) into = line.substr(key.size());
  };
  for (std::string line; std::getline(lines, line);) {
    if (line == "---") fields.emplace_back();
    if (fields.empty()) continue;
    take(line, "FieldName: ", fields.back().name);
    take(line, "FieldNameAlt: ", fields.back().spoken);
    take(line, "FieldValue: ", fields.back().value);
  }
  return fields;
}

std::size_t count_of(const std::string& text, std::string_view words) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != text.npos; at = text.find(words, at + words.size()))
    ++count;
  return count;
}

/// How many of something the blocks have, by the lines that show them.
std::size_t blanks_in(const std::string& blocks) {
  std::size_t count = count_of(blocks, " fill ") + count_of(blocks, " box ");
  count += count_of(blocks, " box\n") + count_of(blocks, "check [");
  std::istringstream lines{blocks};
  for (std::string line; std::getline(lines, line);) {
    const auto begin = line.find_first_not_of(' ');
    if (begin == line.npos) continue;
    const std::string_view words = std::string_view{line}.substr(begin);
    count += words.rfind("blank", 0) == 0;
  }
  return count;
}

}  // namespace

TEST_CASE("what is filled in by one program is read back by others, and stands on the page") {
  const Packet made = packet("crohns-disease", {.edition = Edition::standard});
  const TemporaryFolder folder;
  const std::string pdf = folder / "packet.pdf", filled = folder / "filled.pdf";
  tests::write(pdf, made.made.files.front().bytes);
  const auto empty = fields_of(pdf);

  std::map<std::string, std::string> values;
  const auto fill_first = [&](const std::string& end, const std::string& value) {
    const auto found = std::find_if(empty.begin(), empty.end(), [&](const Told& field) {
      return field.name.size() >= end.size() &&
             field.name.compare(field.name.size() - end.size(), end.size(), end) == 0;
    });
    CAPTURE(end);
    REQUIRE(found != empty.end());
    values[found->name] = value;
  };
  fill_first("/what-for", "Größer: by Friday, said Dana");
  fill_first("/3-could-the-ibuprofen-i-have-made-these-ulcers", "Something rarer, I hope not");
  fill_first("-patient-date", "11/28/2026");
  fill_first("/promised", "by 12/1");
  fill_first("/read-opinions-side-by-and-making-the-decision", "Yes");
  std::string xfdf =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xfdf "
      "xmlns=\"http://ns.adobe.com/xfdf/\"><fields>";
  for (const auto& [name, value] : values)
    xfdf += "<field name=\"" + name + "\"><value>" + value + "</value></field>";
  tests::write(folder / "values.xfdf", xfdf + "</fields></xfdf>");
  const auto ran = run({"pdftk", pdf, "fill_form", folder / "values.xfdf", "output", filled});
  INFO(ran.error);
  REQUIRE(ran.exit == 0);

  const std::string words = run({"pdftotext", "-layout", filled, "-"}).out;
  const std::string drawn = run({"mutool", "draw", "-q", "-F", "text", filled}).out;
  for (const Told& field : fields_of(filled)) {
    const auto wanted = values.find(field.name);
    CAPTURE(field.name);
    if (wanted == values.end()) {
      CHECK((field.value.empty() || field.value == "Off"));
      continue;
    }
    CHECK(field.value == wanted->second);
    if (wanted->second == "Yes") continue;
    CHECK(count_of(words, wanted->second) == 1);  // on this blank and on no other
    CHECK(drawn.find(wanted->second) != std::string::npos);
  }
}

TEST_CASE("no two fields of a file have the same name or say the same") {
  for (const Edition edition : {Edition::standard, Edition::large}) {
    const Packet made = packet("autoimmune-hepatitis", {.set = "binder", .edition = edition});
    const TemporaryFolder folder;
    tests::write(folder / "binder.pdf", made.made.files.front().bytes);
    const auto fields = fields_of(folder / "binder.pdf");
    std::set<std::string> names, spoken;
    for (const Told& field : fields) {
      CAPTURE(field.name, field.spoken);
      CHECK_FALSE(field.spoken.empty());
      CHECK(names.insert(field.name).second);
      CHECK(spoken.insert(field.spoken).second);
    }
    CHECK(names.size() > 100);
  }
}

TEST_CASE("every blank and every box is a field, and none is in a flat file") {
  // A kind without copies and without cells to write in: what the blocks show is counted.
  const MakeOptions options{
      .only = {"conversation-script", "packet-cover", "top-questions"},
      .edition = Edition::standard};
  const Packet made = packet("crohns-disease", options);
  CHECK(count_of(made.dumps.tags, "Form spoken=") == blanks_in(made.dumps.blocks));
  CHECK(blanks_in(made.dumps.blocks) > 8);
  MakeOptions flat = options;
  flat.flat = true;
  const Packet printed = packet("crohns-disease", flat);
  CHECK(count_of(printed.dumps.tags, "Form") == 0);
  CHECK(printed.made.files.front().bytes.find("AcroForm") == std::string::npos);
}

TEST_CASE("paper looks the same with fields and without") {
  const std::vector<std::string> kinds{"visit-notes", "records-checklist", "decision"};
  const TemporaryFolder folder;
  for (const char* name : {"form", "flat"}) {
    const Packet made = packet(
        "crohns-disease",
        {.set = "binder",
         .only = kinds,
         .edition = Edition::standard,
         .flat = std::string_view{name} == "flat"}
    );
    tests::write(folder / (std::string{name} + ".pdf"), made.made.files.front().bytes);
    run({"pdftoppm", "-r", "100", "-gray", folder / (std::string{name} + ".pdf"), folder / name});
  }
  int pages = 0;
  for (const auto& entry : fs::directory_iterator{folder.path()}) {
    const std::string file = entry.path().filename().string();
    if (file.rfind("flat-", 0) != 0) continue;
    CAPTURE(file);
    const bool same = tests::read(entry.path()) == tests::read(folder / ("form-" + file.substr(5)));
    CHECK(same);
    ++pages;
  }
  CHECK(pages >= 3);
}
