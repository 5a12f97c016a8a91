// The report as text for the screen, and as a page for a browser and a screen reader.

#include "engine/base/escape.hpp"
#include "engine/chart/report.hpp"

#include <algorithm>

namespace engine::chart {

namespace {

constexpr std::size_t columns_of_text = 79;

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// Words in lines: `first` before the first of them, blanks of its width before the others.
void add_wrapped(std::string& to, std::string_view first, std::string_view words) {
  const std::size_t indent = width_of(first);
  std::string line{first};
  bool is_empty = true;
  for (const std::string_view word : words_of(words)) {
    if (!is_empty && width_of(line) + 1 + width_of(word) > columns_of_text) {
      to += line + '\n';
      line.assign(indent, ' ');
      is_empty = true;
    }
    if (!is_empty) line += ' ';
    line += word;
    is_empty = false;
  }
  to += line + '\n';
}

/// What a chart and a case say otherwise of one thing, as attributes (serve/doubts.hpp reads them).
std::string differing_of(const Report::Line& line) {
  if (line.instead.empty()) return {};
  std::string instead;
  for (const auto& [name, words] : line.instead) instead += name + '=' + collapsed(words) + '\n';
  return " data-chart=\"" + escaped(line.chart) + "\" data-case=\"" + escaped(line.typed) +
         "\" data-instead=\"" + escaped(instead) + '"';
}

/// The charts that were read, as an attribute: a page shows the report beside a case that has one
/// of them.
std::string charts_of(const Report& report) {
  std::string all;
  for (const std::string& digest : report.charts) all += (all.empty() ? "" : " ") + digest;
  return all.empty() ? all : " data-charts=\"" + escaped(all) + '"';
}

}  // namespace

bool is_report(std::string_view bytes, const Words& words) {
  constexpr std::size_t head = 1024;  // the title stands near the beginning of both
  return std::ranges::any_of(words.by_id, [&](const auto& row) {
    return (row.first == "title" || row.first == "many.title") &&
           std::ranges::any_of(row.second.by_language, [&](const auto& title) {
             return bytes.substr(0, head).find(escaped(title.second)) != bytes.npos;
           });
  });
}

std::string as_text(const Report& report) {
  std::string text = report.title + "\n\n";
  for (const std::string& line : report.head) add_wrapped(text, "", line);
  for (const Report::Part& part : report.parts) {
    const bool has_lines = !part.lines.empty();
    text += '\n' + part.heading;
    if (has_lines && part.is_counted) text += " (" + std::to_string(part.lines.size()) + ')';
    text += '\n';
    if (!has_lines) add_wrapped(text, "  ", part.when_empty);
    for (const Report::Line& line : part.lines) {
      add_wrapped(text, "  * ", line.words);
      for (const std::string& more : line.more) add_wrapped(text, "      - ", more);
    }
  }
  if (report.account_heading.empty()) return text;
  text += '\n' + report.account_heading + '\n';
  add_wrapped(text, "  ", report.account_note);
  for (const Report::Row& row : report.account) {
    std::string words = row.what + ": ";
    for (std::size_t i = 0; i < row.numbers.size(); ++i) {
      if (i > 0 && row.numbers[i] == 0) continue;
      if (i > 0) words += words.ends_with("= ") ? "" : " + ";
      words += std::to_string(row.numbers[i]) + ' ' + report.columns[1 + i];
      if (i == 0) words += " = ";
    }
    add_wrapped(text, "  ", words);
  }
  return text;
}

std::string as_html(const Report& report) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"" + report.language +
      "\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\">\n<title>" +
      escaped(report.title) +
      "</title>\n<style>\n"
      "body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem "
      "auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }\n"
      "h1, h2 { line-height: 1.25; } h2 { margin-top: 2rem; }\n"
      "ul ul { color: #444; } li { margin: .3rem 0; overflow-wrap: anywhere; }\n"
      "div { overflow-x: auto; } table { border-collapse: collapse; }\n"
      "th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; }\n"
      "</style>\n</head>\n<body>\n<main" +
      charts_of(report) + ">\n<h1>" + escaped(report.title) + "</h1>\n";
  for (const std::string& line : report.head) html += "<p>" + escaped(line) + "</p>\n";
  for (const Report::Part& part : report.parts) {
    html += "<h2>" + escaped(part.heading);
    if (!part.lines.empty() && part.is_counted)
      html += " (" + std::to_string(part.lines.size()) + ')';
    html += "</h2>\n";
    if (part.lines.empty()) {
      html += "<p>" + escaped(part.when_empty) + "</p>\n";
      continue;
    }
    html += "<ul>\n";
    for (const Report::Line& line : part.lines) {
      html += "<li" + differing_of(line) + '>' + escaped(line.words);
      if (!line.more.empty()) {
        html += "\n<ul>\n";
        for (const std::string& more : line.more) html += "<li>" + escaped(more) + "</li>\n";
        html += "</ul>\n";
      }
      html += "</li>\n";
    }
    html += "</ul>\n";
  }
  if (report.account_heading.empty()) return html + "</main>\n</body>\n</html>\n";
  html += "<h2>" + escaped(report.account_heading) + "</h2>\n<p>" + escaped(report.account_note) +
          "</p>\n<div tabindex=\"0\" role=\"region\" aria-label=\"" +
          escaped(report.account_heading) + "\">\n<table>\n<thead><tr>";
  for (const std::string& column : report.columns)
    html += "<th scope=\"col\">" + escaped(column) + "</th>";
  html += "</tr></thead>\n<tbody>\n";
  for (const Report::Row& row : report.account) {
    html += "<tr><th scope=\"row\">" + escaped(row.what) + "</th>";
    for (const int number : row.numbers) html += "<td>" + std::to_string(number) + "</td>";
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n";
}

}  // namespace engine::chart
