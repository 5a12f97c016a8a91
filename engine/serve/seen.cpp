#include "engine/serve/seen.hpp"

namespace engine::serve {

std::string number_of_list(const CaseFile& file, const Page& list) {
  const Path all{element_step(list.at.front().name)};
  std::string said = std::to_string(list.at.front().number) + '\0' + called(list, file.answered());
  for (std::size_t i = 1; i <= file.answered().count(all); ++i) {
    const auto place = file.answered().place({element_step(list.at.front().name, i)});
    if (place)
      said += '\0' + file.source().text().substr(place->first, place->second - place->first);
  }
  return number_of_text(said);
}

std::string number_of(
    const CaseFile& file,
    const std::vector<Asked>& pages,
    const vocabulary::Vocabulary& vocabulary,
    std::string_view seen_list
) {
  const Answered& answered = file.answered();
  std::string all;
  for (const Asked& asked : pages) {
    for (const Field& field : asked.page->fields) {
      all += stored(answered, asked, field) + '\0';
      if (field.term->type != vocabulary::Type::reference) continue;
      for (const Choice& one : choices_of(field, answered, vocabulary, language_tag::english))
        all += one.value + '\0' + one.label + '\0';
    }
    if (!asked.list && asked.page->of.empty()) continue;
    all += seen_list.empty() ? number_of_list(file, asked.list ? *asked.list : *asked.page)
                             : std::string{seen_list};
  }
  return number_of_text(all);
}

}  // namespace engine::serve
