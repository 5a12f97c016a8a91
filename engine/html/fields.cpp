#include "engine/html/writer.hpp"

#include <algorithm>

namespace engine::html {

namespace {

/// What somebody writes about an illness stays out of the browser's memory.
constexpr std::string_view text_input = "<input type=\"text\" autocomplete=\"off\"";

/// Words alone, which a <label> may hold: no second place to write in (HTML Living Standard
/// §4.10.4).
const doc::Paragraph* plain_words(const doc::Stack& content) {
  if (content.blocks.size() != 1) return nullptr;
  const auto* words = std::get_if<doc::Paragraph>(&content.blocks.front().content);
  if (!words) return nullptr;
  const auto is_fill = [](const doc::Inline& in) {
    return std::holds_alternative<doc::Fill>(in) || std::holds_alternative<doc::Box>(in);
  };
  const bool has_fill = std::any_of(words->inlines.begin(), words->inlines.end(), is_fill);
  return has_fill ? nullptr : words;
}

}  // namespace

void Writer::check(const doc::Block& block, const doc::Stack& content) {
  const std::string id = next_field();
  const std::string ticked = block.marker.is == doc::Marker::Is::ticked_box ? " checked" : "";
  const Length gap = block.marker.indent - block.marker.style.size;
  out_ += "<li" + (block.language.empty() ? std::string{} : language_of(block.language)) +
          sheet_.look("check", sheet_.box(block.box) + "gap:" + rem(gap) + ';') + '>';
  if (const doc::Paragraph* words = plain_words(content)) {
    out_ += "<input type=\"checkbox\" id=\"" + id + '"' + ticked + "><label for=\"" + id + '"' +
            sheet_.look("", sheet_.letters(words->style)) + '>';
    inlines(words->inlines);
    out_ += "</label></li>\n";
    return;
  }
  out_ += "<input type=\"checkbox\" aria-labelledby=\"" + id + "l\"" + ticked + "><div id=\"" + id +
          "l\">";
  blocks(content.blocks);
  out_ += "</div></li>\n";
}

void Writer::write_lines(const doc::Block& block, const doc::WriteLines& lines) {
  sheet_.write_in(lines.pitch, lines.rule_width, lines.rule_color);
  const std::string id = next_field();
  out_ += "<div" + sheet_.look("blank", sheet_.box(block.box)) + '>';
  std::string named = " aria-label=\"" + escaped(doc::label(lines, above_)) + '"';
  if (!lines.label.empty()) {
    named = " id=\"" + id + '"';
    out_ += "<label for=\"" + id + '"' + sheet_.look("", sheet_.letters(lines.style)) + '>';
    inlines(lines.label);
    out_ += "</label>";
  }
  if (lines.lines == 1) {
    out_ += std::string{text_input} + named + ">";
  } else {
    out_ += "<textarea autocomplete=\"off\"" + named + " rows=\"" + std::to_string(lines.lines) +
            "\"></textarea>";
  }
  out_ += "</div>\n";
}

void Writer::signature(const doc::Block& block, const doc::Signature& sign) {
  sheet_.write_in(sign.space, sign.rule_width, sign.rule_color);
  const std::string look = sheet_.look("sign", sheet_.box(block.box));
  const std::string letters = sheet_.letters(sign.style);
  out_ += "<div" + look + "><p" + sheet_.look("name", letters);
  if (sign.date_label.empty()) {
    out_ += '>' + escaped(sign.who) + "</p></div>\n";
    return;
  }
  const std::string id = next_field();
  out_ += " id=\"" + id + "w\">" + escaped(sign.who) + "</p><div" + sheet_.look("date", letters) +
          '>' + std::string{text_input} + " id=\"" + id + "\" aria-labelledby=\"" + id + "l " + id +
          "w\"><label for=\"" + id + "\" id=\"" + id + "l\">" + escaped(sign.date_label) +
          "</label></div></div>\n";
}

void Writer::fill(const doc::Fill& fill) {
  out_ += std::string{text_input} + sheet_.look("fill", "width:" + rem(fill.width) + ';') +
          " aria-label=\"" + escaped(fill.label) + "\">";
}

void Writer::field_in_cell(const std::string& label, Length height) {
  constexpr Length line = 24_pt;
  const auto rows = std::max<std::int64_t>(1, height.millipoints() / line.millipoints());
  out_ += "<textarea autocomplete=\"off\" class=\"cell\" rows=\"" + std::to_string(rows) +
          "\" aria-label=\"" + escaped(label) + "\"></textarea>";
}

}  // namespace engine::html
