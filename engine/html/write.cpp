#include "engine/base/language.hpp"
#include "engine/hash/seal_line.hpp"
#include "engine/html/html.hpp"
#include "engine/html/writer.hpp"

namespace engine::html {

namespace {

/// Nothing is fetched, sent or run: only the style of the file itself, and pictures it holds.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'";

std::string head(const doc::DocumentBundle& bundle, const Sheet& sheet) {
  std::string head = "<!doctype html>\n<html" + language_of(bundle.language) + ">\n<head>\n";
  head += "<meta charset=\"utf-8\">\n";
  head += "<meta http-equiv=\"Content-Security-Policy\" content=\"" + std::string{policy} + "\">\n";
  head += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  head += "<meta name=\"generator\" content=\"carepacket\">\n";
  head += "<meta name=\"referrer\" content=\"no-referrer\">\n";
  // A telephone would turn every dose and record number into something to dial.
  head += "<meta name=\"format-detection\" content=\"telephone=no\">\n";
  head += "<title>" + escaped(bundle.title) + "</title>\n";
  head += "<style>" + sheet.text(bundle) + "</style>\n</head>\n";
  return head;
}

/// The list of contents, the papers of each part of a set below its name.
std::string contents(const doc::DocumentBundle& bundle) {
  std::string nav = "<nav class=\"contents\" aria-labelledby=\"contents\">\n<details>\n";
  nav += "<summary id=\"contents\">" + escaped(bundle.contents) + "</summary>\n<ul>\n";
  std::string_view tab;
  const auto open_tab = [&](std::string_view next) {
    if (next == tab) return;
    if (!tab.empty()) nav += "</ul>\n</li>\n";
    if (!next.empty()) nav += "<li><span>" + escaped(next) + "</span>\n<ul>\n";
    tab = next;
  };
  for (const auto& part : bundle.parts) {
    open_tab(part.tab);
    nav += "<li><a href=\"#" + escaped(part.anchor) + '"';
    if (part.document->language != bundle.language) nav += language_of(part.document->language);
    nav += '>' + escaped(part.title) + "</a></li>\n";
  }
  open_tab({});
  return nav + "</ul>\n</details>\n</nav>\n";
}

constexpr hash::SealLine last_line{"<!-- carepacket ", " -->\n"};

}  // namespace

std::string language_of(std::string_view language) {
  return " lang=\"" + escaped(language) + '"' + (is_right_to_left(language) ? " dir=\"rtl\"" : "");
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i)
      three = three << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    const std::size_t there = std::min<std::size_t>(bytes.size() - at, 3);
    for (std::size_t i = 0; i < 4; ++i)
      text += i <= there ? digits[three >> (18 - 6 * i) & 63] : '=';
  }
  return text;
}

std::string write(const doc::DocumentBundle& bundle) {
  std::set<std::string_view> anchors;
  for (const auto& part : bundle.parts) anchors.insert(part.anchor);
  Sheet sheet{bundle};
  std::string main;
  int fields = 0;
  UsedPictograms pictograms;
  for (const auto& part : bundle.parts)
    Writer{main, sheet, anchors, fields, pictograms}.part(part, bundle.language);

  const bool has_contents = bundle.parts.size() > 1;
  std::string body = has_contents ? "<body class=\"has-contents\">\n" : "<body>\n";
  if (has_contents)
    body += "<a class=\"skip\" href=\"#papers\">" + escaped(bundle.to_papers) + "</a>\n";
  if (bundle.has_own_title())
    body += "<header class=\"top\"><h1>" + escaped(bundle.title) + "</h1></header>\n";
  if (has_contents) body += contents(bundle);
  std::string file = head(bundle, sheet) + body + "<main id=\"papers\">\n" + main + "</main>\n" +
                     symbols(pictograms) + "</body>\n</html>\n";
  last_line.append_to(file);
  return file;
}

bool is_untouched(std::string_view bytes) {
  return last_line.is_unbroken(bytes);
}

}  // namespace engine::html
