#include "engine/engine.hpp"

#include "engine/digest/digest.hpp"

namespace engine {

Result<std::unique_ptr<Library>> open_library(
    const std::string& share, const std::string& overlay, Diagnostics& out
) {
  if (!pdf::check_library(out)) return *out.reported();
  auto library = std::make_unique<Library>();
  auto shelf = kind::open_shelf(share + "/templates", overlay, out);
  if (!shelf) return shelf.error();
  library->shelf = std::move(*shelf);

  constexpr std::string_view folder = "house/themes/";
  constexpr std::string_view ending = ".xml";
  std::optional<Reported> wrong;
  for (auto file = library->shelf->files.lower_bound(folder);
       file != library->shelf->files.end() && file->first.starts_with(folder);
       ++file) {
    if (!file->first.ends_with(ending)) continue;
    auto theme = doc::read_theme(*file->second, out);
    if (!theme) {
      wrong = theme.error();
      continue;
    }
    const std::string name =
        file->first.substr(folder.size(), file->first.size() - folder.size() - ending.size());
    library->themes.emplace(name, std::move(*theme));
  }
  if (wrong) return *wrong;

  auto fonts = font::open_fonts(share + "/fonts", out);
  if (!fonts) return fonts.error();
  library->fonts = std::move(*fonts);
  return library;
}

std::string Library::digest() const {
  digest::Sha256 all;
  all.add(digest::program()).add(fonts.digest());
  for (const auto& [path, file] : shelf->files)
    all.add(path + ' ' + std::to_string(file->text().size()) + '\n').add(file->text());
  return all.hex();
}

Result<Worker> hire(const Library& library, Diagnostics& out, Check check) {
  auto templates = check == Check::those_used ? fill::open(*library.shelf, out)
                                              : fill::compile(*library.shelf, out);
  if (!templates) return templates.error();
  return Worker{
      &library,
      std::move(*templates),
      layout::Compositor{library.fonts},
      pdf::Writer{library.fonts},
      {},
      nullptr};
}

}  // namespace engine
