// Which calls of the kernel are given up: seccomp(2).

#include "engine/sandbox/room.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <linux/sched.h>
#include <memory>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

namespace engine::sandbox {

namespace {

/// What no walk of a case, no chart and no page needs.
constexpr int given_up[] = {
    // The network: what is open already stays so, which is how the page in the browser answers.
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    // Other programs. A child of this one (engine/qpdf/apart.cpp) has given up the same.
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    // Other processes.
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(msgget),
    SCMP_SYS(semget),
    SCMP_SYS(shmget),
    SCMP_SYS(mq_open),
    SCMP_SYS(kcmp),
    // Ways around these rules: rings of calls, files by their numbers, other roots and namespaces.
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(name_to_handle_at),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(chroot),
    SCMP_SYS(pivot_root),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(move_mount),
    SCMP_SYS(open_tree),
    SCMP_SYS(fsopen),
    SCMP_SYS(fsmount),
    SCMP_SYS(fsconfig),
    SCMP_SYS(fspick),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(personality),
    // Who a file belongs to, and what stands beside it, which no right to files keeps.
    SCMP_SYS(chmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr),
    // Doors of the kernel that faults were found behind.
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(keyctl),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
};

/// One call that fails with EPERM where an argument of it is as told.
struct Condition {
  int call;
  scmp_arg_cmp argument;
};

std::vector<Condition> conditions() {
  constexpr std::uint64_t whole = 0xFFFFFFFF;
  std::vector<Condition> all{
      // Words put into a terminal are a command to the shell behind it.
      {SCMP_SYS(ioctl), {1, SCMP_CMP_MASKED_EQ, whole, TIOCSTI}},
      {SCMP_SYS(ioctl), {1, SCMP_CMP_MASKED_EQ, whole, TIOCLINUX}},
      // abort() sends a signal to the process itself, and no other may be sent one.
      {SCMP_SYS(tgkill), {0, SCMP_CMP_NE, static_cast<std::uint64_t>(::getpid()), 0}},
      {SCMP_SYS(prlimit64), {0, SCMP_CMP_NE, 0, 0}}};
  constexpr std::uint64_t namespaces[] = {
      CLONE_NEWUSER,
      CLONE_NEWNS,
      CLONE_NEWPID,
      CLONE_NEWNET,
      CLONE_NEWIPC,
      CLONE_NEWUTS,
      CLONE_NEWCGROUP};
  for (const std::uint64_t flag : namespaces)
    all.push_back({SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, flag, flag}});
  return all;
}

/// True when all rules are in the filter. A call that this machine has not is none to give up.
bool add_rules(scmp_filter_ctx filter) {
  const auto fails_where = [&](const Condition& one) {
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), one.call, 1, one.argument) == 0;
  };
  for (const int call : given_up)
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) != 0) return false;
  // Its flags are in a place that no filter sees; a C library without it starts threads by clone().
  if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) != 0) return false;
  return std::ranges::all_of(conditions(), fails_where);
}

}  // namespace

bool hold_calls() {
  const std::unique_ptr<void, decltype(&seccomp_release)> filter{
      seccomp_init(SCMP_ACT_ALLOW), &seccomp_release};
  return filter && add_rules(filter.get()) && seccomp_load(filter.get()) == 0;
}

}  // namespace engine::sandbox
