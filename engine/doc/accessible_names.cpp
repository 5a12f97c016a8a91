#include "engine/doc/reader.hpp"
#include "engine/doc/visit.hpp"

#include <algorithm>
#include <unordered_map>

// What somebody is told who comes to a blank by the Tab key and hears of this blank alone: the
// words that stand around it on paper, and nothing else, so that it needs no translation.

namespace engine::doc {

namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view wide_gap = " \u00A0";  ///< sets one thing on a line apart from the next
constexpr std::string_view gap = "\u2026";        ///< stands for a blank among words
constexpr std::size_t most_bytes = 240;           ///< of one piece: more is no longer a label

/// The last character is one that ends a sentence.
bool is_ended(std::string_view words) {
  return !words.empty() && std::string_view{"?!."}.find(words.back()) != std::string_view::npos;
}

/// No white space in front, and single blanks between the words.
bool is_collapsed(std::string_view words) {
  if (!words.empty() && words.front() == ' ') return false;
  return !any_byte(words, [](char c) { return c == no_break_space.front(); }) &&
         !any_two_bytes(words, [](char a, char b) { return (a == ' ') & (b == ' '); });
}

/// No-break spaces are blanks here: what is spoken has no lines.
std::string collapsed_blanks(std::string_view words) {
  if (is_collapsed(words)) return std::string{words};
  std::string line;
  line.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool joins = words[i] == no_break_space.front() && words.substr(i, 2) == no_break_space;
    if (joins) ++i;
    if (!joins && words[i] != ' ') {
      line += words[i];
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

/// White space folded, none at the ends; a colon or a comma at the end is for the eye.
std::string tidy(std::string_view words) {
  std::string line = collapsed_blanks(words);
  while (!line.empty() && std::string_view{" :,"}.find(line.back()) != std::string_view::npos)
    line.pop_back();
  if (line.size() <= most_bytes) return line;
  const auto end = line.rfind(' ', most_bytes);
  line.resize(end == std::string::npos ? most_bytes : end);
  while (end == std::string::npos && (line.back() & 0xC0) == 0x80) line.pop_back();
  if (end == std::string::npos && (line.back() & 0x80)) line.pop_back();
  return line + std::string{gap};
}

/// "Asked on" of "Lab results": Lab results: Asked on.
std::string joined(std::string_view outer, std::string_view inner) {
  if (outer.empty() || outer == inner) return std::string{inner};
  if (inner.empty()) return std::string{outer};
  return std::string{outer} + (is_ended(outer) ? " " : ": ") + std::string{inner};
}

/// "Dr. Okafor" goes on behind its full stop.
bool is_shortened(std::string_view line, std::size_t stop) {
  const auto space = line.rfind(' ', stop);
  const auto word = line.substr(space == std::string_view::npos ? 0 : space + 1, stop);
  const std::size_t size = stop - (space == std::string_view::npos ? 0 : space + 1);
  return line[stop] == '.' && size <= 3 && size > 0 && word.front() >= 'A' && word.front() <= 'Z';
}

/// Where the last sentence of a line begins, or what a wide gap sets apart.
std::size_t last_sentence(std::string_view line) {
  for (std::size_t i = line.size(); i-- > 1;) {
    if (line[i] != ' ' || i + 1 == line.size()) continue;
    if (line.substr(i + 1, no_break_space.size()) == no_break_space)
      return i + 1 + no_break_space.size();
    if (is_ended(line.substr(0, i)) && !is_shortened(line, i - 1)) return i + 1;
  }
  return 0;
}

/// The end of a line of words that belongs to what stands behind it: its last sentence, and of that
/// what is behind another blank if it names this one ("Time:").
std::string lead(std::string_view line) {
  line.remove_prefix(last_sentence(line));
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  const auto blank = line.rfind(gap);
  if (blank != std::string_view::npos && line.back() == ':') line.remove_prefix(blank + gap.size());
  std::string words = tidy(line);
  for (const std::string_view mark : {"\u201C", "\u00AB", "("}) {
    if (words.rfind(mark, 0) == 0) words.erase(0, mark.size());
  }
  return words;
}

std::string words_of(const std::vector<Inline>& inlines) {
  std::string line;
  for (const Inline& in : inlines) {
    if (const auto* text = std::get_if<Text>(&in)) line += text->text;
    if (std::holds_alternative<LineBreak>(in)) line += ' ';
    if (std::holds_alternative<Fill>(in)) line += gap;
  }
  return tidy(line);
}

/// The words of paragraphs, also of those in lists and in what is kept together. What stands beside
/// others or is itself to be filled in names nothing.
struct WordsOf : Visitor<WordsOf> {
  std::string line;

  void add(const std::string& own) {
    if (!own.empty()) line += (line.empty() ? "" : " ") + own;
  }
  void operator()(const Stack& stack);
  void operator()(const Paragraph& paragraph) { add(words_of(paragraph.inlines)); }
  void operator()(const Columns&) {}
  void operator()(const Table&) {}
  void operator()(const Form&) {}
  void operator()(const WriteLines&) {}
  void operator()(const Signature&) {}
  void operator()(const Rule&) {}
  void operator()(const Image&) {}
  void operator()(const Figure&) {}
  void operator()(const PageBreak&) {}
};

std::string words_of(const std::vector<Block>& blocks) {
  WordsOf words;
  words.blocks(blocks);
  return tidy(words.line);
}

void WordsOf::operator()(const Stack& stack) {
  add(words_of(stack.blocks));
}

/// A cell of a table, and what is said of it if there is a blank in it: its row and its column.
class Around {
 public:
  explicit Around(const Table& table) : table_{table} {}

  void enter(const Row& row, std::size_t column) {
    if (&row != row_) name_.reset();
    row_ = &row;
    column_ = column;
  }
  std::string words() {
    if (row_->in_head) return {};
    if (heads_.empty()) read_heads();
    if (!name_) name_ = words_of(row_->cells.front().content.blocks);
    return joined(column_ == 0 ? "" : *name_, heads_[std::min(column_, heads_.size() - 1)]);
  }

 private:
  void read_heads() {
    heads_.resize(table_.weights.size());
    for (const Row& row : table_.rows) {
      std::size_t column = 0;
      for (const Cell& cell : row.cells) {
        if (!row.in_head) break;
        const std::string words = words_of(cell.content.blocks);
        const std::size_t first = std::min(column, heads_.size() - 1);
        column += static_cast<std::size_t>(cell.columns);
        for (std::size_t at = first; at < column && at < heads_.size(); ++at)
          heads_[at] = joined(heads_[at], words);
      }
    }
  }

  const Table& table_;
  const Row* row_ = nullptr;
  std::size_t column_ = 0;
  std::vector<std::string> heads_;   ///< by column, when somebody has asked
  std::optional<std::string> name_;  ///< of the row, when somebody has asked
};

/// A blank, what it says by itself, and what can be said besides where others say the same.
struct Blank {
  std::string_view* accessible_name;
  std::string words;
  std::string cell;        ///< row and column; empty outside tables
  const Paragraph* topic;  ///< the question above
  const Paragraph* heading;
};

/// Walks over a document in reading order and gathers its blanks.
class Gathering : public Visitor<Gathering, false> {
 public:
  explicit Gathering(Document& document)
      : about_{document.about, std::string_view{}}, abouts_{document.abouts} {}

  std::vector<Blank> blanks;

  void block(Block& block) {
    const bool is_heading = block.is_heading();
    const bool is_scope = !is_heading && !block.about.empty();
    if (is_scope) about_.push_back(block.about);
    if (block.marker.is == Marker::Is::box || block.marker.is == Marker::Is::ticked_box)
      add(block.marker.accessible_name, block.marker.belongs, own_words(block));
    auto* words = std::get_if<Paragraph>(&block.content);
    if (is_heading && words) heading_ = words;
    const bool goes_on = block.about.empty() && (block.element == Element::h3 || in_form_);
    if (is_heading && !goes_on) about_[below_heading] = block.about;
    // What is kept together and opens with words is an answer to them.
    const Paragraph* const outer = topic_;
    const auto* stack = std::get_if<Stack>(&block.content);
    if (block.element == Element::keep && stack && !stack->blocks.empty())
      topic_ = std::get_if<Paragraph>(&stack->blocks.front().content);
    content(block);
    topic_ = outer;
    if (is_scope) about_.pop_back();
  }

  using Visitor::operator();
  void operator()(Columns& columns) {
    for (Stack& column : columns.columns) {
      before_ = nullptr;
      blocks(column.blocks);
    }
  }
  void operator()(Table& table) {
    Around around{table};
    for (Row& row : table.rows) {
      std::size_t column = 0;
      about_.push_back(row.about);
      for (Cell& cell : row.cells) {
        around.enter(row, column);
        around_ = &around;
        before_ = nullptr;
        if (cell.to_write_in) add(cell.accessible_name, cell.belongs, around.words());
        blocks(cell.content.blocks);
        column += static_cast<std::size_t>(cell.columns);
      }
      about_.pop_back();
    }
    around_ = nullptr;
    before_ = nullptr;
  }
  void operator()(Paragraph& paragraph) {
    if (has_blanks(paragraph)) blanks_of(paragraph);
    if (!paragraph.inlines.empty()) before_ = &paragraph;
  }
  void operator()(WriteLines& lines) {
    if (lines.by_hand_only) return;
    if (!lines.said_name.empty())
      return add(lines.accessible_name, lines.belongs, tidy(lines.said_name));
    add(lines.accessible_name, lines.belongs, where(before_));
  }
  /// A blank is called by the caption of its box; the date beside a signature by both captions.
  void operator()(Form& form) {
    for (FormRow& row : form.rows) {
      std::string signer;
      for (FormCell& cell : row.cells) {
        in_form_ = true;
        blocks(cell.caption);
        in_form_ = false;
        before_ = nullptr;
        if (!cell.caption.empty()) before_ = std::get_if<Paragraph>(&cell.caption.front().content);
        const std::size_t first = blanks.size();
        blocks(cell.content.blocks);
        if (!signer.empty() && blanks.size() > first)
          blanks[first].words = joined(signer, blanks[first].words);
        signer = before_ && is_to_sign(cell) ? words_of(before_->inlines) : std::string{};
      }
    }
    before_ = nullptr;
  }
  void operator()(Signature&) {}
  void operator()(Rule&) {}
  void operator()(Image&) {}
  void operator()(Figure&) {}
  void operator()(PageBreak&) {}

 private:
  static std::string own_words(const Block& block) {
    const auto* stack = std::get_if<Stack>(&block.content);
    std::string words = stack ? words_of(stack->blocks) : std::string{};
    // What is to be filled in at its ends is another blank.
    if (words.rfind(gap, 0) == 0) words.erase(0, gap.size());
    if (words.size() > gap.size() && words.compare(words.size() - gap.size(), gap.size(), gap) == 0)
      words.resize(words.size() - gap.size());
    return tidy(words);
  }

  static bool is_to_sign(const FormCell& cell) {
    const auto* lines = cell.content.blocks.empty()
                            ? nullptr
                            : std::get_if<WriteLines>(&cell.content.blocks.back().content);
    return lines && lines->by_hand_only;
  }

  static bool has_blanks(const Paragraph& paragraph) {
    return std::any_of(paragraph.inlines.begin(), paragraph.inlines.end(), [](const Inline& in) {
      return std::holds_alternative<Box>(in) || std::holds_alternative<Fill>(in);
    });
  }
  void blanks_of(Paragraph& paragraph) {
    std::string line;     // what stands before the next blank
    std::string asked;    // what boxes are answers to: the words before the first of them
    bool is_box = false;  // the words that come are a box's own
    auto& inlines = paragraph.inlines;
    for (std::size_t i = 0; i < inlines.size(); ++i) {
      if (const auto* text = std::get_if<Text>(&inlines[i])) {
        const auto apart = is_box ? text->text.find(wide_gap) : 0;
        is_box = apart == std::string_view::npos;
        if (!is_box) line += text->text.substr(apart);
      } else if (std::holds_alternative<LineBreak>(inlines[i])) {
        line.clear();
        is_box = false;
      } else if (auto* box = std::get_if<Box>(&inlines[i])) {
        if (std::string said = lead(line); !said.empty()) asked = std::move(said);
        if (asked.empty()) asked = where(before_);
        add(box->accessible_name, box->belongs, joined(asked, behind(inlines, i)));
        line.clear();
        is_box = true;
      } else if (auto* fill = std::get_if<Fill>(&inlines[i])) {
        const std::string said = is_box && line.empty() ? asked : lead(line);
        add(fill->accessible_name,
            fill->belongs,
            said.empty() ? std::string{fill->label} : named(said, fill->label));
        line += gap;
        is_box = false;
      }
    }
  }

  /// "Which office" and office say the same.
  static std::string named(const std::string& said, std::string_view label) {
    return same_but_case(said, label) ? said : joined(said, label);
  }

  /// The words behind a box, up to what is set apart from them.
  static std::string behind(const std::vector<Inline>& inlines, std::size_t box) {
    std::string line;
    for (std::size_t i = box + 1; i < inlines.size(); ++i) {
      if (const auto* fill = std::get_if<Fill>(&inlines[i])) {
        if (tidy(line).empty()) return std::string{fill->label};
        break;
      }
      const auto* text = std::get_if<Text>(&inlines[i]);
      if (!text) break;
      line += text->text;
    }
    const auto end = line.find(wide_gap);
    return tidy(std::string_view{line}.substr(0, end));
  }

  /// What a blank that says nothing itself is an answer to.
  std::string where(const Paragraph* before) const {
    if (const std::string cell = around_ ? around_->words() : std::string{}; !cell.empty())
      return before ? joined(cell, words_of(before->inlines)) : cell;
    if (!before) before = topic_;
    return before ? words_of(before->inlines) : std::string{};
  }

  void add(std::string_view& accessible_name, Belongs& belongs, std::string words) {
    belongs.about = about();
    blanks.push_back(
        {&accessible_name,
         std::move(words),
         around_ ? around_->words() : std::string{},
         topic_,
         heading_}
    );
  }

  /// What a blank here is about: what the document, the heading above and what is around it say.
  std::string_view about() {
    std::string all;
    for (const std::string_view words : about_) {
      if (!words.empty()) all.append(all.empty() ? "" : "|").append(words);
    }
    if (all.empty()) return {};
    if (abouts_.empty() || abouts_.back() != all) abouts_.push_back(std::move(all));
    return abouts_.back();
  }

  static constexpr std::size_t below_heading = 1;
  std::vector<std::string_view> about_;  ///< of the document, the heading above, and what is around
  std::deque<std::string>& abouts_;
  bool in_form_ = false;               ///< what is read is the caption of a box
  Around* around_ = nullptr;           ///< the cell around
  const Paragraph* topic_ = nullptr;   ///< what the blocks around are kept together with
  const Paragraph* before_ = nullptr;  ///< the words that stand last
  const Paragraph* heading_ = nullptr;
};

/// Blanks that say the same: each group that has more than one.
std::vector<std::vector<Blank*>> alike(std::vector<Blank>& blanks) {
  std::vector<Blank*> all;
  for (Blank& blank : blanks) all.push_back(&blank);
  std::stable_sort(all.begin(), all.end(), [](const Blank* a, const Blank* b) {
    return a->words < b->words;
  });
  std::vector<std::vector<Blank*>> groups;
  for (auto first = all.begin(); first != all.end();) {
    const auto end = std::find_if(first, all.end(), [&](const Blank* blank) {
      return blank->words != (*first)->words;
    });
    if (end - first > 1) groups.emplace_back(first, end);
    first = end;
  }
  return groups;
}

/// Says more of blanks that say the same, if `more` tells any of them from another.
template <class More>
void part(std::vector<Blank>& blanks, More&& more) {
  for (auto& group : alike(blanks)) {
    std::vector<std::string> said;
    for (const Blank* blank : group) said.push_back(more(*blank));
    if (std::all_of(said.begin(), said.end(), [&](const auto& one) { return one == said.front(); }))
      continue;
    for (std::size_t i = 0; i < group.size(); ++i) {
      const bool is_said = group[i]->words.rfind(said[i], 0) == 0;
      said[i] = is_said ? group[i]->words : joined(said[i], group[i]->words);
    }
    for (std::size_t i = 0; i < group.size(); ++i) group[i]->words.swap(said[i]);
  }
}

void number(std::vector<Blank>& blanks) {
  if (alike(blanks).empty()) return;
  std::unordered_map<std::string, int> met;
  for (Blank& blank : blanks) {
    const std::string words = blank.words;
    for (int count = ++met[words]; count > 1 && met.count(blank.words); ++count)
      blank.words = words + " (" + std::to_string(count) + ")";
    if (blank.words != words) met[blank.words] = 1;
  }
}

}  // namespace

void name_blanks(Document& document) {
  Gathering gathering{document};
  gathering.blocks(document.blocks);
  std::vector<Blank>& blanks = gathering.blanks;
  if (blanks.empty()) return;
  const auto heading = [](const Blank& blank) {
    return blank.heading ? words_of(blank.heading->inlines) : std::string{};
  };
  const auto where = [](const Blank& blank) {
    return blank.cell.empty() && blank.topic ? words_of(blank.topic->inlines) : blank.cell;
  };
  for (Blank& blank : blanks) {
    if (blank.words.empty()) blank.words = heading(blank);
    if (blank.words.empty()) blank.words = document.title;
  }
  part(blanks, where);
  part(blanks, heading);
  number(blanks);
  for (Blank& blank : blanks)
    *blank.accessible_name = document.accessible_names.emplace_back(std::move(blank.words));
}

}  // namespace engine::doc
