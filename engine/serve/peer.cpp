#include "engine/serve/peer.hpp"

#include "engine/base/ascii.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace engine::serve {

namespace {

constexpr const char* all_connections = "/proc/net/tcp";

/// 127.0.0.1 as /proc/net/tcp writes it: hexadecimal, in the byte order of the machine.
std::string end_of_loopback(std::uint16_t port) {
  constexpr bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  return std::string{little ? "0100007F:" : "7F000001:"} + hex(port, 4, upper_hex_digits);
}

/// What is sent to the kernel: which connection is meant.
struct Question {
  nlmsghdr head;
  inet_diag_req_v2 of;
};

Question question(std::uint16_t peer, std::uint16_t port) {
  Question asked{};
  asked.head.nlmsg_len = sizeof asked;
  asked.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  asked.head.nlmsg_flags = NLM_F_REQUEST;
  asked.head.nlmsg_seq = static_cast<std::uint32_t>(peer) << 16 | port;
  asked.of.sdiag_family = AF_INET;
  asked.of.sdiag_protocol = IPPROTO_TCP;
  asked.of.idiag_states = ~0u;
  asked.of.id.idiag_sport = htons(peer);
  asked.of.id.idiag_dport = htons(port);
  asked.of.id.idiag_src[0] = asked.of.id.idiag_dst[0] = htonl(INADDR_LOOPBACK);
  asked.of.id.idiag_cookie[0] = asked.of.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  return asked;
}

}  // namespace

std::optional<std::uint32_t> user_of_peer(
    std::string_view table, std::uint16_t peer, std::uint16_t port
) {
  const std::string ends = ' ' + end_of_loopback(peer) + ' ' + end_of_loopback(port) + ' ';
  for (auto at = table.find(ends); at != table.npos; at = table.find(ends, at + 1)) {
    const auto begin = table.substr(0, at).rfind('\n') + 1;  // npos + 1 is 0
    const auto words = engine::words_of(table.substr(begin, table.find('\n', at) - begin));
    // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
    if (words.size() < 10 || words[9] == "0") continue;
    std::uint32_t user = 0;
    const char* last = words[7].data() + words[7].size();
    const auto [stop, error] = std::from_chars(words[7].data(), last, user);
    if (error == std::errc{} && stop == last) return user;
  }
  return std::nullopt;
}

Peers::Peers() : kernel_{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG)} {}

bool Peers::are_told() const {
  return kernel_ || ::access(all_connections, R_OK) == 0;
}

std::optional<std::uint32_t> Peers::user(std::uint16_t peer, std::uint16_t port) const {
  if (const auto user = asked(peer, port)) return user;
  std::string table;
  return files::read_whole(all_connections, table) == 0 ? user_of_peer(table, peer, port)
                                                        : std::nullopt;
}

std::optional<std::uint32_t> Peers::asked(std::uint16_t peer, std::uint16_t port) const {
  if (!kernel_) return std::nullopt;
  const Question asked = question(peer, port);
  if (::send(kernel_.get(), &asked, sizeof asked, 0) != static_cast<ssize_t>(sizeof asked))
    return std::nullopt;
  std::array<char, 1024> bytes{};
  nlmsghdr head{};
  inet_diag_msg told{};
  do {  // the answer is there when the question is sent; one to a question before it is passed over
    const ssize_t count = ::recv(kernel_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count < static_cast<ssize_t>(NLMSG_HDRLEN + sizeof told)) return std::nullopt;
    std::memcpy(&head, bytes.data(), sizeof head);
    std::memcpy(&told, bytes.data() + NLMSG_HDRLEN, sizeof told);
  } while (head.nlmsg_seq != asked.head.nlmsg_seq);
  const auto& is = told.id;
  const bool is_it =
      head.nlmsg_type == SOCK_DIAG_BY_FAMILY && told.idiag_inode != 0 &&
      is.idiag_sport == asked.of.id.idiag_sport && is.idiag_dport == asked.of.id.idiag_dport &&
      is.idiag_src[0] == asked.of.id.idiag_src[0] && is.idiag_dst[0] == asked.of.id.idiag_dst[0];
  return is_it ? std::optional{told.idiag_uid} : std::nullopt;
}

}  // namespace engine::serve
