#include "engine/layout/inline/pen.hpp"

namespace engine::layout {

namespace {

/// A glyph tells its byte in 16 bits; a word has half of that at most.
constexpr std::size_t longest_item = 30'000;

}  // namespace

void Pen::run(TagHandle tag, const Run& run, Length x) {
  const bool rtl = run.level % 2 == 1;
  begin(tag, run.face, x, rtl);
  append(run.text, run.glyphs->glyphs, run.glyphs->width);
  if (rtl) lift();
}

void Pen::space(TagHandle tag, const doc::Text* text, Length x, bool may_join) {
  const PlainFace& plain = c_.setting.scratch.plain(
      text ? text->bold : style_.bold, text ? text->italic : style_.italic
  );
  if (!(may_join && open_ && tag == tag_ && text_.face == plain.face))
    begin(tag, plain.face, x, false);
  c_.ink.glyphs.push_back(
      {.id = plain.space,
       .cluster = static_cast<std::uint16_t>(c_.ink.text.size() - text_.text_begin),
       .x = units_,
       .advance = plain.space_advance,
       .y = 0}
  );
  c_.ink.text += ' ';
  units_ += plain.space_advance;
}

void Pen::lift() {
  if (!open_) return;
  open_ = false;
  text_.text_end = static_cast<std::uint32_t>(c_.ink.text.size());
  text_.glyph_end = static_cast<std::uint32_t>(c_.ink.glyphs.size());
  text_.width = width();
  c_.ink.draw(tag_, {x_, baseline_}, text_);
}

void Pen::begin(TagHandle tag, font::FaceId face, Length x, bool rtl) {
  const Length gap = x - (x_ + (open_ ? width() : Length{}));
  const bool goes_on = open_ && !rtl && tag == tag_ && face == text_.face && gap < 0.01_pt &&
                       gap > -0.01_pt && c_.ink.text.size() - text_.text_begin < longest_item;
  if (goes_on) return;
  lift();
  open_ = true;
  tag_ = tag;
  units_per_em_ = c_.setting.shaper.book().facts(face).units_per_em;
  x_ = x;
  units_ = 0;
  text_ = {.face = face, .size = style_.size, .color = style_.color, .right_to_left = rtl};
  text_.text_begin = static_cast<std::uint32_t>(c_.ink.text.size());
  text_.glyph_begin = static_cast<std::uint32_t>(c_.ink.glyphs.size());
}

void Pen::append(std::string_view words, std::span<const font::Glyph> glyphs, std::int32_t units) {
  const auto offset = static_cast<std::uint16_t>(c_.ink.text.size() - text_.text_begin);
  const std::int32_t before = units_;
  std::vector<font::Glyph>& all = c_.ink.glyphs;
  const std::size_t first = all.size();
  all.insert(all.end(), glyphs.begin(), glyphs.end());
  font::Glyph* const end = all.data() + all.size();
  for (font::Glyph* glyph = all.data() + first; glyph != end; ++glyph) {
    glyph->cluster = static_cast<std::uint16_t>(glyph->cluster + offset);
    glyph->x += before;
  }
  c_.ink.text += words;
  units_ += units;
}

}  // namespace engine::layout
