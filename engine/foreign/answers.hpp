#pragma once

#include "engine/base/base.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::foreign {

/// A field of a form, as it was saved last.
struct Field {
  std::string name;     ///< fully qualified (ISO 32000-1 §12.7.3.2)
  std::string label;    ///< what somebody is told who comes to it
  std::string in_case;  ///< where it belongs in a case (TM); empty: nowhere
  std::string about;    ///< whom and what it is about (TM, behind the first bar)
  bool is_box = false;  ///< to tick; others hold text
  std::string value;    ///< of a box: Yes, or empty
  std::string written;  ///< what it held when carepacket wrote it (DV)
  /// Somebody typed, ticked or took away: what it holds is not what carepacket wrote.
  bool is_changed() const { return value != written; }
};

/// The fields of a PDF, and whether anything was written on its pages besides.
struct Form {
  std::vector<Field> fields;  ///< in the order of the form
  bool has_notes = false;     ///< comments, drawings, highlights, signatures
  std::string language;       ///< BCP 47, of the file; empty where it says none
  std::string marks;          ///< what carepacket kept there for itself (pdf::WriteOptions::marks)
  /// Its pages are those that carepacket wrote, in their order, nothing is drawn on them besides,
  /// and no other file is attached. False where carepacket did not write it.
  bool is_drawn_as_written = false;
};

/// Reads the fields of a PDF, by whatever program it was saved: also behind incremental updates.
/// Nothing when it cannot be opened: it is no PDF, is damaged, or the password does not open it;
/// `password` may be nullptr.
std::optional<Form> read_form(std::string_view pdf, const char* password);

}  // namespace engine::foreign
