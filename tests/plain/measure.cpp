#include "tests/plain/measure.hpp"

#include "engine/base/base.hpp"
#include "engine/xml/xml.hpp"
#include "tests/plain/words.hpp"
#include "tests/support/run.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace plain {

namespace fs = std::filesystem;

namespace {

/// Below so many words a grade is an accident.
constexpr int least_instructions = 40, least_legal = 30;

/// What the gate asks, in the words of templates/README.md.
struct Limits {
  double mean_grade, any_grade;
  int words;
  double sentence_grade;
};
constexpr Limits limits_of_instructions{6.0, 8.0, 25, 10.0}, limits_of_law{8.0, 10.0, 35, 15.0};
/// The grade of a shorter sentence says little: one long word decides it.
constexpr int least_words_of_a_sentence = 10;
/// Spanish says the same in more words.
constexpr int spanish_instructions_words = 30, spanish_law_words = 42;
constexpr double least_ease = 55;

bool has_end(std::string_view text) {
  for (bool closes = true; closes;) {
    closes = false;
    for (const std::string_view mark : {"\u201D", "\u2019", "\u00BB", "\"", ")"}) {
      if (!text.ends_with(mark)) continue;
      text.remove_suffix(mark.size());
      closes = true;
    }
  }
  return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') ||
         text.ends_with("\u2026");
}

/// A few words without an end ("Phone", "Date of birth: …") are a label, whatever element they
/// stand in.
bool is_graded(const Sentence& sentence) {
  if (sentence.role != Role::running) return false;
  const auto words = words_of(sentence.text);
  const auto own = std::count_if(words.begin(), words.end(), [](const std::string& word) {
    return word.find(gap) == word.npos;
  });
  return own >= 6 || has_end(sentence.text);
}

double per(int count, int of) {
  return of ? static_cast<double>(count) / of : 0;
}

std::string in_tenths(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", number);
  return text;
}

std::string quoted(const Sentence& sentence) {
  std::string text = "\u201C";
  for (const char c : sentence.text) text += c == gap ? std::string{"[\u2026]"} : std::string{c};
  return text + "\u201D";
}

// --- the texts that are no templates -----------------------------------------------------------

void each_element(
    const engine::xml::Element& element, const std::function<void(const engine::xml::Element&)>& see
) {
  see(element);
  element.for_each_child([&](const engine::xml::Element& child) { each_element(child, see); });
}

/// words.xml writes a gap as {name}.
std::string with_gaps(const std::string& text) {
  static const std::regex named{R"(\{[a-zA-Z]+\})"};
  return std::regex_replace(text, named, std::string{gap});
}

/// What a message says to whoever writes the case file; no paper prints it.
bool is_hint(const engine::xml::Element& in) {
  const auto& tree = in.tree();
  const auto* id = engine::xml::Element{tree, tree.nodes[in.index()].parent}.attribute("id");
  return id && id->value.ends_with("-hint");
}

/// The sentences of the elements of an XML file that `role` gives one to.
std::vector<Sentence> sentences_of_file(
    const fs::path& templates,
    const std::string& path,
    const std::function<std::optional<Role>(const engine::xml::Element&)>& role
) {
  if (!fs::exists(templates / path)) return {};
  const engine::Source source{path, tests::read(templates / path)};
  engine::Diagnostics out;
  const auto tree = engine::xml::parse(source, {}, out);
  if (!tree) throw std::runtime_error{path + " is not well-formed"};
  std::vector<Sentence> found;
  each_element(tree->root(), [&](const engine::xml::Element& element) {
    const auto is = role(element);
    if (!is) return;
    const int line = source.place(element.span().begin).line;
    const auto add = [&](const std::string& words) {
      const auto sentences = sentences_of(with_gaps(words), {path, line}, *is);
      found.insert(found.end(), sentences.begin(), sentences.end());
    };
    add(std::string{element.text()});
    for (const char* other : {"for-another", "unsaid", "unsaid-for-another", "of-several"})
      if (const auto* asked = element.attribute(other)) add(std::string{asked->value});
  });
  return found;
}

std::vector<Sentence> sentences_of_kind_xml(
    const fs::path& templates, const std::string& kind, const std::string& language
) {
  return sentences_of_file(
      templates,
      kind + "/kind.xml",
      [&](const auto& element) -> std::optional<Role> {
        const auto* in = element.attribute("language");
        if (!in || in->value != language || element.name() == "says") return std::nullopt;
        const auto name = element.name();
        return name == "purpose" || name == "why" || name == "when-not" ? Role::running
                                                                        : Role::label;
      }
  );
}

// --- complaints ----------------------------------------------------------------------------------

class Gate {
 public:
  Gate(const Measured& measured, const Known& known) : measured_{measured}, known_{known} {}

  std::vector<std::string> judge() {
    const bool spanish = measured_.language == "es";
    if (spanish) {
      judge_ease();
      judge_lengths(spanish_instructions_words, spanish_law_words);
    } else {
      judge_grade(measured_.instructions, false, limits_of_instructions, least_instructions);
      judge_grade(measured_.legal, true, limits_of_law, least_legal);
      judge_lengths(limits_of_instructions.words, limits_of_law.words);
      judge_sentences();
    }
    judge_abbreviations();
    return std::move(found_);
  }

 private:
  void say(const Sentence& at, const std::string& what) {
    found_.push_back(shown(at.at) + ": " + measured_.kind + ": " + what + ": " + quoted(at));
  }

  void judge_grade(const Counts& counts, bool legal, const Limits& limits, int least) {
    if (counts.words < least) return;
    const double kincaid = flesch_kincaid(counts), coleman = coleman_liau(counts);
    if ((kincaid + coleman) / 2 <= limits.mean_grade &&
        std::max(kincaid, coleman) <= limits.any_grade)
      return;
    std::string text = measured_.kind + ": the " + (legal ? "legal statements" : "instructions") +
                       " are for grade " + in_tenths(kincaid) + " (Flesch-Kincaid) and " +
                       in_tenths(coleman) + " (Coleman-Liau); their mean may be " +
                       in_tenths(limits.mean_grade) + ", each " + in_tenths(limits.any_grade) +
                       "; the hardest sentences are";
    for (const Sentence* sentence : hardest(legal))
      text += "\n    " + shown(sentence->at) + ": " + quoted(*sentence);
    found_.push_back(std::move(text));
  }

  void judge_ease() {
    Counts all = measured_.instructions;
    all += measured_.legal;
    if (all.words < least_instructions || szigriszt_pazos(all) >= least_ease) return;
    std::string text = measured_.kind + " (es): reads with an ease of " +
                       in_tenths(szigriszt_pazos(all)) + " (Szigriszt-Pazos); it shall be " +
                       in_tenths(least_ease) + " at least; the hardest sentences are";
    for (const Sentence* sentence : hardest(std::nullopt))
      text += "\n    " + shown(sentence->at) + ": " + quoted(*sentence);
    found_.push_back(std::move(text));
  }

  /// The three that weigh most: what they have above the mean, times their words.
  std::vector<const Sentence*> hardest(std::optional<bool> legal) const {
    std::vector<std::pair<double, const Sentence*>> all;
    for (const Sentence& sentence : measured_.sentences) {
      if (!is_graded(sentence) || (legal && sentence.legal != *legal)) continue;
      const Counts counts = counts_of(sentence, measured_.language);
      const double grade = measured_.language == "es"
                               ? 100 - szigriszt_pazos(counts)
                               : (flesch_kincaid(counts) + coleman_liau(counts)) / 2 - 4;
      all.emplace_back(-grade * counts.words, &sentence);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.first < b.first;
    });
    std::vector<const Sentence*> most;
    for (std::size_t i = 0; i < all.size() && i < 5; ++i) most.push_back(all[i].second);
    return most;
  }

  void judge_lengths(int instructions, int law) {
    for (const Sentence& sentence : measured_.sentences) {
      const int words = static_cast<int>(words_of(sentence.text).size());
      const int most = sentence.legal ? law : instructions;
      if (words > most)
        say(sentence,
            "a sentence of " + std::to_string(words) + " words, " + std::to_string(most) +
                " are the most");
    }
  }

  /// One hard sentence does not hide behind twenty easy ones.
  void judge_sentences() {
    for (const Sentence& sentence : measured_.sentences) {
      const Counts counts = counts_of(sentence, measured_.language);
      if (!is_graded(sentence) || counts.words < least_words_of_a_sentence) continue;
      const double grade = (flesch_kincaid(counts) + coleman_liau(counts)) / 2;
      const double most = (sentence.legal ? limits_of_law : limits_of_instructions).sentence_grade;
      if (grade > most)
        say(sentence,
            "a sentence for grade " + in_tenths(grade) + ", " + in_tenths(most) + " is the most");
    }
  }

  void judge_abbreviations() {
    std::set<std::string> told;
    for (const Sentence& sentence : measured_.sentences) {
      for (std::string word : words_of(sentence.text)) {
        if (word.ends_with("\u2019s")) word.erase(word.rfind("\u2019"));
        if (is_abbreviation(word) && !known_.contains(word) && !is_explained(word) &&
            told.insert(word).second)
          say(sentence,
              "'" + word + "' is not explained; write what it stands for, and then (" + word + ")");
      }
    }
  }

  /// Somewhere in the document stands "the federal privacy rule (HIPAA)" or "HIPAA (the federal
  /// privacy rule)".
  bool is_explained(const std::string& word) const {
    return std::any_of(
        measured_.sentences.begin(),
        measured_.sentences.end(),
        [&](const Sentence& sentence) {
          return sentence.text.find("(" + word + ")") != std::string::npos ||
                 sentence.text.find(word + " (") != std::string::npos;
        }
    );
  }

  const Measured& measured_;
  const Known& known_;
  std::vector<std::string> found_;
};

}  // namespace

// --- formulas --------------------------------------------

double Counts::words_a_sentence() const {
  return per(words, sentences);
}

Counts counts_of(const Sentence& sentence, std::string_view language) {
  Counts counts{.sentences = 1};
  for (const std::string& word : words_of(sentence.text)) {
    ++counts.words;
    counts.letters += letters_in(word);
    counts.syllables += syllables(word, language);
  }
  return counts;
}

Counts& operator+=(Counts& sum, const Counts& more) {
  sum.sentences += more.sentences;
  sum.words += more.words;
  sum.letters += more.letters;
  sum.syllables += more.syllables;
  return sum;
}

double flesch_kincaid(const Counts& c) {
  return 0.39 * per(c.words, c.sentences) + 11.8 * per(c.syllables, c.words) - 15.59;
}

double coleman_liau(const Counts& c) {
  return 0.0588 * 100 * per(c.letters, c.words) - 0.296 * 100 * per(c.sentences, c.words) - 15.8;
}

// The paper counts syllables of 100 words; the second factor is of the words of a sentence.
double fernandez_huerta(const Counts& c) {
  return 206.84 - 60 * per(c.syllables, c.words) - 1.02 * per(c.words, c.sentences);
}

double szigriszt_pazos(const Counts& c) {
  return 206.835 - 62.3 * per(c.syllables, c.words) - per(c.words, c.sentences);
}

// --- a kind ----------------------------------------------

Measured measure(const fs::path& templates, const std::string& kind, const std::string& language) {
  Measured made{kind, language, {}, {}, {}};
  if (kind == "questions") {
    made.sentences =
        sentences_of_file(templates, "questions/" + language + ".xml", [](const auto& element) {
          return element.name() == "question" ? std::optional{Role::running} : std::nullopt;
        });
  } else if (kind == "words") {
    made.sentences = sentences_of_file(templates, "words.xml", [&](const auto& element) {
      const auto* in = element.attribute("language");
      return in && in->value == language && !is_hint(element) ? std::optional{Role::running}
                                                              : std::nullopt;
    });
  } else {
    made.sentences = sentences_of(events_of(templates, kind, language));
    const auto more = sentences_of_kind_xml(templates, kind, language);
    made.sentences.insert(made.sentences.end(), more.begin(), more.end());
  }
  for (const Sentence& sentence : made.sentences) {
    if (is_graded(sentence))
      (sentence.legal ? made.legal : made.instructions) += counts_of(sentence, language);
  }
  return made;
}

std::vector<Measured> measure_all(const fs::path& templates, const std::string& language) {
  std::vector<Measured> all;
  for (const std::string& kind : kinds_in(templates, language))
    all.push_back(measure(templates, kind, language));
  if (fs::exists(templates / "questions" / (language + ".xml")))
    all.push_back(measure(templates, "questions", language));
  if (fs::exists(templates / "words.xml")) all.push_back(measure(templates, "words", language));
  return all;
}

Known known_abbreviations(const fs::path& list) {
  Known known;
  std::istringstream lines{tests::read(list)};
  for (std::string line; std::getline(lines, line);) {
    const auto end = line.find_first_of(" #");
    if (end != 0 && !line.empty()) known.insert(line.substr(0, end));
  }
  return known;
}

std::vector<std::string> complaints(const Measured& measured, const Known& known) {
  return Gate{measured, known}.judge();
}

// --- the table -------------------------------------------

namespace {

constexpr std::string_view table_begins = "<!-- grades: written by ./dev grades -->\n";
constexpr std::string_view table_ends = "<!-- end of grades -->";

/// The most words that one sentence has.
int longest(const Measured& measured) {
  std::size_t most = 0;
  for (const Sentence& sentence : measured.sentences)
    most = std::max(most, words_of(sentence.text).size());
  return static_cast<int>(most);
}

std::string grade_or_not(const Counts& counts, int least, double (*formula)(const Counts&)) {
  return counts.words < least ? "too short" : in_tenths(formula(counts));
}

std::string english_row(const Measured& m) {
  const auto law = [&](double (*formula)(const Counts&)) {
    return m.legal.words ? grade_or_not(m.legal, least_legal, formula) : std::string{};
  };
  return "| `" + m.kind + "` | " + std::to_string(m.instructions.words) + " | " +
         in_tenths(m.instructions.words_a_sentence()) + " | " + std::to_string(longest(m)) + " | " +
         grade_or_not(m.instructions, least_instructions, flesch_kincaid) + " | " +
         grade_or_not(m.instructions, least_instructions, coleman_liau) + " | " +
         (m.legal.words ? std::to_string(m.legal.words) : "") + " | " + law(flesch_kincaid) +
         " | " + law(coleman_liau) + " |\n";
}

std::string spanish_row(const Measured& m) {
  Counts all = m.instructions;
  all += m.legal;
  return "| `" + m.kind + "` | " + std::to_string(all.words) + " | " +
         in_tenths(all.words_a_sentence()) + " | " + std::to_string(longest(m)) + " | " +
         grade_or_not(all, least_instructions, fernandez_huerta) + " | " +
         grade_or_not(all, least_instructions, szigriszt_pazos) + " |\n";
}

}  // namespace

std::string table(const std::vector<Measured>& english, const std::vector<Measured>& spanish) {
  std::string text =
      "| English | words | words a sentence | longest | Flesch-Kincaid | Coleman-Liau | legal "
      "words | Flesch-Kincaid | "
      "Coleman-Liau |\n|---|---|---|---|---|---|---|---|---|\n";
  for (const Measured& measured : english) text += english_row(measured);
  if (spanish.empty()) return text;
  text +=
      "\n| Spanish | words | words a sentence | longest | Fern\u00E1ndez Huerta | Szigriszt-Pazos "
      "|\n|---|---|---|---|---|---|\n";
  for (const Measured& measured : spanish) text += spanish_row(measured);
  return text;
}

std::optional<std::string> with_table(const std::string& readme, const std::string& rows) {
  const auto begin = readme.find(table_begins);
  const auto end = readme.find(table_ends);
  if (begin == readme.npos || end == readme.npos || end < begin) return std::nullopt;
  return readme.substr(0, begin) + std::string{table_begins} + rows + readme.substr(end);
}

}  // namespace plain
