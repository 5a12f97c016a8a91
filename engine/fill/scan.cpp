#include "engine/fill/scan.hpp"

#include "engine/fill/messages.hpp"

#include <algorithm>

namespace engine::fill {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// A tag as found: what it is, and whether it may take its line with it.
struct Tag {
  Piece piece;
  std::size_t begin = 0, end = 0;
  bool is_comment = false;
  bool prints() const { return !is_comment && piece.is == Piece::Is::variable; }
};

class Scanner {
 public:
  Scanner(const Source& file, Diagnostics& out) : file_{file}, text_{file.text()}, out_{out} {}

  std::optional<std::vector<Piece>> scan() {
    std::vector<Tag> tags;
    for (std::size_t at = text_.find("{{"); at != text_.npos; at = text_.find("{{", at)) {
      const auto tag = read_tag(at);
      if (!tag) return std::nullopt;
      if (tags.size() == most_pieces) {
        out_.error(messages::parts_too_many(in_thousands(most_pieces)), tag->piece.span);
        return std::nullopt;
      }
      tags.push_back(*tag);
      at = tag->end;
    }
    if (!fine_) return std::nullopt;
    return pieces(tags);
  }

 private:
  /// The tag whose braces open at `at`. Nothing: it never ends, and the rest cannot be read.
  std::optional<Tag> read_tag(std::size_t at) {
    const bool triple = text_.substr(at).starts_with("{{{");
    const auto close = text_.find(triple ? "}}}" : "}}", at + 2);
    const auto next = text_.find("{{", at + (triple ? 3 : 2));
    if (close == text_.npos || next < close) {
      out_.error(
          messages::tag_never_closed,
          file_.span(at, at + 2),
          {"a tag is written {{name}}, on one line"}
      );
      return std::nullopt;
    }
    Tag tag{.begin = at, .end = close + (triple ? 3 : 2)};
    tag.piece.span = file_.span(tag.begin, tag.end);
    read_inside(tag, triple, trimmed(text_.substr(at + 2, close - at - 2)));
    return tag;
  }

  void read_inside(Tag& tag, bool triple, std::string_view inside) {
    if (triple || inside.starts_with('&'))
      return refuse(messages::value_not_escaped, tag, {"write {{name}}"});
    if (inside.starts_with('=')) return refuse(messages::braces_changed, tag);
    const char mark = inside.empty() ? ' ' : inside.front();
    using Is = Piece::Is;
    switch (mark) {
      case '#':
        tag.piece.is = Is::section;
        break;
      case '^':
        tag.piece.is = Is::inverted;
        break;
      case '/':
        tag.piece.is = Is::end;
        break;
      case '>':
        tag.piece.is = Is::partial;
        break;
      case '!':
        tag.is_comment = true;
        return;
      default:
        tag.piece.is = Is::variable;
        break;
    }
    tag.piece.name = trimmed(tag.piece.is == Is::variable ? inside : inside.substr(1));
    const auto begin = static_cast<std::size_t>(tag.piece.name.data() - text_.data());
    tag.piece.name_span = file_.span(begin, begin + tag.piece.name.size());
    if (tag.piece.name.empty()) refuse(messages::tag_without_name, tag);
  }

  void refuse(FilledError said, const Tag& tag, std::vector<std::string> hints = {}) {
    out_.error(std::move(said), tag.piece.span, std::move(hints));
    fine_ = false;
  }

  /// Where a tag that stands alone begins and ends: its whole line, line end and all.
  std::pair<std::size_t, std::size_t> extent(const Tag& tag) const {
    auto begin = tag.begin;
    auto end = tag.end;
    if (tag.prints()) return {begin, end};
    while (begin > 0 && is_blank(text_[begin - 1])) --begin;
    if (begin > 0 && text_[begin - 1] != '\n') return {tag.begin, tag.end};
    while (end < text_.size() && is_blank(text_[end])) ++end;
    if (end < text_.size() && text_[end] == '\r') ++end;
    if (end < text_.size() && text_[end] != '\n') return {tag.begin, tag.end};
    return {begin, std::min(end + 1, text_.size())};
  }

  std::vector<Piece> pieces(const std::vector<Tag>& tags) const {
    std::vector<Piece> found;
    std::size_t at = 0;
    const auto add_text = [&](std::size_t until) {
      if (at < until) found.push_back({.is = Piece::Is::text, .span = file_.span(at, until)});
    };
    for (const Tag& tag : tags) {
      const auto [begin, end] = extent(tag);
      add_text(begin);
      if (!tag.is_comment) {
        found.push_back(tag.piece);
        found.back().stands_alone = end > tag.end || begin < tag.begin;
      }
      at = end;
    }
    add_text(text_.size());
    return found;
  }

  const Source& file_;
  std::string_view text_;
  Diagnostics& out_;
  bool fine_ = true;
};

}  // namespace

std::optional<std::vector<Piece>> scan(const Source& file, Diagnostics& out) {
  return Scanner{file, out}.scan();
}

}  // namespace engine::fill
