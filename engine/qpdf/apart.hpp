#pragma once

// The room's own: a file of whoever, opened where it can do no harm.

#include "engine/qpdf/library.hpp"

#include <string>
#include <string_view>

namespace engine::qpdf {

struct Written {
  Opening how = Opening::done;
  std::string pdf;    ///< the same document without encryption, and without streams of objects
  std::string fault;  ///< why not
  bool was_mended = false;  ///< libqpdf found it damaged
};
/// What libqpdf builds out of a file cannot be measured before: a few bytes may be packed objects
/// by the million, one place may be read for many objects, all may lie below an encryption. So the
/// file is opened in a child of this process, which may use so much memory and processor and not
/// more, and what comes back is the document to be read.
Written written_apart(const Library& library, std::string_view pdf, const char* password);

}  // namespace engine::qpdf
