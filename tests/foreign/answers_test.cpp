// Fields as programs save them.

#include "engine/foreign/answers.hpp"

#include "tests/support/small_pdf.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using tests::OnePage;

namespace {

foreign::Form form_of(const std::vector<std::string>& fields, const std::string& on_page = "") {
  OnePage page{.entries = on_page, .catalog = "/AcroForm<</Fields["};
  for (std::size_t i = 0; i < fields.size(); ++i) page.catalog += std::to_string(6 + i) + " 0 R ";
  page.catalog += "]>>";
  page.more = fields;
  const auto form = foreign::read_form(page.pdf(), nullptr);
  REQUIRE(form);
  return *form;
}

}  // namespace

TEST_CASE("a text is what was typed, however its lines end") {
  const auto form = form_of({"<</FT/Tx/T(a/b)/TU(Question)/V(one\\r\\ntwo\\rthree \\n)>>"});
  REQUIRE(form.fields.size() == 1);
  CHECK(form.fields[0].name == "a/b");
  CHECK(form.fields[0].label == "Question");
  CHECK(form.fields[0].value == "one\ntwo\nthree");
  CHECK(form.fields[0].is_changed());
}

TEST_CASE("a box is on in any state but Off, and what it was written with is its default") {
  const auto form = form_of(
      {"<</FT/Btn/T(1)/V/Yes>>",
       "<</FT/Btn/T(2)/AS/On>>",
       "<</FT/Btn/T(3)/V/Off/AS/Yes>>",
       "<</FT/Btn/T(4)/V/Off/DV/Yes>>",
       "<</FT/Btn/T(5)/V/Yes/DV/Yes>>"}
  );
  REQUIRE(form.fields.size() == 5);
  const auto is = [&](std::size_t i, const char* value, bool changed) {
    INFO(i);
    CHECK(form.fields[i].value == value);
    CHECK(form.fields[i].is_changed() == changed);
  };
  is(0, "Yes", true);
  is(1, "Yes", true);
  is(2, "", false);
  is(3, "", true);
  is(4, "Yes", false);
}

TEST_CASE("a field says its place in a case, and behind a bar what it is about") {
  const auto form = form_of(
      {"<</FT/Tx/T(1)/TM(opinion/diagnosis|Dr. Lind, 12/3/2026|Shots)>>",
       "<</FT/Tx/T(2)/TM(|Dr. Lind)>>",
       "<</FT/Tx/T(3)/TM(opinion/diagnosis)>>",
       "<</FT/Tx/T(4)>>"}
  );
  REQUIRE(form.fields.size() == 4);
  const auto is = [&](std::size_t i, const char* in_case, const char* about) {
    INFO(i);
    CHECK(form.fields[i].in_case == in_case);
    CHECK(form.fields[i].about == about);
  };
  is(0, "opinion/diagnosis", "Dr. Lind, 12/3/2026|Shots");
  is(1, "", "Dr. Lind");
  is(2, "opinion/diagnosis", "");
  is(3, "", "");
}

TEST_CASE("fields below fields are named by both, and take over what those say") {
  const auto form =
      form_of({"<</FT/Tx/T(a)/Kids[<</T(b)/V(x)>><</T(c)>>]>>", "<</FT/Tx/T(d)/Kids[<<>>]>>"});
  REQUIRE(form.fields.size() == 3);
  CHECK(form.fields[0].name == "a.b");
  CHECK(form.fields[1].name == "a.c");
  CHECK(form.fields[2].name == "d");
}

TEST_CASE("comments, drawings and signatures are notes, fields and links are not") {
  CHECK_FALSE(
      form_of({"<</FT/Tx/T(a)>>"}, "/Annots[<</Subtype/Link>><</Subtype/Widget>>]").has_notes
  );
  CHECK(form_of({"<</FT/Tx/T(a)>>"}, "/Annots[<</Subtype/Ink>>]").has_notes);
  CHECK(form_of({"<</FT/Sig/T(a)/V<<>>>>"}).has_notes);
}

TEST_CASE("what cannot be opened has no form") {
  CHECK_FALSE(foreign::read_form("hello", nullptr));
  CHECK_FALSE(foreign::read_form("%PDF-1.4 hello", nullptr));
}
