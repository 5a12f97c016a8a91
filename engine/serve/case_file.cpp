#include "engine/serve/case_file.hpp"

#include "engine/chart/messages.hpp"
#include "engine/files/files.hpp"
#include "engine/hash/hash.hpp"
#include "engine/serve/messages.hpp"
#include "engine/xml/messages.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sys/stat.h>

namespace engine::serve {

namespace {

constexpr std::string_view mark_of_utf8 = "\xEF\xBB\xBF";

std::string beginning(const std::string& case_id, Date today, std::string_view language) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<case id=\"" + xml::escaped(case_id) +
         "\" version=\"1\" language=\"" + xml::escaped(language) + "\" draft=\"yes\">\n  <asOf>" +
         today.iso() + "</asOf>\n</case>\n";
}

/// The file that a path means, through links: what is written takes its place, not the link's.
std::string place_of(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real{
      ::realpath(path.c_str(), nullptr), &std::free};
  return real ? std::string{real.get()} : path;
}

/// What a save or an import that was killed left of the case and its report. Where that cannot be
/// done, the next save says so.
void settle(const std::string& path) {
  const std::array names{report_of(path), place_of(path)};
  static_cast<void>(files::settle_what_is_left(AT_FDCWD, names));
}

}  // namespace

void settle_all(const std::string& folder) {
  constexpr std::string_view ending = ".xml.part";
  std::error_code unread;
  for (const auto& entry : std::filesystem::directory_iterator{folder, unread}) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') && name.ends_with(ending))
      settle(folder + '/' + name.substr(1, name.size() - ending.size() + 3));
  }
}

std::string report_of(const std::string& path) {
  const auto dot = path.rfind('.');
  const auto slash = path.rfind('/');
  const bool has_end = dot != path.npos && (slash == path.npos || dot > slash + 1);
  return path.substr(0, has_end ? dot : path.size()) + "-report.html";
}

std::string number_of_text(std::string_view text) {
  return hash::sha256_hex(text).substr(0, 16);
}

Result<CaseFile> CaseFile::open(
    const std::string& path,
    const std::string& case_id,
    Date today,
    std::string_view language,
    const vocabulary::Vocabulary& vocabulary,
    Diagnostics& out
) {
  CaseFile file;
  file.path_ = path;
  settle(path);
  std::string bytes;
  const int error = files::read_ordinary(path, bytes);
  if (error != 0 && error != ENOENT) {
    files::cannot_read(path, error, out);
    return *out.reported();
  }
  file.is_there_ = error == 0;
  if (!file.is_there_) bytes = beginning(case_id, today, language);
  return std::move(file).read(std::move(bytes), vocabulary, out);
}

Result<CaseFile> CaseFile::of_row(
    const std::string& table,
    std::string text,
    const vocabulary::Vocabulary& vocabulary,
    Diagnostics& out
) {
  CaseFile file;
  file.path_ = table;
  file.is_there_ = file.is_row_ = true;
  return std::move(file).read(std::move(text), vocabulary, out);
}

Result<CaseFile> CaseFile::sent(
    const std::string& name,
    std::string_view bytes,
    const vocabulary::Vocabulary& vocabulary,
    Diagnostics& out
) {
  // What is sent may be larger than all the memory that the page has: nothing of it is copied.
  const std::size_t most = xml::Limits{}.bytes;
  if (bytes.size() > most + mark_of_utf8.size())
    return out.error(
        xml::messages::too_large_in_mebibytes(bytes.size(), most, most >> 20),
        {},
        {"choose the file of your case: records and charts are added to it later"}
    );
  CaseFile file;
  file.path_ = name;
  return std::move(file).read(std::string{bytes}, vocabulary, out);
}

Result<CaseFile> CaseFile::read(
    std::string bytes, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
) && {
  has_mark_ = bytes.starts_with(mark_of_utf8);
  const std::string given = bytes.substr(has_mark_ ? mark_of_utf8.size() : 0);
  auto source = xml::decode(path_, std::move(bytes), Source::Holds::patient_data, out);
  if (!source) return source.error();
  if ((*source)->text() != given)
    return out.error(
        chart::messages::into_no_utf8(in_quotes(path_)),
        {},
        {"save it as UTF-8 in your editor, and take encoding=\"…\" out of its first line"}
    );
  source_ = *std::move(source);
  auto answered = Answered::read(*source_, vocabulary, out);
  if (!answered) return answered.error();
  if (answered->tree().root().name() != "case")
    return out.error(
        messages::no_case_there(path_),
        {},
        {"a case is written between <case …> and </case>: carepacket new writes one to fill in"}
    );
  answered_.emplace(*std::move(answered));
  return std::move(*this);
}

std::string CaseFile::id() const {
  return answered_->value({attribute_step("id")});
}

bool CaseFile::is_as_it_was() const {
  std::string now;
  const int error = files::read_ordinary(path_, now);
  if (!is_there_) return error == ENOENT;
  return error == 0 && now == std::string{has_mark_ ? mark_of_utf8 : ""} + source_->text();
}

CaseFile::Save CaseFile::save(
    const std::string& text, Diagnostics& out, const Along* along, files::Disk& disk
) const {
  if (is_row_) return Save::changed_meanwhile;  // no form is shown for it
  if (is_there_ && text == source_->text() && !along) return Save::done;
  if (!is_as_it_was()) return Save::changed_meanwhile;
  const std::string mark{has_mark_ ? mark_of_utf8 : ""};
  const std::string place = place_of(path_);
  files::AtomicFileSet set{AT_FDCWD, files::Durable::at_once, disk};
  const auto refused = [&] {
    files::cannot_write(set.failure().name, set.failure().error, out);
    return Save::refused;
  };
  if (!set.make_folders(files::folder_of(place)) ||
      (along && !set.add(along->path, along->bytes)) || !set.add(place, mark + text))
    return refused();
  // Until it is on the disk takes its time on a network, and somebody may have written meanwhile.
  if (!is_as_it_was()) return Save::changed_meanwhile;
  return set.commit() ? Save::done : refused();
}

}  // namespace engine::serve
