// carepacket new: a case to fill in, from templates/starter or from a sample.

#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/messages.hpp"
#include "engine/kind/kind.hpp"
#include "engine/vocabulary/spelling.hpp"
#include "engine/vocabulary/vocabulary.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <filesystem>

namespace engine::cli {

namespace {

constexpr std::array<std::string_view, 2> languages{"en", "es"};

Result<vocabulary::SampleWords> sample_words(
    const Request& asked, const std::string& share, std::string_view language, Diagnostics& out
) {
  auto bytes = read_template(asked.templates, share, "starter/words.xml", out);
  if (!bytes) return bytes.error();
  const auto source =
      xml::decode("starter/words.xml", *std::move(bytes), Source::Holds::author_text, out);
  if (!source) return source.error();
  const auto tree = xml::parse(**source, {}, out);
  if (!tree) return tree.error();
  const auto said = [&](std::string_view id) {
    std::string words;
    tree->root().for_each_child([&](const xml::Element& word) {
      const auto* name = word.attribute("id");
      const auto* text = word.attribute(language);
      if (name && text && name->value == id) words = text->value;
    });
    return words;
  };
  vocabulary::SampleWords words{said("head"), said("notes"), said("such-as")};
  constexpr std::string_view gap = "{sample}";
  if (const auto at = words.head.find(gap); at != std::string::npos)
    words.head.replace(at, gap.size(), asked.from);
  return words;
}

std::vector<std::string> samples_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code none;  // a folder that is not there has no samples
  for (const auto& file : std::filesystem::directory_iterator{folder, none}) {
    if (file.path().extension() == ".xml") names.push_back(file.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Reported no_such_sample(
    const std::string& name, const std::vector<std::string>& samples, Diagnostics& out
) {
  const std::vector<std::string_view> names{samples.begin(), samples.end()};
  std::vector<std::string> hints = suggestion(name, names, quotes);
  hints.push_back("the samples are: " + list_of(names));
  return out.error(messages::unknown_sample(in_quotes(name)), {}, std::move(hints));
}

/// The language of the notes: as asked for; without that, of the sample or the environment, else
/// English.
Result<std::string> language_of(
    const Request& asked,
    std::string_view of_sample,
    const vocabulary::Vocabulary& known,
    Diagnostics& out
) {
  const std::string& wanted = asked.make.language;
  if (wanted.empty()) {
    const auto* speech = asked.message_format.speech;
    const bool is_spanish =
        of_sample == languages[1] || (speech && speech->language() == languages[1]);
    return std::string{is_spanish ? languages[1] : languages[0]};
  }
  const auto tag = vocabulary::language_meant(wanted, known.languages()).value_or(wanted);
  const std::string primary{primary_language(tag)};
  if (std::find(languages.begin(), languages.end(), primary) != languages.end()) return primary;
  return out.error(messages::not_a_choice("language", "en or es", in_quotes(wanted)), {});
}

Result<std::string> from_sample(
    const Request& asked,
    const std::string& share,
    const vocabulary::Vocabulary& known,
    Diagnostics& out
) {
  const auto samples = samples_in(share + "/samples");
  if (std::find(samples.begin(), samples.end(), asked.from) == samples.end())
    return no_such_sample(asked.from, samples, out);
  auto bytes = read_file(share + "/samples/" + asked.from + ".xml", out);
  if (!bytes) return bytes.error();
  const auto source =
      xml::decode(asked.from + ".xml", *std::move(bytes), Source::Holds::author_text, out);
  if (!source) return source.error();
  const auto tree = xml::parse(**source, {}, out);
  if (!tree) return tree.error();
  const auto* own = tree->root().attribute("language");
  const auto language = language_of(asked, own ? own->value : "", known, out);
  if (!language) return language.error();
  const auto words = sample_words(asked, share, *language, out);
  if (!words) return words.error();
  return vocabulary::blank_case(tree->root(), known, *words, *language);
}

Result<std::string> starter_text(
    const Request& asked,
    const std::string& share,
    const vocabulary::Vocabulary& known,
    Diagnostics& out
) {
  if (!asked.from.empty()) return from_sample(asked, share, known, out);
  const auto language = language_of(asked, "", known, out);
  if (!language) return language.error();
  const std::string form = asked.minimal ? "minimal" : "full";
  return read_template(asked.templates, share, "starter/" + form + "." + *language + ".xml", out);
}

/// A name as a folder of a kind has it: small letters, digits and hyphens.
bool is_kind_name(std::string_view name) {
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-';
  });
}

/// Writes the folder of a kind of somebody's own.
Exit new_kind(
    const Request& asked,
    const std::string& share,
    const kind::TemplateSet& template_set,
    Diagnostics& out
) {
  if (!is_kind_name(asked.kind)) {
    out.error(
        messages::no_kind_name(in_quotes(asked.kind)),
        {},
        {"small letters, digits and hyphens: before-the-test"}
    );
    return Exit::not_understood;
  }
  if (template_set.kind(asked.kind)) {
    out.warn(
        messages::kind_of_the_house(in_quotes(asked.kind)),
        {},
        {"give it another name, if the one there is to stay: carepacket kinds lists them"}
    );
  }
  std::string folder = asked.output.empty() ? "." : asked.output;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  const std::string mine = (folder == "." ? "" : folder + '/') + asked.kind;
  constexpr std::array<std::string_view, 3> names{"kind.xml", "en.mustache", "es.mustache"};
  std::vector<std::string> texts;
  for (const std::string_view name : names) {
    auto bytes = read_file(share + "/templates/starter/kind/" + std::string{name}, out);
    if (!bytes) return Exit::file_system_refused;
    texts.push_back(*std::move(bytes));
  }
  std::vector<NewFile> files;
  for (std::size_t i = 0; i < names.size(); ++i)
    files.push_back({mine + '/' + std::string{names[i]}, texts[i]});
  const auto overwrite = asked.force ? Overwrite::always : Overwrite::never;
  if (!write_files(files, overwrite, out)) return Exit::file_system_refused;
  const std::string name = printable(mine);
  const std::string say =
      name + ": " +
      spoken(
          asked.message_format,
          "a kind to fill in; then carepacket check --templates " + printable(folder)
      ) +
      '\n';
  return write_out(say, out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace

Exit starter(const Request& asked, Diagnostics& out) {
  const auto share = share_folder(out);
  if (!share || !is_folder(asked.templates, out)) return Exit::file_system_refused;
  const auto set = kind::open_template_set(*share + "/templates", asked.templates, out);
  if (!set) return Exit::unusable;
  if (!asked.kind.empty()) return new_kind(asked, *share, **set, out);
  const auto text = starter_text(asked, *share, (*set)->vocabulary, out);
  if (!text) return Exit::not_understood;
  const auto say = [&](std::string_view words) {
    return write_out(words, out) ? Exit::all_made : Exit::file_system_refused;
  };
  if (asked.output.empty() || asked.output == "-") return say(*text);
  const NewFile file{asked.output, *text};
  const auto overwrite = asked.force ? Overwrite::always : Overwrite::never;
  if (!write_files({&file, 1}, overwrite, out)) return Exit::file_system_refused;
  const std::string name = printable(asked.output);
  return say(
      name + ": " +
      spoken(asked.message_format, "a starter case; fill it in, then carepacket check " + name) +
      '\n'
  );
}

}  // namespace engine::cli
