#include "engine/vocabulary/vocabulary.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace engine::vocabulary {

namespace {

std::string listed_codes(const Term& term) {
  std::string all;
  for (const Code& code : term.codes) all += (all.empty() ? "" : ", ") + code.value;
  return all;
}

/// What a person may write: the page's example, else something of the right type.
std::string example_of(const Term& term) {
  if (!term.example.empty()) return xml::escaped(term.example);
  return term.codes.empty() ? std::string{} : term.codes.front().value;
}

class Writing {
 public:
  std::string starter(const Term& root) {
    out_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!-- What stands outside comments is needed; put your own words in its place. To use a "
        "group that stands in a\n"
        "     comment, take away the comment marks around it, and change or take out its lines. "
        "Dates: 2019, 2019-05 or 2019-05-02.\n"
        "     What you do not know, leave out. -->\n";
    note(root, 0);
    attribute_notes(root, 0);
    out_ += "<" + root.name;
    for (const Term& child : root.children) {
      if (child.is_attribute) out_ += " " + child.name + "=\"" + example_of(child) + "\"";
    }
    out_ += ">\n";
    for (const Term& child : root.children) {
      if (!child.is_attribute) top_level(child);
    }
    return out_ + "</" + root.name + ">\n";
  }

 private:
  void indent(std::size_t depth) { out_.append(2 * depth, ' '); }

  void note(const Term& term, std::size_t depth) {
    indent(depth);
    out_ += "<!-- " + term.name + ": " + term.description;
    if (!term.codes.empty()) out_ += " One of: " + listed_codes(term) + ".";
    if (term.type == Type::yes_no) out_ += " yes, no or unknown.";
    if (term.most == 0) out_ += " May stand more than once.";
    out_ += " -->\n";
  }
  void attribute_notes(const Term& term, std::size_t depth) {
    for (const Term& child : term.children) {
      if (child.is_attribute) note(child, depth);
    }
  }

  void top_level(const Term& term) {
    out_ += '\n';
    note(term, 1);
    if (term.least > 0) return needed(term, 1);
    notes_below(term, 2);
    in_comment(term, 1);
  }

  void in_comment(const Term& term, std::size_t depth) {
    indent(depth);
    out_ += "<!--\n";
    element(term, depth);
    indent(depth);
    out_ += "-->\n";
  }

  /// A group a case cannot do without: what it must have is written out, the rest stands in
  /// comments inside.
  void needed(const Term& term, std::size_t depth) {
    const bool is_group = std::any_of(
        term.children.begin(), term.children.end(), [](const Term& t) { return !t.is_attribute; }
    );
    if (!is_group || is_composite(term)) return element(term, depth);
    in_provider_ = term.name == "provider";
    for (const Term& child : term.children) {
      if (child.is_attribute) note(child, depth + 1);
    }
    start_tag(term, depth);
    out_ += ">\n";
    for (const Term& child : term.children) {
      if (child.is_attribute) continue;
      note(child, depth + 1);
      if (!is_composite(child) || described_.insert(child.type).second)
        notes_below(child, depth + 2);
      if (child.least > 0 || child.type == Type::name) {
        element(child, depth + 1);
      } else {
        in_comment(child, depth + 1);
      }
    }
    indent(depth);
    out_ += "</" + term.name + ">\n";
    in_provider_ = false;
  }

  /// Comments cannot stand in comments: what a group may hold is said before it. The parts of
  /// names, addresses and phone numbers are said once.
  void notes_below(const Term& term, std::size_t depth) {
    for (const Term& child : term.children) {
      note(child, depth);
      if (is_composite(child) && !described_.insert(child.type).second) continue;
      notes_below(child, depth + 1);
    }
  }
  static bool is_composite(const Term& term) {
    return term.type == Type::name || term.type == Type::address || term.type == Type::telecom;
  }

  void start_tag(const Term& term, std::size_t depth) {
    indent(depth);
    out_ += "<" + term.name;
    for (const Term& child : term.children) {
      if (child.is_attribute && child.instead_of.empty())
        out_ += " " + child.name + "=\"" + example_of(child) + "\"";
    }
  }

  /// An element with an example of everything it may hold; of two ways to say a thing, the first.
  void element(const Term& term, std::size_t depth) {
    start_tag(term, depth);
    const bool has_elements = std::any_of(
        term.children.begin(), term.children.end(), [](const Term& t) { return !t.is_attribute; }
    );
    const std::string words = term.holds_text() ? example_of(term) : std::string{};
    if (!has_elements) {
      out_ += words.empty() ? "/>\n" : ">" + words + "</" + term.name + ">\n";
      return;
    }
    out_ += ">\n";
    const bool was_provider = in_provider_;
    in_provider_ |= term.name == "provider";
    for (const Term& child : term.children) {
      const bool is_shown = child.instead_of.empty() && (in_provider_ || !child.of_doctors);
      if (!child.is_attribute && is_shown) element(child, depth + 1);
    }
    in_provider_ = was_provider;
    indent(depth);
    out_ += "</" + term.name + ">\n";
  }

  std::string out_;
  std::set<Type> described_;
  bool in_provider_ = false;
};

}  // namespace

std::string starter_case(const Vocabulary& vocabulary) {
  return Writing{}.starter(vocabulary.root);
}

}  // namespace engine::vocabulary
