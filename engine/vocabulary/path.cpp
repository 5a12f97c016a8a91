#include "engine/vocabulary/path.hpp"

#include "engine/vocabulary/telecom.hpp"

#include <algorithm>
#include <charconv>

namespace engine::vocabulary {

namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return is_letter(c); });
}

/// What stands in brackets behind a name, without them.
bool read_condition(std::string_view inside, Step& step) {
  if (inside.starts_with(".=\"") && inside.ends_with('"') && inside.size() > 4) {
    step.words = inside.substr(3, inside.size() - 4);
    return true;
  }
  const bool is_for_new = inside.starts_with('+');
  if (is_for_new) inside.remove_prefix(1);
  if (inside.starts_with('@')) {
    const auto equal = inside.find('=');
    if (equal == inside.npos) return false;
    std::string key{inside.substr(1, equal - 1)}, value{inside.substr(equal + 1)};
    if (is_for_new) {
      step.made_with.emplace_back(std::move(key), std::move(value));
      return true;
    }
    step.key = std::move(key);
    step.value = std::move(value);
    step.or_unsaid = step.value.ends_with('|');
    if (step.or_unsaid) step.value.pop_back();
    return true;
  }
  const char* last = inside.data() + inside.size();
  const auto [stop, error] = std::from_chars(inside.data(), last, step.number);
  return error == std::errc{} && stop == last && step.number > 0 && step.number <= 100'000;
}

/// Where the brackets end that a text begins with: words in quotation marks may hold brackets.
std::size_t bracket_end(std::string_view text) {
  if (!text.starts_with("[.=\"")) return text.find(']');
  const auto end = text.find("\"]");
  return end == text.npos ? end : end + 1;
}

/// name, name[2], name[@use=official], name[@use=official][2], @name
std::optional<Step> read_step(std::string_view text) {
  Step step;
  step.is_attribute = text.starts_with('@');
  if (step.is_attribute) text.remove_prefix(1);
  const auto bracket = std::min(text.find('['), text.size());
  step.name = text.substr(0, bracket);
  text.remove_prefix(bracket);
  if (!is_name(step.name)) return std::nullopt;
  while (!text.empty()) {
    const auto end = bracket_end(text);
    if (!text.starts_with('[') || end == text.npos) return std::nullopt;
    if (!read_condition(text.substr(1, end - 1), step)) return std::nullopt;
    text.remove_prefix(end + 1);
  }
  return step;
}

/// Its words, or those of one of its translations.
bool says(const xml::Element& element, std::string_view words) {
  const std::string wanted = collapsed(words);
  bool found = collapsed(element.text()) == wanted;
  element.for_each_child([&](const xml::Element& child) {
    found = found || (child.name() == "translation" && collapsed(child.text()) == wanted);
  });
  return found;
}

bool is_meant(const xml::Element& element, const Step& step) {
  if (element.name() != step.name) return false;
  if (!step.words.empty() && !says(element, step.words)) return false;
  if (step.key.empty()) return true;
  const auto* attribute = element.attribute(step.key);
  if (attribute) return attribute->value == step.value;
  return step.name == "telecom" && step.key == "system" &&
         vocabulary::system_of_words(element.text()) == step.value;
}

/// A new element of a step, with what stands in it.
std::string element_of(const Step& step, std::string_view attributes, std::string_view inside) {
  std::string text = '<' + step.name;
  if (!step.key.empty()) text += ' ' + step.key + "=\"" + xml::escaped(step.value) + '"';
  for (const auto& [name, value] : step.made_with)
    text += ' ' + name + "=\"" + xml::escaped(value) + '"';
  text += attributes;
  if (inside.empty()) return text + "/>";
  return text + '>' + std::string{inside} + "</" + step.name + '>';
}

/// What lacks of a path, the innermost first put into the next.
std::string chain_of(const Path& path, std::size_t from, std::string_view value) {
  std::string inside = path.back().is_attribute ? "" : xml::escaped(value);
  std::string attribute;
  std::size_t end = path.size();
  if (path.back().is_attribute) {
    attribute = ' ' + path.back().name + "=\"" + xml::escaped(value) + '"';
    --end;
  }
  for (std::size_t i = end; i > from; --i) {
    inside = element_of(path[i - 1], attribute, inside);
    attribute.clear();
  }
  return inside;
}

}  // namespace

Step element_step(std::string name, std::size_t number) {
  Step step;
  step.name = std::move(name);
  step.number = number;
  return step;
}

Step attribute_step(std::string name) {
  Step step;
  step.name = std::move(name);
  step.is_attribute = true;
  return step;
}

std::optional<Path> read_path(std::string_view text) {
  Path path;
  if (text == ".") return path;
  while (true) {
    // A slash inside brackets belongs to a value: [@timeZone=America/Denver].
    std::size_t end = 0;
    while (end < text.size() && text[end] != '/') {
      const auto inside = text[end] == '[' ? bracket_end(text.substr(end)) : 0;
      end = inside == text.npos ? text.size() : end + inside + 1;
    }
    auto step = read_step(text.substr(0, end));
    if (!step || (!path.empty() && path.back().is_attribute)) return std::nullopt;
    path.push_back(*std::move(step));
    if (end == text.size()) return path;
    text.remove_prefix(end + 1);
  }
}

Path joined(const Path& base, const Path& rest) {
  Path all = base;
  all.insert(all.end(), rest.begin(), rest.end());
  return all;
}

Result<Answered> Answered::read(
    const Source& source, const Vocabulary& vocabulary, Diagnostics& out, const Budget* budget
) {
  auto tree = xml::parse(source, {.budget = budget}, out);
  if (!tree) return tree.error();
  return Answered{source, vocabulary, *std::move(tree)};
}

/// The children of that name of an element that has many; nullptr: it has few, and they are gone
/// through one by one.
const std::vector<std::uint32_t>* Answered::among_many(
    const xml::Element& parent, std::string_view name
) const {
  constexpr int few = 32;
  static const std::vector<std::uint32_t> none;
  auto known = many_.find(parent.index());
  if (known == many_.end()) {
    int count = 0;
    for (auto i = parent.first_child(); i != xml::Node::none && count <= few; ++count)
      i = tree_->nodes[i].next;
    if (count <= few) return nullptr;
    known = many_.try_emplace(parent.index()).first;
    parent.for_each_child([&](const xml::Element& child) {
      known->second[child.name()].push_back(child.index());
    });
  }
  const auto found = known->second.find(name);
  return found == known->second.end() ? &none : &found->second;
}

const Answered::ByValue& Answered::by_value(const xml::Element& parent, const Step& step) const {
  const auto [named, is_new] = by_value_.try_emplace({parent.index(), step.name, step.key});
  if (is_new) {
    for (const std::uint32_t child : *among_many(parent, step.name)) {
      const auto* attribute = xml::Element{*tree_, child}.attribute(step.key);
      if (attribute) named->second.emplace(attribute->value, child);
    }
  }
  return named->second;
}

/// The child that a step means: of those that are so the n-th; else, where the path allows it, the
/// first that does not say whether it is.
std::optional<xml::Element> Answered::child_of(const xml::Element& parent, const Step& step) const {
  std::size_t number = 0;
  std::optional<xml::Element> found, unsaid;
  const auto look_at = [&](const xml::Element& child) {
    if (!found && is_meant(child, step) && ++number == step.number) found = child;
    if (!unsaid && step.or_unsaid && child.name() == step.name && !child.attribute(step.key))
      unsaid = child;
  };
  const auto* many = among_many(parent, step.name);
  const bool is_by_number = step.key.empty() && step.words.empty();
  // A telecom that does not say what it is is told by its words.
  const bool is_by_value = !step.key.empty() && step.words.empty() && !step.or_unsaid &&
                           step.number == 1 && step.name != "telecom";
  if (many && is_by_number && step.number <= many->size())
    found = xml::Element{*tree_, (*many)[step.number - 1]};
  else if (many && is_by_value) {
    const auto& known = by_value(parent, step);
    if (const auto one = known.find(step.value); one != known.end())
      found = xml::Element{*tree_, one->second};
  } else if (many && !is_by_number)
    for (const std::uint32_t child : *many) look_at({*tree_, child});
  else if (!many)
    parent.for_each_child(look_at);
  return found || step.number > 1 ? found : unsaid;
}

std::optional<xml::Element> Answered::find(const Path& path, std::size_t steps) const {
  xml::Element here = tree_->root();
  for (std::size_t i = 0; i < steps && !path[i].is_attribute; ++i) {
    const auto next = child_of(here, path[i]);
    if (!next) return std::nullopt;
    here = *next;
  }
  return here;
}

std::string Answered::value(const Path& path) const {
  const auto element = find(path, path.size());
  if (!element) return {};
  std::string value;
  if (!path.empty() && path.back().is_attribute) {
    const auto* attribute = element->attribute(path.back().name);
    value = attribute ? std::string{attribute->value} : std::string{};
  } else {
    value = trimmed(element->text());
  }
  return is_blank_mark(value) ? std::string{} : value;
}

std::size_t Answered::count(const Path& path) const {
  const auto parent = find(path, path.size() - 1);
  if (!parent) return 0;
  const auto* many = among_many(*parent, path.back().name);
  if (many && path.back().key.empty() && path.back().words.empty()) return many->size();
  std::size_t count = 0;
  parent->for_each_child([&](const xml::Element& child) {
    count += is_meant(child, path.back()) ? 1 : 0;
  });
  return count;
}

bool Answered::says(Path path, std::size_t step, std::string_view words) const {
  const Path side_by_side{path.begin(), path.begin() + static_cast<std::ptrdiff_t>(step) + 1};
  const std::size_t several = count(side_by_side);
  for (path[step].number = 1; path[step].number <= several; ++path[step].number) {
    if (collapsed(value(path)) == words) return true;
  }
  return false;
}

std::optional<std::pair<std::size_t, std::size_t>> Answered::place(const Path& path) const {
  const auto element = find(path, path.size());
  if (!element) return std::nullopt;
  if (!path.empty() && path.back().is_attribute) {
    const auto* attribute = element->attribute(path.back().name);
    if (!attribute) return std::nullopt;
    return std::pair{std::size_t{attribute->name_span.begin}, std::size_t{attribute->span.end}};
  }
  if (!places_) places_ = std::make_unique<Typed>(*source_, *tree_, *vocabulary_);
  const auto where = places_->place(*element);
  return std::pair{where.begin, where.end};
}

std::string Answered::with(const Path& path, std::string_view value, std::size_t kept) const {
  Typed typed{*source_, *tree_, *vocabulary_};
  std::size_t there = 0;
  while (there < path.size() && !path[there].is_attribute && find(path, there + 1)) ++there;
  const bool of_attribute = !path.empty() && path.back().is_attribute;
  const bool is_whole = there == path.size() - (of_attribute ? 1 : 0);
  const auto element = find(path, there);
  if (value.empty()) {
    if (!is_whole) return source_->text();
    return without_hollow(path, there, kept);
  }
  if (!is_whole) {
    typed.add(*element, path[there].name, chain_of(path, there, value));
  } else if (of_attribute) {
    typed.set_attribute(*element, path.back().name, value);
  } else {
    typed.replace(*element, value);
  }
  return typed.take();
}

/// Takes the value of a path away, and then each element around it that says nothing any more.
std::string Answered::without_hollow(const Path& path, std::size_t steps, std::size_t kept) const {
  Typed typed{*source_, *tree_, *vocabulary_};
  const auto says_more = [&](const xml::Element& element, const Step& step, std::string_view gone) {
    return std::ranges::any_of(element.attributes(), [&](const xml::Attribute& one) {
      return one.name != gone && (one.name != step.key || step.key.empty());
    });
  };
  const bool of_attribute = path.back().is_attribute;
  const auto element = find(path, steps);
  if (of_attribute) {
    const bool stays = steps <= kept || !typed.is_hollow(*element) ||
                       says_more(*element, path[steps - 1], path.back().name);
    if (stays) {
      typed.remove_attribute(*element, path.back().name);
      return typed.take();
    }
  } else if (steps <= kept || !element->attributes().empty()) {
    // What it is stays when it says so, such as a question of the bank.
    if (steps <= kept || says_more(*element, path[steps - 1], "")) {
      typed.replace(*element, "");
      return typed.take();
    }
  }
  // The outermost element that holds nothing but this one.
  std::size_t outermost = steps;
  while (outermost - 1 > kept) {
    const auto around = find(path, outermost - 1);
    int children = 0;
    around->for_each_child([&](const xml::Element&) { ++children; });
    const bool holds_words = !trimmed(around->text()).empty();
    if (children > 1 || holds_words || says_more(*around, path[outermost - 2], "")) break;
    --outermost;
  }
  typed.remove(*find(path, outermost));
  return typed.take();
}

std::string Answered::without(const Path& path) const {
  Typed typed{*source_, *tree_, *vocabulary_};
  if (const auto element = find(path, path.size())) typed.remove(*element);
  return typed.take();
}

const Term* term_at(const Vocabulary& vocabulary, const Path& path) {
  const Term* term = &vocabulary.root;
  for (const Step& step : path) {
    if (term) term = term->child(step.name, step.is_attribute);
  }
  return term;
}

}  // namespace engine::vocabulary
