#include "engine/flate/quick_deflate.hpp"

#include "engine/flate/flate.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace engine;
using namespace engine::flate;

namespace {

std::string packed(QuickDeflater& deflater, std::string_view plain, QuickDeflater::Of kind) {
  Bytes out;
  deflater.deflate(plain, kind, out);
  return std::string{out.view()};
}

/// `size` bytes of so many kinds.
std::string noise(std::size_t size, int kinds, unsigned seed) {
  std::mt19937 next{seed};
  std::string text;
  for (std::size_t i = 0; i < size; ++i)
    text += static_cast<char>(next() % static_cast<unsigned>(kinds));
  return text;
}

/// Objects as a structure tree has them.
std::string elements(int count) {
  constexpr const char* roles[] = {"P", "Strong", "TD", "TH", "H2", "LI", "LBody", "Form", "Span"};
  std::mt19937 next{5};
  std::string text;
  for (int i = 100; i < 100 + count; ++i) {
    text += "<</S/" + std::string{roles[next() % 9]} + "/P " +
            std::to_string(i - static_cast<int>(next() % 9)) + " 0 R/Pg 4 0 R/K " +
            std::to_string(next() % 60) + ">>\n";
  }
  return text;
}

constexpr QuickDeflater::Of both_kinds[] = {QuickDeflater::Of::pages, QuickDeflater::Of::objects};

}  // namespace

TEST_CASE("whatever is compressed in haste is whole again when it is unpacked") {
  QuickDeflater deflater;
  std::vector<std::string> texts{"", "a", "abcdefghijklm", std::string(100'000, 'x')};
  for (const std::size_t size : {2u, 11u, 12u, 13u, 14u, 257u, 258u, 259u, 300u, 40'000u}) {
    texts.push_back(std::string(size, '\0'));
    for (const int kinds : {2, 20, 256}) texts.push_back(noise(size, kinds, 7));
  }
  // What comes again just near enough, and just too far away.
  for (const std::size_t apart : {32'767u, 32'768u, 32'769u, 70'000u}) {
    const std::string said = noise(400, 256, 9);
    texts.push_back(said + noise(apart - 400, 256, 11) + said);
  }
  for (std::size_t length = 1; length < 600; ++length)
    texts.push_back("begin " + std::string(length, 'y') + " end, and begin again");
  for (const std::string& text : texts) {
    for (const auto kind : both_kinds) {
      const auto whole = inflate(packed(deflater, text, kind), text.size());
      REQUIRE(whole.has_value());
      REQUIRE(*whole == text);
    }
  }
}

TEST_CASE("what was compressed before does not change how the next text is compressed") {
  const std::string text = elements(300);
  QuickDeflater fresh, used;
  const std::string first = packed(fresh, text, QuickDeflater::Of::objects);
  for (int i = 0; i < 20; ++i) {
    packed(used, noise(3'000, 3, static_cast<unsigned>(i)) + text, QuickDeflater::Of::pages);
    CHECK(packed(used, text, QuickDeflater::Of::objects) == first);
  }
}

TEST_CASE(
    "the codes that are known before fit what is written: objects take at most a third more than "
    "with "
    "codes of their own"
) {
  const std::string text = elements(2'000);
  QuickDeflater quick;
  Bytes other;
  Deflater{1}.deflate(text, other);
  const std::size_t size = packed(quick, text, QuickDeflater::Of::objects).size();
  CAPTURE(size, other.size());
  CHECK(size * 3 < other.size() * 4);
}
