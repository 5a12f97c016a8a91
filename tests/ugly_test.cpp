// Ugly values in every field of free words, on every paper: what a person types meets our own
// words, and no sentence breaks. Every field of every sample gets a word of its own, in one shape
// after the other, in English and in Spanish; then the filled templates are read as text.

#include "engine/engine.hpp"
#include "tests/support/generated.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace {
using namespace engine;
using vocabulary::Term;
using vocabulary::Type;

/// How a value is typed: {} is a word that stands nowhere else.
struct Shape {
  std::string_view words;
  std::string_view language;  ///< of the papers; empty: any
  bool of_names = false;      ///< names are typed so, too
};
const std::vector<Shape> shapes{
    {"{}", "", true},
    {"{} something.", "", true},
    {"{} thing;", "", true},
    {"{} thing:", "", true},
    {"{} thing,", "", true},
    {"{} thing?", ""},
    {"“{} thing.”", ""},
    {"{}s", "", true},
    {"{} and then some long words that go on and on, with one more and another, until the two "
     "hundred letters that a person may well type into a field of a form are full and nobody "
     "reads them",
     "",
     true},
    {"my {} thing", "en"},
    {"My {} thing.", "en"},
    {"A {} thing", "en"},
    {"the {} thing", "en"},
    {"within {} years", "en"},
    {"Within {} years", "en"},
    {"about {}", "en"},
    {"for {}", "en"},
    {"mi {} cosa", "es"},
    {"Mi {} cosa.", "es"},
    {"Un {} cosa", "es"},
    {"el {}", "es"},
    {"en {} años", "es"},
    {"En {} años", "es"},
    {"sobre {}", "es"},
};

/// A field of free words: an attribute, or the words of an element.
struct Field {
  pugi::xml_node element;
  pugi::xml_attribute attribute;
  std::string path;
  bool is_name = false;

  std::string value() const { return attribute ? attribute.value() : element.text().get(); }
  void set(const std::string& value) {
    attribute ? (void)attribute.set_value(value.c_str()) : (void)element.text().set(value.c_str());
  }
};

bool is_free_words(const Term& term) {
  // A state chooses its rules; a number, a system or a zone is no phrase.
  static const std::set<std::string_view> no_phrase{
      "state",
      "postalCode",
      "code",
      "identifier",
      "system",
      "memberId",
      "groupId",
      "timeZone",
      "language",
      "line",
      "city",
      "country",
      "pronouns",
      "label",
      "prefix",
      "suffix",
      "telecom",
      "type"};
  if (term.of_question_bank || !term.unprinted.empty() || no_phrase.contains(term.name))
    return false;
  return term.type == Type::text || term.type == Type::verbatim ||
         (term.type == Type::group && term.has_text);
}

void add_fields(
    pugi::xml_node element,
    const Term& term,
    const std::string& path,
    bool in_name,
    std::vector<Field>& fields
) {
  const auto is_name = [&](const Term& own) {
    return in_name || own.name == "organization" || own.name == "department" ||
           path.ends_with("clinic") || path.ends_with("coverage");
  };
  for (pugi::xml_attribute attribute : element.attributes()) {
    const Term* own = term.child(attribute.name(), true);
    if (own && is_free_words(*own))
      fields.push_back({element, attribute, path + "/@" + own->name, is_name(*own)});
  }
  for (pugi::xml_node child : element.children()) {
    const Term* own = term.child(child.name(), false);
    if (!own) continue;
    const std::string at = path + "/" + own->name;
    if (is_free_words(*own) && child.text()) fields.push_back({child, {}, at, is_name(*own)});
    add_fields(child, *own, at, own->type == Type::name, fields);
  }
}

std::string token(std::size_t number) {
  std::string word = "qz";
  for (std::size_t left = number + 1; left > 0; left /= 10) word += "bcdfghjklm"[left % 10];
  return word + "a";
}

/// The text of a paper as it is read: a block a line, and where headings and parts begin and end.
struct Read {
  enum class Is { text, heading, end_of_heading, end_of_part } is;
  std::string text;
  int level = 0;  ///< of a heading
};

bool is_block(std::string_view name) {
  static const std::set<std::string_view> inline_names{
      "strong", "em", "a", "span", "br", "fill", "box", "page", "pages", "packet-page", "tab"};
  return !inline_names.contains(name);
}

class Reader {
 public:
  std::vector<Read> read(pugi::xml_node document) {
    walk(document);
    end_block();
    read_.push_back({Read::Is::end_of_part, {}});
    return std::move(read_);
  }

 private:
  void end_block() {
    std::string folded;
    for (const char c : text_) {
      const bool is_space = c == ' ' || c == '\n' || c == '\t';
      if (!is_space) folded += c;
      if (is_space && !folded.empty() && folded.back() != ' ') folded += ' ';
    }
    if (!folded.empty() && folded.back() == ' ') folded.pop_back();
    if (!folded.empty()) read_.push_back({Read::Is::text, folded});
    text_.clear();
  }
  void walk(pugi::xml_node node) {
    const std::string_view name = node.name();
    if (name == "header" || name == "footer") return;
    const bool heads = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '3';
    if (is_block(name)) end_block();
    if (heads) read_.push_back({Read::Is::heading, {}, name[1] - '0'});
    for (const char* printed : {"who", "title", "label"}) {
      if (name == "document" || name == "fill" || !node.attribute(printed)) continue;
      text_ = node.attribute(printed).value();
      end_block();
    }
    if (name == "br" || name == "tab") end_block();
    if (name == "fill" || name == "box") text_ += "____";
    if (name == "page" || name == "pages" || name == "packet-page") text_ += "1";
    for (pugi::xml_node child : node.children())
      child.type() == pugi::node_element ? walk(child) : (void)(text_ += child.value());
    if (is_block(name)) end_block();
    if (heads) read_.push_back({Read::Is::end_of_heading, {}});
    // A blank, a table or a picture is something under a heading as words are.
    if (name == "blank" || name == "sign" || name == "cell" || name == "td" || name == "img")
      read_.push_back({Read::Is::text, "____"});
  }
  std::vector<Read> read_;
  std::string text_;
};

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in{text};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

/// Two small words of which the second is one too many: "my the", "in within", "de el".
bool is_one_too_many(const std::string& word, const std::string& next, std::string_view language) {
  using Words = std::set<std::string>;
  static const Words english_articles{"a", "an", "the", "my", "his", "her", "their", "your"};
  static const Words english_prepositions{
      "in", "for", "about", "of", "from", "at", "with", "within", "by", "on", "until"};
  static const Words spanish_articles{"un", "una", "el", "la", "los", "las", "mi", "mis", "su"};
  static const Words spanish_prepositions{"sobre", "por", "de", "para", "en", "con", "desde"};
  const bool is_spanish = language == "es";
  const Words& articles = is_spanish ? spanish_articles : english_articles;
  const Words& prepositions = is_spanish ? spanish_prepositions : english_prepositions;
  return (articles.contains(word) && articles.contains(next)) ||
         (prepositions.contains(word) && prepositions.contains(next)) ||
         (is_spanish && next == "el" && (word == "de" || word == "a"));
}

/// A small word of ours that a sentence goes on behind.
bool goes_on(std::string_view word, std::string_view language) {
  static const std::set<std::string_view> english{
      "about", "for", "in", "my", "of", "with", "to", "from"};
  static const std::set<std::string_view> spanish{"sobre", "por", "en", "mi", "de", "con", "a"};
  return (language == "es" ? spanish : english).contains(word);
}

bool has_token(std::string_view word) {
  return lowered(word).find("qz") != std::string::npos;
}

/// What is wrong with a sentence, "" where nothing is.
std::string fault_of(
    const std::string& text, std::string_view language, std::string_view typed_first
) {
  for (const std::string_view pair :
       {".:", ".;", ",.", ";.", ":.", ".,",  ";,",  ":,",  ",:", ";:", "::", ",,",
        ";;", ",;", ":;", "?.", "!.", ".”.", ".”,", ".”:", " .", " ,", " ;", " :"}) {
    const auto at = text.find(pair);
    if (at == text.npos || text.substr(at).starts_with(" ...")) continue;
    const bool is_of_word =
        text.substr(0, at).ends_with("Jr") || text.substr(0, at).ends_with("Sr");
    if (!is_of_word) return "marks '" + std::string{pair} + "'";
  }
  for (auto at = text.find(".."); at != text.npos; at = text.find("..", at + 3)) {
    if (text.substr(at, 3) != "...") return "marks '..'";
  }
  const auto words = words_of(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string &word = words[i], &next = words[i + 1];
    if (lowered(word) == lowered(next) && word != "____" && word != "·" && !has_token(word))
      return "twice '" + word + "'";
    if (i + 2 >= words.size() || !has_token(words[i + 2])) continue;
    // `next` is the first word of what was typed.
    if (is_one_too_many(lowered(word), next, language)) return "'" + word + " " + next + "'";
    if (next == typed_first && goes_on(lowered(word), language) && next[0] >= 'A' && next[0] <= 'Z')
      return "a capital in '" + word + " " + next + "'";
  }
  return {};
}

/// What is wrong with where things stand: a colon or a heading that nothing follows.
std::string fault_at(const std::vector<Read>& read, std::size_t i) {
  using Is = Read::Is;
  if (read[i].is == Is::end_of_heading) {
    const int level = read[i - 2].is == Is::heading ? read[i - 2].level : 0;
    if (level == 0) return "an empty heading";
    const Read& next = read[i + 1];
    const bool ends = next.is == Is::end_of_part || (next.is == Is::heading && next.level <= level);
    return ends ? "nothing stands under '" + read[i - 1].text + "'" : "";
  }
  if (read[i].is != Is::text || !read[i].text.ends_with(":")) return {};
  if (read[i].text.ends_with("thing:")) return {};  // as it was typed
  return read[i + 1].is == Is::text ? "" : "nothing stands behind '" + read[i].text + "'";
}

class Poured {
 public:
  std::map<std::string, unsigned> faults;
  std::set<std::string> papers;
  unsigned made = 0;

  void pour(const std::filesystem::path& sample, const Shape& shape, const std::string& language) {
    pugi::xml_document document;
    REQUIRE(document.load_file(sample.c_str()));
    pugi::xml_node root = document.child("case");
    root.remove_attribute("language");
    root.append_attribute("language").set_value(language.c_str());
    std::vector<Field> fields;
    add_fields(root, tests::library().template_set->vocabulary.root, "case", false, fields);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      Field& field = fields[i];
      const std::string own = token(i);
      std::string words{field.is_name && !shape.of_names ? "{}" : shape.words};
      // The office of Veterans Affairs has a paper of its own.
      if (field.is_name && field.value().find("VA ") != std::string::npos)
        words = "VA Clinic " + words;
      field.set(words.replace(words.find("{}"), 2, own));
    }
    std::ostringstream text;
    document.save(text, "  ");
    const Source source{"ugly.xml", text.str(), Source::Holds::patient_data};
    Diagnostics out;
    StageDumps dumps;
    const MakeOptions options{
        .format = Format::text,
        .set = "binder",
        .also = tests::on_demand(tests::library(), "binder")};
    if (!make(source, tests::worker(), options, out, &dumps)) return;
    ++made;
    first_ = shape.language == language ? shape.words.substr(0, shape.words.find(' ')) : "";
    read_all(
        dumps.markup, language, sample.filename().string() + " “" + std::string{shape.words} + "”"
    );
  }

 private:
  /// What a doctor or an office gets is in English, as is what has a copy in the other language.
  static bool goes_out(const std::string& paper, const std::string& markup) {
    const auto& kinds = tests::library().template_set->kinds;
    const auto kind = std::ranges::find(kinds, paper, &kind::Kind::name);
    REQUIRE(kind != kinds.end());
    return kind->reader == kind::Reader::doctor || kind->reader == kind::Reader::office ||
           markup.find("=== " + paper + " (es)") != markup.npos;
  }
  void read_all(const std::string& markup, const std::string& language, const std::string& where) {
    for (auto at = markup.find("=== "); at != markup.npos;) {
      const auto line = markup.find('\n', at);
      const auto next = markup.find("\n=== ", line);
      const std::string paper =
          markup.substr(at + 4, markup.find_first_of(",\n ", at + 4) - at - 4);
      papers.insert(paper);
      pugi::xml_document document;
      REQUIRE(document.load_string(
          markup.substr(line + 1, next - line - 1).c_str(),
          pugi::parse_default | pugi::parse_ws_pcdata
      ));
      const bool is_copy = markup.substr(at, line - at).ends_with("(es)");
      const std::string_view in = is_copy || !goes_out(paper, markup) ? language : "en";
      const std::string_view first = in == language ? first_ : std::string_view{};
      look(Reader{}.read(document.document_element()), paper, in, first, where);
      at = next == markup.npos ? next : next + 1;
    }
  }
  void look(
      const std::vector<Read>& read,
      const std::string& paper,
      std::string_view language,
      std::string_view typed_first,
      const std::string& where
  ) {
    for (std::size_t i = 0; i < read.size(); ++i) {
      std::string fault = fault_at(read, i);
      if (fault.empty() && has_token(read[i].text))
        fault = fault_of(read[i].text, language, typed_first);
      if (fault.empty()) continue;
      if (++faults[paper + ": " + fault] == 1)
        shown_[paper + ": " + fault] = where + " " + read[i].text.substr(0, 240);
    }
  }

 public:
  std::string lines() const {
    std::string all;
    for (const auto& [fault, count] : faults)
      all += std::to_string(count) + " " + fault + "\n    " + shown_.at(fault) + "\n";
    return all;
  }

 private:
  std::map<std::string, std::string> shown_;
  std::string_view first_;  ///< the word that what is typed begins with
};

}  // namespace

TEST_CASE("whatever is typed into a field of free words, no sentence of any paper breaks") {
  Poured poured;
  std::size_t turn = 0;
  for (const auto& sample : tests::samples()) {
    const bool holds_all = sample.filename() == "every-field.xml";
    for (const Shape& shape : shapes) {
      for (const std::string language : {"en", "es"}) {
        if (!shape.language.empty() && shape.language != language) continue;
        // Each sample with a third of the shapes, the next sample with the next third.
        if (!holds_all && ++turn % 3 != 0) continue;
        poured.pour(sample, shape, language);
      }
    }
  }
  CHECK(poured.lines() == "");
  CHECK(poured.made > 300);
  for (const kind::Set& set : tests::library().template_set->sets) {
    if (!set.whole) continue;
    for (const std::string& kind : set.kinds) {
      // Records are files beside a case, which a sample alone does not have.
      if (tests::library().template_set->kind(kind)->of_records) continue;
      CAPTURE(kind);
      CHECK(poured.papers.contains(kind));
    }
  }
}

TEST_CASE("a signature of somebody without a name yet begins with a capital") {
  const Source source{
      "unnamed.xml",
      "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Max Lee</text></name>"
      "<birthDate>2020-05-01</birthDate></patient><provider id='a' role='current'><name><text>A "
      "Ash</text></name></provider><provider id='b' role='second'><name><text>B Bell</text>"
      "</name></provider><condition><text>Asthma</text></condition><recordsRequest holder='a'>"
      "<recipient provider='b'/><item type='laboratory'/></recordsRequest></case>",
      Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "binder"}, out, &dumps));
  CHECK(dumps.markup.find("who=\"For Max Lee\"") != std::string::npos);
  CHECK(dumps.markup.find("who=\"parent") == std::string::npos);
}
