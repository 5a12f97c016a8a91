#include "engine/xml/walk.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <functional>
#include <new>
#include <span>
#include <utility>

namespace engine::xml {

namespace {
constexpr std::size_t cdata_begin = std::string_view{"<![CDATA["}.size();
}

void Mended::mend(const Mend& by) {
  if (text_ != &own_) own_ = *std::exchange(text_, &own_);
  std::fill_n(own_.begin() + static_cast<std::ptrdiff_t>(by.blank), by.blanks, ' ');
  if (by.words.empty()) return;
  own_.insert(by.at, by.words);
  const auto behind = std::ranges::find_if(added_, [&](const Added& a) { return a.at >= by.at; });
  for (auto i = behind; i != added_.end(); ++i) i->at += by.words.size();
  added_.insert(behind, {by.at, by.words.size()});
}

std::size_t Mended::in_source(std::size_t at) const {
  std::size_t place = at;
  for (const Added& added : added_) {
    if (added.at >= at) break;
    place -= std::min(added.bytes, at - added.at);
  }
  return place;
}

Walk::Walk(
    const Source& source,
    const Mended& mended,
    const char* copy,
    bool without_fault,
    const Limits& limits,
    Tree& tree,
    Diagnostics& out
)
    : source_{source},
      mended_{mended},
      text_{mended.text()},
      copy_{copy},
      without_fault_{without_fault},
      limits_{limits},
      tree_{tree},
      out_{out},
      has_controls_{has_controls(text_)} {
  constexpr std::size_t usual = 16;  // bytes of markup to a node; to every other one an attribute
  tree.nodes.reserve(text_.size() / usual + 8);
  tree.attributes.reserve(text_.size() / usual / 2 + 8);
}

bool Walk::document(pugi::xml_node document) {
  if (!declaration() || !content(document, Node::none) || !pass_to(text_.size())) return false;
  return !tree_.nodes.empty() ||
         fault(messages::no_element, 0, 0, {"the outermost element of a case is <case>"});
}

std::uint32_t Walk::add(Node node) {
  constexpr std::size_t some = 1024;
  if (limits_.budget && tree_.nodes.size() % some == 0) limits_.budget->check();
  tree_.nodes.push_back(node);
  return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
}

/// All that stands in an element, or in the document.
bool Walk::content(pugi::xml_node from, std::uint32_t parent) {
  auto last = Node::none;
  auto child = from.first_child();
  for (auto type = child.type(); type != pugi::node_null; type = child.type()) {
    const char* const read = type == pugi::node_element ? child.name() : child.value();
    const std::size_t opening = type == pugi::node_element ? 1
                                : type == pugi::node_cdata ? cdata_begin
                                                           : 0;
    if (!pass_to(offset(read) - opening)) return false;
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    const bool good = type == pugi::node_element ? element(child, read, parent)
                      : type == pugi::node_cdata ? cdata(read, parent)
                                                 : text(read, parent);
    if (!good) return false;
    if (parent != Node::none)
      (last == Node::none ? tree_.nodes[parent].first_child : tree_.nodes[last].next) = index;
    last = index;
    child = child.next_sibling();
  }
  return true;
}

/// Recursive, but no deeper than Limits::depth.
bool Walk::element(pugi::xml_node from, std::string_view name, std::uint32_t parent) {
  const auto begin = at_;
  if (parent == Node::none && !tree_.nodes.empty()) {
    return fault(
        messages::second_root(tagged(name)),
        begin + 1,
        name.size(),
        {"a file has one, and <" + std::string{root()} + "> has ended before it"}
    );
  }
  if (depth_ == limits_.depth) {
    return fault(messages::too_deep(limits_.depth), begin + 1, name.size());
  }
  const auto index = add({.name = name, .span = span_of(name), .parent = parent});
  at_ += 1 + name.size();
  if (!attributes(from, index)) return false;

  const auto end = past_space(at_);
  if (text_[end] == '/' && text_[end + 1] == '>') {
    at_ = end + 2;
    return true;
  }
  if (text_[end] != '>') return fault_in_tag(name, begin);
  at_ = end + 1;
  ++depth_;
  open_ = index;
  if (!content(from, index)) return false;
  while (!end_tag(name)) {
    if (!between()) return false;
  }
  --depth_;
  open_ = parent;
  return true;
}

bool Walk::attributes(pugi::xml_node from, std::uint32_t element) {
  const auto first = tree_.attributes.size();
  tree_.nodes[element].first_attribute = static_cast<std::uint32_t>(first);
  for (auto a = from.first_attribute(); a; a = a.next_attribute()) {
    const std::string_view name = a.name();
    if (is_given_twice(name, first)) {
      if (is_in_copy(a.value())) {
        const auto begin = offset(name.data()), value = offset(a.value());
        const auto end = text_.find_first_of("\"'<>", value);
        if (end != text_.npos && text_[end] == text_[value - 1])
          mend = Mend{.blank = begin, .blanks = end + 1 - begin, .at = begin, .words = {}};
      }
      return fault(
          messages::attribute_given_twice(name),
          offset(name.data()),
          name.size(),
          {"keep one of the two"}
      );
    }
    if (!attribute(a, name)) return false;
  }
  if (!given_.empty()) given_.clear();
  tree_.nodes[element].attribute_count =
      static_cast<std::uint32_t>(tree_.attributes.size() - first);
  return true;
}

bool Walk::is_given_twice(std::string_view name, std::size_t first_attribute) {
  constexpr std::size_t few = 16;  // of which comparing with each is fastest
  const auto given = std::span{tree_.attributes}.subspan(first_attribute);
  const auto is_it = [&](const Attribute& a) { return a.name == name; };
  if (given.size() < few) return std::any_of(given.begin(), given.end(), is_it);
  if (given_.empty()) {
    for (const Attribute& a : given) given_.insert(a.name);
  }
  return !given_.insert(name).second;
}

/// Where pugixml gave up before a value, it answers with an empty text of its own.
bool Walk::is_in_copy(const char* read) const {
  return !std::less{}(read, copy_) && std::less_equal{}(read, copy_ + text_.size());
}

bool Walk::attribute(pugi::xml_attribute from, std::string_view name) {
  const char* const read = from.value();
  if (!is_in_copy(read)) return fault_in_attribute(name);

  const auto begin = offset(read);
  at_ = begin;
  const auto told_before = out_.errors();
  if (!characters_of_value(text_[begin - 1])) {
    if (out_.errors() > told_before) return false;
    return fault_in_open_value(name, begin);
  }
  tree_.attributes.push_back(
      {.name = name, .value = read, .name_span = span_of(name), .span = span(begin, at_ - 1)}
  );
  return true;
}

/// Passes over the end tag of that element, when it stands here.
bool Walk::end_tag(std::string_view name) {
  if (text_[at_] != '<' || text_[at_ + 1] != '/') return false;
  if (!without_fault_ && text_.compare(at_ + 2, name.size(), name) != 0) return false;
  const auto end = past_space(at_ + 2 + name.size());
  if (text_[end] != '>') return false;
  at_ = end + 1;
  return true;
}

bool Walk::text(std::string_view read, std::uint32_t parent) {
  const auto begin = at_;
  if (!characters_of_text(begin + read.size())) return false;
  add({.text = read, .span = span(begin, at_), .parent = parent});
  return true;
}

bool Walk::cdata(std::string_view read, std::uint32_t parent) {
  if (parent == Node::none) {
    return fault(messages::text_outside_root, at_, cdata_begin, {"all text stands inside it"});
  }
  const auto begin = at_ + cdata_begin;
  const auto end = text_.find("]]>", begin);
  if (end == text_.npos) return fault_in_markup();
  if (!is_printable(begin, end)) return false;
  add({.text = read, .span = span(begin, end), .parent = parent});
  at_ = end + 3;
  return true;
}

namespace {

/// The tree of a text; what is wrong with it is told, and what of it only signs are wrong with is
/// read all the same. `mend` is what it takes to read on behind its fault.
std::optional<Tree> read_once(
    const Source& source,
    const Mended& mended,
    const Limits& limits,
    std::optional<Mend>& mend,
    Diagnostics& out
) {
  const std::string& text = mended.text();
  // With the NUL behind it: pugixml takes the last byte as its end.
  const std::size_t size = text.size() + 1;
  const auto copy = std::make_shared_for_overwrite<char[]>(size);
  std::memcpy(copy.get(), text.c_str(), size);
  pugi::xml_document document;
  // White space that stands alone is kept: between inline elements it is a space between words.
  constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute |
                             pugi::parse_eol | pugi::parse_ws_pcdata;
  const auto outcome = document.load_buffer_inplace(copy.get(), size, flags, pugi::encoding_utf8);
  if (outcome.status == pugi::status_out_of_memory) throw std::bad_alloc{};

  Tree tree;
  tree.storage = copy;
  Walk walk{source, mended, copy.get(), bool(outcome), limits, tree, out};
  const bool is_whole = walk.document(document);
  mend = std::move(walk.mend);
  if (!is_whole) return std::nullopt;
  // The walk finds what pugixml does not like; should there ever be more, pugixml says it.
  if (!outcome && !walk.told) {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(outcome.offset, 0));
    static_cast<void>(out.error(
        messages::not_xml(outcome.description()),
        source.span(std::min(at, text.size()), std::min(at, text.size()))
    ));
    return std::nullopt;
  }
  if (!outcome) return std::nullopt;
  return tree;
}

}  // namespace

Result<Tree> parse_past_faults(const Source& source, const Limits& limits, Diagnostics& out) {
  const std::string& text = source.text();
  if (text.size() > limits.bytes) {
    const auto mebibytes = limits.bytes >> 20;
    return out.error(
        mebibytes ? messages::too_large_in_mebibytes(text.size(), limits.bytes, mebibytes)
                  : messages::too_large(text.size(), limits.bytes),
        source.span(0, 0)
    );
  }
  constexpr int most_mends = 20;
  const auto begin = out.mark();
  Mended mended{text};
  for (int mends = 0;; ++mends) {
    Diagnostics told;  // each reading finds again what the one before it found, but for the mended
    std::optional<Mend> mend;
    auto tree = read_once(source, mended, limits, mend, told);
    if (tree || !mend || mends == most_mends) {
      out.take(std::move(told));
      if (tree) return *std::move(tree);
      return *out.reported_since(begin);
    }
    out.add(told.all().back());
    mended.mend(*mend);
  }
}

Result<Tree> parse(const Source& source, const Limits& limits, Diagnostics& out) {
  const auto begin = out.mark();
  auto tree = parse_past_faults(source, limits, out);
  if (const auto told = out.reported_since(begin)) return *told;
  return tree;
}

}  // namespace engine::xml
