#pragma once

#include "engine/casefile/casefile.hpp"
#include "engine/fill/fill.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

namespace engine::fill {

/// A templates folder of one test: the house's own data files, and one kind, `letter`.
class Folder {
 public:
  using Files = std::map<std::string, std::string>;

  explicit Folder(
      const Files& files, const std::string& kind = "<kind reader='patient' stages='any'>"
  ) {
    const tests::TemporaryFolder folder;
    tests::copy_templates(
        folder.path(), {"case.xml", "words.xml", "questions/en.xml", "rules/states.xml"}
    );
    for (const auto& [name, text] : files) tests::write(folder / name, text);
    tests::write(
        folder / "letter/kind.xml",
        kind +
            "<title language='en'>Letter</title><purpose language='en'>A "
            "letter.</purpose><when-not language='en'>No.</when-not></kind>"
    );
    auto opened = kind::open_template_set(folder.path().string(), "", out_);
    prefix_ = folder.path().string() + "/";
    if (!opened) throw std::runtime_error{said()};
    template_set_ = *std::move(opened);
  }

  const kind::TemplateSet& template_set() const { return *template_set_; }
  Diagnostics& out() { return out_; }
  /// What was said, file names below the folder.
  std::string said() const { return tests::without(support::printed(out_), {prefix_}); }

 private:
  Diagnostics out_;
  std::string prefix_;
  std::unique_ptr<kind::TemplateSet> template_set_;
};

/// What compiling a letter says.
inline std::string compiling(
    const Folder::Files& files, const std::string& kind = "<kind reader='patient' stages='any'>"
) {
  Folder folder{files, kind};
  const auto templates = compile(folder.template_set(), folder.out());
  CHECK(bool(templates) == (folder.out().errors() == 0));
  return folder.said();
}
inline std::string compiling(const std::string& letter) {
  return compiling({{"letter/en.mustache", letter}});
}

/// A case with what the tests look at.
inline const std::string& elena() {
  static const std::string text =
      "<case id='test' version='1'><asOf>2026-11-20</asOf><label>Autumn</label>\n"
      "<patient><name><given>Elena</given><given>Marie</given><family>Rivera</family></name><name "
      "use='usual'><text>Ellie</text></name>"
      "<birthDate>1984-03-17</birthDate><identifier type='MR' system='Miami'>00417733</identifier>"
      "<address><line>418 Alder Street</line><line>Apt "
      "2B</line><city>Dayton</city><state>OH</state><postalCode>45402</postalCode></address>"
      "<telecom system='phone' okToLeaveMessage='yes'>(937) 555-0142</telecom><communication "
      "interpreterRequired='no'/></patient>\n"
      "<provider id='okafor' "
      "role='current'><name><prefix>Dr.</prefix><given>Amara</given><family>Okafor</"
      "family><suffix>MD</suffix></name>"
      "<organization>Miami Valley</organization><telecom "
      "system='fax'>1</telecom><network>unknown</network></provider>\n"
      "<provider id='lindqvist' role='second'><name><text>Dr. Henrik "
      "Lindqvist</text></name></provider>\n"
      "<condition status='confirmed'><text>Crohn's disease</text><onset>2025-11</onset><asserter "
      "provider='okafor'/></condition>\n"
      "<appointment provider='lindqvist' at='2026-12-03T10:30' mode='in-person' "
      "minutes='45'><recordsConfirmedOn/></appointment>\n"
      "<plan proposedBy='okafor' status='proposed'><text>Infliximab</text><deadline "
      "source='okafor'>2027-01-15</deadline></plan>\n"
      "<opinion provider='okafor' "
      "date='2026-08'><evidence>Ulcers</evidence><evidence>Biopsy</evidence><evidence>Blood</"
      "evidence><quote>One line.\nAnother.</quote></opinion>\n"
      "<value weight='0'><text>Work</text><fits "
      "opinion='okafor'>more</fits></value><value><text>No surgery</text></value>\n"
      "<recordsRequest id='r' holder='okafor'><recipient provider='lindqvist'/><item "
      "type='laboratory'/><item type='imaging'/></recordsRequest>"
      "</case>";
  return text;
}

/// A letter filled for a case. Everything the markup's places point into is held.
struct Poured {
  std::unique_ptr<Folder> folder;
  std::unique_ptr<Source> case_file;
  std::unique_ptr<casefile::Case> known;
  facts::Facts facts;
  std::unique_ptr<Source> markup;
  std::optional<xml::Tree> tree;

  const std::string& text() const { return markup->text(); }
  /// Where the author wrote what stands at the first place of `words` in the markup.
  Span origin(std::string_view words) const {
    const auto at = static_cast<std::uint32_t>(markup->text().find(words));
    return markup->origin(at, at + static_cast<std::uint32_t>(words.size()));
  }
};

struct About {
  std::string case_text = elena();
  std::string language = "en";
  std::string kind = "<kind reader='patient' stages='any'>";
  std::string each;  ///< the first item of this list
};

inline std::unique_ptr<Poured> pour(const Folder::Files& files, const About& about = {}) {
  auto poured = std::make_unique<Poured>();
  poured->folder = std::make_unique<Folder>(files, about.kind);
  Diagnostics& out = poured->folder->out();
  const kind::TemplateSet& template_set = poured->folder->template_set();
  auto templates = compile(template_set, out);
  if (!templates) throw std::runtime_error{poured->folder->said()};
  auto source = xml::decode("case.xml", about.case_text, Source::Holds::patient_data, out);
  if (!source) throw std::runtime_error{poured->folder->said()};
  poured->case_file = *std::move(source);
  auto known = casefile::read(
      *poured->case_file,
      {.vocabulary = &template_set.vocabulary, .questions = &template_set.questions},
      out
  );
  if (!known) throw std::runtime_error{poured->folder->said()};
  poured->known = std::make_unique<casefile::Case>(*std::move(known));
  poured->facts = facts::derive(*poured->known, template_set, about.language, out);

  static const kind::Words words{{{"en", "large print"}}};
  const facts::Group document = {
      {"title", "Letter & more"},
      {"edition", facts::Word{"large", &words}},
      {"blanks", facts::List{"Your signature", "Today's date"}},
      {"contents", facts::List{facts::Group{{"title", "First"}, {"pages", 2}, {"firstPage", 3}}}}};
  const facts::Fact* item = nullptr;
  if (!about.each.empty())
    item = &std::get<std::shared_ptr<facts::List>>(poured->facts.find(about.each)->either)->front();
  const Scope scope{&poured->facts, item, &document, about.language};
  auto markup = fill(*templates, "letter", scope, out);
  if (!markup) throw std::runtime_error{poured->folder->said()};
  poured->markup = std::move(markup->markup);
  poured->tree = std::move(markup->tree);
  return poured;
}

/// A letter of that text, filled.
inline std::string poured(const std::string& letter, const About& about = {}) {
  return pour({{"letter/en.mustache", letter}}, about)->text();
}

}  // namespace engine::fill
