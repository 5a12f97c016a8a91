#include "engine/kind/snapshot.hpp"

#include <cstring>
#include <type_traits>

namespace engine::kind {

namespace {

// The parts of each structure, named once for both ways. Where a span points to is said by
// `restore`.
template <class T, class Whole>
concept Part = std::is_same_v<std::remove_const_t<T>, Whole>;

void parts(auto& way, Part<Words> auto& it) {
  way(it.by_language);
}
void parts(auto& way, Part<vocabulary::Code> auto& it) {
  way(it.value, it.labels, it.also, it.condition_words, it.condition_codes, it.other_phrases);
}
void parts(auto& way, Part<vocabulary::List> auto& it) {
  way(it.name, it.is_said, it.codes);
}
void parts(auto& way, Part<vocabulary::Term> auto& it) {
  way(it.name, it.is_attribute, it.type, it.least, it.most, it.has_text, it.is_translated);
  way(it.codes,
      it.refers_to,
      it.has_opinion,
      it.of_question_bank,
      it.lowest,
      it.highest,
      it.description,
      it.example,
      it.unprinted,
      it.has_happened);
  way(it.fhir, it.instead_of, it.list_name, it.has_other_words, it.also, it.children);
}
void parts(auto& way, Part<Need> auto& it) {
  way(it.fact, it.when_absent, it.required_by_law, it.rule, it.label, it.span);
}
void parts(auto& way, Part<Condition::Term> auto& it) {
  way(it.fact, it.absent);
}
void parts(auto& way, Part<Condition> auto& it) {
  way(it.any_of);
}
void parts(auto& way, Part<Proof> auto& it) {
  way(it.rule, it.label, it.says, it.facts, it.when, it.span);
}
void parts(auto& way, Part<Kind> auto& it) {
  way(it.name, it.title, it.discreet_title, it.purpose, it.reader, it.living, it.stages, it.each);
  way(it.about_forms,
      it.about,
      it.when,
      it.keep_when,
      it.send_when,
      it.discreet_when,
      it.why,
      it.when_not);
  way(it.refuse, it.made_last);
  way(it.of_records,
      it.lists_records,
      it.of_run,
      it.is_separator,
      it.needs,
      it.proofs,
      it.span,
      it.task);
}
void parts(auto& way, Part<Section> auto& it) {
  way(it.id, it.title, it.first, it.end);
}
void parts(auto& way, Part<Place> auto& it) {
  way(it.when_asked, it.stages, it.or_when, it.not_when, it.span);
}
void parts(auto& way, Part<Set> auto& it) {
  way(it.name,
      it.title,
      it.purpose,
      it.cover,
      it.tab,
      it.of,
      it.keep,
      it.whole,
      it.kinds,
      it.places,
      it.sections);
}
void parts(auto& way, Part<BankQuestion> auto& it) {
  way(it.id, it.category, it.text, it.for_another, it.unsaid);
  way(it.unsaid_for_another, it.of_several, it.for_a_review);
}
void parts(auto& way, Part<Categories> auto& it) {
  way(it.every, it.some);
}
void parts(auto& way, Part<MinorSigns> auto& it) {
  way(it.about, it.from, it.alone, it.only, it.read);
}
void parts(auto& way, Part<StateSays> auto& it) {
  way(it.about, it.words);
}
void parts(auto& way, Part<StateRule> auto& it) {
  way(it.state, it.name, it.least_points, it.most_months, it.calendar_date, it.witness);
  way(it.consent_for,
      it.own_signature,
      it.minors,
      it.statements,
      it.forms,
      it.record_fee,
      it.record_time,
      it.record_time_source);
  way(it.source, it.checked, it.taking_back, it.no_whole_record, it.between_doctors);
}
void parts(auto& way, Part<RecordingRule> auto& it) {
  way(it.state, it.name, it.all_must_agree, it.all_must_agree_on_calls, it.source, it.checked);
}
void parts(auto& way, Part<TemplateSet> auto& it) {
  way(*it.vocabulary.lists,
      it.vocabulary.root,
      it.vocabulary.translation,
      it.kinds,
      it.sets,
      it.questions,
      it.states,
      it.recording,
      it.words);
}

/// Numbers as the machine has them: a pack is read where it was made, or on a machine of its kind.
template <class T>
concept Number = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Writing {
 public:
  template <class... T>
  void operator()(const T&... each) {
    (write(each), ...);
  }
  std::string bytes;

 private:
  template <Number T>
  void write(const T& number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void write_size(std::size_t size) { write(static_cast<std::uint32_t>(size)); }
  void write(const std::string& text) {
    write_size(text.size());
    bytes += text;
  }
  void write(const Span& span) { (*this)(span.begin, span.end); }
  template <class A, class B>
  void write(const std::pair<A, B>& both) {
    (*this)(both.first, both.second);
  }
  template <class T>
  void write(const std::vector<T>& all) {
    write_size(all.size());
    for (const T& one : all) write(one);
  }
  template <class K, class T, class Less>
  void write(const std::map<K, T, Less>& all) {
    write_size(all.size());
    for (const auto& one : all) write(one);
  }
  template <class T>
  void write(const T& structure) {
    parts(*this, structure);
  }
};

class Reading {
 public:
  explicit Reading(std::string_view bytes) : left_{bytes} {}
  template <class... T>
  void operator()(T&... each) {
    (read(each), ...);
  }
  bool is_done() const { return good_ && left_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    good_ = good_ && size <= left_.size();
    if (!good_) return {};
    const auto taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  template <Number T>
  void read(T& number) {
    const auto bytes = take(sizeof number);
    if (good_) std::memcpy(&number, bytes.data(), sizeof number);
  }
  /// How many follow, each of a byte at least.
  std::size_t read_size() {
    std::uint32_t size = 0;
    read(size);
    good_ = good_ && size <= left_.size();
    return good_ ? size : 0;
  }
  void read(std::string& text) { text = take(read_size()); }
  void read(Span& span) { (*this)(span.begin, span.end); }
  template <class A, class B>
  void read(std::pair<A, B>& both) {
    (*this)(both.first, both.second);
  }
  template <class T>
  void read(std::vector<T>& all) {
    all.resize(read_size());
    for (T& one : all) read(one);
  }
  template <class K, class T, class Less>
  void read(std::map<K, T, Less>& all) {
    for (std::size_t left = read_size(); good_ && left > 0; --left) {
      std::pair<K, T> one;
      read(one);
      all.insert(all.end(), std::move(one));
    }
  }
  template <class T>
  void read(T& structure) {
    parts(*this, structure);
  }

  std::string_view left_;
  bool good_ = true;
};

}  // namespace

std::string snapshot(const TemplateSet& template_set) {
  Writing way;
  parts(way, template_set);
  return std::move(way.bytes);
}

bool restore(std::string_view bytes, TemplateSet& template_set) {
  Reading way{bytes};
  parts(way, template_set);
  if (!way.is_done()) return false;
  vocabulary::bind_lists(template_set.vocabulary);
  for (Kind& kind : template_set.kinds) {  // what it and its parts say stands in one file
    const Source* const file = template_set.file(kind.name + "/kind.xml");
    kind.span.source = file;
    for (Need& need : kind.needs) need.span.source = file;
    for (Proof& proof : kind.proofs) proof.span.source = file;
  }
  return true;
}

}  // namespace engine::kind
