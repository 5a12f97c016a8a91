#pragma once

#include "engine/base/base.hpp"
#include "engine/files/files.hpp"
#include "engine/xml/xml.hpp"

#include <csignal>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace engine::cli {

using files::is_folder;
using files::Overwrite;
using files::read_file;
using files::reason;

/// Blocks SIGINT, SIGTERM and SIGHUP in its scope: an interrupt waits until no temporary file is
/// left that it could leave behind.
class SignalBlock {
 public:
  SignalBlock() {
    sigset_t some;
    sigemptyset(&some);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&some, signal);
    ::sigprocmask(SIG_BLOCK, &some, &before_);
  }
  ~SignalBlock() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
  SignalBlock(const SignalBlock&) = delete;
  SignalBlock& operator=(const SignalBlock&) = delete;

 private:
  sigset_t before_;
};

/// A file of the templates, as the folder that is laid over them has it, else as it is built in.
/// Told: E701.
Result<std::string> read_template(
    const std::string& laid_over,
    const std::string& share,
    const std::string& path,
    Diagnostics& out
);

/// The bytes of a text, as a file gives them.
files::Read in_memory(std::string text);

struct NewFile {
  std::string path;
  std::string_view bytes;
};

/// True for a PDF, an HTML file or a text that carepacket wrote and nobody has changed since, by
/// the digest in it.
bool is_own_packet(std::string_view bytes);

/// Writes all files or none (files::AtomicFileSet), but for those that hold these bytes already,
/// and makes the folders they go to; a link is followed. Signals wait meanwhile. False when it told
/// why not: E701 E702 the file system refused, E703 a file is there that may not be written over;
/// Overwrite::own means is_own_packet(), or a file that still has the digest that `also` gives for
/// its path.
bool write_files(
    std::span<const NewFile> files,
    Overwrite overwrite,
    Diagnostics& out,
    const std::map<std::string, std::string, std::less<>>& also = {}
);

/// Writes to standard output; false when it told E702.
bool write_out(std::string_view bytes, Diagnostics& out);

/// Shows each element below the root of an XML file of ours; false when it told why it cannot.
bool for_each_row(
    const std::string& path, const std::function<void(xml::Element)>& row, Diagnostics& out
);

/// Reads a file that an option names; where it names none, there is none. False when it told why it
/// cannot be read.
bool read_source(
    const std::string& path, Source::Holds holds, std::unique_ptr<Source>& source, Diagnostics& out
);

/// A folder is at this path, or a link to one.
bool is_directory(const std::string& path);

/// The folder of templates and fonts that travels with the program: share/carepacket beside it, or
/// beside the folder it is in. Reported: E705 it is not there.
Result<std::string> share_folder(Diagnostics& out);

}  // namespace engine::cli
