#include "engine/facts/formats.hpp"

#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {
const Language& in(const std::string& code) {
  static const Language english = language(house(), "en"), spanish = language(house(), "es");
  return code == "es" ? spanish : english;
}

/// The patient of a case that has this inside `patient`.
struct Somebody {
  explicit Somebody(const std::string& inside)
      : drawn{draw_with("", "<patient>" + inside + "</patient>")},
        person{*drawn->known->root().find("patient")} {}
  std::unique_ptr<Drawn> drawn;
  const casefile::Entry& person;
};
}  // namespace

TEST_CASE("a name in parts has all its faces") {
  const Somebody who{
      "<name><prefix>Dr.</prefix><given>Amara</given><given>Ngozi</given><family>Okafor</"
      "family><suffix>MD</suffix><suffix>PhD</suffix></name>"};
  CHECK(full_name(who.person) == "Amara Ngozi Okafor");
  CHECK(formal_name(in("en"), who.person) == "Dr. Okafor");
  CHECK(name_with_suffix(who.person) == "Amara Ngozi Okafor, MD, PhD");
  CHECK(first_name(who.person) == "Amara");
  CHECK(last_name(who.person) == "Okafor");
  CHECK(sort_name(who.person) == "Okafor, Amara Ngozi");
  CHECK(call_name(who.person) == "Amara");
}

TEST_CASE("a name without a prefix is formal in full") {
  const Somebody who{"<name><given>Elena</given><family>Rivera</family></name>"};
  CHECK(formal_name(in("en"), who.person) == "Elena Rivera");
}

TEST_CASE("a name's own text wins wherever a name is printed whole") {
  const Somebody who{"<name><text>Dr. Ann Lee</text></name>"};
  CHECK(full_name(who.person) == "Dr. Ann Lee");
  CHECK(formal_name(in("en"), who.person) == "Dr. Ann Lee");
  CHECK(name_with_suffix(who.person) == "Dr. Ann Lee");
  CHECK(first_name(who.person) == "Dr. Ann Lee");  // where to cut it is anybody's guess
  CHECK(sort_name(who.person) == "Dr. Ann Lee");
}

TEST_CASE("a name has its title or its degree, and never both") {
  const auto titled = [](const std::string& name, const std::string& language = "en") {
    const Somebody who{"<name>" + name + "</name>"};
    return titled_name(in(language), who.person);
  };
  const std::string luis = "<given>Luis</given><family>Castro</family>",
                    dr = "<prefix>Dr.</prefix>";
  CHECK(titled(dr + luis) == "Dr. Luis Castro");
  CHECK(titled(dr + luis + "<suffix>MD</suffix>") == "Luis Castro, MD");
  CHECK(titled(dr + luis + "<suffix>MD, PhD</suffix>", "es") == "Luis Castro, MD, PhD");
  CHECK(titled(dr + luis + "<suffix>Jr.</suffix>") == "Dr. Luis Castro, Jr.");
  CHECK(titled(dr + luis + "<suffix>III</suffix>") == "Dr. Luis Castro III");
  CHECK(titled(dr + luis + "<suffix>Jr.</suffix><suffix>MD</suffix>") == "Luis Castro, Jr., MD");
  CHECK(titled("<prefix>Ms.</prefix>" + luis + "<suffix>RN</suffix>") == "Luis Castro, RN");
  CHECK(titled("<prefix>Prof.</prefix>" + luis + "<suffix>MD</suffix>") == "Prof. Luis Castro, MD");
  CHECK(
      titled("<prefix>Prof. Dr.</prefix>" + luis + "<suffix>MD</suffix>") == "Prof. Luis Castro, MD"
  );
  CHECK(titled("<prefix>Rev.</prefix>" + luis + "<suffix>MD</suffix>") == "Rev. Luis Castro, MD");
}

TEST_CASE("a name that was written as one text has its title or its degree, too") {
  const auto names = [](const std::string& text) {
    const Somebody who{"<name><text>" + text + "</text></name>"};
    return full_name(who.person) + " | " + titled_name(in("en"), who.person) + " | " +
           formal_name(in("en"), who.person);
  };
  CHECK(names("Dr. Luis Castro, MD") == "Luis Castro, MD | Luis Castro, MD | Dr. Luis Castro");
  CHECK(names("Dr. Castro, MD") == "Dr. Castro | Dr. Castro | Dr. Castro");
  CHECK(
      names("Dr. Luis Castro, Jr.") ==
      "Dr. Luis Castro, Jr. | Dr. Luis Castro, Jr. | Dr. Luis Castro, Jr."
  );
  CHECK(names("Luis Castro, MD") == "Luis Castro, MD | Luis Castro, MD | Luis Castro, MD");
  CHECK(names("Joan Pell, BCPA") == "Joan Pell, BCPA | Joan Pell, BCPA | Joan Pell, BCPA");
}

TEST_CASE("a mononym leaves no gap") {
  const Somebody who{"<name><given>Suharto</given></name>"};
  CHECK(full_name(who.person) == "Suharto");
  CHECK(formal_name(in("en"), who.person) == "Suharto");
  CHECK(last_name(who.person) == "Suharto");
  CHECK(sort_name(who.person) == "Suharto");
  const Somebody family{"<name><family>Suharto</family></name>"};
  CHECK(full_name(family.person) == "Suharto");
  CHECK(first_name(family.person) == "Suharto");
}

TEST_CASE("papers print the official name, and a person is called by the usual one") {
  const Somebody who{
      "<name use='usual'><text>Ellie Rivera</text></name><name "
      "use='old'><given>Elena</given><family>Castillo</family></name>"
      "<name use='official'><given>Elena</given><family>Rivera</family></name>"};
  CHECK(full_name(who.person) == "Elena Rivera");
  CHECK(call_name(who.person) == "Ellie Rivera");
  const Somebody nick{
      "<name use='nickname'><text>Bo</text></name><name><given>Robert</given></name>"};
  CHECK(full_name(nick.person) == "Robert");
  CHECK(call_name(nick.person) == "Bo");
  const Somebody only{"<name use='usual'><text>Ellie Rivera</text></name>"};
  CHECK(full_name(only.person) == "Ellie Rivera");
}

TEST_CASE("an office without a name goes by its organization") {
  const auto drawn = draw_with(
      "<provider id='lab' role='laboratory'><organization>Gem City Lab</organization></provider>"
  );
  const casefile::Entry& lab = *drawn->known->root().all("provider")[2];
  CHECK(full_name(lab) == "Gem City Lab");
  CHECK(formal_name(in("en"), lab) == "Gem City Lab");
  CHECK(name_of(lab) == nullptr);
}

namespace {
/// How a doctor with this name and gender stands in a sentence: the, to, of.
std::vector<std::string> said_of(
    const std::string& code, const std::string& gender, const std::string& name
) {
  const auto drawn = draw_with(
      "<provider id='third' role='third'" + (gender.empty() ? "" : " gender='" + gender + "'") +
      "><name>" + name + "</name></provider>"
  );
  const casefile::Entry& who = *drawn->known->root().all("provider")[2];
  return {
      name_in_sentence(in(code), who, Called::the),
      name_in_sentence(in(code), who, Called::to),
      name_in_sentence(in(code), who, Called::of)};
}
using Texts = std::vector<std::string>;
const std::string okafor = "<prefix>Dr.</prefix><given>Amara</given><family>Okafor</family>";
}  // namespace

TEST_CASE("in Spanish a title has an article, and its own form for a woman") {
  CHECK(said_of("es", "male", okafor) == Texts{"el Dr. Okafor", "al Dr. Okafor", "del Dr. Okafor"});
  CHECK(
      said_of("es", "female", okafor) ==
      Texts{"la Dra. Okafor", "a la Dra. Okafor", "de la Dra. Okafor"}
  );
  CHECK(
      said_of("es", "", "<prefix>Dra.</prefix><family>Paz</family>") ==
      Texts{"la Dra. Paz", "a la Dra. Paz", "de la Dra. Paz"}
  );
  CHECK(
      said_of("es", "male", "<text>Dr. Ann Lee</text>") ==
      Texts{"el Dr. Ann Lee", "al Dr. Ann Lee", "del Dr. Ann Lee"}
  );
}

TEST_CASE("whose gender nobody told keeps the title, in both its forms, in Spanish") {
  const Texts either{
      "el Dr. o la Dra. Okafor", "al Dr. o a la Dra. Okafor", "del Dr. o de la Dra. Okafor"};
  CHECK(said_of("es", "", okafor) == either);
  CHECK(said_of("es", "unknown", okafor) == either);
  CHECK(said_of("es", "", "<prefix>Dr.</prefix><family>Okafor</family>") == either);
  CHECK(said_of("es", "", "<given>Ana</given>") == Texts{"Ana", "a Ana", "de Ana"});
}

TEST_CASE("in English a title stays as it is, whoever it is") {
  for (const char* gender : {"", "male", "female"})
    CHECK(said_of("en", gender, okafor) == Texts{"Dr. Okafor", "to Dr. Okafor", "of Dr. Okafor"});
  CHECK(said_of("en", "", "<prefix>Dra.</prefix><family>Paz</family>")[0] == "Dr. Paz");
  CHECK(said_of("en", "", "<prefix>Mrs.</prefix><family>Lee</family>")[0] == "Mrs. Lee");
}

TEST_CASE("an address has the lines of its envelope") {
  const Somebody who{
      "<name><text>A</text></name><address><line>418 Alder Street</line><line>Apt "
      "2B</line><city>Dayton</city><state>OH</state>"
      "<postalCode>45402</postalCode><country>USA</country></address><address><city>Dayton</city></"
      "address><address><state>OH</state></address>"};
  const auto addresses = who.person.all("address");
  CHECK(
      address_lines(*addresses[0]) ==
      std::vector<std::string>{"418 Alder Street", "Apt 2B", "Dayton, OH 45402", "USA"}
  );
  CHECK(one_line(*addresses[0]) == "418 Alder Street, Apt 2B, Dayton, OH 45402, USA");
  CHECK(one_line(*addresses[1]) == "Dayton");
  CHECK(one_line(*addresses[2]) == "OH");
}

TEST_CASE("the first number of a kind is the one to use") {
  const Somebody who{
      "<name><text>A</text></name><telecom system='email'>a@example.org</telecom><telecom "
      "system='phone'>1</telecom><telecom system='phone'>2</telecom>"};
  CHECK(telecom(who.person, "phone")->text() == "1");
  CHECK(telecom(who.person, "email")->text() == "a@example.org");
  CHECK(telecom(who.person, "fax") == nullptr);
}

TEST_CASE("a text that keeps its lines gives them one by one") {
  CHECK(lines_of("one\ntwo\r\n\nfour") == std::vector<std::string>{"one", "two", "", "four"});
  CHECK(lines_of("").empty());
}

TEST_CASE("a Chinese, Japanese or Korean name begins with the family, without a blank") {
  const auto name = [](const std::string& given, const std::string& family) {
    return full_name(
        Somebody{"<name><given>" + given + "</given><family>" + family + "</family></name>"}.person
    );
  };
  CHECK(name("\u6653\u660E", "\u738B") == "\u738B\u6653\u660E");
  CHECK(name("\u3055\u304F\u3089", "\u9AD9\u6A4B") == "\u9AD9\u6A4B\u3055\u304F\u3089");
  CHECK(name("\uBBFC\uC11C", "\uAE40") == "\uAE40\uBBFC\uC11C");
  CHECK(name("Xiaoming", "\u738B") == "Xiaoming \u738B");  // mixed: as it was written
}

TEST_CASE("what is old, or for now only, is never taken for the one of today") {
  const Somebody who{
      "<name use='old'><text>Elena Castillo</text></name><name use='temp'><text>Jane Doe</text>"
      "</name><name><text>Elena Rivera</text></name>"
      "<address use='old'><line>1 Old Road</line></address><address use='temp'><line>2 Now Road"
      "</line></address><address use='billing'><line>3 Bill Road</line></address>"
      "<address use='home'><line>4 Home Road</line></address>"
      "<telecom system='phone' use='old'>555-0101</telecom>"
      "<telecom system='phone' use='temp'>555-0102</telecom>"
      "<telecom system='phone'>555-0103</telecom>"};
  CHECK(full_name(who.person) == "Elena Rivera");
  REQUIRE(present_address(who.person));
  CHECK(one_line(*present_address(who.person)) == "4 Home Road");
  REQUIRE(telecom(who.person, "phone"));
  CHECK(telecom(who.person, "phone")->text() == "555-0103");

  const Somebody gone{
      "<name><text>Ana Paz</text></name><address use='old'><line>1 Old Road</line></address>"
      "<telecom system='phone' use='temp'>555-0102</telecom>"};
  CHECK_FALSE(present_address(gone.person));
  CHECK_FALSE(telecom(gone.person, "phone"));
}

TEST_CASE("mail goes to where mail is taken: a place to visit only where there is no other") {
  const Somebody who{
      "<name><text>Ana Paz</text></name><address type='physical'><line>1 Door Road</line></address>"
      "<address type='postal'><line>PO Box 2</line></address>"};
  CHECK(one_line(*present_address(who.person)) == "PO Box 2");
  const Somebody visited{
      "<name><text>Ana Paz</text></name><address type='physical'><line>1 Door Road</line>"
      "</address>"};
  CHECK(one_line(*present_address(visited.person)) == "1 Door Road");
}

TEST_CASE("a name for now is said where there is no other") {
  const Somebody baby{"<name use='temp'><text>Baby Lee</text></name>"};
  CHECK(full_name(baby.person) == "Baby Lee");
  const Somebody usual{
      "<name use='temp'><text>Jane Doe</text></name><name use='usual'><text>Ann Lee</text></name>"};
  CHECK(full_name(usual.person) == "Ann Lee");
}

TEST_CASE("a number that does not say what it is, is what it looks like") {
  const Somebody who{
      "<name><text>Ana Paz</text></name><telecom>www.example.org</telecom>"
      "<telecom>ana@example.org</telecom><telecom>(937) 555-0142</telecom>"
      "<telecom system='fax'>(937) 555-0143</telecom>"};
  CHECK(telecom(who.person, "phone")->text() == "(937) 555-0142");
  CHECK(telecom(who.person, "email")->text() == "ana@example.org");
  CHECK(telecom(who.person, "fax")->text() == "(937) 555-0143");
  CHECK(telecom(who.person, "url")->text() == "www.example.org");
}
