// What differs from the packet that was handed out last, and which of its pages to print again.

#include "engine/files/files.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <filesystem>

namespace engine::serve {

namespace {

/// What is handed out as one file of many papers.
constexpr std::string_view packets[] = {"packet", "large", "es", "en", "binder"};

}  // namespace

bool is_packet(std::string_view what) {
  return std::ranges::find(packets, what) != std::end(packets);
}

std::string file_of_packet(std::string_view what) {
  const bool is_name = what == "packet" || what == "binder";
  return (is_name ? "" : "packet-") + std::string{what};
}

MakeOptions options_of_packet(std::string_view what) {
  MakeOptions options;
  if (what == "large") options.edition = Edition::large;
  if (what == "binder") options.set = "binder";
  if (what == "es" || what == language_tag::english) options.language = what;
  return options;
}

/// Those that were handed out last, where `make` and this page put the papers of a case.
std::optional<Site::HandedOut> Site::handed_out(const Visit& visit) const {
  std::optional<HandedOut> last;
  std::filesystem::file_time_type since;
  for (const std::string_view what : packets) {
    const std::string path = packet_at(patients_.output(), visit.file->id(), file_of_packet(what));
    std::error_code none;
    if (path.empty() || !std::filesystem::is_regular_file(path, none)) continue;
    const auto changed = std::filesystem::last_write_time(path, none);
    if (none || (last && changed <= since)) continue;
    last = HandedOut{std::string{what}, path};
    since = changed;
  }
  return last;
}

/// Of several patients all packets are made together, which knows what it has made.
void Site::keep_packet(const Visit& visit, std::string_view what, std::string_view bytes) const {
  const std::string path = packet_at(patients_.output(), visit.file->id(), file_of_packet(what));
  if (options_.is_folder || path.empty() || !options_.keep_packet) return;
  if (!options_.keep_packet(path, bytes)) return;
  // One with the same bytes is left as it is, and is the last one all the same.
  std::error_code none;
  std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now(), none);
}

Result<Changed> Site::changed_since(const Visit& visit, const HandedOut& before, Diagnostics& out)
    const {
  return options_.changed(
      {visit.file->id(),
       visit.file->path(),
       std::make_shared<const std::string>(visit.file->source().text()),
       before.path,
       options_of_packet(before.what)},
      visit.look.language,
      out
  );
}

Reply Site::changes(Visit& visit) {
  const Look& look = visit.look;
  Sheet sheet;
  sheet.title = say(look, "changes");
  sheet.back = address(look, "/papers");
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n";
  const auto before = handed_out(visit);
  Diagnostics out;
  Result<Changed> changed = Changed{};
  if (before && options_.changed) {
    changed = changed_since(visit, *before, out);
    sheet.main += "<p class=\"hint\">" + text(say(look, "download." + before->what)) + "</p>\n";
  }
  if (!changed) return told(visit, out, 409);
  const auto say_of = [&](std::string_view word) {
    sheet.main += "<p>" + text(say(look, word)) + "</p>\n";
  };
  if (!changed->is_known) {
    say_of(changed->is_of_another ? "changes.another" : "changes.unknown");
  } else if (changed->papers.empty()) {
    say_of("changes.nothing");
  } else {
    say_of("changes.more");
    sheet.main += "<ul>\n";
    for (const std::string& paper : changed->papers) sheet.main += "<li>" + text(paper) + "</li>\n";
    sheet.main += "</ul>\n";
    if (!changed->pages.empty())
      sheet.main += "<p>" +
                    link(
                        address(look, "/download", {{"what", "changed"}}),
                        say(look, "changes.pages"),
                        "button"
                    ) +
                    "</p>\n<p class=\"hint\">" + text(say(look, "changes.then")) + "</p>\n";
  }
  if (changed->day_alone > 0)
    sheet.main += "<p class=\"hint\">" +
                  text(say(look, "changes.day", {std::to_string(changed->day_alone)})) + "</p>\n";
  sheet.main += "<p>" + link(address(look, "/papers"), say(look, "to-papers"), "button") + "</p>\n";
  return shown(visit, sheet);
}

/// The pages to print again; with them the packet before is in the hands of the person as it is
/// now.
Reply Site::changed_pages(Visit& visit) {
  const auto before = handed_out(visit);
  if (!before || !options_.changed) return trouble(visit, 404, "no-such-page");
  Diagnostics out;
  auto changed = changed_since(visit, *before, out);
  if (!changed) return told(visit, out, 409);
  if (changed->pages.empty()) return see(address(visit.look, "/changes"));
  keep_packet(visit, before->what, changed->packet);
  return {
      200,
      "application/pdf",
      std::move(changed->pages),
      {{"Content-Disposition", "attachment; filename=\"print-again.pdf\""},
       {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}}};
}

}  // namespace engine::serve
