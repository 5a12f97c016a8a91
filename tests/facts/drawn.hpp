#pragma once

#include "engine/facts/context.hpp"
#include "engine/facts/facts.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

namespace engine::facts {

/// The data files that facts are drawn with, and none of the kinds: so that a kind at work breaks
/// no test here.
inline const kind::TemplateSet& house() {
  static const std::unique_ptr<kind::TemplateSet> template_set = [] {
    const tests::TemporaryFolder folder;
    tests::copy_templates(
        folder.path(),
        {"case.xml", "words.xml", "questions/en.xml", "rules/states.xml", "rules/recording.xml"}
    );
    Diagnostics out;
    auto opened = kind::open_template_set(folder.path().string(), "", out);
    if (!opened) throw std::runtime_error{support::printed(out)};
    return *std::move(opened);
  }();
  return *template_set;
}

// Pieces of a request for records.
inline const std::string to_patient = "<recipient party='patient'/>";
inline const std::string to_doctor = "<recipient provider='lindqvist'/>";
inline const std::string to_advocate =
    "<recipient><organization>Gem City Patient Advocates</organization></recipient>";
inline const std::string lab_results = "<item type='laboratory'/>";
inline const std::string notes = "<item type='psychotherapy-notes'/>";
inline const std::string program = "<item type='substance-use-program'/>";

/// A case, its facts, and what was said when they were drawn. Nothing in it moves.
struct Drawn {
  std::unique_ptr<Source> source;
  std::unique_ptr<casefile::Case> known;
  Facts facts;
  Diagnostics out;  ///< of the drawing alone

  /// The fact at a path: requests.1.items.2.label, counted from 1.
  const Fact& at(std::string_view path) const;
  std::string operator[](std::string_view path) const;
  std::string said() const { return support::printed(out); }
};

inline const Fact& Drawn::at(std::string_view path) const {
  static const Fact nothing;
  const Fact* fact = nullptr;
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find('.', begin), path.size());
    const auto part = path.substr(begin, end - begin);
    if (!fact) {
      fact = facts.find(part);
    } else if (const auto* list = std::get_if<std::shared_ptr<List>>(&fact->either)) {
      const auto index = static_cast<std::size_t>(std::atoi(std::string{part}.c_str()));
      fact = index >= 1 && index <= (*list)->size() ? &(**list)[index - 1] : nullptr;
    } else if (const auto* group = std::get_if<std::shared_ptr<Group>>(&fact->either)) {
      fact = nullptr;
      for (const auto& [name, own] : **group) {
        if (name == part) fact = &own;
      }
    } else {
      fact = nullptr;
    }
    if (!fact) return nothing;
    begin = end + 1;
  }
  return *fact;
}

/// A fact in short: its text, "yes", "no", its number, its date, its code, "<provider okafor>",
/// "[3]", "{}", "-".
inline std::string in_short(const Fact& fact) {
  struct {
    std::string operator()(std::monostate) const { return "-"; }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(long long number) const { return std::to_string(number); }
    std::string operator()(std::string_view text) const { return shown(text, false); }
    std::string operator()(Date date) const { return date.iso(); }
    std::string operator()(Word word) const { return std::string{word.code}; }
    std::string operator()(const casefile::Entry* entry) const {
      const auto id = entry->text("id");
      const std::string name =
          "<" + entry->term->name + (id.empty() ? "" : " " + std::string{id}) + ">";
      return entry->text().empty() ? name : std::string{entry->text()};
    }
    std::string operator()(const std::shared_ptr<List>& list) const {
      return "[" + std::to_string(list->size()) + "]";
    }
    std::string operator()(const std::shared_ptr<Group>&) const { return "{}"; }
  } shorten;
  return std::visit(shorten, fact.either);
}

inline std::string Drawn::operator[](std::string_view path) const {
  return in_short(at(path));
}

/// The items of a list of texts, or of one fact of each of its groups, joined by " | ".
inline std::string all(const Drawn& drawn, std::string_view list, std::string_view name = {}) {
  std::string text;
  for (std::size_t i = 1;; ++i) {
    const std::string item = std::string{list} + "." + std::to_string(i);
    if (drawn[item] == "-") return text;
    text += (i > 1 ? " | " : "") + drawn[name.empty() ? item : item + "." + std::string{name}];
  }
}

inline std::unique_ptr<Drawn> draw_case(std::string text, std::string_view language = "en") {
  auto drawn = std::make_unique<Drawn>();
  Diagnostics reading;
  auto source = xml::decode("case.xml", std::move(text), Source::Holds::patient_data, reading);
  if (!source) throw std::runtime_error{support::printed(reading)};
  drawn->source = *std::move(source);
  auto known = casefile::read(
      *drawn->source, {.vocabulary = &house().vocabulary, .questions = &house().questions}, reading
  );
  if (!known) throw std::runtime_error{support::printed(reading)};
  drawn->known = std::make_unique<casefile::Case>(*std::move(known));
  drawn->facts = derive(*drawn->known, house(), language, drawn->out);
  return drawn;
}

/// A case around what a test is about. Patient, condition and the two doctors are there unless it
/// names its own.
inline std::string case_with(const std::string& more, const std::string& patient = {}) {
  const std::string somebody =
      "<patient><name><given>Elena</given><given>Marie</given><family>Rivera</family></name>"
      "<birthDate>1984-03-17</birthDate></patient>";
  return "<case id='test' version='1'><asOf>2026-11-20</asOf>\n" +
         (patient.empty() ? somebody : patient) +
         "\n<condition status='confirmed'><text>Crohn's disease of the small "
         "intestine</text></condition>\n"
         "<provider id='okafor' "
         "role='current'><name><prefix>Dr.</prefix><given>Amara</given><family>Okafor</family>"
         "<suffix>MD</suffix></name><organization>Miami Valley Digestive Health</organization>"
         "<address><line>90 Fountain "
         "Road</line><city>Dayton</city><state>WY</state></address></provider>\n"
         "<provider id='lindqvist' role='second'><name><prefix>Dr.</prefix><given>Henrik</given>"
         "<family>Lindqvist</family></name></provider>\n" +
         more + "\n</case>";
}

inline std::unique_ptr<Drawn> draw_with(const std::string& more, const std::string& patient = {}) {
  return draw_case(case_with(more, patient));
}
/// The same on a day on which the rules of the states had been looked up.
inline std::unique_ptr<Drawn> draw_later(const std::string& more, const std::string& patient = {}) {
  std::string text = case_with(more, patient);
  text.replace(text.find("2026-11-20"), 10, "2026-12-20");
  return draw_case(text);
}

}  // namespace engine::facts
