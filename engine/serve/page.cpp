#include "engine/serve/page.hpp"

#include "engine/base/escape.hpp"
#include "engine/base/right_to_left.hpp"
#include "engine/casefile/characters.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

std::string languages(const Look& look) {
  const bool is_spanish = look.language == "es";
  return button_form(
      look,
      "/language",
      {{"to", is_spanish ? "en" : "es"}, {"here", look.here}},
      is_spanish ? "English" : "Español",
      is_spanish ? "plain en" : "plain es"
  );
}

/// Whose case it is: of several, the name keeps somebody from typing into another one's.
std::string head_of_page(const Look& look) {
  const std::string whose = (look.who.empty() ? "" : text(look.who) + " · ") + text(look.whose);
  std::string html = "<header class=\"top\">\n<p class=\"name\">carepacket" +
                     (look.whose.empty() ? "" : " <span class=\"whose\">" + whose + "</span>") +
                     "</p>\n<nav aria-label=\"" + plain(say(look, "nav")) + "\">\n<ul>\n";
  if (look.is_clinic) html += "<li>" + link("/patients", say(look, "patients")) + "</li>\n";
  if (look.has_case) {
    html += "<li>" + link(address(look, "/"), say(look, "overview")) + "</li>\n<li>" +
            link(address(look, "/check"), say(look, "check")) + "</li>\n<li>" +
            link(address(look, "/papers"), say(look, "papers")) + "</li>\n";
  }
  return html + "</ul>\n</nav>\n" + languages(look) + "</header>\n";
}

std::string foot_of_page(const Look& look) {
  std::string html =
      "<footer>\n<p>" + text(say(look, "stays-here")) + "</p>\n<div class=\"row\">\n";
  if (!look.undo.empty())
    html += button_form(look, "/undo", {{"seen", look.undo}}, say(look, "undo"));
  html += button_form(look, "/close", {}, say(look, "close"));
  return html + "</div>\n</footer>\n";
}

std::string troubles_of(const Look& look, const Sheet& sheet) {
  if (sheet.troubles.empty()) return {};
  std::string html =
      "<div class=\"errors\" role=\"alert\" tabindex=\"-1\" id=\"errors\" "
      "aria-labelledby=\"errors-title\">\n<h2 id=\"errors-title\">" +
      text(say(look, "errors")) + "</h2>\n<ul>\n";
  for (const Trouble& trouble : sheet.troubles) {
    html +=
        "<li>" +
        (trouble.target.empty() ? text(trouble.words) : link('#' + trouble.target, trouble.words)) +
        "</li>\n";
  }
  return html + "</ul>\n</div>\n";
}

}  // namespace

std::string plain(std::string_view words) {
  return engine::escaped(words);
}

namespace {

bool is_ascii(std::string_view words) {
  return std::ranges::all_of(words, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string as_printed(std::string_view words) {
  Diagnostics untold;  // check and make tell it of the case
  // A piece of a sentence keeps the blanks at its ends.
  const std::string_view inside = trimmed(words);
  const auto before = static_cast<std::size_t>(inside.data() - words.data());
  const std::string_view behind = words.substr(before + inside.size());
  return std::string{words.substr(0, before)} +
         casefile::printable_value(std::string{inside}, true, nullptr, {}, untold) +
         std::string{behind};
}

std::string text(std::string_view words) {
  if (is_ascii(words)) return plain(words);
  const std::string printed = as_printed(words);
  return has_right_to_left(printed) ? "<bdi>" + plain(printed) + "</bdi>" : plain(printed);
}

std::string apart(std::string_view value) {
  if (is_ascii(value)) return std::string{value};
  constexpr std::string_view begin = "\u2068", end = "\u2069";  // UAX #9 §2.4: FSI, PDI
  std::string printed = as_printed(value);
  return has_right_to_left(printed) ? std::string{begin} + printed + std::string{end} : printed;
}

std::string say(
    const Look& look, std::string_view id, std::initializer_list<std::string_view> values
) {
  const auto found = look.words->find(id);
  if (found == look.words->end()) return std::string{id};
  std::string words = found->second.in(look.language);
  std::size_t number = 0;
  for (const std::string_view value : values) {
    const std::string gap = '{' + std::to_string(++number) + '}';
    if (const auto at = words.find(gap); at != words.npos)
      words.replace(at, gap.size(), apart(value));
  }
  return words;
}

std::string address(const Look& look, std::string_view path, const Query& query) {
  std::string all{path};
  char sign = '?';
  const auto add = [&](std::string_view name, std::string_view value) {
    all += sign + std::string{name} + '=' + in_query(value);
    sign = '&';
  };
  for (const auto& [name, value] : query) add(name, value);
  if (!look.patient.empty()) add("patient", look.patient);
  return all;
}

std::string link(std::string_view address, std::string_view words, std::string_view kind) {
  return "<a href=\"" + plain(address) + '"' +
         (kind.empty() ? std::string{} : " class=\"" + plain(kind) + '"') + '>' + text(words) +
         "</a>";
}

std::string hidden(std::string_view name, std::string_view value) {
  return "<input type=\"hidden\" name=\"" + plain(name) + "\" value=\"" + plain(value) + "\">\n";
}

std::string button(std::string_view words, std::string_view kind, std::string_view does) {
  std::string html = "<button type=\"submit\"";
  if (!kind.empty()) html += " class=\"" + plain(kind) + '"';
  if (kind.ends_with(" es")) html += " lang=\"es\"";
  if (kind.ends_with(" en")) html += " lang=\"en\"";
  if (!does.empty()) html += " name=\"do\" value=\"" + plain(does) + '"';
  return html + '>' + text(words) + "</button>\n";
}

std::string open_form(const Look& look, std::string_view path, bool with_files) {
  std::string html = "<form method=\"post\" action=\"" + plain(path) + "\" autocomplete=\"off\"";
  if (with_files) html += " enctype=\"multipart/form-data\"";
  html += " novalidate>\n" + hidden("key", look.form_key);
  return look.patient.empty() ? html : html + hidden("patient", look.patient);
}

std::string button_form(
    const Look& look,
    std::string_view path,
    const Query& fields,
    std::string_view words,
    std::string_view kind
) {
  std::string html = open_form(look, path);
  for (const auto& [name, value] : fields) html += hidden(name, value);
  return html + button(words, kind) + "</form>\n";
}

std::string plain_field(
    const Look& look, const PlainField& field, const std::vector<Trouble>& troubles
) {
  const std::string id{field.id};
  std::string described, around;
  const auto add = [&](const std::string& of, std::string_view kind, const std::string& html) {
    described += (described.empty() ? "" : " ") + of;
    around += "<p class=\"" + std::string{kind} + "\" id=\"" + of + "\">" + html + "</p>\n";
  };
  if (!field.hint.empty()) add(id + "-hint", "hint", text(field.hint));
  bool is_wrong = false;
  for (const Trouble& trouble : troubles) {
    if (trouble.target != field.id) continue;
    add(id + "-error" + (is_wrong ? std::to_string(around.size()) : ""),
        "error",
        "<span class=\"hidden\">" + text(say(look, "error-title")) + "</span> " +
            text(trouble.words));
    is_wrong = true;
  }
  const bool is_file = field.attributes.find("type=\"file\"") != field.attributes.npos;
  std::string html = "<div class=\"field" + std::string{is_file ? " drop" : ""} +
                     "\">\n<label for=\"" + id + "\">" + text(field.label) + "</label>\n" + around +
                     "<input id=\"" + id + "\" name=\"" + plain(field.name) + "\" " +
                     std::string{field.attributes};
  if (!is_file) html += " value=\"" + plain(field.value) + "\" autocomplete=\"off\"";
  if (!described.empty()) html += " aria-describedby=\"" + described + '"';
  return html + (is_wrong ? " aria-invalid=\"true\"" : "") + ">\n</div>\n";
}

std::string whole(const Look& look, const Sheet& sheet) {
  // What is typed is given to no service that spells or translates.
  std::string html = "<!doctype html>\n<html translate=\"no\" data-proof=\"" + look.proof +
                     "\" lang=\"" + plain(look.language) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"format-detection\" content=\"telephone=no\">\n";
  if (sheet.refresh > 0)
    html += "<meta http-equiv=\"refresh\" content=\"" + std::to_string(sheet.refresh) + "\">\n";
  html += "<title>" + (sheet.troubles.empty() ? "" : plain(say(look, "error-title")) + ' ') +
          plain(sheet.tab.empty() ? sheet.title : sheet.tab) + " – " + plain(look.tail) +
          "</title>\n" +
          "<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/style.css\">\n"
          "<script src=\"/page.js\" defer></script>\n</head>\n<body spellcheck=\"false\">\n" +
          link("#main", say(look, "skip-to-main"), "skip") + '\n' + head_of_page(look);
  html += sheet.is_wide         ? "<div class=\"frame wide\">\n"
          : sheet.aside.empty() ? "<div class=\"frame\">\n"
                                : "<div class=\"frame beside\">\n";
  html += "<main id=\"main\" tabindex=\"-1\">\n";
  if (!sheet.back.empty())
    html += "<p class=\"back\">" + link(sheet.back, say(look, "back")) + "</p>\n";
  if (!sheet.told.empty())
    html += "<p class=\"told\" role=\"status\">" + text(sheet.told) + "</p>\n";
  html += "<p class=\"errors\" role=\"alert\" id=\"ended\" tabindex=\"-1\" hidden>" +
          text(say(look, "ended")) + "</p>\n" + troubles_of(look, sheet) + sheet.main + "</main>\n";
  if (!sheet.aside.empty())
    html +=
        "<aside aria-label=\"" + plain(say(look, "preview")) + "\">\n" + sheet.aside + "</aside>\n";
  return html + "</div>\n" + foot_of_page(look) + "</body>\n</html>\n";
}

std::string bare(const Look& look, std::string_view title, std::string_view main) {
  return "<!doctype html>\n<html lang=\"" + plain(look.language) +
         "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\"><title>" +
         plain(title) +
         "</title>\n<style>:root { color-scheme: light dark; font: 1.1rem/1.5 sans-serif }\nmain { "
         "max-width: 40rem; margin: 2rem auto; padding: 0 1rem }</style></head>\n<body><main><h1>" +
         text(title) + "</h1>\n" + std::string{main} + "\n</main></body>\n</html>\n";
}

}  // namespace engine::serve
