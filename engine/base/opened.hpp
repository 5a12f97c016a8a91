#pragma once

#include <dlfcn.h>

namespace engine {

/// A shared library that is opened by its name when it is first needed, and never closed: some keep
/// what they set up until the program ends. Takes functions by their names until one is not there.
class Opened {
 public:
  explicit Opened(const char* soname)
      : so_{::dlopen(soname, RTLD_NOW | RTLD_LOCAL)}, all_{so_ != nullptr} {}

  template <class Function>
  Opened& take(const char* name, Function& function) {
    function = all_ ? reinterpret_cast<Function>(::dlsym(so_, name)) : nullptr;
    all_ = all_ && function != nullptr;
    return *this;
  }
  /// The library is there, and so is all that was taken.
  bool all() const { return all_; }

 private:
  void* so_;
  bool all_;
};

}  // namespace engine
