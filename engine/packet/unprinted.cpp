#include "engine/facts/formats.hpp"
#include "engine/packet/job.hpp"
#include "engine/packet/messages.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>
#include <array>

namespace engine::packet {

namespace {

using casefile::Entry;
using vocabulary::Type;

/// The words of a text as they are compared: small letters, one blank between two of them.
class Words {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      const bool blank = is_space(c);
      if (!blank) words_ += lowered(c);
      if (blank && !words_.empty() && words_.back() != ' ') words_ += ' ';
    }
  }
  void part() { add(" "); }
  std::string take() {
    if (!words_.empty() && words_.back() == ' ') words_.pop_back();
    return std::move(words_);
  }

 private:
  std::string words_;
};

std::string words_of(std::string_view text) {
  Words words;
  words.add(text);
  return words.take();
}

/// A sentence that is made of a text may do without its last mark.
std::string needle_of(std::string_view text) {
  std::string words = words_of(text);
  while (facts::may_give_way(words)) {
    unsigned char last = 0;
    do {
      last = static_cast<unsigned char>(words.back());
      words.pop_back();
    } while ((last & 0xC0) == 0x80);
  }
  return words;
}

/// What markup writes for a character.
struct Written {
  std::string_view as, character;
};
constexpr std::array entities{
    Written{"&amp;", "&"},
    Written{"&lt;", "<"},
    Written{"&gt;", ">"},
    Written{"&quot;", "\""},
    Written{"&apos;", "'"},
    Written{"&#160;", " "}};

std::string decoded(std::string_view markup) {
  std::string text;
  for (std::size_t at = 0; at < markup.size();) {
    const auto found = std::ranges::find_if(entities, [&](const Written& entity) {
      return markup.substr(at).starts_with(entity.as);
    });
    text += found == entities.end() ? markup.substr(at, 1) : found->character;
    at += found == entities.end() ? 1 : found->as.size();
  }
  return text;
}

/// The values of a tag's attributes: labels and names beside a line are printed too. The title of a
/// document is no word of its pages.
void add_attributes(std::string_view tag, Words& words) {
  if (tag.starts_with("document")) return;
  for (auto open = tag.find('"'); open != tag.npos;) {
    const auto close = std::min(tag.find('"', open + 1), tag.size());
    words.part();
    words.add(decoded(tag.substr(open + 1, close - open - 1)));
    open = tag.find('"', std::min(close + 1, tag.size()));
  }
}

void add_markup(std::string_view markup, Words& words) {
  while (!markup.empty()) {
    const auto open = std::min(markup.find('<'), markup.size());
    words.add(decoded(markup.substr(0, open)));
    words.part();
    const bool is_comment = markup.substr(open).starts_with("<!--");
    const std::string_view end = is_comment ? "-->" : ">";
    const auto close = std::min(markup.find(end, open), markup.size());
    if (!is_comment && open < markup.size())
      add_attributes(markup.substr(open + 1, close - std::min(close, open + 1)), words);
    words.part();
    markup.remove_prefix(std::min(close + end.size(), markup.size()));
  }
}

bool is_of_word(char c) {
  return is_letter(c) || is_digit(c);
}

/// A short value is found where it stands by itself: 4 is not in 40.
bool holds(std::string_view text, std::string_view needle) {
  constexpr std::size_t short_value = 4;
  for (auto at = text.find(needle); at != text.npos; at = text.find(needle, at + 1)) {
    if (needle.size() > short_value) return true;
    const auto end = at + needle.size();
    if ((at == 0 || !is_of_word(text[at - 1])) && (end == text.size() || !is_of_word(text[end])))
      return true;
  }
  return false;
}

/// A name has its title or its degree, never both: then it is printed as it is composed.
void add_composed(
    const Entry& entry,
    const Entry& name,
    std::span<const facts::Language* const> languages,
    std::vector<std::string>& needles
) {
  if (entry.term->name == "text") needles.push_back(words_of(facts::full_name(name)));
  if (entry.term->name != "prefix" || !name.text("text").empty()) return;
  const std::string untitled = facts::name_with_suffix(name);
  for (const facts::Language* in : languages) {
    if (facts::titled_name(*in, name) == untitled) needles.push_back(words_of(untitled));
  }
}

/// How a value may stand on a paper, in any of the languages. Nothing for what is not looked for.
/// `owner` is the element it stands in, if that is known.
std::vector<std::string> needles_of(
    const Entry& entry, const Entry* owner, std::span<const facts::Language* const> languages
) {
  std::vector<std::string> needles;
  const auto add_date = [&](Date date) {
    needles.push_back(date.iso());
    for (const facts::Language* in : languages) {
      needles.push_back(words_of(facts::long_date(*in, date)));
      needles.push_back(words_of(facts::short_date(*in, date)));
    }
  };
  if (const Date* date = entry.date()) add_date(*date);
  if (const auto* at = std::get_if<casefile::DateTime>(&entry.value)) add_date(at->date);
  if (const auto* number = std::get_if<long long>(&entry.value))
    needles.push_back(std::to_string(*number));
  if (const auto* text = std::get_if<std::string>(&entry.value)) {
    needles.push_back(needle_of(*text));
    for (const facts::Language* in : languages)
      needles.push_back(needle_of(facts::said_text(*in, *entry.term, *text)));
    if (entry.term->name == "prefix") {
      for (const facts::Language* in : languages) {
        for (const std::string& title : facts::titles_said(*in, *text))
          needles.push_back(needle_of(title));
      }
    }
    if (entry.term->name == "timeZone") {
      for (const facts::Language* in : languages)
        needles.push_back(words_of(facts::zone_name(*in, *text)));
    }
  }
  if (owner && owner->term->type == Type::name) add_composed(entry, *owner, languages, needles);
  std::erase(needles, "");
  return needles;
}

struct Search {
  const Job& job;
  Diagnostics& out;
  std::string printed;
  std::vector<const facts::Language*> languages;

  void look_for(const Entry& entry, const Entry* owner) const {
    job.worker.budget->check();
    const auto needles = needles_of(entry, owner, languages);
    const bool found =
        needles.empty() || is_printed(needles) || is_printed_translated(entry, owner);
    if (!found && entry.term->unprinted.empty()) tell(entry, owner);
    for (const Entry& part : entry.entries) {
      if (is_translation(part))
        look_for_papers_in(part);
      else
        look_for(part, &entry);
    }
  }

  bool is_printed(const std::vector<std::string>& needles) const {
    return std::ranges::any_of(needles, [&](const auto& needle) { return holds(printed, needle); });
  }

  bool is_translation(const Entry& entry) const {
    return entry.term == &job.template_set().vocabulary.translation;
  }
  /// Papers have the words of their own language.
  bool is_printed_translated(const Entry& entry, const Entry* owner) const {
    const bool is_attribute = entry.term->is_attribute && owner;
    const Entry& holder = is_attribute ? *owner : entry;
    return std::ranges::any_of(holder.entries, [&](const Entry& part) {
      return is_translation(part) &&
             part.text("of") == (is_attribute ? std::string_view{entry.term->name} : "") &&
             is_printed(needles_of(part, nullptr, languages));
    });
  }
  /// A translation waits for whoever asks for papers in its language, if there are any.
  void look_for_papers_in(const Entry& translation) const {
    const std::string_view tag = translation.text("language");
    const bool written = std::ranges::any_of(job.template_set().kinds, [&](const kind::Kind& kind) {
      return job.worker.templates.has(kind.name, primary_language(tag));
    });
    if (written) return;
    const auto name = vocabulary::language_name(
        tag, language_tag::english, job.template_set().vocabulary.languages()
    );
    out.warn(
        messages::printed_in_no_paper(name.empty() ? tag : name),
        translation.span,
        {"nothing is written in that language yet"}
    );
  }

  void tell(const Entry& entry, const Entry* owner) const {
    const bool is_part_of_name =
        owner && owner->term->type == Type::name && !owner->text("text").empty();
    const std::string& name = entry.term->name;
    out.warn(
        messages::printed_nowhere(entry.term->is_attribute ? name : tagged(name)),
        entry.span,
        {is_part_of_name ? "the <text> of this name is printed instead: say all of it there"
                         : "what would say it is not made, or says something else instead: "
                           "carepacket check --explain --set " +
                               job.set.name + " tells of each paper why it is there or not"}
    );
  }
};

}  // namespace

void tell_unprinted(const Job& job, const Plan& plan, Diagnostics& out) {
  Words printed;
  for (const Paper& paper : plan.papers) add_markup(paper.markup->text(), printed);
  const Search search{job, out, printed.take(), {job.facts.in.get(), job.english->in.get()}};
  search.look_for(job.known.root(), nullptr);
}

}  // namespace engine::packet
