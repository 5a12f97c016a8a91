#include "engine/vocabulary/typed.hpp"

#include <algorithm>
#include <unordered_map>

namespace engine::vocabulary {

bool is_blank_mark(std::string_view value) {
  const auto words = trimmed(value);
  return words.size() >= 3 && words.find_first_not_of('_') == words.npos;
}

namespace {

/// Behind a piece of markup that begins at `at`: a tag, a comment, a CDATA section, an instruction.
std::size_t behind_markup(std::string_view text, std::size_t at) {
  const auto behind = [&](std::string_view end) {
    const auto found = text.find(end, at);
    return found == text.npos ? text.size() : found + end.size();
  };
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("<!--")) return behind("-->");
  if (rest.starts_with("<![CDATA[")) return behind("]]>");
  if (rest.starts_with("<?")) return behind("?>");
  char quote = '\0';
  for (std::size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return text.size();
}

/// The extents of all elements by the byte at which their names begin. The text is well-formed.
std::unordered_map<std::size_t, Extent> extents_in(std::string_view text) {
  std::unordered_map<std::size_t, Extent> all;
  std::vector<std::size_t> open;
  for (auto at = text.find('<'); at != text.npos; at = text.find('<', at)) {
    const std::size_t end = behind_markup(text, at);
    const char kind = at + 1 < text.size() ? text[at + 1] : '!';
    if (kind == '/') {
      if (!open.empty()) {
        all[open.back()].end_tag = at;
        all[open.back()].end = end;
        open.pop_back();
      }
    } else if (kind != '!' && kind != '?') {
      const bool closes_itself = text[end - 2] == '/';
      all[at + 1] = {at, end, end, end, closes_itself};
      if (!closes_itself) open.push_back(at + 1);
    }
    at = end;
  }
  return all;
}

}  // namespace

Typed::Typed(const Source& source, const xml::Tree& tree, const vocabulary::Vocabulary& vocabulary)
    : source_{source}, tree_{tree}, vocabulary_{vocabulary}, extents_(tree.nodes.size()) {
  const auto by_name = extents_in(text());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].is_text()) continue;
    if (const auto found = by_name.find(tree.nodes[i].span.begin); found != by_name.end())
      extents_[i] = found->second;
  }
  const auto first = text().find('\n');
  if (first != std::string_view::npos && first > 0 && text()[first - 1] == '\r') line_end_ = "\r\n";
}

std::string Typed::said(const xml::Element& element) {
  const std::string words = collapsed(element.text());
  return is_blank_mark(words) ? std::string{} : words;
}

std::string Typed::said(const xml::Element& parent, std::string_view child) {
  const auto found = parent.child(child);
  return found ? said(*found) : std::string{};
}

std::string Typed::attribute(const xml::Element& element, std::string_view name) {
  const xml::Attribute* found = element.attribute(name);
  return !found || is_blank_mark(found->value) ? std::string{} : collapsed(found->value);
}

std::vector<xml::Element> Typed::children(const xml::Element& parent, std::string_view name) {
  std::vector<xml::Element> all;
  parent.for_each_child([&](const xml::Element& child) {
    if (child.name() == name) all.push_back(child);
  });
  return all;
}

const Extent& Typed::extent(const xml::Element& element) const {
  return extents_[element.index()];
}

const vocabulary::Term* Typed::term(std::uint32_t node) const {
  const xml::Node& here = tree_.nodes[node];
  if (here.parent == xml::Node::none) return &vocabulary_.root;
  const auto* above = term(here.parent);
  return above ? vocabulary_.inside(*above, here.name, false) : nullptr;
}

/// How far the line is indented that an element is on; one step more where it is not the first.
std::string Typed::indent_at(std::size_t begin) const {
  const auto line_end = begin == 0 ? text().npos : text().rfind('\n', begin - 1);
  const std::size_t line = line_end == text().npos ? 0 : line_end + 1;
  std::size_t first = line;
  while (first < begin && (text()[first] == ' ' || text()[first] == '\t')) ++first;
  return std::string{text().substr(line, first - line)} + (first < begin ? "  " : "");
}

std::size_t Typed::behind_comments(std::size_t end) const {
  std::size_t at = end;
  while (true) {
    while (at < text().size() && (text()[at] == ' ' || text()[at] == '\t')) ++at;
    if (at == text().size() || text()[at] == '\n' || text()[at] == '\r') return at;
    if (!text().substr(at).starts_with("<!--")) return end;
    at = behind_markup(text(), at);
  }
}

bool Typed::fill(const xml::Element& element, std::string_view words) {
  const Extent& where = extent(element);
  const std::string value = xml::escaped(words);
  if (where.closes_itself) {
    edits_.push_back(
        {where.end - 2, where.end, '>' + value + "</" + std::string{element.name()} + '>'}
    );
    return true;
  }
  const std::string_view inside = text().substr(where.inside, where.end_tag - where.inside);
  if (inside.find('<') != inside.npos) return false;
  const auto mark = inside.find('_');
  const std::size_t begin = mark == inside.npos ? where.inside : where.inside + mark;
  const std::size_t length = mark == inside.npos ? 0 : trimmed(inside).size();
  edits_.push_back({begin, begin + length, value});
  return true;
}

bool Typed::fill(const xml::Element& parent, std::string_view child, std::string_view words) {
  if (words.empty()) return true;
  if (const auto found = parent.child(child)) return fill(*found, words);
  add(parent,
      child,
      '<' + std::string{child} + '>' + xml::escaped(words) + "</" + std::string{child} + '>');
  return true;
}

void Typed::fill_attribute(
    const xml::Element& element, std::string_view name, std::string_view words
) {
  if (words.empty()) return;
  if (const xml::Attribute* found = element.attribute(name)) {
    edits_.push_back({found->span.begin, found->span.end, xml::escaped(words)});
    return;
  }
  const std::size_t behind = element.span().end;
  edits_.push_back({behind, behind, ' ' + std::string{name} + "=\"" + xml::escaped(words) + '"'});
}

/// The runs of words directly inside an element, without blanks around them: text and CDATA, and
/// not comments or children.
std::vector<std::pair<std::size_t, std::size_t>> Typed::words_inside(const xml::Element& element
) const {
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  const Extent& where = extent(element);
  for (std::size_t at = where.inside; at < where.end_tag;) {
    std::size_t end = std::min(text().find('<', at), where.end_tag);
    const bool is_data = text().substr(at).starts_with("<![CDATA[");
    if (end == at) end = behind_markup(text(), at);
    if (!is_data && text()[at] == '<') {
      element.for_each_child([&](const xml::Element& child) {
        if (extent(child).begin == at) end = extent(child).end;
      });
    } else {
      const std::string_view run = text().substr(at, end - at), words = trimmed(run);
      if (!words.empty()) {
        const std::size_t begin = at + static_cast<std::size_t>(words.data() - run.data());
        runs.emplace_back(begin, begin + words.size());
      }
    }
    at = end;
  }
  return runs;
}

void Typed::replace(const xml::Element& element, std::string_view words) {
  const Extent& where = extent(element);
  const std::string value = xml::escaped(words);
  if (where.closes_itself) {
    edits_.push_back(
        {where.end - 2, where.end, '>' + value + "</" + std::string{element.name()} + '>'}
    );
    return;
  }
  const auto runs = words_inside(element);
  if (runs.empty()) edits_.push_back({where.inside, where.inside, value});
  for (std::size_t i = 0; i < runs.size(); ++i)
    edits_.push_back({runs[i].first, runs[i].second, i == 0 ? value : std::string{}});
}

void Typed::set_attribute(
    const xml::Element& element, std::string_view name, std::string_view value
) {
  if (const xml::Attribute* found = element.attribute(name)) {
    edits_.push_back({found->span.begin, found->span.end, xml::escaped(value)});
  } else {
    fill_attribute(element, name, value);
  }
}

void Typed::remove_attribute(const xml::Element& element, std::string_view name) {
  const xml::Attribute* found = element.attribute(name);
  if (!found) return;
  std::size_t begin = found->name_span.begin;
  while (begin > 0 && is_space(text()[begin - 1])) --begin;
  edits_.push_back({begin, std::size_t{found->span.end} + 1, {}});  // with its closing quote
}

void Typed::remove(const xml::Element& element) {
  const Extent& where = extent(element);
  std::size_t begin = where.begin, end = where.end;
  while (begin > 0 && (text()[begin - 1] == ' ' || text()[begin - 1] == '\t')) --begin;
  while (end < text().size() && (text()[end] == ' ' || text()[end] == '\t' || text()[end] == '\r'))
    ++end;
  const bool is_alone =
      begin > 0 && text()[begin - 1] == '\n' && end < text().size() && text()[end] == '\n';
  edits_.push_back({is_alone ? begin : where.begin, is_alone ? end + 1 : where.end, {}});
}

bool Typed::is_hollow(const xml::Element& element) const {
  const Extent& where = extent(element);
  return trimmed(text().substr(where.inside, where.end_tag - where.inside)).empty();
}

void Typed::add(const xml::Element& parent, std::string_view name, std::string lines) {
  while (lines.ends_with('\n')) lines.pop_back();
  const auto* of_parent = term(parent.index());
  const auto rank = [&](std::string_view of) {
    if (!of_parent) return std::ptrdiff_t{-1};
    const auto found = std::ranges::find_if(of_parent->children, [&](const vocabulary::Term& t) {
      return !t.is_attribute && t.name == of;
    });
    return found == of_parent->children.end() ? std::ptrdiff_t{-1}
                                              : found - of_parent->children.begin();
  };
  std::optional<xml::Element> before, first;
  parent.for_each_child([&](const xml::Element& child) {
    if (!first) first = child;
    if (rank(child.name()) <= rank(name)) before = child;
  });
  const Extent& around = extent(parent);
  const std::string_view inside = text().substr(around.inside, around.end_tag - around.inside);
  if (!first) {
    inside_empty_[parent.index()] += lines + '\n';  // written by take(), all at once
  } else if (inside.find('\n') == inside.npos && lines.find('\n') == lines.npos) {
    const std::size_t at = before ? extent(*before).end : around.inside;
    edits_.push_back({at, at, lines});
  } else {
    const std::size_t at = behind_comments(before ? extent(*before).end : around.inside);
    const std::string indent = indent_at(extent(before ? *before : *first).begin);
    edits_.push_back({at, at, indented(lines, indent)});
  }
}

void Typed::write_inside_empty() {
  for (auto& [node, lines] : inside_empty_) {
    const Extent& around = extents_[node];
    const std::string indent = indent_at(around.begin);
    lines.pop_back();
    const std::string all = indented(lines, indent + "  ");
    if (around.closes_itself) {
      const std::string name{tree_.nodes[node].name};
      edits_.push_back(
          {around.end - 2, around.end, '>' + all + line_end_ + indent + "</" + name + '>'}
      );
      continue;
    }
    std::size_t at = around.end_tag;
    while (at > around.inside && is_space(text()[at - 1])) --at;
    const auto blanks = text().substr(at, around.end_tag - at);
    edits_.push_back({at, at, all + (blanks.find('\n') == blanks.npos ? line_end_ + indent : "")});
  }
  inside_empty_.clear();
}

/// Each line on a line of its own, behind what stands there.
std::string Typed::indented(std::string_view lines, const std::string& indent) const {
  std::string all;
  for (std::size_t at = 0; at <= lines.size();) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    all += line_end_ + indent + std::string{lines.substr(at, end - at)};
    at = end + 1;
  }
  return all;
}

std::string Typed::whole(const xml::Element& element) const {
  const Extent& where = extent(element);
  const std::string indent = indent_at(where.begin);
  std::string all;
  bool is_first = true;
  for (std::size_t at = where.begin; at < where.end;) {
    const auto end = std::min(text().find('\n', at), where.end);
    std::string_view line = text().substr(at, end - at);
    if (!is_first && line.starts_with(indent)) line.remove_prefix(indent.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    all += (is_first ? "" : "\n") + std::string{line};
    is_first = false;
    at = end + 1;
  }
  return all;
}

std::string Typed::take() {
  write_inside_empty();
  std::ranges::stable_sort(edits_, {}, &Edit::begin);
  std::string all;
  std::size_t at = 0;
  for (const Edit& edit : edits_) {
    all += text().substr(at, edit.begin - at);
    all += edit.text;
    at = edit.end;
  }
  all += text().substr(at);
  edits_.clear();
  return all;
}

}  // namespace engine::vocabulary
