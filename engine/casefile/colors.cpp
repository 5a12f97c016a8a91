#include "engine/base/color.hpp"
#include "engine/casefile/messages.hpp"
#include "engine/casefile/reading.hpp"

#include <cmath>

namespace engine::casefile {

namespace {

/// Least contrast with white: of letters, and of lines beside them (WCAG 2.1, 1.4.3 and 1.4.11).
constexpr double of_letters = 4.5, of_lines = 3.0;

/// 3.9, never more than it is.
std::string in_tenths(double contrast) {
  const int tenths = static_cast<int>(std::floor(contrast * 10));
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

void check_color(const Entry& of, std::string_view name, double least, Diagnostics& out) {
  const Entry* entry = of.find(name);
  if (!entry || entry->text().empty()) return;
  const auto color = color_of(entry->text());
  if (!color) {
    out.error(
        messages::no_color(quoted_value(entry->text())),
        entry->span,
        {"write it as # and six digits from 0 to f, such as #1f3a54"}
    );
    return;
  }
  if (contrast_with_white(*color) >= least) return;
  out.error(
      messages::color_too_light(
          quoted_value(entry->text()), in_tenths(contrast_with_white(*color)), in_tenths(least)
      ),
      entry->span,
      {did_you_mean(text_of(darkened(*color, least)))}
  );
}

}  // namespace

void check_colors(const Entry& root, Diagnostics& out) {
  for (const std::string_view name : {"clinic", "advocate"}) {
    const Entry* who = root.find(name);
    if (!who) continue;
    check_color(*who, "color", of_letters, out);
    check_color(*who, "accent", of_lines, out);
  }
}

}  // namespace engine::casefile
