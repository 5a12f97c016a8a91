#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"
#include "engine/doc/terms.hpp"
#include "engine/doc/value_syntax.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace engine::doc {

namespace {

/// Copies words, each row of white space as one blank. Most lines of markup have single blanks
/// already.
char* copy_collapsed(std::string_view words, char* pen) {
  if (!has_folds(words)) return std::copy(words.begin(), words.end(), pen);
  bool after_space = false;
  for (const char c : words) {
    const bool space = is_space(c);
    if (!space || !after_space) *pen++ = space ? ' ' : c;
    after_space = space;
  }
  return pen;
}

/// Draws typed apostrophes as all others are drawn: [first, pen) is as much longer as `room` lets
/// it be. Those of a template are as its author wants them: what is written there is no longer than
/// what is read.
char* curl_apostrophes(char* first, char* pen, std::size_t room) {
  const std::string_view words{first, static_cast<std::size_t>(pen - first)};
  if (words.find('\'') == std::string_view::npos) return pen;
  const std::string drawn = with_apostrophes(words);
  return drawn.size() > room ? pen : std::ranges::copy(drawn, first).out;
}

/// How many bytes of read text the entity at the front of `written` stands for, and how long it is
/// itself.
std::pair<std::size_t, std::size_t> entity(std::string_view written) {
  const auto end = written.find(';');
  if (end == std::string_view::npos) return {1, 1};
  if (written[1] != '#') return {1, end + 1};
  const bool hexadecimal = written[2] == 'x';
  std::uint32_t character = 0;
  for (const char c : written.substr(hexadecimal ? 3 : 2, end - (hexadecimal ? 3 : 2))) {
    const auto digit = static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    character = character * (hexadecimal ? 16 : 10) + digit;
  }
  return {utf8_length(character), end + 1};
}

/// Walks over a written text beside the text that was read from it: entities and line ends are
/// longer written.
class Written {
 public:
  Written(Span span, std::size_t read_size)
      : text_{span.text()},
        as_is_{text_.size() == read_size},
        is_cdata_{!as_is_ && stands_in_cdata(span)} {}

  /// Bytes of read text that the next written ones, up to `end`, stand for.
  std::size_t read_until(std::size_t end) {
    if (as_is_) return end - std::exchange(at_, end);
    std::size_t read = 0;
    while (at_ < end) {
      if (text_[at_] == '&' && !is_cdata_) {
        const auto [bytes, length] = entity(text_.substr(at_));
        read += bytes;
        at_ += length;
      } else {
        at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
        ++read;
      }
    }
    return read;
  }

 private:
  static bool stands_in_cdata(Span span) {
    constexpr std::string_view opening = "<![CDATA[";
    return span.begin >= opening.size() &&
           span.source->text().compare(span.begin - opening.size(), opening.size(), opening) == 0;
  }
  std::string_view text_;
  bool as_is_, is_cdata_;
  std::size_t at_ = 0;
};

/// Running heads and feet are no part of what is read, headings stand in the outline, and a form is
/// to be filled in and signed.
bool leads_anywhere(const Reader& r, Tag host) {
  constexpr Tag plain[] = {Tag::header, Tag::footer, Tag::h1, Tag::h2, Tag::h3};
  return !r.in_form && std::ranges::find(plain, host) == std::end(plain);
}

/// Puts the inlines of one paragraph together in Reader::line. White space folds across them as in
/// HTML: the first of a row of white space stays, and none does at the ends of a line.
class Folding {
 public:
  Folding(Reader& r, const TextStyle& style, Tag host)
      : r_{r}, style_{style}, links_{leads_anywhere(r, host)} {
    r_.line.clear();
  }

  void text(std::string_view read, Span span, const InlineStyle& letters) {
    Written written{span, read.size()};
    for (std::uint32_t begin = span.begin; begin < span.end;) {
      const std::uint32_t end = r_.origins.until(begin, span.end);
      const std::size_t size = end == span.end
                                   ? read.size()
                                   : std::min(written.read_until(end - span.begin), read.size());
      piece(read.substr(0, size), begin, end, letters);
      read.remove_prefix(size);
      begin = end;
    }
  }
  /// Something in the line that is not text.
  void object(Inline what) {
    r_.line.push_back(what);
    after_space_ = false;
  }
  /// A line break, a tab: white space on both its sides vanishes.
  void line_end(Inline what) {
    trim();
    r_.line.push_back(what);
    after_space_ = true;
  }
  std::vector<Inline> finish() {
    trim();
    return {std::make_move_iterator(r_.line.begin()), std::make_move_iterator(r_.line.end())};
  }

 private:
  void piece(
      std::string_view read, std::uint32_t begin, std::uint32_t end, const InlineStyle& letters
  ) {
    if (read.empty()) return;
    const std::string_view words = trimmed(read);
    char* const first = r_.pen;
    char* pen = first;
    if (is_space(read.front()) && !after_space_) *pen++ = ' ';
    pen = copy_collapsed(words, pen);
    if (!words.empty() && is_space(read.back())) *pen++ = ' ';
    pen = curl_apostrophes(first, pen, end - begin);
    after_space_ = is_space(read.back());
    if (pen == first) return;
    r_.wrote(pen);
    auto& text = std::get<Text>(r_.line.emplace_back(std::in_place_type<Text>));
    text.text = {first, static_cast<std::size_t>(pen - first)};
    text.bold = style_.bold || letters.strong;
    text.italic = style_.italic || letters.em;
    text.strong = letters.strong;
    text.em = letters.em;
    text.link = letters.link;
    text.language = letters.language;
    text.span = r_.origins.of(begin, end);
    if (links_ && text.link < 0) lead(text);
  }
  /// A phone number of the case can be called, and an email address written to.
  void lead(Text& text) {
    if (!text.span || !text.span.source->holds_patient_data()) return;
    const std::string_view address = r_.pictures.address_of(text.span);
    if (address.empty()) return;
    text.link = static_cast<int>(r_.document.links.size());
    r_.document.links.emplace_back(address);
  }
  void trim() {
    if (r_.line.empty()) return;
    auto* last = std::get_if<Text>(&r_.line.back());
    if (!last || last->text.back() != ' ') return;
    last->text.remove_suffix(1);
    if (last->text.empty()) r_.line.pop_back();
  }

  Reader& r_;
  const TextStyle& style_;
  const bool links_;
  bool after_space_ = true;  ///< the next white space vanishes
};

bool is_address(std::string_view target) {
  for (const std::string_view start : {"https://", "http://", "mailto:", "tel:", "#"}) {
    if (target.size() > start.size() && target.substr(0, start.size()) == start) return true;
  }
  return false;
}

/// Walks the words of an element and of the inline elements in it.
struct Walk {
  Reader& r;
  Folding& folding;
  Tag host;

  void children(xml::Element element, Tag parent, const InlineStyle& letters) {
    const auto& nodes = element.tree().nodes;
    for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) {
      if (nodes[i].is_text()) {
        folding.text(nodes[i].text, nodes[i].span, letters);
      } else {
        child({element.tree(), i}, parent, letters);
      }
    }
  }

  void child(xml::Element element, Tag parent, InlineStyle letters) {
    const Tag found = r.tags[element.index()];
    if (!belongs(r, element, found, parent)) return;
    using Of = PageNumber::Of;
    switch (found) {
      case Tag::strong:
        letters.strong = true;
        return children(element, found, letters);
      case Tag::em:
        letters.em = true;
        return children(element, found, letters);
      case Tag::a:
        return link(element, letters);
      case Tag::span:
        if (needed(r, element, "lang")) letters.language = language(r, element);
        return children(element, found, letters);
      case Tag::fill:
        return fill(element);
      case Tag::box:
        return folding.object(Box{.size = r.styles.text(StyleRole::check_box).size});
      case Tag::page:
        return page_number(element, Of::page);
      case Tag::pages:
        return page_number(element, Of::pages);
      case Tag::packet_page:
        return page_number(element, Of::packet_page);
      case Tag::br:
        return folding.line_end(LineBreak{});
      case Tag::tab:
        return folding.line_end(doc::Tab{});
      default:
        return;
    }
  }

  void link(xml::Element element, InlineStyle letters) {
    if (letters.link >= 0) r.error(messages::may_not_stand_in("<a>", "<a>"), element.span());
    if (const xml::Attribute* target = needed(r, element, "href")) {
      if (!is_address(target->value)) {
        r.error(
            messages::link_to_nowhere(quoted_value(target->value)),
            target->span,
            {"write https://, http://, mailto: or tel: in front, or # and the id of a heading"}
        );
      }
      letters.link = static_cast<int>(r.document.links.size());
      r.document.links.emplace_back(target->value);
    }
    children(element, Tag::a, letters);
  }

  void fill(xml::Element element) {
    constexpr Length usual = Length::from_points(108);
    const Length width = length(r, element, "width", usual);
    if (const xml::Attribute* label = needed(r, element, "label")) {
      folding.object(Fill{
          .label = words_of(r, *label),
          .width = width,
          .pitch = r.theme.write_in_words,
          .span = r.origins.of(element.span()),
          .belongs = belongs(r, element),
          .to_edge = is_yes(r, element, "rest")});
    }
  }

  void page_number(xml::Element element, PageNumber::Of of) {
    if (host != Tag::header && host != Tag::footer) {
      r.error(
          messages::may_not_stand_here(tagged(element.name())),
          element.span(),
          {"page numbers stand in <header> and <footer>"}
      );
    }
    folding.object(PageNumber{of});
  }
};

}  // namespace

Span Origins::of(std::uint32_t begin, std::uint32_t end) {
  go_to(begin);
  const auto& source_map = markup_.source_map();
  if (next_ == 0) return {&markup_, begin, end};
  if (next_ < source_map.size()) end = std::min(end, source_map[next_].from);
  return markup_.origin_below(source_map[next_ - 1], begin, end);
}

std::uint32_t Origins::until(std::uint32_t begin, std::uint32_t end) {
  go_to(begin);
  const auto& source_map = markup_.source_map();
  return next_ < source_map.size() ? std::min(end, source_map[next_].from) : end;
}

void Origins::go_to(std::uint32_t offset) {
  const auto& source_map = markup_.source_map();
  while (next_ < source_map.size() && source_map[next_].from <= offset) ++next_;
  while (next_ > 0 && source_map[next_ - 1].from > offset) --next_;
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_space);
}

std::string_view keep_words(Reader& r, std::string_view words) {
  char* const begin = r.pen;
  r.wrote(std::copy(words.begin(), words.end(), begin));
  return {begin, words.size()};
}

std::vector<Inline> read_inlines(
    Reader& r, xml::Element element, const TextStyle& style, Tag host
) {
  Folding folding{r, style, host};
  Walk{r, folding, host}.children(element, host, {});
  return folding.finish();
}

std::vector<Inline> inlines_of(Reader& r, const xml::Attribute& attribute, const TextStyle& style) {
  Folding folding{r, style, Tag::header};  // a label or a title leads nowhere
  folding.text(attribute.value, attribute.span, {});
  return folding.finish();
}

}  // namespace engine::doc
