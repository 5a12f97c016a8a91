#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

TEST_CASE("the story is told in time order: a year before its months, a month before its days") {
  const auto drawn = draw_with(
      "<timeline><event kind='visit'>Nobody knows when</event>"
      "<event date='2019-05-02' kind='test' provider='okafor'>A day</event>"
      "<event date='2019-05' kind='symptom'>A month</event><event date='2020'>Next year</event>"
      "<event date='2019' kind='treatment'>A year</event>"
      "<event date='2018-12-31' kind='other'>The day before</event></timeline>"
  );
  CHECK(
      all(*drawn, "story.events", "text") ==
      "The day before | A year | A month | A day | Next year | Nobody knows when"
  );
  CHECK(
      all(*drawn, "story.events", "date") == "2018-12-31 | 2019 | 2019-05 | 2019-05-02 | 2020 | -"
  );
  CHECK(
      all(*drawn, "story.events", "kind") == "other | treatment | symptom | test | other | visit"
  );
  CHECK((*drawn)["story.events.4.provider"] == "<provider okafor>");
  CHECK((*drawn)["story.events.3.provider"] == "-");
  CHECK((*drawn)["story.count"] == "6");
}

TEST_CASE("the story begins when the illness did, unless something of that time is told") {
  const auto events = [](const std::string& condition, const std::string& more) {
    return all(
        *draw_case(
            "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana</text>"
            "</name></patient><provider><name><text>Dr. Lee</text></name></provider><condition" +
            condition + "</condition>" + more + "</case>"
        ),
        "story.events",
        "text"
    );
  };
  const std::string back =
      " status='confirmed'><text>Lumbar stenosis</text><plainName>spinal stenosis</plainName>"
      "<onset>2024</onset><recordedDate>2026-10</recordedDate>";
  CHECK(events(back, "") == "It began: spinal stenosis | Diagnosis: spinal stenosis");
  CHECK(
      events(back, "<timeline><event date='2025'>Pain</event></timeline>") ==
      "It began: spinal stenosis | Pain | Diagnosis: spinal stenosis"
  );
  CHECK(
      events(back, "<timeline><event date='2024-06'>Pain</event></timeline>") ==
      "Pain | Diagnosis: spinal stenosis"
  );
  CHECK(
      events(" status='suspected'><text>Lupus</text><onset>2020</onset>", "") ==
      "It began (diagnosis not sure yet): Lupus"
  );
  CHECK(events(" status='ruled-out'><text>Lupus</text><onset>2020</onset>", "").empty());
  CHECK(events("><text>A</text></condition><condition><text>Asthma</text><onset>1990</onset>", "")
            .empty());
}

TEST_CASE("events of one date keep the order of the file") {
  const auto drawn = draw_with(
      "<timeline><event date='2019'>b</event><event date='2019'>a</event><event "
      "date='2019'>c</event></timeline>"
  );
  CHECK(all(*drawn, "story.events", "text") == "b | a | c");
}

TEST_CASE("a leap day and a birth long ago are dates like others") {
  const auto drawn = draw_with(
      "<timeline><event date='2024-02-29'>Leap day</event><event "
      "date='1900'>Born</event></timeline>"
  );
  CHECK(all(*drawn, "story.events", "date") == "1900 | 2024-02-29");
}

TEST_CASE("tests, procedures and the day of the diagnosis are part of the story") {
  const auto drawn = draw_case(
      "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana</text></name>"
      "</patient><provider id='okafor' role='current'><name><text>Amara Okafor</text></name>"
      "</provider><condition status='confirmed'><text>Crohn's disease of the small "
      "intestine</text><plainName>Crohn's disease</plainName><recordedDate>2026-08-12"
      "</recordedDate><asserter provider='okafor'/></condition>"
      "<test date='2026-05' holder='okafor'><name>Colonoscopy</name></test>"
      "<procedure date='2009'><name>Appendix removed</name><place>Dayton General</place>"
      "</procedure><procedure><place>Nowhere</place></procedure></case>"
  );
  CHECK(
      all(*drawn, "story.events", "text") ==
      "Appendix removed, Dayton General | Colonoscopy | Diagnosis: Crohn's disease"
  );
  CHECK(all(*drawn, "story.events", "kind") == "treatment | test | diagnosis");
  CHECK((*drawn)["story.events.3.provider"] == "<provider okafor>");
}

TEST_CASE("a diagnosis is told as it stood: suspected, ruled out, or not made") {
  const auto told = [](const std::string& status) {
    const auto drawn = draw_case(
        "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana</text></name>"
        "</patient><provider><name><text>X</text></name></provider><condition status='" +
        status + "'><text>Lupus</text><recordedDate>2026</recordedDate></condition></case>"
    );
    return (*drawn)["story.events.1.text"];
  };
  CHECK(told("suspected") == "Possible diagnosis: Lupus");
  CHECK(told("ruled-out") == "Ruled out: Lupus");
  CHECK(told("undiagnosed") == "First written down: Lupus");
  CHECK(told("confirmed") == "Diagnosis: Lupus");
}

TEST_CASE("what the timeline tells already is not told twice") {
  const auto drawn = draw_with(
      "<timeline><event date='2026-05-02' kind='test'>COLONOSCOPY with biopsies.</event>"
      "</timeline><test date='2026-05-02'><name>Colonoscopy</name></test>"
      "<test date='2026-06-02'><name>Colonoscopy</name></test><test><name>Colonoscopy</name></test>"
  );
  CHECK(
      all(*drawn, "story.events", "text") ==
      "COLONOSCOPY with biopsies. | Colonoscopy | Colonoscopy"
  );
  CHECK((*drawn)["story.tests"] == "[3]");
}

TEST_CASE("what lists tell of one day twice is told once, by its name and not by a part of it") {
  const auto drawn = draw_with(
      "<test date='2026-05-02'><name>Biopsy</name></test>"
      "<test date='2026-05-02'><name>BIOPSY</name></test>"
      "<procedure date='2026-05-02'><name>biopsy</name><place>Dayton General</place></procedure>"
      "<procedure date='2026-05-02'><name>Bio</name></procedure>"
      "<procedure date='2026-05-03'><name>Biopsy</name></procedure>"
  );
  CHECK(all(*drawn, "story.events", "text") == "Biopsy | Bio | Biopsy");
}

TEST_CASE("tests are listed in time order with what they showed and who has them") {
  const auto drawn = draw_with(
      "<test><name>Old X-ray</name></test>"
      "<test date='2026-06-10' holder='okafor' haveCopy='no'><name>MRI</name></test>"
      "<test date='2026' haveCopy='yes'><name>Blood</name><result>Low iron.</result></test>"
      "<test date='2026-01-01'/>"
  );
  CHECK(all(*drawn, "story.tests", "name") == "Blood | A test | MRI | Old X-ray");
  CHECK(all(*drawn, "story.tests", "date") == "2026 | 2026-01-01 | 2026-06-10 | -");
  CHECK(all(*drawn, "story.tests", "result") == "Low iron. | - | - | -");
  CHECK(all(*drawn, "story.tests", "haveCopy") == "yes | - | no | -");
  CHECK((*drawn)["story.tests.3.holder"] == "<provider okafor>");
}

TEST_CASE("treatments that go on come before those that are over; what is only planned is neither"
) {
  const auto drawn = draw_with(
      "<medications status='listed'>"
      "<medication status='stopped'><name>Ibuprofen</name><dose>400 mg</dose><end>2026-05</end>"
      "</medication><medication status='current'><name>Budesonide</name><dose>9 mg</dose><reason>"
      "inflammation</reason><start>2026-08-15</start></medication>"
      "<medication status='planned'><name>Infliximab</name></medication>"
      "<medication><name>Iron</name><end>2026-11-19</end></medication>"
      "<medication><name>Zinc</name><end>2026-11</end></medication></medications>"
      "<procedure date='2009'><name>Appendix removed</name></procedure>"
      "<plan status='past'><text>Diet</text></plan><plan status='current'><text>Walks</text>"
      "<startBy>2026</startBy></plan><plan status='proposed'><text>Infusions</text></plan>"
  );
  CHECK(
      all(*drawn, "story.treatments", "text") ==
      "Budesonide 9 mg | Zinc | Walks | Ibuprofen 400 mg | Iron | Diet"
  );
  CHECK(all(*drawn, "story.treatments", "isOver") == "no | no | no | yes | yes | yes");
  CHECK(all(*drawn, "story.treatments", "date") == "2026-08-15 | - | 2026 | - | - | -");
  CHECK(all(*drawn, "story.treatments", "until") == "- | 2026-11 | - | 2026-05 | 2026-11-19 | -");
  CHECK((*drawn)["story.treatments.1.reason"] == "inflammation");
  // Said aloud, a medicine that is taken is not one that was tried.
  CHECK(all(*drawn, "story.told.taken", "text") == "Budesonide 9 mg | Zinc");
  CHECK(all(*drawn, "story.told.done", "text") == "Walks");
  CHECK(all(*drawn, "story.told.stopped", "text") == "Ibuprofen 400 mg | Iron | Diet");
}

TEST_CASE(
    "a medicine of the story says how it is taken: how much, how often, and what is prescribed"
) {
  const auto drawn = draw_with(
      "<medications status='listed'><medication><name>Albuterol</name><dose>1 mg</dose>"
      "<instruction>2 puffs every 6 hours as needed.</instruction></medication>"
      "<medication><name>Iron</name><frequency>once a day</frequency></medication>"
      "<medication><name>Zinc</name><dose>5 mg</dose><frequency>at night</frequency></medication>"
      "</medications>"
  );
  CHECK(
      all(*drawn, "story.treatments", "text") ==
      "Albuterol 1 mg (2 puffs every 6 hours as needed) | Iron, once a day | Zinc 5 mg, at night"
  );
}

TEST_CASE("an operation that a chart lists is of the story only if it names the illness") {
  const auto events = [](const std::string& from, const std::string& name) {
    const auto drawn = draw_with(
        "<condition><text>Osteoarthritis of left knee</text></condition>"
        "<source id='chart-1' kind='fhir'/><procedure date='2013-07-15'" +
        from + "><name>" + name + "</name></procedure>"
    );
    return all(*drawn, "story.events", "text");
  };
  CHECK(events(" from='chart-1'", "Replacement of knee").starts_with("Replacement of knee"));
  CHECK(events(" from='chart-1'", "Colonoscopy, left").find("Colonoscopy") == std::string::npos);
  CHECK(events("", "Colonoscopy").starts_with("Colonoscopy"));
}

TEST_CASE("an event says which illness was named, or thought of, and what a test showed") {
  const auto drawn = draw_with(
      "<condition status='suspected'><text>Lupus</text><recordedDate>2026-07</recordedDate>"
      "</condition><condition status='ruled-out'><text>Gout</text><recordedDate>2026-08"
      "</recordedDate></condition><test date='2026-06'><name>Blood</name><result>Low iron</result>"
      "</test>"
  );
  CHECK(all(*drawn, "story.events", "illness") == "- | Lupus | -");
  CHECK(all(*drawn, "story.events", "isSuspected") == "no | yes | no");
  CHECK(all(*drawn, "story.events", "result") == "Low iron | - | -");
}

TEST_CASE("an operation or a biopsy is a procedure, and no treatment of the illness") {
  const auto drawn = draw_with(
      "<procedure date='2026-03'><name>Biopsy of the pancreas</name></procedure>"
      "<procedure date='2009'><name>Appendix removed</name></procedure><procedure/>"
  );
  CHECK((*drawn)["story.treatments"] == "[0]");
  CHECK((*drawn)["story.procedures"] == "[2]");
}

TEST_CASE("a medicine is taken now, planned, or stopped; one that has ended is stopped") {
  const auto drawn = draw_with(
      "<medications status='listed'><medication><name>Aspirin</name><end>2026-01</end></medication>"
      "<medication status='planned'><name>Allopurinol</name></medication>"
      "<medication status='current'><name>Zinc</name><end>2026-11</end></medication>"
      "<medication><name>Iron</name></medication><medication status='stopped'><name>Codeine</name>"
      "</medication></medications>"
  );
  CHECK((*drawn)["medicines.now"] == "[2]");
  CHECK((*drawn)["medicines.planned"] == "[1]");
  CHECK((*drawn)["medicines.stopped"] == "[2]");
}

TEST_CASE("a diagnosis of which only the month is known comes after what it rests on") {
  const auto drawn = draw_case(
      "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana</text></name>"
      "</patient><provider><name><text>X</text></name></provider><condition status='confirmed'>"
      "<text>Gallstones</text><recordedDate>2026-09</recordedDate></condition>"
      "<test date='2026-09-14'><name>Ultrasound</name></test>"
      "<test date='2026-10-01'><name>Blood test</name></test></case>"
  );
  CHECK(all(*drawn, "story.events", "text") == "Ultrasound | Diagnosis: Gallstones | Blood test");
}

TEST_CASE("goals come by their rank; without any, the words of the reasons' codes") {
  const auto drawn = draw_with(
      "<goal>Know the risks.</goal><goal priority='2'>Know my choices.</goal><goal "
      "priority='1'>Decide.</goal><goal>Sleep.</goal><reason code='confidence'/>"
  );
  CHECK(all(*drawn, "goals") == "Decide. | Know my choices. | Know the risks. | Sleep.");
  const auto coded = draw_with(
      "<reason code='confidence'/><reason code='other'/><reason code='risk-benefit'>I fear it."
      "</reason>"
  );
  CHECK(all(*coded, "goals") == "To feel sure about the next step | To weigh risks and benefits");
  CHECK((*draw_with(""))["goals"] == "[0]");
  CHECK((*draw_with("<reason code='other'/>"))["goals"] == "[0]");
}

TEST_CASE("own words of a reason are no goal and nothing to say to a doctor") {
  const auto drawn = draw_with(
      "<reason>My doctor does not listen.</reason><reason code='other'>I do not trust it.</reason>"
      "<reason code='confidence'>It went too fast.</reason>"
  );
  CHECK(all(*drawn, "goals") == "To feel sure about the next step");
  CHECK((*drawn)["reasonsToSay"] == "[1]");
  CHECK(
      all(*drawn, "ownReasons") ==
      "My doctor does not listen. | I do not trust it. | It went too fast."
  );
}

TEST_CASE("the planned treatment is the first plan that is not past") {
  const auto drawn = draw_with(
      "<plan status='past'><text>Diet</text></plan><plan><text>Infusions</text></plan>"
      "<plan status='current'><text>Walks</text></plan>"
  );
  CHECK(
      std::get<const casefile::Entry*>(drawn->at("plannedTreatment").either)->text("text") ==
      "Infusions"
  );
  CHECK((*draw_with("<plan status='past'/>"))["plannedTreatment"] == "-");
}

TEST_CASE("of one day, the test comes before the diagnosis that rests on it") {
  const auto drawn = draw_case(
      "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana</text></name>"
      "</patient><provider><name><text>X</text></name></provider><condition><text>Lupus</text>"
      "<recordedDate>2026-03</recordedDate></condition><test date='2026-03'><name>Blood</name>"
      "</test></case>"
  );
  CHECK(all(*drawn, "story.events", "text") == "Blood | Diagnosis: Lupus");
}

TEST_CASE("of a reason both its kind and its words are said, and of a plan that is over its days") {
  const auto drawn = draw_with(
      "<reason code='trust'>It went too fast.</reason><reason>Just so.</reason>"
      "<reason code='confirm-diagnosis'/>"
      "<plan status='past'><text>Diet</text><deadline>2023</deadline></plan>"
      "<plan status='past'><text>Rest</text></plan><plan><startBy>2027</startBy></plan>"
      "<plan status='past'/>"
  );
  CHECK(
      all(*drawn, "allReasons") ==
      "To feel heard, and at ease with the care: It went too fast. | Just so. | "
      "To be sure of the diagnosis"
  );
  CHECK((*drawn)["plansOver"] == "[2]");
}
