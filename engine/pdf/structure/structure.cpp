#include "engine/pdf/structure/structure.hpp"

#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

class TreeWriter {
 public:
  TreeWriter(
      haru::Document& file,
      const page::Pages& pages,
      const Drawing& drawing,
      std::span<const ObjectId> page_ids,
      std::span<const Annotation> annotations
  )
      : file_{file},
        pages_{pages},
        tags_{pages.tags},
        drawing_{drawing},
        page_ids_{page_ids},
        annotations_{annotations},
        first_{file.reserve(static_cast<std::uint32_t>(pages.tags.tags.size()) + 1)},
        root_{first_.number + static_cast<std::uint32_t>(pages.tags.tags.size())} {}

  ObjectId write() {
    for (std::uint32_t index = 0; index < tags_.tags.size(); ++index) write_element({index});
    write_root();
    return root_;
  }

 private:
  ObjectId id(page::TagId tag) const { return {first_.number + tag.index}; }

  /// Type is left out: it is optional, and a packet has thousands of these.
  void write_element(page::TagId which) {
    const page::Tag& tag = tags_[which];
    Bytes& out = file_.begin(id(which));
    const bool is_root = which == tags_.root();
    out << "<</S/"sv << std::string_view{name(tag.role)} << "/P "sv
        << (is_root ? root_ : id(tag.parent));
    if (!tag.alternative.empty()) put_entry(out, "/Alt"sv, tag.alternative);
    if (!tag.language.empty()) put_entry(out, "/Lang"sv, tag.language);
    if (tag.role == page::Role::note) put_note_id(out, which);
    put_attributes(out, tag);
    put_children(out, tag);
    out << ">>\n"sv;
  }

  static void put_entry(Bytes& out, std::string_view key, std::string_view value) {
    out << key;
    put_text(out, value);
  }

  /// A note can be referred to (ISO 14289-1 §7.9). As many digits for each, so that names sort as
  /// numbers do.
  void put_note_id(Bytes& out, page::TagId note) {
    out << "/ID"sv;
    put_note_name(out, note);
    notes_.push_back(note);
  }
  static void put_note_name(Bytes& out, page::TagId note) {
    std::string digits = std::to_string(note.index);
    out << "(note"sv << std::string(10 - digits.size(), '0') << digits << ')';
  }

  static std::string_view numbering_name(page::Numbering numbering) {
    switch (numbering) {
      case page::Numbering::decimal:
        return "Decimal"sv;
      case page::Numbering::square:
        return "Square"sv;
      default:
        return "Disc"sv;
    }
  }

  /// §14.8.5: what a role alone does not say.
  void put_attributes(Bytes& out, const page::Tag& tag) {
    if (tag.scope != page::Scope::none || tag.column_span != 1) {
      out << "/A<</O/Table"sv;
      if (tag.scope != page::Scope::none) {
        out << "/Scope/"sv << (tag.scope == page::Scope::column ? "Column"sv : "Row"sv);
      }
      if (tag.column_span != 1) out << "/ColSpan "sv << int{tag.column_span};
      out << ">>"sv;
    }
    if (tag.numbering != page::Numbering::none) {
      out << "/A<</O/List/ListNumbering/"sv << numbering_name(tag.numbering) << ">>"sv;
    }
    if (tag.role == page::Role::figure && tag.page < pages_.pages.size()) {
      const Length height = pages_.pages[tag.page].size.height;
      out << "/A<</O/Layout/BBox["sv << tag.box.left() << ' ' << height - tag.box.bottom() << ' '
          << tag.box.right() << ' ' << height - tag.box.top() << "]>>"sv;
    }
  }

  // ---- K: the children (§14.7.2, §14.7.4)

  /// True for an item that goes on in the sequence of the one before: that one stands for both.
  bool is_said(const page::Child& child) const {
    if (child.is == page::Child::Is::tag) return false;
    return sequence(child) == Drawing::none && !is_annotation(child);
  }
  std::int32_t sequence(const page::Child& child) const {
    return drawing_.sequence[drawing_.numbers.of(child.page, child.index)];
  }
  bool is_annotation(const page::Child& child) const {
    return pdf::is_annotation(pages_.pages[child.page].items[child.index]);
  }

  void put_children(Bytes& out, const page::Tag& tag) {
    std::uint32_t page = page::Tag::none;  // of the first sequence: the element's own page
    std::uint32_t count = 0;
    for (std::uint32_t i = tag.first; i != page::Tag::none; i = tags_.children[i].next) {
      const page::Child& child = tags_.children[i];
      if (is_said(child)) continue;
      ++count;
      if (child.is == page::Child::Is::item && page == page::Tag::none) page = child.page;
    }
    if (count == 0) return;
    if (page != page::Tag::none) out << "/Pg "sv << page_ids_[page];
    out << "/K"sv << (count > 1 ? '[' : ' ');
    std::uint32_t left = count;
    for (std::uint32_t i = tag.first; i != page::Tag::none; i = tags_.children[i].next) {
      if (is_said(tags_.children[i])) continue;
      put_child(out, tags_.children[i], page);
      if (--left > 0) out << ' ';
    }
    if (count > 1) out << ']';
  }

  void put_child(Bytes& out, const page::Child& child, std::uint32_t page) {
    if (child.is == page::Child::Is::tag) {
      out << id({child.index});
    } else if (is_annotation(child)) {
      out << "<</Type/OBJR/Obj "sv << annotation_id(drawing_.numbers.of(child.page, child.index));
      if (child.page != page) out << "/Pg "sv << page_ids_[child.page];
      out << ">>"sv;
    } else if (child.page == page) {
      out << sequence(child);
    } else {
      out << "<</Type/MCR/Pg "sv << page_ids_[child.page] << "/MCID "sv << sequence(child)
          << ">>"sv;
    }
  }

  ObjectId annotation_id(std::uint32_t number) const {
    return std::ranges::lower_bound(annotations_, number, {}, &Annotation::number)->id;
  }

  // ---- the root

  void write_root() {
    Bytes& out = file_.begin(root_);
    out << "<</Type/StructTreeRoot/K "sv << id(tags_.root())
        << "/RoleMap<</Strong/Span/Em/Span>>/ParentTree<</Nums["sv;
    std::uint32_t begin = 0;
    for (std::uint32_t page = 0; page < drawing_.owner_ends.size(); ++page) {
      const std::uint32_t end = drawing_.owner_ends[page];
      out << page << '[';
      for (std::uint32_t i = begin; i < end; ++i)
        out << (i > begin ? " "sv : ""sv) << id(drawing_.owners[i]);
      out << "]\n"sv;
      begin = end;
    }
    auto key = static_cast<std::uint32_t>(pages_.pages.size());
    for (const Annotation& annotation : annotations_) {
      const page::TagId* tag = std::get_if<page::TagId>(&annotation.item->meaning);
      if (tag) out << key << ' ' << id(*tag) << '\n';
      ++key;
    }
    out << "]>>/ParentTreeNextKey "sv << key;
    if (!notes_.empty()) {
      out << "/IDTree<</Names["sv;
      for (const page::TagId note : notes_) {
        put_note_name(out, note);
        out << id(note);
      }
      out << "]>>"sv;
    }
    out << ">>\n"sv;
  }

  haru::Document& file_;
  const page::Pages& pages_;
  const page::TagTree& tags_;
  const Drawing& drawing_;
  std::span<const ObjectId> page_ids_;
  std::span<const Annotation> annotations_;
  const ObjectId first_, root_;
  std::vector<page::TagId> notes_;
};

}  // namespace

ObjectId add_structure(
    haru::Document& file,
    const page::Pages& pages,
    const Drawing& drawing,
    std::span<const ObjectId> page_ids,
    std::span<const Annotation> annotations
) {
  return TreeWriter{file, pages, drawing, page_ids, annotations}.write();
}

}  // namespace engine::pdf
