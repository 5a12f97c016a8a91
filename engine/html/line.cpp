#include "engine/base/right_to_left.hpp"
#include "engine/html/writer.hpp"

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
      append_escaped(out_, text->text);
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
