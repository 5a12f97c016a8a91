#include "engine/layout/inline/remembered.hpp"

#include "engine/layout/inline/words.hpp"

#include <functional>

namespace engine::layout {

namespace {

template <class Value>
void add(std::string& key, const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void add(std::string& key, std::string_view words) {
  add(key, static_cast<std::uint32_t>(words.size()));
  key.append(words);
}

/// What stands between words, and the numbers that are printed. False for what is more than ink.
struct KeyOfInline {
  std::string& key;
  const Numbers& numbers;

  bool operator()(const doc::LineBreak&) const {
    key += 'l';
    return true;
  }
  bool operator()(const doc::Tab&) const {
    key += 't';
    return true;
  }
  bool operator()(const doc::PageNumber& number) const {
    key += 'n';
    add(key, value_of(number, numbers));
    return true;
  }
  bool operator()(const doc::Text& text) const;
  bool operator()(const doc::Fill&) const { return false; }
  bool operator()(const doc::Box&) const { return false; }
};

bool KeyOfInline::operator()(const doc::Text& text) const {
  if (text.link >= 0) return false;
  add(key,
      static_cast<char>(
          (text.bold ? 1 : 0) | (text.italic ? 2 : 0) | (text.strong ? 4 : 0) | (text.em ? 8 : 0)
      ));
  add(key, text.language);
  add(key, text.text);
  return true;
}

}  // namespace

bool Remembered::make_key(
    const Composer& c, const doc::Paragraph& paragraph, Length width, Mark tag
) {
  if (c.right_to_left || c.speech.right_to_left || paragraph.most_lines > 0) return false;
  if (paragraph.align != doc::Align::left) return false;
  const doc::TextStyle& style = paragraph.style;
  key_.clear();
  add(key_, width.millipoints());
  add(key_, style.size.millipoints());
  add(key_, style.leading.millipoints());
  add(key_, static_cast<char>(tag < 0));
  add(key_, c.speech.language);
  add(key_, static_cast<char>(c.speech.han ? 1 + static_cast<int>(*c.speech.han) : 0));
  add(key_, static_cast<char>((style.bold ? 1 : 0) | (style.italic ? 2 : 0)));
  for (const std::uint8_t channel : {style.color.red, style.color.green, style.color.blue})
    add(key_, channel);
  for (const doc::Inline& in : paragraph.inlines) {
    if (!std::visit(KeyOfInline{key_, c.numbers}, in)) return false;
  }
  return true;
}

const SetParagraph* Remembered::find(
    const Composer& c, const doc::Paragraph& paragraph, Length width, Mark tag
) {
  is_wanted_ = false;
  if (!make_key(c, paragraph, width, tag)) return nullptr;
  if (const auto found = known_.find(key_); found != known_.end()) return &found->second;
  const std::uint64_t hash = std::hash<std::string_view>{}(key_);
  std::uint64_t& met = met_[hash % hints];
  is_wanted_ = met == hash;
  met = hash;
  return nullptr;
}

void Remembered::keep(SetParagraph set) {
  glyphs_ += set.glyphs.size();
  if (glyphs_ > most_glyphs) {
    known_.clear();
    glyphs_ = set.glyphs.size();
  }
  known_.emplace(std::move(key_), std::move(set));
}

}  // namespace engine::layout
