#include "engine/pdf/interactive/fields.hpp"

#include "engine/pdf/fonts/win_ansi.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

/// From units of an em to thousandths.
int thousandths(const font::FaceFacts& facts, int units) {
  return (units * 1000 + (units < 0 ? -1 : 1) * facts.units_per_em / 2) / facts.units_per_em;
}

Stream packed(
    std::string_view plain, bool readable, std::string entries, flate::Deflater& deflater
) {
  if (readable) return {std::move(entries), std::string{plain}};
  Bytes bytes;
  deflater.deflate(plain, bytes);
  return {entries + "/Filter/FlateDecode", std::string{bytes.view()}};
}

}  // namespace

/// §9.10.3. An encoding that PDF itself defines needs no such table; readers that list fonts miss
/// it.
const Stream& FieldResources::to_unicode(bool readable) {
  Stream& kept = to_unicode_[readable];
  if (!kept.bytes.empty()) return kept;
  Bytes map;
  map << "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
         "/CMapName/WinAnsi def\n/CMapType 2 def\n"
         "1 begincodespacerange\n<00><FF>\nendcodespacerange\n"
         "2 beginbfrange\n<20><7E><0020>\n<A0><FF><00A0>\nendbfrange\n27 beginbfchar\n"sv;
  for (int code = 0x80; code < 0xA0; ++code) {
    if (character_of(code) == 0) continue;
    std::string text;
    append_utf8(text, character_of(code));
    map << '<' << hex(code, 2, upper_hex_digits) << "><"sv;
    put_utf16(map, text);
    map << ">\n"sv;
  }
  map << "endbfchar\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"sv;
  kept = packed(map.view(), readable, {}, deflater_);
  return kept;
}

void FieldResources::describe_font() {
  const font::FaceFacts& facts = book_.facts(face());
  Bytes font;
  font << "/Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding/FirstChar "sv << first_code
       << "/LastChar "sv << last_code << "/Widths["sv;
  for (int code = first_code; code <= last_code; ++code) {
    const char32_t character = character_of(code);
    const std::int64_t advance =
        character == 0 ? 0 : book_.advance(face(), book_.glyph(face(), character));
    font << (code > first_code ? " "sv : ""sv)
         << Length::from_millipoints(advance * 1'000'000 / facts.units_per_em);
  }
  font << ']';
  font_entries_ = font.view();

  // Viewers set lines of typed text so far apart as ascent and descent, or the box, are high:
  // layout counts on the same numbers.
  const int ascent = thousandths(facts, facts.ascent), descent = thousandths(facts, facts.descent);
  constexpr int not_symbolic = 1 << 5;
  const int stem = 50 + facts.weight * facts.weight / (65 * 65);
  Bytes descriptor;
  descriptor << "/Type/FontDescriptor/Flags "sv << not_symbolic << "/FontBBox["sv
             << thousandths(facts, facts.left) << ' ' << descent << ' '
             << thousandths(facts, facts.right) << ' ' << ascent << "]/ItalicAngle 0/Ascent "sv
             << ascent << "/Descent "sv << descent << "/CapHeight "sv
             << thousandths(facts, facts.cap_height) << "/StemV "sv << stem;
  descriptor_entries_ = descriptor.view();
}

const std::string& FieldResources::font_entries() {
  if (font_entries_.empty()) describe_font();
  return font_entries_;
}
const std::string& FieldResources::descriptor_entries() {
  if (descriptor_entries_.empty()) describe_font();
  return descriptor_entries_;
}

// --- ticks ---

namespace {

constexpr char32_t empty_box = 0x2610, ticked_box = 0x2611;

/// Where a point of a glyph falls in a box of that size.
struct Scale {
  font::GlyphBox from;
  Size to;

  Length x(int units) const { return to.width.scaled(units - from.left, from.right - from.left); }
  Length y(int units) const {
    return to.height.scaled(units - from.bottom, from.top - from.bottom);
  }
  void put(Bytes& out, font::Contour::At at) const { out << x(at.x) << ' ' << y(at.y) << ' '; }
};

void put_contour(Bytes& out, const font::Contour& contour, const Scale& scale) {
  scale.put(out, contour.start);
  out << "m\n"sv;
  for (const font::Contour::Step& step : contour.steps) {
    if (!step.is_straight) {
      scale.put(out, step.first);
      scale.put(out, step.second);
    }
    scale.put(out, step.to);
    out << (step.is_straight ? "l\n"sv : "c\n"sv);
  }
}

/// The inside of a box: its last contour is the inner edge.
void put_inside(Bytes& out, const font::Contour& edge, const Scale& scale) {
  int left = edge.start.x, right = left, bottom = edge.start.y, top = bottom;
  for (const font::Contour::Step& step : edge.steps) {
    left = std::min(left, step.to.x);
    right = std::max(right, step.to.x);
    bottom = std::min(bottom, step.to.y);
    top = std::max(top, step.to.y);
  }
  out << "1 g "sv << scale.x(left) << ' ' << scale.y(bottom) << ' '
      << scale.x(right) - scale.x(left) << ' ' << scale.y(top) - scale.y(bottom) << " re f\n"sv;
}

}  // namespace

std::string FieldResources::drawn(Size size, bool cover) const {
  Bytes out;
  const auto face = book_.face_for(empty_box, false, false);
  const auto ticked_face = book_.face_for(ticked_box, false, false);
  if (!face || !ticked_face) return {};
  const std::uint16_t glyph = book_.glyph(*face, empty_box);
  const Scale scale{book_.box(*face, glyph), size};
  const auto box = book_.outline(*face, glyph);
  if (cover) {
    if (!box.empty()) put_inside(out, box.back(), scale);
    return std::string{out.view()};
  }
  for (const font::Contour& contour :
       book_.outline(*ticked_face, book_.glyph(*ticked_face, ticked_box))) {
    if (std::ranges::find(box, contour) == box.end()) put_contour(out, contour, scale);
  }
  out << "f\n"sv;
  return std::string{out.view()};
}

namespace {

std::pair<std::int64_t, std::int64_t> key_of(Size size) {
  return {size.width.millipoints(), size.height.millipoints()};
}

}  // namespace

const std::string& FieldResources::tick(Size size) {
  std::string& kept = ticks_[key_of(size)];
  if (kept.empty()) kept = drawn(size, false);
  return kept;
}
const std::string& FieldResources::cover(Size size) {
  std::string& kept = covers_[key_of(size)];
  if (kept.empty()) kept = drawn(size, true);
  return kept;
}

// --- a document ---

namespace {

std::string appearance_entries(Size size) {
  Bytes out;
  out << "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 "sv << size.width << ' ' << size.height
      << ']';
  return std::string{out.view()};
}

const FieldStreams::OfBox* box_of(const FieldStreams& streams, Size size) {
  const auto found = std::ranges::find_if(streams.boxes, [&](const FieldStreams::OfBox& box) {
    return key_of(box.size) == key_of(size);
  });
  return found == streams.boxes.end() ? nullptr : &*found;
}

}  // namespace

FieldStreams add_field_streams(
    haru::Document& file, const page::Pages& pages, FieldResources& template_set, bool readable
) {
  const Stream& to_unicode = template_set.to_unicode(readable);
  FieldStreams streams;
  streams.to_unicode = file.add_stream(to_unicode.entries, to_unicode.bytes);
  // One for all: its box is of no size, so that a program that fills in a form and would write into
  // the appearance it finds (PDFBox does) makes one of its own instead of writing into all.
  streams.nothing = file.add_stream(appearance_entries({}), "/Tx BMC\nEMC\n"sv);
  for (const page::Page& page : pages.pages) {
    for (const page::Item& item : page.items) {
      const auto* field = std::get_if<page::Field>(&item.what);
      if (!field) continue;
      if (const page::Entry& entry = pages.entry_of(*field); entry.is != page::Entry::Is::box) {
        if (!entry.answer || entry.answer->empty()) continue;
        streams.operators.push_back(template_set.typed(
            *entry.answer, field->size, entry.text_size, entry.is == page::Entry::Is::lines
        ));
        streams.texts.push_back(
            {field->entry, field->size, file.add_stream({}, streams.operators.back())}
        );
        continue;
      }
      if (box_of(streams, field->size)) continue;
      streams.boxes.push_back(
          {field->size,
           file.add_stream(appearance_entries(field->size), template_set.tick(field->size)),
           file.add_stream(appearance_entries(field->size), template_set.cover(field->size))}
      );
    }
  }
  return streams;
}

namespace {

// Field flags (§12.7.4.3): bit 13, and bit 24: a blank that is full takes no more, for what would
// scroll out of sight would not be printed.
constexpr int several_lines = 1 << 12, no_scrolling = 1 << 23;

/// A box that is printed with its tick shows nothing more while it is on, and hides the tick when
/// it is off.
void put_box(Bytes& out, const page::Entry& entry, Size size, const FieldStreams& streams) {
  const FieldStreams::OfBox& box = *box_of(streams, size);
  const bool is_on = entry.answer ? !entry.answer->empty() : entry.is_ticked;
  const std::string_view state = is_on ? "/Yes"sv : "/Off"sv;
  // What it was written with is its default: so the next run knows what somebody did to it.
  out << "/FT/Btn/V"sv << state << "/AS"sv << state << (entry.is_ticked ? "/DV/Yes"sv : ""sv)
      << "/AP<</N<</Off "sv << (entry.is_ticked ? box.cover : streams.nothing) << "/Yes "sv
      << (entry.is_ticked ? streams.nothing : box.tick) << ">>>>"sv;
}

void put_text_size(Bytes& out, Length size) {
  out << "(/F "sv << size << " Tf 0 g)"sv;
}

}  // namespace

void put_field(
    Bytes& out, const page::Pages& pages, const page::Field& field, const FieldStreams& streams
) {
  const page::Entry& entry = pages.entry_of(field);
  if (entry.is == page::Entry::Is::box) {
    put_box(out, entry, field.size, streams);
  } else {
    const bool several = entry.is == page::Entry::Is::lines;
    out << "/FT/Tx/Ff "sv << (no_scrolling | (several ? several_lines : 0));
    if (entry.text_size > Length{}) {  // otherwise as the form says: fitted
      out << "/DA"sv;
      put_text_size(out, entry.text_size);
    }
    const auto shown = std::ranges::find(streams.texts, field.entry, &FieldStreams::OfText::entry);
    const bool is_answered = shown != streams.texts.end();
    if (is_answered) {
      out << "/V"sv;
      put_text(out, *entry.answer);
    }
    out << "/AP<</N "sv << (is_answered ? shown->shown : streams.nothing) << ">>"sv;
  }
  out << "/T"sv;
  put_text(out, entry.name);
  out << "/TU"sv;
  put_text(out, entry.accessible_name);
  // What a form calls the field when it exports its data (§12.7.3.1): its place in a case, and
  // behind a bar what it is about. Programs that fill it in leave that as it is.
  if (entry.in_case.empty() && entry.about.empty()) return;
  out << "/TM"sv;
  put_text(out, entry.about.empty() ? entry.in_case : entry.in_case + '|' + entry.about);
}

ObjectId add_form(
    haru::Document& file,
    std::span<const ObjectId> fields,
    FieldResources& template_set,
    const FieldStreams& streams,
    ObjectId program,
    std::string_view font_name
) {
  const ObjectId form = file.reserve(3);
  const ObjectId font{form.number + 1}, descriptor{form.number + 2};
  for (const FieldStreams::OfText& text : streams.texts) {
    Bytes entries;
    entries << "/Type/XObject/Subtype/Form/BBox[0 0 "sv << text.size.width << ' '
            << text.size.height << "]/Resources<</Font<</F "sv << font << ">>>>"sv;
    file.set_entries(text.shown, std::string{entries.view()});
  }
  Bytes& out = file.begin(form);
  out << "<</Fields["sv;
  for (std::size_t i = 0; i < fields.size(); ++i) out << (i > 0 ? " "sv : ""sv) << fields[i];
  out << "]/DR<</Font<</F "sv << font << ">>>>/DA"sv;
  put_text_size(out, {});
  out << ">>\n"sv;
  file.begin(font) << "<<"sv << template_set.font_entries() << "/BaseFont"sv;
  put_name(out, font_name);
  out << "/FontDescriptor "sv << descriptor << "/ToUnicode "sv << streams.to_unicode << ">>\n"sv;
  file.begin(descriptor) << "<<"sv << template_set.descriptor_entries() << "/FontName"sv;
  put_name(out, font_name);
  out << "/FontFile2 "sv << program << ">>\n"sv;
  return form;
}

}  // namespace engine::pdf
