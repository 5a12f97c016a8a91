#include "engine/cli/confine.hpp"

#include "engine/cli/files.hpp"
#include "engine/sandbox/sandbox.hpp"

#include <climits>
#include <cstdlib>
#include <memory>
#include <sys/stat.h>

namespace engine::cli {

namespace {

bool is_there(const std::string& path) {
  struct stat is {};
  return ::stat(path.c_str(), &is) == 0;
}

/// Where a path leads through links; nothing where that is not there.
std::string behind_links(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real{
      ::realpath(path.c_str(), nullptr), &std::free};
  return real ? real.get() : std::string{};
}

class Granting {
 public:
  sandbox::Rights rights;

  void read(const std::string& path) {
    if (!path.empty() && path != "-") rights.read.push_back(path);
  }
  /// A file, and what lies beside it.
  void read_beside(const std::string& path) {
    read(path);
    if (!path.empty() && path != "-" && !is_directory(path)) read(files::folder_of(path));
  }
  /// A folder that may have to be made, in the nearest one above it that is there. What else lies
  /// there is none of the program's business, unless it reads again what it has written.
  void write_folder(const std::string& path, bool is_read_again = false) {
    if (path == "-") return;
    std::string ground = path;
    while (!is_there(ground) && files::folder_of(ground) != ground)
      ground = files::folder_of(ground);
    (is_read_again || ground == path ? rights.write : rights.make).push_back(ground);
  }
  /// A file that is made in its folder, or in that of the file it is a link to.
  void write_file(const std::string& path) {
    if (path.empty() || path == "-") return;
    write_folder(files::folder_of(path));
    if (const std::string real = behind_links(path); !real.empty())
      rights.write.push_back(files::folder_of(real));
  }
};

/// The program itself: its templates and fonts, libraries that are opened late, the time zone, the
/// terminal that is asked for a password.
void grant_the_program(Granting& to) {
  Diagnostics told_later;
  if (const auto share = share_folder(told_later)) {
    for (const char* part : {"", "/templates", "/fonts", "/samples"}) to.read(*share + part);
  }
  for (const char* path : {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime"})
    to.read(path);
  if (const char* const folders = std::getenv("LD_LIBRARY_PATH")) {
    std::string_view rest = folders;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(':'), rest.size());
      to.read(std::string{rest.substr(0, end)});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  for (const char* path : {"/proc/self", "/sys/devices/system/cpu"}) to.read(path);
  for (const char* path : {"/dev/null", "/dev/tty"}) to.rights.write.push_back(path);
}

std::string or_else(const std::string& path, const char* usual) {
  return path.empty() ? usual : path;
}

void grant_inputs(const Request& asked, Granting& to) {
  for (const std::string& path : asked.arguments) to.read_beside(path);
  for (const std::string& path : asked.attach) to.read(path);
  to.read(asked.templates);
  to.read(asked.columns);
  to.read_beside(asked.shared);
  to.read_beside(asked.into);
  to.read(asked.password.file);
}

void grant_outputs(const Request& asked, Granting& to) {
  switch (asked.command) {
    case Command::make:
      to.write_folder(or_else(asked.output, "out"));
      to.write_file(asked.only_changed);
      break;
    case Command::batch:
      to.write_folder(or_else(asked.output, "out"), true);
      to.write_file(asked.batch.print_job);
      to.write_file(asked.batch.report);
      // A tar to standard output is put together in a file.
      if (asked.output == "-") {
        const char* const temporary = std::getenv("TMPDIR");
        to.write_folder(temporary && *temporary ? temporary : asked.batch.temporary, true);
      }
      break;
    case Command::import_charts:
      if (asked.each) to.write_folder(or_else(asked.output, "cases"));
      to.write_file(asked.each ? "" : or_else(asked.output, "draft.xml"));
      to.write_file(asked.into);
      break;
    case Command::extract:
      to.write_file(or_else(asked.output, "case.xml"));
      break;
    case Command::answers:
      to.write_file(asked.output);
      to.write_file(asked.into);
      break;
    case Command::serve: {
      // A folder of cases, or a case and what is kept beside it.
      const std::string place = asked.arguments.empty() ? "my-case.xml" : asked.arguments.front();
      if (is_directory(place))
        to.write_folder(place);
      else
        to.write_file(place);
      break;
    }
    default:
      break;
  }
}

}  // namespace

void confine(const Request& asked, const std::string& scratch) {
  if (asked.no_sandbox) return;
  Granting to;
  grant_the_program(to);
  grant_inputs(asked, to);
  grant_outputs(asked, to);
  if (!scratch.empty()) {
    to.rights.write.push_back(scratch);
    to.rights.remove.push_back(scratch);
  }
  sandbox::hold(to.rights);
}

}  // namespace engine::cli
