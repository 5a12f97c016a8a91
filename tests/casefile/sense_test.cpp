#include "tests/casefile/vocabulary_of_the_house.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::casefile;

namespace {

/// Code, words and hints of every message about a case that has a patient, a doctor and a
/// condition.
std::string about(
    const std::string& more,
    const std::string& patient = "",
    const std::string& provider = "",
    const std::string& attributes = ""
) {
  const auto read = read_text(
      "<case id='t' version='1'" + attributes +
      "><asOf>2026-11-20</asOf>"
      "<patient><name><given>Ana</given></name>" +
      patient +
      "</patient><provider id='okafor' role='current'><name><text>Dr. Okafor</text></name>" +
      provider +
      "</provider><provider id='roe' role='second'><organization>Roe</organization></provider>" +
      "<condition><text>Migraine</text></condition>" + more + "</case>"
  );
  std::string text;
  for (const auto& told : read.out.all()) {
    text += told.code + " " + shown(told.message, false) + "\n";
    for (const auto& hint : told.hints) text += "  = " + shown(hint, false) + "\n";
  }
  return text;
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::string value_at(const std::string& more, std::initializer_list<std::string_view> path) {
  const auto read = read_text(
      "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><given>Ana</given></name>"
      "</patient><provider id='okafor'><organization>O</organization></provider>"
      "<condition><text>Migraine</text></condition>" +
      more + "</case>"
  );
  INFO(support::printed(read.out));
  REQUIRE(read.known);
  const Entry* at = &read.known->root();
  for (const auto name : path) {
    at = at->find(name);
    REQUIRE(at);
  }
  return std::string{at->text()};
}

}  // namespace

TEST_CASE("a Social Security number is refused by its name and by its shape") {
  const std::string told =
      "E148 this is a Social Security number, and no paper may show one\n"
      "  = take it out: offices find records by name and date of birth; a record number that only "
      "looks like one is written without its hyphens\n";
  for (const auto* type :
       {"SSN", "ssn", "SS", "Social Security Number", "social-security", "S.S.N."})
    CHECK(about("", "<identifier type='" + std::string{type} + "'>417</identifier>") == told);
  CHECK(about("", "<identifier>123-45-6789</identifier>") == told);
  CHECK(about("", "<identifier type='MR'>123 45 6789</identifier>") == told);
  CHECK(about("<coverage><memberId>123-45-6789</memberId></coverage>") == told);
  CHECK(about("", "<identifier>123-456-789</identifier>") == "");
  CHECK(about("", "<identifier type='MR'>123456789</identifier>") == "");
}

TEST_CASE("people are counted as there are: none at least, all at most") {
  const auto outcome = [](const std::string& attributes) {
    return about("<opinion provider='okafor'><outcome what='cure' " + attributes + "/></opinion>");
  };
  CHECK(
      outcome("number='120' outOf='100'") ==
      "E149 '120' people out of '100' cannot be\n  = so many of so many: 40 out of 100\n"
  );
  CHECK(
      outcome("number='-5' outOf='100'") ==
      "E149 '-5' people cannot be\n  = it counts people: 0 at least\n"
  );
  CHECK(
      outcome("number='5' outOf='0'") ==
      "E149 out of '0' people cannot be\n  = it counts people: write outOf=\"100\"\n"
  );
  CHECK(outcome("number='99.5' outOf='100'") == "");
  CHECK(outcome("number='100' outOf='100'") == "");
}

TEST_CASE("records do not go to the office that has them") {
  CHECK(
      about("<recordsRequest holder='okafor'><recipient provider='okafor'/></recordsRequest>") ==
      "E150 the records would go to 'okafor', who has them\n"
      "  = name the office that is to get them, or write <recipient party=\"patient\"/> for your "
      "own copy\n"
  );
  CHECK(
      about("<recordsRequest holder='okafor'><recipient provider='roe'/></recordsRequest>") == ""
  );
}

TEST_CASE("a medicine that is taken has not ended") {
  const auto medicine = [](const std::string& status, const std::string& end) {
    return about(
        "<medications><medication status='" + status + "'><name>Aspirin</name><end>" + end +
        "</end></medication></medications>"
    );
  };
  CHECK(
      medicine("current", "2026-01") ==
      "E151 this medicine is taken now, and ended '2026-01'\n"
      "  = write status=\"stopped\" if it is over; take the <end> out if it goes on\n"
  );
  CHECK(medicine("active", "2026-11-19") != "");
  CHECK(medicine("current", "2026-11") == "");
  CHECK(medicine("current", "2026") == "");
  CHECK(medicine("stopped", "2026-01") == "");
}

TEST_CASE("a day that somebody waits for is still to come") {
  CHECK(
      about("<recordsRequest holder='okafor' neededBy='2025-12-01'/>") ==
      "W130 '2025-12-01' has passed: this case is about 2026-11-20\n"
      "  = give a day that is still to come, or take it out\n"
  );
  CHECK(about("<recordsRequest holder='okafor' neededBy='2026-11-20'/>") == "");
  const auto asked = [](const std::string& second) {
    return about(
        "<recordsRequest holder='okafor' neededBy='2025-12-01'><item type='allergies' "
        "status='received'/><item type='billing' status='" +
        second + "'/></recordsRequest>"
    );
  };
  CHECK(asked("received") == "");
  CHECK(asked("forwarded") == "");
  CHECK(asked("asked") != "");
  CHECK(
      first_line(about("<decision decideBy='2026-10-01'/>")) ==
      "W130 '2026-10-01' has passed: this case is about 2026-11-20"
  );
  CHECK(about("<decision path='stay' decideBy='2026-10-01'/>") == "");
  const auto plan = [](const std::string& status) {
    return first_line(about(
        "<plan status='" + status + "'><text>Surgery</text><deadline>2026-10</deadline></plan>"
    ));
  };
  CHECK(plan("proposed") == "W130 '2026-10' has passed: this case is about 2026-11-20");
  CHECK(plan("past") == "");
  CHECK(
      first_line(
          about("<plan status='proposed'><text>Surgery</text><startBy>2025-01</startBy></plan>")
      ) == "W130 '2025-01' has passed: this case is about 2026-11-20"
  );
}

TEST_CASE("a visit is to come, before the last day to decide, or was written down") {
  const std::string visit = "<appointment provider='roe' at='2026-10-01T09:00'/>";
  CHECK(
      about(visit) ==
      "W130 this visit was on '2026-10-01', and this case is about 2026-11-20\n"
      "  = if it took place, write down what was said in an <opinion>; if it moved, give its new "
      "day\n"
  );
  CHECK(about(visit + "<opinion provider='roe'><diagnosis>Migraine</diagnosis></opinion>") == "");
  const std::string late = "<appointment provider='roe' at='2026-12-20T09:00'/>";
  CHECK(
      about("<decision decideBy='2026-12-01'/>" + late) ==
      "W131 this visit is on '2026-12-20', and the last day to decide is 2026-12-01\n"
      "  = ask for an earlier visit, or for more time to decide; the last day is on line 1\n"
  );
  CHECK(about("<decision decideBy='2026-12'/>" + late) == "");
}

TEST_CASE("a phone number, an email address and a ZIP code can be one") {
  const auto telecom = [](const std::string& text, const std::string& system = "phone") {
    return about("", "<telecom system='" + system + "'>" + text + "</telecom>");
  };
  CHECK(
      telecom("814-555-01") ==
      "W132 '814-555-01' cannot be a phone number\n"
      "  = a number has ten digits, as in (937) 555-0142; one elsewhere begins with + and its "
      "country\n"
  );
  for (const auto* good :
       {"(937) 555-0142",
        "937.555.0142",
        "1-800-555-0133",
        "+44 20 7946 0958",
        "+52 55 1234 5678",
        "937-555-0142 ext. 12",
        "937-555-0142 x 3",
        "711",
        "011 44 20 7946 0958",
        "937 555 0142 Ext 4421"})
    CHECK(telecom(good) == "");
  CHECK(telecom("5-5", "fax") != "");
  CHECK(
      telecom("not an email", "email") ==
      "W132 'not an email' cannot be an email address\n  = write it as rosa@example.org\n"
  );
  CHECK(telecom("rosa@example", "email") != "");
  CHECK(telecom("rosa@example.org", "email") == "");
  CHECK(telecom("www.example.org", "url") == "");
  const auto zip = [](const std::string& code, const std::string& country = "") {
    return about(
        "",
        "<address><state>OH</state><postalCode>" + code + "</postalCode>" + country + "</address>"
    );
  };
  CHECK(
      zip("1650") ==
      "W132 '1650' cannot be a ZIP code\n"
      "  = it has five digits, or nine as in 45402-1234; for an address elsewhere, name its "
      "<country>\n"
  );
  CHECK(zip("45402") == "");
  CHECK(zip("45402-1234") == "");
  CHECK(zip("SW1A 1AA", "<country>United Kingdom</country>") == "");
  CHECK(zip("1650", "<country>USA</country>") != "");
}

TEST_CASE("a state is one of the United States, unless a country is named") {
  const auto address = [](const std::string& inside) {
    return about("", "<address>" + inside + "</address>");
  };
  CHECK(
      address("<state>Californai</state>") ==
      "E124 'Californai' is not a value of <state>\n  = did you mean CA?\n"
      "  = for an address elsewhere, name its <country>\n"
  );
  CHECK(
      address("<state>Ontario</state>") ==
      "E124 'Ontario' is not a value of <state>\n  = write its two letters, such as OH\n"
      "  = for an address elsewhere, name its <country>\n"
  );
  CHECK(address("<state>Ontario</state><country>Canada</country>") == "");
  CHECK(value_at("", {"patient", "name", "given"}) == "Ana");
}

TEST_CASE("what people write for a value is read as that value") {
  CHECK(
      value_at(
          "<advocate/><clinic/><coverage type='Medicare Advantage' referralNeeded='Sí'/>",
          {"coverage", "type"}
      ) == "medicare-advantage"
  );
  CHECK(value_at("<coverage referralNeeded='Y'/>", {"coverage", "referralNeeded"}) == "yes");
  CHECK(value_at("<coverage referralNeeded='FALSE'/>", {"coverage", "referralNeeded"}) == "no");
  CHECK(
      value_at(
          "<recordsRequest holder='okafor'><item type='CT scan'/></recordsRequest>",
          {"recordsRequest", "item", "type"}
      ) == "imaging"
  );
  CHECK(
      about("", "", "", " language='Klingon'") ==
      "E124 'Klingon' is not a value of the attribute language\n  = write en\n"
  );
  CHECK(
      about("", "", "", " language='Spanihs'") ==
      "E124 'Spanihs' is not a value of the attribute language\n  = did you mean es?\n"
  );
  CHECK(about("", "", "", " language='es_MX'") == "");
  CHECK(
      about("<recordsRequest holder='okafor'><item type='soup'/></recordsRequest>").substr(0, 46) ==
      "E124 'soup' is not a value of the attribute ty"
  );
}

TEST_CASE("a language that an interpreter is asked for has a name") {
  CHECK(
      about("", "<communication spoken='xyz'/>") ==
      "W133 no language with the code 'xyz' is known here\n"
      "  = papers print it as it stands: write the language in words, as an interpreter calls it\n"
  );
  CHECK(about("", "<communication spoken='my' written='Burmese'/>") == "");
  CHECK(about("", "<communication spoken='Mixteco Alto'/>") == "");
}

TEST_CASE("what is listed has a name, ids differ in more than capitals, and nobody is 158") {
  CHECK(
      about("<medications><medication><dose>5 mg</dose></medication></medications>") ==
      "W135 <medication> has no <name>\n"
      "  = write <name>, or take it out: nobody can tell what it is\n"
  );
  CHECK(
      first_line(about("<allergies><allergy><reaction>Hives</reaction></allergy></allergies>")) ==
      "W135 <allergy> has no <substance>"
  );
  CHECK(
      about("<provider id='Okafor'><organization>Lab</organization></provider>") ==
      "W136 the ids 'Okafor' and 'okafor' differ in capital letters alone\n"
      "  = capital and small letters are easily mixed up: use two ids that differ more\n"
  );
  CHECK(
      about("", "<birthDate>1868-02-01</birthDate>") ==
      "W134 the patient would be 158 years old\n  = is the year of birth right?\n"
  );
}

TEST_CASE("of two values where one can stand, the hint names both") {
  CHECK(
      about("<companion role='notes, driver'><name><text>Di</text></name></companion>") ==
      "E124 'notes, driver' is not a value of the attribute role\n"
      "  = only one value can stand here: write notes or driver\n"
  );
}

TEST_CASE("a row that compares fewer than two opinions is told, since no paper says it") {
  const std::string row = "<comparison><row topic='cost' verdict='agree'/></comparison>";
  const std::string one = "<opinion provider='okafor'><diagnosis>Gout</diagnosis></opinion>",
                    other = "<opinion provider='roe'><diagnosis>Lupus</diagnosis></opinion>";
  CHECK(
      about(row) ==
      "W138 this compares opinions, and none is written down\n"
      "  = write what each doctor said as an <opinion> of its own, or take the <comparison> "
      "out\n"
  );
  CHECK(
      first_line(about(one + row)) == "W138 this compares opinions, and only one is written down"
  );
  CHECK(about(one + other + row) == "");
  const std::string rows =
      "<comparison><row topic='cost' verdict='agree'/><row topic='diagnosis' verdict='agree'/>"
      "</comparison>";
  CHECK(about(rows) == about(row));  // once, however many rows there are
}

TEST_CASE("a time zone and what somebody may hear of are understood in the words people use") {
  const auto zone = [](const std::string& said) {
    return value_at(
        "<appointment at='2026-12-03T10:30' timeZone='" + said + "'/>", {"appointment", "timeZone"}
    );
  };
  for (const char* east : {"Eastern", "ET", "est", "EDT", "Eastern time", "hora del Este"})
    CHECK(zone(east) == "America/New_York");
  CHECK(zone("Central") == "America/Chicago");
  CHECK(zone("pacific time") == "America/Los_Angeles");
  CHECK(zone("America/New_York") == "America/New_York");
  CHECK(zone("Europe/Berlin") == "Europe/Berlin");
  const auto topic = [](const std::string& said) {
    return value_at(
        "<companion><name><text>Di</text></name><mayHear topic='" + said + "'/></companion>",
        {"companion", "mayHear", "topic"}
    );
  };
  CHECK(topic("Visits") == "appointments");
  CHECK(topic("billing") == "bills");
  CHECK(topic("my care") == "care");
  CHECK(topic("citas") == "appointments");
  CHECK(topic("Test results") == "Test results");  // said as it stands
}

TEST_CASE("the day that is asked for stands in where a case has none") {
  auto options = house().options();
  options.as_of = Date{2027, 1, 2};
  const std::string text =
      "<case id='t' version='1'><patient><name><given>Ana</given></name></patient>"
      "<provider id='roe'><organization>Roe</organization></provider>"
      "<condition><text>Migraine</text></condition></case>";
  const auto read = read_text(text, "case.xml", options);
  CHECK(support::printed(read.out).empty());
  REQUIRE(read.known);
  CHECK(read.known->as_of() == Date{2027, 1, 2});
  CHECK_FALSE(read_text(text).known);
}

TEST_CASE("signs that are to be written otherwise hide nothing else that is wrong") {
  const auto read = read_text(
      "<case id='t' version='1'><asOf>2026-11-20</asOf>\n"
      "<patient><name><given>Ana</given></name>\n"
      "<birthDate>1970-02-30</birthDate></patient>\n"
      "<provider id='roe'><organization>Roe & Sons</organization></provider>\n"
      "<condition><text>A1c < 7, or <8</text></condition>\n"
      "<goal priority='high'>Walk & swim</goal></case>"
  );
  CHECK_FALSE(read.known);
  std::string told;
  for (const auto& each : read.out.all()) told += std::to_string(each.line) + each.code + " ";
  CHECK(told == "3E104 4E108 5E108 5E108 6E126 6E108 ");
  CHECK(read.out.errors() == 6);
}

TEST_CASE("a minor whose birth date is a month or February 29 comes of age by one rule") {
  const auto permission = [](const std::string& born, const std::string& until) {
    const std::string told = about(
        "<representative authority='parent' "
        "signs='yes'><name><given>Gus</given></name></representative>"
        "<recordsRequest holder='okafor'><recipient provider='roe'/><authorization><expires "
        "date='" +
            until + "'/></authorization></recordsRequest>",
        "<birthDate>" + born + "</birthDate>"
    );
    return first_line(told);
  };
  const std::string told = "W121 the patient turns 18 before this permission ends";
  CHECK(permission("2008-11", "2027-05-01") == told);
  CHECK(permission("2009", "2027-05-01") == "");
  CHECK(permission("2009", "2027-12-31") != "");
  CHECK(permission("2010-02-28", "2027-05-01") == "");
  CHECK(birthday(Date{2008, 2, 29}, 18) == Date{2026, 3, 1});
  CHECK(age_on(Date{2008, 2, 29}, Date{2026, 2, 28}) == 17);
  CHECK(birthday(Date{2008, 2, 29}, 20) == Date{2028, 2, 29});
}

TEST_CASE("a word that only sounds like a private illness is none") {
  const auto condition = [](const std::string& text) {
    return about(
        "<condition><text>" + text +
        "</text></condition><recordsRequest holder='okafor'><recipient provider='roe'/>"
        "<authorization/></recordsRequest>"
    );
  };
  for (const auto* text :
       {"Hearing loss with hearing aids",
        "Chest pain with ST depression",
        "Post-traumatic arthritis",
        "Respiratory depression after surgery"})
    CHECK(condition(text) == "");
  for (const auto* text :
       {"AIDS", "Depression", "Post-traumatic stress disorder", "Depression and ST depression"})
    CHECK(first_line(condition(text)).substr(0, 4) == "W124");
}

TEST_CASE("messages come in the order of the lines") {
  const auto read = read_text(
      "<case id='t' version='1'>\n<asOf>2026-11-20</asOf>\n<patient><name><given>A</given></name>\n"
      "<telecom system='phone'>5</telecom></patient>\n<provider id='a' role='second'>\n"
      "<organization>O</organization></provider>\n<condition><text>M</text></condition>\n"
      "<opinion provider='b'/>\n<medications><medication/></medications>\n</case>"
  );
  std::vector<int> lines;
  for (const auto& told : read.out.all()) lines.push_back(told.line);
  CHECK(lines.size() == 3);
  CHECK(std::ranges::is_sorted(lines));
}

TEST_CASE("a blank of any kind is no value, and none at the ends of one") {
  const auto given = [](const std::string& text) {
    const auto read = read_text(
        "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><given>" + text +
        "</given><family>F</family></name></patient><provider id='o'><organization>O</organization>"
        "</provider><condition><text>M</text></condition></case>"
    );
    INFO(support::printed(read.out));
    REQUIRE(read.known);
    return std::string{read.known->root().find("patient")->find("name")->text("given")};
  };
  for (const auto* blank : {"\u00A0", "\u2003", "\u200B", "\u3000", "\uFEFF", "\u2060\u202F"}) {
    CHECK(given(blank).empty());
    CHECK(given(blank + std::string{"Ana"} + blank) == "Ana");
  }
  CHECK(given("\u200D\u200C").empty());
  CHECK(given("\u200CAna\u200D") == "Ana\u200D");
  CHECK(given("Ana\u2028Luz") == "Ana Luz");
  CHECK(given("Ana\uFEFFLuz") == "AnaLuz");
  CHECK(given("Ana\u00A0Luz") == "Ana\u00A0Luz");
  CHECK(given("Zoë") == "Zoë");
  CHECK(about("", "<name><given>\u00A0</given></name>") != "");
}

TEST_CASE("what stands for lost contents is left out and told") {
  CHECK(
      about("<symptom><text>Zinc\uFFFC oxide</text></symptom>") ==
      "W137 the character U+FFFC is left out\n"
      "  = it stands for something that was lost when this was copied: write that again\n"
  );
  CHECK(
      about("<symptom><text>1\uFE0F\u20E3 tablet</text></symptom>") ==
      "W137 the character U+20E3 is left out\n"
      "  = it draws a key around a digit; the digit is printed\n"
  );
  CHECK(
      value_at("<symptom><text>1\uFE0F\u20E3 tablet</text></symptom>", {"symptom", "text"}) ==
      "1 tablet"
  );
}

TEST_CASE("the attributes that name a schema say nothing of the case") {
  CHECK(
      about(
          "",
          "",
          "",
          " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
          "xsi:noNamespaceSchemaLocation='case.xsd'"
      ) == ""
  );
  CHECK(
      first_line(about("", "", "", " schemaLocation='x'")) ==
      "E123 unknown attribute schemaLocation in <case>"
  );
}

TEST_CASE("what has happened to the patient happened after the patient was born") {
  const std::string told =
      "W158 '1979' is before the birth of the patient, on 1980-02-01\n"
      "  = correct the day, or the day of birth\n";
  const auto born = [](const std::string& more) {
    return about(more, "<birthDate>1980-02-01</birthDate>");
  };
  CHECK(born("<timeline><event date='1979'>A talk.</event></timeline>") == told);
  CHECK(born("<test date='1979'><name>MRI</name></test>") == told);
  CHECK(
      born("<recordsRequest holder='okafor'><item type='billing' from='1979'/></recordsRequest>") ==
      told
  );
  CHECK(born("<timeline><event date='1980'>A talk.</event></timeline>") == "");
}

TEST_CASE("a diagnosis is not made before the illness began") {
  const auto dated = [](const std::string& began) {
    return about(
        "<condition><text>Gout</text><onset>" + began +
        "</onset><recordedDate>2024-03</recordedDate></condition>"
    );
  };
  CHECK(
      dated("2026-05") ==
      "W159 this was diagnosed on '2024-03', and it began on 2026-05\n"
      "  = correct one of the two days\n"
  );
  CHECK(dated("2024") == "");
  CHECK(dated("2024-03-31") == "");
}

TEST_CASE("a second opinion is about what is not ruled out") {
  const auto told = [](const std::string& conditions) {
    const auto read = read_text(
        "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><given>Ana</given></name>"
        "</patient><provider id='okafor' role='current'><organization>Roe</organization>"
        "</provider>" +
        conditions + "</case>"
    );
    std::string text;
    for (const auto& message : read.out.all())
      text += message.code + " " + shown(message.message, false) +
              "\n  = " + shown(message.hints.at(0), false) + "\n";
    return text;
  };
  const std::string lupus = "<condition status='ruled-out'><text>Lupus</text></condition>";
  const std::string rash = "<condition status='suspected'><text>A rash</text></condition>";
  CHECK(
      told(lupus + rash) ==
      "W160 the second opinion is about the first <condition>, and that is ruled out\n"
      "  = put the one that it is about first; the next one is on line 1\n"
  );
  CHECK(told(rash + lupus) == "");
  CHECK(told(lupus) == "");
}

TEST_CASE("what has happened has no day after the one the case is about") {
  const std::string told =
      "W140 '2026-11-21' is still to come: this case is about 2026-11-20\n"
      "  = what stands here has happened: correct its day, or make <asOf> the day of today\n";
  const auto dated = [](const std::string& day) {
    return std::vector<std::string>{
        about("<opinion provider='okafor' date='" + day + "'><quote>Wait.</quote></opinion>"),
        about("<timeline><event date='" + day + "'>A talk.</event></timeline>"),
        about("<test date='" + day + "'><name>MRI</name></test>"),
        about("<procedure date='" + day + "'><name>Biopsy</name></procedure>"),
        about("<symptom since='" + day + "'><text>Cramps</text></symptom>"),
        about(
            "<medications><medication><name>Aspirin</name><start>" + day +
            "</start></medication></medications>"
        ),
        about(
            "<medications><medication status='stopped'><name>Aspirin</name><end>" + day +
            "</end></medication></medications>"
        ),
        about(
            "<recordsRequest holder='okafor'><recipient party='patient'/><item type='laboratory' "
            "status='received' from='" +
            day + "'/></recordsRequest>"
        ),
        about(
            "<recordsRequest holder='okafor'><recipient provider='roe'/><authorization signedOn='" +
            day + "'><expires date='2027-05-20'/></authorization></recordsRequest>"
        ),
        about(
            "<appointment provider='roe' at='2026-12-03T10:30'><recordsConfirmedOn>" + day +
            "</recordsConfirmedOn></appointment>"
        )};
  };
  for (const std::string& of : dated("2026-11-21")) CHECK(of == told);
  for (const std::string& of : dated("2026-11-20")) CHECK(of == "");
  for (const std::string& of : dated("2026")) CHECK(of == "");  // as far as is known, it has been
  CHECK(
      about("<medications><medication status='planned'><name>Aspirin</name><start>2027-01-02"
            "</start></medication></medications>") == ""
  );
}

TEST_CASE("each date of the format is of what has happened, or its description says what it is") {
  std::vector<std::string> others;
  const auto look = [&](const auto& self, const vocabulary::Term& term) -> void {
    if (term.type == vocabulary::Type::date && !term.has_happened) others.push_back(term.name);
    for (const auto& child : term.children) self(self, child);
  };
  look(look, house().vocabulary.root);
  // The day of the case; of a birth, an end of authority, a medicine or records, each with a rule
  // of its own; and days that are set for what is to come.
  CHECK(
      others ==
      std::vector<std::string>{
          "asOf",
          "birthDate",
          "from",
          "to",
          "start",
          "end",
          "startBy",
          "deadline",
          "neededBy",
          "from",
          "to",
          "date",
          "startBy",
          "by",
          "decideBy",
          "by"}
  );
}

TEST_CASE("a list that is said to be one, and is empty, is told") {
  CHECK(
      about("<medications status='listed'/>") ==
      "W127 the status of <medications> is 'listed', and nothing is listed\n"
      "  = write <medication> for each, or status=\"none\" where there are none, or "
      "status=\"not-asked\"\n"
  );
  CHECK(first_line(about("<allergies status='listed'/>")).starts_with("W127"));
  CHECK(about("<allergies status='none'/><medications status='not-asked'/>") == "");
}

TEST_CASE("a scope goes with a list that is empty") {
  CHECK(about("<allergies status='none' scope='drug'/>") == "");
  CHECK(about("<allergies scope='all'/>") == "");
  CHECK(
      about("<allergies scope='food'/>") ==
      "W148 a scope says of which allergies there are none, and the status does not say that there "
      "are none\n"
      "  = write status=\"none\" where there are none of that kind, or take the scope out; nothing "
      "is printed of it\n"
  );
}

TEST_CASE("an only address or number that is for now only is told, once of its kind") {
  const std::string hint =
      "  = papers leave it blank; where offices may use it today, take use=\"temp\" out\n";
  const auto of = [](const std::string& inside) {
    return about(
        "<companion relationship='sister'><name><text>Eva Hart</text></name>" + inside +
        "</companion>"
    );
  };
  const std::string phone = "<telecom use='temp'>(937) 555-0142</telecom>";
  CHECK(of(phone) == "W149 the only phone of <companion> is for now only\n" + hint);
  CHECK(of(phone + "<telecom use='temp'>(937) 555-0143</telecom>") == of(phone));
  CHECK(of(phone + "<telecom>(937) 555-0143</telecom>") == "");
  CHECK(of("<telecom>(937) 555-0143</telecom>" + phone) == "");
  CHECK(of(phone + "<telecom>eva@example.org</telecom>") == of(phone));
  CHECK(
      about(
          "<advocate><name><text>Eva Hart</text></name><address use='temp'><line>1 Elm St</line>"
          "<city>Dayton</city><state>OH</state><postalCode>45402</postalCode></address></advocate>"
      ) == "W149 the only address of <advocate> is for now only\n" + hint
  );
}

TEST_CASE("a request says who has the records") {
  CHECK(
      about("<recordsRequest><recipient party='patient'/></recordsRequest>") ==
      "W141 this <recordsRequest> does not say who has the records\n"
      "  = write the id of the office that has the records: holder=\"…\"; until then the letter is "
      "addressed to nobody\n"
  );
}

TEST_CASE("who set the last day to decide is told where there is no day") {
  CHECK(
      about("<decision path='undecided' deadlineSource='okafor'/>") ==
      "W143 this says who set the last day to decide, and no day is given\n"
      "  = write the day too: decideBy=\"…\"; without it nothing is printed of who set it\n"
  );
  CHECK(about("<decision deadlineSource='okafor' decideBy='2027-01-15'/>") == "");
}

TEST_CASE("a time zone is known, or looks like one of elsewhere") {
  const auto zone = [](const std::string& name) {
    return about("<appointment provider='roe' at='2026-12-03T10:30' timeZone='" + name + "'/>");
  };
  CHECK(
      zone("Martian") ==
      "W142 no time zone with the name 'Martian' is known here\n  = it is printed as it stands: "
      "write the zone of the office, such as America/New_York for Eastern time\n"
  );
  CHECK(
      zone("Amercia/Chicago") ==
      "W142 no time zone with the name 'Amercia/Chicago' is known here\n"
      "  = did you mean America/Chicago?\n"
  );
  for (const auto* known : {"Eastern", "EST", "America/Chicago", "Europe/Berlin", "UTC"})
    CHECK(zone(known) == "");
}

TEST_CASE("what is misnamed is told, and its value is looked at as what it was to say") {
  const auto codes = [](const std::string& text) {
    std::string all;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
      if (text[at] != ' ') all += text.substr(at, 4) + " ";
    }
    return all;
  };
  CHECK(codes(about("", "<birthdate>1979-02-30</birthdate>")) == "E122 E104 ");
  CHECK(codes(about("", "<phone>555-01</phone>")) == "E122 W132 ");
  CHECK(codes(about("<question priorty='x'>Why?</question>")) == "E123 E126 ");
  // One that is written as it should be counts; the other is told.
  CHECK(
      codes(about("", "<birthdate>1979</birthdate><birthDate>1979-03-01</birthDate>")) == "E122 "
  );
  // What stands around a list is told once, and what is in it is read.
  const std::string wrapped = about("<opinions><opinion provider='nobody'/></opinions>");
  CHECK(codes(wrapped) == "E122 E133 ");
  CHECK(
      wrapped.find("take <opinions> and </opinions> out: <opinion> stands in <case> by itself") !=
      std::string::npos
  );
  // Words in a group are those of its first element.
  CHECK(codes(about("<allergies><allergy>Penicillin</allergy></allergies>")) == "E131 ");
  // What belongs elsewhere is not guessed at.
  CHECK(codes(about("<medication><name>Aspirin</name></medication>")) == "E122 ");
}

TEST_CASE("nobody is at two visits at one time") {
  const auto visits = [](const std::string& other) {
    return about(
        "<appointment provider='roe' at='2026-12-03T10:30'/><appointment provider='okafor' at='" +
        other + "'/>"
    );
  };
  CHECK(
      visits("2026-12-03T10:30") ==
      "W144 two visits at the same time\n"
      "  = the other one is on line 1: give one of the two its own time\n"
  );
  CHECK(visits("2026-12-03T10:45") == "");
}

TEST_CASE("a mark of a comment that is left over is told before it is printed") {
  CHECK(
      about("<goal>Wait until May --></goal>") ==
      "W145 --> would be printed\n"
      "  = a mark of a comment is left over: take --> out too\n"
  );
  CHECK(about("<goal>A -> B</goal>") == "");
}

TEST_CASE("what has no digit is no phone number, but may have been an email address") {
  CHECK(
      first_line(about("", "<telecom>ana(at)example.org</telecom>")) ==
      "W132 'ana(at)example.org' cannot be an email address"
  );
  CHECK(
      first_line(about("", "<telecom>555-01</telecom>")) == "W132 '555-01' cannot be a phone number"
  );
}

TEST_CASE("of who is named for a minor somebody signs") {
  const std::string child = "<birthDate>2015-01-01</birthDate>";
  const auto mother = [&](const std::string& signs) {
    return about(
        "<representative relationship='mother'" + signs +
            "><name><given>Di</given></name>"
            "</representative>",
        child
    );
  };
  CHECK(
      mother("") ==
      "W120 the patient is under 18, and nobody is named who may sign\n"
      "  = write signs=\"yes\" on the <representative> who signs for this minor\n"
  );
  CHECK(mother(" signs='yes'") == "");
}
