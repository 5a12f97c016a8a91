#include "engine/xml/well_formed.hpp"

#include "engine/xml/builder.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace engine::xml {

bool is_character(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  if (c >= 0x7F && c < 0xA0) return c == 0x85;
  return c < 0xD800 || (c > 0xDFFF && c < 0xFFFE) || (c > 0xFFFF && c <= 0x10FFFF);
}

std::string code_point(char32_t c) {
  std::array<char, 8> digits{};
  const auto end =
      std::to_chars(digits.begin(), digits.end(), static_cast<std::uint32_t>(c), 16).ptr;
  std::string hex{digits.begin(), end};
  for (char& d : hex) d = d >= 'a' ? static_cast<char>(d - 'a' + 'A') : d;
  return "U+" + std::string(hex.size() < 4 ? 4 - hex.size() : 0, '0') + hex;
}

namespace {

// What a byte may be, as bits: one look-up a byte is what makes the walk fast.
enum : std::uint8_t { space = 1, name_start = 2, name_part = 4, stops_text = 8, stops_value = 16 };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> is{};
  for (int c = 0; c < 256; ++c) {
    auto& bits = is[static_cast<std::size_t>(c)];
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') bits |= space;
    if (letter) bits |= name_start | name_part;
    if ((c >= '0' && c <= '9') || c == '-' || c == '.') bits |= name_part;
    if (c == '<' || c == '&') bits |= stops_text | stops_value;
    if ((c < 0x20 && !(bits & space)) || c == 0x7F) bits |= stops_text | stops_value;
    if (c == ']') bits |= stops_text;  // ]]> may not stand in text (§2.4)
    if (c == '"' || c == '\'') bits |= stops_value;
  }
  return is;
}
constexpr auto classes = make_classes();
bool is(char c, std::uint8_t what) {
  return (classes[static_cast<unsigned char>(c)] & what) != 0;
}

std::string in_tag(std::string_view name) {
  return "<" + std::string{name} + ">";
}
std::string in_end_tag(std::string_view name) {
  return "</" + std::string{name} + ">";
}

/// The number of a character that people write by its HTML name.
std::string_view number_of(std::string_view html_name) {
  struct Known {
    std::string_view name, number;
  };
  static constexpr Known known[] = {
      {"nbsp", "&#160;"},   {"eacute", "&#233;"}, {"aacute", "&#225;"},  {"iacute", "&#237;"},
      {"oacute", "&#243;"}, {"uacute", "&#250;"}, {"ntilde", "&#241;"},  {"uuml", "&#252;"},
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

class Walk {
 public:
  Walk(const Source& source, const Limits& limits, Builder* builder, Diagnostics& out)
      : source_{source}, text_{source.text()}, limits_{limits}, builder_{builder}, out_{out} {
    open_.reserve(static_cast<std::size_t>(limits.depth));
  }

  bool whole() {
    if (starts("<?xml") && at_ + 5 < text_.size() && is(text_[at_ + 5], space)) {
      if (!skip_past("?>", 5, "the XML declaration is never closed", "close it with ?>"))
        return false;
    }
    while (at_ < text_.size()) {
      const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
      const bool good = text_[at_] != '<' ? text_run()
                        : next == '/'     ? end_tag()
                        : next == '!'     ? exclamation()
                        : next == '?'     ? instruction()
                                          : start_tag();
      if (!good) return false;
    }
    if (!open_.empty()) {
      const auto name = open_.back();
      return fault(
          "E107",
          begin_of(name),
          name.size(),
          in_tag(name) + " is never closed",
          {"write " + in_end_tag(name) + " where it ends"}
      );
    }
    if (root_.empty())
      return fault(
          "E110",
          0,
          0,
          "there is no element in this file",
          {"the outermost element of a case is <case>"}
      );
    return true;
  }

  Sizes sizes;
  std::optional<Reported> told;  ///< of the fault, when whole() is false

 private:
  bool starts(std::string_view with) const { return text_.compare(at_, with.size(), with) == 0; }
  std::size_t begin_of(std::string_view piece) const {
    return static_cast<std::size_t>(piece.data() - text_.data());
  }
  int line_of(std::string_view piece) const {
    return source_.place(static_cast<std::uint32_t>(begin_of(piece))).line;
  }

  bool fault(
      std::string_view code,
      std::size_t at,
      std::size_t width,
      std::string message,
      std::vector<std::string> hints = {}
  ) {
    told = out_.error(
        code,
        source_.span(at, std::min(at + width, text_.size())),
        std::move(message),
        std::move(hints)
    );
    return false;
  }
  bool skip_past(std::string_view end, std::size_t from, std::string message, std::string hint) {
    const auto found = text_.find(end, at_ + from);
    if (found == text_.npos) return fault("E113", at_, from, std::move(message), {std::move(hint)});
    at_ = found + end.size();
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() && is(text_[at_], space)) ++at_;
  }
  /// The name that stands here; empty when none does.
  std::string_view name() {
    const auto begin = at_;
    if (at_ < text_.size() && is(text_[at_], name_start)) {
      while (at_ < text_.size() && is(text_[at_], name_part)) ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }
  bool control_character(std::size_t at) {
    return fault(
        "E103",
        at,
        1,
        "control character " + code_point(static_cast<unsigned char>(text_[at])),
        {"take it out: it cannot be printed"}
    );
  }

  bool text_run() {
    const auto begin = at_;
    while (at_ < text_.size() && text_[at_] != '<') {
      while (at_ < text_.size() && !is(text_[at_], stops_text)) ++at_;
      if (at_ == text_.size() || text_[at_] == '<') break;
      if (text_[at_] == '&') {
        if (!entity()) return false;
      } else if (text_[at_] == ']') {
        if (starts("]]>"))
          return fault("E108", at_, 3, "]]> is not allowed in text", {"write it as ]]&gt;"});
        ++at_;
      } else {
        return control_character(at_);
      }
    }
    ++sizes.nodes;
    const auto run = text_.substr(begin, at_ - begin);
    if (!open_.empty()) {
      if (builder_) builder_->text(run);
      return true;
    }
    const auto word = std::find_if(run.begin(), run.end(), [](char c) { return !is(c, space); });
    if (word == run.end()) return true;
    const auto from = begin + static_cast<std::size_t>(word - run.begin());
    const auto width = std::min(text_.find_first_of(" \t\r\n<", from), text_.size()) - from;
    return fault(
        "E110",
        from,
        width,
        root_.empty() ? "text before the first element" : "text after the end of " + in_tag(root_),
        {"all text stands inside the outermost element"}
    );
  }

  /// &amp; and its like, &#233; and &#xE9;.
  bool entity() {
    const auto begin = at_++;
    const bool number = at_ < text_.size() && text_[at_] == '#';
    auto end = at_ + (number ? 1 : 0);
    while (end < text_.size() && is(text_[end], name_part)) ++end;
    if (end == at_ || end == text_.size() || text_[end] != ';') {
      return fault(
          "E108", begin, 1, "& must be written &amp;", {"write &amp; for the sign & itself"}
      );
    }
    const auto what = text_.substr(at_, end - at_);
    at_ = end + 1;
    if (number) return numbered(what.substr(1), begin);
    if (what == "amp" || what == "lt" || what == "gt" || what == "quot" || what == "apos")
      return true;
    const auto known = number_of(what);
    return fault(
        "E108",
        begin,
        at_ - begin,
        "unknown entity &" + std::string{what} + ";",
        {known.empty()
             ? "write the character itself; XML knows only &amp; &lt; &gt; &quot; and &apos;"
             : "write the character itself, or its number " + std::string{known}}
    );
  }
  bool numbered(std::string_view digits, std::size_t begin) {
    const bool hex = !digits.empty() && digits.front() == 'x';
    if (hex) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    const bool is_number = error == std::errc{} && end == digits.data() + digits.size();
    if (is_number && is_character(value)) return true;
    return fault(
        "E108",
        begin,
        at_ - begin,
        is_number ? "character " + code_point(value) + " is not allowed"
                  : "this is not the number of a character",
        {"write the character itself"}
    );
  }

  bool exclamation() {
    return starts("<!--") ? comment() : starts("<![CDATA[") ? cdata() : declaration();
  }
  bool comment() {
    const auto end = text_.find("--", at_ + 4);
    if (end == text_.npos)
      return fault("E113", at_, 4, "this comment is never closed", {"close it with -->"});
    if (text_.compare(end, 3, "-->") != 0) {
      return fault(
          "E113",
          end,
          2,
          "-- is not allowed inside a comment",
          {"comments cannot hold comments; close the first one with --> before"}
      );
    }
    at_ = end + 3;
    return true;
  }
  bool cdata() {
    if (open_.empty())
      return fault(
          "E110", at_, 9, "text outside the outermost element", {"all text stands inside it"}
      );
    const auto begin = at_ + 9;
    if (!skip_past("]]>", 9, "this CDATA section is never closed", "close it with ]]>"))
      return false;
    for (auto i = begin; i + 3 < at_; ++i) {
      if (is(text_[i], stops_text) && text_[i] != '<' && text_[i] != '&' && text_[i] != ']')
        return control_character(i);
    }
    ++sizes.nodes;
    if (builder_) builder_->verbatim(text_.substr(begin, at_ - 3 - begin));
    return true;
  }
  bool declaration() {
    auto end = at_ + 2;
    while (end < text_.size() && is(text_[end], name_part)) ++end;
    if (text_.substr(at_ + 2, end - at_ - 2) == "DOCTYPE") {
      return fault(
          "E105",
          at_,
          end - at_,
          "a document type declaration is not allowed",
          {"take out everything from <!DOCTYPE to its >"}
      );
    }
    return bare_bracket();
  }
  bool instruction() {
    if (starts("<?xml") && at_ + 5 < text_.size() && is(text_[at_ + 5], space)) {
      return fault(
          "E113",
          at_,
          5,
          "the XML declaration must be the first thing in the file",
          {"move it to the top, with nothing before it"}
      );
    }
    if (at_ + 2 == text_.size() || !is(text_[at_ + 2], name_start)) {
      return fault(
          "E113",
          at_,
          2,
          "this processing instruction has no name",
          {"take it out, or write <?name …?>"}
      );
    }
    return skip_past("?>", 2, "this processing instruction is never closed", "close it with ?>");
  }
  bool bare_bracket() {
    return fault("E108", at_, 1, "< must be written &lt;", {"write &lt; for the sign < itself"});
  }

  /// Passes over the rest of the end tag of the element we are in, as nearly every one is written.
  bool closes_last() {
    if (open_.empty() || !starts(open_.back())) return false;
    const auto end = at_ + open_.back().size();
    if (end == text_.size() || text_[end] != '>') return false;
    at_ = end + 1;
    close();
    return true;
  }
  void close() {
    open_.pop_back();
    if (builder_) builder_->close();
  }
  bool end_tag() {
    const auto begin = at_;
    at_ += 2;
    if (closes_last()) return true;
    const auto found = name();
    skip_space();
    if (found.empty() || at_ == text_.size() || text_[at_] != '>') {
      return fault(
          "E112",
          begin,
          at_ - begin,
          "this end tag is not complete",
          {open_.empty() ? "an end tag looks like </case>" : "write " + in_end_tag(open_.back())}
      );
    }
    ++at_;
    if (open_.empty()) {
      return fault(
          "E107",
          begin + 2,
          found.size(),
          in_end_tag(found) + " closes nothing",
          {"no element is open here"}
      );
    }
    if (found == open_.back()) {
      close();
      return true;
    }
    return fault(
        "E107",
        begin + 2,
        found.size(),
        "expected " + in_end_tag(open_.back()) + ", found " + in_end_tag(found),
        {in_tag(open_.back()) + " was opened on line " + std::to_string(line_of(open_.back()))}
    );
  }

  bool start_tag() {
    const auto begin = at_++;
    const auto element = name();
    if (element.empty()) {
      at_ = begin;
      return bare_bracket();
    }
    if (open_.empty() && !root_.empty()) {
      return fault(
          "E110",
          begin + 1,
          element.size(),
          "a second outermost element " + in_tag(element),
          {"a file has one, and " + in_tag(root_) + " has ended before it"}
      );
    }
    if (root_.empty()) root_ = element;
    ++sizes.nodes;
    if (static_cast<int>(open_.size()) == limits_.depth) {
      return fault(
          "E106",
          begin + 1,
          element.size(),
          "elements stand more than " + std::to_string(limits_.depth) + " levels deep"
      );
    }
    if (builder_) builder_->open(element);
    given_.clear();
    for (;;) {
      const auto before = at_;
      skip_space();
      if (at_ == text_.size() || text_[at_] == '<') {
        return fault(
            "E112",
            begin,
            element.size() + 1,
            "the tag " + in_tag(element) + " is not complete",
            {"close it with >"}
        );
      }
      if (text_[at_] == '>') {
        ++at_;
        open_.push_back(element);
        return true;
      }
      if (text_[at_] == '/' && starts("/>")) {
        at_ += 2;
        if (builder_) builder_->close();
        return true;
      }
      if (at_ == before)
        return fault(
            "E112", at_, 1, "a space is missing here", {"attributes are parted by spaces"}
        );
      if (!attribute(element)) return false;
    }
  }

  bool attribute(std::string_view element) {
    const auto called = name();
    if (called.empty())
      return fault(
          "E112",
          at_,
          1,
          "this cannot stand in the tag " + in_tag(element),
          {"a tag holds attributes such as id=\"…\", and ends with >"}
      );
    if (std::find(given_.begin(), given_.end(), called) != given_.end()) {
      return fault(
          "E109",
          begin_of(called),
          called.size(),
          "attribute " + std::string{called} + " is given twice",
          {"keep one of the two"}
      );
    }
    given_.push_back(called);
    ++sizes.attributes;
    skip_space();
    if (at_ == text_.size() || text_[at_] != '=') {
      return fault(
          "E111",
          begin_of(called),
          called.size(),
          "attribute " + std::string{called} + " has no value",
          {"write " + std::string{called} + "=\"…\""}
      );
    }
    ++at_;
    skip_space();
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '"' && quote != '\'') {
      const auto end = std::min(text_.find_first_of(" \t\r\n>", at_), text_.size());
      return fault(
          "E111",
          at_,
          end - at_,
          "the value of " + std::string{called} + " needs quotation marks",
          {"write " + std::string{called} + "=\"…\""}
      );
    }
    return value(called, quote);
  }
  bool value(std::string_view called, char quote) {
    const auto begin = at_++;
    for (;;) {
      while (at_ < text_.size() && !is(text_[at_], stops_value)) ++at_;
      if (at_ == text_.size() || text_[at_] == '<') {
        return fault(
            "E111",
            begin,
            1,
            "the value of " + std::string{called} + " is never closed",
            {std::string{"close it with "} + quote + "; inside a value, < is written &lt;"}
        );
      }
      const char c = text_[at_];
      if (c == '&') {
        if (!entity()) return false;
        continue;
      }
      if (c != '"' && c != '\'') return control_character(at_);
      ++at_;
      if (c != quote) continue;
      if (builder_) builder_->attribute(called, text_.substr(begin + 1, at_ - 1 - (begin + 1)));
      return true;
    }
  }

  const Source& source_;
  std::string_view text_;
  const Limits& limits_;
  Builder* builder_;
  Diagnostics& out_;
  std::size_t at_ = 0;
  std::string_view root_;
  std::vector<std::string_view> open_;   ///< names of the elements we are in
  std::vector<std::string_view> given_;  ///< attributes of the tag we are in
};

}  // namespace

namespace {

Result<Sizes> walk_over(
    const Source& source, const Limits& limits, Builder* builder, Diagnostics& out
) {
  if (source.text().size() > limits.bytes) {
    const auto mebibytes = limits.bytes >> 20;
    return out.error(
        "E100",
        source.span(0, 0),
        "this file has " + std::to_string(source.text().size()) + " bytes; at most " +
            std::to_string(limits.bytes) +
            (mebibytes ? " (" + std::to_string(mebibytes) + " MiB)" : "") + " are read"
    );
  }
  Walk walk{source, limits, builder, out};
  if (walk.whole()) return walk.sizes;
  return *walk.told;
}

}  // namespace

Result<Sizes> check_well_formed(const Source& source, const Limits& limits, Diagnostics& out) {
  return walk_over(source, limits, nullptr, out);
}

Result<Tree> parse_in_place(const Source& source, const Limits& limits, Diagnostics& out) {
  Tree tree;
  Builder builder{source, tree};
  if (const auto good = walk_over(source, limits, &builder, out); !good) return good.error();
  return tree;
}

}  // namespace engine::xml
