#pragma once

#include "engine/base/base.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace engine::encrypt {

/// A line of text that is wiped from memory when it goes, and of which there is one copy.
class Secret {
 public:
  static constexpr std::size_t most = 1023;  ///< bytes; eight times what a PDF takes

  Secret();
  Secret(Secret&&) noexcept;
  Secret& operator=(Secret&&) noexcept;
  ~Secret();

  /// False when there is no room for it.
  bool append(char byte);
  /// Takes the last byte away; does nothing to an empty secret.
  void shorten();
  void wipe();
  std::string_view view() const { return {bytes_.get(), size_}; }
  const char* c_str() const { return bytes_.get(); }

 private:
  std::unique_ptr<char[]> bytes_;  // never grows, so that no piece of it is left behind
  std::size_t size_ = 0;
};

/// A password as PDF takes it: 1 to 127 bytes of UTF-8, prepared with SASLprep (RFC 4013), so that
/// é typed as one character or as two is the same password (ISO 32000-2 §7.6.4.3.2).
class Password {
 public:
  const char* c_str() const { return prepared_.c_str(); }
  /// Fewer than twelve characters. Whoever has the file can try passwords for as long as they like.
  bool is_short() const;

 private:
  explicit Password(Secret prepared) : prepared_{std::move(prepared)} {}
  friend Result<Password> prepare(const Secret& typed, Diagnostics& out);
  Secret prepared_;
};

/// Reported: E801 it is empty, E802 it is too long, E803 it holds what a PDF password cannot hold.
Result<Password> prepare(const Secret& typed, Diagnostics& out);

/// The same document, which opens with the password alone: AES-256, revision 6 of the standard
/// handler (ISO 32000-2 §7.6.4), also its metadata. Whoever opens it may print, fill in and change
/// it, and let a screen reader read it. Salts are random, so no two runs give the same bytes.
/// Reported: E804 libqpdf is not on this machine, E805 it refused the document.
Result<std::string> encrypt(std::string_view pdf, const Password& password, Diagnostics& out);

/// True for bytes that begin as a PDF does and say that they are encrypted.
bool is_encrypted(std::string_view pdf);

/// True for a PDF that does not open without a password.
bool needs_password(std::string_view pdf);

/// A file that rode inside a document.
struct Attachment {
  std::string name;   ///< as the document says it: not to be used as a path
  std::string bytes;  ///< as they were, byte for byte
};

/// The case that rides inside a document that carepacket wrote: the one attachment that says of
/// itself that it is the document's source and XML (ISO 32000-2 §7.11.3, AFRelationship). Others
/// are left alone. Reported: E804, E806 not a PDF, E807 damaged, E808 the password does not open
/// it, or none was given, E809 no case inside, E810 several, E811 what is inside is not whole.
Result<Attachment> extract(
    std::string_view pdf, const std::string& file, const Password* password, Diagnostics& out
);

}  // namespace engine::encrypt
