#include "engine/cli/handouts.hpp"

#include "engine/cli/files.hpp"
#include "engine/kind/kind.hpp"
#include "engine/table/table.hpp"
#include "engine/vocabulary/spelling.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <set>

namespace engine::cli {

namespace {

using Cases = std::vector<std::pair<std::string, std::string>>;

/// The language that a case says it is in, or nothing.
std::string_view language_in(std::string_view text) {
  constexpr std::string_view begin = " language=\"";
  const std::string_view tag = text.substr(0, text.find('>', text.find("<case")));
  const auto at = tag.find(begin);
  return at == tag.npos
             ? std::string_view{}
             : tag.substr(at + begin.size(), tag.find('"', at + begin.size()) - at - begin.size());
}

/// The language in which the papers come, of what is written: that of English where it is none.
std::string written_language(std::string_view said, const kind::TemplateSet& template_set) {
  const auto tag = vocabulary::language_meant(said, template_set.vocabulary.languages());
  std::string primary{primary_language(tag ? *tag : std::string{said})};
  return template_set.questions.contains(primary) ? primary : std::string{language_tag::english};
}

/// The languages of the rows; false when a table cannot be read.
bool add_languages(
    const std::string& path,
    const table::Options& table,
    const kind::TemplateSet& template_set,
    std::set<std::string>& languages,
    Diagnostics& out
) {
  auto bytes = read_file(path, out);
  if (!bytes) return false;
  auto csv = table::as_csv(path, *std::move(bytes), table, out);
  if (!csv) return false;
  auto rows = table::Rows::open(path, in_memory(*std::move(csv)), table, out);
  if (!rows) return false;
  Diagnostics untold;  // a handout is about nobody's row
  while (auto row = rows->next(untold)) {
    if (*row)
      languages.insert(written_language(language_in((*row)->as_case->text()), template_set));
  }
  return true;
}

/// The shared case with an id, a language and a version.
std::string with_head(
    const Source& shared,
    const xml::Element& root,
    const std::string& id,
    const std::string& language
) {
  std::string text = shared.text();
  std::vector<std::pair<std::string, std::string>> head{
      {"id", id}, {"language", language}, {"version", "1"}};
  // From the last to the first, so that the places before stay.
  auto attributes = root.attributes();
  std::vector<xml::Attribute> known{attributes.begin(), attributes.end()};
  std::ranges::sort(known, std::greater{}, [](const xml::Attribute& one) {
    return one.span.begin;
  });
  for (const xml::Attribute& one : known) {
    const auto own = std::ranges::find(head, one.name, &std::pair<std::string, std::string>::first);
    if (own == head.end()) continue;
    if (own->first != "version")
      text.replace(one.span.begin, one.span.end - one.span.begin, xml::escaped(own->second));
    head.erase(own);
  }
  std::string more;
  for (const auto& [name, value] : head) more += ' ' + name + "=\"" + xml::escaped(value) + '"';
  const auto at = text.find("<case") + 5;
  return text.insert(at, more);
}

}  // namespace

std::optional<Cases> handouts_of(
    const Request& asked,
    const kind::TemplateSet& template_set,
    const table::Options& table,
    Diagnostics& out
) {
  const kind::Set* const set = template_set.set(asked.make.set);
  if (!set || set->of.empty() || !table.shared) return Cases{};
  const auto tree = xml::parse(*table.shared, {}, out);
  if (!tree) return std::nullopt;
  if (!tree->root().child(set->of)) return Cases{};
  std::set<std::string> languages;
  if (!asked.make.language.empty())
    languages.insert(written_language(asked.make.language, template_set));
  for (const std::string& path : asked.arguments) {
    if (asked.make.language.empty() && !add_languages(path, table, template_set, languages, out))
      return std::nullopt;
  }
  Cases cases;
  for (const std::string& language : languages)
    cases.emplace_back(
        asked.shared, with_head(*table.shared, tree->root(), set->name + '-' + language, language)
    );
  return cases;
}

}  // namespace engine::cli
