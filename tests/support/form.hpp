#pragma once

#include "engine/engine.hpp"

#include <string>

namespace tests {

/// What a case is made as, where a test makes it as several things.
struct Form {
  const char* set;
  engine::Edition edition;
  const char* language;  ///< "": the case's

  engine::MakeOptions options(engine::Format format = engine::Format::pdf) const {
    return {.format = format, .set = set, .edition = edition, .language = language};
  }
  /// packet-standard-en: what its files are named after.
  std::string name() const {
    return std::string{set} + '-' + std::string{engine::name_of(edition)} + (*language ? "-" : "") +
           language;
  }
};

}  // namespace tests
