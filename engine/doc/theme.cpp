#include "engine/doc/doc.hpp"
#include "engine/doc/messages.hpp"
#include "engine/doc/value_syntax.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <set>

namespace engine::doc {

namespace {

using Style = std::pair<TextStyle, BoxStyle>;

/// What is told of a wrong value: has places for the attribute and its value.
using Wrong = Message<Severity::error, 2>;

/// An attribute of the theme file: how it is told when it is wrong, and where it goes. `take` says
/// if it was right.
template <class Target>
struct Property {
  std::string_view name;
  const Wrong& wrong;
  bool (*take)(Target&, std::string_view);
  bool needed = true;
};

constexpr const Wrong& no_length = messages::theme_not_a_length;
constexpr const Wrong& no_color = messages::theme_not_a_color;
constexpr const Wrong& no_sides = messages::theme_not_sides;
constexpr const Wrong& no_yes = messages::theme_not_yes_or_no;
constexpr const Wrong& no_type_size = messages::theme_not_a_type_size;

template <class T>
bool put(T& into, const std::optional<T>& value) {
  if (value) into = *value;
  return value.has_value();
}
bool put_length(Length& into, std::string_view text) {
  return put(into, length_of(text));
}
bool put_size(Length& into, std::string_view text) {
  return put(into, length_of(text)) && into >= 4_pt && into <= 144_pt;
}
bool put_yes(bool& into, std::string_view text) {
  into = text == "yes";
  return into || text == "no";
}

/// One to four lengths as CSS has them: what is not given is as on the other side.
bool put_sides(std::string_view text, Length& top, Length& right, Length& bottom, Length& left) {
  std::array<Length, 4> sides;
  std::size_t count = 0;
  for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
    if (count == sides.size() || !put_length(sides[count++], word)) return false;
  }
  if (count == 0) return false;
  top = sides[0];
  right = count > 1 ? sides[1] : top;
  bottom = count > 2 ? sides[2] : top;
  left = count > 3 ? sides[3] : right;
  return true;
}
bool put_insets(Insets& into, std::string_view text) {
  return put_sides(text, into.top, into.right, into.bottom, into.left);
}

bool put_paper(Theme& theme, std::string_view text) {
  if (text == "letter")
    theme.paper = {8.5_in, 11_in};
  else if (text == "legal")
    theme.paper = {8.5_in, 14_in};
  else if (text == "A4")
    theme.paper = {210_mm, 297_mm};
  else
    return false;
  return true;
}

using Text = std::string_view;
constexpr std::array page_properties{
    Property<Theme>{"paper", messages::theme_not_a_paper, put_paper},
    Property<Theme>{"margin", no_sides, [](Theme& t, Text v) { return put_insets(t.margin, v); }},
    Property<Theme>{
        "landscape-margin",
        no_sides,
        [](Theme& t, Text v) { return put_insets(t.landscape_margin.emplace(), v); },
        false},
    Property<Theme>{
        "letter-margin",
        no_sides,
        [](Theme& t, Text v) { return put_insets(t.letter_margin.emplace(), v); },
        false},
    Property<Theme>{
        "letter-least",
        no_type_size,
        [](Theme& t, Text v) { return put_size(t.least_letter_type, v); },
        false},
    Property<Theme>{
        "running-least",
        no_type_size,
        [](Theme& t, Text v) { return put_size(t.least_running_type, v); },
        false},
    Property<Theme>{
        "dense-least",
        no_type_size,
        [](Theme& t, Text v) { return put_size(t.least_dense_type, v); },
        false},
    Property<Theme>{
        "form-margin",
        no_sides,
        [](Theme& t, Text v) { return put_insets(t.form_margin.emplace(), v); },
        false},
    Property<Theme>{
        "window",
        no_sides,
        [](Theme& t, Text v) {
          Insets shown;
          if (!put_insets(shown, v)) return false;
          t.window = {shown.top, shown.right, shown.bottom};
          return shown.top < shown.bottom;
        },
        false},
    Property<Theme>{
        "edge-mark",
        no_sides,
        [](Theme& t, Text v) {
          Insets of;
          if (!put_insets(of, v)) return false;
          t.edge_mark = {.width = of.top, .first = of.right, .step = of.bottom};
          return of.top > Length{} && of.bottom > Length{};
        },
        false},
    Property<Theme>{
        "header-at", no_length, [](Theme& t, Text v) { return put_length(t.header_at, v); }},
    Property<Theme>{
        "footer-at", no_length, [](Theme& t, Text v) { return put_length(t.footer_at, v); }},
};
constexpr std::array write_in_properties{
    Property<Theme>{
        "pitch",
        no_length,
        [](Theme& t, Text v) { return put_length(t.write_line, v) && t.write_line >= 4_pt; }},
    Property<Theme>{
        "in-words", no_length, [](Theme& t, Text v) { return put_length(t.write_in_words, v); }},
    Property<Theme>{
        "rule", no_length, [](Theme& t, Text v) { return put_length(t.rule_width, v); }},
    Property<Theme>{
        "color", no_color, [](Theme& t, Text v) { return put(t.rule_color, color_of(v)); }},
};
constexpr std::array indent_properties{
    Property<Theme>{
        "list", no_length, [](Theme& t, Text v) { return put_length(t.list_indent, v); }},
    Property<Theme>{
        "check", no_length, [](Theme& t, Text v) { return put_length(t.check_indent, v); }},
    Property<Theme>{"say", no_length, [](Theme& t, Text v) { return put_length(t.say_indent, v); }},
};
constexpr std::array column_properties{
    Property<Theme>{"gap", no_length, [](Theme& t, Text v) { return put_length(t.column_gap, v); }},
    Property<Theme>{"stack", no_yes, [](Theme& t, Text v) { return put_yes(t.stack_columns, v); }},
};
constexpr std::array form_properties{
    Property<Theme>{
        "least", no_type_size, [](Theme& t, Text v) { return put_size(t.least_form_type, v); }},
    Property<Theme>{"wide", no_yes, [](Theme& t, Text v) { return put_yes(t.wide_boxes, v); }},
};
constexpr std::array table_properties{
    Property<Theme>{
        "linear-from",
        messages::theme_not_columns,
        [](Theme& t, Text v) {
          return put(t.linear_tables_from, number_of(v, 0, 26)) && t.linear_tables_from != 1;
        }},
};
constexpr std::array text_properties{
    Property<TextStyle>{
        "size", no_type_size, [](TextStyle& s, Text v) { return put_size(s.size, v); }},
    Property<TextStyle>{
        "leading", no_type_size, [](TextStyle& s, Text v) { return put_size(s.leading, v); }},
    Property<TextStyle>{
        "color", no_color, [](TextStyle& s, Text v) { return put(s.color, color_of(v)); }},
};
constexpr std::array style_properties{
    Property<Style>{
        "size", no_type_size, [](Style& s, Text v) { return put_size(s.first.size, v); }, false},
    Property<Style>{
        "leading",
        no_type_size,
        [](Style& s, Text v) { return put_size(s.first.leading, v); },
        false},
    Property<Style>{
        "color", no_color, [](Style& s, Text v) { return put(s.first.color, color_of(v)); }, false},
    Property<Style>{
        "weight",
        messages::theme_not_a_weight,
        [](Style& s, Text v) { return (s.first.bold = v == "bold") || v == "regular"; },
        false},
    Property<Style>{
        "slant",
        messages::theme_not_a_slant,
        [](Style& s, Text v) { return (s.first.italic = v == "italic") || v == "upright"; },
        false},
    Property<Style>{
        "before",
        no_length,
        [](Style& s, Text v) { return put_length(s.second.before, v); },
        false},
    Property<Style>{
        "after", no_length, [](Style& s, Text v) { return put_length(s.second.after, v); }, false},
    Property<Style>{
        "padding",
        no_sides,
        [](Style& s, Text v) { return put_insets(s.second.padding, v); },
        false},
    Property<Style>{
        "border",
        no_sides,
        [](Style& s, Text v) {
          auto& b = s.second.border;
          return put_sides(v, b.top, b.right, b.bottom, b.left);
        },
        false},
    Property<Style>{
        "border-color",
        no_color,
        [](Style& s, Text v) { return put(s.second.border.color, color_of(v)); },
        false},
    Property<Style>{
        "fill",
        no_color,
        [](Style& s, Text v) { return s.second.has_fill = put(s.second.fill, color_of(v)); },
        false},
    Property<Style>{
        "keep-together",
        no_yes,
        [](Style& s, Text v) { return put_yes(s.second.keep_together, v); },
        false},
    Property<Style>{
        "keep-with-next",
        no_yes,
        [](Style& s, Text v) { return put_yes(s.second.keep_with_next, v); },
        false},
    Property<Style>{
        "orphans",
        messages::theme_not_lines,
        [](Style& s, Text v) { return put(s.second.orphans, number_of(v, 1, 9)); },
        false},
    Property<Style>{
        "widows",
        messages::theme_not_lines,
        [](Style& s, Text v) { return put(s.second.widows, number_of(v, 1, 9)); },
        false},
};

/// One theme file being read.
struct ThemeReader {
  Diagnostics& out;
  Theme theme;
  TextStyle body;  ///< <text>: what a style does not say of its letters
  std::set<std::string_view> seen;
  std::bitset<style_role_names.size()> styled;  ///< by StyleRole
  std::optional<Reported> told;

  void error(FilledError said, Span at, std::vector<std::string> hints = {}) {
    told = out.error(std::move(said), at, std::move(hints));
  }

  template <class Target, std::size_t count>
  void properties(
      xml::Element element,
      const std::array<Property<Target>, count>& known,
      Target& target,
      std::string_view also = {}
  ) {
    for (const xml::Attribute& a : element.attributes()) {
      if (a.name == also) continue;
      const auto found =
          std::find_if(known.begin(), known.end(), [&](const auto& p) { return p.name == a.name; });
      if (found == known.end()) {
        std::vector<std::string_view> names;
        for (const auto& p : known) names.push_back(p.name);
        error(
            messages::theme_attribute_unknown(tagged(element.name()), a.name),
            a.name_span,
            suggestion(a.name, names)
        );
      } else if (!found->take(target, a.value)) {
        error(found->wrong(a.name, quoted_value(a.value)), a.value.empty() ? a.name_span : a.span);
      }
    }
    for (const auto& p : known) {
      if (p.needed && !element.attribute(p.name)) {
        error(messages::theme_attribute_missing(tagged(element.name()), p.name), element.span());
      }
    }
  }

  void style(xml::Element element) {
    const xml::Attribute* name = element.attribute("for");
    if (!name) return error(messages::theme_attribute_missing("<style>", "for"), element.span());
    const auto look = static_cast<std::size_t>(
        std::find(style_role_names.begin(), style_role_names.end(), name->value) -
        style_role_names.begin()
    );
    if (look == style_role_names.size()) {
      return error(
          messages::style_unknown(quoted_value(name->value)),
          name->span,
          suggestion(name->value, style_role_names)
      );
    }
    Style style{body, {}};
    properties(element, style_properties, style, "for");
    TextStyle& text = style.first;
    if (!element.attribute("leading"))
      text.leading = body.leading.scaled(text.size.millipoints(), body.size.millipoints());
    if (styled[look]) error(messages::style_given_twice(quoted_value(name->value)), name->span);
    styled[look] = true;
    theme.styles[look] = style;
  }

  void part(xml::Element element) {
    const std::string_view name = element.name();
    if (name == "style") return style(element);
    if (!seen.insert(name).second)
      return error(messages::theme_part_given_twice(tagged(name)), element.span());
    if (name == "page") return properties(element, page_properties, theme);
    if (name == "text") return properties(element, text_properties, body);
    if (name == "write-in") return properties(element, write_in_properties, theme);
    if (name == "indents") return properties(element, indent_properties, theme);
    if (name == "columns") return properties(element, column_properties, theme);
    if (name == "forms") return properties(element, form_properties, theme);
    if (name == "tables") return properties(element, table_properties, theme);
    std::vector<std::string_view> names{parts.begin(), parts.end()};
    names.push_back("style");
    error(messages::theme_part_unknown(tagged(name)), element.span(), suggestion(name, names));
  }

  static constexpr std::array<std::string_view, 7> parts{
      "page", "text", "write-in", "indents", "columns", "forms", "tables"};

  void check_whole(xml::Element root) {
    for (const auto name : parts) {
      if (seen.count(name) == 0) error(messages::theme_part_missing(tagged(name)), root.span());
    }
    std::string missing;
    for (std::size_t look = 0; look < style_role_names.size(); ++look) {
      if (!styled[look])
        missing += (missing.empty() ? "" : ", ") + std::string{style_role_names[look]};
    }
    if (!missing.empty()) error(messages::styles_missing(missing), root.span());
    const auto has_body = [](const Insets& margin, Size paper) {
      return margin.left + margin.right + 1_in < paper.width &&
             margin.top + margin.bottom + 1_in < paper.height;
    };
    const Size turned{theme.paper.height, theme.paper.width};
    if (!told && !(has_body(theme.margin, theme.paper) &&
                   has_body(theme.form_margin.value_or(theme.margin), theme.paper) &&
                   has_body(theme.letter_margin.value_or(theme.margin), theme.paper) &&
                   has_body(theme.landscape_margin.value_or(theme.margin), turned)))
      error(messages::no_room_for_text, root.child("page")->span());
  }

  void read(xml::Element root) {
    const xml::Attribute* name = root.attribute("name");
    for (const xml::Attribute& a : root.attributes()) {
      if (&a != name) error(messages::theme_attribute_unknown("<theme>", a.name), a.name_span);
    }
    if (name && !name->value.empty())
      theme.name = name->value;
    else
      error(messages::theme_attribute_missing("<theme>", "name"), root.span());
    // <text> first, for every style begins with it.
    if (const auto text = root.child("text")) part(*text);
    bool text_read = seen.count("text") > 0;
    root.for_each_child([&](xml::Element child) {
      if (child.name() == "text" && text_read)
        text_read = false;
      else
        part(child);
    });
    check_whole(root);
  }
};

}  // namespace

Result<Theme> read_theme(const Source& source, Diagnostics& out) {
  const auto tree = xml::parse(source, {}, out);
  if (!tree) return tree.error();
  const xml::Element root = tree->root();
  if (root.name() != "theme") {
    return out.error(messages::not_a_theme(tagged(root.name())), root.span());
  }
  ThemeReader reader{out};
  reader.read(root);
  if (reader.told) return *reader.told;
  return std::move(reader.theme);
}

Theme linear(Theme theme) {
  theme.stack_columns = true;
  theme.no_tables = true;
  return theme;
}

}  // namespace engine::doc
