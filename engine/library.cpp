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
  for (const std::string_view path : library->shelf->files.below(folder)) {
    if (!path.ends_with(ending)) continue;
    auto theme = doc::read_theme(*library->shelf->file(path), out);
    if (!theme) {
      wrong = theme.error();
      continue;
    }
    const auto name = path.substr(folder.size(), path.size() - folder.size() - ending.size());
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
  shelf->files.all([&all](std::string_view bytes) { all.add(bytes); });
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
