#include "engine/engine.hpp"
#include "engine/facts/language.hpp"
#include "engine/packet/messages.hpp"

namespace engine {

namespace {

/// A report has pictograms, and no pictures.
struct PictogramsAlone : doc::Pictures {
  const Library& library;
  explicit PictogramsAlone(const Library& from) : library{from} {}
  const Source* find(std::string_view) const override { return nullptr; }
  const Pictograms& pictograms() const override { return library.pictograms; }
};

}  // namespace

Result<File> make_report(
    const kind::Kind& kind, facts::Group facts, Worker& worker, Diagnostics& out
) {
  const kind::TemplateSet& template_set = *worker.library->template_set;
  const auto theme = worker.library->themes.find(name_of(Edition::standard));
  if (theme == worker.library->themes.end())
    return out.error(packet::messages::no_theme_for_kind(kind.name), {});

  const casefile::Case nobody;
  const facts::Facts none{
      &nobody,
      {},
      std::make_shared<const facts::Language>(facts::language(template_set, language_tag::english)
      )};
  facts::give<fill::tables::document>(
      facts, "title", facts::Fact{kind.title.in(language_tag::english)}
  );
  const auto filled =
      fill::fill(worker.templates, kind.name, {&none, nullptr, &facts, language_tag::english}, out);
  if (!filled) return filled.error();
  auto document = doc::read(*filled->markup, theme->second, PictogramsAlone{*worker.library}, out);
  if (!document) return document.error();
  document->language = language_tag::english;
  if (!layout::check_letters(*document, worker.library->fonts, out)) return *out.reported();
  page::Pages pages = worker.compositor.draw(worker.compositor.compose(*document, {}, out), 0);
  page::disambiguate_field_labels(pages);
  const int count = static_cast<int>(pages.pages.size());
  auto bytes = worker.writer.write(std::move(pages), {}, out);
  if (!bytes) return bytes.error();
  return File{.name = kind.name + ".pdf", .bytes = std::move(*bytes), .pages = count};
}

}  // namespace engine
