// carepacket columns: what the columns of a table seem to mean.

#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/kind/kind.hpp"
#include "engine/table/table.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>

namespace engine::cli {

Exit columns(const Request& asked, Diagnostics& out) {
  const auto share = share_folder(out);
  if (!share || !is_folder(asked.templates, out)) return Exit::file_system_refused;
  const auto set = kind::open_template_set(*share + "/templates", asked.templates, out);
  if (!set) return Exit::unusable;
  const std::string& path = asked.arguments.front();
  auto bytes = read_file(path, out);
  if (!bytes) return Exit::file_system_refused;
  table::Options options = asked.batch.table;
  options.vocabulary = &(*set)->vocabulary;
  auto csv = table::as_csv(path, *std::move(bytes), options, out);
  if (!csv) return Exit::unusable;
  const std::string name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  auto page = read_template(asked.templates, *share, "table/headings.xml", out);
  if (!page) return Exit::file_system_refused;
  const auto headings =
      xml::decode("table/headings.xml", *std::move(page), Source::Holds::author_text, out);
  if (!headings) return Exit::unusable;
  const auto text =
      table::propose_columns(name, in_memory(*std::move(csv)), **headings, options, out);
  if (!text) return Exit::unusable;
  if (asked.output.empty() || asked.output == "-")
    return write_out(*text, out) ? Exit::all_made : Exit::file_system_refused;
  const NewFile file{asked.output, *text};
  const auto overwrite = asked.force ? Overwrite::always : Overwrite::never;
  if (!write_files({&file, 1}, overwrite, out)) return Exit::file_system_refused;
  const std::string told =
      printable(asked.output) + ": " +
      spoken(asked.message_format, "what the columns seem to mean; read it before you use it") +
      '\n';
  return write_out(told, out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace engine::cli
