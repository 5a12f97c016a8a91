// Of two charts of one person the newer one's word stands, in any order of their files, and the
// other one's is told with both days.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// A download of Rosa Vega's records of that day; without a day when it is empty.
std::string download(const std::string& day, const std::string& resources) {
  const std::string stamp = "\"timestamp\":\"2026-07-10\",";
  std::string all = bundle(resources);
  all.replace(all.find(stamp), stamp.size(), day.empty() ? "" : R"("timestamp":")" + day + "\",");
  return all;
}

std::string of_rosa(const std::string& type, const std::string& members) {
  const bool is_allergy = type == "AllergyIntolerance";
  return R"({"resourceType":")" + type + R"(",")" + (is_allergy ? "patient" : "subject") +
         R"(":{"reference":"Patient/p"},)" + members + "}";
}

/// An order of a medicine, as a server sends it again and again: its days do not change.
std::string warfarin(const std::string& state, const std::string& more = "") {
  return of_rosa(
      "MedicationRequest",
      R"("intent":"order","authoredOn":"2020-01-05","medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"855332","display":"Warfarin 5 MG Oral Tablet"}]},"status":")" +
          state + "\"" + more
  );
}

std::string way(const std::string& words) {
  return R"(,"dosageInstruction":[{"text":")" + words + "\"}]";
}

std::string illness(const std::string& state, const std::string& sure = "confirmed") {
  return of_rosa(
      "Condition",
      R"("onsetDateTime":"2015-03-01","code":{"coding":[{"system":"http://snomed.info/sct","code":"195967001","display":"Asthma"}]},"clinicalStatus":{"coding":[{"code":")" +
          state + R"("}]},"verificationStatus":{"coding":[{"code":")" + sure + "\"}]}"
  );
}

std::string allergy_to_penicillin(const std::string& state) {
  return of_rosa(
      "AllergyIntolerance",
      R"("code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"7980","display":"Penicillin G"}]},"clinicalStatus":{"coding":[{"code":")" +
          state + "\"}]}"
  );
}

/// What comes of an older and a newer download, and that the order of the files is no matter.
Imported of_both(const std::string& older, const std::string& newer) {
  const auto one =
      import({{"a.json", download("2025-02-01", older)}, {"b.json", download("2026-07-10", newer)}}
      );
  const auto turned =
      import({{"b.json", download("2026-07-10", newer)}, {"a.json", download("2025-02-01", older)}}
      );
  const auto list_of = [](const Imported& got) {
    std::string list = got.draft.substr(got.draft.find("<!--", got.draft.find("</patient>")));
    for (const std::string_view id : {"chart-1", "chart-2"}) {
      for (auto at = list.find(id); at != list.npos; at = list.find(id)) list.erase(at, id.size());
    }
    return list;
  };
  const auto told_by = [](const Imported& got) {
    const auto at = got.report.find("Please check");
    return got.report.substr(at, got.report.find("\nThe count", at) - at);
  };
  CHECK(list_of(one) == list_of(turned));
  CHECK(told_by(one) == told_by(turned));
  return one;
}

}  // namespace

TEST_CASE("what the newer chart calls over is over, with its reason, and the older word is told") {
  const auto got = of_both(
      warfarin("active", way("Take 1 tablet daily")),
      warfarin("stopped", R"(,"statusReason":{"text":"Bleeding"})" + way("Take 1 tablet daily"))
  );
  CHECK(got.has("<medication status=\"stopped\" from=\"chart-2\" basis=\"coded\" checked=\"no\">"));
  CHECK(got.has("<statusReason>Bleeding</statusReason>"));
  CHECK(
      got.tells("Please check (3) * Medicines: Warfarin 5 MG Oral Tablet - The newer chart, of "
                "July 10, 2026, was taken. The older one, of February 1, 2025, says: taken now")
  );
  CHECK(of_both(illness("active"), illness("resolved"))
            .tells("The newer chart, of July 10, 2026, was taken. The older one, of February 1, "
                   "2025, says: goes on"));
  const auto allergic = of_both(allergy_to_penicillin("active"), allergy_to_penicillin("resolved"));
  CHECK(allergic.has("<allergy status=\"resolved\""));
  CHECK(allergic.tells("The older one, of February 1, 2025, says: goes on"));
}

TEST_CASE("what the newer chart says goes on, goes on, and so does a pause") {
  const auto again =
      of_both(warfarin("stopped", R"(,"statusReason":{"text":"Bleeding"})"), warfarin("active"));
  CHECK(again.has("<medication status=\"current\""));
  CHECK(again.tells("The older one, of February 1, 2025, says: stopped – Bleeding"));
  const auto held = of_both(warfarin("active"), warfarin("on-hold"));
  CHECK(held.has("<medication status=\"on-hold\""));
  CHECK(held.tells("The older one, of February 1, 2025, says: taken now"));
}

TEST_CASE("a new course that began after the day of the older chart is no other word") {
  const auto got = of_both(
      warfarin("stopped"),
      R"({"resourceType":"MedicationRequest","subject":{"reference":"Patient/p"},"intent":"order","status":"active","authoredOn":"2026-05-01","medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"855332","display":"Warfarin 5 MG Oral Tablet"}]}})"
  );
  CHECK(got.has("<start>2026-05-01</start>"));
  CHECK_FALSE(got.tells("The older one"));
}

TEST_CASE("of two charts the newer one says how much is taken") {
  const auto got =
      of_both(warfarin("active", way("Take 1 tablet")), warfarin("active", way("Take 2 tablets")));
  CHECK(got.has("<instruction>Take 2 tablets</instruction>"));
  CHECK(
      got.tells("The newer chart, of July 10, 2026, was taken. The older one, of February 1, "
                "2025, has another way to take it: Take 1 tablet")
  );
  const auto unsaid = of_both(warfarin("active", way("Take 1 tablet")), warfarin("active"));
  CHECK(unsaid.has("<instruction>Take 1 tablet</instruction>"));
  CHECK(
      unsaid.tells("The newer chart, of July 10, 2026, does not say how to take it. This is from "
                   "the older one, of February 1, 2025.")
  );
}

TEST_CASE("a document has its day, and its entries have older ones") {
  const auto of_day = [](const std::string& day, const std::string& dose) {
    std::string all = document(section(
        "10160-0",
        medication(
            "Atenolol 25 MG",
            "<effectiveTime><low value=\"20120318\"/></effectiveTime><doseQuantity value=\"" +
                dose + "\" unit=\"tablet\"/>"
        )
    ));
    const std::string known = "20260710120000-0500";
    return all.replace(all.find(known), known.size(), day);
  };
  for (const Files& files :
       {Files{{"a.xml", of_day("20130921", "1")}, {"b.xml", of_day("20140521", "2")}},
        Files{{"b.xml", of_day("20140521", "2")}, {"a.xml", of_day("20130921", "1")}}}) {
    const auto got = import(files);
    CHECK(got.has("<dose>2 tablets</dose>"));
    CHECK(
        got.tells("The newer chart, of May 21, 2014, was taken. The older one, of September 21, "
                  "2013, has another way to take it: 1 tablet")
    );
  }
}

TEST_CASE("what a newer chart calls a mistake or denies is told, and no longer called going on") {
  const auto got = of_both(illness("active"), illness("active", "entered-in-error"));
  CHECK(got.has("<problem status=\"unclear\""));
  CHECK(
      got.tells("Please check (4) * Illnesses and health problems: Asthma - A chart of February "
                "1, 2025 has it. A newer one, of July 10, 2026, says that this was entered by "
                "mistake: Asthma")
  );
  CHECK(of_both(warfarin("active"), warfarin("entered-in-error"))
            .tells("A newer one, of July 10, 2026, says that this was entered by mistake: Warfarin "
                   "5 MG Oral Tablet"));
  CHECK(of_both(illness("active"), illness("active", "refuted"))
            .tells("A newer one, of July 10, 2026, says that this is not so: Asthma"));
  // A mistake that was mended is none.
  const auto mended = of_both(illness("active", "entered-in-error"), illness("active"));
  CHECK(mended.has("<problem status=\"active\""));
  CHECK_FALSE(mended.tells("by mistake: Asthma"));
  CHECK_FALSE(import({{"a.json",
                       bundle(and_(illness("active"), illness("active", "entered-in-error")))}}
  ).tells("by mistake: Asthma"));
}

TEST_CASE("an entry of a document that is void speaks against the older document") {
  const auto of_day = [](const std::string& day, const std::string& entries) {
    std::string all = document(entries);
    const std::string known = "20260710120000-0500";
    return all.replace(all.find(known), known.size(), day);
  };
  const auto both = [&](const std::string& loinc, const std::string& good, std::string bad) {
    const std::string active = "<statusCode code=\"active\"/>";
    bad.replace(bad.find(active), active.size(), "<statusCode code=\"nullified\"/>");
    return import(
        {{"a.xml", of_day("20130921", section(loinc, good))},
         {"b.xml", of_day("20140521", section(loinc, bad))}}
    );
  };
  CHECK(both("11450-4", problem("Gout"), problem("Gout"))
            .tells("A newer one, of May 21, 2014, says that this was entered by mistake: Gout"));
  CHECK(both("10160-0", medication("Zocor"), medication("Zocor"))
            .tells("A newer one, of May 21, 2014, says that this was entered by mistake: Zocor"));
  const auto allergic = both("48765-2", allergy("Latex"), allergy("Latex"));
  CHECK(allergic.tells("A newer one, of May 21, 2014, says that this was entered by mistake: Latex")
  );
  CHECK(allergic.has("<allergy status=\"active\""));
}

TEST_CASE("where no day tells which is newer, that is told") {
  const std::string undated = R"("status":"stopped","medicationCodeableConcept":{"text":"Zocor"})";
  const std::string going = R"("status":"active","medicationCodeableConcept":{"text":"Zocor"})";
  for (const bool is_turned : {false, true}) {
    const std::string one = of_rosa("MedicationStatement", is_turned ? undated : going);
    const std::string other = of_rosa("MedicationStatement", is_turned ? going : undated);
    const auto two = import({{"a.json", download("", one)}, {"b.json", download("", other)}});
    const auto in_one = import({{"a.json", bundle(and_(one, other))}});
    for (const auto* got : {&two, &in_one}) {
      CHECK(got->has("<medication status=\"unclear\""));
      CHECK(got->tells("Another entry says: stopped. No day tells which of the two is newer."));
    }
  }
  // What ended when the next began is one, and goes on.
  const auto chain = import(
      {{"a.json",
        bundle(and_(
            of_rosa(
                "MedicationStatement",
                R"("status":"stopped","effectivePeriod":{"start":"2025-01-01","end":"2026-01-01"},"medicationCodeableConcept":{"text":"Zocor"})"
            ),
            of_rosa(
                "MedicationStatement",
                R"("status":"active","effectivePeriod":{"start":"2026-01-01"},"medicationCodeableConcept":{"text":"Zocor"})"
            )
        ))}}
  );
  CHECK(chain.has("<medication status=\"current\""));
  CHECK(chain.has("<start>2025-01-01</start>"));
  CHECK_FALSE(chain.tells("No day tells"));
}

TEST_CASE("a download without a day has that of its newest record that was changed") {
  const auto of_day = [](const std::string& day, const std::string& state) {
    return download("", warfarin(state, R"(,"meta":{"lastUpdated":")" + day + "T08:00:00Z\"}"));
  };
  const auto got = import(
      {{"a.json", of_day("2026-03-01", "stopped")}, {"b.json", of_day("2025-03-01", "active")}}
  );
  CHECK(got.has("<medication status=\"stopped\""));
  CHECK(
      got.tells("The newer chart, of March 1, 2026, was taken. The older one, of March 1, 2025, "
                "says: taken now")
  );
}

TEST_CASE("records without a day may be newer than the newest of them") {
  const auto document_of_2026 = document(section("10160-0", medication("Zocor", "", "", "active")));
  const std::string records = download(
      "",
      of_rosa(
          "MedicationStatement",
          R"("status":"stopped","dateAsserted":"2025-02-01","medicationCodeableConcept":{"text":"Zocor"})"
      )
  );
  const auto got = import({{"a.xml", document_of_2026}, {"b.json", records}});
  CHECK_FALSE(got.tells("The newer chart"));
  CHECK(got.has("<medication status=\"unclear\""));
  CHECK(got.tells("Another entry says: stopped. No day tells which of the two is newer."));
}

namespace {

std::string amoxicillin(const std::string& day, const std::string& state, const std::string& more) {
  return of_rosa(
      "MedicationRequest",
      R"("intent":"order","medicationCodeableConcept":{"text":"Amoxicillin 500 MG"},"status":")" +
          state + R"(","authoredOn":")" + day + "\"" + more
  );
}

}  // namespace

TEST_CASE("how something was taken that is over says nothing of how it is taken now") {
  const auto got = import(
      {{"a.json",
        bundle(and_(
            amoxicillin("2025-01-05", "stopped", way("Take 2 daily")),
            amoxicillin("2026-05-05", "active", "")
        ))}}
  );
  CHECK(got.has("<medication status=\"current\""));
  CHECK_FALSE(got.has("<instruction>"));
  CHECK(got.tells("No entry that goes on says how to take it. One that is over says: Take 2 daily")
  );
}

TEST_CASE("a course that was over long before is told beside the new one") {
  const std::string old = amoxicillin("2013-02-01", "completed", "");
  for (const std::string& all :
       {and_(old, amoxicillin("2026-05-20", "active", "")),
        and_(amoxicillin("2026-05-20", "active", ""), old)}) {
    const auto got = import({{"a.json", bundle(all)}});
    CHECK(got.has("<start>2026-05-20</start>"));
    CHECK(got.tells("It was also taken before, from February 1, 2013 on, and that was over."));
  }
  const auto over =
      import({{"a.json", bundle(and_(old, amoxicillin("2020-05-20", "completed", "")))}});
  CHECK(over.has("<start>2013-02-01</start>"));
  CHECK_FALSE(over.tells("It was also taken before"));
}

TEST_CASE("the newer chart is told in Spanish too, and its days in a report to hand on are not") {
  engine::chart::Options options;
  options.language = "es";
  const Files files{
      {"a.json", download("2025-02-01", warfarin("active"))},
      {"b.json", download("2026-07-10", warfarin("stopped"))}};
  CHECK(import(files, options)
            .tells("Se tomó el expediente más nuevo, del 10 de julio de 2026. El anterior, del 1 "
                   "de febrero de 2025, dice: lo toma ahora"));
  options.language = "en";
  options.redact = true;
  CHECK(import(files, options)
            .tells("The newer chart, of (not shown), was taken. The older one, of (not shown), "
                   "says: taken now"));
}
