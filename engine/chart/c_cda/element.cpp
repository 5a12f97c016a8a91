#include "engine/chart/c_cda/element.hpp"

#include "engine/base/base.hpp"
#include "engine/chart/work.hpp"

#include <algorithm>

namespace engine::chart::c_cda {

namespace {

std::string_view prefix_of(std::string_view name) {
  const auto colon = name.find(':');
  return colon == name.npos ? std::string_view{} : name.substr(0, colon);
}

std::string_view local(std::string_view name) {
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

bool parts_words(std::string_view name) {
  constexpr std::string_view parts[] = {
      "br", "td", "th", "tr", "item", "paragraph", "caption", "list", "table"};
  return std::ranges::find(parts, name) != std::end(parts);
}

void add_text(const xml::Tree& tree, std::uint32_t from, std::string& text) {
  for (auto i = tree.nodes[from].first_child; i != xml::Node::none; i = tree.nodes[i].next) {
    const xml::Node& node = tree.nodes[i];
    if (node.is_text()) {
      text += node.text;
      continue;
    }
    const std::string_view name = local(node.name);
    if (name == "renderMultiMedia" || name == "footnote") continue;
    // What was struck out is no text any more.
    if (El{xml::Element{tree, i}}.attribute("revised") == "delete") continue;
    if (parts_words(name)) text += ' ';
    add_text(tree, i, text);
    if (parts_words(name)) text += ' ';
  }
}

}  // namespace

std::string_view El::name() const {
  return element_ ? local(element_->name()) : std::string_view{};
}

bool El::is(std::string_view wanted) const {
  return element_ && local(element_->name()) == wanted && prefix_of(element_->name()) != "sdtc";
}

El El::child(std::string_view wanted) const {
  return child_before({}, wanted);
}

std::vector<El> El::before(std::size_t most) const {
  std::vector<El> all;
  if (!element_) return all;
  // Elements stand in the order of the text.
  const auto& nodes = element_->tree().nodes;
  const std::uint32_t around = nodes[index()].parent;
  for (std::uint32_t i = index(); i-- > 0 && i != around && all.size() < most;) {
    count_work();
    if (nodes[i].parent != around || nodes[i].is_text()) continue;
    const El one{xml::Element{element_->tree(), i}};
    if (one.is(name())) all.push_back(one);
  }
  std::ranges::reverse(all);
  return all;
}

El El::child_before(std::string_view other, std::string_view wanted) const {
  if (!element_) return {};
  const auto& nodes = element_->tree().nodes;
  for (auto i = element_->first_child(); i != xml::Node::none; i = nodes[i].next) {
    count_work();
    if (nodes[i].is_text()) continue;
    const El child{xml::Element{element_->tree(), i}};
    if (child.is(wanted)) return child;
    if (!other.empty() && child.is(other)) break;
  }
  return {};
}

El El::at(std::string_view path) const {
  El here = *this;
  while (here && !path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    here = here.child(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return here;
}

std::vector<El> El::children(std::string_view wanted) const {
  std::vector<El> all;
  if (element_)
    element_->for_each_child([&](const xml::Element& child) {
      count_work();
      if (El{child}.is(wanted)) all.emplace_back(child);
    });
  return all;
}

std::vector<El> El::children() const {
  std::vector<El> all;
  if (element_)
    element_->for_each_child([&](const xml::Element& child) {
      count_work();
      all.emplace_back(child);
    });
  return all;
}

bool El::has_at_most(std::size_t most, std::string_view wanted) const {
  if (!element_) return true;
  const auto& nodes = element_->tree().nodes;
  std::size_t count = 0;
  for (auto i = element_->first_child(); i != xml::Node::none && count <= most; i = nodes[i].next) {
    if (!nodes[i].is_text() && El{xml::Element{element_->tree(), i}}.is(wanted)) ++count;
  }
  return count <= most;
}

El El::parent() const {
  if (!element_) return {};
  const auto above = element_->tree().nodes[element_->index()].parent;
  return above == xml::Node::none ? El{} : El{xml::Element{element_->tree(), above}};
}

std::vector<El> El::below(std::string_view wanted) const {
  std::vector<El> all;
  for (const El& child : children()) {
    if (child.is(wanted)) all.push_back(child);
    for (const El& deeper : child.below(wanted)) all.push_back(deeper);
  }
  return all;
}

std::string_view El::attribute(std::string_view wanted) const {
  if (!element_) return {};
  for (const xml::Attribute& attribute : element_->attributes()) {
    if (local(attribute.name) == wanted) return trimmed(attribute.value);
  }
  return {};
}

std::string El::text() const {
  if (attribute("revised") == "delete") return {};
  std::string all;
  if (element_) add_text(element_->tree(), element_->index(), all);
  return collapsed(all);
}

std::string El::own_text() const {
  return element_ ? collapsed(element_->text()) : "";
}

std::vector<El> El::cells() const {
  std::vector<El> all = children();
  std::erase_if(all, [](const El& one) { return !one.is("td") && !one.is("th"); });
  const bool names_alone = std::ranges::all_of(all, [](const El& one) { return one.is("th"); });
  const El body = parent();
  if (names_alone && !(body.is("tbody") && body.parent().child("thead"))) all.clear();
  return all;
}

std::string beginning_of(std::string words) {
  constexpr std::size_t most = 16'384;  // bytes, some six pages
  if (words.size() <= most) return words;
  const auto end = words.rfind(' ', most);
  words.resize(end == words.npos ? 0 : end);
  return words;
}

std::vector<std::string> El::own_lines() const {
  std::vector<std::string> all;
  if (!element_) return all;
  const auto& nodes = element_->tree().nodes;
  for (auto i = element_->first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (std::string line = collapsed(nodes[i].text); nodes[i].is_text() && !line.empty())
      all.push_back(beginning_of(std::move(line)));
  }
  return all;
}

std::vector<std::pair<El, std::string>> El::parts() const {
  std::vector<std::pair<El, std::string>> all;
  if (!element_) return all;
  const auto& nodes = element_->tree().nodes;
  for (auto i = element_->first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text())
      all.emplace_back(El{}, nodes[i].text);
    else
      all.emplace_back(El{xml::Element{element_->tree(), i}}, "");
  }
  return all;
}

bool El::has_template(std::string_view root) const {
  return std::ranges::any_of(children("templateId"), [&](const El& id) {
    return id.attribute("root") == root;
  });
}

Pages::Pages(const xml::Tree& tree) : tree_{tree} {
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].is_text()) continue;
    const xml::Attribute* id = xml::Element{tree, i}.attribute("ID");
    if (!id) continue;
    const std::string_view name = trimmed(id->value);
    if (!by_id_.emplace(name, i).second) of_several_.insert(name);  // the first one wins
  }
}

El Pages::referred(std::string_view reference) const {
  reference = trimmed(reference);
  if (reference.starts_with('#')) reference.remove_prefix(1);
  const auto found = by_id_.find(reference);
  return found == by_id_.end() ? El{} : El{xml::Element{tree_, found->second}};
}

bool Pages::is_of_one(std::string_view reference) const {
  const El target = referred(reference);
  reference = trimmed(reference);
  if (reference.starts_with('#')) reference.remove_prefix(1);
  constexpr std::string_view wholes[] = {"table", "thead", "tbody", "list", "text"};
  return !of_several_.contains(reference) &&
         std::ranges::none_of(wholes, [&](auto name) { return target.is(name); });
}

namespace {

/// The words of a cell up to a break: what stands below a name is a note.
std::string first_line_of(const El& cell) {
  std::string line;
  for (const auto& [part, words] : cell.parts()) {
    const bool is_block = part.is("paragraph") || part.is("list") || part.is("table");
    if (!collapsed(line).empty() && (part.is("br") || is_block)) break;
    line += part ? ' ' + part.text() + ' ' : words;
    if (is_block && !collapsed(line).empty()) break;
  }
  return collapsed(line);
}

}  // namespace

std::string Pages::text_of(const El& said) const {
  const std::string_view reference = said.child("reference").attribute("value");
  const El target = referred(reference);
  if (!target || !is_of_one(reference))
    return said.text();  // a reference that leads nowhere may stand beside the words
  const auto cells = target.cells();
  const El cell = !target.is("tr") ? target : cells.empty() ? El{} : cells.front();
  const std::string words =
      target.is("tr") && cell ? first_line_of(cell) : (cell ? cell : target).text();
  return words.empty() ? said.text() : words;
}

std::string Pages::cell_of(const El& said, std::span<const std::string_view> headings) const {
  const std::string_view reference = said.child("reference").attribute("value");
  const El row = is_of_one(reference) ? referred(reference) : El{};
  const El table = row.parent().is("tbody") ? row.parent().parent() : row.parent();
  if (!row.is("tr")) return {};
  const auto names = table.at("thead/tr").children("th");
  const auto cells = row.cells();
  for (std::size_t i = 0; i < names.size() && names.size() == cells.size(); ++i) {
    const std::string name = names[i].text();
    const bool is_it = std::ranges::any_of(headings, [&](std::string_view heading) {
      return contains_but_case(name, heading);
    });
    if (is_it) return cells[i].text();
  }
  return {};
}

}  // namespace engine::chart::c_cda
