#pragma once

// A folder of somebody's own that is laid over the templates: its files stand in the place of those
// of the same path, and what it says in sets.xml, words.xml and questions/ is added.

#include "engine/kind/kind.hpp"
#include "engine/vocabulary/data_file.hpp"

#include <set>
#include <string>
#include <vector>

namespace engine::kind {

/// Where the additions to a file of the templates are kept beside it.
std::string added(std::string_view path);

/// Other words for words that the program has, in as many languages as the page gives them. Told:
/// words that it has not (W211).
void lay_words(const vocabulary::Entry& page, TemplateSet& template_set);

/// Tells what was laid over in one of these languages and not in another (W212): papers, words of
/// kind.xml, questions; and papers whose translations do not have the same parts.
void tell_untranslated(
    const TemplateSet& template_set, const std::vector<std::string>& languages, Diagnostics& out
);

class Overlay {
 public:
  /// Takes the files of the folder into the template set.
  Overlay(const std::string& folder, TemplateSet& template_set, Diagnostics& out);

  /// Puts the folder's own kinds that no set names into the sets that their kind.xml names, and
  /// into all others for who asks for them by name.
  void join_sets(TemplateSet& template_set, Diagnostics& out) const;
  /// Says the phrases of phrases.xml instead of others, in all papers. Told: phrases that no paper
  /// has (W211).
  void say_phrases(TemplateSet& template_set, Diagnostics& out) const;
  /// Tells the files that nothing uses (W210).
  void tell_unused(const TemplateSet& template_set, Diagnostics& out) const;

 private:
  /// A question of one's own that a language does not have (W212): its papers leave it out.
  void tell_unsaid_questions(const TemplateSet& template_set, Diagnostics& out) const;

  std::string folder_;
  std::set<std::string> replaced_;   ///< paths that the templates have as well
  std::vector<std::string> others_;  ///< files that are neither text nor picture
};

}  // namespace engine::kind
