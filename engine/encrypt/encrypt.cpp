#include "engine/encrypt/encrypt.hpp"

#include "engine/encrypt/messages.hpp"
#include "engine/qpdf/library.hpp"

namespace engine::encrypt {

bool is_encrypted(std::string_view pdf) {
  // The dictionary of the trailer, or of the stream that stands for it, is never encrypted (ISO
  // 32000-1 §7.6.1).
  return qpdf::is_pdf(pdf) && pdf.find("/Encrypt ") != std::string_view::npos;
}

bool needs_password(std::string_view pdf) {
  const qpdf::Library* library = is_encrypted(pdf) ? qpdf::library() : nullptr;
  return library && qpdf::Document{*library}.open(pdf, nullptr) == qpdf::Opening::password;
}

Result<std::string> encrypt(std::string_view pdf, const Password& password, Diagnostics& out) {
  const qpdf::Library* library = qpdf::library();
  if (!library) return qpdf::is_missing(out);
  qpdf::Document document{*library};
  const auto refused = [&] { return out.error(messages::cannot_encrypt(document.fault()), {}); };
  if (document.open_own(pdf) != qpdf::Opening::done) return refused();
  const qpdf_data q = document.handle();
  if ((document->init_write_memory(q) & QPDF_ERRORS) != 0) return refused();
  // Streams stay as they were compressed.
  document->set_compress_streams(q, QPDF_FALSE);
  document->set_decode_level(q, qpdf_dl_none);
  // One password for reading and for rights: who may read it owns it, and nothing is held back that
  // a reader's program would have to be asked to forbid.
  constexpr QPDF_BOOL yes = QPDF_TRUE;
  document->set_r6_encryption_parameters2(
      q, password.c_str(), password.c_str(), yes, yes, yes, yes, yes, yes, qpdf_r3p_full, yes
  );
  if ((document->write(q) & QPDF_ERRORS) != 0) return refused();
  const auto* bytes = reinterpret_cast<const char*>(document->get_buffer(q));
  return std::string{bytes, document->get_buffer_length(q)};
}

}  // namespace engine::encrypt
