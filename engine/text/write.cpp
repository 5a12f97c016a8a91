#include "engine/doc/visit.hpp"
#include "engine/hash/seal_line.hpp"
#include "engine/text/lines.hpp"
#include "engine/text/text.hpp"

#include <algorithm>
#include <span>

namespace engine::text {

namespace {

using doc::Element;

constexpr std::string_view blank = "____";

int own_level(Element element) {
  return element == Element::h1 ? 1 : element == Element::h2 ? 2 : element == Element::h3 ? 3 : 0;
}

/// One part on its way to lines.
class Writer {
 public:
  Writer(Lines& lines, const doc::DocumentBundle& bundle, const doc::DocumentBundle::Part& part)
      : lines_{lines}, bundle_{bundle}, part_{part} {}

  void write() {
    const doc::Document& document = *part_.document;
    if (document.header_on_first) running(document.header);
    lines_.gap();
    blocks(document.blocks);
    lines_.gap();
    if (document.footer_on_first) running(document.footer);
  }

 private:
  // --- inside a line ---

  /// The address behind words, where they do not say it and it is not a place of this file.
  std::string address_behind(const doc::Text& text, bool link_ends) const {
    if (text.link < 0 || !link_ends) return {};
    const std::string& link = part_.document->links[static_cast<std::size_t>(text.link)];
    if (link.starts_with('#')) return {};
    for (const std::string_view scheme : {"mailto:", "tel:"}) {
      if (link.starts_with(scheme)) return {};
    }
    return text.text == link ? std::string{} : " <" + link + '>';
  }

  std::string line_of(std::span<const doc::Inline> all) const {
    std::string words;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (const auto* text = std::get_if<doc::Text>(&all[i])) {
        const auto* next = i + 1 < all.size() ? std::get_if<doc::Text>(&all[i + 1]) : nullptr;
        words += text->text;
        words += address_behind(*text, !next || next->link != text->link);
      } else if (std::holds_alternative<doc::LineBreak>(all[i])) {
        words += '\n';
      } else if (std::holds_alternative<doc::Fill>(all[i])) {
        words += blank;
      } else if (std::holds_alternative<doc::Box>(all[i])) {
        words += "[\u00A0]";  // not parted by the end of a line
      }
    }
    return words;
  }

  /// A label and what belongs behind it: "Date: ____".
  std::string labelled(const std::string& label) const {
    if (label.empty()) return std::string{blank};
    return label + std::string{ending_of_name(label)} + std::string{blank};
  }
  static std::string_view ending_of_name(std::string_view name) {
    return std::string_view{":?.!"}.find(name.back()) != std::string_view::npos ? " " : ": ";
  }

  /// What stands in a cell, with its blanks and boxes.
  struct OneLine : doc::Visitor<OneLine> {
    const Writer& writer;
    std::string words = {};
    explicit OneLine(const Writer& of) : writer{of} {}

    /// What stands on a line of its own in the cell is parted by a point in one line, unless a
    /// mark parts it already.
    void add(std::string_view more) {
      for (std::size_t from = 0; from <= more.size();) {
        const std::size_t end = std::min(more.find('\n', from), more.size());
        part(more.substr(from, end - from));
        from = end + 1;
      }
    }
    void part(std::string_view more) {
      if (more.empty()) return;
      if (!words.empty() && !is_after_mark_) words += is_parted() ? " " : " · ";
      if (is_after_mark_) words += ' ';
      words += more;
      is_after_mark_ = false;
    }
    bool is_parted() const {
      return words.ends_with("·") ||
             std::string_view{".:;,?!"}.find(words.back()) != std::string_view::npos;
    }
    void mark(std::string_view mark) {
      if (mark.empty()) return;
      if (!words.empty()) words += ' ';
      words += mark;
      is_after_mark_ = true;
    }
    bool is_after_mark_ = false;
    void block(const doc::Block& block) {
      if (block.if_cut) return;
      using Is = doc::Marker::Is;
      const bool is_ticked = block.marker.is == Is::ticked_box;
      const bool is_box = is_ticked || block.marker.is == Is::box;
      mark(is_ticked ? "[x]" : is_box ? "[ ]" : std::string_view{block.marker.text});
      content(block);
    }
    using Visitor::operator();
    void operator()(const doc::Paragraph& paragraph) { add(writer.line_of(paragraph.inlines)); }
    void operator()(const doc::WriteLines&) {
      is_after_mark_ = !words.empty();  // what is written belongs to the words before it
      add(blank);
    }
    void operator()(const doc::Signature& sign) { add(writer.labelled(std::string{sign.who})); }
    void form_cell(const doc::FormCell& cell) {
      blocks(cell.caption);
      if (!cell.caption.empty() && !words.empty() && !cell.content.blocks.empty())
        words += ending_of_name(words);
      blocks(cell.content.blocks);
    }
    void operator()(const doc::Rule&) {}
    void operator()(const doc::Image& image) { add('[' + std::string{image.alternative} + ']'); }
    void operator()(const doc::Figure& figure) { add('[' + std::string{figure.alternative} + ']'); }
    void operator()(const doc::PageBreak&) {}
  };

  std::string in_one_line(const doc::Stack& stack) const {
    OneLine line{*this};
    line.blocks(stack.blocks);
    while (!line.words.empty() && line.words.back() == ' ') line.words.pop_back();
    return std::move(line.words);
  }

  // --- blocks ---

  /// The next words stand behind the front: of an item "- ", and what is below it indented.
  void put(const std::string& words) {
    lines_.put(words, front_, rest_);
    front_ = rest_;
  }

  /// Runs `inner` with more in front of its lines.
  template <class Inner>
  void behind(const std::string& first, const std::string& rest, Inner&& inner) {
    const std::string front = front_, before = rest_;
    front_ += first;
    rest_ += rest;
    inner();
    const bool was_used = front_ == rest_;
    rest_ = before;
    front_ = was_used ? before : front;
  }

  void running(const std::vector<doc::Block>& all) {
    for (const doc::Block& block : all) {
      const auto& inlines = std::get<doc::Paragraph>(block.content).inlines;
      const auto is_tab = [](const auto& in) { return std::holds_alternative<doc::Tab>(in); };
      const auto is_number = [](const auto& in) {
        return std::holds_alternative<doc::PageNumber>(in);
      };
      for (auto begin = inlines.begin(); begin != inlines.end();) {
        const auto end = std::find_if(begin, inlines.end(), is_tab);
        if (begin != end && std::none_of(begin, end, is_number)) put(line_of({begin, end}));
        begin = end == inlines.end() ? end : end + 1;
      }
    }
  }

  void space(Length length) {
    if (length >= bundle_.text.size.scaled(45, 100)) lines_.gap();
  }

  void blocks(const std::vector<doc::Block>& all) {
    for (const doc::Block& block : all) {
      if (block.if_cut) continue;
      space(block.box.before);
      one(block);
      space(block.box.after);
    }
  }

  void one(const doc::Block& block) {
    if (block.scale) put('[' + std::string{block.scale->alternative} + ']');
    if (const int level = own_level(block.element); level > 0) return heading(block, level);
    switch (block.element) {
      case Element::li:
        return item(block);
      case Element::check:
        return check(block);
      case Element::say:
        return say(block);
      case Element::blockquote:
        return behind("> ", "> ", [&] { std::visit(*this, block.content); });
      case Element::note:
        return behind("  ", "  ", [&] { std::visit(*this, block.content); });
      default:
        return std::visit(*this, block.content);
    }
  }

  void heading(const doc::Block& block, int level) {
    const auto& words = std::get<doc::Paragraph>(block.content);
    const std::string marks(static_cast<std::size_t>(part_.level - 1 + level), '#');
    const std::string number =
        block.marker.text.empty() ? std::string{} : std::string{block.marker.text} + ' ';
    behind(marks + ' ', std::string(marks.size() + 1, ' '), [&] {
      put(number + line_of(words.inlines));
    });
  }

  void item(const doc::Block& block) {
    const bool numbered = block.marker.is == doc::Marker::Is::number;
    const std::string mark = numbered ? std::string{block.marker.text} + ' ' : "- ";
    behind(mark, std::string(mark.size(), ' '), [&] { std::visit(*this, block.content); });
  }

  void check(const doc::Block& block) {
    const bool ticked = block.marker.is == doc::Marker::Is::ticked_box;
    behind(ticked ? "[x] " : "[ ] ", "    ", [&] { std::visit(*this, block.content); });
  }

  void say(const doc::Block& block) {
    behind(std::string{block.marker.text} + ": ", "  ", [&] { std::visit(*this, block.content); });
  }

 public:
  void operator()(const doc::Stack& stack) { blocks(stack.blocks); }
  void operator()(const doc::Paragraph& paragraph) { put(line_of(paragraph.inlines)); }
  void operator()(const doc::Columns& columns) {
    for (const doc::Stack& column : columns.columns) blocks(column.blocks);
  }
  void operator()(const doc::Table& table) {
    for (const doc::Row& row : table.rows) {
      std::string line;
      bool is_behind_name = false;
      for (const doc::Cell& cell : row.cells) {
        std::string words = cell.to_write_in ? std::string{blank} : in_one_line(cell.content);
        if (words.empty()) continue;
        if (!line.empty()) line += is_behind_name ? ending_of_name(line) : "  ";
        line += words;
        is_behind_name = cell.is_header;
      }
      if (!line.empty()) put(line);
    }
  }
  /// "Date of birth: March 4, 1984", and what is more than a line below its caption.
  void operator()(const doc::Form& form) {
    for (const doc::FormRow& row : form.rows) {
      for (const doc::FormCell& cell : row.cells) form_cell(cell);
    }
  }
  void form_cell(const doc::FormCell& cell) {
    const auto& content = cell.content.blocks;
    const auto* caption = cell.caption.empty() || cell.caption.front().is_heading()
                              ? nullptr
                              : std::get_if<doc::Paragraph>(&cell.caption.front().content);
    if (!caption) {
      blocks(cell.caption);
      return blocks(content);
    }
    const auto is_line = [](const doc::Block& block) {
      return std::holds_alternative<doc::WriteLines>(block.content) ||
             (block.element == Element::p && std::holds_alternative<doc::Paragraph>(block.content));
    };
    const std::string words = line_of(caption->inlines);
    if (content.size() == 1 && is_line(content.front())) {
      put(words + std::string{ending_of_name(words)} + in_one_line(cell.content));
    } else {
      put(words);
      blocks(content);
    }
  }
  void operator()(const doc::WriteLines&) { put(std::string{blank}); }
  void operator()(const doc::Signature& sign) { put(labelled(std::string{sign.who})); }
  void operator()(const doc::Rule&) { put("---"); }
  void operator()(const doc::Image& image) { put('[' + std::string{image.alternative} + ']'); }
  void operator()(const doc::Figure& figure) { put('[' + std::string{figure.alternative} + ']'); }
  void operator()(const doc::PageBreak&) { lines_.gap(); }

 private:
  Lines& lines_;
  const doc::DocumentBundle& bundle_;
  const doc::DocumentBundle::Part& part_;
  std::string front_, rest_;  ///< before the next line, before those behind it
};

constexpr hash::SealLine last_line{"[carepacket ", "]\n"};

}  // namespace

std::string write(const doc::DocumentBundle& bundle) {
  Lines lines;
  if (bundle.has_own_title()) lines.put(bundle.title, "# ", "  ");
  bool is_first = !bundle.has_own_title();
  for (const auto& part : bundle.parts) {
    lines.gap();
    if (!is_first) lines.put("* * *", "", "");
    is_first = false;
    lines.gap();
    Writer{lines, bundle, part}.write();
  }
  lines.gap();
  std::string text = std::move(lines.text);
  text += '\n';
  last_line.append_to(text);
  return text;
}

bool is_untouched(std::string_view bytes) {
  return last_line.is_unbroken(bytes);
}

}  // namespace engine::text
