#include "engine/vocabulary/vocabulary.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace engine::vocabulary {

namespace {

constexpr std::string_view blank = "___";

/// Attributes that say what kind of thing an element is, and nothing of the person.
bool is_kept(const Term& term) {
  constexpr std::array<std::string_view, 11> kinds{
      "role",
      "type",
      "use",
      "system",
      "category",
      "kind",
      "topic",
      "scope",
      "paper",
      "party",
      "authority"};
  if (term.type == Type::id || term.type == Type::reference || term.name == "version") return true;
  return term.type == Type::code && std::ranges::find(kinds, term.name) != kinds.end();
}

/// Words that can stand in a comment (XML 1.0 §2.5: no two hyphens), on one line and not too long.
std::string in_comment(std::string_view words) {
  constexpr std::size_t longest = 70;  // bytes: the line stays readable in a small window
  std::string text = collapsed(words);
  if (text.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && text[end] != ' ') --end;
    text = text.substr(0, end > 0 ? end : 0) + " …";
  }
  for (auto at = text.find("--"); at != text.npos; at = text.find("--")) text.insert(at + 1, " ");
  if (text.ends_with('-')) text += ' ';
  return text;
}

class Blanking {
 public:
  Blanking(const SampleWords& words, std::string_view language)
      : words_{words}, language_{language} {}

  std::string whole(const xml::Element& root, const Term& term) {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- " + words_.head + " -->\n<!-- " +
           words_.notes + " -->\n<case id=\"my-case\" version=\"1\" language=\"" +
           std::string{language_} + "\">\n";
    root.for_each_child([&](const xml::Element& child) {
      if (const Term* known = term.child(child.name(), false)) element(child, *known, 1);
    });
    return out_ + "</case>\n";
  }

 private:
  void element(const xml::Element& from, const Term& term, std::size_t depth) {
    out_.append(2 * depth, ' ');
    out_ += "<" + term.name;
    std::string note = attributes(from, term);
    bool has_elements = false;
    from.for_each_child([&](const xml::Element& child) {
      has_elements = has_elements || term.child(child.name(), false);
    });
    const std::string words = term.holds_text() ? collapsed(from.text()) : std::string{};
    if (!words.empty()) note += (note.empty() ? "" : "; ") + words;
    if (!has_elements && words.empty()) {
      out_ += "/>";
    } else {
      out_ += '>';
      if (!words.empty()) out_ += blank;
    }
    const std::string comment =
        note.empty() ? "" : " <!-- " + words_.such_as + ": " + in_comment(note) + " -->";
    if (has_elements) {
      out_ += comment + '\n';
      from.for_each_child([&](const xml::Element& child) {
        if (const Term* known = term.child(child.name(), false)) element(child, *known, depth + 1);
      });
      out_.append(2 * depth, ' ');
      out_ += "</" + term.name + ">\n";
    } else {
      out_ += (words.empty() ? "" : "</" + term.name + ">") + comment + '\n';
    }
  }

  /// Writes the attributes of an element; gives those whose value is left out, as a note.
  std::string attributes(const xml::Element& from, const Term& term) {
    std::string note;
    const auto all = from.attributes();
    const bool says_by_code = from.first_child() == xml::Node::none && points_nowhere(from, term);
    bool any_blank = std::ranges::any_of(all, [&](const xml::Attribute& a) {
      const Term* known = term.child(a.name, true);
      return known && !is_kept(*known);
    });
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Term* known = term.child(all[i].name, true);
      if (!known) continue;
      // An element without words or elements says all it says by its attributes: one is a blank.
      const bool is_last_chance = says_by_code && !any_blank && i + 1 == all.size();
      const bool kept = is_kept(*known) && !is_last_chance;
      const std::string value = xml::escaped(all[i].value);
      out_ += " " + known->name + "=\"" + (kept ? value : std::string{blank}) + "\"";
      if (!kept) note += (note.empty() ? "" : " ") + known->name + "=\"" + value + "\"";
    }
    return note;
  }
  static bool points_nowhere(const xml::Element& from, const Term& term) {
    return std::ranges::none_of(from.attributes(), [&](const xml::Attribute& a) {
      const Term* known = term.child(a.name, true);
      return known && known->type == Type::reference;
    });
  }

  const SampleWords& words_;
  std::string_view language_;
  std::string out_;
};

}  // namespace

std::string blank_case(
    const xml::Element& sample,
    const Vocabulary& vocabulary,
    const SampleWords& words,
    std::string_view language
) {
  return Blanking{words, language}.whole(sample, vocabulary.root);
}

}  // namespace engine::vocabulary
