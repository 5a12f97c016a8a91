#pragma once

// Who may have an answer. Everything here is decided by values alone, so that a test can ask it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engine::serve {

/// What a request says of itself before its body is read. Of each header the values that were sent,
/// joined by commas where there were several.
struct Head {
  std::string method, target;
  int hosts = 0;  ///< how many Host headers there were
  std::string host, origin, fetch_site, fetch_mode, fetch_dest, cookie, content_type;
  int lengths = 0;  ///< how many values of Content-Length there were
  bool has_transfer_encoding = false;
  std::uint64_t length = 0;
};

/// The two secrets of a run: the key that opens the page once, and the cookie that stands for it
/// afterwards.
class Guard {
 public:
  /// Keys are long random texts; `port` is where the program listens.
  Guard(std::uint16_t port, std::string key, std::string cookie, std::string form_key);

  /// What the head of a request deserves: nothing, and it may go on; or a status without a body.
  ///   421 another host was asked for (DNS rebinding)
  ///   405 a method that nothing here has
  ///   400 a body whose length is not said plainly
  ///   403 another site asks, or nobody who has the key
  ///   413 more than `most_bytes_of()`
  std::optional<int> refuses(const Head& head) const;

  /// Whether somebody who has opened the page asks.
  bool has_cookie(const Head& head) const;
  /// Whether what is refused would be looked at by somebody, who is told why in words: a page that
  /// was asked for by its address or a link, as a browser says of itself.
  bool is_looked_at(const Head& head) const;
  /// Whether a page of ours asks for somebody who has opened it.
  bool is_ours(const Head& head) const { return is_own_site(head) && has_cookie(head); }
  /// Whether this is the one-time key. It is burnt by the first right answer; twenty wrong ones
  /// before it close everything for good.
  bool opens(std::string_view key);
  bool is_closed() const { return wrong_ >= most_wrong; }
  /// Whether a form was made by us.
  bool is_own_form(std::string_view form_key) const;

  const std::string& form_key() const { return form_key_; }
  /// What only this run of the program can say; each page has it, too, to compare.
  std::string proof() const;
  std::string cookie_name() const;
  std::string set_cookie() const;
  std::string take_cookie_back() const;  ///< at the end of the page
  std::string host() const;

  static constexpr int most_wrong = 20;
  static constexpr std::uint64_t most_of_form = 1u << 20, most_of_upload = 200u << 20;

 private:
  bool is_own_site(const Head& head) const;

  std::uint16_t port_;
  std::string key_, cookie_, form_key_;
  bool is_burnt_ = false;
  int wrong_ = 0;
};

/// How long the body of a request may be, by its address.
std::uint64_t most_bytes_of(std::string_view target);

/// Compares in a time that does not tell where two texts differ.
bool are_same_secret(std::string_view a, std::string_view b);

}  // namespace engine::serve
