#pragma once

#include <string>

namespace tests {

/// A case with only what a case must say.
inline const std::string tiny = R"(<?xml version="1.0"?>
<case id="tiny" version="1">
  <asOf>2026-11-20</asOf>
  <patient><name><text>Ada Quill</text></name><birthDate>1990-01-02</birthDate></patient>
  <provider id="okafor" role="current"><name><text>Dr. Okafor</text></name></provider>
  <condition status="confirmed"><text>Asthma</text></condition>
</case>
)";

}  // namespace tests
