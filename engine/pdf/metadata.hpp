#pragma once

#include "engine/page/page.hpp"
#include "engine/pdf/pdf.hpp"

#include <string>

namespace engine::pdf {

/// What the file says of itself. Info and XMP are written from the same value, so they cannot
/// differ.
struct SelfDescription {
  std::string_view title, language, subject, author, producer;
  std::string date;  ///< 2026-12-03; empty when there is none
};

SelfDescription describe(const page::Metadata& metadata, const WriteOptions& options);

/// The entries of the Info dictionary (ISO 32000-1 §14.3.3).
std::string info_entries(const SelfDescription& about);
/// The XMP packet (ISO 16684-1). `claims` are further rdf:Description elements: the standards a
/// file keeps.
std::string xmp(const SelfDescription& about, std::string_view claims = {});

}  // namespace engine::pdf
