#include "engine/layout/sparing.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace engine::layout {

namespace {

using Gone = std::unordered_set<const void*>;

/// Counts the words of blocks, and finds where the first of a case stand.
struct Reading {
  std::size_t words = 0;
  Span of_case;

  void inlines(const std::vector<doc::Inline>& all) {
    bool in_word = false;
    for (const doc::Inline& in : all) {
      const auto* text = std::get_if<doc::Text>(&in);
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
  void blocks(const std::vector<doc::Block>& all) {
    for (const doc::Block& block : all) std::visit(*this, block.content);
  }
  void row(const doc::Row& row) {
    for (const doc::Cell& cell : row.cells) blocks(cell.content.blocks);
  }

  void operator()(const doc::Stack& stack) { blocks(stack.blocks); }
  void operator()(const doc::Paragraph& paragraph) { inlines(paragraph.inlines); }
  void operator()(const doc::Columns& columns) {
    for (const doc::Stack& column : columns.columns) blocks(column.blocks);
  }
  void operator()(const doc::Table& table) {
    for (const doc::Row& each : table.rows) row(each);
  }
  void operator()(const doc::WriteLines& lines) { inlines(lines.label); }
  template <class Other>
  void operator()(const Other&) {}
};

}  // namespace

/// Finds what is spare, in the order of the document.
struct Search {
  std::vector<Sparing::Spare>& found;
  const void* around = nullptr;

  void blocks(const std::vector<doc::Block>& all) {
    for (const doc::Block& block : all) {
      const void* const outer = around;
      if (block.spare > 0) add({block.spare, &block, nullptr, around});
      std::visit(*this, block.content);
      around = outer;
    }
  }
  void row(const doc::Row& row) {
    const void* const outer = around;
    if (row.spare > 0) add({row.spare, nullptr, &row, around});
    for (const doc::Cell& cell : row.cells) blocks(cell.content.blocks);
    around = outer;
  }
  void add(const Sparing::Spare& spare) {
    found.push_back(spare);
    around = spare.what();
  }

  void operator()(const doc::Stack& stack) { blocks(stack.blocks); }
  void operator()(const doc::Columns& columns) {
    for (const doc::Stack& column : columns.columns) blocks(column.blocks);
  }
  void operator()(const doc::Table& table) {
    for (const doc::Row& each : table.rows) row(each);
  }
  template <class Other>
  void operator()(const Other&) {}
};

namespace {

bool is_heading(const doc::Block& block) {
  return block.element == doc::Element::h1 || block.element == doc::Element::h2 ||
         block.element == doc::Element::h3;
}

/// Finds the headings under which something has gone and nothing is left. It reads the document as
/// a row of headings, of things that stand and of things that have gone.
struct Headings {
  const Gone& gone;
  bool something_is_cut;
  struct Step {
    enum class Is : std::uint8_t { heading, standing, gone } is = Is::standing;
    const doc::Block* heading = nullptr;
  };
  std::vector<Step> steps;

  void blocks(const std::vector<doc::Block>& all) {
    for (const doc::Block& block : all) one(block);
  }
  void one(const doc::Block& block) {
    if (gone.count(&block) > 0 || (block.if_cut && !something_is_cut)) {
      steps.push_back({Step::Is::gone});
    } else if (is_heading(block)) {
      steps.push_back({Step::Is::heading, &block});
    } else if (!block.is_caption) {
      std::visit(*this, block.content);
    }
  }

  void operator()(const doc::Stack& stack) { blocks(stack.blocks); }
  void operator()(const doc::Columns& columns) {
    for (const doc::Stack& column : columns.columns) blocks(column.blocks);
  }
  void operator()(const doc::Table& table) {
    for (const doc::Row& row : table.rows) {
      if (!row.in_head)
        steps.push_back({gone.count(&row) > 0 ? Step::Is::gone : Step::Is::standing});
    }
  }
  void operator()(const doc::Rule&) {}
  void operator()(const doc::PageBreak&) {}
  template <class Other>
  void operator()(const Other&) {
    steps.push_back({});
  }

  /// From the last to the first, so that a part whose parts have all gone goes too. The title
  /// stays.
  std::vector<const doc::Block*> bare() {
    std::vector<const doc::Block*> found;
    for (std::size_t i = steps.size(); i-- > 0;) {
      const doc::Block* heading = steps[i].heading;
      if (!heading || heading->element == doc::Element::h1 || !is_bare(i)) continue;
      steps[i] = {Step::Is::gone};
      found.push_back(heading);
    }
    return found;
  }

 private:
  bool is_bare(std::size_t at) const {
    bool something_gone = false;
    for (std::size_t i = at + 1; i < steps.size(); ++i) {
      if (steps[i].is == Step::Is::standing) return false;
      if (steps[i].is == Step::Is::heading)
        return something_gone && steps[i].heading->element <= steps[at].heading->element;
      something_gone = true;
    }
    return something_gone;
  }
};

/// Copies what is left of a document.
struct Copy {
  const doc::Document& document;
  const Gone& gone;
  bool something_is_cut;
  std::unordered_set<std::string_view> lost_anchors;

  /// Nothing when all that stood there has gone but what names it.
  std::optional<std::vector<doc::Block>> blocks(const std::vector<doc::Block>& all) {
    std::vector<doc::Block> left;
    left.reserve(all.size());
    bool had_some = false, has_some = false;
    for (const doc::Block& block : all) {
      had_some |= !block.is_caption;
      auto copy = one(block);
      if (!copy) continue;
      has_some |= !block.is_caption;
      left.push_back(*std::move(copy));
    }
    if (had_some && !has_some) return std::nullopt;
    return left;
  }

  std::optional<doc::Block> one(const doc::Block& block) {
    if (gone.count(&block) > 0 || (block.if_cut && !something_is_cut)) return std::nullopt;
    doc::Block copy{
        .element = block.element,
        .box = block.box,
        .marker = block.marker,
        .span = block.span,
        .anchor = block.anchor,
        .in_outline = block.in_outline,
        .is_caption = block.is_caption};
    if (!std::visit([&](const auto& content) { return fill(copy, content); }, block.content))
      return std::nullopt;
    if (block.element == doc::Element::ol) number_anew(copy, std::get<doc::Stack>(block.content));
    return copy;
  }

  bool fill(doc::Block& copy, const doc::Stack& stack) {
    auto left = blocks(stack.blocks);
    if (left) copy.content = doc::Stack{*std::move(left), stack.most_lines};
    return left.has_value();
  }
  bool fill(doc::Block& copy, const doc::Columns& columns) {
    doc::Columns left{.weights = columns.weights, .gap = columns.gap};
    bool has_some = columns.columns.empty();
    for (const doc::Stack& column : columns.columns) {
      auto own = blocks(column.blocks);
      has_some |= own.has_value();
      left.columns.push_back({own ? *std::move(own) : std::vector<doc::Block>{}, 0});
    }
    copy.content = std::move(left);
    return has_some;
  }
  bool fill(doc::Block& copy, const doc::Table& table) {
    doc::Table left{.weights = table.weights};
    bool had_some = false, has_some = false;
    for (const doc::Row& row : table.rows) {
      had_some |= !row.in_head;
      if (gone.count(&row) > 0) continue;
      has_some |= !row.in_head;
      left.rows.push_back(row_of(row));
    }
    copy.content = std::move(left);
    return has_some || !had_some;
  }
  bool fill(doc::Block& copy, const doc::Paragraph& paragraph) {
    doc::Paragraph own = paragraph;
    for (doc::Inline& in : own.inlines) {
      if (auto* text = std::get_if<doc::Text>(&in);
          text && text->link >= 0 && leads_to_lost(text->link))
        text->link = -1;
    }
    copy.content = std::move(own);
    return true;
  }
  template <class Other>
  bool fill(doc::Block& copy, const Other& content) {
    copy.content = content;
    return true;
  }

  /// A cell stays, with or without words: it holds its column.
  doc::Row row_of(const doc::Row& row) {
    doc::Row copy{.in_head = row.in_head, .least_height = row.least_height, .span = row.span};
    for (const doc::Cell& cell : row.cells) {
      auto left = blocks(cell.content.blocks);
      copy.cells.push_back(
          {.content =
               {left ? *std::move(left) : std::vector<doc::Block>{}, cell.content.most_lines},
           .is_header = cell.is_header,
           .scope = cell.scope,
           .columns = cell.columns,
           .box = cell.box,
           .span = cell.span}
      );
    }
    return copy;
  }

  /// The items that are left take the first of the list's numbers.
  static void number_anew(doc::Block& list, const doc::Stack& before) {
    auto& items = std::get<doc::Stack>(list.content).blocks;
    for (std::size_t i = 0; i < items.size(); ++i)
      items[i].marker.text = before.blocks[i].marker.text;
  }

  bool leads_to_lost(int link) const {
    const std::string_view target = document.links[static_cast<std::size_t>(link)];
    return target.front() == '#' && lost_anchors.count(target.substr(1)) > 0;
  }
};

/// Every anchor below some blocks. Anchors stand on headings, which stand in the body, in columns
/// and in what is kept.
void collect_anchors(
    const std::vector<doc::Block>& blocks, std::unordered_set<std::string_view>& anchors
) {
  for (const doc::Block& block : blocks) {
    if (!block.anchor.empty()) anchors.insert(block.anchor);
    if (const auto* stack = std::get_if<doc::Stack>(&block.content))
      collect_anchors(stack->blocks, anchors);
    if (const auto* columns = std::get_if<doc::Columns>(&block.content)) {
      for (const doc::Stack& column : columns->columns) collect_anchors(column.blocks, anchors);
    }
  }
}

}  // namespace

Sparing::Sparing(const doc::Document& document) : document_{document} {
  Search{order_}.blocks(document.blocks);
  std::reverse(order_.begin(), order_.end());
  std::stable_sort(order_.begin(), order_.end(), [](const Spare& a, const Spare& b) {
    return a.number > b.number;
  });
}

std::unordered_set<const void*> Sparing::first_of(std::size_t gone) const {
  Gone those;
  for (std::size_t i = 0; i < gone; ++i) those.insert(order_[i].what());
  return those;
}

std::vector<doc::Block> Sparing::without(std::size_t gone, bool something_is_cut) const {
  Gone those = first_of(gone);
  Headings headings{those, something_is_cut, {}};
  headings.blocks(document_.blocks);
  for (const doc::Block* heading : headings.bare()) those.insert(heading);

  std::unordered_set<std::string_view> before, after;
  Copy copy{document_, those, something_is_cut, {}};
  auto left = copy.blocks(document_.blocks);
  if (!left) return {};
  collect_anchors(document_.blocks, before);
  collect_anchors(*left, after);
  if (before.size() == after.size()) return *std::move(left);
  for (const std::string_view anchor : after) before.erase(anchor);
  copy.lost_anchors = std::move(before);
  return *copy.blocks(document_.blocks);
}

void Sparing::tell(std::size_t gone, Diagnostics& out) const {
  const Gone those = first_of(gone);
  std::unordered_map<const void*, const void*> around;
  for (const Spare& spare : order_) around.emplace(spare.what(), spare.inside);
  const auto told_with_another = [&](const Spare& spare) {
    const void* outer = spare.inside;
    while (outer && those.count(outer) == 0) outer = around[outer];
    return outer != nullptr;
  };
  for (std::size_t i = 0; i < gone; ++i) {
    const Spare& spare = order_[i];
    if (told_with_another(spare)) continue;
    Reading reading;
    spare.block ? std::visit(reading, spare.block->content) : reading.row(*spare.row);
    const Span place = reading.of_case ? reading.of_case
                       : spare.block   ? spare.block->span
                                       : spare.row->span;
    const std::string words = reading.words > 0 ? " (" + counted(reading.words, "word") + ")" : "";
    out.warn(
        "W414",
        place,
        "this was left out of " + quoted(document_.title) + ", so that it stays within " +
            counted(static_cast<std::size_t>(document_.most_pages), "page") + words,
        {"make room for it: say in fewer words what stands before it"}
    );
  }
}

std::string counted(std::size_t number, std::string_view thing) {
  return std::to_string(number) + ' ' + std::string{thing} + (number == 1 ? "" : "s");
}

}  // namespace engine::layout
