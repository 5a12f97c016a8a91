#pragma once

#include "engine/files/files.hpp"

#include <algorithm>
#include <cerrno>
#include <map>
#include <string>
#include <vector>

namespace tests {

/// The disk that is there, but for the calls that are told to fail. It keeps a list of all of them.
class ScriptedDisk : public engine::files::Disk {
 public:
  /// The call of this name fails from the `from`-th on (from 1), as often as `times` says.
  void fail(const std::string& call, int error, int from = 1, int times = 1) {
    scripts_[call] = {error, from, times};
  }
  /// No write takes more than this.
  std::size_t most_a_write = static_cast<std::size_t>(-1);
  /// What was called, in order: "rename .a.part a".
  std::vector<std::string> calls;
  int count(const std::string& call) const {
    return static_cast<int>(std::count_if(calls.begin(), calls.end(), [&](const auto& one) {
      return one.substr(0, one.find(' ')) == call;
    }));
  }

  int open(int folder, const char* name, int flags) override {
    return fails("open", name) ? -1 : Disk::open(folder, name, flags);
  }
  int lock(int file) override { return fails("lock") ? -1 : Disk::lock(file); }
  ssize_t write(int file, const char* bytes, std::size_t size) override {
    return fails("write") ? -1 : Disk::write(file, bytes, std::min(size, most_a_write));
  }
  int fsync(int file) override { return fails("fsync") ? -1 : Disk::fsync(file); }
  int flush(int file) override { return fails("flush") ? -1 : Disk::flush(file); }
  int truncate(int file, off_t size) override {
    return fails("truncate") ? -1 : Disk::truncate(file, size);
  }
  int rename(int folder, const char* from, const char* to) override {
    return fails("rename", from, to) ? -1 : Disk::rename(folder, from, to);
  }
  int link(int folder, const char* from, const char* to) override {
    return fails("link", from, to) ? -1 : Disk::link(folder, from, to);
  }
  int unlink(int folder, const char* name) override {
    return fails("unlink", name) ? -1 : Disk::unlink(folder, name);
  }
  int make_folder(int folder, const char* name) override {
    return fails("make_folder", name) ? -1 : Disk::make_folder(folder, name);
  }
  int remove_folder(int folder, const char* name) override {
    return fails("remove_folder", name) ? -1 : Disk::remove_folder(folder, name);
  }
  int sync_all(int folder) override { return fails("sync_all") ? -1 : Disk::sync_all(folder); }

 private:
  struct Script {
    int error, from, times;
  };
  template <class... Names>
  bool fails(const std::string& call, Names... names) {
    std::string text = call;
    ((text += std::string{" "} + names), ...);
    calls.push_back(text);
    const auto script = scripts_.find(call);
    if (script == scripts_.end()) return false;
    const int number = count(call);
    const auto [error, from, times] = script->second;
    if (number < from || number - from >= times) return false;
    errno = error;
    return true;
  }
  std::map<std::string, Script> scripts_;
};

}  // namespace tests
