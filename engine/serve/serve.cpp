#include "engine/serve/serve.hpp"

#include "engine/files/files.hpp"
#include "engine/serve/messages.hpp"
#include "engine/serve/site.hpp"

#include <array>
#include <sys/random.h>
#include <unistd.h>

namespace engine::serve {

namespace {

/// 256 bits that nobody can guess, in hexadecimal digits; empty when the system has none.
std::string random_key() {
  std::array<char, 32> bytes{};
  std::size_t there = 0;
  while (there < bytes.size()) {
    const ssize_t got = ::getrandom(bytes.data() + there, bytes.size() - there, 0);
    if (got <= 0) return {};
    there += static_cast<std::size_t>(got);
  }
  return hex_of({bytes.data(), bytes.size()}, lower_hex_digits);
}

/// A file of the page, as the templates that are laid over have it, else as it is built in.
Result<std::string> file_of_page(
    const Options& options, const std::string& name, Diagnostics& out
) {
  const std::string laid_over = options.overlay + "/serve/" + name;
  const bool is_over = !options.overlay.empty() && ::access(laid_over.c_str(), R_OK) == 0;
  return files::read_file(is_over ? laid_over : options.templates + '/' + name, out);
}

Result<std::unique_ptr<Source>> source_of_page(
    const Options& options, const std::string& name, Diagnostics& out
) {
  auto bytes = file_of_page(options, name, out);
  if (!bytes) return bytes.error();
  return xml::decode("serve/" + name, *std::move(bytes), Source::Holds::author_text, out);
}

}  // namespace

Result<End> run(const Options& options, Worker& worker, Diagnostics& out) {
  const auto asked = source_of_page(options, "interview.xml", out);
  if (!asked) return asked.error();
  auto interview = read_interview(**asked, worker.library->template_set->vocabulary, out);
  if (!interview) return interview.error();
  const auto said = source_of_page(options, "words.xml", out);
  if (!said) return said.error();
  auto words = read_words(**said, out);
  if (!words) return words.error();
  auto style = file_of_page(options, "style.css", out);
  if (!style) return style.error();
  auto script = file_of_page(options, "page.js", out);
  if (!script) return script.error();

  Listener::Options how;
  how.port = options.port;
  how.idle = options.idle;
  how.scratch = options.scratch;
  auto listener = Listener::open(how, out);
  if (!listener) return listener.error();
  const std::string key = random_key(), cookie = random_key(), form_key = random_key();
  if (key.empty() || cookie.empty() || form_key.empty())
    return out.error(messages::no_randomness, {});
  Guard guard{(*listener)->port(), key, cookie, form_key};
  if (options.is_folder && !options.rows) settle_all(options.place);
  Site site{
      options,
      worker,
      *std::move(interview),
      *std::move(words),
      *std::move(style),
      *std::move(script)};
  if (!options.ready("http://" + guard.host() + "/open?key=" + key)) return End::asked;
  const auto end = (*listener)->run(
      guard,
      {[&](const Request& request) { return site.answer(request, guard); },
       [&] { return site.turned_away(); },
       [&] { site.end(); }}
  );
  if (guard.is_closed()) return out.error(messages::too_many_wrong_keys, {});
  return end == Listener::End::idle     ? End::idle
         : end == Listener::End::signal ? End::signal
                                        : End::asked;
}

}  // namespace engine::serve
