#include "engine/casefile/advice.hpp"
#include "engine/casefile/casefile.hpp"
#include "engine/casefile/characters.hpp"
#include "engine/casefile/messages.hpp"
#include "engine/casefile/reading.hpp"
#include "engine/casefile/values.hpp"
#include "engine/casefile/words.hpp"
#include "engine/vocabulary/messages.hpp"
#include "engine/vocabulary/spelling.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <tuple>

namespace engine::casefile {

namespace {

using vocabulary::Term;
using vocabulary::Type;

class Reading {
 public:
  Reading(const ReadOptions& options, Diagnostics& out)
      : vocabulary_{*options.vocabulary},
        root_term_{options.vocabulary->root},
        drawn_from_{options.drawn_from},
        budget_{*options.budget},
        letters_{options.letters},
        as_of_{options.as_of},
        out_{out} {}

  Draft draft;

  void whole(const xml::Element& root) {
    *draft.root = {.term = &root_term_, .span = root.span()};
    const auto* is_draft = root.attribute("draft");
    is_draft_ = is_draft && trimmed(is_draft->value) == "yes";
    is_of_one_ = !drawn_from_.empty() && root.child(drawn_from_);
    contents(root, *draft.root);
  }
  bool enough() const { return out_.errors() >= most_errors; }

  /// Every ___.
  std::span<const Span> blanks() const { return blanks_; }

 private:
  /// How much was read up to the begin of an element, to tell afterwards whether anybody filled it
  /// in.
  struct Mark {
    std::size_t blanks, written, references, ids;
  };
  Mark mark() const {
    return {blanks_.size(), written_, draft.references.size(), draft.ids.size()};
  }
  /// It holds the mark ___ and nothing a person wrote: what kind of thing it is, its id and whom it
  /// points to were there before.
  bool is_unfilled_since(const Mark& begin) const {
    return blanks_.size() > begin.blanks && written_ == begin.written;
  }

  /// What an element was given so far.
  struct Given {
    std::size_t counts = 0;  ///< where its part of counts_ begins: how often each child was given
    std::size_t last = 0;    ///< the child given last
    const xml::Element* from = nullptr;
  };

  /// Attributes and children of an element. Entries never move once they are here: there is room
  /// for all.
  void contents(const xml::Element& from, Entry& entry) {
    const Mark begin = mark();
    const auto told = out_.mark();
    const Term& term = *entry.term;
    const auto& nodes = from.tree().nodes;
    auto room = from.attributes().size();
    bool has_text = false;
    for (auto i = from.first_child(); i != xml::Node::none; i = nodes[i].next) {
      has_text |= nodes[i].is_text();
      ++room;
      // What stands in an element around a list is read as if that were not there.
      if (!nodes[i].is_text() && !term.child(nodes[i].name, false))
        room += children_of({from.tree(), i});
    }
    const bool is_root = &entry == draft.root.get();
    entry.entries.reserve(room + (is_root && as_of_ ? 1 : 0));

    Given given{counts_.size(), 0, &from};
    counts_.resize(given.counts + term.children.size());
    for (const auto& a : from.attributes()) attribute(a, entry, given);
    for (auto i = from.first_child(); i != xml::Node::none; i = nodes[i].next) {
      if (!nodes[i].is_text()) element({from.tree(), i}, entry, given);
    }
    if (has_text) text(from, entry, given);
    if (is_root && as_of_) stand_in_as_of(entry, given);
    if (is_root || !is_unfilled_since(begin)) {
      tell_missing(entry, given);
      // What is wrong inside of it says already why it has no words.
      if (term.type == Type::name && !out_.reported_since(told)) check_name(entry);
    }
    counts_.resize(given.counts);
    while (!unfilled_.empty() && unfilled_.back().count >= given.counts) unfilled_.pop_back();
  }

  /// The day that was asked for is that of a case which does not say one, such as a row of a table.
  void stand_in_as_of(Entry& root, Given& given) {
    const Term* term = find(root_term_, "asOf", false, given);
    if (!term || counts_[given.counts + given.last] > 0) return;
    ++counts_[given.counts + given.last];
    root.entries.push_back({.term = term, .span = root.span, .value = *as_of_});
  }

  void attribute(const xml::Attribute& a, Entry& parent, Given& given) {
    if (enough() || is_of_schema(a.name)) return;
    const Term* term = find(*parent.term, a.name, true, given);
    if (!term) return unknown_attribute(a, parent, given);
    attribute_as(*term, a, parent, given);
  }
  void attribute_as(const Term& term_of, const xml::Attribute& a, Entry& parent, Given& given) {
    const Term* term = &term_of;
    if (is_blank_mark(a.value)) return leave_blank(a.span, given);
    ++counts_[given.counts + given.last];
    if (term->is_attribute) count_as_written(*term);
    Entry& entry = parent.entries.emplace_back(Entry{.term = term, .span = a.span});
    if (is_too_long(a.value, a.span, out_)) return;
    std::string value = printable_value(collapsed(a.value), false, letters_, a.span, out_);
    if (value.empty()) {
      out_.error(
          messages::attribute_empty(term->name), a.name_span, {"leave it out, or fill it in"}
      );
    } else {
      take(entry, std::move(value), a.span, &parent);
    }
  }

  void element(const xml::Element& from, Entry& parent, Given& given) {
    budget_.check();
    if (enough()) return;
    const Term* term = find(*parent.term, from.name(), false, given);
    if (!term) {
      if (const Term* other = vocabulary_.inside(*parent.term, from.name(), false))
        return translation(from, *other, parent);
      return unknown_element(from, parent, given);
    }
    element_as(*term, from, parent, given);
  }
  void element_as(const Term& term_of, const xml::Element& from, Entry& parent, Given& given) {
    const Term* term = &term_of;
    const int count = ++counts_[given.counts + given.last];
    if (term->most != 0 && count > term->most) {
      out_.error(
          term->most == 1
              ? messages::second_element(tag_of(*term), tag_of(*parent.term))
              : messages::too_many_elements(term->most, tag_of(*term), tag_of(*parent.term)),
          from.span(),
          {term->most == 1
               ? one_at_most(*parent.term)
               : tag_of(*parent.term) + " has " + std::to_string(term->most) + " at most"}
      );
    }
    const Mark begin = mark();
    const std::size_t number = given.counts + given.last;
    Entry& entry = parent.entries.emplace_back(Entry{.term = term, .span = from.span()});
    contents(from, entry);
    if (is_unfilled_since(begin)) return take_back(parent, begin, number);
    if (is_given_by_code(entry)) ++written_;
    // An element that is there and empty is still to be filled in; what a case cannot do without
    // must be.
    const bool empty = std::holds_alternative<std::monostate>(entry.value) && !failed_;
    failed_ = false;
    if (term->holds_text() && empty && term->least > 0)
      out_.error(messages::element_empty(tag_of(*term)), entry.span, needed_hint(*term));
    if (as_of_ && &parent == draft.root.get() && term->name == "asOf") entry.value = *as_of_;
  }

  /// What to do with the second of something: an element that there may be many of is begun again.
  static std::string one_at_most(const Term& parent) {
    const std::string only = tag_of(parent) + " has one at most: take one out";
    return parent.most == 0 ? only + ", or write another " + tag_of(parent) : only;
  }

  void translation(const xml::Element& from, const Term& term, Entry& parent) {
    const std::size_t blanks = blanks_.size(), written = written_;
    contents(from, parent.entries.emplace_back(Entry{.term = &term, .span = from.span()}));
    failed_ = false;
    if (blanks_.size() == blanks) {
      draft.is_translated = true;
    } else {
      parent.entries.pop_back();
      written_ = written;
    }
  }

  /// A value that is still ___ is as good as none.
  void leave_blank(Span at, const Given& given) {
    blanks_.push_back(at);
    unfilled_.push_back({given.counts + given.last, at});
  }
  /// Takes an element that nobody has filled in out of the case, with its ids: what points to one
  /// points to nobody (resolve).
  void take_back(Entry& parent, const Mark& begin, std::size_t number) {
    draft.references.resize(begin.references);
    for (std::size_t i = begin.ids; i < draft.ids.size(); ++i)
      draft.unfilled_ids.emplace_back(draft.ids[i].id);
    draft.ids.resize(begin.ids);
    parent.entries.pop_back();
    --counts_[number];
    unfilled_.push_back({number, blanks_[begin.blanks]});
  }
  /// Attributes that say what kind of thing an element is, and whom it concerns, stand in a starter
  /// as well; so does the number of a question.
  void count_as_written(const Term& attribute) {
    const bool stands_in_starter = attribute.type == Type::code || attribute.type == Type::yes_no ||
                                   attribute.type == Type::number || attribute.type == Type::id ||
                                   attribute.type == Type::reference;
    if (!stands_in_starter) ++written_;
  }
  /// An element of attributes alone says what it says by its codes: <item type="laboratory"/>.
  static bool is_given_by_code(const Entry& entry) {
    const auto& all = entry.entries;
    return std::holds_alternative<std::monostate>(entry.value) &&
           std::ranges::all_of(all, [](const Entry& e) { return e.term->is_attribute; }) &&
           std::ranges::any_of(all, [](const Entry& e) {
             return e.term->type == Type::code || e.term->type == Type::yes_no;
           });
  }

  /// Text between the tags of an element: its value, or (told) what does not belong there.
  void text(const xml::Element& from, Entry& entry, Given& given) {
    const bool keeps_lines = entry.term->type == Type::verbatim;
    Words found = words_of(from, keeps_lines);
    if (entry.term->holds_text() && is_blank_mark(found.value)) {
      blanks_.push_back(found.span);
      return;
    }
    if ((failed_ = is_too_long(found.value, found.span, out_))) return;
    found.value = printable_value(std::move(found.value), keeps_lines, letters_, found.span, out_);
    if (found.value.empty()) return;
    ++written_;
    if (entry.term->holds_text()) {
      entry.span = found.span;
      take(entry, std::move(found.value), found.span, nullptr);
    } else {
      out_.error(
          messages::text_not_expected(tag_of(*entry.term)),
          found.span,
          {home_of_words(*entry.term, root_term_, found.value)}
      );
      if (const Term* home = element_of_words(*entry.term);
          home && has_place_for(*home, *entry.term, given)) {
        ++counts_[given.counts + given.last];
        Entry& words = entry.entries.emplace_back(Entry{.term = home, .span = found.span});
        take(words, std::move(found.value), found.span, nullptr);
      }
    }
  }

  void take(Entry& entry, std::string value, Span at, const Entry* owner) {
    if (entry.term->type == Type::reference) draft.references.push_back({&entry, value});
    auto read = read_value(*entry.term, std::move(value), at, out_);
    failed_ = !read && !entry.term->is_attribute;
    if (!read) return;
    entry.value = *std::move(read);
    if (entry.term->type == Type::id && owner != draft.root.get()) take_id(entry, owner, at);
  }
  /// The case's own id names files and has a stricter rule (check.cpp); nothing refers to it.
  void take_id(const Entry& id, const Entry* owner, Span at) {
    if (id.text().find(' ') != std::string_view::npos) {
      out_.error(
          messages::no_id(quoted_value(id.text())),
          at,
          {"an id is one word, such as okafor or records-1"}
      );
    } else {
      draft.ids.push_back({id.text(), owner, at});
    }
  }

  /// Attributes that tie a file to its schema (XML Schema part 1 §2.6) say nothing of the case.
  static bool is_of_schema(std::string_view name) {
    return name == "xmlns:xsi" || name.starts_with("xsi:");
  }

  /// Files mostly follow the order of the page: the search goes on where the last one in this
  /// element ended.
  static const Term* find(const Term& parent, std::string_view name, bool attribute, Given& given) {
    const auto& terms = parent.children;
    for (std::size_t i = 0, at = given.last; i < terms.size(); ++i, ++at) {
      if (at == terms.size()) at = 0;
      if (terms[at].name != name || terms[at].is_attribute != attribute) continue;
      given.last = at;
      return &terms[at];
    }
    return nullptr;
  }

  /// What a draft is still to be told: whose it is, what it is about, who the doctors are.
  static bool may_lack(const Term& term, const Term& child) {
    return child.name == "condition" || child.name == "provider" ||
           (child.name == "name" && term.name == "patient");
  }

  /// What papers that are drawn from one element do not need: whose they are and about what.
  static bool is_of_patient(const Term& child) {
    return child.name == "patient" || child.name == "provider" || child.name == "condition" ||
           child.name == "id";
  }

  void tell_missing(const Entry& entry, const Given& given) {
    const Term& term = *entry.term;
    for (std::size_t i = 0; i < term.children.size(); ++i) {
      const Term& child = term.children[i];
      if (counts_[given.counts + i] >= child.least || enough()) continue;
      if (is_draft_ && may_lack(term, child)) continue;  // told by check_draft
      if (is_of_one_ && &term == &root_term_ && is_of_patient(child)) continue;
      const auto blank = std::ranges::find(unfilled_, given.counts + i, &Unfilled::count);
      if (blank != unfilled_.end()) {
        out_.error(
            messages::needed_and_unfilled(child.is_attribute ? child.name : tag_of(child)),
            blank->at,
            {"put your own words in the place of ___"}
        );
        continue;
      }
      out_.error(
          child.is_attribute ? messages::attribute_missing(tag_of(term), child.name)
                             : messages::element_missing(tag_of(term), tag_of(child)),
          entry.span,
          needed_hint(child)
      );
    }
  }
  void check_name(const Entry& name) {
    const bool known =
        !name.text("text").empty() || !name.text("given").empty() || !name.text("family").empty();
    if (known) return;
    out_.error(
        messages::name_without_words,
        name.span,
        {"write <name><text>Elena Rivera</text></name>, or its <given> and <family>"}
    );
  }

  /// Told, and read as what was probably meant, so that what is wrong with its value is told too.
  void unknown_attribute(const xml::Attribute& a, Entry& parent, Given& given) {
    const Term& owner = *parent.term;
    out_.error(
        vocabulary::messages::case_unknown_attribute(a.name, tag_of(owner)),
        a.name_span,
        name_hints(a.name, owner, vocabulary_, true)
    );
    const Term* meant = probably_meant(a.name, owner, true);
    if (!meant || !has_place_for(*meant, owner, given)) return;
    if (meant->is_attribute || meant->holds_text())
      attribute_as(*meant, a, parent, given);
    else
      ++counts_[given.counts + given.last];
  }
  void unknown_element(const xml::Element& from, Entry& parent, Given& given) {
    const Term& owner = *parent.term;
    const bool wraps = is_wrapper(from, owner);
    out_.error(
        vocabulary::messages::case_unknown_element(tagged(from.name()), tag_of(owner)),
        from.span(),
        wraps ? wrapper_hints(from, owner) : name_hints(from.name(), owner, vocabulary_, false)
    );
    if (wraps) {
      from.for_each_child([&](const xml::Element& child) { element(child, parent, given); });
      return;
    }
    const Term* meant = probably_meant(from.name(), owner, false);
    if (!meant || !has_place_for(*meant, owner, given)) return;
    if (meant->is_attribute || has_elements(from) == meant->holds_text())
      ++counts_[given.counts + given.last];
    else
      element_as(*meant, from, parent, given);
  }
  /// One more of it may stand in that element, where none was written as it should be; `given` is
  /// then at it.
  bool has_place_for(const Term& meant, const Term& owner, Given& given) const {
    find(owner, meant.name, meant.is_attribute, given);
    if (meant.most == 0) return true;
    const bool is_there = meant.is_attribute ? given.from->attribute(meant.name) != nullptr
                                             : given.from->child(meant.name).has_value();
    return !is_there && counts_[given.counts + given.last] < meant.most;
  }

  const vocabulary::Vocabulary& vocabulary_;
  const Term& root_term_;
  std::string_view drawn_from_;
  const Budget& budget_;
  const Letters* letters_;
  std::optional<Date> as_of_;
  Diagnostics& out_;
  /// A child that is not filled in: its place in counts_, and where its first ___ stands.
  struct Unfilled {
    std::size_t count;
    Span at;
  };
  std::vector<Unfilled> unfilled_;
  std::vector<Span> blanks_;
  std::size_t written_ = 0;  ///< values that a person gave
  std::vector<int> counts_;  ///< how often each child of the elements we are in was given
  bool is_draft_ = false;
  bool is_of_one_ = false;  ///< the case has what alone is drawn from
  bool failed_ = false;     ///< the element just read had a value that was refused
};

std::optional<Reported> refuse_root(
    const xml::Element& root, const Term& expected, Diagnostics& out
) {
  if (root.name() == expected.name) return std::nullopt;
  if (root.name() == "cases") {
    return out.error(messages::many_cases, root.span(), {"make them with carepacket batch"});
  }
  return out.error(
      vocabulary::messages::case_wrong_root(tag_of(expected), tagged(root.name())),
      root.span(),
      {"the outermost element of a case is " + tag_of(expected)}
  );
}

/// Messages of each file in the order of its lines, so that it is mended from top to bottom; those
/// without a place come last.
void tell_in_order(Diagnostics&& found, Diagnostics& out) {
  std::vector<Diagnostic> all = found.all();
  std::ranges::stable_sort(all, {}, [](const Diagnostic& d) {
    return std::tuple{d.file.empty(), std::string_view{d.file}, d.line, d.column};
  });
  for (Diagnostic& told : all) out.add(std::move(told));
}

}  // namespace

Result<Case> read(const Source& source, const ReadOptions& options, Diagnostics& out) {
  Diagnostics found;
  const auto tree = xml::parse_past_faults(source, {.budget = options.budget}, found);
  if (!tree) {
    out.take(std::move(found));
    return tree.error();
  }
  if (const auto refused = refuse_root(tree->root(), options.vocabulary->root, out))
    return *refused;

  Reading reading{options, found};
  reading.whole(tree->root());
  tell_unfilled(reading.blanks(), found);
  resolve(reading.draft, options, found);
  bind_time_zones(*reading.draft.root);
  check(*reading.draft.root, found);
  check_sense(*reading.draft.root, found);
  check_colors(*reading.draft.root, found);
  check_draft(*reading.draft.root, found);
  if (reading.draft.is_translated) check_translations(*reading.draft.root, found);

  if (reading.enough()) {
    found.error(messages::more_mistakes(source.name()), {});
  }
  const auto wrong = found.reported();
  tell_in_order(std::move(found), out);
  if (wrong) return *wrong;
  Case known;
  known.root_ = std::move(reading.draft.root);
  known.is_translated_ = reading.draft.is_translated;
  return known;
}

}  // namespace engine::casefile
