#include "engine/batch/work.hpp"

#include "engine/batch/messages.hpp"
#include "engine/batch/split.hpp"
#include "engine/files/messages.hpp"
#include "engine/packet/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <exception>
#include <set>

namespace engine::batch {

namespace {

std::string in_seconds(std::chrono::milliseconds time) {
  const auto count = time.count();
  if (count % 1000 != 0) return std::to_string(count) + " milliseconds";
  return std::to_string(count / 1000) + (count == 1000 ? " second" : " seconds");
}

/// Gives messages about the case as a whole its file's name, and moves the others to their place.
Diagnostics placed(Diagnostics&& told, const CaseText& text, const std::string& id) {
  Diagnostics moved;
  for (Diagnostic one : told.all()) {
    if (one.file.empty()) one.file = text.name;
    if (text.place) text.place(one);
    if (text.row) one = table::told_at_cell(std::move(one), *text.row);
    one.case_id = id;
    moved.add(std::move(one));
  }
  return moved;
}

void count_codes(const Diagnostics& told, Entry& entry) {
  entry.errors.clear();
  entry.warnings.clear();
  for (const Diagnostic& one : told.all()) {
    auto& codes = one.severity == Severity::error ? entry.errors : entry.warnings;
    ++codes[one.code];
  }
}

bool cannot_be_read(const Diagnostics& told) {
  return std::any_of(told.all().begin(), told.all().end(), [](const Diagnostic& one) {
    return one.code == files::messages::cannot_read.code;
  });
}

/// Where the id of the case stands, or else the case itself.
Place place_of_id(const CaseText& text, std::string_view id) {
  if (text.row || text.line > 1) return {text.line, 1};
  const std::string_view all = text.bytes;
  const auto before =
      all.substr(0, id.empty() ? 0 : static_cast<std::size_t>(id.data() - all.data()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  Diagnostic at{
      .file = text.name,
      .line = static_cast<int>(lines) + 1,
      .column = static_cast<int>(before.size() - (before.rfind('\n') + 1)) + 1};
  if (text.place) text.place(at);
  return {at.line, at.column};
}

void take_made(Made&& made, Finished& finished) {
  Entry& entry = finished.entry;
  entry.documents = made.documents;
  entry.status = made.missing.empty() ? Status::made : Status::incomplete;
  for (File& file : made.files) {
    entry.pages += file.pages;
    entry.blanks += static_cast<int>(file.blanks.size());
    entry.files.push_back(
        {.name = entry.id + '/' + file.name,
         .sha256 = hash::sha256_hex(file.bytes),
         .bytes = file.bytes.size(),
         .pages = file.pages}
    );
  }
  finished.files = std::move(made.files);
}

}  // namespace

void tell_given_up(const BudgetExceeded& exceeded, const Limits& limits, Diagnostics& out) {
  if (exceeded.of == BudgetExceeded::Of::time) {
    out.error(
        messages::takes_too_long(in_seconds(limits.time)),
        {},
        {"a case has a few pages of text: look at what it holds, or allow more with --time-limit"}
    );
    return;
  }
  out.error(
      messages::needs_too_much(limits.bytes >> 20),
      {},
      {"a case has a few pages of text: look at what it holds, or allow more with --memory-limit"}
  );
}

void refuse(Finished& finished) {
  Entry& entry = finished.entry;
  finished.files.clear();
  finished.is_unchanged = false;
  entry = {.number = entry.number, .row = entry.row, .id = entry.id, .key = entry.key};
  count_codes(finished.told, entry);
}

std::size_t Finished::bytes() const {
  std::size_t sum = 1024;
  for (const File& file : files) sum += file.bytes.size();
  return sum;
}

namespace {

constexpr std::size_t most_kept_beside = std::size_t{16} << 20;

}  // namespace

Maker::Maker(const Run& run, Watchdog& watchdog)
    : run_{run}, watchdog_{watchdog}, budget_{std::make_shared<Budget>(run.options.limits.bytes)} {}

Finished Maker::make(CaseText text) {
  Finished finished{.input = text.input};
  Entry& entry = finished.entry;
  entry.number = text.number;
  entry.row = text.row_number;
  const std::string_view bytes =
      text.row ? std::string_view{text.row->as_case->text()} : text.bytes;
  // Logos are kept from case to case; the records of one patient are not.
  if (folder_ && folder_->held() > most_kept_beside) folder_.reset();
  // A row that was refused has no case; its id stood in it all the same.
  const std::string_view id = bytes.empty() ? std::string_view{text.id} : id_of(bytes);
  entry.id = id;
  finished.told = std::move(text.told);
  finished.is_unread = cannot_be_read(finished.told);
  finished.is_ours = takes(run_.options.shard, id.empty() ? bytes : id);
  if (!finished.is_ours) return finished;
  finished.place = place_of_id(text, id);
  hash::Sha256 key;
  key.add(run_.digest).add(bytes);
  for (const std::string& name : files_beside(bytes)) {
    if (const Source* file = folder_of(text).find(name)) key.add(file->text());
  }
  entry.key = key.hex();
  if (finished.told.errors() > 0) {
    count_codes(finished.told, entry);
    return finished;
  }
  auto before = run_.journal.with_key(entry.key, finished.told);
  if (finished.told.errors() > 0) {
    finished.is_unread = true;
    count_codes(finished.told, entry);
    return finished;
  }
  if (before && before->id == entry.id && run_.store.holds(*before)) {
    before->number = entry.number;
    before->row = entry.row;
    entry = std::move(*before);
    finished.is_unchanged = true;
    return finished;
  }
  walk_within_limits(text, finished);
  finished.told = placed(std::move(finished.told), text, entry.id);
  count_codes(finished.told, entry);
  return finished;
}

const files::Folder& Maker::folder_of(const CaseText& text) {
  std::string name = run_.options.pictures;
  if (name.empty()) name = text.name == "standard input" ? "." : files::folder_of(text.name);
  if (!folder_ || name != folder_name_) {
    folder_ = std::make_unique<files::Folder>(name);
    folder_name_ = std::move(name);
  }
  return *folder_;
}

/// The walk, ended where the case has used up its budget. Whatever ends it early, the thread goes
/// on with a new worker: nothing half done is left in it.
void Maker::walk_within_limits(CaseText& text, Finished& finished) {
  if (!worker_) {
    auto worker = make_worker(run_.library, finished.told, Check::those_used, budget_);
    if (!worker) return;
    worker_.emplace(std::move(*worker));
  }
  try {
    const Watchdog::Case watched{watchdog_, *budget_, run_.options.limits.time};
    walk(text, finished);
    return;
  } catch (const BudgetExceeded& exceeded) {
    finished.told = {};
    tell_given_up(exceeded, run_.options.limits, finished.told);
  } catch (const std::exception& fault) {
    finished.told = {};
    finished.our_fault = true;
    finished.told.error(
        messages::our_fault(fault.what()),
        {},
        {"please report it; leave the case file out, it is private"}
    );
  }
  worker_.reset();
  refuse(finished);
}

/// The packet of a row; of one in which values of cells cannot be taken the packet without them.
Result<Made> Maker::make_row(table::Row& row, const MakeOptions& options, Diagnostics& out) {
  Diagnostics blanks;
  std::vector<std::unique_ptr<const Source>> before;  // what is told may still point into it
  for (;;) {
    Diagnostics told;
    auto made = engine::make(*row.as_case, *worker_, options, told);
    Diagnostics complaints = told;
    auto as_it_was =
        made || run_.options.table.strict ? std::nullopt : table::with_cells_blank(row, complaints);
    if (!as_it_was) {
      out.take(std::move(blanks));
      out.take(std::move(told));
      return made;
    }
    before.push_back(*std::move(as_it_was));
    blanks.take(std::move(complaints));
  }
}

Result<Made> Maker::with_answers(
    Result<Made> made, const std::function<Result<Made>(const Answers&)>& again, Finished& finished
) {
  if (!made || run_.options.make.format != Format::pdf) return made;
  std::set<std::string> names;
  for (const File& file : made->files) names.insert(made->case_id + '/' + file.name);
  if (const auto before = run_.journal.with_id(made->case_id, finished.told)) {
    for (const FileEntry& file : before->files) names.insert(file.name);
  }
  Former former;
  Carried& carried = finished.carried;
  std::string bytes;
  for (const std::string& name : names) {
    if (!run_.store.read(name, bytes)) continue;
    // Most are as they were written, which is sooner seen than read.
    if (pdf::is_untouched(bytes) && !pdf::holds_answers(bytes)) continue;
    const auto old =
        read_old_paper(bytes, nullptr, *run_.library.template_set, made->whose, former);
    if (old && old->is_of_another)
      tell_of_another(in_quotes(run_.options.output + '/' + name), *old, finished.told);
    if (old && old->is == OldPaper::Is::read) carried.read.emplace(name, hash::sha256_hex(bytes));
  }
  if (former.answers.empty()) return made;
  auto filled = again(former.answers);
  if (!filled) return filled;
  const std::string name = filled->case_id + std::string{answers_file};
  if (!run_.store.read(name, bytes)) bytes.clear();
  KeptAnswers kept = kept_answers(former, filled->files, filled->whose, bytes);
  if (kept.is_of_another) {
    // The papers that they were typed into stay, too.
    const OldPaper other{.is = OldPaper::Is::other, .is_of_another = true};
    tell_of_another(in_quotes(run_.options.output + '/' + name), other, finished.told);
    carried.read.clear();
  }
  tell_kept(kept, run_.options.output + '/' + name, finished.told);
  carried.kept = std::move(kept.text);
  return filled;
}

void Maker::walk(CaseText& text, Finished& finished) {
  Diagnostics& out = finished.told;
  MakeOptions options = run_.options.make;
  options.beside = &folder_of(text);
  std::unique_ptr<Source> decoded;
  std::string original;
  const Source* source = text.row ? text.row->as_case.get() : nullptr;
  if (run_.options.embed_case) {
    original = source ? source->text() : text.bytes;
    options.embed = original;
  }
  if (!source) {
    auto read = xml::decode(text.name, std::move(text.bytes), Source::Holds::patient_data, out);
    if (!read) return;
    decoded = std::move(*read);
    source = decoded.get();
  }
  const auto make_all = [&](Diagnostics& told) {
    return text.row ? make_row(*text.row, options, told)
                    : engine::make(*source, *worker_, options, told);
  };
  const auto again = [&](const Answers& answers) {
    options.answers = &answers;
    Diagnostics told_already;
    return make_all(told_already);
  };
  auto made = with_answers(make_all(out), again, finished);
  if (!made) return;
  finished.entry.id = made->case_id;
  if (made->files.empty()) {
    if (made->missing.empty()) out.error(messages::calls_for_nothing, {});
    return;
  }
  take_made(std::move(*made), finished);
}

/// Names every member of the two structures: one that is added does not compile until somebody has
/// decided whether packets made without it are as good as new.
std::string digest_of_run(const Library& library, const Options& options) {
  const auto& [format, set, only, separate, edition, language, bilingual, send_ready, also, tabs, flat, as_of, readable, tagged, explain, embed, to_be_encrypted, beside, answers, record_password] =
      options.make;
  const auto& [inputs, given, table, output, make, embed_case, container, jobs, resume, fail_fast, prune, force, shard, limits, watchdog, most_waiting, print_job, separators, report, is_own, temporary, disk, pictures] =
      options;
  std::string text = "carepacket batch 1";
  const auto say = [&](std::string_view name, std::string_view value) {
    text.append("\n").append(name).append("=").append(value);
  };
  const auto yes_or_no = [](bool value) { return value ? "yes" : "no"; };
  say("format", std::to_string(static_cast<int>(format)));
  say("set", set);
  for (const std::string& kind : only) say("only", kind);
  say("separate", yes_or_no(separate));
  say("edition", edition ? name_of(*edition) : "");
  say("language", language);
  say("bilingual", yes_or_no(bilingual));
  say("send-ready", yes_or_no(send_ready));
  for (const std::string& kind : also) say("also", kind);
  say("tabs", yes_or_no(tabs));
  say("flat", yes_or_no(flat));
  say("as-of", as_of ? as_of->iso() : "");
  say("readable", yes_or_no(readable));
  say("tagged", yes_or_no(tagged));
  say("to-be-encrypted", yes_or_no(to_be_encrypted));
  say("record-password", yes_or_no(record_password != nullptr));
  say("embed-case", yes_or_no(embed_case));
  say("strict", yes_or_no(table.strict));
  return hash::Sha256{}.add(library.digest(make)).add(text).hex();
}

}  // namespace engine::batch
