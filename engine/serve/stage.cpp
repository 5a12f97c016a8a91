#include "engine/serve/stage.hpp"

#include "engine/casefile/casefile.hpp"
#include "engine/facts/facts.hpp"

namespace engine::serve {

std::string stage_of(const Source& source, const kind::TemplateSet& set, Diagnostics& out) {
  const auto known =
      casefile::read(source, {.vocabulary = &set.vocabulary, .questions = &set.questions}, out);
  if (!known) return {};
  const auto facts = facts::derive(*known, set, known->language(), out);
  const auto* stage = facts.find("stage");
  const auto* word = stage ? std::get_if<facts::Word>(&stage->either) : nullptr;
  return word ? std::string{word->code} : std::string{};
}

}  // namespace engine::serve
