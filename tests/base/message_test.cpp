// A message is words with places for values; the compiler counts the values.

#include "engine/base/message.hpp"

#include "engine/base/diagnostics.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace engine;

namespace {
constexpr Message<Severity::error, 2> two{"E107", "expected {wanted}, found {found}"};
constexpr Message<Severity::error, 1> in_braces{
    "E230", "there is no {{{name}}} here: {}, { }, {A}"};
constexpr Message<Severity::warning, 0> plain{"W410", "a word is wider than its line"};

template <class M, class... Values>
concept takes = requires(const M& message, const Values&... values) {
  message(values...);
};
static_assert(takes<decltype(two), std::string, int>);
static_assert(!takes<decltype(two), std::string>);
static_assert(!takes<decltype(two), std::string, int, int>);
}  // namespace

TEST_CASE("values go into the places of a message in their order") {
  CHECK(two("</case>", std::string{"</patient>"}).words == "expected </case>, found </patient>");
  CHECK(two(std::size_t{3}, -4).words == "expected 3, found -4");
  CHECK(two("", "x").words == "expected , found x");
}

TEST_CASE("a value is never looked at for places") {
  CHECK(two("{found}", "{wanted}").words == "expected {found}, found {wanted}");
}

TEST_CASE("only lower-case letters in braces are a place") {
  CHECK(in_braces("a").words == "there is no {{a}} here: {}, { }, {A}");
  CHECK(count_places("{a}{b} {") == 2);
  CHECK(count_places("{ {a") == 0);
}

TEST_CASE("a message is told with the severity and the code of its table") {
  Diagnostics out;
  out.warn(plain, {});
  const auto mark = out.mark();
  CHECK(!out.reported_since(mark));
  out.error(two("a", "b"), {}, {"hint"});
  CHECK(out.reported_since(mark));
  REQUIRE(out.all().size() == 2);
  CHECK(out.all()[0].severity == Severity::warning);
  CHECK(out.all()[0].code == "W410");
  CHECK(out.all()[1].severity == Severity::error);
  CHECK(out.all()[1].code == "E107");
  CHECK(out.all()[1].message == "expected a, found b");
  CHECK(out.all()[1].hints == std::vector<std::string>{"hint"});
}

TEST_CASE("an error that was told before counts as told since the mark, and is shown once") {
  Diagnostics out;
  out.error(two("a", "b"), {});
  const auto mark = out.mark();
  out.error(two("a", "b"), {});
  CHECK(out.reported_since(mark));
  CHECK(out.all().size() == 1);
}
