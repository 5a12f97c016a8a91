#include "engine/pdf/foreign/copies.hpp"

#include <algorithm>
#include <charconv>

namespace engine::pdf {

using namespace std::string_view_literals;

Copies::Copies(const page::Pages& pages) {
  for (const page::Page& page : pages.pages) {
    for (const page::Item& item : page.items) {
      const auto* copy = std::get_if<page::ForeignCopy>(&item.what);
      if (!copy || (!files_.empty() && files_.back().from == copy->file)) continue;
      if (std::ranges::find(files_, copy->file, &File::from) == files_.end())
        files_.push_back({copy->file, std::vector<ObjectId>(copy->file->objects.size())});
    }
  }
}

void Copies::add_streams(haru::Document& file) {
  for (File& each : files_) {
    for (std::size_t i = 0; i < each.ids.size(); ++i) {
      const ForeignObject& object = each.from->objects[i];
      if (object.is_stream) each.ids[i] = file.add_stream({}, object.bytes);
    }
  }
}

/// The references of an object, with the numbers that they have here.
std::string Copies::body(const File& file, const ForeignObject& object) {
  std::string out;
  std::string_view rest = object.body;
  out.reserve(rest.size() + 64);
  while (true) {
    const auto begin = rest.find(ForeignObject::begin_reference);
    out += rest.substr(0, begin);
    if (begin == std::string_view::npos) return out;
    const auto end = rest.find(ForeignObject::end_reference, begin);
    std::size_t index = 0;
    std::from_chars(rest.data() + begin + 1, rest.data() + end, index);
    Bytes reference;
    reference << ' ' << file.ids[index] << ' ';
    out += reference.view();
    rest.remove_prefix(end + 1);
  }
}

void Copies::add_objects(haru::Document& file) {
  for (File& each : files_) {
    for (std::size_t i = 0; i < each.ids.size(); ++i) {
      if (!each.from->objects[i].is_stream) each.ids[i] = file.reserve();
    }
    for (std::size_t i = 0; i < each.ids.size(); ++i) {
      const ForeignObject& object = each.from->objects[i];
      if (object.is_stream) {
        file.set_entries(each.ids[i], body(each, object));
      } else {
        file.begin(each.ids[i]) << body(each, object) << '\n';
      }
    }
  }
}

const Copies::File& Copies::file_of(const ForeignFile* from) const {
  return *std::ranges::find(files_, from, &File::from);
}

ObjectId Copies::add_resources(
    haru::Document& file, const page::Page& page, std::string_view of_all
) const {
  Bytes forms;
  for (std::size_t item = 0; item < page.items.size(); ++item) {
    const auto* copy = std::get_if<page::ForeignCopy>(&page.items[item].what);
    if (!copy) continue;
    const ObjectId form = file_of(copy->file).ids[copy->file->pages[copy->page].form];
    forms << "/P"sv << static_cast<std::int64_t>(item) << ' ' << form;
  }
  if (forms.size() == 0) return {};
  const ObjectId id = file.reserve();
  file.begin(id) << "<<"sv << of_all << "/XObject<<"sv << forms.view() << ">>>>\n"sv;
  return id;
}

std::string Copies::layers() const {
  Bytes all, hidden;
  for (const File& file : files_) {
    for (const std::uint32_t layer : file.from->layers) all << file.ids[layer] << ' ';
    for (const std::uint32_t layer : file.from->hidden_layers) hidden << file.ids[layer] << ' ';
  }
  if (all.size() == 0) return {};
  Bytes out;
  out << "/OCProperties<</OCGs["sv << all.view() << "]/D<</OFF["sv << hidden.view() << "]>>>>"sv;
  return std::string{out.view()};
}

}  // namespace engine::pdf
