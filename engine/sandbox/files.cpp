// Which files are out of reach: landlock(7).

#include "engine/sandbox/room.hpp"

#include <cstdint>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace engine::sandbox {

namespace {

using Access = std::uint64_t;

// Of newer kernels than the headers of Debian 12.
constexpr Access refer = 1U << 13;     ///< to move into another folder: version 2
constexpr Access truncate = 1U << 14;  ///< to cut a file: version 3

constexpr Access read_below = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr Access write_below = read_below | LANDLOCK_ACCESS_FS_WRITE_FILE |
                               LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                               LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | refer |
                               truncate;
constexpr Access of_first_version = (1U << 13) - 1;  ///< LANDLOCK_ACCESS_FS_MAKE_SYM and below
/// What can be said of a file; the rest is of folders.
constexpr Access of_files = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | truncate;

/// All that this kernel can refuse; 0 where it can nothing.
Access known_accesses() {
  const long version =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return 0;
  return of_first_version | (version >= 2 ? refer : 0) | (version >= 3 ? truncate : 0);
}

class Ruleset {
 public:
  explicit Ruleset(Access known) : known_{known} {
    const landlock_ruleset_attr all{.handled_access_fs = known};
    ruleset_ = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0));
  }
  ~Ruleset() {
    if (ruleset_ >= 0) ::close(ruleset_);
  }
  Ruleset(const Ruleset&) = delete;
  Ruleset& operator=(const Ruleset&) = delete;

  void allow(const std::string& path, Access access) const {
    const int place = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (place < 0) return;
    struct stat is {};
    if (::fstat(place, &is) == 0) {
      landlock_path_beneath_attr rule{};
      rule.allowed_access = access & known_ & (S_ISDIR(is.st_mode) ? ~Access{0} : of_files);
      rule.parent_fd = place;
      // Pipes have no place among files, and need no right.
      ::syscall(SYS_landlock_add_rule, ruleset_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    ::close(place);
  }
  bool hold() const {
    return ruleset_ >= 0 && ::syscall(SYS_landlock_restrict_self, ruleset_, 0) == 0;
  }

 private:
  Access known_;
  int ruleset_ = -1;
};

}  // namespace

bool hold_files(const Rights& rights) {
  const Access known = known_accesses();
  if (known == 0) return false;
  const Ruleset rules{known};
  for (const std::string& path : rights.read) rules.allow(path, read_below);
  for (const std::string& path : rights.write) rules.allow(path, write_below);
  for (const std::string& path : rights.make)
    rules.allow(path, write_below & ~Access{LANDLOCK_ACCESS_FS_READ_FILE});
  for (const std::string& path : rights.remove)
    rules.allow(path + "/..", LANDLOCK_ACCESS_FS_REMOVE_DIR);
  return rules.hold();
}

}  // namespace engine::sandbox
