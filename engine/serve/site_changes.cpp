// What differs from the packet that was handed out last, and which of its pages to print again.

#include "engine/files/files.hpp"
#include "engine/serve/visit.hpp"

#include <filesystem>

namespace engine::serve {

namespace {

/// Whether an id can be the name of a folder, and of none but that.
bool is_name_of_folder(std::string_view id) {
  return !id.empty() && id.front() != '.' &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
         ) == id.npos;
}

std::string packet_at(const std::string& output, const std::string& id) {
  return is_name_of_folder(id) ? output + '/' + id + "/packet.pdf" : std::string{};
}

}  // namespace

/// Where `make` and this page put the packet of a case, if there is one; else empty.
std::string Site::packet_before(const Visit& visit) const {
  const std::string path = packet_at(patients_.output(), visit.file->id());
  std::error_code none;
  return !path.empty() && std::filesystem::is_regular_file(path, none) ? path : std::string{};
}

/// Of several patients all packets are made together, which knows what it has made.
void Site::keep_packet(const Visit& visit, std::string_view bytes) const {
  const std::string path = packet_at(patients_.output(), visit.file->id());
  if (!options_.is_folder && !path.empty() && options_.keep_packet)
    options_.keep_packet(path, bytes);
}

Reply Site::changes(Visit& visit) {
  const Look& look = visit.look;
  Sheet sheet;
  sheet.title = say(look, "changes");
  sheet.back = address(look, "/papers");
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n";
  const std::string before = packet_before(visit);
  Diagnostics out;
  Result<Changed> changed = Changed{};
  if (!before.empty() && options_.changed)
    changed = options_.changed(
        {visit.file->path(), visit.file->source().text(), before}, look.language, out
    );
  if (!changed) return told(visit, out, 409);
  const auto say_of = [&](std::string_view word) {
    sheet.main += "<p>" + text(say(look, word)) + "</p>\n";
  };
  if (!changed->is_known) {
    say_of("changes.unknown");
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
  sheet.main +=
      "<p>" + link(address(look, "/papers"), say(look, "to-papers"), "button quiet") + "</p>\n";
  return shown(visit, sheet);
}

/// The pages to print again; with them the packet before is in the hands of the person as it is
/// now.
Reply Site::changed_pages(Visit& visit) {
  const std::string before = packet_before(visit);
  if (before.empty() || !options_.changed) return trouble(visit, 404, "no-such-page");
  Diagnostics out;
  auto changed = options_.changed(
      {visit.file->path(), visit.file->source().text(), before}, visit.look.language, out
  );
  if (!changed) return told(visit, out, 409);
  if (changed->pages.empty()) return see(address(visit.look, "/changes"));
  keep_packet(visit, changed->packet);
  return {
      200,
      "application/pdf",
      std::move(changed->pages),
      {{"Content-Disposition", "attachment; filename=\"print-again.pdf\""},
       {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}}};
}

}  // namespace engine::serve
