#include "engine/encrypt/encrypt.hpp"
#include "engine/encrypt/messages.hpp"
#include "engine/flate/flate.hpp"
#include "engine/hash/hash.hpp"
#include "engine/qpdf/library.hpp"

#include <cstdlib>
#include <set>
#include <vector>

namespace engine::encrypt {

namespace {

using qpdf::Document;

/// The largest case there can be, in any encoding; a document that names more is not one of ours.
constexpr long long most_bytes = 64LL << 20;

std::string text_of(const Document& document, qpdf_oh object) {
  if (!document->oh_is_string(document.handle(), object)) return {};
  std::size_t size = 0;
  const char* text = document->oh_get_binary_utf8_value(document.handle(), object, &size);
  return {text, size};
}

/// Every file that a document carries, as its file specification: those that its catalog says are
/// associated with it (ISO 32000-2 §14.13), and those in its name tree (§7.11.4).
class Carried {
 public:
  explicit Carried(const Document& document) : document_{document} {
    const qpdf_oh root = document->get_root(document.handle());
    add_array(key(root, "/AF"), 1);
    add_names(key(key(root, "/Names"), "/EmbeddedFiles"), deepest);
  }
  const std::vector<qpdf_oh>& files() const { return files_; }

 private:
  static constexpr int deepest = 8;     // a tree of ours has one level
  static constexpr int widest = 10000;  // entries looked at

  qpdf_oh key(qpdf_oh dictionary, const char* name) const {
    return document_->oh_get_key(document_.handle(), dictionary, name);
  }

  int count(qpdf_oh array) const {
    if (!document_->oh_is_array(document_.handle(), array)) return 0;
    return std::min(document_->oh_get_array_n_items(document_.handle(), array), widest);
  }

  /// Every `step`th entry of an array, from the last of the first step on.
  void add_array(qpdf_oh array, int step) {
    const int entries = count(array);
    for (int i = step - 1; i < entries; i += step)
      add(document_->oh_get_array_item(document_.handle(), array, i));
  }

  void add(qpdf_oh file) {
    if (!document_->oh_is_dictionary(document_.handle(), file)) return;
    const int id = document_->oh_get_object_id(document_.handle(), file);
    if (id == 0 || seen_.insert(id).second) files_.push_back(file);
  }

  void add_names(qpdf_oh node, int levels) {
    if (levels == 0 || !document_->oh_is_dictionary(document_.handle(), node)) return;
    if (!seen_.insert(-document_->oh_get_object_id(document_.handle(), node)).second) return;
    add_array(key(node, "/Names"), 2);
    const qpdf_oh kids = key(node, "/Kids");
    for (int i = 0; i < count(kids); ++i)
      add_names(document_->oh_get_array_item(document_.handle(), kids, i), levels - 1);
  }

  const Document& document_;
  std::vector<qpdf_oh> files_;
  std::set<int> seen_;  // object numbers; nodes of the tree as negative ones
};

/// A case as `make --embed-case` puts it there (engine/pdf/metadata/attachment.cpp).
struct Case {
  std::string name;
  qpdf_oh stream;
};

std::optional<Case> as_case(const Document& document, qpdf_oh file) {
  const qpdf_data q = document.handle();
  const auto key = [&](qpdf_oh from, const char* name) {
    return document->oh_get_key(q, from, name);
  };
  const qpdf_oh carried = key(file, "/EF");
  if (!document->oh_is_name_and_equals(q, key(file, "/AFRelationship"), "/Source") ||
      !document->oh_is_dictionary(q, carried))
    return std::nullopt;
  const qpdf_oh stream = key(carried, "/F");
  if (!document->oh_is_stream(q, stream) ||
      !document->oh_is_name_and_equals(
          q, key(document->oh_get_dict(q, stream), "/Subtype"), "/text/xml"
      ))
    return std::nullopt;
  Case found{text_of(document, key(file, "/UF")), stream};
  if (!found.name.ends_with(".xml")) return std::nullopt;
  return found;
}

/// The bytes of a stream as they are in the file, but not encrypted.
std::optional<std::string> raw_bytes(const Document& document, qpdf_oh stream) {
  unsigned char* bytes = nullptr;
  std::size_t size = 0;
  const QPDF_ERROR_CODE found =
      document->oh_get_stream_data(document.handle(), stream, qpdf_dl_none, nullptr, &bytes, &size);
  const std::unique_ptr<unsigned char, decltype(&std::free)> owned{bytes, &std::free};
  if ((found & QPDF_ERRORS) != 0 || (!bytes && size > 0)) return std::nullopt;
  return std::string{reinterpret_cast<const char*>(bytes), size};
}

/// A stream with the one filter that we put around it taken off, when it has no other.
std::optional<std::string> plain_bytes(const Document& document, qpdf_oh stream, std::size_t size) {
  const qpdf_data q = document.handle();
  const qpdf_oh filter = document->oh_get_key(q, document->oh_get_dict(q, stream), "/Filter");
  auto bytes = raw_bytes(document, stream);
  if (!bytes || document->oh_is_null(q, filter)) return bytes;
  if (!document->oh_is_name_and_equals(q, filter, "/FlateDecode")) return std::nullopt;
  return flate::inflate(*bytes, size);
}

/// What was put in, when its size and its checksum say that it is. It is unpacked here, into as
/// much room as the document says it takes and not more: a few bytes can be made to unpack to all
/// the memory there is.
std::optional<std::string> whole_bytes(const Document& document, qpdf_oh stream) {
  const qpdf_data q = document.handle();
  const qpdf_oh parameters = document->oh_get_key(q, document->oh_get_dict(q, stream), "/Params");
  if (!document->oh_is_dictionary(q, parameters)) return std::nullopt;
  const qpdf_oh size = document->oh_get_key(q, parameters, "/Size");
  const qpdf_oh checksum = document->oh_get_key(q, parameters, "/CheckSum");
  if (!document->oh_is_integer(q, size) || !document->oh_is_string(q, checksum))
    return std::nullopt;
  const long long count = document->oh_get_int_value(q, size);
  if (count < 0 || count > most_bytes) return std::nullopt;

  auto bytes = plain_bytes(document, stream, static_cast<std::size_t>(count));
  if (!bytes || bytes->size() != static_cast<std::size_t>(count)) return std::nullopt;
  std::size_t length = 0;
  const char* told = document->oh_get_binary_string_value(q, checksum, &length);
  const auto is = hash::md5(*bytes);
  if (std::string_view{told, length} != std::string_view{is.data(), is.size()}) return std::nullopt;
  return bytes;
}

Reported cannot_open(
    const Document& document,
    qpdf::Opening why,
    const std::string& file,
    const Password* password,
    Diagnostics& out
) {
  if (why == qpdf::Opening::too_much) return out.error(messages::asks_too_much(file), {});
  if (why != qpdf::Opening::password)
    return out.error(messages::damaged(file, document.fault()), {});
  return out.error(password ? messages::wrong_password(file) : messages::needs_password(file), {});
}

Result<Attachment> take_case(const Document& document, const std::string& file, Diagnostics& out) {
  const Carried carried{document};
  std::vector<Case> cases;
  for (const qpdf_oh one : carried.files()) {
    if (auto found = as_case(document, one)) cases.push_back(std::move(*found));
  }
  if (cases.empty()) {
    return out.error(
        carried.files().empty() ? messages::no_case_inside(file)
                                : messages::not_a_case_inside(file),
        {},
        {"carepacket make CASE.xml --embed-case puts it there"}
    );
  }
  if (cases.size() > 1) return out.error(messages::several_cases_inside(file), {});
  auto bytes = whole_bytes(document, cases.front().stream);
  if (!bytes) return out.error(messages::case_inside_changed(file), {});
  return Attachment{std::move(cases.front().name), std::move(*bytes)};
}

}  // namespace

Result<Attachment> extract(
    std::string_view pdf, const std::string& file, const Password* password, Diagnostics& out
) {
  if (!qpdf::is_pdf(pdf)) return out.error(messages::not_a_pdf(file), {});
  const qpdf::Library* library = qpdf::library();
  if (!library) return qpdf::is_missing(out);
  qpdf::Document document{*library};
  const auto wrong = document.open(pdf, password ? password->c_str() : nullptr);
  if (wrong != qpdf::Opening::done) return cannot_open(document, wrong, file, password, out);
  return take_case(document, file, out);
}

}  // namespace engine::encrypt
