#include "engine/serve/guard.hpp"

#include "engine/base/ascii.hpp"
#include "engine/hash/hash.hpp"
#include "engine/serve/form.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

bool is_upload(std::string_view target) {
  return target == "/import" || target == "/import-patients" || target == "/attach" ||
         target == "/go-on";
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

std::string Guard::proof() const {
  return hash::sha256_hex(form_key_ + "/proof").substr(0, 32);
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
  const bool is_said = head.method == "POST" || !head.origin.empty();
  return sites_agree && (!is_said || head.origin == "http://" + host());
}

std::optional<int> Guard::refuses(const Head& head) const {
  if (head.hosts != 1 || head.host != host()) return 421;
  const bool is_post = head.method == "POST";
  if (!is_post && head.method != "GET" && head.method != "HEAD") return 405;
  if (head.has_transfer_encoding || head.lengths > 1 || (is_post && head.lengths == 0)) return 400;
  if (!is_post && head.length > 0) return 400;
  if (is_closed()) return 403;
  // The page that opens everything is come to from the redirect file, which is another site; its
  // key is asked for by its own rule. A form is never sent there.
  const auto target = read_target(head.target);
  // A picture or a frame of another page is not somebody who opens it, and its key is no guess.
  if (!is_post && target && target->path == "/open") {
    const bool is_page = (head.fetch_mode.empty() || head.fetch_mode == "navigate") &&
                         (head.fetch_dest.empty() || head.fetch_dest == "document");
    return is_page ? std::nullopt : std::optional{403};
  }
  if (!is_own_site(head)) return 403;
  if (!has_cookie(head)) return 403;
  if (head.length > most_bytes_of(head.target)) return 413;
  return std::nullopt;
}

bool Guard::is_looked_at(const Head& head) const {
  return head.hosts == 1 && head.host == host() && head.method == "GET" &&
         head.fetch_mode == "navigate" && head.fetch_dest == "document";
}

/// Another program of this machine may have set one of our name, for a path of ours: a browser then
/// sends both.
bool Guard::has_cookie(const Head& head) const {
  return std::ranges::any_of(cookies_in(head.cookie, cookie_name()), [&](std::string_view one) {
    return are_same_secret(one, cookie_);
  });
}

bool Guard::opens(std::string_view key) {
  if (is_closed() || is_burnt_) return false;  // there is nothing to guess any more
  is_burnt_ = are_same_secret(key, key_);
  if (!is_burnt_) ++wrong_;
  return is_burnt_;
}

bool Guard::is_own_form(std::string_view form_key) const {
  return are_same_secret(form_key, form_key_);
}

}  // namespace engine::serve
