#include "engine/pdf/interactive/annotations.hpp"

#include "engine/pdf/messages.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>
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
  std::vector<std::string> hints;
  if (const auto meant = nearest(target.substr(1), names); !meant.empty())
    hints.push_back(did_you_mean(quoted_value('#' + std::string{meant})));
  return out.error(messages::link_to_nowhere(quoted_value(target), page + 1), {}, std::move(hints));
}

/// An address as 7-bit ASCII (§12.6.4.7): other bytes and what no address may hold are written %XX.
std::string ascii_address(std::string_view address) {
  std::string out;
  for (const char c : address) {
    if (c > ' ' && c <= '~' && c != '<' && c != '>' && c != '"') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%' + hex(byte, 2, upper_hex_digits);
    }
  }
  return out;
}

}  // namespace

void put_destination(Bytes& out, ObjectId page_id, const page::Page& page, Point at) {
  out << '[' << page_id << "/XYZ "sv << at.x << ' ' << page.size.height - at.y << " 0]"sv;
}

namespace {

/// Counts the annotations as a reader comes to them: the tree says in which order, not the pages.
class ReadingOrder {
 public:
  ReadingOrder(const page::Pages& pages, const ItemNumbers& numbers, std::span<Annotation> of)
      : pages_{pages}, numbers_{numbers}, annotations_{of} {}

  void count(page::TagId id) {
    const page::TagTree& tree = pages_.tags;
    for (auto i = tree[id].first; i != page::Tag::none; i = tree.children[i].next) {
      const page::Child& child = tree.children[i];
      if (child.is == page::Child::Is::tag) {
        count({child.index});
      } else if (is_annotation(pages_.pages[child.page].items[child.index])) {
        const auto number = numbers_.of(child.page, child.index);
        std::ranges::lower_bound(annotations_, number, {}, &Annotation::number)->read = next_++;
      }
    }
  }

 private:
  const page::Pages& pages_;
  const ItemNumbers& numbers_;
  std::span<Annotation> annotations_;
  std::uint32_t next_ = 0;
};

}  // namespace

Result<std::vector<Annotation>> find_annotations(
    const page::Pages& pages, const ItemNumbers& numbers, Diagnostics& out
) {
  Anchors anchors;
  for (const page::Anchor& anchor : pages.anchors) anchors.emplace(anchor.name, &anchor);
  std::vector<Annotation> annotations;
  std::optional<Reported> told;
  for (std::uint32_t page = 0; page < pages.pages.size(); ++page) {
    const auto& items = pages.pages[page].items;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      if (!is_annotation(items[i])) continue;
      annotations.push_back({.item = &items[i], .number = numbers.of(page, i), .page = page});
      const auto* link = std::get_if<page::Link>(&items[i].what);
      if (!link) continue;
      const std::string& target = pages.target_of_link(*link).target;
      if (!target.starts_with('#')) continue;
      const auto goal = anchors.find(std::string_view{target}.substr(1));
      if (goal == anchors.end()) {
        told = tell_missing(target, page, anchors, out);
      } else {
        annotations.back().goal = goal->second;
      }
    }
  }
  if (told) return *told;
  if (!annotations.empty()) ReadingOrder{pages, numbers, annotations}.count(pages.tags.root());
  return annotations;
}

namespace {

void put_link(
    Bytes& out,
    const page::Pages& pages,
    std::span<const ObjectId> page_ids,
    const page::Link& link,
    const page::Anchor* goal
) {
  out << "/Border[0 0 0]/Contents"sv;
  const page::LinkTarget& leads = pages.target_of_link(link);
  put_text(out, leads.description.empty() ? leads.target : leads.description);
  if (goal) {
    out << "/Dest"sv;
    put_destination(out, page_ids[goal->page], pages.pages[goal->page], goal->at);
  } else {
    out << "/A<</S/URI/URI"sv;
    put_literal(out, ascii_address(leads.target));
    out << ">>"sv;
  }
}

/// What a link and a field have in common: where they stand, in the page and in its meaning.
void put_place(
    Bytes& out, const page::Page& page, Rect box, ObjectId page_id, std::uint32_t parent
) {
  out << "/Rect["sv << box.left() << ' ' << page.size.height - box.bottom() << ' ' << box.right()
      << ' ' << page.size.height - box.top() << "]/F 4/P "sv << page_id << "/StructParent "sv
      << parent;
}

ObjectId add_list(haru::Document& file, std::span<const Annotation* const> in_order) {
  const ObjectId list = file.reserve();
  Bytes& out = file.begin(list);
  out << '[';
  for (std::size_t i = 0; i < in_order.size(); ++i)
    out << (i > 0 ? " "sv : ""sv) << in_order[i]->id;
  out << "]\n"sv;
  return list;
}

}  // namespace

std::vector<ObjectId> add_annotations(
    haru::Document& file,
    const page::Pages& pages,
    std::span<const ObjectId> page_ids,
    const FieldStreams& streams,
    std::vector<Annotation>& annotations
) {
  std::vector<ObjectId> fields;
  std::vector<const Annotation*> in_order;
  auto parent = static_cast<std::uint32_t>(pages.pages.size());
  for (std::size_t first = 0; first < annotations.size();) {
    const std::uint32_t number = annotations[first].page;
    in_order.clear();
    std::size_t end = first;
    for (; end < annotations.size() && annotations[end].page == number; ++end) {
      Annotation& annotation = annotations[end];
      const page::Item& item = *annotation.item;
      annotation.id = file.reserve();
      in_order.push_back(&annotation);
      Bytes& out = file.begin(annotation.id);
      const auto* link = std::get_if<page::Link>(&item.what);
      const Size size = link ? link->size : std::get<page::Field>(item.what).size;
      out << "<</Type/Annot/Subtype/"sv << (link ? "Link"sv : "Widget"sv);
      put_place(out, pages.pages[number], {item.at, size}, page_ids[number], parent++);
      if (link) {
        put_link(out, pages, page_ids, *link, annotation.goal);
      } else {
        put_field(out, pages, std::get<page::Field>(item.what), streams);
      }
      out << ">>\n"sv;
    }
    std::ranges::stable_sort(in_order, {}, &Annotation::read);
    for (const Annotation* annotation : in_order) {
      if (std::holds_alternative<page::Field>(annotation->item->what))
        fields.push_back(annotation->id);
    }
    file.set(page_ids[number], "Annots", add_list(file, in_order));
    first = end;
  }
  return fields;
}

}  // namespace engine::pdf
