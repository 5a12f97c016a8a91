#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/encrypt/encrypt.hpp"

#include <algorithm>

namespace engine::cli {

namespace {

/// The name that a document gives what rode inside it, as a file of this folder: no folders, no
/// hidden files, nothing that looks like an option, and no end but .xml.
std::string file_name(std::string_view told) {
  constexpr std::size_t longest = 100;
  std::string name;
  for (const char c : told.substr(told.find_last_of("/\\") + 1)) {
    const bool good = is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
    name += good ? c : '_';
  }
  name.erase(0, name.find_first_not_of(".-"));
  if (name.ends_with(".xml")) name.erase(name.size() - 4);
  name = name.substr(0, longest);
  return (name.empty() ? "case" : name) + ".xml";
}

/// What rode inside, once the document is open.
struct Opened {
  Exit exit = Exit::all_made;
  std::optional<encrypt::Attachment> inside;
};

Opened open(
    const std::string& pdf, const std::string& file, const Request& asked, Diagnostics& out
) {
  std::optional<encrypt::Password> password;
  if (encrypt::needs_password(pdf)) {
    auto given = read_password(asked.password, Ask::once, asked.message_format, out);
    if (!given) return {Exit::not_understood, {}};
    password.emplace(std::move(*given));
  }
  auto inside = encrypt::extract(pdf, file, password ? &*password : nullptr, out);
  if (!inside) return {Exit::unusable, {}};
  return {Exit::all_made, std::move(*inside)};
}

}  // namespace

Exit extract(const Request& asked, Diagnostics& out) {
  const std::string& path = asked.arguments.front();
  const auto pdf = read_file(path, out);
  if (!pdf) return Exit::file_system_refused;
  const std::string file = path == "-" ? "standard input" : in_quotes(path);
  const Opened opened = open(*pdf, file, asked, out);
  if (!opened.inside) return opened.exit;
  const encrypt::Attachment& inside = *opened.inside;
  if (asked.output == "-")
    return write_out(inside.bytes, out) ? Exit::all_made : Exit::file_system_refused;
  const NewFile made{asked.output.empty() ? file_name(inside.name) : asked.output, inside.bytes};
  const auto overwrite = asked.force ? Overwrite::always : Overwrite::never;
  if (!write_files({&made, 1}, overwrite, out)) return Exit::file_system_refused;
  const auto say = [&](const std::string& words) { return spoken(asked.message_format, words); };
  const std::string from = path == "-" ? say("standard input") : file;
  const std::string line = printable(made.path) + ": " + say("the case that rode inside " + from) +
                           ", " + say(counted(inside.bytes.size(), "byte", "bytes")) + '\n';
  return write_out(line, out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace engine::cli
