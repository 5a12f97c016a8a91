#include "engine/serve/stage.hpp"

#include "engine/casefile/casefile.hpp"
#include "engine/facts/facts.hpp"

namespace engine::serve {

std::pair<std::string, Whose> stage_and_person(
    const Source& source, const kind::TemplateSet& set, Diagnostics& out, const Budget& budget
) {
  const casefile::ReadOptions options{
      .vocabulary = &set.vocabulary, .questions = &set.questions, .budget = &budget};
  const auto known = casefile::read(source, options, out);
  if (!known) return {};
  const auto facts = facts::derive(*known, set, known->language(), out, budget);
  const auto* stage = facts.find("stage");
  const auto* word = stage ? std::get_if<facts::Word>(&stage->either) : nullptr;
  return {word ? std::string{word->code} : std::string{}, whose_of(*known)};
}

std::string stage_of(
    const Source& source, const kind::TemplateSet& set, Diagnostics& out, const Budget& budget
) {
  return stage_and_person(source, set, out, budget).first;
}

}  // namespace engine::serve
