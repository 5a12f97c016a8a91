#pragma once

// What papers say of a small case: one patient, Dr. Cole who treats them, Dr. Lind who is the
// second doctor, and whatever a test adds.

#include "engine/engine.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace engine {

inline std::string case_with(const std::string& more) {
  return "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name use='official'><text>Ana "
         "Paz</text></name><birthDate>1984-03-17</birthDate><address><line>1 Elm Street</line>"
         "<city>Dayton</city><state>OH</state><postalCode>45402</postalCode></address></patient>"
         "<provider id='cole' role='current' gender='male'><name><prefix>Dr.</prefix><family>Cole"
         "</family></name><organization>North Clinic</organization></provider>"
         "<provider id='lind' role='second' gender='female'><name><prefix>Dr.</prefix><family>Lind"
         "</family></name></provider>"
         "<condition status='confirmed'><text>Gout</text></condition>" +
         more + "</case>";
}

/// `status,transfer-letter`, one by one.
inline std::vector<std::string> kinds_in(const std::string& list) {
  std::istringstream from{list};
  std::vector<std::string> kinds;
  for (std::string kind; std::getline(from, kind, ',');) kinds.push_back(kind);
  return kinds;
}

/// What some kinds of paper say of a case.
inline std::string said_of(
    const std::string& kind, const std::string& text, const std::string& language
) {
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  const MakeOptions options{
      .format = Format::text, .set = "binder", .only = kinds_in(kind), .language = language};
  const auto made = make(source, tests::worker(), options, out, &dumps);
  INFO(support::printed(out));
  REQUIRE(made);
  return dumps.markup;
}
inline std::string said_on(
    const std::string& kind, const std::string& more, const std::string& language = "en"
) {
  return said_of(kind, case_with(more), language);
}

/// What all the papers of the packet say.
inline std::string packet_of(const std::string& more) {
  const Source source{"case.xml", case_with(more), Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "packet"}, out, &dumps));
  return dumps.markup;
}

inline std::string request(
    const std::string& attributes, const std::string& recipient, const std::string& items
) {
  return "<recordsRequest " + attributes + "><recipient " + recipient + "/>" + items +
         "</recordsRequest>";
}

inline const std::string opinions =
    "<opinion provider='cole' date='2026-10-01'><diagnosis>Gout</diagnosis><treatment><name>Pills"
    "</name></treatment><treatment><name>Rest</name></treatment></opinion>"
    "<opinion provider='lind' date='2026-11-01'><diagnosis>Gout</diagnosis><treatment><name>Shots"
    "</name></treatment></opinion>";

}  // namespace engine
