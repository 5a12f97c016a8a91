#include "engine/foreign/answers.hpp"

#include "engine/base/ascii.hpp"
#include "engine/foreign/document.hpp"
#include "engine/foreign/limits.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>

namespace engine::foreign {

namespace {

constexpr int deepest_field = 20;
constexpr int most_fields = 100'000;
constexpr int id_digits = 16;

/// What a field may take over from those above it.
struct Inherited {
  std::string name, type, value, written;
};

/// The value of a text, or the state of a box; nothing where the entry is not there.
std::optional<std::string> value_of(const Object& entry) {
  if (entry.is_null()) return std::nullopt;
  if (!entry.is_stream()) return entry.text();
  return entry.bytes(true).value_or("");  // a long text may be a stream (§12.7.4.3)
}

/// A box is on in any state but Off.
std::string ticked(const std::string& state) {
  return state.empty() || state == "/Off" ? "" : "Yes";
}

/// Programs end lines in three ways.
std::string with_plain_lines(std::string text) {
  for (auto at = text.find('\r'); at != std::string::npos; at = text.find('\r', at))
    text.replace(at, text.compare(at, 2, "\r\n") == 0 ? 2 : 1, "\n");
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

class FormReader {
 public:
  explicit FormReader(const Document& document) : document_{document} {}

  Form read() {
    const Object root{document_, document_->get_root(document_.handle())};
    const Object fields = root["/AcroForm"]["/Fields"];
    for (int i = 0; i < fields.size(); ++i) read_field(fields.at(i), {}, 0);
    look_for_notes();
    form_.language = root["/Lang"].text();
    const Object own = root["/PieceInfo"]["/carepacket"]["/Private"];
    const Object marks = own["/Marks"];
    for (int i = 0; i < marks.size(); ++i) form_.marks += marks.at(i).text();
    form_.is_drawn_as_written = own["/Contents"].text() == contents_id(root["/Names"]);
    return std::move(form_);
  }

 private:
  void read_field(const Object& field, Inherited from, int depth) {
    if (depth > deepest_field || form_.fields.size() > most_fields || !field.is_dictionary())
      return;
    if (const Object own = field["/T"]; own.is_string())
      from.name += (from.name.empty() ? "" : ".") + own.text();
    if (const auto type = value_of(field["/FT"])) from.type = *type;
    if (auto value = value_of(field["/V"])) from.value = std::move(*value);
    if (auto written = value_of(field["/DV"])) from.written = std::move(*written);
    const Object kids = field["/Kids"];
    bool has_fields = false;
    for (int i = 0; i < kids.size(); ++i) has_fields = has_fields || kids.at(i)["/T"].is_string();
    if (has_fields) {
      for (int i = 0; i < kids.size(); ++i) read_field(kids.at(i), from, depth + 1);
      return;
    }
    if (from.type == "/Sig") form_.has_notes = form_.has_notes || !field["/V"].is_null();
    if (from.type != "/Tx" && from.type != "/Btn") return;
    const std::string belongs = field["/TM"].text();
    const auto bar = std::min(belongs.find('|'), belongs.size());
    Field read{
        .name = std::move(from.name),
        .label = field["/TU"].text(),
        .in_case = belongs.substr(0, bar),
        .about = belongs.substr(std::min(bar + 1, belongs.size())),
        .is_box = from.type == "/Btn"};
    if (read.is_box) {
      const bool says_it = !field["/V"].is_null();
      read.value = ticked(says_it ? from.value : field["/AS"].text());
      read.written = ticked(from.written);
    } else {
      read.value = with_plain_lines(std::move(from.value));
      read.written = with_plain_lines(std::move(from.written));
    }
    form_.fields.push_back(std::move(read));
  }

  /// As the catalog says it of what was written (pdf/metadata/private.cpp).
  std::string contents_id(const Object& names) const {
    hash::NumbersId id;
    const int count = document_->get_num_pages(document_.handle());
    for (int i = 0; i < count; ++i) {
      const Object page{
          document_, document_->get_page_n(document_.handle(), static_cast<std::size_t>(i))};
      // Who draws on a page adds a stream to its own, and there are several.
      const Object content = page["/Contents"];
      const Object only = content.size() == 1 ? content.at(0) : page["/Contents"];
      id.add(only.is_stream() ? only.bytes(true).value_or("") : "");
    }
    // Two a file; none of ours has branches.
    const Object attached = names["/EmbeddedFiles"];
    id.add(static_cast<std::uint64_t>(attached["/Names"].size() / 2 + attached["/Kids"].size()));
    return hex(id.id(), id_digits, lower_hex_digits);
  }

  void look_for_notes() {
    const int count = document_->get_num_pages(document_.handle());
    for (int i = 0; i < count && !form_.has_notes; ++i) {
      const Object page{
          document_, document_->get_page_n(document_.handle(), static_cast<std::size_t>(i))};
      const Object annotations = page["/Annots"];
      for (int each = 0; each < annotations.size(); ++each) {
        const std::string kind = annotations.at(each)["/Subtype"].text();
        if (kind != "/Widget" && kind != "/Link" && kind != "/Popup") form_.has_notes = true;
      }
    }
  }

  const Document& document_;
  Form form_;
};

}  // namespace

std::optional<Form> read_form(std::string_view pdf, const char* password) {
  const qpdf::Library* library = qpdf::is_pdf(pdf) ? qpdf::library() : nullptr;
  if (!library) return std::nullopt;
  Document document{*library};
  if (document.open(pdf, password) != qpdf::Opening::done) return std::nullopt;
  if (measure_pages(document) != PageTree::fits) return std::nullopt;
  return FormReader{document}.read();
}

}  // namespace engine::foreign
