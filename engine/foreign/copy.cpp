#include "engine/foreign/copy.hpp"

#include "engine/base/ascii.hpp"

#include <algorithm>

namespace engine::foreign {

namespace {

constexpr int deepest = 100;  // of what stands inside each other; a page needs five

/// Entries of a stream that say where it was kept, and those that belong to programs and to the
/// tags of its own file. Of a stream that is kept outside the file nothing is taken.
constexpr std::string_view of_no_use[] = {
    "/Length",
    "/F",
    "/FFilter",
    "/FDecodeParms",
    "/DL",
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/StructParent",
    "/StructParents",
    "/AF",
    "/OPI",
    "/Alternates"};

bool is_page(const Object& object) {
  if (!object.is_dictionary()) return false;
  const Object type = object["/Type"];
  return type.is_name("/Page") || type.is_name("/Pages") || type.is_name("/Catalog");
}

/// libqpdf gives names as they are meant; what may not stand in one is written #xx (§7.3.5).
void put_name(std::string& out, std::string_view name) {
  constexpr std::string_view regular = "!\"$&'*+,-.:;=?@\\^_`|~";
  out += '/';
  for (const char c : name.substr(1)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = is_letter(c) || is_digit(c) || regular.find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      out += '#' + hex(byte, 2, lower_hex_digits);
    }
  }
  out += ' ';
}

}  // namespace

std::string Copier::reference(std::uint32_t index) {
  return ForeignObject::begin_reference + std::to_string(index) + ForeignObject::end_reference;
}

std::uint32_t Copier::add(ForeignObject object) {
  file_.objects.push_back(std::move(object));
  return static_cast<std::uint32_t>(file_.objects.size() - 1);
}

std::uint32_t Copier::index_of(const Object& object) {
  const auto id = object.id();
  const auto [found, is_new] = known_.emplace(id, static_cast<std::uint32_t>(file_.objects.size()));
  if (is_new) {
    add({});
    waiting_.emplace_back(id, found->second);
  }
  return found->second;
}

void Copier::put(std::string& out, const Object& object, int depth) {
  if (depth > deepest || is_page(object)) {
    out += "null";
  } else if (object.is_indirect() || object.is_stream()) {
    out += reference(index_of(object));
  } else {
    put_itself(out, object, depth);
  }
}

void Copier::put_itself(std::string& out, const Object& object, int depth) {
  if (object.is_array()) {
    out += '[';
    for (int i = 0; i < object.size(); ++i) {
      if (i > 0) out += ' ';
      put(out, object.at(i), depth + 1);
    }
    out += ']';
  } else if (object.is_dictionary()) {
    out += "<<";
    for (const std::string& key : object.keys()) {
      put_name(out, key);
      put(out, object[key.c_str()], depth + 1);
    }
    out += ">>";
  } else {
    out += document_->oh_unparse(document_.handle(), object.handle());
  }
}

std::string Copier::written(const Object& object) {
  std::string out;
  put(out, object, 0);
  return out;
}

std::string Copier::entries(const Object& stream) {
  const Object dictionary{document_, document_->oh_get_dict(document_.handle(), stream.handle())};
  std::string out;
  for (const std::string& key : dictionary.keys()) {
    if (std::ranges::find(of_no_use, key) != std::end(of_no_use)) continue;
    put_name(out, key);
    put(out, dictionary[key.c_str()], 1);
  }
  return out;
}

bool Copier::copy(std::uint32_t index, const Object& object) {
  ForeignObject made{.is_stream = object.is_stream()};
  if (made.is_stream) {
    auto bytes = object["/F"].is_null() ? object.bytes(false) : std::string{};
    if (!bytes) return false;
    made.body = entries(object);
    made.bytes = std::move(*bytes);
  } else {
    put_itself(made.body, object, 0);
  }
  budget_.check(made.body.size() + made.bytes.size());
  file_.objects[index] = std::move(made);
  return true;
}

bool Copier::finish() {
  while (!waiting_.empty()) {
    const auto [id, index] = waiting_.front();
    waiting_.pop_front();
    const Object object{
        document_, document_->get_object_by_id(document_.handle(), id.first, id.second)};
    if (!copy(index, object)) return false;
  }
  return true;
}

}  // namespace engine::foreign
