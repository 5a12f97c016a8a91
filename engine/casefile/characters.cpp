#include "engine/casefile/characters.hpp"

#include "engine/base/blank.hpp"
#include "engine/base/utf8.hpp"
#include "engine/casefile/messages.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace engine::casefile {

namespace {

constexpr bool is_between(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}
constexpr bool is_separator(char32_t c) {
  return c == 0x2028 || c == 0x2029;
}
constexpr bool is_skin_tone(char32_t c) {
  return is_between(c, 0x1F3FB, 0x1F3FF);
}
/// Letters that are not seen and say which flag a flag is (Unicode 15 §23.9).
constexpr bool is_tag(char32_t c) {
  return is_between(c, 0xE0000, 0xE007F);
}
constexpr bool is_variation_selector(char32_t c) {
  return is_between(c, 0xFE00, 0xFE0F) || is_between(c, 0xE0100, 0xE01EF);
}
constexpr bool is_private(char32_t c) {
  return is_between(c, 0xE000, 0xF8FF) || c >= 0xF0000;
}
/// Deprecated formats (§23.3), and a mark that some programs begin a text with: nothing is seen of
/// them.
constexpr bool is_nothing(char32_t c) {
  return c == 0xFEFF || is_between(c, 0x206A, 0x206F);
}
/// Openers and closers of a direction (UAX #9 §2.1 to 2.5).
constexpr bool is_embedding(char32_t c) {
  return c == 0x202A || c == 0x202B;
}
constexpr bool is_override(char32_t c) {
  return c == 0x202D || c == 0x202E;
}
constexpr bool is_isolate(char32_t c) {
  return is_between(c, 0x2066, 0x2068);
}
constexpr bool turns(char32_t c) {
  return is_between(c, 0x202A, 0x202E) || is_between(c, 0x2066, 0x2069);
}
/// True for what leaves no trace on paper by itself.
constexpr bool is_unseen(char32_t c) {
  return is_blank(c) || is_joiner(c) || is_variation_selector(c) || turns(c) || c == 0xAD ||
         c == 0x34F || c == 0x61C || c == 0x200E || c == 0x200F || is_between(c, 0x2061, 0x2064);
}

/// What signs of Word's fonts look like, where it writes their codes from U+F000 on: bullets of
/// Wingdings, then what Symbol has for numbers and doses.
char32_t sign_of_word(char32_t c) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 27> signs{
      {{0xF06C, U'●'}, {0xF06E, U'■'}, {0xF06F, U'□'}, {0xF071, U'❑'}, {0xF075, U'◆'},
       {0xF076, U'❖'}, {0xF0A7, U'▪'}, {0xF0A8, U'☐'}, {0xF0AD, U'↑'}, {0xF0AE, U'→'},
       {0xF0AF, U'↓'}, {0xF0B7, U'•'}, {0xF0D8, U'➢'}, {0xF0E0, U'→'}, {0xF0E8, U'➔'},
       {0xF0FB, U'✗'}, {0xF0FC, U'✓'}, {0xF0FD, U'☒'}, {0xF0FE, U'☑'}, {0xF02D, U'−'},
       {0xF0A3, U'≤'}, {0xF0B0, U'°'}, {0xF0B1, U'±'}, {0xF0B3, U'≥'}, {0xF0B4, U'×'},
       {0xF0B8, U'÷'}, {0xF0BB, U'≈'}}};
  const auto found = std::ranges::find(signs, c, &std::pair<char32_t, char32_t>::first);
  return found == signs.end() ? 0 : found->second;
}

/// Why a character is left out.
std::string_view reason(char32_t c) {
  if (c == 0x20E3) return "it draws a key around a digit; the digit is printed";
  if (is_skin_tone(c)) return "it colors the sign before it; that is printed without color";
  if (is_tag(c)) return "it changes the sign before it in a way that cannot be printed";
  if (is_private(c))
    return "it is a sign of one font alone, as Word has for bullets: write what it says";
  if (turns(c))
    return "it turns words around; they are printed in the order in which they are read";
  return "it stands for something that was lost when this was copied: write that again";
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// One value on its way to paper.
class Cleaner {
 public:
  Cleaner(bool keeps_lines, const Letters* letters, Span at, Diagnostics& out)
      : keeps_lines_{keeps_lines}, letters_{letters}, at_{at}, out_{out} {}

  std::string clean(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const auto [c, next] = character_at(text, i);
      if (c < 0x80) {
        put(text.substr(i, 1), c);
      } else {
        const bool keycap_follows =
            c == 0xFE0F && next < text.size() && character_at(text, next).value == 0x20E3;
        if (!keycap_follows) one(c, text.substr(i, next - i));
      }
      i = next;
    }
    if (has_turns_) balance();
    if (!is_seen_) return {};
    return keeps_lines_ ? std::move(clean_) : collapsed(clean_);
  }

 private:
  void one(char32_t c, std::string_view bytes) {
    if (is_separator(c)) return put(keeps_lines_ ? "\n" : " ", ' ');
    if (is_nothing(c)) return;
    const bool goes_along = is_skin_tone(c) || is_variation_selector(c) || is_joiner(c);
    if (goes_along && is_behind_name_) return;
    const bool is_lost = is_between(c, 0xFFF9, 0xFFFD) || c == 0x20E3 || is_tag(c);
    if (is_tag(std::exchange(before_, c)) && is_tag(c)) return;  // the first of a row is told
    if (is_lost || (is_skin_tone(c) && is_seen_)) return leave_out(c);
    if (is_private(c)) {
      const char32_t sign = sign_of_word(c);
      if (sign == 0) return leave_out(c);
      std::string looks_so;
      append_utf8(looks_so, sign);
      tell_replaced(c, looks_so, "it is a sign of a font of Word's: see that this is meant");
      return put(looks_so, sign);
    }
    if (letters_ && !letters_->has(c)) return put_name(c);
    has_turns_ = has_turns_ || turns(c);
    put(bytes, c);
  }

  void put(std::string_view bytes, char32_t c) {
    // A name does not touch the word behind it; a mark that ends a sentence does touch the name.
    constexpr std::u32string_view closes = U".,;:!?)]";
    if (is_behind_name_ && !is_unseen(c) && closes.find(c) == closes.npos) clean_ += ' ';
    is_behind_name_ = false;
    is_seen_ = is_seen_ || !is_unseen(c);
    clean_ += bytes;
  }

  void put_name(char32_t c) {
    const std::string name = letters_->name_of(c);
    if (name.empty()) return leave_out(c);
    const std::string words = '[' + name + ']';
    tell_replaced(c, words, "no font of the papers has it: write it in another way");
    const bool touches = !clean_.empty() && !clean_.ends_with(' ') && !clean_.ends_with('\n') &&
                         !clean_.ends_with('(');
    if (touches) clean_ += ' ';
    clean_ += words;
    is_seen_ = is_behind_name_ = true;
  }

  void leave_out(char32_t c) {
    if (is_new(c))
      out_.warn(messages::character_left_out(code_point_name(c)), at_, {std::string{reason(c)}});
  }
  void tell_replaced(char32_t c, const std::string& words, std::string hint) {
    if (is_new(c))
      out_.warn(messages::character_replaced(code_point_name(c), words), at_, {std::move(hint)});
  }
  bool is_new(char32_t c) {
    if (told_.find(c) != told_.npos) return false;
    told_ += c;
    return true;
  }

  /// Leaves out what would turn words outside of the value, or letters inside it.
  void balance() {
    struct Opened {
      char32_t c;
      std::size_t at;
    };
    std::vector<Opened> open;
    std::vector<Opened> dropped;
    const auto drop = [&](Opened one) {
      leave_out(one.c);
      dropped.push_back(one);
    };
    const auto close_all = [&] {
      for (const Opened& one : open) drop(one);
      open.clear();
    };
    for (std::size_t i = 0; i < clean_.size();) {
      const auto [c, next] = character_at(clean_, i);
      const Opened here{c, i};
      if (c == '\n') close_all();
      if (is_embedding(c) || is_override(c) || is_isolate(c)) open.push_back(here);
      if (c == 0x202C) {
        const bool pairs = !open.empty() && is_embedding(open.back().c);
        const bool ends_override = !open.empty() && is_override(open.back().c);
        if (ends_override) {
          drop(open.back());
          dropped.push_back(here);  // told with its beginning
        }
        if (!pairs && !ends_override) drop(here);
        if (pairs || ends_override) open.pop_back();
      }
      if (c == 0x2069) {
        const bool pairs =
            std::ranges::any_of(open, [](const Opened& o) { return is_isolate(o.c); });
        while (pairs && !is_isolate(open.back().c)) {
          drop(open.back());
          open.pop_back();
        }
        pairs ? open.pop_back() : drop(here);
      }
      i = next;
    }
    close_all();
    std::ranges::sort(dropped, std::ranges::greater{}, &Opened::at);
    for (const Opened& one : dropped) clean_.erase(one.at, utf8_length(one.c));
  }

  const bool keeps_lines_;
  const Letters* const letters_;
  const Span at_;
  Diagnostics& out_;
  std::string clean_;
  std::u32string told_;
  bool is_seen_ = false;         ///< something of it leaves a trace on paper
  bool is_behind_name_ = false;  ///< what was put last is a name in brackets
  bool has_turns_ = false;
  char32_t before_ = 0;  ///< the last that is not ASCII
};

}  // namespace

std::string printable_value(
    std::string value, bool keeps_lines, const Letters* letters, Span at, Diagnostics& out
) {
  if (is_ascii(value)) return value;
  return Cleaner{keeps_lines, letters, at, out}.clean(without_blanks(value));
}

bool is_too_long(std::string_view value, Span at, Diagnostics& out) {
  if (value.size() <= most_letters) return false;
  const auto letters = static_cast<std::size_t>(std::ranges::count_if(value, [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
  if (letters <= most_letters) return false;
  out.error(
      messages::text_too_long(in_thousands(letters), in_thousands(most_letters)),
      at,
      {"what is longer belongs into a record of its own: name its file in the case, or give it by "
       "--attach"}
  );
  return true;
}

}  // namespace engine::casefile
