#pragma once

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace engine {

/// The program with the house's own templates, or with a folder laid over them.
struct Opened {
  std::unique_ptr<Library> library;
  std::optional<Worker> worker;
};

inline Opened opened(const std::string& overlay = "") {
  Diagnostics out;
  auto library = open_library(CAREPACKET_BINARY_DIR "/share/carepacket", overlay, out);
  INFO(support::printed(out));
  REQUIRE(library);
  Opened open{std::move(*library), {}};
  auto worker = make_worker(*open.library, out);
  INFO(support::printed(out));
  REQUIRE(worker);
  open.worker.emplace(std::move(*worker));
  return open;
}

/// The samples that are whole cases, in no order.
inline std::vector<std::filesystem::path> samples() {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (file.path().extension() == ".xml") files.push_back(file.path());
  }
  return files;
}

}  // namespace engine
