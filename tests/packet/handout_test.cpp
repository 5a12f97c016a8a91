#include "tests/packet/at_work.hpp"

using namespace engine;
using Catch::Contains;

TEST_CASE("a set of one element of the case is drawn from that element alone") {
  AtWork at;
  at.kind(
      "page",
      "reader='patient'",
      "",
      "<p>{{clinic.name}}: {{patient.full}}{{^patient.full}}nobody{{/patient.full}}, "
      "{{diagnosis}}{{^diagnosis}}nothing{{/diagnosis}}, "
      "{{doctor.full}}{{^doctor.full}}no one{{/doctor.full}}, {{#handout}}a handout{{/handout}}</p>"
  );
  at.set("of='clinic'", "<kind name='page'/>");
  at.make(somebody + visit + "<clinic><name>Lakeside</name></clinic>");
  CHECK_THAT(at.dumps.markup, Contains("Lakeside: nobody, nothing, no one, a handout"));
  CHECK_THAT(at.dumps.facts, !Contains("Dana") && !Contains("Migraine") && !Contains("Okafor"));
  for (const std::string hidden : {"Dana", "Migraine", "Okafor"}) {
    CHECK(at.made.files[0].bytes.find(hidden) == std::string::npos);
  }
}
