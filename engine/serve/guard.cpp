#include "engine/serve/guard.hpp"

#include "engine/base/ascii.hpp"
#include "engine/serve/form.hpp"

#include <charconv>

namespace engine::serve {

namespace {

/// 127.0.0.1 as /proc/net/tcp writes it: hexadecimal, in the byte order of the machine.
std::string end_of_loopback(std::uint16_t port) {
  constexpr bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  return std::string{little ? "0100007F:" : "7F000001:"} + hex(port, 4, upper_hex_digits);
}

bool is_upload(std::string_view target) {
  return target == "/import" || target == "/import-patients" || target == "/attach";
}

}  // namespace

bool are_same_secret(std::string_view a, std::string_view b) {
  unsigned char differs = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    differs = static_cast<unsigned char>(differs | (a[i] ^ b[i]));
  return differs == 0 && !a.empty();
}

std::uint64_t most_bytes_of(std::string_view target) {
  return is_upload(target) ? Guard::most_of_upload : Guard::most_of_form;
}

Guard::Guard(std::uint16_t port, std::string key, std::string cookie, std::string form_key)
    : port_{port},
      key_{std::move(key)},
      cookie_{std::move(cookie)},
      form_key_{std::move(form_key)} {}

std::string Guard::host() const {
  return "127.0.0.1:" + std::to_string(port_);
}

std::string Guard::cookie_name() const {
  return "carepacket-" + std::to_string(port_);
}

std::string Guard::set_cookie() const {
  return cookie_name() + '=' + cookie_ + "; Path=/; HttpOnly; SameSite=Strict";
}

std::string Guard::take_cookie_back() const {
  return cookie_name() + "=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict";
}

/// Another server on this machine is "same-site": cookies do not know ports.
bool Guard::is_own_site(const Head& head) const {
  const bool sites_agree =
      head.fetch_site.empty() || head.fetch_site == "same-origin" || head.fetch_site == "none";
  if (head.method != "POST") return sites_agree;
  return sites_agree && head.origin == "http://" + host();
}

std::optional<int> Guard::refuses(const Head& head) const {
  if (head.hosts != 1 || head.host != host()) return 421;
  const bool is_post = head.method == "POST";
  if (!is_post && head.method != "GET" && head.method != "HEAD") return 405;
  if (head.has_transfer_encoding || (is_post && !head.has_length)) return 400;
  if (!is_post && head.length > 0) return 400;
  if (is_closed()) return 403;
  // The page that opens everything is come to from the redirect file, which is another site; its
  // key is asked for by its own rule. A form is never sent there.
  const auto target = read_target(head.target);
  if (!is_post && target && target->path == "/open") return std::nullopt;
  if (!is_own_site(head)) return 403;
  if (!are_same_secret(cookie_in(head.cookie, cookie_name()), cookie_)) return 403;
  if (head.length > most_bytes_of(head.target)) return 413;
  return std::nullopt;
}

bool Guard::opens(std::string_view key) {
  if (is_closed()) return false;
  const bool is_right = are_same_secret(key, key_) && !is_burnt_;
  if (is_right)
    is_burnt_ = true;
  else if (!are_same_secret(key, key_))
    ++wrong_;  // the right one again is a reload, not a guess
  return is_right;
}

bool Guard::is_own_form(std::string_view form_key) const {
  return are_same_secret(form_key, form_key_);
}

std::optional<std::uint32_t> user_of_peer(
    std::string_view table, std::uint16_t peer, std::uint16_t port
) {
  const std::string ends = ' ' + end_of_loopback(peer) + ' ' + end_of_loopback(port) + ' ';
  for (auto at = table.find(ends); at != table.npos; at = table.find(ends, at + 1)) {
    const auto begin = table.substr(0, at).rfind('\n') + 1;  // npos + 1 is 0
    const auto words = words_of(table.substr(begin, table.find('\n', at) - begin));
    // sl local_address rem_address st tx:rx tr:when retrnsmt uid …
    if (words.size() < 8) continue;
    std::uint32_t user = 0;
    const char* last = words[7].data() + words[7].size();
    const auto [stop, error] = std::from_chars(words[7].data(), last, user);
    if (error == std::errc{} && stop == last) return user;
  }
  return std::nullopt;
}

}  // namespace engine::serve
