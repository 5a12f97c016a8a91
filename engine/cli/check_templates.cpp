// carepacket check --templates DIR: templates of somebody's own, alone and in every language.

#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/session.hpp"
#include "engine/kind/overlay.hpp"

#include <algorithm>
#include <set>

namespace engine::cli {

namespace {

/// The languages that the papers of the house are in.
std::vector<std::string> languages_of(const kind::TemplateSet& template_set) {
  std::vector<std::string> all;
  for (const auto& [language, bank] : template_set.questions) all.push_back(language);
  return all;
}

/// The kinds that something was laid over; all of them, where a piece that they share was.
std::set<std::string> kinds_touched(const kind::TemplateSet& template_set) {
  std::set<std::string> names;
  for (const std::string& path : template_set.laid_over) {
    const std::string folder = path.substr(0, path.find('/'));
    if (template_set.kind(folder)) {
      names.insert(folder);
    } else if (folder == "house" || folder == "phrases.xml") {
      for (const kind::Kind& kind : template_set.kinds) names.insert(kind.name);
    }
  }
  return names;
}

/// Makes each kind of a case that has something of everything, and keeps what is told of the
/// templates that were laid over.
void make_of_sample(
    const Source& sample,
    const std::string& folder,
    const std::set<std::string>& kinds,
    Session& session,
    Diagnostics& out
) {
  const kind::TemplateSet& template_set = *session.library->template_set;
  for (const std::string& name : kinds) {
    const auto set = std::ranges::find_if(template_set.sets, [&](const kind::Set& one) {
      return one.of.empty() && std::ranges::find(one.kinds, name) != one.kinds.end();
    });
    if (set == template_set.sets.end()) continue;
    for (const std::string& language : languages_of(template_set)) {
      Diagnostics told;
      MakeOptions options{.set = set->name, .only = {name}, .language = language};
      static_cast<void>(engine::make(sample, *session.worker, options, told));
      for (const Diagnostic& one : told.all()) {
        if (one.file.starts_with(folder + '/')) out.add(one);
      }
    }
  }
}

}  // namespace

Exit check_templates(const Request& asked, Diagnostics& out) {
  Session session;
  Request all = asked;
  if (const Exit exit = open_session(all, session, Check::every_template, out);
      exit != Exit::all_made)
    return exit;
  const kind::TemplateSet& template_set = *session.library->template_set;
  kind::tell_untranslated(template_set, languages_of(template_set), out);
  const auto kinds = kinds_touched(template_set);
  const auto share = share_folder(out);
  auto bytes = share ? read_file(*share + "/samples/every-field.xml", out)
                     : Result<std::string>{share.error()};
  if (!bytes) return Exit::file_system_refused;
  auto sample = xml::decode("every-field.xml", *std::move(bytes), Source::Holds::author_text, out);
  if (!sample) return Exit::unusable;
  make_of_sample(**sample, asked.templates, kinds, session, out);
  const std::string line =
      printable(asked.templates) + ": " +
      spoken(
          asked.message_format,
          counted(template_set.laid_over.size(), "file", "files") + " laid over the templates"
      ) +
      ", " +
      spoken(asked.message_format, counted(kinds.size(), "kind", "kinds") + " of paper touched") +
      '\n';
  if (!write_out(line, out)) return Exit::file_system_refused;
  return out.errors() > 0 ? Exit::unusable : Exit::all_made;
}

}  // namespace engine::cli
