#include "engine/doc/terms.hpp"
#include "engine/doc/words.hpp"
#include "engine/packet/job.hpp"
#include "engine/packet/messages.hpp"

#include <algorithm>

namespace engine::packet {

namespace tables = fill::tables;

namespace {

/// The words with each {name} replaced by the text of that fact.
std::string poured(std::string_view words, fill::Templates& templates, const fill::Scope& scope) {
  std::string text;
  for (std::size_t at = 0; at < words.size();) {
    const auto open = std::min(words.find('{', at), words.size());
    text += words.substr(at, open - at);
    if (open == words.size()) break;
    const auto close = std::min(words.find('}', open), words.size());
    text += fill::text_of(templates, scope, words.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return collapsed(text);
}

std::vector<std::string> words_in(
    const kind::Proof& proof,
    std::string_view language,
    fill::Templates& templates,
    const fill::Scope& scope
) {
  const auto in = [&](std::string_view wanted) {
    std::vector<std::string> words;
    for (const auto& [own, text] : proof.says) {
      if (own == wanted) words.push_back(poured(text, templates, scope));
    }
    return words;
  };
  auto words = in(language);
  return words.empty() ? in(language_tag::english) : words;
}

/// A few words from a place on, for the reader of the proof: as many as stand on its line, whole.
std::string excerpt(std::string_view read, std::size_t at) {
  constexpr std::size_t most = 44;
  // Bullets are drawn and not said: with them a page would cite less of its words than a file
  // without pages.
  constexpr std::string_view bullet = "• ";
  std::string own{read.substr(at, 2 * most)};
  for (auto found = own.find(bullet); found != own.npos; found = own.find(bullet, found))
    own.erase(found, bullet.size());
  // A page sets a mark behind bold words by itself, and its reader parts the two.
  for (const std::string_view mark : {" .", " ,", " :", " ;", " ?"}) {
    for (auto found = own.find(mark); found != own.npos; found = own.find(mark, found))
      own.erase(found, 1);
  }
  std::string_view rest = own;
  if (rest.size() <= most) return collapsed(rest);
  rest = rest.substr(0, most);
  // Behind a hyphen a line of the page may have ended: it ends here in every format.
  const auto blank = rest.rfind(' '), hyphen = rest.rfind('-');
  const auto end = std::max(blank == rest.npos ? 0 : blank, hyphen == rest.npos ? 0 : hyphen + 1);
  return collapsed(rest.substr(0, end == 0 ? most : end)) + " …";
}

/// The words of the pages without the blanks between them: a line may break after a hyphen, or
/// within a long name.
struct Squeezed {
  std::string text;
  std::vector<std::size_t> blanks;  ///< where in `text` each of them would stand

  /// Where a byte of `text` stood in the words.
  std::size_t from(std::size_t at) const {
    const auto behind = std::upper_bound(blanks.begin(), blanks.end(), at);
    return at + static_cast<std::size_t>(behind - blanks.begin());
  }
};

Squeezed squeezed(std::string_view words) {
  Squeezed tight;
  tight.text.resize(words.size());
  tight.blanks.reserve(words.size() / 4);
  char* at = tight.text.data();
  for (const char c : words) {
    if (c == ' ') {
      tight.blanks.push_back(static_cast<std::size_t>(at - tight.text.data()));
    } else {
      *at++ = c;
    }
  }
  tight.text.resize(static_cast<std::size_t>(at - tight.text.data()));
  return tight;
}

struct Found {
  std::size_t at = 0;
  std::string missing;  ///< the words that are not there; empty: all are
};

Found find(
    const kind::Proof& proof,
    const Squeezed& pages,
    std::string_view language,
    fill::Templates& templates,
    const fill::Scope& scope
) {
  std::size_t begin = std::string::npos, from = 0;
  for (const std::string& words : words_in(proof, language, templates, scope)) {
    const std::string wanted = squeezed(doc::with_apostrophes(words)).text;
    const auto at = pages.text.find(wanted, from);
    if (at == std::string::npos) return {0, words};
    begin = std::min(begin, at);
    from = at + wanted.size();
  }
  for (const std::string& fact : proof.facts) {
    if (!fill::is_there(templates, scope, fact)) continue;
    const std::string text = collapsed(fill::text_of(templates, scope, fact));
    // Its own full stop is not set where the sentence around it goes on.
    const std::string bare{std::string_view{text}.substr(0, text.find_last_not_of('.') + 1)};
    const bool is_there =
        pages.text.find(squeezed(doc::with_apostrophes(bare)).text, begin) != std::string::npos;
    if (!is_there) return {0, quoted_value(text)};
  }
  return {begin < pages.text.size() ? pages.from(begin) : 0, ""};
}

/// What the law asks for in this place is to be filled in by hand.
bool is_blank(
    const kind::Kind& kind,
    const kind::Proof& proof,
    fill::Templates& templates,
    const fill::Scope& scope
) {
  return std::any_of(kind.needs.begin(), kind.needs.end(), [&](const kind::Need& need) {
    return need.rule == proof.rule && !need.fact.empty() &&
           need.when_absent == kind::WhenAbsent::blank &&
           !fill::is_there(templates, scope, need.fact);
  });
}

}  // namespace

bool prove(const Job& job, Paper& paper, bool says_where) {
  const Group document = document_facts(job, paper);
  const fill::Scope scope = scope_of(job, paper, document);
  page::ExtractedText read;
  if (job.is_paged()) {
    read = page::read_back(paper.composition->body());
  } else {
    read.text = doc::words(*paper.document);
  }
  const Squeezed words = squeezed(read.text);
  bool whole = true;
  for (const kind::Proof& proof : paper.kind->proofs) {
    if (!holds(proof.when, {job.worker.templates, scope})) continue;
    const std::string& label = proof.label.in(paper.language);
    const Found found = find(proof, words, paper.language, job.worker.templates, scope);
    if (!found.missing.empty()) {
      const std::string& title = paper.kind->title.in(paper.language);
      job.told_of(*paper.kind)
          .error(
              job.is_paged() ? messages::not_on_its_pages(title, label, proof.rule)
                             : messages::not_in_its_words(title, label, proof.rule),
              proof.span,
              {"not found: " + found.missing}
          );
      whole = false;
    }
    if (!found.missing.empty() || !says_where) continue;
    // In the language of the proof, not of the form.
    const std::string& told = proof.label.in(job.proof_language());
    Group proved = facts::some<tables::proof>({{"rule", Fact{proof.rule}}, {"label", Fact{told}}});
    if (job.is_paged()) {
      const page::ExtractedText::Place place = read.place(found.at);
      facts::give<tables::proof>(proved, "page", Fact{static_cast<int>(place.page) + 1});
      facts::give<tables::proof>(proved, "line", Fact{static_cast<int>(place.line)});
    }
    facts::give<tables::proof>(proved, "words", Fact{excerpt(read.text, found.at)});
    const bool blank = is_blank(*paper.kind, proof, job.worker.templates, scope);
    facts::give<tables::proof>(proved, "blank", Fact{blank});
    paper.proofs.emplace_back(std::move(proved));
  }
  return whole;
}

}  // namespace engine::packet
