#include "engine/doc/shorten.hpp"

#include "engine/base/printable.hpp"
#include "engine/doc/messages.hpp"
#include "engine/doc/visit.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace engine::doc {

namespace {

using Dropped = std::unordered_set<const void*>;

/// Counts the words of blocks, and finds where the first of a case stand.
struct WordCount : Visitor<WordCount> {
  std::size_t words = 0;
  Span of_case;

  void inlines(const std::vector<Inline>& all) {
    bool in_word = false;
    for (const Inline& in : all) {
      const auto* text = std::get_if<Text>(&in);
      if (!text) {
        in_word = false;
        continue;
      }
      if (!of_case && text->span && text->span.source->holds_patient_data()) of_case = text->span;
      for (const char c : text->text) {
        if (c != ' ' && !in_word) ++words;
        in_word = c != ' ';
      }
    }
  }

  using Visitor::operator();
  void operator()(const Paragraph& paragraph) { inlines(paragraph.inlines); }
  void operator()(const WriteLines&) {}
  void operator()(const Signature&) {}
  void operator()(const Rule&) {}
  void operator()(const Image&) {}
  void operator()(const Figure&) {}
  void operator()(const PageBreak&) {}
};

}  // namespace

/// Finds what can be dropped, in the order of the document.
class Candidates : public Visitor<Candidates> {
 public:
  explicit Candidates(std::vector<Shortening::Candidate>& found) : found_{found} {}

  void block(const Block& block) {
    const void* const outer = around_;
    if (block.drop_order > 0) add({block.drop_order, &block, nullptr, around_});
    content(block);
    around_ = outer;
  }
  void row(const Row& row) {
    const void* const outer = around_;
    if (row.drop_order > 0) add({row.drop_order, nullptr, &row, around_});
    Visitor::row(row);
    around_ = outer;
  }

  using Visitor::operator();
  void operator()(const Paragraph&) {}
  void operator()(const WriteLines&) {}
  void operator()(const Signature&) {}
  void operator()(const Rule&) {}
  void operator()(const Image&) {}
  void operator()(const Figure&) {}
  void operator()(const PageBreak&) {}

 private:
  void add(const Shortening::Candidate& candidate) {
    found_.push_back(candidate);
    around_ = candidate.what();
  }

  std::vector<Shortening::Candidate>& found_;
  const void* around_ = nullptr;
};

namespace {

/// Finds the headings under which something was dropped and nothing is left. It reads the document
/// as a row of headings, of things that are kept and of things that are dropped.
class BareHeadings : public Visitor<BareHeadings> {
 public:
  BareHeadings(const Dropped& dropped, bool something_is_cut)
      : dropped_{dropped}, something_is_cut_{something_is_cut} {}

  /// From the last to the first, so that a part whose parts are all dropped is dropped too. The
  /// title stays.
  std::vector<const Block*> of(const std::vector<Block>& all) {
    blocks(all);
    std::vector<const Block*> found;
    for (std::size_t i = steps_.size(); i-- > 0;) {
      const Block* heading = steps_[i].heading;
      if (!heading || heading->element == Element::h1 || !is_bare(i)) continue;
      steps_[i] = {Step::Is::dropped};
      found.push_back(heading);
    }
    return found;
  }

  void block(const Block& block) {
    if (dropped_.count(&block) > 0 || (block.if_cut && !something_is_cut_)) {
      steps_.push_back({Step::Is::dropped});
    } else if (block.is_heading()) {
      steps_.push_back({Step::Is::heading, &block});
    } else if (!block.is_caption) {
      content(block);
    }
  }

  using Visitor::operator();
  void operator()(const Table& table) {
    for (const Row& row : table.rows) {
      if (!row.in_head)
        steps_.push_back({dropped_.count(&row) > 0 ? Step::Is::dropped : Step::Is::kept});
    }
  }
  void operator()(const Form&) { keep(); }
  void operator()(const Paragraph&) { keep(); }
  void operator()(const WriteLines&) { keep(); }
  void operator()(const Signature&) { keep(); }
  void operator()(const Image&) { keep(); }
  void operator()(const Figure&) { keep(); }
  void operator()(const Rule&) {}
  void operator()(const PageBreak&) {}

 private:
  struct Step {
    enum class Is : std::uint8_t { heading, kept, dropped } is = Is::kept;
    const Block* heading = nullptr;
  };

  void keep() { steps_.push_back({}); }
  bool is_bare(std::size_t at) const {
    bool something_dropped = false;
    for (std::size_t i = at + 1; i < steps_.size(); ++i) {
      if (steps_[i].is == Step::Is::kept) return false;
      if (steps_[i].is == Step::Is::heading)
        return something_dropped && steps_[i].heading->element <= steps_[at].heading->element;
      something_dropped = true;
    }
    return something_dropped;
  }

  const Dropped& dropped_;
  bool something_is_cut_;
  std::vector<Step> steps_;
};

/// Takes what is dropped out of a copy of a document. It walks over the document and its copy side
/// by side: what is dropped is known by its address in the document; what stays is as it was
/// copied, whatever its members are.
struct Removal {
  const Dropped& dropped;
  bool something_is_cut;

  /// False when all that stood there was dropped but what names it.
  bool blocks(const std::vector<Block>& before, std::vector<Block>& left) const {
    std::size_t kept = 0;
    bool had_some = false, has_some = false;
    for (std::size_t i = 0; i < before.size(); ++i) {
      had_some |= !before[i].is_caption;
      if (!block(before[i], left[i])) continue;
      has_some |= !before[i].is_caption;
      if (kept != i) left[kept] = std::move(left[i]);
      ++kept;
    }
    left.resize(kept);
    return has_some || !had_some;
  }

  bool block(const Block& before, Block& left) const {
    if (dropped.count(&before) > 0 || (before.if_cut && !something_is_cut)) return false;
    const auto remove = [&](const auto& content) {
      return (*this)(content, std::get<std::decay_t<decltype(content)>>(left.content));
    };
    if (!std::visit(remove, before.content)) return false;
    if (before.element == Element::ol)
      number_anew(std::get<Stack>(left.content), std::get<Stack>(before.content));
    return true;
  }

  bool operator()(const Stack& before, Stack& left) const {
    return blocks(before.blocks, left.blocks);
  }
  /// A column stays, with or without words: it holds its place.
  bool operator()(const Columns& before, Columns& left) const {
    bool has_some = before.columns.empty();
    for (std::size_t i = 0; i < before.columns.size(); ++i)
      has_some |= stays(before.columns[i], left.columns[i]);
    return has_some;
  }
  bool operator()(const Table& before, Table& left) const {
    std::size_t kept = 0;
    bool had_some = false, has_some = false;
    for (std::size_t i = 0; i < before.rows.size(); ++i) {
      had_some |= !before.rows[i].in_head;
      if (dropped.count(&before.rows[i]) > 0) continue;
      has_some |= !before.rows[i].in_head;
      row(before.rows[i], left.rows[i]);
      if (kept != i) left.rows[kept] = std::move(left.rows[i]);
      ++kept;
    }
    left.rows.resize(kept);
    return has_some || !had_some;
  }
  /// Boxes stay, with or without words: a form that is filled in loses none.
  bool operator()(const Form& before, Form& left) const {
    for (std::size_t i = 0; i < before.rows.size(); ++i) {
      for (std::size_t n = 0; n < before.rows[i].cells.size(); ++n)
        stays(before.rows[i].cells[n].content, left.rows[i].cells[n].content);
    }
    return true;
  }
  bool operator()(const Paragraph&, Paragraph&) const { return true; }
  bool operator()(const WriteLines&, WriteLines&) const { return true; }
  bool operator()(const Signature&, Signature&) const { return true; }
  bool operator()(const Rule&, Rule&) const { return true; }
  bool operator()(const Image&, Image&) const { return true; }
  bool operator()(const Figure&, Figure&) const { return true; }
  bool operator()(const PageBreak&, PageBreak&) const { return true; }

 private:
  bool stays(const Stack& before, Stack& left) const {
    if (blocks(before.blocks, left.blocks)) return true;
    left.blocks.clear();
    return false;
  }
  /// A cell stays, with or without words: it holds its column.
  void row(const Row& before, Row& left) const {
    for (std::size_t i = 0; i < before.cells.size(); ++i)
      stays(before.cells[i].content, left.cells[i].content);
  }

  /// The items that are left take the first of the list's numbers.
  static void number_anew(Stack& items, const Stack& before) {
    for (std::size_t i = 0; i < items.blocks.size(); ++i)
      items.blocks[i].marker.text = before.blocks[i].marker.text;
  }
};

/// Every anchor of some blocks.
struct Anchors : Visitor<Anchors> {
  std::unordered_set<std::string_view> found;

  explicit Anchors(const std::vector<Block>& all) { blocks(all); }
  void block(const Block& block) {
    if (!block.anchor.empty()) found.insert(block.anchor);
    content(block);
  }

  using Visitor::operator();
  void operator()(const Paragraph&) {}
  void operator()(const WriteLines&) {}
  void operator()(const Signature&) {}
  void operator()(const Rule&) {}
  void operator()(const Image&) {}
  void operator()(const Figure&) {}
  void operator()(const PageBreak&) {}
};

/// Makes words of links to anchors that were dropped.
struct Unlinking : Visitor<Unlinking, false> {
  const std::vector<std::string>& links;
  const std::unordered_set<std::string_view>& lost;

  Unlinking(
      const std::vector<std::string>& all, const std::unordered_set<std::string_view>& anchors
  )
      : links{all}, lost{anchors} {}

  void inlines(std::vector<Inline>& all) const {
    for (Inline& in : all) {
      auto* text = std::get_if<Text>(&in);
      if (text && text->link >= 0 && is_lost(links[static_cast<std::size_t>(text->link)]))
        text->link = -1;
    }
  }
  bool is_lost(std::string_view target) const {
    return target.front() == '#' && lost.count(target.substr(1)) > 0;
  }

  using Visitor::operator();
  void operator()(Paragraph& paragraph) { inlines(paragraph.inlines); }
  void operator()(WriteLines&) {}
  void operator()(Signature&) {}
  void operator()(Rule&) {}
  void operator()(Image&) {}
  void operator()(Figure&) {}
  void operator()(PageBreak&) {}
};

}  // namespace

Shortening::Shortening(const Document& document) : document_{document} {
  Candidates{order_}.blocks(document.blocks);
  std::reverse(order_.begin(), order_.end());
  std::stable_sort(order_.begin(), order_.end(), [](const Candidate& a, const Candidate& b) {
    return a.drop_order > b.drop_order;
  });
}

std::unordered_set<const void*> Shortening::first_of(std::size_t dropped) const {
  Dropped those;
  for (std::size_t i = 0; i < dropped; ++i) those.insert(order_[i].what());
  return those;
}

std::vector<Block> Shortening::without(std::size_t dropped, bool something_is_cut) const {
  Dropped those = first_of(dropped);
  for (const Block* heading : BareHeadings{those, something_is_cut}.of(document_.blocks))
    those.insert(heading);
  std::vector<Block> left = document_.blocks;
  if (!Removal{those, something_is_cut}.blocks(document_.blocks, left)) return {};
  Anchors lost{document_.blocks};
  for (const std::string_view anchor : Anchors{left}.found) lost.found.erase(anchor);
  if (!lost.found.empty()) Unlinking{document_.links, lost.found}.blocks(left);
  return left;
}

void Shortening::tell(std::size_t dropped, Diagnostics& out) const {
  const Dropped those = first_of(dropped);
  std::unordered_map<const void*, const void*> around;
  for (const Candidate& one : order_) around.emplace(one.what(), one.inside);
  const auto told_with_another = [&](const Candidate& one) {
    const void* outer = one.inside;
    while (outer && those.count(outer) == 0) outer = around[outer];
    return outer != nullptr;
  };
  for (std::size_t i = 0; i < dropped; ++i) {
    const Candidate& one = order_[i];
    if (told_with_another(one)) continue;
    WordCount counting;
    one.block ? counting.content(*one.block) : counting.row(*one.row);
    const Span place = counting.of_case ? counting.of_case
                       : one.block      ? one.block->span
                                        : one.row->span;
    const std::string document = quoted_value(document_.title);
    const std::string pages =
        counted(static_cast<std::uint64_t>(document_.most_pages), "page", "pages");
    out.warn(
        counting.words > 0 ? messages::left_out_with_words(
                                 document, pages, counted(counting.words, "word", "words")
                             )
                           : messages::left_out(document, pages),
        place,
        {"make room for it: say in fewer words what stands before it"}
    );
  }
}

}  // namespace engine::doc
