#include "engine/cli/commands.hpp"
#include "engine/cli/confine.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/memory.hpp"
#include "engine/cli/process.hpp"
#include "engine/cli/speech.hpp"

#include <csignal>
#include <span>

namespace engine::cli {

namespace {

Exit run(const Request& asked, Diagnostics& out) {
  const auto say = [&](std::string_view text) {
    return write_out(text, out) ? Exit::all_made : Exit::file_system_refused;
  };
  switch (asked.command) {
    case Command::help:
      return say(
          asked.message_format.speech ? asked.message_format.speech->lines(asked.help) : asked.help
      );
    case Command::version:
      return say("carepacket " CAREPACKET_VERSION "\n");
    case Command::make:
      confine(asked);
      return make(asked, out);
    case Command::batch:
      confine(asked);
      return batch(asked, out);
    case Command::merge_manifests:
      return merge_manifests(asked, out);
    case Command::import_charts:
      confine(asked);
      return import(asked, out);
    case Command::serve:
      return serve(asked, out);  // confined when the browser has been started
    case Command::check:
      confine(asked);
      return asked.arguments.empty() ? check_templates(asked, out) : check(asked, out);
    case Command::starter:
      return starter(asked, out);
    case Command::kinds:
      return kinds(asked, out);
    case Command::sets:
      return sets(asked, out);
    case Command::columns:
      return columns(asked, out);
    case Command::questions:
      return questions(asked, out);
    case Command::schema:
      return schema(asked, out);
    case Command::answers:
      confine(asked);
      return answers(asked, out);
    case Command::extract:
      confine(asked);
      return extract(asked, out);
    case Command::explain:
      return explain(asked, out);
    case Command::topic:
      return topic(asked, out);
  }
  return Exit::our_fault;
}

/// The language that the environment asks for; English where there are no words in it. English
/// costs nothing: no file is looked for.
std::optional<Speech> speech_of_environment() {
  const std::string language = wanted_language();
  if (language.empty()) return std::nullopt;
  Diagnostics untold;
  const auto share = share_folder(untold);
  return share ? Speech::read(*share, language, untold) : std::nullopt;
}

/// Reads the command, carries it out, and prints what was told.
Exit run(std::span<const char* const> words) {
  Diagnostics out;
  const auto speech = speech_of_environment();
  auto asked = read_request(words, out);
  MessageFormat format = asked ? asked->message_format : wanted_format(words);
  format.speech = speech ? &*speech : nullptr;
  if (asked) asked->message_format = format;
  const Exit exit = asked ? run(*asked, out) : Exit::not_understood;
  return exit_when(print(out, format), exit);
}

}  // namespace

}  // namespace engine::cli

int main(int count, char** words) {
  using namespace engine::cli;
  if (!hold_standard_descriptors()) return static_cast<int>(Exit::file_system_refused);
  keep_memory_private();
  tell_every_end();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is told like a full disk
  return exit_code_of([&] {
    ask_for_large_pages();
    const std::span all{words, static_cast<std::size_t>(count)};
    return run(all.subspan(all.empty() ? 0 : 1));
  });
}
