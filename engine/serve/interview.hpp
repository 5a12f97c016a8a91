#pragma once

// The interview as templates/serve/interview.xml has it: which questions, in which order, when, and
// what each asks of the case. Its answers are what templates/case.xml allows.

#include "engine/vocabulary/path.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace engine::serve {

using vocabulary::Answered;
using vocabulary::attribute_step;
using vocabulary::element_step;
using vocabulary::joined;
using vocabulary::Path;
using vocabulary::read_path;
using vocabulary::Step;
using vocabulary::term_at;
using vocabulary::Words;

/// The words of the page by their ids, a language each (templates/serve/words.xml).
using WordTable = std::map<std::string, Words, std::less<>>;

/// How a field is answered.
enum class Widget {
  line,       ///< a line of words
  lines,      ///< several lines
  choice,     ///< one of several: a code, yes or no, somebody of the case
  boxes,      ///< any of several: an element for each that is ticked
  date,       ///< month, day and year, as far as they are known
  date_time,  ///< the same with a time of day
};

/// One thing that a page asks for.
struct Field {
  Path path;  ///< behind that of its page; of boxes the element of which there is one for each
  std::string key;  ///< of boxes: the attribute that holds the code; empty: the element's words
  Words label, hint;
  std::string bank;  ///< of boxes: the category of the question bank whose questions are offered
  bool only_if_there = false;  ///< asked about only where the case says it already
  bool is_past = false;        ///< a day that has been
  Path not_beside;  ///< where the case says that, this is asked about only if it is there, too
  Path only_with;   ///< asked about only where the case says that
  Path instead_of;  ///< what an answer takes the place of
  /// Of a line: words of the case that may be meant, as the first of a list has them.
  Path suggest;
  std::size_t suggest_item = 0;  ///< the step of it that is one of that list
  std::vector<Path>
      brings;  ///< what else comes from the item that was chosen, where nothing is said
  /// Words for some of the choices, in place of those of the case format.
  std::vector<std::pair<std::string, Words>> choices;
  Widget widget = Widget::line;
  const vocabulary::Term* term = nullptr;  ///< what answers it; of boxes that of the code
};

/// What has to be so for a page to be asked: each of these.
struct When {
  Path path;
  bool is_not = false;
  std::string value;  ///< empty: something is there
  bool operator==(const When&) const = default;
};

/// A value that an item has from the beginning.
struct Given {
  Path path;
  std::string value;
};

struct Page {
  std::string id, section;
  Path at;               ///< whose fields it has; of a list: one of its elements
  bool is_list = false;  ///< there may be several, each asked for by `pages`
  Words ask;             ///< the question, which is the title of the page
  Words why;             ///< why it is asked; may be empty
  Words must;            ///< what is said where nothing is answered; empty: it may be left blank
  Words one;             ///< of a list: what one of them is called, such as "a doctor"
  std::vector<std::string> facts;   ///< what papers need of it (Need::fact)
  std::vector<std::string> papers;  ///< kinds that are made of it besides
  std::vector<When> when;
  std::vector<Field> fields;
  std::vector<Page> pages;   ///< of a list
  std::vector<Path> shows;   ///< of a list: what one is told from another by
  std::vector<Given> given;  ///< of a list
  /// Of a list, what one of its items should say: where none does, each can be told to be the one.
  Given pick;
  Words pick_words;
  std::vector<std::string> never_picked;  ///< words of those who are never the one, such as nurses
  /// Of a page that is asked for each of several, such as the records of each office: what that one
  /// is called, where {of} stands in `ask`.
  Path of;
  /// Of the case, at which it is asked without being looked for; empty: at all of them.
  std::vector<std::string> stages;
  /// Of a list: an item that has this is changed on that page.
  Path elsewhere;
  std::string elsewhere_page;
  /// Of a list whose items may name questions of the bank: their words, by id.
  std::vector<std::pair<std::string, Words>> bank;
};

struct Section {
  std::string id;
  Words title;
};

/// Answers that give papers which are not there: one after the other, as a person would give them.
struct Way {
  struct Answer {
    std::string page;  ///< of what is asked for each: without its number
    Path path;         ///< of one of its fields
    /// What is chosen; of a reference the path of who, of a date the days from today: +30T10:00.
    std::string value;
    bool is_such = false;  ///< another value does as well
  };
  std::vector<std::string> papers;
  std::vector<When> when;
  std::vector<Answer> answers;
  bool is_besides = false;  ///< told also where another way gives the paper
};

using QuestionBank = std::map<std::string, std::vector<vocabulary::BankQuestion>, std::less<>>;

class Interview {
 public:
  std::vector<Section> sections;
  std::vector<Page> pages;  ///< in their order
  std::vector<Way> ways;    ///< in the order in which they are told

  /// A page by its id, also one of the items of a list; `list` receives the list around it.
  const Page* page(std::string_view id, const Page** list = nullptr) const;
  /// Puts the questions of the bank (by language) where they are offered.
  void offer(const QuestionBank& bank);
};

/// Reported (E9xx): what the file says that is unknown or missing, at its place.
Result<Interview> read_interview(
    const Source& source, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
);
Result<WordTable> read_words(const Source& source, Diagnostics& out);

/// Whether all of it is so; paths begin at the case, or at `at` where they begin with a dot.
bool holds(const std::vector<When>& when, const Answered& answered);

}  // namespace engine::serve
