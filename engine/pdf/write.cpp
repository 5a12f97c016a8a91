#include "engine/flate/quick_deflate.hpp"
#include "engine/hash/hash.hpp"
#include "engine/pdf/content/content.hpp"
#include "engine/pdf/content/image.hpp"
#include "engine/pdf/fonts/embed_font.hpp"
#include "engine/pdf/foreign/copies.hpp"
#include "engine/pdf/haru/document.hpp"
#include "engine/pdf/interactive/annotations.hpp"
#include "engine/pdf/interactive/fields.hpp"
#include "engine/pdf/interactive/outline.hpp"
#include "engine/pdf/messages.hpp"
#include "engine/pdf/metadata/attachment.hpp"
#include "engine/pdf/metadata/color_profile.hpp"
#include "engine/pdf/metadata/metadata.hpp"
#include "engine/pdf/metadata/private.hpp"
#include "engine/pdf/pdf.hpp"
#include "engine/pdf/structure/structure.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

/// libdeflate's level for fonts and pictures, which are compressed once and used often.
constexpr int level_of_what_is_kept = 6;

/// The pictures of a document, each once, and which of them an item shows.
struct Pictures {
  std::vector<std::shared_ptr<const Image>> images;
  std::vector<std::int32_t> shown;  ///< by item number; empty when there are no pictures at all
};

struct UsedFont {
  font::FaceId face;
  std::uint16_t variant = 0;
  bool has_second_name = false;
  std::shared_ptr<const EmbeddedFont> font;
  FontStreams streams;
};

}  // namespace

struct Writer::State {
  State(const font::FontBook& book, const Budget& to_ask)
      : budget{to_ask}, fonts{book}, codes{book}, embedder{book, careful}, fields{book, careful} {
    careful.deflate(srgb_profile(), color_profile);
  }

  Result<Pictures> read_pictures(const page::Pages& pages, Diagnostics& out);
  Result<std::vector<UsedFont>> embed_fonts(bool has_fields, bool readable, Diagnostics& out);
  std::vector<ObjectId> add_pages(haru::Document& file, const page::Pages& pages, bool readable);

  const Budget& budget;
  const font::FontBook& fonts;
  flate::Deflater careful{level_of_what_is_kept};
  flate::QuickDeflater quick;
  Codes codes;
  FontEmbedder embedder;
  FieldResources fields;
  ImageCache cache{careful};
  Drawing drawing;
  Bytes packed;         ///< the pages' operators, compressed
  Bytes color_profile;  ///< compressed
  haru::Buffers buffers;
};

Result<Pictures> Writer::State::read_pictures(const page::Pages& pages, Diagnostics& out) {
  Pictures pictures;
  std::optional<Reported> told;
  for (std::uint32_t page = 0; page < pages.pages.size(); ++page) {
    const auto& items = pages.pages[page].items;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      const auto* picture = std::get_if<page::Picture>(&items[i].what);
      if (!picture) continue;
      auto opened = cache.open(picture->bytes);
      if (const auto* refused = std::get_if<image::Refused>(&opened)) {
        told = out.error(messages::picture_refused(page + 1, refused->why), {});
        continue;
      }
      const auto& image = std::get<std::shared_ptr<const Image>>(opened);
      const auto place = std::ranges::find(pictures.images, image) - pictures.images.begin();
      if (place == std::ssize(pictures.images)) pictures.images.push_back(image);
      pictures.shown.resize(drawing.numbers.total(), Drawing::none);
      pictures.shown[drawing.numbers.of(page, i)] = static_cast<std::int32_t>(place);
    }
  }
  if (told) return *told;
  return pictures;
}

Result<std::vector<UsedFont>> Writer::State::embed_fonts(
    bool has_fields, bool readable, Diagnostics& out
) {
  std::vector<UsedFont> used;
  if (has_fields) codes.of(fields.face());
  for (std::size_t i = 0; i < fonts.size(); ++i) {
    const font::FaceId face{static_cast<std::uint8_t>(i)};
    const FaceCodes* of_face = codes.if_used(face);
    if (!of_face) continue;
    const bool is_typed = has_fields && face == fields.face();
    for (std::uint16_t variant = 0; variant < of_face->variants(); ++variant) {
      auto font = embedder.embed(face, *of_face, variant, is_typed, readable);
      if (!font) return out.error(messages::font_not_embedded(fonts.facts(face).file), {});
      used.push_back({face, variant, of_face->has_second_name(), std::move(font), {}});
    }
  }
  return used;
}

std::vector<ObjectId> Writer::State::add_pages(
    haru::Document& file, const page::Pages& pages, bool readable
) {
  std::vector<std::size_t> ends;
  packed.clear();
  for (std::size_t i = 0; i < pages.pages.size() && !readable; ++i) {
    budget.check(drawing.operators.size() + packed.size());
    quick.deflate(drawing.page(i), flate::QuickDeflater::Of::pages, packed);
    ends.push_back(packed.size());
  }
  std::vector<ObjectId> ids;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    if (readable) {
      ids.push_back(file.add_page(pages.pages[i].size, {}, drawing.page(i)));
    } else {
      const std::string_view content = packed.view().substr(begin, ends[i] - begin);
      ids.push_back(file.add_page(pages.pages[i].size, "/Filter/FlateDecode", content));
      begin = ends[i];
    }
  }
  return ids;
}

namespace {

/// The fonts of all pages, in a dictionary of resources.
std::string add_fonts(
    haru::Document& file, const std::vector<UsedFont>& fonts, const font::FontBook& book
) {
  std::vector<ObjectId> font_ids;
  for (const UsedFont& used : fonts) {
    font_ids.push_back(add_font(file, book.facts(used.face), *used.font, used.streams));
  }
  Bytes out;
  if (!fonts.empty()) {
    out << "/Font<<"sv;
    for (std::size_t i = 0; i < fonts.size(); ++i) {
      put_font_name(out, fonts[i].face, fonts[i].variant);
      out << ' ' << font_ids[i];
      if (!fonts[i].has_second_name) continue;
      put_font_name(out, fonts[i].face, fonts[i].variant, true);
      out << ' ' << font_ids[i];
    }
    out << ">>"sv;
  }
  return std::string{out.view()};
}

/// One dictionary of resources for all pages (ISO 32000-1 §7.8.3).
ObjectId add_resources(
    haru::Document& file, std::string_view fonts, const std::vector<ObjectId>& images
) {
  const ObjectId id = file.reserve();
  Bytes& out = file.begin(id);
  out << "<<"sv << fonts;
  if (!images.empty()) {
    out << "/XObject<<"sv;
    for (std::size_t i = 0; i < images.size(); ++i)
      out << "/I"sv << static_cast<std::int64_t>(i) << ' ' << images[i];
    out << ">>"sv;
  }
  out << ">>\n"sv;
  return id;
}

/// What the catalog names (§7.7.2).
struct Catalog {
  ObjectId description, color_profile;
  ObjectId structure, outline, form;  ///< where there are any
};

bool has_answer(const page::Entry& entry) {
  return entry.answer.has_value();
}

std::string catalog_entries(const page::Metadata& metadata, const Catalog& catalog) {
  Bytes out;
  out << "/Metadata "sv << catalog.description
      << "/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent"
         "/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile "sv
      << catalog.color_profile << ">>]/Lang"sv;
  put_text(out, metadata.language);
  if (catalog.structure) out << "/MarkInfo<</Marked true>>/StructTreeRoot "sv << catalog.structure;
  if (catalog.form) out << "/AcroForm "sv << catalog.form;
  if (catalog.outline) out << "/Outlines "sv << catalog.outline;
  return std::string{out.view()};
}

/// The labels of pages, a row where they do not count on (§12.4.2).
std::string page_labels(std::span<const int> numbers) {
  if (numbers.empty()) return {};
  Bytes out;
  out << "/PageLabels<</Nums["sv;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0 && numbers[i] == numbers[i - 1] + 1) continue;
    out << ' ' << static_cast<std::int64_t>(i) << "<</S/D/St "sv
        << static_cast<std::int64_t>(numbers[i]) << ">>"sv;
  }
  out << "]>>"sv;
  return std::string{out.view()};
}

/// The operators of each page, and how many files are attached: foreign::Form compares them.
std::uint64_t contents_id(const Drawing& drawing, std::size_t attached) {
  hash::NumbersId id;
  for (std::size_t i = 0; i < drawing.page_ends.size(); ++i) id.add(drawing.page(i));
  id.add(attached);
  return id.id();
}

}  // namespace

Writer::Writer(const font::FontBook& fonts, const Budget& budget)
    : state_{std::make_unique<State>(fonts, budget)} {}
Writer::Writer(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<std::string> Writer::write(
    page::Pages pages, const WriteOptions& options, Diagnostics& out
) {
  State& desk = *state_;
  Drawing& drawing = desk.drawing;
  drawing.numbers.count(pages);
  auto annotations = find_annotations(pages, drawing.numbers, out);
  const auto pictures = desk.read_pictures(pages, out);
  if (!annotations) return annotations.error();
  if (!pictures) return pictures.error();

  desk.codes.start_document();
  draw(pages, pictures->shown, desk.codes, drawing, options.tagged, desk.budget);
  auto fonts = desk.embed_fonts(!pages.entries.empty(), options.readable, out);
  if (!fonts) return fonts.error();
  // What is drawn, and known by the fonts, is not needed any more.
  std::vector<font::Glyph>{}.swap(pages.glyphs);
  std::string{}.swap(pages.text);
  SelfDescription about = describe(pages.metadata, options);
  // Nobody has looked whether pages that others wrote keep any standard.
  if (pages.has_copies) about.archive = Archive::none;
  about.accessible = about.accessible && !pages.has_copies;
  const std::string packet = xmp(about);

  haru::Document file{desk.buffers};
  if (std::ranges::any_of(pages.entries, &has_answer)) file.say_answers();
  const std::vector<ObjectId> page_ids = desk.add_pages(file, pages, options.readable);
  for (std::size_t i = 0; i < fonts->size(); ++i) {
    UsedFont& used = (*fonts)[i];
    const ObjectId program = used.variant > 0 ? (*fonts)[i - 1].streams.program : ObjectId{};
    used.streams = add_streams(file, *used.font, program);
  }
  std::vector<ObjectId> images;
  for (const auto& image : pictures->images) images.push_back(add_image(file, *image));
  ObjectId embedded;
  Bytes packed_attachment;
  if (options.attachment) {
    if (!options.readable) desk.careful.deflate(options.attachment->bytes, packed_attachment);
    embedded =
        add_embedded_file(file, *options.attachment, pdf_time(about.date), packed_attachment);
  }
  std::optional<Copies> copies;
  if (pages.has_copies) copies.emplace(pages).add_streams(file);
  Catalog catalog;
  catalog.description = file.add_stream("/Type/Metadata/Subtype/XML", packet);
  catalog.color_profile = file.add_stream("/N 3/Filter/FlateDecode", desk.color_profile.view());

  FieldStreams streams;
  if (!pages.entries.empty()) {
    streams = add_field_streams(file, pages, desk.fields, options.readable);
  }

  const std::string font_resources = add_fonts(file, *fonts, desk.fonts);
  const ObjectId resources = add_resources(file, font_resources, images);
  if (copies) copies->add_objects(file);
  const auto fields = add_annotations(file, pages, page_ids, streams, *annotations);
  if (!fields.empty()) {
    const UsedFont& typed = *std::ranges::find(*fonts, desk.fields.face(), &UsedFont::face);
    catalog.form =
        add_form(file, fields, desk.fields, streams, typed.streams.program, typed.font->name);
  }
  if (options.tagged)
    catalog.structure = add_structure(file, pages, drawing, page_ids, *annotations);
  catalog.outline = add_outline(file, pages, page_ids);
  for (std::size_t i = 0; i < page_ids.size(); ++i) {
    const ObjectId own =
        copies ? copies->add_resources(file, pages.pages[i], font_resources) : ObjectId{};
    file.set(page_ids[i], "Resources", own ? own : resources);
    if (pages.pages[i].turned) file.set(page_ids[i], "Rotate", 90);
    if (options.tagged) file.set(page_ids[i], "StructParents", static_cast<int>(i));
    file.set(page_ids[i], "Tabs", "S");
  }
  std::string entries = catalog_entries(pages.metadata, catalog);
  if (!options.marks.empty())
    entries += private_entries(
        options.marks, contents_id(drawing, options.attachment ? 1 : 0), about.date
    );
  entries += page_labels(options.page_numbers);
  if (copies) entries += copies->layers();
  if (options.attachment) entries += add_attachment(file, *options.attachment, embedded);
  file.set_catalog(std::move(entries));
  file.set_info(info_entries(about));

  std::string bytes;
  if (!file.fault()) bytes = options.readable ? file.save_readable() : file.save_packed(desk.quick);
  if (const auto fault = file.fault()) {
    return out.error(messages::refused_by_libharu(fault->code, fault->detail), {});
  }
  return bytes;
}

bool check_library(Diagnostics& out) {
  const std::string loaded = haru::loaded_version(), compiled = haru::compiled_version();
  if (loaded == compiled) return true;
  out.error(
      messages::another_libharu(loaded, compiled), {}, {"build carepacket again on this machine"}
  );
  return false;
}

}  // namespace engine::pdf
