#include "engine/base/right_to_left.hpp"
#include "engine/doc/terms.hpp"
#include "engine/html/writer.hpp"

#include <algorithm>

namespace engine::html {

namespace {

/// What surrounds letters, from the outside in.
struct Around {
  std::string target, language;
  bool strong = false, em = false;
  bool operator==(const Around&) const = default;
};

void open(std::string& out, const Around& around) {
  if (!around.target.empty()) {
    out += "<a href=\"" + escaped(around.target) + '"';
    if (around.target.starts_with("http")) out += " rel=\"noreferrer\"";
    out += '>';
  }
  if (around.strong) out += "<strong>";
  if (around.em) out += "<em>";
  if (!around.language.empty()) out += "<span" + language_of(around.language) + '>';
}

void close(std::string& out, const Around& around) {
  if (!around.language.empty()) out += "</span>";
  if (around.em) out += "</em>";
  if (around.strong) out += "</strong>";
  if (!around.target.empty()) out += "</a>";
}

/// The end of the words from `begin` on of which none is parted from the next: "December 3, 2026".
std::size_t end_of_term(std::string_view text, std::size_t begin) {
  auto end = text.find(' ', begin);
  while (end != text.npos && doc::is_inside_term(text, end)) end = text.find(' ', end + 1);
  return std::min(end, text.size());
}

/// Text in which no line ends inside a term, but where it is longer than a line.
void append_words(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_of_term(text, at);
    const auto words = text.substr(at, end - at);
    const bool is_term = words.find(' ') != words.npos;
    if (is_term) out += "<span class=\"term\">";
    append_escaped(out, words);
    if (is_term) out += "</span>";
    if (end < text.size()) out += ' ';
    at = end + 1;
  }
}

}  // namespace

std::string Writer::target(const std::string& link) const {
  if (link.starts_with('#')) {
    const std::string_view name = std::string_view{link}.substr(1);
    if (anchors_.contains(name)) return '#' + part_->anchor + '-' + std::string{name};
    return parts_.contains(name) ? link : "";
  }
  for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"}) {
    if (link.starts_with(scheme)) return link;
  }
  return "";
}

void Writer::inlines(const std::vector<doc::Inline>& all) {
  Around around;
  for (const doc::Inline& in : all) {
    const auto* text = std::get_if<doc::Text>(&in);
    Around wanted;
    if (text) {
      const auto& links = part_->document->links;
      wanted.strong = text->strong;
      wanted.em = text->em;
      wanted.language = text->language;
      if (text->link >= 0) wanted.target = target(links[static_cast<std::size_t>(text->link)]);
    }
    if (wanted != around) {
      close(out_, around);
      open(out_, wanted);
      around = wanted;
    }
    if (text) {
      // A name in Hebrew must not carry the telephone number behind it to its other side.
      const bool apart = all.size() > 1 && has_right_to_left(text->text);
      if (apart) out_ += "<bdi>";
      // A line under a link does not go through what stands apart in it.
      around.target.empty() ? append_words(out_, text->text) : append_escaped(out_, text->text);
      if (apart) out_ += "</bdi>";
    } else if (std::holds_alternative<doc::LineBreak>(in)) {
      out_ += "<br>";
    } else if (const auto* blank = std::get_if<doc::Fill>(&in)) {
      fill(*blank);
    } else if (const auto* box = std::get_if<doc::Box>(&in)) {
      this->box(*box);
    }
  }
  close(out_, around);
}

}  // namespace engine::html
