#include "engine/engine.hpp"
#include "engine/hash/hash.hpp"
#include "engine/packet/job.hpp"

#include <set>

namespace engine {

Result<std::unique_ptr<Library>> open_library(
    const std::string& share, const std::string& overlay, Diagnostics& out
) {
  if (!pdf::check_library(out)) return *out.reported();
  auto library = std::make_unique<Library>();
  library->share = share;
  auto template_set = kind::open_template_set(share + "/templates", overlay, out);
  if (!template_set) return template_set.error();
  library->template_set = std::move(*template_set);

  constexpr std::string_view folder = "house/themes/";
  constexpr std::string_view ending = ".xml";
  std::optional<Reported> wrong;
  for (const std::string_view path : library->template_set->files.below(folder)) {
    if (!path.ends_with(ending)) continue;
    auto theme = doc::read_theme(*library->template_set->file(path), out);
    if (!theme) {
      wrong = theme.error();
      continue;
    }
    const auto name = path.substr(folder.size(), path.size() - folder.size() - ending.size());
    library->themes.emplace(name, std::move(*theme));
  }
  if (wrong) return *wrong;
  const Source* drawn = library->template_set->file("house/pictograms.xml");
  if (drawn) {
    auto pictograms = doc::read_pictograms(*drawn, out);
    if (!pictograms) return pictograms.error();
    library->pictograms = std::move(*pictograms);
  }

  auto fonts = font::open_fonts(share + "/fonts", out);
  if (!fonts) return fonts.error();
  library->fonts = std::move(*fonts);
  return library;
}

namespace {

template <class Wanted>
std::string digest_of(const Library& library, Wanted&& wanted) {
  hash::Sha256 all;
  all.add(hash::program()).add(library.fonts.digest());
  library.template_set->files.all([&all](std::string_view bytes) { all.add(bytes); }, wanted);
  return all.hex();
}

}  // namespace

std::string Library::digest() const {
  return digest_of(*this, [](std::string_view) { return true; });
}

std::string Library::digest(const MakeOptions& options) const {
  const kind::Set* const set = template_set->set(options.set);
  if (!set) return digest();
  std::set<std::string_view> kinds{set->cover, set->tab};
  // A cover says what stands behind it, so that all kinds of the set are in one that is made alone.
  const bool is_whole = options.only.empty() || packet::names_a_sheet(*set, options.only);
  const auto& made = is_whole ? set->kinds : options.only;
  kinds.insert(made.begin(), made.end());
  return digest_of(*this, [&](std::string_view path) {
    const auto folder = path.substr(0, path.find('/'));
    if (folder == "explain") return false;  // what messages mean is on no paper
    return !template_set->kind(folder) || kinds.contains(folder);
  });
}

Result<Worker> make_worker(
    const Library& library, Diagnostics& out, Check check, std::shared_ptr<Budget> budget
) {
  auto templates = check == Check::those_used ? fill::open(*library.template_set, out)
                                              : fill::compile(*library.template_set, out);
  if (!templates) return templates.error();
  const Budget& asked = *budget;  // what it points to stays where it is
  return Worker{
      .library = &library,
      .templates = std::move(*templates),
      .compositor = layout::Compositor{library.fonts, asked},
      .writer = pdf::Writer{library.fonts, asked},
      .budget = std::move(budget)};
}

}  // namespace engine
