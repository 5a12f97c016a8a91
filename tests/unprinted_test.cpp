// Nothing of a case is lost: each value that a case may hold stands on a paper of the binder, or is
// named in templates/case.xml as never printed, or is told with its place (W530). On every sample,
// on samples that were disturbed, and on cases made of the vocabulary alone. CAREPACKET_CASES=10000
// makes so many of them, CAREPACKET_FIRST=5001 begins behind those that another core looks through.

#include "engine/engine.hpp"
#include "tests/support/generated.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <sstream>

namespace {
using namespace engine;
using tests::Dice;
using vocabulary::Term;
using vocabulary::Type;

const vocabulary::Vocabulary& vocabulary_of_house() {
  return tests::library().template_set->vocabulary;
}

unsigned asked_for(const char* name, unsigned else_) {
  const char* said = std::getenv(name);
  return said ? static_cast<unsigned>(std::atoi(said)) : else_;
}
unsigned cases() {
  return asked_for("CAREPACKET_CASES", 120);
}
unsigned first_seed() {
  return asked_for("CAREPACKET_FIRST", 1);
}

/// A value of a case: of an attribute, or the words of an element.
struct Leaf {
  pugi::xml_node element;
  pugi::xml_attribute attribute;  ///< null: the words of the element
  const Term* term = nullptr;
  std::string path;

  std::string value() const { return attribute ? attribute.value() : element.text().get(); }
  void set(const std::string& value) {
    if (attribute)
      attribute.set_value(value.c_str());
    else
      element.text().set(value.c_str());
  }
};

void add_leaves(
    pugi::xml_node element, const Term& term, const std::string& path, std::vector<Leaf>& leaves
) {
  for (pugi::xml_attribute attribute : element.attributes()) {
    if (const Term* own = term.child(attribute.name(), true))
      leaves.push_back({element, attribute, own, path + "/@" + own->name});
  }
  if ((term.holds_text() || term.has_text) && element.text())
    leaves.push_back({element, {}, &term, path});
  for (pugi::xml_node child : element.children()) {
    if (const Term* own = term.child(child.name(), false))
      add_leaves(child, *own, path + "/" + own->name, leaves);
  }
}

std::vector<Leaf> leaves_of(pugi::xml_document& document) {
  std::vector<Leaf> leaves;
  add_leaves(document.child("case"), vocabulary_of_house().root, "case", leaves);
  return leaves;
}

/// Any words may stand there.
bool is_words(const Leaf& leaf) {
  const Term& term = *leaf.term;
  if (term.of_question_bank || term.name == "state") return false;  // a state chooses its rules
  return term.type == Type::text || term.type == Type::verbatim || term.type == Type::telecom ||
         (term.type == Type::group && term.has_text);
}

/// A word that stands nowhere else.
std::string token(unsigned number) {
  std::string word = "qz";
  for (unsigned left = number + 1; left > 0; left /= 10) word += "bcdfghjklm"[left % 10];
  return word + "a";
}

std::string text_of(const pugi::xml_document& document) {
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

/// What all papers say, and what was told; nothing of a case that is refused.
struct Printed {
  std::string words;
  std::vector<Diagnostic> told;
};
Source source_of(const std::string& text) {
  return {"generated.xml", text, Source::Holds::patient_data};
}
const MakeOptions of_binder{.format = Format::text, .set = "binder"};

/// Only what the papers say, and what is told while they are made.
std::optional<Printed> papers(const std::string& text) {
  const Source source = source_of(text);
  Diagnostics out;
  const auto made = make(source, tests::worker(), of_binder, out);
  if (!made) return std::nullopt;
  Printed all{.told = out.all()};
  for (const File& file : made->files) all.words += file.bytes;
  return all;
}

/// What is told of values on no paper: it costs as much as the papers.
std::vector<Diagnostic> told_of(const std::string& text) {
  const Source source = source_of(text);
  Diagnostics told;
  tell_unprinted(source, tests::worker(), of_binder, told);
  return told.all();
}

std::optional<Printed> printed(const std::string& text) {
  auto all = papers(text);
  if (!all) return std::nullopt;
  all->words = lowered(all->words);
  for (Diagnostic& told : told_of(text)) all->told.push_back(std::move(told));
  return all;
}

/// The value that a message points at begins with these words.
bool points_at(const Diagnostic& told, std::string_view words) {
  std::size_t at = 0;
  for (int left = told.caret; left > 0 && at < told.quote.size(); --left) {
    ++at;
    while (at < told.quote.size() && (static_cast<unsigned char>(told.quote[at]) & 0xC0) == 0x80)
      ++at;
  }
  return std::string_view{told.quote}.substr(std::min(at, told.quote.size())).starts_with(words);
}

/// The case says in so many words that no paper shows it: nobody misses it, and nothing is told.
bool is_kept_off(const Leaf& leaf) {
  for (pugi::xml_node part = leaf.element; part; part = part.parent()) {
    const bool is_private =
        part.attribute("sensitive") && std::string_view{part.name()} != "sensitive";
    if (is_private && std::string_view{part.attribute("include").value()} == "no") return true;
  }
  return false;
}

/// Puts a word of its own into each place for words that are printed.
std::map<std::string, std::string> give_words(pugi::xml_document& document) {
  std::map<std::string, std::string> tokens;
  for (Leaf& leaf : leaves_of(document)) {
    if (!is_words(leaf) || !leaf.term->unprinted.empty() || is_kept_off(leaf)) continue;
    const std::string word = token(static_cast<unsigned>(tokens.size()));
    tokens[word] = leaf.path;
    leaf.set(word);
  }
  return tokens;
}

/// Cases that were made, and not refused: a law that looks at few of them says little.
unsigned looked_through = 0;

/// Which of these words are lost: neither on a paper, nor told. `told` counts those that were told,
/// by their path.
std::vector<std::string> lost_words(
    pugi::xml_document& document, std::map<std::string, unsigned>& told
) {
  const auto tokens = give_words(document);
  std::vector<std::string> lost;
  const auto all = printed(text_of(document));
  if (!all) return lost;
  ++looked_through;
  for (const auto& [word, path] : tokens) {
    const bool on_paper = all->words.find(word) != std::string::npos;
    const bool is_told = std::ranges::any_of(all->told, [&](const Diagnostic& one) {
      return one.code == "W530" && points_at(one, word);
    });
    if (is_told) ++told[path];
    if (on_paper == is_told) lost.push_back(path + (on_paper ? " is told, and printed" : ""));
  }
  return lost;
}

std::string counted_lines(const std::map<std::string, unsigned>& counts) {
  std::string lines;
  for (const auto& [what, count] : counts) lines += std::to_string(count) + " " + what + "\n";
  return lines;
}

// --- cases made of the vocabulary alone

class MadeUp {
 public:
  explicit MadeUp(unsigned seed) : dice_{seed} {}

  void whole(pugi::xml_document& document) {
    const Term& root = vocabulary_of_house().root;
    pugi::xml_node made = document.append_child("case");
    made.append_attribute("id").set_value("made-up");
    made.append_attribute("version").set_value("1");
    if (dice_.one_in(3)) made.append_attribute("language").set_value("es");
    made.append_child("asOf").text().set("2026-11-20");
    for (const Term& term : root.children) {
      if (term.is_attribute || term.name == "asOf") continue;
      for (unsigned left = count(term); left > 0; --left) element(made, term);
    }
  }

 private:
  unsigned count(const Term& term) {
    const unsigned least = static_cast<unsigned>(term.least);
    if (term.name == "provider") return providers;
    if (term.most == 1) return least > 0 ? 1 : dice_.below(2);
    return least + dice_.below(3);
  }

  void element(pugi::xml_node parent, const Term& term) {
    pugi::xml_node made = parent.append_child(term.name.c_str());
    provider_ += term.name == "provider" && std::string_view{parent.name()} == "case";
    for (const Term& child : term.children) {
      if (!child.is_attribute) {
        for (unsigned left = count(child); left > 0; --left) element(made, child);
      } else if (child.type == Type::id || child.least > 0 || dice_.one_in(2)) {
        if (const std::string said = value(term, child); !said.empty())
          made.append_attribute(child.name.c_str()).set_value(said.c_str());
      }
    }
    const bool is_name = term.type == Type::name;
    if (is_name && !made.child("text") && !made.child("given"))
      made.append_child("given").text().set("Qzara");
    if (term.type == Type::address && !made.child("line"))
      made.append_child("line").text().set("Qzstreet");
    if (term.name == "provider" && !made.child("name") && !made.child("organization"))
      made.append_child("organization").text().set("Qzorg");
    if (term.holds_text() || term.has_text) made.text().set(value(term, term).c_str());
  }

  std::string value(const Term& owner, const Term& term) {
    switch (term.type) {
      case Type::id:
        return owner.name == "provider" ? "p" + std::to_string(provider_)
                                        : "id-" + std::to_string(++id_);
      case Type::reference:
        if (term.refers_to != "provider" || (term.has_opinion && givers_.empty())) return {};
        if (term.has_opinion) return givers_[dice_.below(static_cast<unsigned>(givers_.size()))];
        if (owner.name == "opinion") return givers_.emplace_back(provider());
        return provider();
      case Type::code: {
        std::string code = term.codes[dice_.below(static_cast<unsigned>(term.codes.size()))].value;
        return owner.name == "provider" && code == "current" && provider_ > 1 ? "other" : code;
      }
      case Type::yes_no:
        return dice_.one_in(2) ? "yes" : dice_.one_in(2) ? "no" : "unknown";
      case Type::date:
        return date(term.name);
      case Type::date_time:
        return "2026-12-" + std::to_string(10 + dice_.below(20)) + "T10:30";
      case Type::number:
        return std::to_string(
            term.lowest + dice_.below(static_cast<unsigned>(std::max(5LL, term.highest)) / 2)
        );
      case Type::decimal:
        return std::to_string(dice_.below(100)) + ".5";
      default:
        break;
    }
    if (term.of_question_bank) return {};
    if (term.name == "state") return dice_.one_in(2) ? "OH" : "CA";
    if (term.name == "language" || term.name == "spoken" || term.name == "written") return "es";
    return "some words";  // a word of its own takes their place
  }

  std::string provider() { return "p" + std::to_string(1 + dice_.below(providers)); }

  /// First days are before last ones, and a birth before everything.
  std::string date(std::string_view name) {
    const auto year = [&](unsigned from, unsigned years) {
      return std::to_string(from + dice_.below(years));
    };
    if (name == "birthDate") return year(1940, 80) + "-03-17";
    const bool is_last = name == "to" || name == "end" || name == "date";
    std::string day = is_last ? year(2026, 2) : year(2019, 7);
    if (dice_.one_in(2)) day += "-1" + std::to_string(dice_.below(3));
    if (day.size() > 4 && dice_.one_in(2)) day += "-" + std::to_string(10 + dice_.below(18));
    return day;
  }

  static constexpr unsigned providers = 3;
  Dice dice_;
  unsigned provider_ = 0, id_ = 0;
  std::vector<std::string> givers_;
};

void load(pugi::xml_document& document, const std::string& text) {
  REQUIRE(document.load_string(text.c_str()));
}

/// A disturbed sample, or one made of the vocabulary.
void generate(pugi::xml_document& document, unsigned seed) {
  static const auto samples = tests::samples();
  if (seed % 2 == 0) return MadeUp{seed}.whole(document);
  load(document, tests::generated(samples[seed / 2 % samples.size()], seed));
}

// --- values that choose words

bool chooses(const Leaf& leaf) {
  switch (leaf.term->type) {
    case Type::code:
    case Type::yes_no:
    case Type::date:
    case Type::date_time:
    case Type::number:
    case Type::decimal:
    case Type::reference:
      return leaf.path != "case/asOf" && leaf.term->unprinted.empty();
    default:
      return false;
  }
}

/// Other values that might stand there.
std::vector<std::string> others(const Leaf& leaf) {
  const std::string now = leaf.value();
  std::vector<std::string> values;
  switch (leaf.term->type) {
    case Type::code:
      for (const auto& code : leaf.term->codes) values.push_back(code.value);
      break;
    case Type::yes_no:
      values = {"yes", "no", "unknown"};
      break;
    case Type::date:
      for (const int years : {-1, 1})
        values.push_back(
            std::to_string(std::atoi(now.substr(0, 4).c_str()) + years) +
            now.substr(std::min<std::size_t>(4, now.size()))
        );
      break;
    case Type::date_time:
      values = {now.substr(0, std::min<std::size_t>(11, now.size())) + "07:07"};
      break;
    case Type::reference: {
      const pugi::xml_node root = leaf.element.root().child("case");
      for (pugi::xml_node one : root.children(leaf.term->refers_to.c_str()))
        values.push_back(one.attribute("id").value());
      break;
    }
    default:
      values = {"2", "3"};
  }
  std::erase(values, now);
  std::erase(values, "");
  return values;
}

/// The element, or a part of it, is told to be on no paper: what it says beside that is told too.
bool is_told(const Leaf& leaf, const std::vector<Diagnostic>& told) {
  std::vector<std::string> values;
  for (pugi::xml_attribute attribute : leaf.element.attributes())
    values.emplace_back(attribute.value());
  const auto add = [&](pugi::xml_node node) { values.emplace_back(node.text().get()); };
  add(leaf.element);
  for (pugi::xml_node child : leaf.element.children()) add(child);
  return std::ranges::any_of(told, [&](const Diagnostic& one) {
    return std::ranges::any_of(values, [&](const std::string& value) {
      return !value.empty() && points_at(one, value);
    });
  });
}

/// The case itself keeps the entry off all papers: <medication sensitive="hiv" include="no">.
bool is_left_out(const Leaf& leaf) {
  for (pugi::xml_node part = leaf.element; part; part = part.parent()) {
    const bool is_private =
        part.attribute("sensitive") && std::string_view{part.name()} != "sensitive";
    if (is_private && std::string_view{part.attribute("include").value()} != "yes") return true;
  }
  return false;
}

/// The part of the case that a value stands in.
std::string around(const Leaf& leaf) {
  pugi::xml_node part = leaf.element;
  while (part.parent().parent().parent()) part = part.parent();
  std::ostringstream text;
  part.print(text, "  ");
  return text.str();
}

/// Whether one of the other values would print, or tell, something else; nothing where each of them
/// makes a case that is refused. What is told of values on no paper is asked for last, since few
/// need it.
std::optional<bool> changes_a_word(pugi::xml_document& document, Leaf& leaf) {
  const auto before = papers(text_of(document));
  if (!before) return std::nullopt;
  const std::string now = leaf.value();
  std::vector<std::string> alike;  // cases with another value, whose papers are the same
  for (const std::string& other : others(leaf)) {
    leaf.set(other);
    const std::string text = text_of(document);
    leaf.set(now);
    const auto after = papers(text);
    if (!after) continue;
    if (after->words != before->words || after->told.size() != before->told.size()) return true;
    alike.push_back(text);
  }
  if (alike.empty()) return std::nullopt;
  const auto told = told_of(text_of(document));
  if (is_told(leaf, before->told) || is_told(leaf, told)) return std::nullopt;
  return std::ranges::any_of(alike, [&](const std::string& text) {
    return told_of(text).size() != told.size();
  });
}

}  // namespace

TEST_CASE("every word of a sample is on a paper of its binder") {
  for (const auto& sample : tests::samples()) {
    CAPTURE(sample.filename().string());
    pugi::xml_document document;
    REQUIRE(document.load_file(sample.c_str()));
    const auto as_it_is = printed(text_of(document));
    REQUIRE(as_it_is);
    for (const Diagnostic& told : as_it_is->told) {
      CAPTURE(told.quote);
      CHECK(told.code != "W530");
    }
    std::map<std::string, unsigned> told;
    CHECK(lost_words(document, told) == std::vector<std::string>{});
    CHECK(counted_lines(told) == "");
  }
}

TEST_CASE("every word of any case is on a paper, named as never printed, or told with its place") {
  std::map<std::string, unsigned> lost, told;
  looked_through = 0;
  // Of two in three a value contradicts another, and the case is refused.
  const unsigned end = first_seed() + 4 * cases();
  for (unsigned seed = first_seed(); looked_through < cases() && seed < end; ++seed) {
    pugi::xml_document document;
    generate(document, seed);
    for (const std::string& path : lost_words(document, told)) ++lost[path];
  }
  INFO("told:\n" << counted_lines(told));
  CHECK(looked_through == cases());
  CHECK(counted_lines(lost) == "");
}

TEST_CASE("every code, answer, number, date and reference of a case changes a word") {
  std::map<std::string, unsigned> lost;
  unsigned asked = 0;
  // Some are refused: a value contradicts another, or a draft lacks its current doctor.
  const unsigned end = first_seed() + 4 * cases();
  for (unsigned seed = first_seed(); asked < cases() && seed < end; ++seed) {
    pugi::xml_document document;
    generate(document, seed);
    give_words(document);
    std::vector<Leaf> leaves = leaves_of(document);
    std::erase_if(leaves, [](const Leaf& leaf) { return !chooses(leaf) || is_left_out(leaf); });
    if (leaves.empty()) continue;
    Dice dice{seed};
    Leaf& leaf = leaves[dice.below(static_cast<unsigned>(leaves.size()))];
    const auto changes = changes_a_word(document, leaf);
    asked += changes.has_value();
    if (!changes.value_or(true))
      ++lost
          [leaf.path + " " + leaf.value() + " of seed " + std::to_string(seed) + ":\n" +
           around(leaf)];
  }
  CHECK(asked == cases());
  CHECK(counted_lines(lost) == "");
}
