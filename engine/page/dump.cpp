#include "engine/page/page.hpp"

#include <charconv>

namespace engine::page {

namespace {

/// Points to a hundredth, right-aligned in `width` characters.
void put(std::string& out, Length length, std::size_t width = 0) {
  const std::int64_t hundredths = length.scaled(1, 10).millipoints();
  std::string text = hundredths < 0 ? "-" : "";
  const auto magnitude = static_cast<std::uint64_t>(hundredths < 0 ? -hundredths : hundredths);
  text += std::to_string(magnitude / 100) + '.';
  const auto rest = magnitude % 100;
  text += static_cast<char>('0' + rest / 10);
  text += static_cast<char>('0' + rest % 10);
  if (text.size() < width) out.append(width - text.size(), ' ');
  out += text;
}

void put_size(std::string& out, Size size) {
  put(out, size.width);
  out += " x ";
  put(out, size.height);
}

void put_meaning(std::string& out, const TagOrArtifact& meaning, const TagTree& tags) {
  std::string text;
  if (const TagId* tag = std::get_if<TagId>(&meaning)) {
    text = name(tags[*tag].role);
  } else {
    constexpr const char* words[] = {"(rule)", "(ground)", "(head)", "(foot)"};
    text = words[static_cast<std::size_t>(std::get<Artifact>(meaning))];
  }
  text.resize(std::max<std::size_t>(text.size(), 10), ' ');
  out += text;
}

struct Line {
  std::string& out;
  const Pages& pages;
  const font::FontBook& fonts;

  void operator()(const Text& text) const {
    const std::string& face = fonts.facts(text.face).postscript_name;
    out += face + ' ';
    put(out, text.size);
    out += "  w=";
    put(out, text.width);
    out += "  \"";
    out += pages.text_of(text);
    out += '"';
    for (const font::Glyph& glyph : pages.glyphs_of(text)) {
      if (glyph.id == 0) out += "  (an empty box)";
    }
  }
  void operator()(const Fill& fill) const {
    out += "fill ";
    put_size(out, fill.size);
  }
  void operator()(const Frame& frame) const {
    out += "frame ";
    put_size(out, frame.size);
  }
  void operator()(const Stroke& stroke) const {
    out += stroke.rises ? "stroke up " : "stroke ";
    put_size(out, stroke.size);
  }
  void operator()(const Picture& picture) const {
    out += "picture ";
    put_size(out, picture.size);
  }
  void operator()(const ForeignCopy& copy) const {
    out += "copy of page " + std::to_string(copy.page + 1) + ' ';
    put_size(out, copy.size);
    if (copy.turned) out += " turned";
  }
  void operator()(const Drawing& drawing) const {
    out += "drawing ";
    put_size(out, drawing.size);
    out += ' ' + drawing.pictogram->name;
  }
  void operator()(const Link& link) const {
    out += "link ";
    put_size(out, link.size);
    out += " to " + pages.target_of_link(link).target;
  }
  void operator()(const Field& field) const {
    const Entry& entry = pages.entry_of(field);
    constexpr const char* words[] = {"line ", "lines ", "box "};
    out += words[static_cast<std::size_t>(entry.is)];
    put_size(out, field.size);
    if (entry.is_ticked) out += " ticked";
    if (entry.text_size > Length{}) {
      out += " text ";
      put(out, entry.text_size);
    }
    out += ' ' + entry.name;
  }
};

void put_words(std::string& out, const Pages& pages, const Child& child) {
  const Item& item = pages.pages[child.page].items[child.index];
  if (const Text* text = std::get_if<Text>(&item.what)) out += pages.text_of(*text);
}

/// In quotation marks; one of its own has a backslash before it.
void put_accessible_name(std::string& out, std::string_view accessible_name) {
  out += " spoken=\"";
  for (const char c : accessible_name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void put_tag(std::string& out, const Pages& pages, TagId id, int depth) {
  const Tag& tag = pages.tags[id];
  out.append(static_cast<std::size_t>(depth) * 2, ' ');
  out += name(tag.role);
  if (tag.scope == Scope::column) out += " scope=column";
  if (tag.scope == Scope::row) out += " scope=row";
  if (tag.column_span > 1) out += " columns=" + std::to_string(tag.column_span);
  if (!tag.language.empty()) out += " lang=" + tag.language;
  if (!tag.alternative.empty()) out += " alt=\"" + tag.alternative + '"';
  bool in_words = false;
  const auto end_words = [&] {
    if (in_words) out += '"';
    in_words = false;
  };
  for (auto c = tag.first; c != Tag::none; c = pages.tags.children[c].next) {
    const Child& child = pages.tags.children[c];
    if (child.is == Child::Is::item) {
      const Item& item = pages.pages[child.page].items[child.index];
      if (const Field* field = std::get_if<Field>(&item.what)) {
        end_words();
        put_accessible_name(out, pages.entry_of(*field).accessible_name);
        continue;
      }
      if (!in_words) out += " \"";
      in_words = true;
      put_words(out, pages, child);
    } else {
      end_words();
      out += '\n';
      put_tag(out, pages, {child.index}, depth + 1);
    }
  }
  end_words();
}

}  // namespace

std::string dump_pages(const Pages& pages, const font::FontBook& fonts) {
  std::string out;
  int number = 0;
  for (const Page& page : pages.pages) {
    out += "page " + std::to_string(++number) + "   ";
    put_size(out, page.size);
    out += '\n';
    for (const Item& item : page.items) {
      put(out, item.at.x, 8);
      put(out, item.at.y, 9);
      out += "  ";
      put_meaning(out, item.meaning, pages.tags);
      std::visit(Line{out, pages, fonts}, item.what);
      out += '\n';
    }
  }
  return out;
}

std::string dump_tags(const Pages& pages) {
  std::string out;
  put_tag(out, pages, pages.tags.root(), 0);
  out += '\n';
  return out;
}

}  // namespace engine::page
