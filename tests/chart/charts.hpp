#pragma once

// Charts as short as a trap allows, written for these tests, and what the import makes of them.

#include "engine/chart/chart.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"
#include "tests/vocabulary/of_the_house.hpp"

#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace tests::chart {

using Files = std::vector<std::pair<std::string, std::string>>;

inline const engine::chart::Words& words() {
  static const auto all = [] {
    engine::Diagnostics out;
    const auto source = engine::xml::decode(
        "words.xml",
        tests::read(CAREPACKET_SOURCE_DIR "/templates/import/words.xml"),
        engine::Source::Holds::author_text,
        out
    );
    auto read = engine::chart::read_words(**source, out);
    if (!read) std::abort();
    return *std::move(read);
  }();
  return all;
}

/// What came of files that lie in one folder, each given by its name.
struct Imported {
  std::string draft, report, html, messages;
  bool has(std::string_view part) const { return draft.find(part) != std::string::npos; }
  bool tells(std::string_view part) const {
    // Lines of the report are broken where they are full.
    std::string flat;
    for (const char c : report) {
      const bool blank = c == ' ' || c == '\n';
      if (!blank || (!flat.empty() && flat.back() != ' ')) flat += blank ? ' ' : c;
    }
    return flat.find(part) != std::string::npos;
  }
};

inline Imported import(const Files& files, engine::chart::Options options = {}) {
  tests::TemporaryFolder folder;
  std::vector<std::string> paths;
  for (const auto& [name, bytes] : files) {
    paths.push_back(folder / name);
    std::ofstream{paths.back(), std::ios::binary} << bytes;
  }
  engine::Diagnostics out;
  if (!options.as_of) options.as_of = engine::parse_date("2026-11-20");
  const auto draft =
      engine::chart::import(paths, engine::vocabulary::of_the_house(), words(), options, out);
  std::string messages = engine::support::printed(out);
  const std::string place = folder.path().string() + "/";
  for (auto at = messages.find(place); at != messages.npos; at = messages.find(place))
    messages.erase(at, place.size());
  if (!draft) return {"", "", "", messages};
  return {draft->case_xml, draft->report_text, draft->report_html, messages};
}

/// A C-CDA of Rosa Vega, with these sections.
inline std::string document(const std::string& sections, const std::string& header = "") {
  return R"(<?xml version="1.0"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sdtc="urn:hl7-org:sdtc">
<code code="34133-9" codeSystem="2.16.840.1.113883.6.1"/><title>Health Summary</title><effectiveTime value="20260710120000-0500"/>
<recordTarget><patientRole><id root="1.2.3" extension="77"/><addr use="HP"><streetAddressLine>5 Elm St</streetAddressLine><city>Dayton</city><state>OH</state><postalCode>45402</postalCode></addr>
<telecom value="tel:+1(937)555-0142" use="HP"/><patient><name use="L"><given>Rosa</given><family>Vega</family></name><birthTime value="19540323000000.000-0600"/></patient>
<providerOrganization><id root="1.2.3"/><name>Elm Clinic</name></providerOrganization></patientRole></recordTarget>
)" + header +
         "<component><structuredBody>" + sections +
         "</structuredBody></component></ClinicalDocument>";
}

inline std::string section(
    const std::string& loinc, const std::string& entries, const std::string& text = ""
) {
  return "<component><section><code code=\"" + loinc + "\"/><title>List</title><text>" + text +
         "</text>" + entries + "</section></component>";
}

inline std::string problem(
    const std::string& name,
    const std::string& inside = "",
    const std::string& attributes = "",
    const std::string& act_status = "active"
) {
  return "<entry><act><statusCode code=\"" + act_status +
         "\"/><entryRelationship typeCode=\"SUBJ\"><observation " + attributes +
         "><templateId root=\"2.16.840.1.113883.10.20.22.4.4\"/>" + inside +
         "<value xsi:type=\"CD\" code=\"1" + std::to_string(name.size()) +
         "\" codeSystem=\"2.16.840.1.113883.6.96\" displayName=\"" + name +
         "\"/></observation></entryRelationship></act></entry>";
}

inline std::string medication(
    const std::string& name,
    const std::string& inside = "",
    const std::string& attributes = "",
    const std::string& status = "active"
) {
  return "<entry><substanceAdministration moodCode=\"EVN\" " + attributes + "><statusCode code=\"" +
         status + "\"/>" + inside +
         "<consumable><manufacturedProduct><manufacturedMaterial><code code=\"5\" "
         "codeSystem=\"2.16.840.1.113883.6.88\" displayName=\"" +
         name +
         "\"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>"
         "</entry>";
}

/// The same with a code of its own: two of one code are one medicine.
inline std::string medication_of(
    const std::string& code, const std::string& name, const std::string& inside = ""
) {
  std::string all = medication(name, inside);
  const std::string shared = "code code=\"5\"";
  return all.replace(all.find(shared), shared.size(), "code code=\"" + code + "\"");
}

inline std::string allergy(
    const std::string& name,
    const std::string& inside = "",
    const std::string& attributes = "",
    const std::string& kind = "419199007"
) {
  return "<entry><act><statusCode code=\"active\"/><entryRelationship typeCode=\"SUBJ\">"
         "<observation " +
         attributes +
         "><templateId root=\"2.16.840.1.113883.10.20.22.4.7\"/><value xsi:type=\"CD\" code=\"" +
         kind + "\"/><participant typeCode=\"CSM\"><participantRole><playingEntity>" +
         (name.empty() ? std::string{"<code nullFlavor=\"NA\"/>"}
                       : "<code code=\"9\" codeSystem=\"2.16.840.1.113883.6.88\" displayName=\"" +
                             name + "\"/>") +
         "</playingEntity></participantRole></participant>" + inside +
         "</observation></entryRelationship></act></entry>";
}

/// A table with these headings and rows, the cells of each parted by |.
inline std::string table(const std::string& headings, const std::vector<std::string>& rows) {
  const auto cells = [](const std::string& words, const std::string& name) {
    std::string all = "<tr><" + name + ">";
    for (const char c : words) all += c == '|' ? "</" + name + "><" + name + ">" : std::string{c};
    return all + "</" + name + "></tr>";
  };
  std::string all = "<table><thead>" + cells(headings, "th") + "</thead><tbody>";
  for (const auto& row : rows) all += cells(row, "td");
  return all + "</tbody></table>";
}

/// A chart with one section: its entries, and the text above them.
inline Imported witnessed(
    const std::string& loinc, const std::string& entries, const std::string& text
) {
  return import({{"chart.xml", document(section(loinc, entries, text))}});
}

/// A FHIR bundle of Rosa Vega, with these resources.
inline std::string bundle(const std::string& resources) {
  return R"({"resourceType":"Bundle","type":"collection","timestamp":"2026-07-10","entry":[
{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p","name":[{"use":"official","family":"Vega","given":["Rosa"]}],"birthDate":"1954-03-23"}})" +
         (resources.empty() ? "" : ",{\"resource\":" + resources + "}") + "]}";
}

/// Further resources of a bundle.
inline std::string and_(const std::string& one, const std::string& other) {
  return one + "},{\"resource\":" + other;
}

}  // namespace tests::chart
