#include "engine/fill/grow.hpp"

#include "engine/base/ascii.hpp"
#include "engine/base/utf8.hpp"

#include <algorithm>
#include <memory>

namespace engine::fill {

namespace {

class Grower {
 public:
  Grower(const Compiled& compiled, const Source& markup)
      : compiled_{compiled}, markup_{markup}, text_{markup.text()} {
    constexpr std::size_t usual = 16;  // bytes of markup to a node; to every other one an attribute
    tree_.nodes.reserve(text_.size() / usual + 8);
    tree_.attributes.reserve(text_.size() / usual / 2 + 8);
  }

  bool add(const Stretch& stretch) {
    const Part& part = *stretch.part;
    if (part.is == Piece::Is::variable) return inside_.is != Inside::Is::tag;
    if (!(part.begins_in == inside_)) return false;
    for (std::uint32_t i = part.first_mark; i < part.end_mark; ++i) {
      const Mark& mark = compiled_.marks[i];
      const auto moved = [&](std::uint32_t at) {
        return stretch.begin + at - (at > stretch.left_out ? 1 : 0);
      };
      if (!follow({mark.is, moved(mark.at), mark.size, moved(mark.behind)})) return false;
    }
    inside_ = part.ends_in;
    return true;
  }

  std::optional<xml::Tree> finish() {
    const bool is_whole = is_known_ && open_.empty() && !tree_.nodes.empty() &&
                          inside_ == Inside{} && is_blank(text_begin_, text_.size());
    if (!is_whole) return std::nullopt;
    return std::move(tree_);
  }

 private:
  using Node = xml::Node;
  struct Open {
    std::uint32_t element = 0, last_child = Node::none;
  };

  std::string_view piece(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }
  bool is_blank(std::size_t begin, std::size_t end) const {
    const std::string_view between = piece(begin, end);
    return std::all_of(between.begin(), between.end(), is_space);
  }

  bool follow(const Mark& mark) {
    switch (mark.is) {
      case Mark::Is::element:
        return begin_element(mark);
      case Mark::Is::attribute:
        return begin_attribute(mark);
      case Mark::Is::value:
        end_attribute(mark);
        return true;
      case Mark::Is::content:
        end_tag(mark);
        return true;
      case Mark::Is::empty:
        end_tag(mark);
        open_.pop_back();
        return true;
      case Mark::Is::end:
        return end_element(mark);
    }
    return false;
  }

  void add(Node node) {
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    if (!open_.empty()) {
      Open& parent = open_.back();
      node.parent = parent.element;
      (parent.last_child == Node::none ? tree_.nodes[parent.element].first_child
                                       : tree_.nodes[parent.last_child].next) = index;
      parent.last_child = index;
    }
    tree_.nodes.push_back(node);
  }

  /// The words up to here.
  bool end_text(std::uint32_t at) {
    if (open_.empty()) return is_blank(text_begin_, at);
    if (at == text_begin_) return true;
    add({.text = read(text_begin_, at), .span = markup_.span(text_begin_, at)});
    return true;
  }

  bool begin_element(const Mark& mark) {
    if (!end_text(mark.at) || open_.size() == static_cast<std::size_t>(xml::Limits{}.depth))
      return false;
    if (open_.empty() && !tree_.nodes.empty()) return false;
    const std::uint32_t name = mark.at + 1, behind = name + mark.size;
    add(
        {.name = piece(name, behind),
         .span = markup_.span(name, behind),
         .first_attribute = static_cast<std::uint32_t>(tree_.attributes.size())}
    );
    open_.push_back({.element = static_cast<std::uint32_t>(tree_.nodes.size() - 1)});
    return true;
  }

  bool begin_attribute(const Mark& mark) {
    const std::string_view name = piece(mark.at, mark.at + mark.size);
    const auto first = tree_.attributes.begin() + tree_.nodes.back().first_attribute;
    const bool is_given = std::any_of(first, tree_.attributes.end(), [&](const auto& given) {
      return given.name == name;
    });
    if (is_given || !is_space(text_[mark.at - 1])) return false;
    tree_.attributes.push_back(
        {.name = name,
         .name_span = markup_.span(mark.at, mark.at + mark.size),
         .span = markup_.span(mark.behind, mark.behind)}
    );
    return true;
  }

  void end_attribute(const Mark& mark) {
    xml::Attribute& attribute = tree_.attributes.back();
    attribute.span.end = mark.at;
    attribute.value = read(attribute.span.begin, mark.at, true);
  }

  void end_tag(const Mark& mark) {
    Node& element = tree_.nodes.back();
    element.attribute_count =
        static_cast<std::uint32_t>(tree_.attributes.size()) - element.first_attribute;
    text_begin_ = mark.behind;
  }

  bool end_element(const Mark& mark) {
    if (!end_text(mark.at) || open_.empty()) return false;
    const std::uint32_t name = mark.at + 2;
    if (piece(name, name + mark.size) != tree_.nodes[open_.back().element].name) return false;
    open_.pop_back();
    text_begin_ = mark.behind;
    return true;
  }

  /// What is written there, its references resolved; in a value white space is blanks (XML 1.0
  /// §3.3.3).
  std::string_view read(std::size_t begin, std::size_t end, bool is_value = false) {
    const std::string_view written = piece(begin, end);
    if (next_reference_ < begin) next_reference_ = std::min(text_.find('&', begin), text_.size());
    const auto is_to_blank = [](char c) { return (c == '\t') | (c == '\n'); };
    const bool is_as_written =
        next_reference_ >= end && !(is_value && any_byte(written, is_to_blank));
    return is_as_written ? written : resolved(written, is_value);
  }

  std::string_view resolved(std::string_view written, bool is_value) {
    if (!tree_.storage) {
      const auto room = std::make_shared_for_overwrite<char[]>(text_.size());
      pen_ = room.get();
      tree_.storage = room;
    }
    char* const begin = pen_;
    for (std::size_t at = 0; at < written.size();) {
      const char c = written[at];
      const auto reference = c == '&' ? reference_at(written.substr(at)) : std::nullopt;
      is_known_ = is_known_ && (reference || c != '&');
      if (reference) {
        std::string character;
        append_utf8(character, reference->character);
        pen_ = std::copy(character.begin(), character.end(), pen_);
        at += reference->size;
      } else {
        *pen_++ = is_value && is_space(c) ? ' ' : c;
        ++at;
      }
    }
    return {begin, static_cast<std::size_t>(pen_ - begin)};
  }

  const Compiled& compiled_;
  const Source& markup_;
  const std::string_view text_;
  xml::Tree tree_;
  std::vector<Open> open_;
  Inside inside_;
  std::uint32_t text_begin_ = 0;    ///< of the words that are not in the tree yet
  std::size_t next_reference_ = 0;  ///< the first & that is not behind what is read
  bool is_known_ = true;            ///< every reference
  char* pen_ = nullptr;             ///< in Tree::storage
};

}  // namespace

std::optional<xml::Tree> grow(
    const Compiled& compiled, const Source& markup, std::span<const Stretch> stretches
) {
  if (!compiled.is_known_whole || markup.text().size() > xml::Limits{}.bytes) return std::nullopt;
  Grower grower{compiled, markup};
  for (const Stretch& stretch : stretches) {
    if (!grower.add(stretch)) return std::nullopt;
  }
  return grower.finish();
}

bool equal(const xml::Tree& a, const xml::Tree& b) {
  const auto at_same = [](Span one, Span other) {
    return one.begin == other.begin && one.end == other.end;
  };
  const auto same_node = [&](const xml::Node& one, const xml::Node& other) {
    return one.name == other.name && one.text == other.text && at_same(one.span, other.span) &&
           one.parent == other.parent && one.next == other.next &&
           one.first_child == other.first_child && one.first_attribute == other.first_attribute &&
           one.attribute_count == other.attribute_count;
  };
  const auto same_attribute = [&](const xml::Attribute& one, const xml::Attribute& other) {
    return one.name == other.name && one.value == other.value &&
           at_same(one.name_span, other.name_span) && at_same(one.span, other.span);
  };
  return std::ranges::equal(a.nodes, b.nodes, same_node) &&
         std::ranges::equal(a.attributes, b.attributes, same_attribute);
}

}  // namespace engine::fill
