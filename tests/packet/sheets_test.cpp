// Pages out of finished files.

#include "engine/packet/sheets.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using packet::Wide;

TEST_CASE("a wide page stands on an upright sheet where all sheets are turned at one side") {
  ForeignFile file;
  file.pages.push_back({.size = {200_pt, 100_pt}});
  file.pages.push_back({.size = {100_pt, 200_pt}});
  page::Pages as_it_is, upright;
  packet::add_sheets(as_it_is, file, "A");
  packet::add_sheets(upright, file, "A", Wide::on_upright_sheets);
  CHECK(as_it_is.pages[0].size == Size{200_pt, 100_pt});
  CHECK_FALSE(as_it_is.pages[0].turned);
  CHECK(upright.pages[0].size == Size{100_pt, 200_pt});
  CHECK(upright.pages[0].turned);
  CHECK(std::get<page::ForeignCopy>(upright.pages[0].items[0].what).turned);
  CHECK_FALSE(upright.pages[1].turned);
}
