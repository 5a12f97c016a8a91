#pragma once

// Who sits at the other end of a connection of this machine: the kernel knows its user.

#include "engine/files/files.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace engine::serve {

/// The user id of the other end of a connection on 127.0.0.1, as the lines of /proc/net/tcp have
/// it: the socket whose own port is `peer` and whose other end is ours, `port`. Nothing where none
/// is there, or where nobody holds it any more: such a line has the user id 0 and no inode.
std::optional<std::uint32_t> user_of_peer(
    std::string_view table, std::uint16_t peer, std::uint16_t port
);

/// Asks the kernel (NETLINK_SOCK_DIAG, sock_diag(7)), for one connection at a time: /proc/net/tcp,
/// which is read where that is refused, has a line for each connection of the machine.
class Peers {
 public:
  Peers();
  /// Whether the system tells at all.
  bool are_told() const;
  std::optional<std::uint32_t> user(std::uint16_t peer, std::uint16_t port) const;

 private:
  std::optional<std::uint32_t> asked(std::uint16_t peer, std::uint16_t port) const;

  files::Descriptor kernel_;
};

}  // namespace engine::serve
