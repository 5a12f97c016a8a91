#include "engine/xml/walk.hpp"

#include <algorithm>

namespace engine::xml {

namespace {

std::string in_end_tag(std::string_view name) {
  return "</" + std::string{name} + ">";
}

/// Blanks instead of what stands there; words may be put before them.
Mend blanked(std::size_t begin, std::size_t end) {
  return {.blank = begin, .blanks = end - begin, .at = begin, .words = {}};
}

/// The number of a character that people write by its HTML name.
std::string_view number_of(std::string_view html_name) {
  struct Known {
    std::string_view name, number;
  };
  static constexpr Known known[] = {
      {"nbsp", "&#160;"},   {"eacute", "&#233;"}, {"aacute", "&#225;"},  {"iacute", "&#237;"},
      {"oacute", "&#243;"}, {"uacute", "&#250;"}, {"ntilde", "&#241;"},  {"uuml", "&#252;"},
      {"egrave", "&#232;"}, {"agrave", "&#224;"}, {"ccedil", "&#231;"},  {"iuml", "&#239;"},
      {"auml", "&#228;"},   {"ouml", "&#246;"},   {"copy", "&#169;"},    {"reg", "&#174;"},
      {"ndash", "&#8211;"}, {"mdash", "&#8212;"}, {"lsquo", "&#8216;"},  {"rsquo", "&#8217;"},
      {"ldquo", "&#8220;"}, {"rdquo", "&#8221;"}, {"hellip", "&#8230;"}, {"deg", "&#176;"},
      {"micro", "&#181;"},  {"middot", "&#183;"}, {"bull", "&#8226;"},   {"euro", "&#8364;"},
  };
  const auto* found = std::find_if(std::begin(known), std::end(known), [&](const Known& k) {
    return k.name == html_name;
  });
  return found == std::end(known) ? std::string_view{} : found->number;
}

}  // namespace

bool Walk::fault(
    FilledError said, std::size_t at, std::size_t width, std::vector<std::string> hints
) {
  told =
      out_.error(std::move(said), span(at, std::min(at + width, text_.size())), std::move(hints));
  return false;
}

bool Walk::slip(
    FilledError said, std::size_t at, std::size_t width, std::vector<std::string> hints
) {
  constexpr int most_slips = 20;
  static_cast<void>(fault(std::move(said), at, width, std::move(hints)));
  return ++slips_ < most_slips;
}

std::string_view Walk::name_at(std::size_t at) const {
  auto end = at;
  if (is(text_[at], name_start)) {
    while (is(text_[end], name_part)) ++end;
  }
  return std::string_view{text_}.substr(at, end - at);
}

bool Walk::control_character(std::size_t at) {
  mend = blanked(at, at + 1);
  return fault(
      messages::control_character(code_point_name(static_cast<unsigned char>(text_[at]))),
      at,
      1,
      {"take it out: it cannot be printed"}
  );
}

bool Walk::unknown_reference(std::size_t begin, std::string_view name) {
  const auto known = number_of(name);
  return slip(
      messages::unknown_entity(name),
      begin,
      at_ - begin,
      {known.empty()
           ? "write the character itself; XML knows only &amp; &lt; &gt; &quot; and &apos;"
           : "write the character itself, or its number " + std::string{known}}
  );
}

/// Of a reference between `begin` and at_ by a number, if it is one.
bool Walk::not_a_character(std::size_t begin, std::optional<std::uint32_t> number) {
  return slip(
      number ? messages::character_not_allowed(code_point_name(*number))
             : messages::no_character_number,
      begin,
      at_ - begin,
      {"write the character itself"}
  );
}

/// Words behind a name whose tag lacks its >, up to the end tag of that name: <given Rosa</given>.
bool Walk::stands_outside(std::size_t words, std::string_view element) const {
  const auto stop = text_.find_first_of("<>=", words);
  return stop != text_.npos && text_[stop] == '<' && text_[stop + 1] == '/' &&
         name_at(stop + 2) == element;
}

bool Walk::tag_never_ends(std::string_view element, std::size_t end) {
  const auto begin = offset(element.data()) - 1;
  // One whose end tag comes before another of its kind holds what stands between them.
  const auto closing = text_.find(in_end_tag(element), end);
  const auto opening = text_.find("<" + std::string{element}, end);
  mend = Mend{.at = end, .words = closing < opening ? ">" : "/>"};
  return fault(
      messages::tag_not_complete(tagged(element)), begin, element.size() + 1, {"close it with >"}
  );
}

/// What stands behind the last attribute that could be read, in the tag that begins at `begin`.
bool Walk::fault_in_tag(std::string_view element, std::size_t begin) {
  const auto next = past_space(at_);
  if (next == text_.size()) {
    return fault(
        messages::tag_not_complete(tagged(element)), begin, element.size() + 1, {"close it with >"}
    );
  }
  if (text_[next] == '<') return tag_never_ends(element, at_);
  if (stands_outside(next, element)) return tag_never_ends(element, next);
  if (next == at_) {
    if (const auto end = end_of_swallowed()) {
      const Attribute& open = tree_.attributes.back();
      return fault_in_open_value(open.name, offset(open.value.data()), *end);
    }
    mend = Mend{.at = next, .words = " "};
    return fault(messages::space_missing, next, 1, {"attributes are parted by spaces"});
  }
  mend = blanked(next, next + 1);
  return fault(
      messages::not_in_tag(tagged(element)),
      next,
      1,
      {"a tag holds attributes such as id=\"…\", and ends with >"}
  );
}

/// Where the value before at_ should have ended, when it took in the next attribute up to its
/// quotation mark: id="lee role="current".
std::optional<std::size_t> Walk::end_of_swallowed() const {
  if (tree_.attributes.empty() || at_ < 2 || text_[at_ - 2] != '=') return std::nullopt;
  const auto begin = offset(tree_.attributes.back().value.data());
  const auto blank = text_.find_last_of(" \t\r\n", at_);
  if (blank == text_.npos || blank <= begin || name_at(blank + 1).size() + blank + 3 != at_)
    return std::nullopt;
  return text_.find_last_not_of(" \t\r\n", blank) + 1;
}

/// Quotation marks of a word processor: “ ” „ ‘ ’ « ».
constexpr std::string_view curly_marks[] = {
    "\u201C", "\u201D", "\u201E", "\u2018", "\u2019", "\u00AB", "\u00BB"};
bool has_curly_mark(std::string_view text) {
  return std::ranges::any_of(curly_marks, [&](auto mark) { return text.find(mark) != text.npos; });
}

std::string without_marks(std::string_view text) {
  std::string plain{text};
  std::erase(plain, '"');
  for (const auto mark : curly_marks) {
    for (auto at = plain.find(mark); at != plain.npos; at = plain.find(mark))
      plain.erase(at, mark.size());
  }
  return plain;
}

/// An attribute without a value, or with one that does not stand in quotation marks.
bool Walk::fault_in_attribute(std::string_view name) {
  const std::string hint = "write " + std::string{name} + "=\"…\"";
  const auto begin = offset(name.data());
  const std::string_view element = tree_.nodes.back().name;
  const auto equals = past_space(begin + name.size());
  if (text_[equals] != '=') {
    if (stands_outside(begin, element)) return tag_never_ends(element, begin);
    mend = blanked(begin, begin + name.size());
    return fault(messages::attribute_without_value(name), begin, name.size(), {hint});
  }
  const auto value = past_space(equals + 1);
  auto end = std::min(text_.find_first_of(" \t\r\n<>", value), text_.size());
  if (end > value + 1 && text_[end] == '>' && text_[end - 1] == '/') --end;
  const auto said = std::string_view{text_}.substr(value, end - value);
  mend = blanked(value, end);
  mend->words = '"' + without_marks(said) + '"';
  if (has_curly_mark(said))
    return fault(
        messages::value_without_quotation_marks(name),
        value,
        end - value,
        {"these quotation marks are curly: type straight ones, " + hint +
         ", and turn off smart quotes"}
    );
  return fault(messages::value_without_quotation_marks(name), value, end - value, {hint});
}

/// A value whose closing quotation mark is not found; `begin` is behind the opening one. It is read
/// on as one that ends at `end`, or where its line or tag does.
bool Walk::fault_in_open_value(
    std::string_view name, std::size_t begin, std::optional<std::size_t> end
) {
  const std::string mark{text_[begin - 1]};
  auto stop = std::min(text_.find_first_of("\r\n<>", begin), text_.size());
  const bool is_curly = has_curly_mark(std::string_view{text_}.substr(begin, stop - begin));
  const auto closing = text_.find(mark, stop);
  const bool has_sign = !end && text_[stop] == '<' && closing < text_.find_first_of("\r\n>", stop);
  if (has_sign) {
    mend = blanked(stop, stop + 1);         // the sign < in a value that is closed
  } else if (end || stop < text_.size()) {  // else the text was cut off
    if (stop > begin && text_[stop] == '>' && text_[stop - 1] == '/') --stop;
    const auto last = end.value_or(stop);
    mend = blanked(begin, last);
    mend->words = without_marks(std::string_view{text_}.substr(begin, last - begin)) + mark;
  }
  return fault(
      messages::value_never_closed(name),
      begin - 1,
      1,
      {is_curly
           ? "the mark at its end is curly: type a straight " + mark + ", and turn off smart quotes"
           : "close it with " + mark + "; inside a value, < is written &lt;"}
  );
}

/// The last of the children so far of the element we are in that has that name.
const Node* Walk::last_child_named(std::string_view name) const {
  const Node* last = nullptr;
  for (auto i = open_ == Node::none ? Node::none : tree_.nodes[open_].first_child; i != Node::none;
       i = tree_.nodes[i].next) {
    if (!tree_.nodes[i].is_text() && tree_.nodes[i].name == name) last = &tree_.nodes[i];
  }
  return last;
}

/// What stands at at_ and is neither a node nor anything that may stand between two.
bool Walk::fault_in_markup() {
  if (at_ == text_.size()) return never_closed(tree_.nodes[open_].name);
  if (is(text_[at_], unprintable)) return control_character(at_);
  if (starts("</")) return fault_in_end_tag();
  if (starts("<![CDATA["))
    return fault(messages::cdata_never_closed, at_, 9, {"close it with ]]>"});
  if (starts("<!") && name_at(at_ + 2) == "DOCTYPE") {
    return fault(messages::document_type, at_, 9, {"take out everything from <!DOCTYPE to its >"});
  }
  const auto word = past_space(at_ + 1);
  if (const auto name = name_at(word); word > at_ + 1 && !name.empty()) {
    const bool is_tag = text_.find(in_end_tag(name), word) != text_.npos;
    mend = blanked(at_, at_ + 1);
    if (is_tag) mend = Mend{.blank = at_, .blanks = word - at_, .at = word, .words = "<"};
    return fault(
        messages::bare_less_than,
        at_,
        1,
        {"for a tag, write <" + std::string{name} + " without a blank; for the sign < itself, &lt;"}
    );
  }
  if (starts("<\\") && open_ != Node::none && name_at(at_ + 2) == tree_.nodes[open_].name) {
    const std::string_view open = tree_.nodes[open_].name;
    const auto end = past_space(at_ + 2 + open.size());
    mend = blanked(at_, text_[end] == '>' ? end + 1 : end);
    mend->words = in_end_tag(open);
    return fault(
        messages::bare_less_than,
        at_,
        1,
        {"for an end tag, write " + in_end_tag(open) + " with the other slash"}
    );
  }
  if (open_ != Node::none && starts("<") && !starts("<!")) mend = blanked(at_, at_ + 1);
  return fault(messages::bare_less_than, at_, 1, {"write &lt; for the sign < itself"});
}

bool Walk::never_closed(std::string_view element) {
  // What lacks its end inside the outermost element was cut off: nothing more is to be read.
  if (tree_.nodes[open_].parent == Node::none)
    mend = Mend{.at = probable_end(), .words = in_end_tag(element)};
  return fault(
      messages::never_closed(tagged(element)),
      offset(element.data()),
      element.size(),
      {"write " + in_end_tag(element) + " where it ends"}
  );
}

/// An element of that name stands around the one we are in.
bool Walk::is_open(std::string_view name) const {
  for (auto i = tree_.nodes[open_].parent; i != Node::none; i = tree_.nodes[i].parent) {
    if (tree_.nodes[i].name == name) return true;
  }
  return false;
}

/// Where the element we are in ends that lacks its end tag: before the next of its kind or behind
/// its words, where it has such; else where the element around it ends.
std::size_t Walk::probable_end() const {
  const Node& open = tree_.nodes[open_];
  bool has_words = false;
  for (auto i = open.first_child; i != Node::none; i = tree_.nodes[i].next) {
    const Node& child = tree_.nodes[i];
    if (child.is_text()) {
      has_words = has_words || child.text.find_first_not_of(" \t\r\n") != child.text.npos;
    } else if (has_words || child.name == open.name) {
      return offset(child.name.data()) - 1;
    } else {
      return at_;
    }
  }
  return at_;
}

/// Where the slash stands of a start tag that is an end tag too (<a/>), whose name begins at
/// `name`.
std::optional<std::size_t> Walk::slash_of_start_tag(std::size_t name) const {
  char quotation_mark = 0;
  for (auto i = name; i < text_.size(); ++i) {
    const char c = text_[i];
    if (quotation_mark) {
      if (c == quotation_mark) quotation_mark = 0;
    } else if (c == '"' || c == '\'') {
      quotation_mark = c;
    } else if (c == '>') {
      if (text_[i - 1] == '/') return i - 1;
      return std::nullopt;
    }
  }
  return std::nullopt;
}

bool Walk::fault_in_end_tag() {
  const auto name = name_at(at_ + 2);
  const auto end = past_space(at_ + 2 + name.size());
  const auto open = open_ == Node::none ? std::string_view{} : tree_.nodes[open_].name;
  if (name.empty() || text_[end] != '>') {
    if (!open.empty() && end < text_.size()) {
      mend = blanked(at_, name.empty() && text_[end] == '>' ? end + 1 : end);
      mend->words = in_end_tag(!name.empty() && is_open(name) ? name : open);
    }
    return fault(
        messages::end_tag_not_complete,
        at_,
        end - at_,
        {open.empty() ? "an end tag looks like </case>" : "write " + in_end_tag(open)}
    );
  }
  if (open.empty()) {
    return fault(
        messages::closes_nothing(in_end_tag(name)),
        at_ + 2,
        name.size(),
        {"no element is open here"}
    );
  }
  if (const Node* ended = last_child_named(name)) {
    // <test/>…</test>: what follows was to stand in it. Else this end tag is one too many.
    const auto slash = slash_of_start_tag(offset(ended->name.data()));
    mend = slash ? Mend{.blank = *slash, .blanks = 1} : Mend{.blank = at_, .blanks = end + 1 - at_};
    return fault(
        messages::wrong_end_tag(in_end_tag(open), in_end_tag(name)),
        at_ + 2,
        name.size(),
        {tagged(name) + " was ended on " +
         line_of(ended->span, where_written(span(at_, at_ + 1)).source) +
         " already, by its own /> or end tag"}
    );
  }
  const auto around = tree_.nodes[open_].parent;
  const bool is_second = around != Node::none && tree_.nodes[around].name == open;
  if (is_second) {
    const auto second = offset(open.data()) - 1, behind = offset(open.data()) + open.size();
    if (text_[behind] == '>') {
      mend = blanked(second, behind + 1);
      mend->words = in_end_tag(open);
    }
  } else if (is_open(name)) {
    mend = Mend{.at = probable_end(), .words = in_end_tag(open)};
  } else {
    mend = blanked(at_, end + 1);
    mend->words = in_end_tag(open);
  }
  std::vector<std::string> hints{
      tagged(open) + " was opened on " +
      line_of(tree_.nodes[open_].span, where_written(span(at_, at_ + 1)).source)};
  // <goal>…<goal>: the second one was to be its end.
  if (is_second) hints.push_back("an end tag has a slash: " + in_end_tag(open));
  return fault(
      messages::wrong_end_tag(in_end_tag(open), in_end_tag(name)),
      at_ + 2,
      name.size(),
      std::move(hints)
  );
}

}  // namespace engine::xml
