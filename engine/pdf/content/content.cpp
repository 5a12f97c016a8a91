#include "engine/pdf/content/content.hpp"

#include "engine/pdf/content/text_pen.hpp"
#include "engine/pdf/interactive/annotations.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace engine::pdf {

using namespace std::string_view_literals;

void ItemNumbers::count(const page::Pages& pages) {
  first_.clear();
  std::uint32_t next = 0;
  for (const page::Page& page : pages.pages) {
    first_.push_back(next);
    next += static_cast<std::uint32_t>(page.items.size());
  }
  first_.push_back(next);
}

void put_steps(Bytes& out, const std::vector<Pictogram::Step>& steps) {
  using Is = Pictogram::Step::Is;
  const auto put = [&](Point point) { out << point.x << ' ' << point.y << ' '; };
  for (const Pictogram::Step& step : steps) {
    if (step.is == Is::curve) {
      put(step.a);
      put(step.b);
    }
    if (step.is != Is::close) put(step.to);
    out
        << (step.is == Is::move    ? "m "sv
            : step.is == Is::line  ? "l "sv
            : step.is == Is::curve ? "c "sv
                                   : "h "sv);
  }
}

void put_color(Bytes& out, Color color, std::string_view gray, std::string_view rgb) {
  const auto channel = [](std::uint8_t value) {
    return Length::from_millipoints((value * 1000 + 127) / 255);
  };
  if (color.red == color.green && color.green == color.blue) {
    out << channel(color.red) << gray;
  } else {
    out << channel(color.red) << ' ' << channel(color.green) << ' ' << channel(color.blue) << rgb;
  }
}

void put_font_name(Bytes& out, font::FaceId face, std::uint16_t variant, bool is_second) {
  out << (is_second ? "/M"sv : "/F"sv) << static_cast<int>(face.index);
  if (variant > 0) out << '_' << static_cast<int>(variant);
}

void Codes::start_document() {
  is_started_.assign(faces_.size(), false);
}

FaceCodes& Codes::of(font::FaceId face) {
  if (!faces_[face.index]) faces_[face.index] = std::make_unique<FaceCodes>(book_, face);
  if (!is_started_[face.index]) {
    is_started_[face.index] = true;
    faces_[face.index]->start_document();
  }
  return *faces_[face.index];
}

const FaceCodes* Codes::if_used(font::FaceId face) const {
  return is_started_[face.index] ? faces_[face.index].get() : nullptr;
}

namespace {

constexpr std::uint32_t in_no_tag = 0xFFFFFFFF;
constexpr std::uint32_t last_in_a_row = 0xFFFFFFFE;

/// For each item the one that stands right behind it in its tag.
void find_followers(const page::TagTree& tags, Drawing& drawing) {
  drawing.follows.assign(drawing.numbers.total(), in_no_tag);
  for (const page::Child& child : tags.children) {
    if (child.is != page::Child::Is::item) continue;
    std::uint32_t& follows = drawing.follows[drawing.numbers.of(child.page, child.index)];
    follows = last_in_a_row;
    if (child.next == page::Tag::none) continue;
    const page::Child& next = tags.children[child.next];
    if (next.is == page::Child::Is::item) follows = drawing.numbers.of(next.page, next.index);
  }
}

std::string_view artifact_entries(page::Artifact artifact) {
  switch (artifact) {
    case page::Artifact::layout:
      return "/Type/Layout"sv;
    case page::Artifact::background:
      return "/Type/Background"sv;
    case page::Artifact::header:
      return "/Type/Pagination/Subtype/Header"sv;
    case page::Artifact::footer:
      return "/Type/Pagination/Subtype/Footer"sv;
  }
  return {};
}

/// Writes the operators of one page, and only those that change something.
///
/// A marked-content sequence lies wholly inside a text object or wholly outside (§14.6.1): text
/// shares one text object as long as nothing else is drawn.
class PagePen {
 public:
  PagePen(
      const page::Pages& pages, std::uint32_t number, bool tagged, Codes& codes, Drawing& drawing
  )
      : pages_{pages},
        page_{pages.pages[number]},
        first_item_{drawing.numbers.of(number, 0)},
        tagged_{tagged},
        drawing_{drawing},
        out_{drawing.operators},
        text_{drawing.operators, codes} {}

  void draw(std::uint32_t index, std::int32_t picture) {
    const page::Item& item = page_.items[index];
    if (is_annotation(item)) return;  // no ink
    const bool is_text = std::holds_alternative<page::Text>(item.what);
    const auto* pictogram = std::get_if<page::Drawing>(&item.what);
    if (!pictogram || !is_like_before(*pictogram)) end_pictograms();
    if (tagged_) {
      go_on_in_sequence(index, item.meaning, is_text);
    } else {
      begin_or_end_text(is_text);
    }
    if (is_text) draw_text(std::get<page::Text>(item.what), item.at);
    if (const auto* fill = std::get_if<page::Fill>(&item.what)) draw_fill(*fill, item.at);
    if (const auto* frame = std::get_if<page::Frame>(&item.what)) draw_frame(*frame, item.at);
    if (const auto* stroke = std::get_if<page::Stroke>(&item.what)) draw_stroke(*stroke, item.at);
    if (pictogram) draw_pictogram(*pictogram, item.at);
    if (const auto* shown = std::get_if<page::Picture>(&item.what))
      draw_picture(*shown, item.at, picture);
    if (pages_.has_copies) {
      if (const auto* copy = std::get_if<page::ForeignCopy>(&item.what))
        draw_copy(*copy, item.at, index);
    }
  }

  void finish() {
    end_pictograms();
    end_sequence();
    text_.end();
  }

 private:
  /// User space has its origin at the bottom left, y upward (§8.3.2.3). The rooms before this one
  /// count downward from the top edge; this and pdf/structure.cpp's boxes are where it is turned.
  Length up(Length y) const { return page_.size.height - y; }

  // ---- sequences

  void go_on_in_sequence(std::uint32_t index, const page::TagOrArtifact& meaning, bool is_text) {
    const std::uint32_t number = first_item_ + index;
    const bool is_artifact = std::holds_alternative<page::Artifact>(meaning);
    const bool goes_on = open_ && *open_ == meaning && is_text == text_.is_open() &&
                         (is_artifact || drawing_.follows[last_] == number);
    last_ = number;
    if (goes_on) return;

    end_sequence();
    begin_or_end_text(is_text);
    open_ = meaning;
    if (is_artifact) {
      out_ << "/Artifact<<"sv << artifact_entries(std::get<page::Artifact>(meaning)) << ">>BDC\n"sv;
      return;
    }
    if (drawing_.follows[number] == in_no_tag)
      throw std::logic_error{"an item's tag does not hold it"};
    const page::TagId tag = std::get<page::TagId>(meaning);
    out_ << '/' << std::string_view{name(pages_.tags[tag].role)} << "<</MCID "sv << next_mcid_
         << ">>BDC\n"sv;
    drawing_.sequence[number] = next_mcid_++;
    drawing_.owners.push_back(tag);
  }

  void end_sequence() {
    end_pictograms();
    if (open_) out_ << "EMC\n"sv;
    open_.reset();
  }

  // ---- state

  void begin_or_end_text(bool is_text) { is_text ? text_.begin() : text_.end(); }

  void fill_with(Color color) {
    if (color == fill_color_) return;
    fill_color_ = color;
    put_color(out_, color, " g\n"sv, " rg\n"sv);
  }
  void stroke_with(Color color, Length line) {
    if (color != line_color_) put_color(out_, color, " G\n"sv, " RG\n"sv);
    if (line != line_width_) out_ << line << " w\n"sv;
    line_color_ = color;
    line_width_ = line;
  }
  // ---- items

  void draw_fill(const page::Fill& fill, Point at) {
    fill_with(fill.color);
    out_ << at.x << ' ' << up(at.y + fill.size.height) << ' ' << fill.size.width << ' '
         << fill.size.height << " re f\n"sv;
  }

  /// The line lies inside the rectangle: no ink leaves it.
  void draw_frame(const page::Frame& frame, Point at) {
    stroke_with(frame.color, frame.line);
    const Length half = frame.line / 2;
    out_ << at.x + half << ' ' << up(at.y + frame.size.height) + half << ' '
         << frame.size.width - frame.line << ' ' << frame.size.height - frame.line << " re S\n"sv;
  }

  void draw_stroke(const page::Stroke& stroke, Point at) {
    stroke_with(stroke.color, stroke.line);
    const Length top = up(at.y), foot = up(at.y + stroke.size.height);
    out_ << at.x << ' ' << (stroke.rises ? foot : top) << " m "sv << at.x + stroke.size.width << ' '
         << (stroke.rises ? top : foot) << " l S\n"sv;
  }

  bool is_like_before(const page::Drawing& drawing) const {
    return alike_ && alike_->pictogram == drawing.pictogram && alike_->size == drawing.size &&
           alike_->color == drawing.color;
  }

  /// The same operators for every drawing of a pictogram, in its own box; the matrix makes it as
  /// large as it is wanted, and turns it, as its y goes down. What follows one that is like it is
  /// as far from it as the next from that: a row of a hundred people packs into little.
  void draw_pictogram(const page::Drawing& drawing, Point at) {
    const auto scale = [](Length side) {
      return Length::from_millipoints(side.millipoints() * 1000 / Pictogram::side.millipoints());
    };
    const Size scales{scale(drawing.size.width), scale(drawing.size.height)};
    if (alike_) {
      const auto in_its_box = [](Length way, Length scaled) {
        return Length::from_millipoints(way.millipoints() * 1000 / scaled.millipoints());
      };
      out_ << "1 0 0 1 "sv << in_its_box(at.x - alike_at_.x, scales.width) << ' '
           << in_its_box(at.y - alike_at_.y, scales.height) << " cm "sv;
    } else {
      fill_with(drawing.color);
      stroke_with(drawing.color, line_width_);
      out_ << "q "sv << scales.width << " 0 0 "sv << -scales.height << ' ' << at.x << ' '
           << up(at.y) << " cm "sv;
    }
    put_pictogram(*drawing.pictogram);
    // Too small for its box to be measured in: the next begins anew.
    const bool is_measured = scales.width > Length{} && scales.height > Length{};
    alike_ = drawing;
    alike_at_ = at;
    if (!is_measured) end_pictograms();
  }
  void end_pictograms() {
    if (alike_) out_ << "Q\n"sv;
    alike_.reset();
  }

  /// A page may have a hundred of the same: they are copied from where the first was drawn.
  void put_pictogram(const Pictogram& pictogram) {
    const auto known =
        std::ranges::find(drawing_.pictograms, &pictogram, &Drawing::Drawn::pictogram);
    if (known != drawing_.pictograms.end()) {
      char* const at = out_.room(known->end - known->begin);
      const std::string_view before = out_.view().substr(known->begin, known->end - known->begin);
      std::memcpy(at, before.data(), before.size());
      out_.wrote(at + before.size());
      return;
    }
    const std::size_t begin = out_.size();
    out_ << pictogram.line << " w 1 J 1 j\n"sv;
    for (const Pictogram::Path& path : pictogram.paths) {
      const bool is_paper = path.ink == Pictogram::Path::Ink::paper;
      if (is_paper) out_ << "q 1 g\n"sv;
      put_steps(out_, path.steps);
      out_ << (path.ink == Pictogram::Path::Ink::line ? "S\n"sv : "f*\n"sv);
      if (is_paper) out_ << "Q\n"sv;
    }
    drawing_.pictograms.push_back({&pictogram, begin, out_.size()});
  }

  /// A picture is drawn in a square of 1 by 1; it is turned with that.
  void draw_picture(const page::Picture& picture, Point at, std::int32_t number) {
    const Length wide = picture.size.width, high = picture.size.height;
    const Length left = at.x, right = at.x + wide, bottom = up(at.y + high), top = up(at.y);
    out_ << "q "sv;
    switch (picture.turns) {
      case 1:
        out_ << "0 "sv << -high << ' ' << wide << " 0 "sv << left << ' ' << top;
        break;
      case 2:
        out_ << -wide << " 0 0 "sv << -high << ' ' << right << ' ' << top;
        break;
      case 3:
        out_ << "0 "sv << high << ' ' << -wide << " 0 "sv << right << ' ' << bottom;
        break;
      default:
        out_ << wide << " 0 0 "sv << high << ' ' << left << ' ' << bottom;
    }
    out_ << " cm /I"sv << number << " Do Q\n"sv;
  }

  /// As large as one length is to another, in a millionth.
  void put_ratio(Length one, Length other) {
    const std::int64_t millionths =
        (one.millipoints() * 1'000'000 + other.millipoints() / 2) / other.millipoints();
    const std::string decimals = std::to_string(1'000'000 + millionths % 1'000'000);
    out_ << millionths / 1'000'000 << '.' << std::string_view{decimals}.substr(1);
  }

  /// The form of a page has its size, and its lower left corner at 0.
  void draw_copy(const page::ForeignCopy& copy, Point at, std::uint32_t index) {
    const Size own = copy.file->pages[copy.page].size;
    const Length shown = copy.turned ? copy.size.height : copy.size.width;
    const Length bottom = up(at.y + copy.size.height);
    out_ << "q "sv;
    if (copy.turned) {
      out_ << "0 "sv;
      put_ratio(shown, own.width);
      out_ << " -"sv;
      put_ratio(shown, own.width);
      out_ << " 0 "sv << at.x + copy.size.width << ' ' << bottom;
    } else {
      put_ratio(shown, own.width);
      out_ << " 0 0 "sv;
      put_ratio(shown, own.width);
      out_ << ' ' << at.x << ' ' << bottom;
    }
    out_ << " cm /P"sv << index << " Do Q\n"sv;
  }

  void draw_text(const page::Text& text, Point at) {
    const auto glyphs = pages_.glyphs_of(text);
    if (glyphs.empty()) return;
    fill_with(text.color);
    text_.show(text, pages_.text_of(text), glyphs, {at.x, up(at.y)});
  }

  const page::Pages& pages_;
  const page::Page& page_;
  const std::uint32_t first_item_;
  const bool tagged_;
  Drawing& drawing_;
  Bytes& out_;
  TextPen text_;

  std::optional<page::TagOrArtifact> open_;
  std::uint32_t last_ = 0;              ///< the item drawn before
  std::optional<page::Drawing> alike_;  ///< the pictogram that it is, if it is one
  Point alike_at_;
  std::int32_t next_mcid_ = 0;
  Color fill_color_, line_color_;  // black, as a page begins (§8.4.1)
  Length line_width_ = Length::from_millipoints(1000);
};

}  // namespace

void draw(
    const page::Pages& pages,
    const std::vector<std::int32_t>& pictures,
    Codes& codes,
    Drawing& drawing,
    bool tagged,
    const Budget& budget
) {
  drawing.operators.clear();
  drawing.page_ends.clear();
  drawing.owners.clear();
  drawing.owner_ends.clear();
  drawing.pictograms.clear();
  drawing.sequence.assign(drawing.numbers.total(), Drawing::none);
  find_followers(pages.tags, drawing);
  for (std::uint32_t number = 0; number < pages.pages.size(); ++number) {
    budget.check(drawing.operators.size());
    PagePen pen{pages, number, tagged, codes, drawing};
    for (std::uint32_t i = 0; i < pages.pages[number].items.size(); ++i) {
      pen.draw(i, pictures.empty() ? Drawing::none : pictures[drawing.numbers.of(number, i)]);
    }
    pen.finish();
    drawing.page_ends.push_back(drawing.operators.size());
    drawing.owner_ends.push_back(static_cast<std::uint32_t>(drawing.owners.size()));
  }
}

}  // namespace engine::pdf
