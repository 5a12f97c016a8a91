// The private kinds of records of a request, which are kept back unless somebody switches them on.

#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

/// The case says no to this private kind.
bool is_left_out(const Entry& request, std::string_view code) {
  return std::ranges::any_of(request.all("sensitive"), [&](const Entry* kind) {
    return kind->is("category", code) && kind->is("include", "no");
  });
}

}  // namespace

Fact private_kinds(const Context& d, const Disclosure& disclosure) {
  List list;
  if (has_form_of_its_own(disclosure.paper)) return list;
  const bool with_programs = disclosure.paper == "veterans";
  const Entry& request = *disclosure.request;
  const vocabulary::Term* element = request.term->child("sensitive", false);
  const vocabulary::Term* category = element ? element->child("category", true) : nullptr;
  if (!category) return list;
  for (const vocabulary::Code& code : category->codes) {
    if (has_form_of_its_own(code.value) && !(with_programs && code.value == "sud")) continue;
    list.push_back(group<tables::sensitive>({
        {"label", std::string{words(d.in, code)}},
        {"code", code.value},
        {"include", is_included(request, code.value)},
        {"isItem",
         std::ranges::any_of(
             disclosure.items, [&](const Entry* item) { return item->is("type", code.value); }
         )},
        {"leftOut", is_left_out(request, code.value)},
    }));
  }
  return list;
}

Fact private_kinds_left_out(const Context& d, const Entry& request) {
  List list;
  for (const Entry* sensitive : request.all("sensitive")) {
    const Entry* category = sensitive->find("category");
    if (category && sensitive->is("include", "no"))
      list.push_back(text_or_no(std::string{code_words(d, category)}, category->span));
  }
  return list;
}

}  // namespace engine::facts
