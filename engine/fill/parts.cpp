#include "engine/fill/compiled.hpp"
#include "engine/fill/messages.hpp"

#include <algorithm>

namespace engine::fill {

namespace {

/// Of one template with all its parts.
constexpr std::size_t most_mebibytes = 16, most_parts_open = 64;

/// Takes parts in, depth first.
class Taker {
 public:
  Taker(
      const kind::TemplateSet& template_set,
      std::string_view kind,
      std::string_view language,
      std::map<const Source*, std::vector<Piece>>& scanned,
      Diagnostics& out
  )
      : template_set_{template_set},
        kind_{kind},
        language_{language},
        scanned_{scanned},
        out_{out} {}

  bool take(const Source& file) {
    const std::vector<Piece>* pieces = scan_once(file);
    if (!pieces) return false;
    open_.push_back(&file);
    bool fine = true;
    for (const Piece& piece : *pieces) {
      if (!has_room_for(piece)) return false;
      if (piece.is == Piece::Is::partial) {
        fine = take_part(piece) && fine;
      } else {
        taken.push_back(piece);
      }
    }
    open_.pop_back();
    return fine;
  }

  std::vector<Piece> taken;

 private:
  /// Counts a piece. False when there are too many, which is told once: `taken` is of no use then.
  bool has_room_for(const Piece& piece) {
    if (is_full_) return false;
    bytes_ += piece.span.end - piece.span.begin;
    const bool too_long = bytes_ > most_mebibytes << 20;
    is_full_ = ++pieces_ > most_pieces || too_long;
    if (!is_full_) return true;
    out_.error(
        too_long ? messages::parts_too_long(most_mebibytes)
                 : messages::parts_too_many(in_thousands(most_pieces)),
        piece.span,
        {"a part that takes in another twice, which does the same, grows without end"}
    );
    return false;
  }

  /// The pieces of a file; nullptr when it has a fault, which is told each time.
  const std::vector<Piece>* scan_once(const Source& file) {
    const auto known = scanned_.find(&file);
    if (known != scanned_.end()) return &known->second;
    auto pieces = scan(file, out_);
    return pieces ? &scanned_.emplace(&file, *std::move(pieces)).first->second : nullptr;
  }

  bool take_part(const Piece& piece) {
    const Source* part = find(piece.name);
    if (!part) {
      out_.error(messages::no_part(piece.name), piece.name_span, nearest_part(piece.name));
      return false;
    }
    const auto again = std::find(open_.begin(), open_.end(), part);
    if (again != open_.end()) {
      std::string way;
      for (auto file = again; file != open_.end(); ++file) way += (*file)->name() + " takes in ";
      out_.error(messages::part_takes_in_itself(piece.name), piece.name_span, {way + part->name()});
      return false;
    }
    if (open_.size() == most_parts_open) {
      out_.error(messages::parts_too_deep(most_parts_open), piece.name_span);
      return false;
    }
    const bool fine = take(*part);
    if (!piece.stands_alone) drop_last_line_end(*part);
    return fine;
  }

  /// Inside a line, the line end that editors leave at the end of a part would be a space on paper.
  void drop_last_line_end(const Source& part) {
    if (taken.empty() || taken.back().is != Piece::Is::text) return;
    Span& last = taken.back().span;
    if (last.source != &part || last.end != part.text().size()) return;
    auto text = last.text();
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    last.end = last.begin + static_cast<std::uint32_t>(text.size());
  }

  std::string own_folder() const { return std::string{kind_} + "/parts/"; }

  /// The kind's own part first, the house's second; of each the one of this language before the one
  /// of all.
  const Source* find(std::string_view name) const {
    for (const std::string& folder : {own_folder(), std::string{"house/"}}) {
      const std::string path = folder + std::string{name};
      if (const Source* part =
              template_set_.file(path + "." + std::string{language_} + ".mustache"))
        return part;
      if (const Source* part = template_set_.file(path + ".mustache")) return part;
    }
    return nullptr;
  }

  std::vector<std::string> nearest_part(std::string_view name) const {
    constexpr std::string_view ending = ".mustache";
    std::vector<std::string_view> parts;
    for (const std::string& folder : {own_folder(), std::string{"house/"}}) {
      for (const std::string_view path : template_set_.files.below(folder)) {
        if (path.ends_with(ending))
          parts.push_back(path.substr(folder.size(), path.size() - folder.size() - ending.size()));
      }
    }
    return {
        suggestion_or(name, parts, quotes, "parts are files of " + own_folder() + " and house/")};
  }

  const kind::TemplateSet& template_set_;
  std::string_view kind_, language_;
  std::map<const Source*, std::vector<Piece>>& scanned_;
  Diagnostics& out_;
  std::vector<const Source*> open_;
  std::size_t pieces_ = 0, bytes_ = 0;
  bool is_full_ = false;
};

}  // namespace

std::optional<std::vector<Piece>> take_in_parts(
    const kind::TemplateSet& template_set,
    std::string_view kind,
    std::string_view language,
    const Source& file,
    std::map<const Source*, std::vector<Piece>>& scanned,
    Diagnostics& out
) {
  Taker taker{template_set, kind, language, scanned, out};
  if (!taker.take(file)) return std::nullopt;
  return std::move(taker.taken);
}

}  // namespace engine::fill
