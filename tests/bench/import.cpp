// How long an import takes: a bundle and a health summary of the size of the largest that people
// have published, and files that are named on the command line.
//
//   carepacket_import CAREPACKET [FILE...]

#include "tests/support/run.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

/// 330 records of one person, half a megabyte: visits, refills and screenings, as apps give them.
std::string bundle() {
  std::string all =
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:p","resource":)"
      R"({"resourceType":"Patient","id":"p","name":[{"family":"Vega","given":["Rosa"]}],)"
      R"("birthDate":"1954-03-23"}})";
  const std::string padding(1200, 'x');
  const auto add = [&](const std::string& resource) {
    all += R"(,{"fullUrl":"urn:uuid:)" + std::to_string(all.size()) + R"(","resource":)" +
           resource + '}';
  };
  const std::string about =
      R"("subject":{"reference":"urn:uuid:p"},"meta":{"tag":[{"display":")" + padding + R"("}]},)";
  for (int i = 0; i < 110; ++i) {
    const std::string number = std::to_string(i % 12);
    add(R"({"resourceType":"MedicationRequest","status":"stopped",)" + about +
        R"("authoredOn":"2020-01-01","medicationCodeableConcept":{"coding":[{"system":)"
        R"("http://www.nlm.nih.gov/research/umls/rxnorm","code":")" +
        number + R"("}],"text":"Medicine )" + number + R"( 10 MG Oral Tablet"}})");
    add(R"({"resourceType":"Condition",)" + about +
        R"("clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Illness )" +
        std::to_string(i % 30) + R"("}})");
    add(R"({"resourceType":"Procedure","status":"completed",)" + about +
        R"("performedDateTime":"2021-05-02","code":{"text":"Operation )" + std::to_string(i) +
        R"("}})");
  }
  return all + R"(],"timestamp":"2026-07-10"})";
}

/// A health summary with many results, a quarter of a megabyte.
std::string summary() {
  std::string entries;
  for (int i = 0; i < 600; ++i)
    entries +=
        "<entry><organizer><code code=\"1\"/><component><observation><code code=\"718-7\" "
        "displayName=\"Hemoglobin\"/><statusCode code=\"completed\"/><effectiveTime "
        "value=\"20260710\"/><value xsi:type=\"PQ\" value=\"13.2\" "
        "unit=\"g/dL\"/><interpretationCode "
        "code=\"N\"/><referenceRange><observationRange><text>12.0 to 15.5</text></observationRange>"
        "</referenceRange></observation></component></organizer></entry>";
  return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><effectiveTime "
         "value=\"20260710\"/><recordTarget><patientRole><patient><name><family>Vega</family></"
         "name>"
         "</patient></patientRole></recordTarget><component><structuredBody><component><section>"
         "<code code=\"30954-2\"/><title>Results</title>" +
         entries + "</section></component></structuredBody></component></ClinicalDocument>";
}

/// The fastest and the middle one of 25 starts of the program, in milliseconds.
void measure(const std::string& program, const std::string& file, const std::string& folder) {
  std::vector<double> times;
  for (int i = 0; i < 25; ++i) {
    const auto start = Clock::now();
    const auto ran = tests::run({program, "import", file, "--force", "-o", folder + "/draft.xml"});
    times.push_back(std::chrono::duration<double, std::milli>{Clock::now() - start}.count());
    if (ran.exit != 0) {
      std::fprintf(stderr, "%s", ran.error.c_str());
      std::exit(1);
    }
  }
  std::ranges::sort(times);
  std::printf(
      "  %-24s %7.0f KB  %6.1f ms  %6.1f ms\n",
      std::filesystem::path{file}.filename().c_str(),
      static_cast<double>(std::filesystem::file_size(file)) / 1000,
      times.front(),
      times[times.size() / 2]
  );
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return 2;
  const tests::TemporaryFolder folder;
  std::vector<std::string> files{folder / "bundle.json", folder / "summary.xml"};
  tests::write(files[0], bundle());
  tests::write(files[1], summary());
  for (int i = 2; i < count; ++i) files.emplace_back(words[i]);
  std::printf("import, cold: the fastest of 25, and the middle one\n");
  for (const std::string& file : files) measure(words[1], file, folder.path().string());
  return 0;
}
