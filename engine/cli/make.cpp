#include "engine/casefile/messages.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/deliver.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/former.hpp"
#include "engine/cli/messages.hpp"
#include "engine/cli/old_papers.hpp"
#include "engine/cli/records.hpp"
#include "engine/cli/session.hpp"
#include "engine/encrypt/encrypt.hpp"
#include "engine/packet/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace engine::cli {

namespace {

Reported unknown_name(
    FilledError said,
    std::string_view name,
    std::span<const std::string_view> names,
    std::string_view list,
    Diagnostics& out
) {
  return out.error(
      std::move(said),
      {},
      {suggestion_or(name, names, quotes, "carepacket " + std::string{list} + " lists them")}
  );
}

/// True for a paper of the set, its cover, and its sheet before each part.
bool has(const kind::Set& set, const std::string& kind) {
  return kind == set.cover || kind == set.tab ||
         std::find(set.kinds.begin(), set.kinds.end(), kind) != set.kinds.end();
}

/// True when the names of kinds and set in the command are names of this template_set.
bool knows_names(
    const kind::TemplateSet& template_set, const MakeOptions& options, Diagnostics& out
) {
  bool known = true;
  if (!template_set.set(options.set)) {
    std::vector<std::string_view> names;
    for (const auto& set : template_set.sets) names.push_back(set.name);
    unknown_name(messages::unknown_set(in_quotes(options.set)), options.set, names, "sets", out);
    known = false;
  }
  const kind::Set* set = template_set.set(options.set);
  for (const auto& name : options.only) {
    const kind::Kind* const named = template_set.kind(name);
    if (named && named->of_run) {
      out.error(
          messages::kind_of_a_run(in_quotes(name)),
          {},
          {"carepacket batch puts it beside the manifest, or where --report says"}
      );
      known = false;
    } else if (set && named && !has(*set, name)) {
      out.error(
          messages::kind_not_in_set(in_quotes(set->name), in_quotes(name)),
          {},
          {"carepacket sets lists what is in each"}
      );
      known = false;
    }
    if (template_set.kind(name)) continue;
    std::vector<std::string_view> names;
    for (const auto& kind : template_set.kinds) names.push_back(kind.name);
    unknown_name(messages::unknown_kind(in_quotes(name)), name, names, "kinds", out);
    known = false;
  }
  return known;
}

/// --only without --set means the first set that has all of these kinds; one that is in none is
/// told as unknown.
void choose_set(const kind::TemplateSet& template_set, MakeOptions& options) {
  const auto holds_all = [&](const kind::Set& set) {
    return std::all_of(options.only.begin(), options.only.end(), [&](const std::string& kind) {
      return has(set, kind);
    });
  };
  if (const kind::Set* usual = template_set.set(options.set); usual && holds_all(*usual)) return;
  const auto set = std::find_if(template_set.sets.begin(), template_set.sets.end(), holds_all);
  if (set != template_set.sets.end()) options.set = set->name;
}

}  // namespace

bool may_hold_the_case(
    const kind::TemplateSet& template_set, const Request& asked, Diagnostics& out
) {
  if (!asked.embed_case || template_set.set(asked.make.set)->keep) return true;
  std::string keeps;
  for (const kind::Set& set : template_set.sets) {
    if (set.keep) keeps += (keeps.empty() ? "" : " or ") + set.name;
  }
  out.error(
      messages::set_is_handed_on(in_quotes(asked.make.set)),
      {},
      {"--embed-case goes with the set " + keeps}
  );
  return false;
}

bool open_worker(Session& session, Diagnostics& out) {
  auto budget = std::make_shared<Budget>(session.bytes_a_case);
  auto worker = make_worker(*session.library, out, session.check, std::move(budget));
  if (worker) session.worker.emplace(std::move(*worker));
  return bool{worker};
}

Exit open_session(Request& asked, Session& session, Check check, Diagnostics& out) {
  const auto share = share_folder(out);
  if (!share) return Exit::file_system_refused;
  if (!is_folder(asked.templates, out)) return Exit::file_system_refused;
  auto library = open_library(*share, asked.templates, out);
  if (!library) return Exit::unusable;
  session.library = std::move(*library);
  if (!asked.names_set) choose_set(*session.library->template_set, asked.make);
  if (!knows_names(*session.library->template_set, asked.make, out)) return Exit::not_understood;
  session.check = check;
  // A night has workers of its own.
  if (asked.command == Command::make || asked.command == Command::check ||
      asked.command == Command::serve)
    session.bytes_a_case = asked.batch.limits.bytes;
  return open_worker(session, out) ? Exit::all_made : Exit::unusable;
}

namespace {

const std::string& window(const StageDumps& dumps, Show show) {
  switch (show) {
    case Show::nothing:
    case Show::case_text:
      break;
    case Show::facts:
      return dumps.facts;
    case Show::markup:
      return dumps.markup;
    case Show::blocks:
      return dumps.blocks;
    case Show::pages:
      return dumps.pages;
    case Show::tags:
      return dumps.tags;
  }
  return dumps.case_text;
}

/// A kind that --only names, and that this case does not call for.
bool lacks_what_was_asked_for(const Diagnostics& out) {
  return std::ranges::any_of(out.all(), [](const Diagnostic& told) {
    return told.code == packet::messages::not_called_for.code;
  });
}

struct Outcome {
  Exit exit = Exit::all_made;
  std::optional<Made> made;
};

/// What is done with a case, within its memory; a case that needs more is given up, and the next
/// one has a worker of its own.
Result<Made> within_limits(
    const Source& text,
    const Request& asked,
    Session& session,
    const std::function<Result<Made>()>& work,
    Diagnostics& out
) {
  try {
    session.worker->budget->restart();
    return work();
  } catch (const BudgetExceeded& exceeded) {
    Diagnostics told;
    batch::tell_given_up(exceeded, asked.batch.limits, told);
    out = {};
    for (Diagnostic one : told.all()) {
      one.file = text.name();
      out.add(std::move(one));
    }
    static_cast<void>(open_worker(session, out));
    return *out.reported();
  }
}

/// One case through the whole walk.
Outcome walk(
    const std::string& path,
    const Request& asked,
    Session& session,
    StageDumps* dumps,
    Diagnostics& out,
    RunPassword* password,
    bool tells_unprinted = false,
    const Answers* answers = nullptr
) {
  auto bytes = read_file(path, out);
  if (!bytes || !are_there(asked.attach, out)) return {Exit::file_system_refused, {}};
  const std::string name = path == "-" ? "standard input" : path;
  MakeOptions options = asked.make;
  const BesideAndAttached beside{path == "-" ? "." : files::folder_of(path), asked.attach};
  options.beside = &beside;
  options.answers = answers;
  if (password) options.record_password = [password] { return password->for_record(); };
  const std::string original = asked.embed_case ? *bytes : std::string{};  // decoding takes it
  if (asked.embed_case) options.embed = original;
  auto text = xml::decode(name, std::move(*bytes), Source::Holds::patient_data, out);
  if (!text) return {Exit::unusable, {}};
  const auto known = with_attached(std::move(*text), asked.attach, out);
  if (!known) return {Exit::not_understood, {}};
  if (!asked.attach.empty() && !has_records(*session.library->template_set, options.set))
    out.warn(messages::attached_nowhere(options.set), {}, {"the binder has it: --set binder"});
  auto made = within_limits(
      *known->text,
      asked,
      session,
      [&] { return engine::make(*known->text, *session.worker, options, out, dumps); },
      out
  );
  out.forget_line(name, known->line);
  if (!made) return {Exit::unusable, {}};
  const auto search = [&]() -> Result<Made> {
    tell_unprinted(*known->text, *session.worker, options, out);
    return Made{};
  };
  if (tells_unprinted && !within_limits(*known->text, asked, session, search, out))
    return {Exit::unusable, {}};
  const bool is_whole = made->missing.empty() && !lacks_what_was_asked_for(out);
  return {is_whole ? Exit::all_made : Exit::some_not_made, std::move(*made)};
}

/// The exit code of several cases.
Exit verdict(std::size_t good, std::size_t unusable, std::size_t refused, std::size_t all) {
  if (good == all) return Exit::all_made;
  if (unusable == all) return Exit::unusable;
  if (refused == all) return Exit::file_system_refused;
  return unusable + refused == all ? Exit::unusable : Exit::some_not_made;
}

/// Which paper each office's records call for, and why each paper of the set is there or not.
std::string reasons(const Explained& explained, const MessageFormat& format) {
  const bool redact = format.redact;
  std::string text;
  if (!explained.routes.empty()) text += "\n  " + spoken(format, "Records") + '\n';
  for (const auto& route : explained.routes) {
    const std::string holder = route.holder.empty() ? spoken(format, "an office not named yet")
                               : redact             ? spoken(format, "an office")
                                                    : printable(route.holder);
    text += "    " + holder + ": " + route.paper + '\n';
    text += wrapped(route.reason, 6);
  }
  text += "\n  " + spoken(format, "Papers") + '\n';
  for (const auto& paper : explained.papers) {
    text += paper.is_made ? "    + " : "    - ";
    text += paper.kind;
    if (!paper.about.empty() && !redact) text += " (" + printable(paper.about) + ")";
    text += '\n' + wrapped(shown(paper.why.in(language_of(format)), redact), 6);
  }
  return text;
}

/// Encrypts every file with one password, which is asked for now that there is something to
/// encrypt. What is told here is told of the whole run.
Exit encrypt(Delivery& delivery, const Request& asked, RunPassword& read, Diagnostics& out) {
  std::optional<encrypt::Password> password;
  if (!asked.password.is_terminal()) password = read.take();
  if (!password) {
    auto typed = read_password(asked.password, Ask::twice, asked.message_format, out);
    if (!typed) return Exit::not_understood;
    password.emplace(std::move(*typed));
  }
  std::vector<File*> files;
  for (File& file : delivery.made.files) files.push_back(&file);
  if (delivery.sheets) files.push_back(&*delivery.sheets);
  for (File* file : files) {
    auto sealed = encrypt::encrypt(file->bytes, *password, out);
    if (!sealed) return Exit::file_system_refused;
    file->bytes = std::move(*sealed);
    if (!file->answered.empty()) pdf::mark_answers(file->bytes);
    pdf::identify(file->bytes);
  }
  if (password->is_short()) {
    out.warn(
        messages::password_short,
        {},
        {"twelve letters or more hold, such as four words that do not belong together"}
    );
  }
  out.warn(messages::not_pdf_a, {}, {"keep one without a password, too, where it has to last"});
  return Exit::all_made;
}

void warn_of_the_case_inside(Diagnostics& out) {
  out.warn(
      messages::holds_the_case,
      {},
      {"carepacket make CASE.xml --separate makes the papers for the offices, without the case"}
  );
}

/// Makes the papers again with what was typed into those that they take the place of.
std::optional<Exit> with_answers(
    Outcome& outcome,
    const Request& asked,
    Session& session,
    RunPassword& password,
    FormerFiles& former,
    Diagnostics& out
) {
  if (asked.output == "-" || !outcome.made) return std::nullopt;
  const auto& template_set = *session.library->template_set;
  std::vector<std::string> paths = paths_of(*outcome.made, asked);
  if (asked.make.separate && asked.make.only.empty()) {
    const std::string folder = folder_for(asked.output, outcome.made->case_id);
    auto old = old_papers(folder, *template_set.set(asked.make.set), template_set, paths);
    former.old = std::move(old.of_set);
    former.of_other_sets = old.of_others;
    paths.insert(paths.end(), former.old.begin(), former.old.end());
  }
  if (!read_former(paths, template_set, outcome.made->whose, password, former, out))
    return Exit::file_system_refused;
  if (former.answers.empty()) return std::nullopt;
  Diagnostics told_already;
  outcome = walk(
      asked.arguments.front(),
      asked,
      session,
      nullptr,
      told_already,
      &password,
      false,
      &former.answers
  );
  return std::nullopt;
}

}  // namespace

Exit make(Request asked, Diagnostics& out) {
  Session session;
  if (const Exit exit = open_session(asked, session, Check::those_used, out);
      exit != Exit::all_made)
    return exit;
  if (!may_hold_the_case(*session.library->template_set, asked, out)) return Exit::not_understood;

  StageDumps dumps;
  const bool shows = asked.show != Show::nothing;
  RunPassword password{asked, out};
  Outcome outcome =
      walk(asked.arguments.front(), asked, session, shows ? &dumps : nullptr, out, &password);
  if (shows) {
    return write_out(window(dumps, asked.show), out) ? outcome.exit : Exit::file_system_refused;
  }
  if (!outcome.made) return outcome.exit;
  FormerFiles former;
  if (const auto exit = with_answers(outcome, asked, session, password, former, out)) return *exit;
  if (!outcome.made) return outcome.exit;
  if (!asked.encrypt && !asked.password.is_terminal() && !password.was_wanted()) {
    out.error(messages::password_without_encrypt, {});
    return Exit::not_understood;
  }
  auto delivery = compare(*std::move(outcome.made), std::move(former), asked, *session.worker, out);
  if (!delivery) return Exit::unusable;
  if (asked.encrypt && !delivery->made.files.empty()) {
    if (const Exit exit = encrypt(*delivery, asked, password, out); exit != Exit::all_made)
      return exit;
  }
  const Exit delivered = deliver(*delivery, asked, *session.library->template_set, out);
  if (delivered != Exit::all_made) return delivered;
  if (asked.embed_case) warn_of_the_case_inside(out);
  return outcome.exit;
}

namespace {

/// True for a draft with nothing wrong but what is still to be said in it. Then what it tells are
/// warnings: that it cannot be made is for who makes it.
bool is_unfinished_draft(Diagnostics& out) {
  const auto says_so = [](const Diagnostic& told) {
    return told.code == casefile::messages::draft_not_ready.code;
  };
  const auto& all = out.all();
  if (out.errors() != 1 || std::ranges::none_of(all, says_so)) return false;
  Diagnostics rest;
  for (Diagnostic told : all) {
    if (says_so(told)) {
      told.severity = Severity::warning;
      told.code = casefile::messages::draft_lacks.code;
    }
    rest.add(std::move(told));
  }
  out = std::move(rest);
  return true;
}

}  // namespace

Exit check(Request asked, Diagnostics& out) {
  Session session;
  if (const Exit exit = open_session(asked, session, Check::every_template, out);
      exit != Exit::all_made)
    return exit;

  std::size_t good = 0, unusable = 0, refused = 0;
  bool printed = true;
  for (const auto& path : asked.arguments) {
    Outcome outcome = walk(path, asked, session, nullptr, out, nullptr, true);
    const bool is_draft = !outcome.made && is_unfinished_draft(out);
    if (is_draft) outcome.exit = Exit::some_not_made;
    good += outcome.exit == Exit::all_made;
    unusable += outcome.exit == Exit::unusable;
    refused += outcome.exit == Exit::file_system_refused;
    printed = print(out, asked.message_format) && printed;
    out = {};
    if (is_draft && !write_out(
                        printable(path) + ": " +
                            spoken(asked.message_format, "a draft, not ready to print") + '\n',
                        out
                    ))
      return Exit::file_system_refused;
    if (!outcome.made) continue;
    std::size_t blanks = 0;
    for (const File& file : outcome.made->files) blanks += file.blanks.size();
    std::string line =
        (path == "-" ? spoken(asked.message_format, "standard input") : printable(path)) + ": " +
        spoken(
            asked.message_format,
            counted(static_cast<std::size_t>(outcome.made->documents), "document", "documents")
        );
    const auto& missing = outcome.made->missing;
    if (!missing.empty()) {
      line +=
          ", " + spoken(asked.message_format, std::to_string(missing.size()) + " cannot be made");
    }
    if (blanks > 0) {
      line +=
          ", " +
          spoken(asked.message_format, counted(blanks, "blank", "blanks") + " to finish by hand");
    }
    line += '\n';
    if (outcome.made->explained) line += reasons(*outcome.made->explained, asked.message_format);
    if (!write_out(line, out)) return Exit::file_system_refused;
  }
  return exit_when(printed, verdict(good, unusable, refused, asked.arguments.size()));
}

}  // namespace engine::cli
