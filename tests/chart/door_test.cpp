// What somebody gives: known by its content, unpacked, and refused in words.

#include "engine/chart/fhir/value.hpp"
#include "tests/chart/charts.hpp"
#include "tests/chart/zip.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace tests::chart;

namespace {

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::string refusal_of(const std::string& name, const std::string& bytes) {
  const auto got = import({{name, bytes}});
  CHECK(got.draft == "");
  return got.messages.find("is no chart that can be read") == std::string::npos
             ? first_line(got.messages)
             : got.messages.substr(
                   0, got.messages.find("\n   = hint: ", got.messages.find("hint: "))
               );
}

std::string no_chart(const std::string& name, const std::string& what) {
  return "carepacket: error[E820]: '" + name + "' is no chart that can be read\n   = hint: " + what;
}

Imported with_password(const std::string& zip_of_tests, const std::string& password) {
  engine::chart::Options options;
  options.password = [&]() -> std::optional<std::string> {
    return password.empty() ? std::nullopt : std::optional{password};
  };
  return import(
      {{"records.zip", tests::read(CAREPACKET_SOURCE_DIR "/tests/chart/zips/" + zip_of_tests)}},
      options
  );
}

}  // namespace

TEST_CASE("what is no chart is refused by what it looks like") {
  CHECK(refusal_of("a.xml", "%PDF-1.7\n") == no_chart("a.xml", "it looks like a PDF"));
  CHECK(refusal_of("a", "\x89PNG\r\n") == no_chart("a", "it looks like a picture"));
  CHECK(refusal_of("a", "<!DOCTYPE html><html>") == no_chart("a", "it looks like a web page"));
  CHECK(refusal_of("a", "\xD0\xCF\x11\xE0....") == no_chart("a", "it looks like a Word document"));
  CHECK(
      refusal_of("a", "My HealtheVet Personal Information Report\n") ==
      no_chart("a", "it looks like the text report of VA Blue Button")
  );
  CHECK(
      refusal_of("a", R"({"verifiableCredential":["x"]})") ==
      no_chart("a", "it looks like a SMART Health Card")
  );
  CHECK(refusal_of("a", "PAT_ID\tNAME\tDOB\tCODE\n") == no_chart("a", "it looks like a table"));
  CHECK(refusal_of("a", "") == no_chart("a", "it is empty"));
  CHECK(refusal_of("a", "hello") == no_chart("a", "it is nothing that is known here"));
  CHECK(refusal_of("a", "<note/>") == no_chart("a", "it is nothing that is known here"));
  CHECK(refusal_of("a", R"({"name":1})") == no_chart("a", "it is nothing that is known here"));
}

TEST_CASE("a refusal says what to download instead") {
  CHECK(
      import({{"a", "My HealtheVet\n"}}
      ).messages.find("hint: on My HealtheVet choose VA Health Summary, and download it as XML") !=
      std::string::npos
  );
}

TEST_CASE("the zip of a portal is read as it is, and what else is in it is told") {
  const auto got = import(
      {{"download.zip",
        zip(
            {{"INDEX.HTM", "<html>"},
             {"IHE_XDM/SUB/DOC0001.XML", document(section("11450-4", problem("Gout")))},
             {"IHE_XDM/SUB/METADATA.XML", "<SubmitObjectsRequest/>"},
             {"letter.pdf", "%PDF-1.7"}}
        )}}
  );
  CHECK(got.messages == "");
  CHECK(got.has("<text>Gout</text>"));
  CHECK(got.tells("it looks like a web page"));
  CHECK(got.tells("it is no chart"));
  CHECK(got.tells("PDFs that came along. Keep them for your binder."));
}

TEST_CASE("a zip in a zip is opened once") {
  const std::string chart = zip({{"a.xml", document(section("11450-4", problem("Gout")))}});
  CHECK(import({{"a.zip", zip({{"b.zip", chart}})}}).has("<text>Gout</text>"));
  const auto deep =
      import({{"a.zip", zip({{"b.zip", zip({{"c.zip", chart}})}, {"d.xml", document("")}})}});
  CHECK_FALSE(deep.has("Gout"));
  CHECK(deep.tells("a zip in a zip in a zip"));
}

TEST_CASE("zips with a password open, the old and the new kind") {
  CHECK(with_password("old.zip", "four words of mine").has("<family>Vega</family>"));
  CHECK(with_password("aes256.zip", "four words of mine").has("<family>Vega</family>"));
  CHECK(
      first_line(with_password("aes256.zip", "another").messages) ==
      "carepacket: error[E822]: 'records.zip' does not open with this password"
  );
  CHECK(
      first_line(with_password("old.zip", "another").messages) ==
      "carepacket: error[E822]: 'records.zip' does not open with this password"
  );
  CHECK(
      first_line(with_password("aes256.zip", "").messages) ==
      "carepacket: error[E822]: 'records.zip' opens with a password, and none was given"
  );
}

TEST_CASE("a zip that is made to fill a disk is refused") {
  const std::string zeros(std::size_t{40} << 20, ' ');
  CHECK(
      refusal_of("a.zip", zip({{"a.xml", "<a>" + zeros + "</a>"}}, true)) ==
      "carepacket: error[E821]: 'a.zip' unpacks to more than 200 times its size: it is made to "
      "fill "
      "a disk"
  );
}

TEST_CASE("more than 200 MiB is not read") {
  tests::TemporaryFolder folder;
  const std::string path = folder / "a.xml";
  tests::write(path, document(""));
  std::filesystem::resize_file(path, std::uintmax_t{201} << 20);  // nothing but zeros behind it
  engine::Diagnostics out;
  engine::chart::Options roomy;
  roomy.memory = std::size_t{4} << 30;
  CHECK_FALSE(engine::chart::import({path}, engine::vocabulary::of_the_house(), words(), roomy, out)
  );
  CHECK(engine::support::printed(out).find("unpacks to more than 200 MiB") != std::string::npos);
}

TEST_CASE("mother and child in one zip are two people") {
  std::string child = document("");
  child.replace(child.find("Rosa"), 4, "Lina");
  child.replace(child.find("19540323"), 8, "20150101");
  const auto got =
      import({{"a.zip", zip({{"DOC0001.XML", document("")}, {"DOC0002.XML", child}})}});
  CHECK(got.draft == "");
  CHECK(
      first_line(got.messages) ==
      "carepacket: error[E823]: these charts are of two people: 'Rosa Vega, 1954-03-23' and 'Lina "
      "Vega, 2015-01-01'"
  );
}

TEST_CASE("a zip with too many files is refused") {
  Files many;
  for (int i = 0; i < 4100; ++i) many.emplace_back(std::to_string(i), "x");
  CHECK(
      refusal_of("a.zip", zip(many)) ==
      "carepacket: error[E821]: 'a.zip' holds more than 4,096 files"
  );
}

TEST_CASE("a name that leads out of the zip is not read") {
  const auto got =
      import({{"a.zip", zip({{"../../evil.xml", document("")}, {"good.xml", document("")}})}});
  CHECK(got.tells("its name leads out of the zip"));
  CHECK(got.tells("Chart 1:"));
  CHECK_FALSE(got.tells("Chart 2:"));
}

TEST_CASE("a damaged zip is told") {
  const std::string whole = zip({{"a.xml", document("")}});
  CHECK(refusal_of("a.zip", whole.substr(0, whole.size() / 2))
            .starts_with("carepacket: error[E821]: 'a.zip' is damaged and cannot be unpacked: "));
}

TEST_CASE("a chart that breaks off is told with its place") {
  const std::string chart = document("");
  const std::string cut = import({{"a.xml", chart.substr(0, 500)}}).messages;
  CHECK(cut.find("error[E1") != std::string::npos);
  CHECK(cut.find(" | ") == std::string::npos);  // no line of it is shown
  CHECK(
      cut.find("error[E820]: 'a.xml' cannot be read as a chart: its XML is not whole, or not as it "
               "should be") != std::string::npos
  );
  CHECK(
      refusal_of("a.json", R"({"resourceType":"Bundle","entry":[)") ==
      "carepacket: error[E820]: 'a.json' breaks off or is damaged: its JSON ends at byte 34"
  );
  CHECK(refusal_of("a.xml", chart + "<more/>").find("error[E110]") != std::string::npos);
}

TEST_CASE("a number with a huge exponent harms nobody") {
  const auto got = import(
      {{"a.json",
        R"({"resourceType":"Observation","valueDecimal":1.2345678901234567e-2147483639})"}}
  );
  CHECK(got.messages == "");
  CHECK(got.tells("Test results, 1: no paper uses it"));
}

TEST_CASE("no depth of brackets uses up the stack") {
  CHECK(
      refusal_of("a.json", R"({"resourceType":)" + std::string(300'000, '[')) ==
      "carepacket: error[E820]: brackets stand more than 512 deep in 'a.json'"
  );
}

namespace {

/// How the refusal of a file begins that is too large to be read.
std::string too_large(const std::string& name) {
  return "carepacket: error[E827]: '" + name +
         "' is too large to read: it would take more than 192 MiB of memory";
}

}  // namespace

TEST_CASE("entries that hold nothing cost little, and not any number of them is read") {
  CHECK(sizeof(engine::chart::fhir::Value) <= 48);
  const auto bundle_of = [](std::size_t empty) {
    std::string text = R"({"resourceType":"Bundle","entry":[)";
    for (std::size_t i = 0; i < empty; ++i) text += "{},";
    return text + R"({"resource":{"resourceType":"Condition","code":{"text":"Gout"}}}]})";
  };
  CHECK(import({{"a.json", bundle_of(1'000)}}).has("Gout"));
  CHECK(refusal_of("a.json", bundle_of(2'000'000)).starts_with(too_large("a.json")));
}

TEST_CASE("a file that would take more memory than there is for it is refused before it does") {
  const auto bundle_of = [](const std::string& one, std::size_t count) {
    std::string text = "<Bundle xmlns=\"http://hl7.org/fhir\">";
    for (std::size_t i = 0; i < count; ++i) text += one;
    return text + "</Bundle>";
  };
  for (const auto& [one, count] :
       {std::pair<std::string, std::size_t>{"<a/>", 1'000'000},
        {"<a b=\"\" c=''/>", 400'000},
        {"<a>b</a>", 600'000},
        {"<a/> ", 600'000},
        {"abcdefgh ", 4'000'000}}) {
    CAPTURE(one);
    CHECK(refusal_of("a.xml", bundle_of(one, count)).starts_with(too_large("a.xml")));
  }
  CHECK(import({{"a.xml", bundle_of("<a/>", 1'000)}}).has("<patient>"));
  // Records are told one by one, and stay until all is written.
  std::string records = R"({"resourceType":"Bundle","entry":[)";
  for (int i = 0; i < 80'000; ++i) records += R"({"resource":{"resourceType":"Observation"}},)";
  CHECK(refusal_of("a.json", records + "{}]}").starts_with(too_large("a.json")));
  std::string rows = "<table>";
  for (int i = 0; i < 60'000; ++i) rows += "<tr/>";
  CHECK(refusal_of("a.xml", document(section("11450-4", "", rows + "</table>")))
            .starts_with(too_large("a.xml")));
  // A text of JSON is looked at as it comes: nothing of it is read.
  CHECK(refusal_of("a.json", '{' + std::string(80'000'000, ' ')).starts_with(too_large("a.json")));
}

TEST_CASE("what comes in many files is held until all have come, and counted together") {
  Files files;
  for (int i = 0; i < 8; ++i) {
    std::string text = R"({"resourceType":"Condition","x":[)" + std::to_string(i);
    for (int j = 0; j < 300'000; ++j) text += ",1";
    files.push_back({std::to_string(i) + ".json", text + "]}"});
  }
  engine::chart::Options options;
  CHECK(import({files[0], files[1]}, options).messages.empty());
  CHECK(import(files, options).messages.find("error[E827]") != std::string::npos);
  options.memory = std::size_t{1} << 30;
  CHECK(import(files, options).messages.empty());
}

TEST_CASE("a document type with rules of its own is refused") {
  CHECK(
      refusal_of("a.xml", "<!DOCTYPE ClinicalDocument [<!ENTITY a \"b\">]><ClinicalDocument/>")
          .find("error[E105]: a document type declaration is not allowed") != std::string::npos
  );
}

TEST_CASE("an iPhone's own list is streamed, and only says who wrote the records") {
  tests::TemporaryFolder folder;
  tests::write(
      folder / "apple_health_export/export.xml",
      "<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record)>\n]>\n"
      "<HealthData><Record value=\"1\"/><ClinicalRecord sourceName=\"Elm Clinic\"/></HealthData>"
  );
  tests::write(
      folder / "apple_health_export/clinical-records/Patient-1.json",
      R"({"resourceType":"Patient","id":"1","name":[{"text":"Rosa Vega"}]})"
  );
  tests::write(
      folder / "apple_health_export/clinical-records/Condition-2.json",
      R"({"resourceType":"Condition","id":"2","subject":{"reference":"Patient/1"},"code":{"text":"Gout"}})"
  );
  engine::Diagnostics out;
  engine::chart::Options options;
  options.as_of = engine::parse_date("2026-11-20");
  const auto draft = engine::chart::import(
      {folder.path().string()}, engine::vocabulary::of_the_house(), words(), options, out
  );
  REQUIRE(draft);
  CHECK(draft->case_xml.find("<text>Gout</text>") != std::string::npos);
  CHECK(draft->report_text.find("Elm Clinic") != std::string::npos);
}

TEST_CASE("links in a folder are not followed") {
  tests::TemporaryFolder folder;
  tests::write(folder / "in/a.xml", document(""));
  tests::write(folder / "secret.xml", document(section("11450-4", problem("Gout"))));
  std::filesystem::create_symlink(folder / "secret.xml", folder / "in/link.xml");
  engine::Diagnostics out;
  const auto draft = engine::chart::import(
      {(folder / "in").string()}, engine::vocabulary::of_the_house(), words(), {}, out
  );
  REQUIRE(draft);
  CHECK(draft->case_xml.find("Gout") == std::string::npos);
  CHECK(
      draft->report_text.find("a link to another place; it was not followed") != std::string::npos
  );
}

TEST_CASE("letters are read as they are stored") {
  std::string chart = document(section("11450-4", problem("Ménière")));
  const std::string declared = "<?xml version=\"1.0\"?>";
  const auto as = [&](const std::string& encoding, const std::string& from, const std::string& to) {
    std::string bytes = chart;
    if (!encoding.empty())
      bytes.replace(0, declared.size(), "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>");
    for (auto at = bytes.find(from); at != bytes.npos; at = bytes.find(from))
      bytes.replace(at, from.size(), to);
    return bytes;
  };
  const auto latin = [&](const std::string& encoding) {
    std::string bytes = as(encoding, "\xC3\xA9", "\xE9");
    const auto at = bytes.find("\xC3\xA8");
    return bytes.replace(at, 2, "\xE8");
  };
  CHECK(import({{"a.xml", "\xEF\xBB\xBF" + chart}}).has("<text>Ménière</text>"));
  CHECK(import({{"a.xml", latin("ISO-8859-1")}}).has("<text>Ménière</text>"));
  CHECK(import({{"a.xml", latin("windows-1252")}}).has("<text>Ménière</text>"));
  const auto guessed = import({{"a.xml", latin("")}});
  CHECK(guessed.has("<text>Ménière</text>"));
  CHECK(guessed.tells("The file does not say how its letters are stored."));
  for (const bool big : {false, true}) {
    std::string wide = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : document(section("11450-4", problem("Gout")))) {
      if (big) wide += '\0';
      wide += c;
      if (!big) wide += '\0';
    }
    CHECK(import({{"a.xml", wide}}).has("<text>Gout</text>"));
  }
}

TEST_CASE("a folder without a chart says so") {
  tests::TemporaryFolder folder;
  tests::write(folder / "in/letter.pdf", "%PDF-1.7");
  engine::Diagnostics out;
  CHECK_FALSE(engine::chart::import(
      {(folder / "in").string()}, engine::vocabulary::of_the_house(), words(), {}, out
  ));
  CHECK(
      engine::support::printed(out).find("error[E820]: there is no chart in") != std::string::npos
  );
}

TEST_CASE("bytes that are no text are told, and none of them is shown") {
  std::string bytes = "<ClinicalDocument>";
  for (int i = 1; i < 3000; ++i) bytes += static_cast<char>(i * 7919 % 251);
  CHECK(
      refusal_of("a.xml", bytes) ==
      "carepacket: error[E820]: 'a.xml' is damaged: not all of it is text"
  );
}

TEST_CASE("a file is called by its name, and not by the folders above it") {
  const auto one = import({{"a.xml", document("")}, {"b.xml", document("") + "\n"}});
  CHECK(one.has(" file=\"a.xml\" "));
  CHECK(one.has(" file=\"b.xml\" "));
  CHECK_FALSE(one.has("/tmp"));
  CHECK(one.report.find("/tmp") == std::string::npos);
  CHECK(one.html.find("/tmp") == std::string::npos);
}

TEST_CASE("a PDF that came along is offered for the binder, and is nobody's until somebody takes it"
) {
  const auto one = import(
      {{"a.zip", zip({{"IHE_XDM/scan & more.pdf", "%PDF-1.7"}, {"DOC0001.XML", document("")}})}}
  );
  CHECK(one.has(
      "  <!-- A PDF came along. To have it in your binder, put it beside this file and write "
      "here: <attachment file=\"scan &amp; more.pdf\" for=\"keeper\"><description>scan &amp; "
      "more.pdf</description></attachment> -->\n</case>"
  ));
  CHECK(
      one.tells("PDFs that came along. Keep them for your binder. - a.zip: IHE_XDM/scan & more.pdf")
  );
}

TEST_CASE("an entity that a phone's list declares ends the reading of it") {
  const auto one = import(
      {{"a.zip",
        zip(
            {{"export.xml",
              "<!DOCTYPE HealthData [<!ENTITY a \"Elm\">]><HealthData><ClinicalRecord "
              "sourceName=\"&a; Clinic\"/></HealthData>"},
             {"DOC0001.XML", document("")}}
        )}}
  );
  CHECK(one.tells("the phone's own list is damaged - a.zip: export.xml"));
}

TEST_CASE("the records of a phone are of the day on which they came, and by who wrote them") {
  const auto phone = [](const std::string& list, const std::string& folder) {
    return import(
        {{"a.zip",
          zip(
              {{folder + "export.xml", "<HealthData>" + list + "</HealthData>"},
               {folder + "export_cda.xml",
                "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><recordTarget><patientRole><patient>"
                "<birthTime value=\"19540324\"/></patient></patientRole></recordTarget>"
                "</ClinicalDocument>"},
               {folder + "clinical-records/Patient-1.json",
                R"({"resourceType":"Patient","id":"p","name":[{"text":"Rosa Vega"}],"birthDate":"1954-03-23"})"},
               {folder + "clinical-records/MedicationOrder-1.json",
                R"({"resourceType":"MedicationOrder","patient":{"reference":"Patient/p"},"status":"active","dateWritten":"2018-01-01","medicationCodeableConcept":{"text":"Zocor"}})"}}
          )}}
    );
  };
  const std::string exported = "<ExportDate value=\"2026-11-19 10:00:00 -0600\"/>";
  const auto record = [](const std::string& day) {
    return "<ClinicalRecord sourceName=\"Elm Health\" receivedDate=\"" + day + "\"/>";
  };
  // The document of the phone's own data has another birth date and no name: it is no second
  // person.
  for (const std::string folder : {"apple_health_export/", ""}) {
    const auto got = phone(exported + record("2026-11-01") + record("2026-10-01"), folder);
    CHECK(got.messages == "");
    CHECK(got.has("kind=\"fhir\" organization=\"Elm Health\" date=\"2026-11-01\""));
    CHECK(got.has("<birthDate>1954-03-23</birthDate>"));
    CHECK(got.tells("The newest order for it is of January 1, 2018."));
  }
  CHECK(phone(exported, "").has("kind=\"fhir\" date=\"2026-11-19\""));
}
