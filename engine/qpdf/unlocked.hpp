#pragma once

// The room's own: an encrypted file, opened where it can do no harm.

#include "engine/qpdf/library.hpp"

#include <string>
#include <string_view>

namespace engine::qpdf {

/// True for a file whose trailer may name an encryption; surely true where it does.
bool may_be_encrypted(std::string_view pdf);

struct Unlocked {
  Opening how = Opening::done;
  std::string pdf;    ///< the same document without encryption, and without streams of objects
  std::string fault;  ///< why not
  bool was_mended = false;  ///< libqpdf found it damaged
};
/// What libqpdf unpacks as it opens an encrypted file cannot be measured before: it is packed below
/// the encryption. So it is opened in a child of this process that may use so much memory and
/// processor and not more, and what comes back is the document to be read.
Unlocked unlocked(const Library& library, std::string_view pdf, const char* password);

}  // namespace engine::qpdf
