#include "engine/cli/deliver.hpp"

#include "engine/batch/messages.hpp"
#include "engine/cli/messages.hpp"
#include "engine/cli/old_papers.hpp"
#include "engine/packet/messages.hpp"

#include <algorithm>
#include <unistd.h>

namespace engine::cli {

std::string folder_for(const std::string& output, const std::string& case_id) {
  std::string folder = output.empty() ? "out" : output;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return (folder == "/" ? "" : folder) + '/' + case_id;
}

std::vector<std::string> paths_of(const Made& made, const Request& asked) {
  std::vector<std::string> paths;
  for (const File& file : made.files)
    paths.push_back(folder_for(asked.output, made.case_id) + '/' + file.name);
  return paths;
}

namespace {

/// out/rivera/packet.pdf: 12 pages, 2 answers kept
std::string file_line(const std::string& path, const File& file, const MessageFormat& format) {
  std::string text =
      printable(path) + ": " +
      spoken(
          format,
          file.pages > 0 ? counted(static_cast<std::size_t>(file.pages), "page", "pages")
                         : counted(static_cast<std::size_t>(file.papers), "paper", "papers")
      );
  if (!file.answered.empty())
    text += ", " + spoken(format, counted(file.answered.size(), "answer", "answers") + " kept");
  return text + '\n';
}

/// What became of papers of earlier runs. Of those of this set the ones that are not `gone` stay,
/// since somebody changed them.
std::string report_of_old(
    const FormerFiles& former,
    std::span<const std::string> gone,
    const std::string& folder,
    const MessageFormat& format
) {
  std::string text;
  for (const std::string& path : gone)
    text += printable(path) + ": " + spoken(format, "an old paper, taken away") + '\n';
  for (const std::string& path : former.old) {
    if (std::ranges::find(gone, path) == gone.end())
      text +=
          printable(path) + ": " +
          spoken(format, "an old paper that somebody changed: it stays, and is not called for") +
          '\n';
  }
  if (const std::size_t count = former.of_other_sets; count > 0)
    text += printable(folder) + ": " +
            spoken(
                format,
                count == 1 ? "1 paper of another set stays as it was"
                           : std::to_string(count) + " papers of other sets stay as they were"
            ) +
            '\n';
  return text;
}

/// What was made, a line a file, and what is left to do by hand.
std::string report(
    const Made& made, std::span<const std::string> paths, const MessageFormat& format
) {
  std::string text;
  bool blanks = false;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const File& file = made.files[i];
    text += file_line(paths[i], file, format);
    blanks = blanks || !file.blanks.empty();
  }
  if (!blanks) return text;
  text += '\n' + spoken(format, "Finish by hand:") + '\n';
  for (const File& file : made.files) {
    if (file.blanks.empty()) continue;
    if (made.files.size() > 1) text += "  " + file.name + '\n';
    for (const kind::Need* blank : file.blanks)
      text +=
          (made.files.size() > 1 ? "    - " : "  - ") + blank->label.in(language_of(format)) + '\n';
  }
  return text;
}

/// Where answers go that have no place any more.
std::string path_of_answers(const Made& made, const Request& asked) {
  return folder_for(asked.output, made.case_id) + "/answers.txt";
}

/// answers.txt as it is to be.
KeptAnswers answers_beside(const Made& made, const Request& asked, const FormerFiles& former) {
  std::string before;
  if (files::read_ordinary(path_of_answers(made, asked), before) != 0) before.clear();
  return kept_answers(former, made.files, made.whose, before);
}

/// The papers, and the file of what to print again.
std::vector<NewFile> files_of(const Delivery& delivery, const Request& asked) {
  std::vector<NewFile> files;
  const auto paths = paths_of(delivery.made, asked);
  for (std::size_t i = 0; i < paths.size(); ++i)
    files.push_back({paths[i], delivery.made.files[i].bytes});
  if (delivery.sheets) files.push_back({asked.only_changed, delivery.sheets->bytes});
  return files;
}

/// A file of pages to print again that an earlier run has left says nothing of this one.
void take_away_sheets(const Request& asked, std::vector<std::string>& gone) {
  std::string bytes;
  if (asked.only_changed.empty() || files::read_ordinary(asked.only_changed, bytes) != 0) return;
  if (is_own_packet(bytes) && ::unlink(asked.only_changed.c_str()) == 0)
    gone.push_back(asked.only_changed);
}

/// What is told of the changes, where a person or a program reads it.
bool tell_changes(
    const Delivery& delivery,
    const Request& asked,
    const kind::TemplateSet& template_set,
    Diagnostics& out
) {
  if (asked.make.format != Format::pdf) return true;
  const auto paths = paths_of(delivery.made, asked);
  const ShownChanges shown{delivery.changes, delivery.made, template_set, asked.message_format};
  if (asked.message_format.json) return files::write_all(STDERR_FILENO, as_json(shown, paths));
  return write_out(as_text(shown), out);
}

}  // namespace

Result<Delivery> compare(
    Made made, FormerFiles former, const Request& asked, Worker& worker, Diagnostics& out
) {
  Changes changes = changes_of(made, former, !asked.make.only.empty());
  Delivery delivery{std::move(made), std::move(former), std::move(changes), {}};
  if (asked.only_changed.empty()) return delivery;
  std::vector<Sheets> sheets;
  for (std::size_t i = 0; i < delivery.made.files.size(); ++i) {
    const File& file = delivery.made.files[i];
    auto pages = delivery.changes.to_print(i);
    if (!pages.empty()) sheets.push_back({file.bytes, file.name, std::move(pages)});
  }
  if (sheets.empty()) return delivery;
  auto bytes = make_sheets(sheets, delivery.made.case_id, delivery.made.as_of, worker, out);
  if (!bytes) return bytes.error();
  File& file = delivery.sheets.emplace();
  file.name = asked.only_changed;
  file.bytes = std::move(*bytes);
  for (const Sheets& each : sheets) file.pages += static_cast<int>(each.pages.size());
  return delivery;
}

Exit deliver(
    const Delivery& delivery,
    const Request& asked,
    const kind::TemplateSet& template_set,
    Diagnostics& out
) {
  const auto& [made, former, changes, sheets] = delivery;
  if (made.files.empty()) {
    // What was refused has been told; the rest was not called for.
    if (made.missing.empty())
      out.error(batch::messages::calls_for_nothing, {}, made.not_called_for);
    return Exit::some_not_made;
  }
  if (asked.output == "-") {
    return write_out(made.files.front().bytes, out) ? Exit::all_made : Exit::file_system_refused;
  }
  const KeptAnswers kept = answers_beside(made, asked, former);
  const std::string kept_in = path_of_answers(made, asked);
  if (kept.is_of_another) {
    tell_of_another(in_quotes(kept_in), {.is = OldPaper::Is::other, .is_of_another = true}, out);
    return Exit::file_system_refused;
  }
  // Answers are on the disk before the paper is gone that they were typed into.
  const NewFile answers{kept_in, kept.text};
  if (!kept.text.empty() && !write_files({&answers, 1}, Overwrite::always, out))
    return Exit::file_system_refused;
  const auto overwrite = asked.force ? Overwrite::always : Overwrite::own;
  if (!write_files(files_of(delivery, asked), overwrite, out, former.read))
    return Exit::file_system_refused;
  tell_kept(kept, kept_in, out);
  auto gone = take_away(former.old, former.read);
  if (!sheets) take_away_sheets(asked, gone);
  const std::string folder = folder_for(asked.output, made.case_id);
  std::string text = report_of_old(former, gone, folder, asked.message_format) +
                     report(made, paths_of(made, asked), asked.message_format);
  if (sheets) text += file_line(asked.only_changed, *sheets, asked.message_format);
  return write_out(text, out) && tell_changes(delivery, asked, template_set, out)
             ? Exit::all_made
             : Exit::file_system_refused;
}

}  // namespace engine::cli
