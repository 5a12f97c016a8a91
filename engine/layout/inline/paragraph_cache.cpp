#include "engine/layout/inline/paragraph_cache.hpp"

#include "engine/layout/inline/collect.hpp"

namespace engine::layout {

namespace {

template <class Value>
void add(Bytes& key, const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  char* const at = key.room(sizeof value);
  std::memcpy(at, &value, sizeof value);
  key.wrote(at + sizeof value);
}

void add(Bytes& key, std::string_view words) {
  add(key, static_cast<std::uint32_t>(words.size()));
  key << words;
}

// Everything of these types is in the key or refuses a paragraph: each is taken apart into all of
// its members, so that one that is added does not compile here until it is dealt with.

/// What stands between words, and the numbers that are printed. False for what is more than ink.
struct KeyOfInline {
  Bytes& key;
  const PageNumbers& numbers;

  bool operator()(const doc::LineBreak&) const {
    static_assert(std::is_empty_v<doc::LineBreak>);
    key << 'l';
    return true;
  }
  bool operator()(const doc::Tab&) const {
    static_assert(std::is_empty_v<doc::Tab>);
    key << 't';
    return true;
  }
  bool operator()(const doc::PageNumber& number) const {
    [[maybe_unused]] const auto& [of] = number;
    key << 'n';
    add(key, value_of(number, numbers));
    return true;
  }
  bool operator()(const doc::Text& text) const;
  bool operator()(const doc::Fill&) const { return false; }
  bool operator()(const doc::Box&) const { return false; }
};

bool KeyOfInline::operator()(const doc::Text& inline_text) const {
  const auto& [text, bold, italic, strong, em, link, language, span] = inline_text;
  if (link >= 0) return false;
  // What a case says is kept apart from the words around it (direction.hpp).
  const bool is_of_case = span && span.source->holds_patient_data();
  add(key,
      static_cast<char>(
          (bold ? 1 : 0) | (italic ? 2 : 0) | (strong ? 4 : 0) | (em ? 8 : 0) |
          (is_of_case ? 16 : 0)
      ));
  add(key, language);
  add(key, text);
  return true;
}

void add(Bytes& key, const doc::TextStyle& style) {
  const auto& [size, leading, bold, italic, color] = style;
  const auto& [red, green, blue] = color;
  add(key, size.millipoints());
  add(key, leading.millipoints());
  add(key, static_cast<char>((bold ? 1 : 0) | (italic ? 2 : 0)));
  for (const std::uint8_t channel : {red, green, blue}) add(key, channel);
}

/// False for what runs from right to left.
bool add(Bytes& key, const TextContext& speech) {
  const auto& [language, han, right_to_left] = speech;
  add(key, language);
  add(key, static_cast<char>(han ? 1 + static_cast<int>(*han) : 0));
  return !right_to_left;
}

}  // namespace

bool ParagraphCache::make_key(
    const Composer& c, const doc::Paragraph& paragraph, Length width, TagHandle tag
) {
  const auto& [inlines, style, align, most_lines] = paragraph;
  if (c.setting.right_to_left || most_lines > 0 || align != doc::Align::left) return false;
  key_.clear();
  if (!add(key_, c.context)) return false;
  add(key_, style);
  add(key_, width.millipoints());
  add(key_, static_cast<char>(tag < 0));
  for (const doc::Inline& in : inlines) {
    if (!std::visit(KeyOfInline{key_, c.numbers}, in)) return false;
  }
  return true;
}

const CachedParagraph* ParagraphCache::find(
    const Composer& c, const doc::Paragraph& paragraph, Length width, TagHandle tag
) {
  is_wanted_ = false;
  if (!make_key(c, paragraph, width, tag)) return nullptr;
  if (const auto found = known_.find(key_.view()); found != known_.end()) return &found->second;
  const std::uint64_t hash = Hash{}(key_.view());
  std::uint64_t& met = met_[hash % hints];
  is_wanted_ = met == hash;
  met = hash;
  return nullptr;
}

void ParagraphCache::keep(CachedParagraph set) {
  glyphs_ += set.glyphs.size();
  if (glyphs_ > most_glyphs) {
    known_.clear();
    glyphs_ = set.glyphs.size();
  }
  known_.emplace(key_.view(), std::move(set));
}

}  // namespace engine::layout
