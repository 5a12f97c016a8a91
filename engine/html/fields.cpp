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

/// The name that assistive technology says, where the words beside a field are not all of it.
std::string Writer::named(std::string_view accessible_name, const std::string& beside) const {
  return accessible_name == beside ? std::string{}
                                   : " aria-label=\"" + escaped(accessible_name) + '"';
}

void Writer::check(const doc::Block& block, const doc::Stack& content) {
  const doc::Marker& box = block.marker;
  const std::string ticked = box.is == doc::Marker::Is::ticked_box ? " checked" : "";
  const Length gap = box.indent - box.style.size;
  const bool is_drawn = !part_->has_fields;
  out_ += "<li" + (block.language.empty() ? std::string{} : language_of(block.language)) +
          sheet_.look("check", sheet_.box(block.box) + "gap:" + rem(gap) + ';') + '>';
  if (is_drawn) {
    out_ += "<span" + sheet_.look("", sheet_.letters(box.style, true)) + '>' +
            std::string{box.text} + "</span><div>";
    blocks(content.blocks);
    out_ += "</div></li>\n";
    return;
  }
  if (const doc::Paragraph* words = plain_words(content)) {
    const std::string id = next_field();
    out_ += "<input type=\"checkbox\" id=\"" + id + '"' + ticked +
            named(box.accessible_name, doc::words(words->inlines)) + "><label for=\"" + id + '"' +
            sheet_.look("", sheet_.letters(words->style)) + '>';
    inlines(words->inlines);
    out_ += "</label></li>\n";
    return;
  }
  out_ += "<input type=\"checkbox\"" + ticked + named(box.accessible_name, "") + "><div>";
  blocks(content.blocks);
  out_ += "</div></li>\n";
}

void Writer::form(const doc::Block& block, const doc::Form& form) {
  out_ += "<div" + sheet_.look("form", sheet_.box(block.box)) + ">\n";
  for (const doc::FormRow& row : form.rows) {
    for (const doc::FormCell& cell : row.cells) form_cell(cell);
  }
  out_ += "</div>\n";
}

/// The caption of a box to write in is its label, above it.
void Writer::form_cell(const doc::FormCell& cell) {
  out_ += "<div" +
          sheet_.look(
              "part", sheet_.box(cell.box) + "grid-column:span " + std::to_string(cell.span) + ';'
          ) +
          ">\n";
  const std::vector<doc::Block>& content = cell.content.blocks;
  const auto* room =
      content.size() == 1 ? std::get_if<doc::WriteLines>(&content.front().content) : nullptr;
  std::string id, beside;
  for (const doc::Block& caption : cell.caption) {
    if (caption.is_heading()) {
      block(caption);
      continue;
    }
    const auto& words = std::get<doc::Paragraph>(caption.content);
    const bool is_label = room && part_->has_fields && !room->by_hand_only;
    if (is_label) {
      id = next_field();
      beside = doc::words(words.inlines);
    }
    out_ += (is_label ? "<label for=\"" + id + '"' : std::string{"<p"}) +
            sheet_.look("caption", sheet_.letters(words.style)) + '>';
    inlines(words.inlines);
    out_ += is_label ? "</label>\n" : "</p>\n";
  }
  if (room) {
    write_lines(content.front().box, *room, id, beside);
  } else {
    blocks(content);
  }
  out_ += "</div>\n";
}

void Writer::write_lines(
    const doc::BoxStyle& box,
    const doc::WriteLines& lines,
    const std::string& id,
    const std::string& beside
) {
  sheet_.write_in(lines.pitch, lines.rule_width, lines.rule_color);
  out_ += "<div" + sheet_.look("blank", sheet_.box(box)) + '>';
  if (!part_->has_fields || lines.by_hand_only) {
    for (int i = 0; i < lines.lines; ++i) {
      const bool is_border = lines.in_box && i + 1 == lines.lines;
      out_ += is_border ? "<div class=\"room\"></div>" : "<div class=\"ruled\"></div>";
    }
    out_ += "</div>\n";
    return;
  }
  std::string attributes = named(lines.accessible_name, beside);
  if (!id.empty()) attributes += " id=\"" + id + '"';
  if (lines.lines == 1) {
    out_ += std::string{text_input} + attributes + ">";
  } else {
    out_ += "<textarea autocomplete=\"off\"" + attributes + " rows=\"" +
            std::to_string(lines.lines) + "\"></textarea>";
  }
  out_ += "</div>\n";
}

void Writer::signature(const doc::Block& block, const doc::Signature& sign) {
  sheet_.write_in(sign.space, sign.rule_width, sign.rule_color);
  out_ += "<div" + sheet_.look("sign", sheet_.box(block.box)) + "><p" +
          sheet_.look("name", sheet_.letters(sign.style)) + '>';
  inlines(sign.who_inlines);
  out_ += "</p></div>\n";
}

void Writer::fill(const doc::Fill& fill) {
  const std::string width = "width:" + (fill.to_edge ? "100%" : rem(fill.width)) + ';';
  if (!part_->has_fields) {
    out_ += "<span" + sheet_.look("gap", width) + "></span>";
    return;
  }
  out_ +=
      std::string{text_input} + sheet_.look("fill", width) + named(fill.accessible_name, "") + '>';
}

void Writer::box(const doc::Box& box) {
  if (!part_->has_fields) {
    out_ += doc::Box::text;
    return;
  }
  out_ += "<input type=\"checkbox\" class=\"box\"" + named(box.accessible_name, "") + '>';
}

void Writer::field_in_cell(const doc::Cell& cell, Length height) {
  if (!part_->has_fields) {
    out_ += "<div class=\"cell\"></div>";
    return;
  }
  constexpr Length line = 24_pt;
  const auto rows = std::max<std::int64_t>(1, height.millipoints() / line.millipoints());
  out_ += "<textarea autocomplete=\"off\" class=\"cell\" rows=\"" + std::to_string(rows) + '"' +
          named(cell.accessible_name, "") + "></textarea>";
}

}  // namespace engine::html
