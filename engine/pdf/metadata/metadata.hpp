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
  Archive archive = Archive::none;
  bool accessible = false;  ///< PDF/UA-1 is claimed
};

SelfDescription describe(const page::Metadata& metadata, const WriteOptions& options);

/// D:20261203000000Z, of 2026-12-03 (ISO 32000-1 §7.9.4); empty in, empty out.
std::string pdf_time(std::string_view date);
/// The entries of the Info dictionary (ISO 32000-1 §14.3.3).
std::string info_entries(const SelfDescription& about);
/// The XMP packet (ISO 16684-1), with the standards the file keeps: pdfaid (ISO 19005-2 §6.6.4),
/// pdfuaid (ISO 14289-1 §5), and the extension schema that PDF/A asks for where it does not know
/// pdfuaid (ISO 19005-2 §6.6.2.3.3).
std::string xmp(const SelfDescription& about);

}  // namespace engine::pdf
