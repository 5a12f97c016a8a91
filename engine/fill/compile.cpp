#include "engine/fill/compiled.hpp"
#include "engine/fill/messages.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace engine::fill {

namespace {

void tell(const Miss& miss, Span name, Diagnostics& out) {
  const auto begin = static_cast<std::uint32_t>(name.begin + miss.at);
  out.error(
      miss.said, {name.source, begin, static_cast<std::uint32_t>(begin + miss.length)}, miss.hints
  );
}

/// Why a value prints nothing by itself, and what does.
void tell_silent(const Piece& piece, const Type& type, Diagnostics& out) {
  const std::string name{piece.name};
  std::vector<std::string> hints;
  if (is_list(type) && prints(inside(type))) {
    const std::string list = name == "." ? "" : name + ".";
    hints.push_back("say {{" + list + "joined}}, or {{" + list + "first}}");
  } else if (type.is == Type::Is::flag) {
    hints.push_back("use it as a section: {{#" + name + "}}…{{/" + name + "}}");
  } else if (const auto names = names_inside(type); !names.empty()) {
    std::string all;
    for (const auto own : names) all += (all.empty() ? "" : ", ") + std::string{own};
    hints.push_back("name what is inside it: " + all);
  }
  out.error(messages::prints_nothing(name, described(type)), piece.name_span, std::move(hints));
}

/// Sections in each other: far more than any template has.
constexpr std::size_t most_levels = 64;

/// Writes the outline of one template, checking every name on the way.
class Compiler {
 public:
  Compiler(std::vector<Frame> frames, const vocabulary::Term& root, Diagnostics& out)
      : frames_{std::move(frames)}, root_{root}, out_{out} {}

  Compiled compile(std::string name, const std::vector<Piece>& pieces) {
    made_.name = std::move(name);
    made_.parts.reserve(pieces.size() + 1);
    for (const Piece& piece : pieces) {
      switch (piece.is) {
        case Piece::Is::text:
          add_text(piece);
          break;
        case Piece::Is::variable:
          add_variable(piece);
          break;
        case Piece::Is::section:
          open(piece, '#');
          break;
        case Piece::Is::inverted:
          open(piece, '^');
          break;
        case Piece::Is::end:
          close(piece);
          break;
        case Piece::Is::partial:
          break;  // taken in already
      }
    }
    for (const Open& left : open_) {
      out_.error(
          messages::section_never_closed(left.piece.name),
          left.piece.span,
          {"close it with {{/" + std::string{left.piece.name} + "}}"}
      );
    }
    made_.parts.push_back({});
    return std::move(made_);
  }

 private:
  struct Open {
    Piece piece;
    std::size_t part = 0;
    bool is_known = false, has_frame = false;
  };

  void add_text(const Piece& piece) {
    const auto first = static_cast<std::uint32_t>(made_.source_map.size());
    mapper_.map(piece.span, made_.source_map);
    const auto first_mark = static_cast<std::uint32_t>(made_.marks.size());
    const Inside begins_in = structure_.inside();
    if (made_.is_known_whole)
      made_.is_known_whole = structure_.read(piece.span.text(), made_.marks);
    made_.parts.push_back(
        {.is = piece.is,
         .span = piece.span,
         .first_mapping = first,
         .end_mapping = static_cast<std::uint32_t>(made_.source_map.size()),
         .first_mark = first_mark,
         .end_mark = static_cast<std::uint32_t>(made_.marks.size()),
         .begins_in = begins_in,
         .ends_in = structure_.inside()}
    );
  }

  /// A tag of the outline.
  void add_to_outline(std::string_view mark, std::size_t part) {
    std::array<char, 32> tag{'{', '{'};
    char* at = std::copy(mark.begin(), mark.end(), tag.data() + 2);
    at = std::to_chars(at, tag.data() + tag.size(), part).ptr;
    made_.outline.append(tag.data(), at).append("}}", 2);
  }

  std::optional<Path> look_up(const Piece& piece) {
    auto found = resolve(piece.name, frames_, root_);
    if (auto* path = std::get_if<Path>(&found)) return std::move(*path);
    tell(std::get<Miss>(found), piece.name_span, out_);
    return std::nullopt;
  }

  /// The same name in the same frame leads to the same value; outside all sections, in all of a
  /// document.
  std::uint32_t number_if_fixed(std::string_view name, std::uint32_t frame) {
    if (frame >= outer_frames) return Part::not_fixed;
    const auto [known, is_new] = fixed_[frame].try_emplace(name, made_.fixed_values);
    if (is_new) ++made_.fixed_values;
    return known->second;
  }

  void add_variable(const Piece& piece) {
    auto path = look_up(piece);
    if (!path) return;
    if (!prints(path->type)) return tell_silent(piece, path->type, out_);
    const std::uint32_t fixed = number_if_fixed(piece.name, path->frame);
    made_.parts.push_back(
        {.is = piece.is, .span = piece.name_span, .path = *std::move(path), .fixed = fixed}
    );
  }

  void open(const Piece& piece, char mark) {
    // What is told as too deep is looked up no more: each look goes through all levels.
    const bool is_too_deep = open_.size() >= most_levels;
    if (is_too_deep && !std::exchange(is_too_deep_, true))
      out_.error(messages::sections_too_deep(most_levels), piece.span);
    auto path = is_too_deep ? std::nullopt : look_up(piece);
    const bool opens_frame = mark == '#';
    // A section over a name that was told as unknown still has its end: what is inside it is looked
    // up as if the section were not there.
    if (opens_frame && path)
      frames_.push_back({seen_through(inside(path->type), root_), is_list(path->type)});
    open_.push_back({piece, made_.parts.size(), path.has_value(), opens_frame && path});
    if (!path) return;
    add_to_outline({&mark, 1}, made_.parts.size());
    const std::uint32_t fixed = number_if_fixed(piece.name, path->frame);
    made_.parts.push_back(
        {.is = piece.is, .span = piece.name_span, .path = *std::move(path), .fixed = fixed}
    );
  }

  void close(const Piece& piece) {
    if (open_.empty()) {
      out_.error(messages::nothing_to_close(piece.name), piece.span);
      return;
    }
    const Open opened = open_.back();
    if (opened.piece.name != piece.name) {
      const Place place = opened.piece.span.source->place(opened.piece.span.begin);
      out_.error(
          messages::closes_another(piece.name, opened.piece.name),
          piece.span,
          {"that one was opened at " + opened.piece.span.source->name() + ":" +
           std::to_string(place.line) + ":" + std::to_string(place.column)}
      );
    }
    open_.pop_back();
    if (opened.has_frame) frames_.pop_back();
    // An unknown name was told, and its section has no part.
    if (opened.is_known) {
      Part& section = made_.parts[opened.part];
      section.end = static_cast<std::uint32_t>(made_.parts.size());
      if (section.is == Piece::Is::inverted) add_to_outline("", section.end);
      add_to_outline("/", opened.part);
    }
    made_.parts.push_back({});
  }

  std::vector<Frame> frames_;
  const vocabulary::Term& root_;
  Diagnostics& out_;
  SourceMapper mapper_;
  StructureReader structure_;
  Compiled made_;
  std::vector<Open> open_;
  std::array<std::unordered_map<std::string_view, std::uint32_t>, outer_frames> fixed_;
  bool is_too_deep_ = false;  ///< told
};

/// The language of a kind's template by its path: "en" of transfer-letter/en.mustache, "" for any
/// other file.
std::string_view template_language(std::string_view path, std::string_view kind) {
  constexpr std::string_view ending = ".mustache";
  if (!path.starts_with(kind) || !path.ends_with(ending)) return {};
  path.remove_prefix(kind.size());
  if (!path.starts_with('/')) return {};
  path = path.substr(1, path.size() - 1 - ending.size());
  return path.find('/') == path.npos ? path : std::string_view{};
}

}  // namespace

Templates::Templates() = default;
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

bool Templates::has(std::string_view kind, std::string_view language) const {
  return state_ && state_->file_of(kind, language);
}

const Source* Templates::State::file_of(std::string_view kind, std::string_view language) const {
  std::string path{kind};
  path.append("/").append(language).append(".mustache");
  return template_set->file(path);
}

Result<Compiled*> Templates::State::compiled(
    const kind::Kind& kind, std::string_view language, Diagnostics& out
) {
  std::string name{kind.name};
  name.append("/").append(language);
  if (const auto known = by_name.find(name); known != by_name.end()) return &known->second;
  const auto mark = out.mark();
  const Source* file = file_of(kind.name, language);
  const vocabulary::Term& root = template_set->vocabulary.root;
  const auto pieces = take_in_parts(*template_set, kind.name, language, *file, scanned, out);
  if (!pieces) return *out.reported_since(mark);
  Compiler compiler{frames(kind.each), root, out};
  Compiled made = compiler.compile(name + ".mustache", *pieces);
  if (const auto wrong = out.reported_since(mark)) return *wrong;
  this->language(language);
  return &by_name.emplace(std::move(name), std::move(made)).first->second;
}

const std::vector<Frame>& Templates::State::frames(std::string_view each) {
  if (const auto known = around.find(each); known != around.end()) return known->second.frames;
  std::vector<Frame> frames = {{type_of(shape)}, {{Type::Is::group, &document_shape()}}, {}};
  if (!each.empty()) {
    if (const auto* list = std::get_if<Path>(&path("", each)))
      frames[2].type = seen_through(inside(list->type), template_set->vocabulary.root);
  }
  return around.emplace(std::string{each}, Around{std::move(frames), {}}).first->second.frames;
}

const std::variant<Path, Miss>& Templates::State::path(
    std::string_view each, std::string_view path
) {
  const auto& from = frames(each);
  auto& known = around.find(each)->second.paths;
  if (const auto found = known.find(path); found != known.end()) return found->second;
  return known.emplace(std::string{path}, resolve(path, from, template_set->vocabulary.root))
      .first->second;
}

const facts::Language& Templates::State::language(std::string_view code) {
  const auto known = languages.find(code);
  if (known != languages.end()) return known->second;
  return languages.emplace(std::string{code}, facts::language(*template_set, code)).first->second;
}

namespace {

/// The facts that kind.xml asks for, looked up as in the kind's template.
void check_kind(Templates::State& state, const kind::Kind& kind, Diagnostics& out) {
  const auto check = [&](std::string_view what, std::string_view fact, Span at) {
    if (fact.empty()) return;
    const auto& found = state.path(kind.each, fact);
    if (const Miss* miss = std::get_if<Miss>(&found))
      out.error(messages::not_a_fact(what, fact, miss->said.words), at, miss->hints);
  };
  if (!kind.each.empty()) {
    const auto& each = state.path("", kind.each);
    const Path* path = std::get_if<Path>(&each);
    if (path && !is_list(path->type)) {
      out.error(messages::each_is_no_list(kind.each), kind.span);
    } else if (!path) {
      const Miss& miss = std::get<Miss>(each);
      out.error(messages::not_a_fact("each", kind.each, miss.said.words), kind.span, miss.hints);
    }
  }
  const auto check_condition = [&](std::string_view what, const kind::Condition& condition, Span at
                               ) {
    for (const auto& row : condition.any_of) {
      for (const auto& term : row) check(what, term.fact, at);
    }
  };
  check("about", kind.about, kind.span);
  check_condition("when", kind.when, kind.span);
  check_condition("keep-when", kind.keep_when, kind.span);
  check_condition("send-when", kind.send_when, kind.span);
  check_condition("discreet-when", kind.discreet_when, kind.span);
  check("refuse", kind.refuse, kind.span);
  for (const kind::Need& need : kind.needs) check("fact", need.fact, need.span);
  for (const kind::Proof& proof : kind.proofs) {
    check_condition("when", proof.when, proof.span);
    for (const std::string& fact : proof.facts) check("fact", fact, proof.span);
    for (const auto& [language, words] : proof.says) {
      for (const auto name : kind::gaps_of(words)) check("says", name, proof.span);
    }
  }
}

/// The facts of the case that a set asks for beside the stages of a kind.
void check_place(Templates::State& state, const kind::Place& place, Diagnostics& out) {
  const auto check = [&](std::string_view attribute, const kind::Condition& condition) {
    for (const auto& row : condition.any_of) {
      for (const auto& term : row) {
        const auto& found = state.path("", term.fact);
        if (const Miss* miss = std::get_if<Miss>(&found))
          out.error(
              messages::not_a_fact(attribute, term.fact, miss->said.words), place.span, miss->hints
          );
      }
    }
  };
  check("or-when", place.or_when);
  check("not-when", place.not_when);
}

/// What the engine and kind.xml ask for, whatever template is filled.
void check_template_set(Templates::State& state, Diagnostics& out) {
  const kind::TemplateSet& template_set = *state.template_set;
  for (const std::string& word : facts::missing_words(template_set)) {
    const Source* file = template_set.file("words.xml");
    out.error(
        messages::word_missing(word),
        file ? file->span(0, 0) : Span{},
        {"the engine says it by itself: every id must be there"}
    );
  }
  for (const kind::Kind& kind : template_set.kinds) check_kind(state, kind, out);
  for (const kind::Set& set : template_set.sets) {
    for (const kind::Place& place : set.places) check_place(state, place, out);
  }
}

}  // namespace

Result<Templates> open(const kind::TemplateSet& template_set, Diagnostics& out) {
  const auto mark = out.mark();
  auto state = std::make_unique<Templates::State>();
  state->template_set = &template_set;
  state->shape = facts::shape(template_set.vocabulary);
  if (!template_set.is_checked) check_template_set(*state, out);
  if (const auto wrong = out.reported_since(mark)) return *wrong;
  Templates templates;
  templates.state_ = std::move(state);
  return templates;
}

Result<Templates> compile(const kind::TemplateSet& template_set, Diagnostics& out) {
  const auto mark = out.mark();
  auto templates = open(template_set, out);
  if (templates && !template_set.is_checked) {
    for (const kind::Kind& kind : template_set.kinds) {
      for (const std::string_view path : template_set.files.below(kind.name + "/")) {
        const auto language = template_language(path, kind.name);
        if (!language.empty()) static_cast<void>(templates->state_->compiled(kind, language, out));
      }
    }
  }
  if (const auto wrong = out.reported_since(mark)) return *wrong;
  return templates;
}

}  // namespace engine::fill
