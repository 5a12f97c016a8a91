#include "tests/facts/drawn.hpp"
#include "tests/support/run.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

/// Tells where a fact is not of its shape. Every name of a group is there, in the order of the
/// shape, be it absent: templates may then look names up by their place.
void conforms(const Fact& fact, const Shape& shape, const std::string& at, std::string& told) {
  using Is = Shape::Is;
  if (std::holds_alternative<std::monostate>(fact.either)) return;
  const bool fits = [&] {
    switch (shape.is) {
      case Is::flag:
        return std::holds_alternative<bool>(fact.either);
      case Is::text:
        return std::holds_alternative<std::string>(fact.either) ||
               std::holds_alternative<std::string_view>(fact.either);
      case Is::number:
        return std::holds_alternative<long long>(fact.either);
      case Is::date:
        return std::holds_alternative<Date>(fact.either);
      case Is::word:
        return std::holds_alternative<Word>(fact.either);
      case Is::entry:
        return std::holds_alternative<const casefile::Entry*>(fact.either);
      case Is::list:
        return std::holds_alternative<std::shared_ptr<List>>(fact.either);
      case Is::group:
        return std::holds_alternative<std::shared_ptr<Group>>(fact.either);
    }
    return false;
  }();
  if (!fits) {
    told += at + " is not of its type\n";
    return;
  }
  if (const auto* word = std::get_if<Word>(&fact.either)) {
    if (std::find(shape.codes.begin(), shape.codes.end(), word->code) == shape.codes.end())
      told += at + ": no code " + std::string{word->code} + "\n";
    if (!word->words) told += at + ": no words for " + std::string{word->code} + "\n";
  }
  if (const auto* entry = std::get_if<const casefile::Entry*>(&fact.either);
      entry && (*entry)->term != shape.term)
    told += at + ": another term\n";
  if (const auto* list = std::get_if<std::shared_ptr<List>>(&fact.either)) {
    const Shape item = shape.term            ? Shape{"", Is::entry, shape.term}
                       : shape.names.empty() ? Shape{"", Is::text}
                                             : Shape{"", Is::group, nullptr, {}, shape.names};
    for (std::size_t i = 0; i < (*list)->size(); ++i)
      conforms((**list)[i], item, at + "." + std::to_string(i + 1), told);
  }
  if (const auto* group = std::get_if<std::shared_ptr<Group>>(&fact.either)) {
    if ((*group)->size() != shape.names.size()) told += at + " has other names than its shape\n";
    for (std::size_t i = 0; i < std::min((*group)->size(), shape.names.size()); ++i) {
      const auto& [name, own] = (**group)[i];
      if (name != shape.names[i].name)
        told += at + ": " + std::string{name} + " stands where " + shape.names[i].name +
                " is expected\n";
      conforms(own, shape.names[i], at + "." + std::string{name}, told);
    }
  }
}

std::string misfits(const Facts& facts) {
  std::string told;
  conforms(Fact{facts.root}, shape(house().vocabulary), "facts", told);
  return told;
}

}  // namespace

TEST_CASE("law: what is drawn has the shape that templates are checked against") {
  for (const auto& sample : std::filesystem::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (sample.path().extension() != ".xml") continue;
    INFO(sample.path());
    std::unique_ptr<Drawn> drawn;
    try {
      drawn = draw_case(tests::read(sample.path().string()));
    } catch (const std::runtime_error& unreadable) {
      WARN(unreadable.what());
      continue;
    }
    CHECK(misfits(drawn->facts) == "");
  }
}

TEST_CASE("law: the smallest case and a case of oddities have the shape too") {
  CHECK(misfits(draw_with("")->facts) == "");
  CHECK(misfits(draw_with("<recordsRequest/>")->facts) == "");
  CHECK(
      misfits(draw_with("<recordsRequest "
                        "holder='okafor'><item>x</item><authorization><expires/></authorization></"
                        "recordsRequest>"
                        "<opinion provider='okafor'/><comparison><row "
                        "topic='cost'/></comparison><question>x</question>")
                  ->facts) == ""
  );
}

TEST_CASE("the case itself is among its facts, one or a list, but for what is drawn anew") {
  const auto drawn = draw_with("<value weight='0'><text>Work</text></value><comparison/>");
  CHECK((*drawn)["patient"] == "<patient>");
  CHECK((*drawn)["condition"] == "[1]");
  CHECK((*drawn)["value"] == "[1]");
  CHECK((*drawn)["plan"] == "[0]");
  CHECK((*drawn)["decision"] == "-");
  CHECK((*drawn)["comparison"] == "{}");
}

TEST_CASE("facts are shown a line each") {
  const std::string text =
      dump(draw_with("<recordsRequest id='r' holder='okafor'><recipient "
                     "provider='lindqvist'/><item type='laboratory'/></recordsRequest>")
               ->facts);
  CHECK(
      text.substr(0, 241) ==
      "minor: no\nofMedicareAge: no\nfederalPlan: -\nconsentsAlone: no\ndeceased: no\nteen: "
      "no\nself: "
      "yes\nspeaker: -\nsigners: 1\n  "
      "1\n    name: Elena Marie Rivera\n "
      "   "
      "isPatient: yes\n    role: [patient]\n    parent: -\n    authorityText: -\n    proof: "
      "no\nneeds"
  );
  CHECK(text.find("\n    holder: <provider okafor>\n") != std::string::npos);
  CHECK(text.find("\n    paper: [transfer]\n") != std::string::npos);
}

TEST_CASE("nothing, no, an empty text and an empty list are no; nought is a number") {
  CHECK(Fact{}.is_no());
  CHECK(Fact{false}.is_no());
  CHECK(Fact{""}.is_no());
  CHECK(Fact{List{}}.is_no());
  CHECK(Fact{static_cast<const casefile::Entry*>(nullptr)}.is_no());
  CHECK_FALSE(Fact{0}.is_no());
  CHECK_FALSE(Fact{true}.is_no());
  CHECK_FALSE(Fact{"x"}.is_no());
}
