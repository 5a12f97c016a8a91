#include "tests/plain/sentences.hpp"

#include "tests/plain/words.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace plain {

namespace {

using Is = Event::Is;

/// A section a piece stands in: there when its name is (or, inverted, is not).
struct Condition {
  std::string name;
  bool there = true;
};
using Conditions = std::vector<Condition>;

struct Chunk {
  std::string text;
  Place at;
  Conditions when;
};

/// What stands between two block tags.
struct Stretch {
  Role role = Role::running;
  bool legal = false;
  Conditions given;  ///< the sections around all of it
  std::vector<Chunk> chunks;
};

bool is_inline(std::string_view element) {
  return element == "strong" || element == "em" || element == "a" || element == "fill" ||
         element == "box" || element == "page" || element == "pages" || element == "packet-page";
}

/// A comment that cites a rule: what follows says what that rule wants said.
bool cites_law(const std::string& comment) {
  static const std::regex citation{R"(\bCFR\b|U\.S\.C\.|\bStat\.|\bCode\b|§|Pub\. L\.)"};
  return std::regex_search(comment, citation);
}

/// A comment that says: these words are prescribed. They are a quotation.
bool says_prescribed(const std::string& comment) {
  return comment.starts_with("Words of the law");
}

bool can_be_legal(std::string_view element) {
  static const std::set<std::string_view> blocks{
      "p", "li", "ul", "ol", "table", "td", "check", "say", "note"};
  return blocks.contains(element);
}

/// Cuts a template into stretches.
class Cutter {
 public:
  void cut(const std::vector<Event>& events) {
    for (const Event& event : events) read(event);
    end_stretch();
  }
  std::vector<Stretch> stretches;

 private:
  struct Open {
    std::string element;
    bool legal = false, label = false, quoted = false;
  };

  void read(const Event& event) {
    switch (event.is) {
      case Is::section:
        return conditions_.push_back({event.name, true});
      case Is::inverted:
        return conditions_.push_back({event.name, false});
      case Is::end:
        if (!conditions_.empty()) conditions_.pop_back();
        return;
      case Is::comment:
        quote_follows_ = says_prescribed(event.text);
        legal_follows_ = cites_law(event.text);
        return;
      case Is::attribute:
        return read_attribute(event);
      case Is::open:
        return open(event);
      case Is::close:
        return close(event);
      case Is::text:
        return add(event.text, event.at);
      case Is::variable:
        if (!event.in_tag) add({gap}, event.at);
    }
  }

  void read_attribute(const Event& event) {
    static const std::set<std::string_view> printed{"label", "who", "date-label", "title", "alt"};
    if (printed.contains(event.name))
      labels_.push_back({Role::label, false, conditions_, {{event.text, event.at, conditions_}}});
    is_label_ = is_label_ || (event.name == "look" && event.text == "label");
  }

  void open(const Event& event) {
    if (event.name == "fill") add({gap}, event.at);
    if (event.name == "box") add("\u2610", event.at);  // as it is printed: it parts sentences
    if (!is_inline(event.name)) {
      end_stretch();
      const bool marked = can_be_legal(event.name);
      open_.push_back({event.name, legal_follows_ && marked, is_label_, quote_follows_ && marked});
      legal_follows_ = quote_follows_ = false;
    }
    is_label_ = false;
    stretches.insert(stretches.end(), labels_.begin(), labels_.end());
    labels_.clear();
  }

  void close(const Event& event) {
    if (is_inline(event.name)) return;
    end_stretch();
    if (!open_.empty()) open_.pop_back();
  }

  bool inside(std::string_view element) const {
    return std::any_of(open_.begin(), open_.end(), [&](const Open& o) {
      return o.element == element;
    });
  }

  Role role() const {
    for (const char* element : {"h1", "h2", "h3", "th"}) {
      if (inside(element)) return Role::heading;
    }
    for (const char* element : {"address", "letterhead", "header", "footer"}) {
      if (inside(element)) return Role::label;
    }
    const bool label =
        std::any_of(open_.begin(), open_.end(), [](const Open& o) { return o.label; });
    return label ? Role::label : Role::running;
  }

  void add(std::string text, const Place& at) {
    const bool blank = text.find_first_not_of(" \t\r\n") == text.npos;
    if (!blank) legal_follows_ = quote_follows_ = false;
    if (chunks_.empty() && blank) return;
    chunks_.push_back({std::move(text), at, conditions_});
  }

  void end_stretch() {
    const auto any = [&](bool Open::*mark) {
      return std::any_of(open_.begin(), open_.end(), [&](const Open& o) { return o.*mark; });
    };
    if (!chunks_.empty() && !inside("blockquote") && !any(&Open::quoted)) {
      const bool legal = any(&Open::legal);
      stretches.push_back({role(), legal, common(chunks_), chunks_});
    }
    chunks_.clear();
  }

  /// The sections that all of the chunks stand in.
  static Conditions common(const std::vector<Chunk>& chunks) {
    Conditions shared = chunks.front().when;
    for (const Chunk& chunk : chunks) {
      const auto same = [](const Condition& a, const Condition& b) {
        return a.name == b.name && a.there == b.there;
      };
      const auto parted =
          std::mismatch(shared.begin(), shared.end(), chunk.when.begin(), chunk.when.end(), same);
      shared.erase(parted.first, shared.end());
    }
    return shared;
  }

  Conditions conditions_;
  bool legal_follows_ = false, quote_follows_ = false, is_label_ = false;
  std::vector<Open> open_;
  std::vector<Chunk> chunks_;
  std::vector<Stretch> labels_;
};

// --- readings ------------------------------------------------------------------------------------

/// What is there in one reading of a stretch, by the name of the section.
using Truth = std::map<std::string, bool>;

/// Facts of which one is true at most, as templates/README.md has them.
const std::set<std::string_view>* family_of(const std::string& name) {
  static const std::set<std::string_view> families[] = {
      {"comparison.none", "comparison.one", "comparison.two", "comparison.more"},
      {"isAccess",
       "isDirective",
       "isTransfer",
       "isAuthorization",
       "isSubstanceUse",
       "isPsychotherapy",
       "isVeterans"},
      {"agree", "partly", "differ", "notAsked", "undecided"},
  };
  const auto* found =
      std::find_if(std::begin(families), std::end(families), [&](const auto& family) {
        return family.contains(name);
      });
  return found == std::end(families) ? nullptr : found;
}

/// Of the codes of one word, one is true at most: role.is.parent and role.is.guardian are never
/// there together.
bool exclude_each_other(const std::string& a, const std::string& b) {
  if (const auto* family = family_of(a)) return a != b && family->contains(b);
  const auto is = a.find(".is.");
  return is != a.npos && a != b && b.compare(0, is + 4, a, 0, is + 4) == 0;
}

bool holds(const Conditions& conditions, const Truth& truth) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& c) {
    const auto known = truth.find(c.name);
    return known != truth.end() && known->second == c.there;
  });
}

void make_true(Truth& truth, const std::string& name) {
  for (auto& [other, there] : truth) {
    if (exclude_each_other(name, other)) there = false;
  }
  truth[name] = true;
}

/// A reading in which `wanted` hold, and as much else as can be (`full`), or as little.
Truth reading(const Stretch& stretch, const Conditions& wanted, bool full) {
  Truth truth;
  for (const Chunk& chunk : stretch.chunks) {
    for (const Condition& c : chunk.when) truth[c.name] = false;
  }
  if (full) {
    for (const Chunk& chunk : stretch.chunks) {
      for (const Condition& c : chunk.when) {
        const bool taken = std::any_of(truth.begin(), truth.end(), [&](const auto& other) {
          return other.second && exclude_each_other(c.name, other.first);
        });
        if (!taken) truth[c.name] = true;
      }
    }
  }
  for (const Conditions* conditions : {&stretch.given, &wanted}) {
    for (const Condition& c : *conditions) {
      if (c.there) make_true(truth, c.name);
      if (!c.there) truth[c.name] = false;
    }
  }
  return truth;
}

/// The text of one reading, and the place of each of its bytes.
struct Read {
  std::string text;
  std::vector<const Place*> places;
};

Read read(const Stretch& stretch, const Truth& truth, std::set<const Chunk*>& unread) {
  Read made;
  for (const Chunk& chunk : stretch.chunks) {
    if (!holds(chunk.when, truth)) continue;
    unread.erase(&chunk);
    made.text += chunk.text;
    made.places.insert(made.places.end(), chunk.text.size(), &chunk.at);
  }
  return made;
}

// --- sentences -----------------------------------------------------------------------------------

/// "45 CFR 164.506(c)" is the name of a rule, as "Dr. Rivera" is the name of a person: it is not
/// measured.
void leave_out_citations(Read& made) {
  static const std::regex citation{
      R"( ?\(?\b\d+ (CFR|U\.S\.C\.) ([Pp]arte? )?[0-9]([0-9a-zA-Z.()-]*[0-9a-zA-Z)])?)"
      R"(((,| and| or| to| y| o| a) [0-9]([0-9.()a-zA-Z-]*[0-9a-zA-Z)])?)*\)?)"};
  std::smatch found;
  while (std::regex_search(made.text, found, citation)) {
    const auto at = found.position(0);
    const auto end = at + found.length(0);
    made.text.erase(static_cast<std::size_t>(at), static_cast<std::size_t>(found.length(0)));
    made.places.erase(made.places.begin() + at, made.places.begin() + end);
  }
}

/// A full stop that ends no sentence: of a title, a time, an initial.
bool is_shortened(std::string_view text, std::size_t stop) {
  auto begin = text.find_last_of(" \n\t(\u201C", stop);
  begin = begin == text.npos ? 0 : begin + 1;
  const std::string_view word = text.substr(begin, stop - begin);
  static const std::set<std::string_view> shortened{
      "Dr",
      "Mr",
      "Mrs",
      "Ms",
      "St",
      "vs",
      "e.g",
      "i.e",
      "a.m",
      "p.m",
      "U.S",
      "U.S.C",
      "EE",
      "UU",
      "Dra",
      "Sr",
      "Sra",
      "a",
      "p"};
  return shortened.contains(word) ||
         (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && word != "I");
}

bool starts_with_any(
    std::string_view text, std::initializer_list<std::string_view> marks, std::size_t& length
) {
  for (const std::string_view mark : marks) {
    if (text.starts_with(mark)) return length = mark.size(), true;
  }
  return false;
}

/// Where the sentence that begins at `begin` is over: behind its mark and the quotation marks that
/// close there.
std::size_t end_of_sentence(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin; at < text.size();) {
    std::size_t length = 1;
    const std::string_view rest = text.substr(at);
    // A dot in mid-line parts like a full stop, and so does a box to tick.
    if (starts_with_any(rest, {"\u00B7", "\u2610"}, length)) return at + length;
    if (!starts_with_any(rest, {".", "?", "!", "\u2026"}, length)) {
      ++at;
      continue;
    }
    const bool stops = rest.front() != '.' || !is_shortened(text, at);
    at += length;
    while (at < text.size() &&
           starts_with_any(
               text.substr(at), {"\u201D", "\u2019", "\u00BB", "\"", ")", ".", "?", "!"}, length
           ))
      at += length;
    if (stops && (at == text.size() || text[at] == ' ' || text[at] == '\n')) return at;
  }
  return text.size();
}

std::string folded(std::string_view text) {
  std::string one;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) one += c;
    if (space && !one.empty() && one.back() != ' ') one += ' ';
  }
  if (one.ends_with(' ')) one.pop_back();
  return one;
}

bool has_own_words(const std::string& text) {
  const auto words = words_of(text);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word.find(gap) == word.npos && word.find_first_not_of("0123456789") != word.npos;
  });
}

void split(const Read& made, Role role, bool legal, std::vector<Sentence>& found) {
  for (std::size_t at = 0; at < made.text.size();) {
    const auto end = end_of_sentence(made.text, at);
    const auto begin = made.text.find_first_not_of(" \n\t\r", at);
    if (begin < end) {
      std::string text = folded(std::string_view{made.text}.substr(begin, end - begin));
      if (has_own_words(text)) found.push_back({std::move(text), *made.places[begin], role, legal});
    }
    at = end;
  }
}

/// The readings that are needed for every chunk to be read once: a full one first, then for what is
/// left out of it a reading of little else.
void add_readings(const Stretch& stretch, std::vector<Sentence>& found) {
  std::set<const Chunk*> unread;
  for (const Chunk& chunk : stretch.chunks) unread.insert(&chunk);
  const auto add = [&](const Truth& truth) {
    Read made = read(stretch, truth, unread);
    leave_out_citations(made);
    split(made, stretch.role, stretch.legal, found);
  };
  add(reading(stretch, {}, true));
  for (const Chunk& chunk : stretch.chunks) {
    if (unread.erase(&chunk)) add(reading(stretch, chunk.when, false));
  }
}

/// Of sentences that were read more than once, the first.
std::vector<Sentence> each_once(std::vector<Sentence> all) {
  std::set<std::string> seen;
  std::vector<Sentence> once;
  for (Sentence& sentence : all) {
    if (seen.insert(sentence.text + (sentence.legal ? "L" : "") + shown(sentence.at)).second)
      once.push_back(std::move(sentence));
  }
  return once;
}

}  // namespace

std::vector<Sentence> sentences_of(const std::vector<Event>& events) {
  Cutter cutter;
  cutter.cut(events);
  std::vector<Sentence> found;
  for (const Stretch& stretch : cutter.stretches) add_readings(stretch, found);
  return each_once(std::move(found));
}

std::vector<Sentence> sentences_of(const std::string& text, const Place& at, Role role) {
  std::vector<Sentence> found;
  add_readings({role, false, {}, {{text, at, {}}}}, found);
  return found;
}

}  // namespace plain
