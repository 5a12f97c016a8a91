#include "tests/kind/template_folder.hpp"

using namespace engine;
using namespace engine::kind;

TEST_CASE("where all must agree to a recording is read, as exactly as it was checked") {
  Folder folder;
  folder.write(
      "rules/recording.xml",
      "<recording><state code='CA' name='California' all-must-agree='yes' source='the law' "
      "checked='2017'/><state code='NV' name='Nevada' all-must-agree='no' calls='yes' source='a "
      "survey' checked='2017'/><state code='OH' name='Ohio' source='a survey' checked='2017-08'/>"
      "</recording>"
  );
  Diagnostics out;
  const auto template_set = open_template_set(folder.path(), "", out);
  REQUIRE(template_set);
  const auto& rules = (*template_set)->recording;
  REQUIRE(rules.size() == 3);
  CHECK(rules[0].state == "CA");
  CHECK(rules[0].name == "California");
  CHECK(rules[0].all_must_agree);
  CHECK(rules[0].source == "the law");
  CHECK(rules[0].checked == "2017");
  CHECK_FALSE(rules[1].all_must_agree);
  CHECK(rules[1].all_must_agree_on_calls);
  CHECK(rules[0].all_must_agree_on_calls);
}

TEST_CASE("a row about recording that is unsure is told") {
  Folder folder;
  folder.write(
      "rules/recording.xml",
      "<recording>\n<state code='CA' name='California' source='x' checked='long ago'/>\n<state "
      "code='CA' name='California' source='x' checked='2017'/>\n<state code='OH'/></recording>"
  );
  const std::string said = folder.said();
  CHECK(
      said.find("rules/recording.xml:2:56: error[E205]: expected a date, found 'long ago'\n") !=
      std::string::npos
  );
  CHECK(
      said.find("hint: write it as year-month-day, or as year-month or year if no more is known"
                "\n") != std::string::npos
  );
  CHECK(
      said.find("rules/recording.xml:3:14: error[E204]: the state CA is declared twice\n") !=
      std::string::npos
  );
  CHECK(said.find("error[E203]: <state> needs name=\"…\"\n") != std::string::npos);
}
