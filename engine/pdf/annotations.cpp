#include "engine/pdf/annotations.hpp"

#include "engine/pdf/tokens.hpp"

#include <map>

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

using Anchors = std::map<std::string_view, const page::Anchor*>;

Reported tell_missing(
    std::string_view target, std::uint32_t page, const Anchors& anchors, Diagnostics& out
) {
  std::vector<std::string_view> names;
  for (const auto& [name, anchor] : anchors) names.push_back(name);
  const std::string_view meant = nearest(target.substr(1), names);
  std::vector<std::string> hints;
  if (!meant.empty()) hints.push_back("did you mean " + quoted('#' + std::string{meant}) + '?');
  const std::string where = " on page " + std::to_string(page + 1);
  return out.error(
      "E602", {}, "the link to " + quoted(target) + where + " leads nowhere", std::move(hints)
  );
}

/// An address as 7-bit ASCII (§12.6.4.7): other bytes and what no address may hold are written %XX.
std::string ascii_address(std::string_view address) {
  std::string out;
  for (const char c : address) {
    if (c > ' ' && c <= '~' && c != '<' && c != '>' && c != '"') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += "0123456789ABCDEF"[byte >> 4];
      out += "0123456789ABCDEF"[byte & 15];
    }
  }
  return out;
}

}  // namespace

void put_destination(Bytes& out, ObjectId page_id, const page::Page& page, Point at) {
  out << '[' << page_id << "/XYZ "sv << at.x << ' ' << page.size.height - at.y << " 0]"sv;
}

Result<std::vector<Annotation>> find_links(
    const page::Pages& pages, const ItemNumbers& numbers, Diagnostics& out
) {
  Anchors anchors;
  for (const page::Anchor& anchor : pages.anchors) anchors.emplace(anchor.name, &anchor);
  std::vector<Annotation> links;
  std::optional<Reported> told;
  for (std::uint32_t page = 0; page < pages.pages.size(); ++page) {
    const auto& items = pages.pages[page].items;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      const auto* link = std::get_if<page::Link>(&items[i].what);
      if (!link) continue;
      Annotation annotation{.item = &items[i], .number = numbers.of(page, i), .page = page};
      const std::string& target = pages.goal_of(*link).target;
      if (target.starts_with('#')) {
        const auto goal = anchors.find(std::string_view{target}.substr(1));
        if (goal == anchors.end()) {
          told = tell_missing(target, page, anchors, out);
          continue;
        }
        annotation.goal = goal->second;
      }
      links.push_back(annotation);
    }
  }
  if (told) return *told;
  return links;
}

void add_links(
    haru::Document& file,
    const page::Pages& pages,
    std::span<const ObjectId> page_ids,
    std::vector<Annotation>& links
) {
  auto parent = static_cast<std::uint32_t>(pages.pages.size());
  for (std::size_t first = 0; first < links.size();) {
    const std::uint32_t number = links[first].page;
    const page::Page& page = pages.pages[number];
    std::size_t end = first;
    for (; end < links.size() && links[end].page == number; ++end) {
      Annotation& annotation = links[end];
      const auto& link = std::get<page::Link>(annotation.item->what);
      const Rect box{annotation.item->at, link.size};
      annotation.id = file.reserve();
      Bytes& out = file.begin(annotation.id);
      out << "<</Type/Annot/Subtype/Link/Rect["sv << box.left() << ' '
          << page.size.height - box.bottom() << ' ' << box.right() << ' '
          << page.size.height - box.top() << "]/Border[0 0 0]/F 4/P "sv << page_ids[number]
          << "/StructParent "sv << parent++ << "/Contents"sv;
      const page::Goal& leads = pages.goal_of(link);
      put_text(out, leads.description.empty() ? leads.target : leads.description);
      if (annotation.goal) {
        out << "/Dest"sv;
        const page::Anchor& goal = *annotation.goal;
        put_destination(out, page_ids[goal.page], pages.pages[goal.page], goal.at);
      } else {
        out << "/A<</S/URI/URI"sv;
        put_literal(out, ascii_address(leads.target));
        out << ">>"sv;
      }
      out << ">>\n"sv;
    }

    const ObjectId list = file.reserve();
    Bytes& out = file.begin(list);
    out << '[';
    for (std::size_t i = first; i < end; ++i) out << (i > first ? " "sv : ""sv) << links[i].id;
    out << "]\n"sv;
    file.set(page_ids[number], "Annots", list);
    first = end;
  }
}

}  // namespace engine::pdf
