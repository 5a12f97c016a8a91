#include "engine/vocabulary/vocabulary.hpp"

#include "engine/vocabulary/data_file.hpp"
#include "engine/vocabulary/messages.hpp"

#include <algorithm>
#include <array>

namespace engine::vocabulary {

const std::string& Words::in(std::string_view language) const {
  static const std::string nothing;
  const std::string* english = &nothing;
  for (const auto& [known, words] : by_language) {
    if (known == language) return words;
    if (known == language_tag::english) english = &words;
  }
  return *english;
}

const Term* Term::child(std::string_view wanted, bool attribute) const {
  for (const Term& term : children) {
    if (term.is_attribute == attribute && term.name == wanted) return &term;
  }
  return nullptr;
}

bool Term::has_translations() const {
  const auto is_own = [](const Term& part) { return part.is_attribute && part.is_translated; };
  return !is_attribute && (is_translated || std::ranges::any_of(children, is_own));
}

bool Term::holds_text() const {
  switch (type) {
    case Type::group:
    case Type::person:
      return has_text;
    case Type::name:
    case Type::address:
      return false;
    default:
      return true;
  }
}

namespace {

struct NamedType {
  std::string_view word;
  Type type;
};
constexpr std::array type_words{
    NamedType{"group", Type::group},
    NamedType{"text", Type::text},
    NamedType{"verbatim", Type::verbatim},
    NamedType{"date", Type::date},
    NamedType{"date-time", Type::date_time},
    NamedType{"number", Type::number},
    NamedType{"decimal", Type::decimal},
    NamedType{"code", Type::code},
    NamedType{"yes-no", Type::yes_no},
    NamedType{"id", Type::id},
    NamedType{"reference", Type::reference},
    NamedType{"person", Type::person},
};
constexpr std::array composites{
    NamedType{"name", Type::name},
    NamedType{"address", Type::address},
    NamedType{"telecom", Type::telecom}};

template <std::size_t N>
std::optional<Type> type_of(std::string_view word, const std::array<NamedType, N>& among) {
  const auto found =
      std::find_if(among.begin(), among.end(), [&](const NamedType& t) { return t.word == word; });
  return found == among.end() ? std::nullopt : std::optional{found->type};
}

/// "a, b" or "a b" as pieces.
std::vector<std::string> pieces(std::string_view text, char separator) {
  std::vector<std::string> all;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    auto piece = text.substr(0, end);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (!piece.empty()) all.emplace_back(piece);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

class Reading {
 public:
  explicit Reading(Diagnostics& out) : out_{out} {}

  Vocabulary vocabulary(const Entry& page) {
    page.knows({}, {"list", "type", "translation", "element"});
    Vocabulary read;
    page.for_each("list", [&](const Entry& from) { read.lists->push_back(list(from)); });
    lists_ = read.lists.get();
    page.for_each("type", [&](const Entry& type) {
      type.knows({"name", "is", "fhir"}, {"attribute", "element"});
      Term declared{.name = std::string{type.need("name")}};
      declared.type = type_of(type.need("is"), composites).value_or(Type::group);
      if (declared.type == Type::group) out_.error(messages::no_composite, type.span("is"));
      declared.fhir = type.get("fhir");
      children(type, declared);
      types_.push_back(std::move(declared));
    });
    page.for_each("translation", [&](const Entry& from) { read.translation = term(from); });
    bool found = false;
    page.for_each("element", [&](const Entry& root) {
      if (found) out_.error(messages::second_root, root.span());
      found = true;
      read.root = term(root);
    });
    if (!found) out_.error(messages::root_missing, page.span());
    // What codes were taken of has done its part.
    std::erase_if(*read.lists, [&](const List& each) {
      return std::ranges::find(of_codes_, each.name) != of_codes_.end();
    });
    return read;
  }

 private:
  Term term(const Entry& from) {
    from.knows(
        {"name",
         "type",
         "least",
         "most",
         "text",
         "to",
         "from",
         "up-to",
         "about",
         "example",
         "instead-of",
         "unprinted",
         "happened",
         "also",
         "list",
         "others",
         "translated",
         "fhir"},
        {"attribute", "element", "code"}
    );
    Term read{
        .name = std::string{from.need("name")},
        .is_attribute = from.element().name() == "attribute"};
    read.least = from.number("least", 0);
    read.most = from.get("most") == "many" ? 0 : from.number("most", 1);
    read.has_text = from.yes("text");
    read.is_translated = from.yes("translated");
    read.lowest = from.number("from", 0);
    read.highest = from.number("up-to", 0);
    read.description = from.need("about");
    read.example = from.get("example");
    read.fhir = from.get("fhir");
    read.instead_of = from.get("instead-of");
    read.unprinted = from.get("unprinted");
    read.has_happened = from.yes("happened");
    read.also = pieces(from.get("also"), ',');
    type(from, read);
    reference(from, read);
    spellings(from, read);
    from.for_each("code", [&](const Entry& one) { read.codes.push_back(code(one)); });
    take_listed_codes(read);
    if ((read.type == Type::code) == read.codes.empty()) {
      out_.error(messages::codes_without_type, from.span());
    }
    children(from, read);
    return read;
  }

  void type(const Entry& from, Term& read) {
    const std::string_view word =
        from.get("type").empty() ? (read.is_attribute ? "text" : "group") : from.get("type");
    const auto composite =
        std::find_if(types_.begin(), types_.end(), [&](const Term& t) { return t.name == word; });
    if (composite != types_.end()) {
      read.type = composite->type;
      read.children = composite->children;
      return;
    }
    if (const auto plain = type_of(word, type_words)) {
      read.type = *plain;
      return;
    }
    std::vector<std::string_view> words;
    for (const auto& t : type_words) words.push_back(t.word);
    for (const auto& t : types_) words.push_back(t.name);
    out_.error(messages::unknown_type(word), from.span("type"), suggestion(word, words));
  }

  List list(const Entry& from) {
    from.knows({"name", "said"}, {"code"});
    List read{.name = std::string{from.need("name")}, .is_said = from.yes("said")};
    from.for_each("code", [&](const Entry& one) { read.codes.push_back(code(one)); });
    return read;
  }
  /// The list of a text is named; of yes, no and unknown there is one.
  void spellings(const Entry& from, Term& read) {
    read.list_name = read.type == Type::yes_no ? "yes-no" : from.get("list");
    read.has_other_words = from.yes("others");
    std::vector<std::string_view> names;
    for (const List& known : *lists_) names.push_back(known.name);
    const bool known = std::ranges::find(names, read.list_name) != names.end();
    if (known || read.list_name.empty() || read.type == Type::yes_no) return;
    out_.error(
        messages::unknown_list(read.list_name), from.span("list"), suggestion(read.list_name, names)
    );
  }

  /// Codes that stand in several places are a list, said once.
  void take_listed_codes(Term& read) {
    if (read.type != Type::code || !read.codes.empty()) return;
    const auto named = std::ranges::find(*lists_, read.list_name, &List::name);
    if (named == lists_->end()) return;
    read.codes = named->codes;
    of_codes_.push_back(std::move(read.list_name));
    read.list_name.clear();
  }

  void reference(const Entry& from, Term& read) {
    const auto to = from.get("to");
    read.of_question_bank = to == "question-bank";
    read.has_opinion = to == "opinion";
    if (read.type == Type::reference) read.refers_to = read.has_opinion ? "provider" : to;
    const bool fits = read.type == Type::reference ? !to.empty() && !read.of_question_bank
                                                   : to.empty() || read.of_question_bank;
    if (!fits) out_.error(messages::reference_without_target, from.span("to"));
  }

  Code code(const Entry& from) {
    Code read{.value = std::string{from.need("value")}};
    for (const auto& a : from.element().attributes()) {
      if (a.name == "value") continue;
      if (a.name == "also") {
        read.also = pieces(a.value, ',');
      } else if (a.name == "words") {
        read.condition_words = pieces(a.value, ',');
      } else if (a.name == "but") {
        read.other_phrases = pieces(a.value, ',');
      } else if (a.name == "icd") {
        read.condition_codes = pieces(a.value, ' ');
      } else {
        read.labels.emplace_back(a.name, a.value);
      }
    }
    from.need(language_tag::english);
    return read;
  }

  void children(const Entry& from, Term& parent) {
    const auto add = [&](const Entry& one) {
      const auto name = one.get("name");
      const bool twice =
          std::any_of(parent.children.begin(), parent.children.end(), [&](const Term& t) {
            return t.name == name;
          });
      if (twice) out_.error(messages::declared_twice(name, parent.name), one.span("name"));
      parent.children.push_back(term(one));
    };
    from.for_each("attribute", add);
    from.for_each("element", add);
    for (const Term& t : parent.children) {
      const bool known = t.instead_of.empty() || parent.child(t.instead_of, true) ||
                         parent.child(t.instead_of, false);
      if (!known)
        out_.error(messages::stands_for_nothing(parent.name, t.instead_of, t.name), from.span());
    }
  }

  std::vector<std::string> of_codes_;  ///< lists that stand in the place of codes
  Diagnostics& out_;
  const std::vector<List>* lists_ = nullptr;
  std::vector<Term> types_;
};

}  // namespace

Vocabulary read_vocabulary(const xml::Tree& tree, Diagnostics& out) {
  Vocabulary read = Reading{out}.vocabulary(Entry{tree.root(), out});
  bind_lists(read);
  return read;
}

namespace {

void bind_lists(Term& term, const Vocabulary& vocabulary) {
  term.list = vocabulary.list(term.list_name);
  for (Term& child : term.children) bind_lists(child, vocabulary);
}

}  // namespace

void bind_lists(Vocabulary& vocabulary) {
  bind_lists(vocabulary.root, vocabulary);
  bind_lists(vocabulary.translation, vocabulary);
}

const Term* Vocabulary::inside(const Term& parent, std::string_view name, bool attribute) const {
  const bool is_translation = !attribute && name == translation.name && parent.has_translations();
  return is_translation ? &translation : parent.child(name, attribute);
}

const List* Vocabulary::list(std::string_view name) const {
  const auto found = std::ranges::find(*lists, name, &List::name);
  return found == lists->end() ? nullptr : &*found;
}

const List& Vocabulary::languages() const {
  static const List none;
  const List* languages = list("language");
  return languages ? *languages : none;
}

}  // namespace engine::vocabulary
