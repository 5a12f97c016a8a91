// The power is cut at any call that writes, and the disk has kept any part of what was not flushed:
// what --resume takes for made is made.

#include "tests/batch/clinic.hpp"
#include "tests/files/power_cut.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::batch;
using tests::Clinic;
using tests::PowerCut;
using tests::type_into;
using tests::Typed;
namespace fs = std::filesystem;

namespace {

constexpr int patients = 4;

/// A run of an earlier night, and one whose power is cut: everybody's case was changed between.
struct Night {
  Clinic clinic{patients};
  explicit Night(Container container, bool has_former) {
    clinic.options.container = container;
    clinic.options.jobs = 2;
    fs::create_directory(clinic.out);
    if (!has_former) return;
    REQUIRE(clinic.run().ended == Ended::complete);
    for (int i = 1; i <= patients; ++i) {
      std::string text = tests::patient(i);
      text.replace(text.find("Cruz"), 4, "Quill");
      clinic.add(i, text);
    }
  }
};

}  // namespace

TEST_CASE(
    "whatever a disk has kept of a night when its power was cut, the next run ends it", "[power]"
) {
  for (const auto container : {Container::none, Container::tar, Container::zip}) {
    for (const bool has_former : {false, true}) {
      Night whole{container, has_former};
      PowerCut always_on{whole.clinic.out};
      whole.clinic.options.disk = &always_on;
      REQUIRE(whole.clinic.run().ended == Ended::complete);
      const auto expected = whole.clinic.made();
      const long all = always_on.calls();
      CHECK(all > 20);
      std::uint32_t seed = 0;
      for (long cut = 0; cut <= all; cut += tests::stride(tests::rounds(7L, 29L))) {
        for (const auto kept :
             {PowerCut::Kept::nothing,
              PowerCut::Kept::names,
              PowerCut::Kept::bytes,
              PowerCut::Kept::some,
              PowerCut::Kept::everything}) {
          CAPTURE(static_cast<int>(container), has_former, cut, static_cast<int>(kept), ++seed);
          Night night{container, has_former};
          PowerCut disk{night.clinic.out};
          disk.cut_after(cut);
          night.clinic.options.disk = &disk;
          night.clinic.run();
          disk.leave(kept, seed);
          night.clinic.options.disk = &files::real_disk();
          night.clinic.options.resume = true;
          const Outcome outcome = night.clinic.run();
          INFO(tests::said(night.clinic.diagnostics) << night.clinic.told);
          CHECK(outcome.ended == Ended::complete);
          CHECK((night.clinic.made() == expected));
        }
      }
    }
  }
}

TEST_CASE("a packet that a disk has kept in part is told, and made with --force") {
  Night whole{Container::none, false};
  REQUIRE(whole.clinic.run().ended == Ended::complete);
  const auto expected = whole.clinic.made();
  int torn = 0;
  for (long cut = 14; cut <= 28; cut += 2) {
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
      CAPTURE(cut, seed);
      Night night{Container::none, false};
      Clinic& clinic = night.clinic;
      PowerCut disk{clinic.out};
      disk.tears = true;
      disk.cut_after(cut);
      clinic.options.disk = &disk;
      clinic.run();
      disk.leave(PowerCut::Kept::some, seed);
      clinic.options.disk = &files::real_disk();
      clinic.options.resume = true;
      clinic.run();
      INFO(clinic.told << tests::said(clinic.diagnostics));
      for (const auto& [name, bytes] : clinic.made()) {
        if (!name.ends_with("/packet.pdf") || bytes == expected.at(name)) continue;
        ++torn;
        CHECK(tests::contains(
            clinic.told,
            "error[E703]: '" + (clinic.out / name).string() +
                "' is there, and is not a file as carepacket wrote it"
        ));
      }
      clinic.options.force = true;
      CHECK(clinic.run().ended == Ended::complete);
      CHECK((clinic.made() == expected));
    }
  }
  CHECK(torn > 0);
}

TEST_CASE(
    "an answer that was typed outlives the cut of the power, whatever the disk has kept",
    "[again][power]"
) {
  Typed clinic;
  type_into(
      clinic.out / "p2/packet.pdf", "<</T(" + clinic.field("top-questions") + ")/V(Ask Bob)>>"
  );
  fs::copy(clinic.out, clinic.folder / "kept", fs::copy_options::recursive);
  clinic.add(2, tests::patient(2, "  <goal>walk again</goal>\n"));
  const auto is_kept = [&] {
    for (const auto& entry : fs::directory_iterator{clinic.out / "p2"}) {
      const std::string words = entry.path().extension() == ".pdf" ? tests::words_in(entry.path())
                                                                   : tests::read(entry.path());
      if (tests::contains(words, "Ask Bob")) return true;
    }
    return false;
  };
  for (const std::string paper : {"top-questions", "records-checklist"}) {
    clinic.options.make.only = {paper};
    bool is_over = false;
    for (long cut = 0; !is_over; ++cut) {
      for (const auto kept :
           {PowerCut::Kept::nothing, PowerCut::Kept::names, PowerCut::Kept::some}) {
        CAPTURE(paper, cut, static_cast<int>(kept));
        fs::remove_all(clinic.out);
        fs::copy(clinic.folder / "kept", clinic.out, fs::copy_options::recursive);
        PowerCut disk{clinic.out};
        disk.cut_after(cut);
        clinic.options.disk = &disk;
        clinic.run();
        is_over = !disk.is_cut();
        disk.leave(kept, 1);
        CHECK(is_kept());
      }
    }
  }
}
