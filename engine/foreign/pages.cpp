#include "engine/foreign/pages.hpp"

#include "engine/flate/flate.hpp"
#include "engine/foreign/limits.hpp"

#include <algorithm>
#include <cmath>

namespace engine::foreign {

namespace {

constexpr double most_points = 14400 * 100;  // a side: what no reader shows (ISO 32000-1 Annex C)
constexpr int deepest_form = 4;              // forms within forms in which text is looked for

/// The part of a page that is seen: what its crop box leaves of its media box (§14.11.2).
std::optional<Box> visible_part(const Object& page) {
  const auto media = page["/MediaBox"].box();
  if (!media) return std::nullopt;
  const Box crop = page["/CropBox"].box().value_or(*media);
  const Box both{
      std::max(crop[0], (*media)[0]),
      std::max(crop[1], (*media)[1]),
      std::min(crop[2], (*media)[2]),
      std::min(crop[3], (*media)[3])};
  return both[0] < both[2] && both[1] < both[3] ? both : *media;
}

int turned_by(const Object& page) {
  const auto degrees = page["/Rotate"].number();
  return degrees ? ((static_cast<int>(std::fmod(*degrees, 360)) + 360) % 360) / 90 : 0;
}

/// The whole page turned clockwise, its corner at 0 again.
Matrix turned(const Box& box, int quarters) {
  switch (quarters) {
    case 1:
      return {0, -1, 1, 0, -box[1], box[2]};
    case 2:
      return {-1, 0, 0, -1, box[2], box[3]};
    case 3:
      return {0, 1, -1, 0, box[3], -box[0]};
    default:
      return {1, 0, 0, 1, -box[0], -box[1]};
  }
}

}  // namespace

std::optional<Upright> upright(const Object& page) {
  const auto box = visible_part(page);
  if (!box) return std::nullopt;
  const double unit = std::clamp(page["/UserUnit"].number().value_or(1), 0.01, 1000.0);
  const int quarters = turned_by(page);
  Upright up{.matrix = joined(turned(*box, quarters), {unit, 0, 0, unit, 0, 0}), .visible = *box};
  const double wide = ((*box)[2] - (*box)[0]) * unit, high = ((*box)[3] - (*box)[1]) * unit;
  if (wide < 1 || high < 1 || wide > most_points || high > most_points) return std::nullopt;
  up.wide = quarters % 2 == 0 ? wide : high;
  up.high = quarters % 2 == 0 ? high : wide;
  return up;
}

// --- text ------------------------------------------------

namespace {

constexpr std::string_view white{" \t\r\n\f\0", 6};
constexpr std::string_view ends_word{" \t\r\n\f\0()<>[]{}/%", 16};

/// Behind the string in parentheses that begins at `at` (§7.3.4.2).
std::size_t behind_string(std::string_view content, std::size_t at) {
  int open = 0;
  for (; at < content.size(); ++at) {
    if (content[at] == '\\') {
      ++at;
    } else if (content[at] == '(') {
      ++open;
    } else if (content[at] == ')' && --open == 0) {
      return at + 1;
    }
  }
  return content.size();
}

/// Behind the end of a picture that stands among the operators (§8.9.7).
std::size_t behind_picture(std::string_view content, std::size_t at) {
  for (at = content.find("EI", at); at != std::string_view::npos; at = content.find("EI", at + 1)) {
    const bool begins = white.find(content[at - 1]) != std::string_view::npos;
    const bool ends =
        at + 2 >= content.size() || ends_word.find(content[at + 2]) != std::string_view::npos;
    if (begins && ends) return at + 2;
  }
  return content.size();
}

/// True when one of these operators shows letters (§9.4.3).
bool shows_letters(std::string_view content) {
  for (std::size_t at = 0; at < content.size();) {
    const char c = content[at];
    if (c == '(') {
      at = behind_string(content, at);
    } else if (c == '%') {
      at = std::min(content.find_first_of("\r\n", at), content.size());
    } else if (c == '/') {
      at = std::min(content.find_first_of(ends_word, at + 1), content.size());
    } else if (ends_word.find(c) != std::string_view::npos) {
      ++at;
    } else {
      const auto end = std::min(content.find_first_of(ends_word, at), content.size());
      const auto word = content.substr(at, end - at);
      if (word == "Tj" || word == "TJ" || word == "'" || word == "\"") return true;
      at = word == "ID" ? behind_picture(content, end) : end;
    }
  }
  return false;
}

}  // namespace

bool PageReader::form_holds_text(const Object& form, int depth) {
  if (!form.is_stream() || !form["/Subtype"].is_name("/Form")) return false;
  const auto [known, is_new] = forms_.emplace(form.id(), false);
  if (!is_new) return known->second;
  const auto content = form.bytes(true);
  const bool holds = content && holds_text(form["/Resources"], *content, depth);
  return forms_[form.id()] = holds;
}

bool PageReader::holds_text(const Object& resources, std::string_view content, int depth) {
  if (resources["/Font"].is_dictionary() && shows_letters(content)) return true;
  const Object drawn = resources["/XObject"];
  if (depth >= deepest_form || !drawn.is_dictionary()) return false;
  return std::ranges::any_of(drawn.keys(), [&](const std::string& name) {
    return form_holds_text(drawn[name.c_str()], depth + 1);
  });
}

// --- what is written over a page -------------------------

namespace {

constexpr int hidden = 2, not_shown = 32;  // of an annotation (§12.5.3)

/// The picture of an annotation, in the state that it is in (§12.5.5); null where it has none.
Object appearance(const Object& annotation) {
  Object normal = annotation["/AP"]["/N"];
  if (normal.is_stream() || !normal.is_dictionary()) return normal;
  const std::string state = annotation["/AS"].text();
  return normal[state.empty() ? "/Off" : state.c_str()];
}

/// What puts the picture of an annotation into its place (§12.5.5, algorithm 8.1).
std::optional<Matrix> into_place(const Object& picture, const Object& annotation) {
  const auto place = annotation["/Rect"].box();
  const auto own = picture["/BBox"].box();
  if (!place || !own) return std::nullopt;
  Matrix matrix{1, 0, 0, 1, 0, 0};
  const Object given = picture["/Matrix"];
  for (int i = 0; i < 6 && given.size() == 6; ++i)
    matrix[static_cast<std::size_t>(i)] = given.at(i).number().value_or(0);
  const Box around = moved(*own, matrix);
  const double wide = around[2] - around[0], high = around[3] - around[1];
  if (wide <= 0 || high <= 0) return std::nullopt;
  const double x = ((*place)[2] - (*place)[0]) / wide, y = ((*place)[3] - (*place)[1]) / high;
  return Matrix{x, 0, 0, y, (*place)[0] - around[0] * x, (*place)[1] - around[1] * y};
}

/// A text or a choice that somebody gave as an answer.
bool is_answered(const Object& annotation) {
  const Object own = annotation["/V"];
  const Object value = own.is_null() ? annotation["/Parent"]["/V"] : annotation["/V"];
  return value.is_string() && !value.text().empty();
}

}  // namespace

/// The operators that draw what is written over a page, and the names they are drawn by.
std::string PageReader::written_over(const Object& page, std::string& names) {
  std::string operators;
  const Object all = page["/Annots"];
  for (int i = 0; i < all.size(); ++i) {
    const Object annotation = all.at(i);
    const auto flags = static_cast<int>(annotation["/F"].number().value_or(0));
    const bool is_seen = (flags & (hidden | not_shown)) == 0;
    if (!annotation.is_dictionary() || !is_seen || annotation["/Subtype"].is_name("/Popup"))
      continue;
    const Object picture = appearance(annotation);
    const auto matrix = picture.is_stream() ? into_place(picture, annotation) : std::nullopt;
    if (!matrix) {
      unseen_answers_ += annotation["/Subtype"].is_name("/Widget") && is_answered(annotation);
      continue;
    }
    has_text_over_ = has_text_over_ || form_holds_text(picture, 0);
    const std::string name = "/A" + std::to_string(i);
    const std::string spelled_matrix = spelled(*matrix);
    names += name + ' ' + Copier::reference(copier_.index_of(picture));
    operators +=
        "q " + spelled_matrix.substr(1, spelled_matrix.size() - 2) + " cm " + name + " Do Q\n";
  }
  return operators;
}

// --- the page --------------------------------------------

namespace {

std::string form_entries(const Box& box) {
  return "/Type/XObject/Subtype/Form/BBox" + spelled(box);
}

ForeignObject packed_stream(std::string entries, std::string_view plain) {
  static constexpr int level = 6;
  flate::Deflater deflater{level};
  Bytes packed;
  deflater.deflate(plain, packed);
  return {
      .body = std::move(entries) + "/Filter/FlateDecode",
      .is_stream = true,
      .bytes = std::string{packed.view()}};
}

}  // namespace

std::optional<ForeignPage> PageReader::read(const Object& page) {
  const auto up = upright(page);
  if (!up || !contents_fit(page)) return std::nullopt;
  unsigned char* bytes = nullptr;
  std::size_t size = 0;
  const QPDF_ERROR_CODE found =
      document_->oh_get_page_content_data(document_.handle(), page.handle(), &bytes, &size);
  const std::string content = take_bytes(bytes, size);
  if ((found & QPDF_ERRORS) != 0) return std::nullopt;

  const Object resources = page["/Resources"];
  std::string entries = form_entries(up->visible);
  if (resources.is_dictionary()) entries += "/Resources " + copier_.written(resources);
  if (const Object group = page["/Group"]; group.is_dictionary())
    entries += "/Group " + copier_.written(group);

  ForeignPage made{
      .size = {Length::from_points(up->wide), Length::from_points(up->high)},
      .has_text = holds_text(resources, content, 0)};
  std::string names;
  has_text_over_ = false;
  const std::string over = written_over(page, names);
  const std::string matrix = "/Matrix" + spelled(up->matrix);
  if (over.empty()) {
    made.form = copier_.add(packed_stream(entries + matrix, content));
    return made;
  }
  // The page is a form of its own: what it leaves open does not reach what is written over it.
  const std::uint32_t below = copier_.add(packed_stream(entries, content));
  made.form = copier_.add(packed_stream(
      form_entries(up->visible) + matrix + "/Resources<</XObject<</P " + Copier::reference(below) +
          names + ">>>>",
      "/P Do\n" + over
  ));
  made.has_text = made.has_text || has_text_over_;
  return made;
}

}  // namespace engine::foreign
