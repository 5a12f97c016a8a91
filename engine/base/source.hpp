#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

class Source;

/// A piece of a source: bytes [begin, end). An empty Span (no source) means "no place".
struct Span {
  const Source* source = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  explicit operator bool() const { return source != nullptr; }
  std::string_view text() const;
};

/// Line and column as an editor counts them: from 1, columns in characters (code points).
struct Place {
  int line = 0;
  int column = 0;
};

/// The part of a line around a place: at most `longest` characters, 60 of them before the place
/// where the line has so many.
struct Excerpt {
  static constexpr int longest = 160, before = 60;  ///< characters
  std::string_view text;
  int caret = 0;                                ///< characters of `text` before the place
  bool cut_before = false, cut_behind = false;  ///< the line goes on there
};

/// A named UTF-8 text: a case file, a template, a theme, or filled markup. Errors quote it.
///
/// Spans point into a source, so a source does not move while spans of it are about: it can be
/// neither copied nor moved. Positions are byte offsets, below 4 GiB.
class Source {
 public:
  enum class Holds {
    author_text,   ///< a template, a theme, our own data: may always be quoted
    patient_data,  ///< a case: quoted in messages unless they are redacted
  };

  /// `first_line` is the number of its first line: above 1 for a piece of a larger file, such as a
  /// row of a table.
  Source(std::string name, std::string text, Holds holds = Holds::author_text, int first_line = 1);
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  bool holds_patient_data() const { return holds_ == Holds::patient_data; }

  Span span(std::size_t begin, std::size_t end) const {
    return {this, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  /// The first question makes an index of the text; every further one takes O(log lines) time,
  /// however long the line is. May be called by several threads.
  Place place(std::uint32_t offset) const;
  /// The line around an offset, without its line end, as far as a terminal shows it.
  Excerpt excerpt(std::uint32_t offset) const;

  /// Adds to the source map: the bytes from `from` on, up to the next mapping, were written because
  /// of `origin`. Mappings are added in ascending order. Filled markup uses it: its text comes from
  /// templates and cases.
  void map(std::uint32_t from, Span origin) { source_map_.push_back({from, origin}); }
  /// Where the author wrote what stands at an offset: in this source if nothing else is known. What
  /// was copied letter for letter is found to the letter; of all else the whole origin is given.
  Span origin(std::uint32_t begin, std::uint32_t end) const;

  struct Mapping {
    std::uint32_t from;
    Span origin;
  };
  /// The whole source map at once, in ascending order.
  void set_source_map(std::vector<Mapping> map) { source_map_ = std::move(map); }
  /// The mappings by offset, for a reader that goes through the text from front to back.
  const std::vector<Mapping>& source_map() const { return source_map_; }
  /// The origin of a piece that lies below one mapping.
  Span origin_below(const Mapping& mapping, std::uint32_t begin, std::uint32_t end) const;

 private:
  std::string name_;
  std::string text_;
  Holds holds_;
  int first_line_;
  std::vector<Mapping> source_map_;
  struct Index;
  const Index& index() const;
  mutable std::atomic<const Index*> index_{nullptr};  ///< made by the first place()
};

/// Bytes that a source holds in memory, about.
inline std::size_t bytes_of(const Source& source) {
  return source.text().capacity() + source.source_map().capacity() * sizeof(Source::Mapping);
}

/// Where a person wrote what stands at a place: origins are followed to the last. Filled markup
/// comes from a case, and that case perhaps from a row of a table.
Span where_written(Span at);

/// "line 12": where its author wrote what stands at a place; "line 12 of shared.xml" where that is
/// not in `read`, the text the message is about.
std::string line_of(Span at, const Source* read);

}  // namespace engine
