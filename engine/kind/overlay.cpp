#include "engine/kind/overlay.hpp"

#include "engine/kind/folder.hpp"
#include "engine/kind/messages.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace engine::kind {

using vocabulary::Entry;

namespace {

constexpr std::string_view beside = "+/";

/// What one says in such a file is added to what the templates say there.
bool adds_up(std::string_view path) {
  return path == "sets.xml" || path == "words.xml" || path.starts_with("questions/");
}

/// The language of a template: es of transfer-letter/es.mustache and of house/dear.es.mustache.
std::string language_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  path = path.substr(0, path.rfind('.'));
  path.remove_prefix(path.rfind('.') + 1);  // npos + 1 is 0
  return path.size() == 2 ? std::string{path} : std::string{language_tag::english};
}

bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string with_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

/// Replaces a phrase where it stands as whole words, with a capital letter where it has one. How
/// often it did.
std::size_t replace_words(std::string& text, const std::string& of, const std::string& is) {
  std::size_t count = 0;
  for (const bool capital : {false, true}) {
    const std::string from = capital ? with_capital(of) : of;
    const std::string to = capital ? with_capital(is) : is;
    if (capital && from == of) break;
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + 1)) {
      const bool begins = at == 0 || !is_word_character(text[at - 1]);
      const auto end = at + from.size();
      if (!begins || (end < text.size() && is_word_character(text[end]))) continue;
      text.replace(at, from.size(), to);
      at += to.size() - std::min<std::size_t>(1, to.size());
      ++count;
    }
  }
  return count;
}

/// What is read of a template: what stands between tags, and in an attribute that is shown.
bool is_shown_attribute(std::string_view before) {
  return before.ends_with(" label=") || before.ends_with(" alt=") || before.ends_with(" title=");
}

/// Replaces a phrase in the words of a template: not in tags, comments and names of facts.
std::size_t replace_in_template(std::string& text, const std::string& of, const std::string& is) {
  std::string all, words;
  std::size_t count = 0;
  const auto flush = [&] {
    count += replace_words(words, of, is);
    all += words;
    words.clear();
  };
  const auto take_to = [&](std::size_t at, std::string_view end) {
    flush();
    const auto found = text.find(end, at);
    const auto stop = found == text.npos ? text.size() : found + end.size();
    all.append(text, at, stop - at);
    return stop;
  };
  bool in_tag = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text.compare(at, 3, "{{{") == 0) {
      at = take_to(at, "}}}");
    } else if (text.compare(at, 2, "{{") == 0) {
      at = take_to(at, "}}");
    } else if (!in_tag && text.compare(at, 4, "<!--") == 0) {
      at = take_to(at, "-->");
    } else if (!in_tag && text[at] == '<') {
      flush();
      in_tag = true;
      all += text[at++];
    } else if (in_tag && text[at] == '"' && !is_shown_attribute(all)) {
      all += '"';
      at = take_to(at + 1, "\"");
    } else if (in_tag && text[at] == '"') {
      all += '"';
      for (++at; at < text.size() && text[at] != '"';) {
        if (text.compare(at, 2, "{{") == 0)
          at = take_to(at, "}}");
        else
          words += text[at++];
      }
      flush();
      if (at < text.size()) all += text[at++];
    } else if (in_tag) {
      in_tag = text[at] != '>';
      all += text[at++];
    } else {
      words += text[at++];
    }
  }
  flush();
  if (count > 0) text = std::move(all);
  return count;
}

std::size_t replace_in(
    Words& words, const std::string& language, const std::string& of, const std::string& is
) {
  std::size_t count = 0;
  for (auto& [tag, text] : words.by_language) {
    if (tag == language) count += replace_words(text, of, is);
  }
  return count;
}

/// How often each element begins in a template.
std::map<std::string, std::size_t> parts_of(const std::string& text) {
  constexpr std::array<std::string_view, 8> counted_ones{
      "h1", "h2", "h3", "p", "li", "tr", "cell", "fill"};
  std::map<std::string, std::size_t> parts;
  for (auto at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
    const auto end = std::min(text.find_first_of(" />\n", at + 1), text.size());
    const auto name = std::string_view{text}.substr(at + 1, end - at - 1);
    if (std::ranges::find(counted_ones, name) != counted_ones.end()) ++parts[std::string{name}];
  }
  return parts;
}

void tell_words(
    const Words& words,
    std::string_view what,
    Span at,
    const std::vector<std::string>& languages,
    Diagnostics& out
) {
  if (words.by_language.empty()) return;
  for (const std::string& language : languages) {
    const bool has = std::ranges::any_of(words.by_language, [&](const auto& said) {
      return said.first == language && !said.second.empty();
    });
    if (!has) out.warn(messages::words_untranslated(tagged(what), language), at);
  }
}

/// The templates of a kind that is the folder's own, or of which a language is.
void tell_papers(
    const Kind& kind,
    const TemplateSet& template_set,
    const std::vector<std::string>& languages,
    Diagnostics& out
) {
  const auto is_over = [&](const std::string& path) {
    return std::ranges::binary_search(template_set.laid_over, path);
  };
  const std::string english = kind.name + "/en.mustache";
  const Source* const first = template_set.file(english);
  for (const std::string& language : languages) {
    const std::string path = kind.name + '/' + language + ".mustache";
    if (path == english || (!is_over(path) && !is_over(english)) || !first) continue;
    const Source* const other = template_set.file(path);
    if (!other) {
      out.warn(
          messages::paper_untranslated(kind.name, language),
          {first, 0, 0},
          {"without it papers in that language have this one in English"}
      );
      continue;
    }
    const auto ours = parts_of(first->text()), theirs = parts_of(other->text());
    for (const auto& [name, count] : ours) {
      const auto found = theirs.find(name);
      const std::size_t has = found == theirs.end() ? 0 : found->second;
      if (has != count)
        out.warn(messages::parts_differ(path, has, tagged(name), count), {other, 0, 0});
    }
  }
}

}  // namespace

void tell_untranslated(
    const TemplateSet& template_set, const std::vector<std::string>& languages, Diagnostics& out
) {
  for (const Kind& kind : template_set.kinds) {
    tell_papers(kind, template_set, languages, out);
    if (!std::ranges::binary_search(template_set.laid_over, kind.name + "/kind.xml")) continue;
    tell_words(kind.title, "title", kind.span, languages, out);
    tell_words(kind.discreet_title, "discreet-title", kind.span, languages, out);
    tell_words(kind.purpose, "purpose", kind.span, languages, out);
    tell_words(kind.why, "why", kind.span, languages, out);
    tell_words(kind.when_not, "when-not", kind.span, languages, out);
    for (const Need& need : kind.needs) tell_words(need.label, "label", need.span, languages, out);
  }
}

std::string added(std::string_view path) {
  return std::string{beside} + std::string{path};
}

void lay_words(const Entry& page, TemplateSet& template_set) {
  page.knows({}, {"word"});
  std::vector<std::string_view> known;
  for (const auto& [id, words] : template_set.words) known.push_back(id);
  page.for_each("word", [&](const Entry& from) {
    from.knows({"id"}, {"in"});
    const std::string id{from.need("id")};
    const auto found = template_set.words.find(id);
    if (found == template_set.words.end()) {
      page.out().warn(messages::word_unused(id), from.span("id"), suggestion(id, known));
      return;
    }
    from.for_each("in", [&](const Entry& one) {
      one.knows({"language"}, {});
      const std::string language{one.need("language")};
      auto& all = found->second.by_language;
      const auto same =
          std::ranges::find(all, language, &std::pair<std::string, std::string>::first);
      if (same == all.end())
        all.emplace_back(language, one.text());
      else
        same->second = one.text();
    });
  });
}

Overlay::Overlay(const std::string& folder, TemplateSet& template_set, Diagnostics& out)
    : folder_{folder} {
  const auto take = [&](std::string path, std::unique_ptr<Source> file) {
    template_set.laid_over.push_back(path);
    const bool is_there = template_set.files.find(path) != nullptr;
    if (is_there) replaced_.insert(path);
    if (is_there && adds_up(path)) path = added(path);
    template_set.files.put(std::move(path), std::move(file));
  };
  read_folder(
      folder, take, [&](const std::string& path) { others_.push_back(path); }, out
  );
  std::ranges::sort(template_set.laid_over);
  std::ranges::sort(others_);
}

void Overlay::join_sets(TemplateSet& template_set, Diagnostics& out) const {
  std::vector<std::string_view> names;
  for (const Set& set : template_set.sets) names.push_back(set.name);
  for (const Kind& kind : template_set.kinds) {
    for (const std::string& name : kind.sets) {
      if (template_set.set(name)) continue;
      out.error(messages::no_such_set(name), kind.span, suggestion(name, names));
    }
    if (replaced_.contains(kind.name + "/kind.xml") || kind.of_run) continue;
    const bool is_ours =
        std::ranges::binary_search(template_set.laid_over, kind.name + "/kind.xml");
    if (!is_ours) continue;
    for (Set& set : template_set.sets) {
      if (std::ranges::find(set.kinds, kind.name) != set.kinds.end()) continue;
      if (kind.name == set.cover || kind.name == set.tab) continue;
      const bool joins = std::ranges::find(kind.sets, set.name) != kind.sets.end();
      set.kinds.push_back(kind.name);
      set.places.push_back({.when_asked = !joins});
    }
  }
}

void Overlay::say_phrases(TemplateSet& template_set, Diagnostics& out) const {
  const Source* file = template_set.file("phrases.xml");
  if (!file || replaced_.contains("phrases.xml")) return;
  const auto tree = vocabulary::open_data(*file, "phrases", out);
  if (!tree) return;
  const Entry page{tree->root(), out};
  page.knows({}, {"phrase"});
  page.for_each("phrase", [&](const Entry& from) {
    from.knows({"language", "of", "is"}, {});
    const std::string language{from.need("language")}, of{from.need("of")}, is{from.need("is")};
    if (of.empty() || language.empty()) return;
    std::size_t count = 0;
    const auto say = [&](Words& words) { count += replace_in(words, language, of, is); };
    std::vector<std::string> paths;
    for (const std::string_view path : template_set.files.below("")) {
      if (path.ends_with(".mustache") && language_of(path) == language) paths.emplace_back(path);
    }
    for (const std::string& path : paths) {
      const Source& old = *template_set.file(path);
      std::string text = old.text();
      const std::size_t here = replace_in_template(text, of, is);
      count += here;
      if (here > 0)
        template_set.files.put(path, std::make_unique<Source>(old.name(), std::move(text)));
    }
    for (auto& [id, words] : template_set.words) say(words);
    for (Kind& kind : template_set.kinds) {
      for (Words* words :
           {&kind.title, &kind.discreet_title, &kind.purpose, &kind.why, &kind.when_not})
        say(*words);
      for (Need& need : kind.needs) say(need.label);
    }
    for (Set& set : template_set.sets) {
      say(set.title);
      for (Section& section : set.sections) say(section.title);
    }
    if (const auto bank = template_set.questions.find(language);
        bank != template_set.questions.end()) {
      for (BankQuestion& question : bank->second) {
        for (std::string* words :
             {&question.text,
              &question.for_another,
              &question.unsaid,
              &question.unsaid_for_another,
              &question.of_several})
          count += replace_words(*words, of, is);
      }
    }
    if (count == 0) out.warn(messages::phrase_unused(of), from.span("of"));
  });
}

void Overlay::tell_unsaid_questions(const TemplateSet& template_set, Diagnostics& out) const {
  const auto english = template_set.questions.find(language_tag::english);
  const Source* ours = template_set.file(added("questions/en.xml"));
  if (english == template_set.questions.end() || !ours) return;
  for (const auto& [language, bank] : template_set.questions) {
    for (const BankQuestion& question : english->second) {
      if (std::ranges::find(bank, question.id, &BankQuestion::id) != bank.end()) continue;
      out.warn(
          messages::question_untranslated(question.id, language),
          {ours, 0, 0},
          {"papers in that language leave it out: say it in questions/" + language + ".xml"}
      );
    }
  }
}

void Overlay::tell_unused(const TemplateSet& template_set, Diagnostics& out) const {
  tell_unsaid_questions(template_set, out);
  // What a template names: {{> house/dear}}, or a picture by its file.
  std::string templates;
  for (const std::string_view path : template_set.files.below("")) {
    if (path.ends_with(".mustache")) templates += template_set.file(path)->text();
  }
  const auto is_used = [&](const std::string& path) {
    if (replaced_.contains(path) || path == "phrases.xml" || path == "sets.xml" ||
        path == "words.xml" || path.starts_with("questions/"))
      return true;
    const auto slash = path.find('/');
    const std::string folder = path.substr(0, slash == path.npos ? 0 : slash);
    std::string name = path.substr(path.rfind('/') + 1);
    if (name == "kind.xml") return template_set.kind(folder) != nullptr;
    if (!name.ends_with(".mustache")) return templates.find(name) != templates.npos;
    name.resize(name.rfind('.'));
    const bool is_tag = name.size() == 2 && name == lowered(name);
    if (template_set.kind(folder) && path == folder + '/' + name + ".mustache" && is_tag)
      return true;
    if (const auto dot = name.rfind('.'); dot != name.npos) name.resize(dot);
    for (const std::string_view end : {"}}", " }}"}) {
      if (templates.find("> " + name + std::string{end}) != templates.npos ||
          templates.find('/' + name + std::string{end}) != templates.npos)
        return true;
    }
    return false;
  };
  std::vector<std::string_view> all;
  for (const std::string_view path : template_set.files.below("")) {
    if (!std::ranges::binary_search(template_set.laid_over, path)) all.push_back(path);
  }
  const auto tell = [&](const std::string& path) {
    out.warn(messages::file_unused(in_quotes(folder_ + '/' + path)), {}, suggestion(path, all));
  };
  for (const std::string& path : template_set.laid_over) {
    if (!is_used(path)) tell(path);
  }
  for (const std::string& path : others_) {
    const std::string_view name = std::string_view{path}.substr(path.rfind('/') + 1);
    // Notes for people, and what programs leave behind.
    if (!name.starts_with('.') && !name.starts_with("README") && !name.ends_with('~')) tell(path);
  }
}

}  // namespace engine::kind
