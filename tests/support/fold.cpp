#include "tests/support/fold.hpp"

#include <cctype>
#include <optional>
#include <regex>
#include <vector>

namespace tests {

namespace {
constexpr std::size_t widest = 220;      // a line is not made longer than that
constexpr std::size_t widest_row = 160;  // nor one by children of a tree

std::vector<std::string_view> filled_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string_view without_indent(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(' '), line.size()));
}

struct Node {
  std::string_view words;
  std::vector<Node> children;
};

/// The lines from `at` that stand further to the right than `indent`, as trees.
std::vector<Node> trees(
    const std::vector<std::string_view>& lines, std::size_t& at, std::size_t indent
) {
  std::vector<Node> found;
  while (at < lines.size()) {
    const std::string_view words = without_indent(lines[at]);
    const std::size_t own = lines[at].size() - words.size() + 1;
    if (own <= indent) break;
    ++at;
    found.push_back({words, trees(lines, at, own)});
  }
  return found;
}

std::vector<Node> trees(std::string_view text) {
  std::size_t at = 0;
  return trees(filled_lines(text), at, 0);
}

/// Adds a piece to the last line, or begins another that stands `indent` to the right.
void add_piece(
    std::string& out, std::string_view between, std::string_view piece, std::size_t indent
) {
  const std::size_t begin = out.rfind('\n') + 1;
  if (out.size() - begin + piece.size() > widest) {
    out += '\n' + std::string(indent, ' ') + std::string{between.substr(1)};
  } else {
    out += between;
  }
  out += piece;
}

bool says_nothing(const Node& fact) {
  return fact.children.empty() && (fact.words.ends_with(": no") || fact.words.ends_with(": -") ||
                                   fact.words.ends_with(": 0"));
}

/// Takes away what says nothing. Returns whether anything is left.
bool prune(Node& fact) {
  const bool had_children = !fact.children.empty();
  std::erase_if(fact.children, [](Node& child) { return !prune(child); });
  return had_children ? !fact.children.empty() : !says_nothing(fact);
}

void write_fact(std::string& out, const Node& fact, std::size_t indent) {
  out += std::string(indent, ' ') + std::string{fact.words};
  for (const Node& child : fact.children) {
    if (child.children.empty()) add_piece(out, " | ", child.words, indent + 4);
  }
  out += '\n';
  for (const Node& child : fact.children) {
    if (!child.children.empty()) write_fact(out, child, indent + 2);
  }
}

/// "TD > Link "2"": a node below which nothing branches.
std::optional<std::string> chain(const Node& node) {
  std::string said{node.words};
  if (node.children.empty()) return said;
  if (node.children.size() > 1) return std::nullopt;
  const auto below = chain(node.children.front());
  if (!below) return std::nullopt;
  return said + " > " + *below;
}

/// "TR ( TD "Paper" | TD "Page" )": the children of a node, if none branches and all fit on its
/// line.
std::optional<std::string> row(const Node& node, std::size_t indent) {
  std::string said;
  for (const Node& child : node.children) {
    const auto one = chain(child);
    if (!one) return std::nullopt;
    said += (said.empty() ? " ( " : " | ") + *one;
  }
  said += " )";
  if (indent + node.words.size() + said.size() > widest_row) return std::nullopt;
  return said;
}

void write_tree(std::string& out, const Node& node, std::size_t indent) {
  out += node.words;
  if (node.children.size() == 1) {
    out += " > ";
    write_tree(out, node.children.front(), indent);
    return;
  }
  if (const auto all = node.children.empty() ? std::nullopt : row(node, indent)) {
    out += *all + '\n';
    return;
  }
  out += '\n';
  for (const Node& child : node.children) {
    out += std::string(indent + 2, ' ');
    write_tree(out, child, indent + 2);
  }
}

/// "   72.00   470.27  Link …": what a line of pages says is drawn, and where.
struct Ink {
  std::string_view y;
  bool is_text;
};

std::optional<Ink> ink_of(std::string_view line) {
  const std::string_view words = without_indent(line);
  if (words.empty() || words.size() == line.size()) return std::nullopt;
  if (!std::isdigit(static_cast<unsigned char>(words.front())) && words.front() != '-')
    return std::nullopt;
  const auto rest = without_indent(words.substr(std::min(words.find(' '), words.size())));
  return Ink{rest.substr(0, rest.find(' ')), line.find("  w=") != std::string_view::npos};
}
/// Columns of blanks, up to the text, as single blanks.
std::string in_a_row(std::string_view line) {
  const auto text = std::min(line.find('"'), line.size());
  std::string row;
  for (const char c : line.substr(0, text)) {
    if (c != ' ' || row.empty() || row.back() != ' ') row += c;
  }
  return row + std::string{line.substr(text)};
}
/// An item of a list that is the same whoever the patient is.
bool is_of_the_house(std::string_view line) {
  static const std::regex bank{" +[0-9]+ \\| number: [0-9]+ \\| text: .*"},
      category{" +[0-9]+ \\| label: [^|]* \\| code: [a-z-]+"},
      not_asked{" +[0-9]+ \\| topic: .* \\| notAsked: yes( \\| .*)?"};
  const std::string text{line};
  const bool is_own =
      text.find("| own: yes") != text.npos || text.find("| priority: ") != text.npos;
  return (!is_own && std::regex_match(text, bank)) || std::regex_match(text, category) ||
         std::regex_match(text, not_asked);
}

/// Lists of rows that stand in another list already ("agreeRows: 2") name their topics alone.
std::string with_rows_once(std::string_view facts) {
  static const std::regex again{" *[a-z]+Rows: [0-9]+"}, item{" *[0-9]+ \\| topic: [^|]*"};
  std::string out;
  std::optional<std::size_t> inside;  // indent of such a list
  for (const std::string_view line : filled_lines(facts)) {
    const std::size_t indent = line.size() - without_indent(line).size();
    if (inside && indent > *inside) {
      std::string text{line.substr(0, line.find(" | verdict"))};
      if (indent == *inside + 2 && std::regex_match(text, item)) out += text + '\n';
      continue;
    }
    inside.reset();
    if (std::regex_match(std::string{line}, again)) inside = indent;
    out += std::string{line} + '\n';
  }
  return out;
}

}  // namespace

std::string folded_facts(std::string_view facts) {
  std::string out;
  for (Node& fact : trees(facts)) {
    if (prune(fact)) write_fact(out, fact, 0);
  }
  return with_rows_once(out);
}

std::string without_house_lists(std::string_view folded) {
  std::string out;
  std::optional<std::size_t> left_out;  // indent of an item that is
  for (const std::string_view line : filled_lines(folded)) {
    const std::size_t indent = line.size() - without_indent(line).size();
    if (left_out && indent > *left_out) continue;
    left_out.reset();
    if (is_of_the_house(line)) {
      left_out = indent;
    } else {
      out += std::string{line} + '\n';
    }
  }
  return out;
}

std::string folded_tree(std::string_view tree) {
  std::string out;
  for (const Node& node : trees(tree)) write_tree(out, node, 0);
  return out;
}

std::string folded_pages(std::string_view pages) {
  std::string out;
  std::optional<std::string_view> row;  // the y of its first text; "" before there is one
  for (const std::string_view line : filled_lines(pages)) {
    const auto ink = ink_of(line);
    const bool goes_on = ink && row && (!ink->is_text || row->empty() || *row == ink->y);
    if (goes_on) {
      add_piece(out, " | ", in_a_row(without_indent(line)), 8);
    } else {
      if (!out.empty()) out += '\n';
      out += line;
    }
    if (!ink) row.reset();
    if (ink && (!goes_on || row->empty())) row = ink->is_text ? ink->y : std::string_view{};
  }
  return out + '\n';
}

std::string folded_markup(std::string_view markup) {
  std::string out;
  for (const std::string_view line : filled_lines(markup)) {
    if (!without_indent(line).empty()) out += std::string{line} + '\n';
  }
  return out;
}

}  // namespace tests
