#pragma once

#include "engine/pdf/haru/document.hpp"
#include "engine/pdf/pdf.hpp"

#include <string>

namespace engine::pdf {

/// The stream of an embedded file (ISO 32000-1 §7.11.4). `packed` are its bytes compressed, and
/// must stay until the document is saved; empty, the bytes themselves are written.
ObjectId add_embedded_file(
    haru::Document& file, const Attachment& attachment, const std::string& date, const Bytes& packed
);

/// Its file specification (§7.11.3), and the entries of the catalog that make it an attachment
/// (§7.7.4) and the source of this document (ISO 19005-3 §6.8).
std::string add_attachment(haru::Document& file, const Attachment& attachment, ObjectId stream);

}  // namespace engine::pdf
