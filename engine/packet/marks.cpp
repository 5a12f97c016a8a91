#include "engine/packet/marks.hpp"

#include "engine/base/ascii.hpp"
#include "engine/base/fold.hpp"
#include "engine/engine.hpp"
#include "engine/hash/hash.hpp"

#include <charconv>
#include <optional>

namespace engine::packet {

namespace {

/// The numbers and texts that say how a page looks, one behind the other.
class Ink {
 public:
  void number(std::int64_t value) { numbers_.add(static_cast<std::uint64_t>(value)); }
  void length(Length value) { number(value.millipoints()); }
  void size(Size value) {
    length(value.width);
    length(value.height);
  }
  void point(Point value) {
    length(value.x);
    length(value.y);
  }
  void color(Color value) { number(value.red << 16 | value.green << 8 | value.blue); }
  void text(std::string_view value) { numbers_.add(value); }
  std::uint64_t digest() const { return numbers_.id(); }

 private:
  hash::NumbersId numbers_;
};

void put(Ink& ink, const page::Pages& pages, const page::Text& text) {
  ink.number(text.face.index);
  ink.length(text.size);
  ink.color(text.color);
  // What is raised is told from the glyph behind it: none that is drawn has the number 0.
  for (const font::Glyph& glyph : pages.glyphs_of(text)) {
    ink.number(std::int64_t{glyph.id} << 32 | static_cast<std::uint32_t>(glyph.x));
    if (glyph.y != 0) ink.number(glyph.y);
  }
}

void put(Ink& ink, const page::Pages&, const page::Fill& fill) {
  ink.size(fill.size);
  ink.color(fill.color);
}

void put(Ink& ink, const page::Pages&, const page::Frame& frame) {
  ink.size(frame.size);
  ink.length(frame.line);
  ink.color(frame.color);
}

void put(Ink& ink, const page::Pages&, const page::Stroke& stroke) {
  ink.size(stroke.size);
  ink.length(stroke.line);
  ink.color(stroke.color);
  ink.number(stroke.rises);
}

void put(Ink& ink, const page::Pages&, const page::Picture& picture) {
  ink.size(picture.size);
  ink.text(picture.bytes);
  ink.number(picture.turns);
  ink.number(picture.turned);
}

void put(Ink& ink, const page::Pages&, const page::Drawing& drawing) {
  ink.size(drawing.size);
  ink.color(drawing.color);
}

void put(Ink& ink, const page::Pages&, const page::ForeignCopy& copy) {
  ink.size(copy.size);
  ink.number(copy.turned);
}

void put(Ink&, const page::Pages&, const page::Link&) {}

/// A field shows what was typed there, and a box the tick it is printed with.
void put(Ink& ink, const page::Pages& pages, const page::Field& field) {
  const page::Entry& entry = pages.entry_of(field);
  ink.size(field.size);
  ink.length(entry.text_size);
  ink.number(static_cast<std::int64_t>(entry.is));
  ink.number(entry.is_ticked);
  ink.text(entry.answer ? "=" + *entry.answer : "");
}

std::uint64_t ink_of(const Pictogram& pictogram) {
  Ink ink;
  ink.length(pictogram.line);
  for (const Pictogram::Path& path : pictogram.paths) {
    ink.number(static_cast<std::int64_t>(path.ink));
    for (const Pictogram::Step& step : path.steps) {
      ink.number(static_cast<std::int64_t>(step.is));
      for (const Point point : {step.a, step.b, step.to}) ink.point(point);
    }
  }
  return ink.digest();
}

/// A link and an empty field are places alone.
bool is_inked(const page::Pages& pages, const page::Item& item) {
  if (std::holds_alternative<page::Link>(item.what)) return false;
  const auto* field = std::get_if<page::Field>(&item.what);
  return !field || pages.entry_of(*field).answer || pages.entry_of(*field).is_ticked;
}

bool is_running(const page::TagOrArtifact& meaning) {
  const auto* artifact = std::get_if<page::Artifact>(&meaning);
  return artifact && (*artifact == page::Artifact::header || *artifact == page::Artifact::footer);
}

}  // namespace

namespace {

/// Shows the words of an object piece by piece, with the index of what it refers to behind each.
template <class Each>
void for_each_piece(const ForeignObject& object, Each&& each) {
  std::string_view rest = object.body;
  while (true) {
    const auto begin = rest.find(ForeignObject::begin_reference);
    std::optional<std::size_t> index;
    if (begin != rest.npos)
      std::from_chars(rest.data() + begin + 1, rest.data() + rest.size(), index.emplace());
    each(rest.substr(0, begin), index);
    if (!index) return;
    rest.remove_prefix(rest.find(ForeignObject::end_reference, begin) + 1);
  }
}

/// An object without what it refers to: which number that has says nothing of how it looks.
std::uint64_t own_ink_of(const ForeignObject& object) {
  Ink ink;
  for_each_piece(object, [&](std::string_view words, const auto&) { ink.text(words); });
  ink.text(object.bytes);
  return ink.digest();
}

/// What each object of a record draws, with all that it refers to. Objects are numbered as they are
/// met, so most refer to later ones: from the last to the first, those are known. What leads back
/// is as the round before has it; nothing that draws leads back further than these rounds go.
std::vector<std::uint64_t> inks_of(const ForeignFile& file) {
  constexpr int rounds = 4;
  std::vector<std::uint64_t> own;
  for (const ForeignObject& object : file.objects) own.push_back(own_ink_of(object));
  std::vector<std::uint64_t> all = own;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = all.size(); i-- > 0;) {
      Ink ink;
      ink.number(static_cast<std::int64_t>(own[i]));
      for_each_piece(file.objects[i], [&](std::string_view, const auto& index) {
        if (index) ink.number(static_cast<std::int64_t>(all[*index]));
      });
      all[i] = ink.digest();
    }
  }
  return all;
}

}  // namespace

std::uint64_t Marker::ink_of(const page::ForeignCopy& copy) {
  auto& known = records_[copy.file];
  if (known.empty()) known = inks_of(*copy.file);
  return known[copy.file->pages[copy.page].form];
}

std::uint64_t Marker::ink_of(const page::Drawing& drawing) {
  const auto [known, is_new] = pictograms_.try_emplace(drawing.pictogram);
  if (is_new && drawing.pictogram) known->second = packet::ink_of(*drawing.pictogram);
  return known->second;
}

PageMark Marker::mark(const page::Pages& pages, std::size_t number, std::string_view day) {
  const page::Page& page = pages.pages[number];
  Ink body, running;
  body.size(page.size);
  body.number(page.turned);
  std::string words;  // of head and foot
  for (const page::Item& item : page.items) {
    if (!is_inked(pages, item)) continue;
    const auto* text = std::get_if<page::Text>(&item.what);
    const bool is_words = text && is_running(item.meaning);
    if (is_words) words += pages.text_of(*text);
    Ink& ink = is_words ? running : body;
    ink.number(static_cast<std::int64_t>(item.what.index()));
    ink.point(item.at);
    if (const auto* copy = std::get_if<page::ForeignCopy>(&item.what))
      ink.number(static_cast<std::int64_t>(ink_of(*copy)));
    if (const auto* drawing = std::get_if<page::Drawing>(&item.what))
      ink.number(static_cast<std::int64_t>(ink_of(*drawing)));
    std::visit([&](const auto& what) { put(ink, pages, what); }, item.what);
  }
  const auto at = day.empty() ? std::string::npos : words.find(day);
  if (at != std::string::npos) words.erase(at, day.size());
  Ink all, undated;
  for (Ink* each : {&all, &undated}) each->number(static_cast<std::int64_t>(body.digest()));
  all.number(static_cast<std::int64_t>(running.digest()));
  undated.text(words);
  return {all.digest(), undated.digest()};
}

}  // namespace engine::packet

namespace engine {

namespace {

std::uint32_t digest_of(const std::string& words) {
  return static_cast<std::uint32_t>(hash::content_id(words)[0]);
}

}  // namespace

Whose whose_of(const casefile::Case& known) {
  const casefile::Entry* const patient = known.root().find("patient");
  const casefile::Entry* const name = patient ? patient->find("name") : nullptr;
  if (!name) return {};
  std::string all;
  for (const std::string_view part : {"given", "family", "text"}) {
    if (part == "text" && !all.empty()) break;
    for (const casefile::Entry* one : name->all(part)) {
      all += ' ';
      all += one->text();
    }
  }
  const auto words = words_of(all);
  if (words.empty()) return {};
  const std::string who = folded(words.front()) + ' ' + folded(words.back());
  const Date* const born = patient->date("birthDate");
  return {digest_of(who), born ? digest_of(who + ' ' + born->iso()) : 0};
}

namespace {

constexpr int digits = 16, digits_of_whose = 8;

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number, 16);
  return number;
}

}  // namespace

bool can_be_one(const Whose& a, const Whose& b) {
  return a.name == b.name && (a.born == b.born || a.born == 0 || b.born == 0);
}

std::string spelled(const Marks& marks, const Whose& whose) {
  std::string text = ' ' + hex(whose.name, digits_of_whose, lower_hex_digits) +
                     hex(whose.born, digits_of_whose, lower_hex_digits) + '\n';
  for (const PaperMarks& paper : marks) {
    text += paper.paper;
    for (const PageMark& page : paper.pages)
      text += ' ' + hex(page.ink, digits, lower_hex_digits) +
              hex(page.undated, digits, lower_hex_digits);
    text += '\n';
  }
  return text;
}

std::optional<Whose> whose_in(std::string_view spelled) {
  constexpr std::size_t wide = 2 * digits_of_whose + 2;
  if (spelled.size() < wide || spelled.front() != ' ' || spelled[wide - 1] != '\n')
    return std::nullopt;
  const auto number = [&](std::size_t at) {
    return static_cast<std::uint32_t>(number_in(spelled.substr(at, digits_of_whose)));
  };
  return Whose{number(1), number(1 + digits_of_whose)};
}

Marks marks_in(std::string_view spelled) {
  Marks marks;
  while (!spelled.empty()) {
    const auto end = std::min(spelled.find('\n'), spelled.size());
    std::string_view line = spelled.substr(0, end);
    spelled.remove_prefix(std::min(end + 1, spelled.size()));
    const auto blank = std::min(line.find(' '), line.size());
    PaperMarks paper{.paper = std::string{line.substr(0, blank)}, .pages = {}};
    line.remove_prefix(blank);
    constexpr std::size_t wide = 2 * digits + 1;
    for (; line.size() >= wide; line.remove_prefix(wide))
      paper.pages.push_back(
          {number_in(line.substr(1, digits)), number_in(line.substr(1 + digits, digits))}
      );
    if (!paper.paper.empty()) marks.push_back(std::move(paper));
  }
  return marks;
}

}  // namespace engine
