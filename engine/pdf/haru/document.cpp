#include "engine/pdf/haru/document.hpp"

#include "engine/pdf/haru/object.hpp"

#include <new>
#include <stdexcept>

namespace engine::pdf::haru {

// Runs on libharu's stack, so it only takes a note: an exception must not cross those frames.
void Document::note(unsigned long code, unsigned long detail, void* first) noexcept {
  auto& fault = *static_cast<Fault*>(first);
  if (fault.code == HPDF_OK) fault = {code, detail};
}

Document::Document(Buffers& buffers)
    : handle_{HPDF_New(&Document::note, &first_)}, buffers_{buffers} {
  if (!handle_) throw std::bad_alloc{};
  buffers_.objects.clear();
}

Document::~Document() {
  HPDF_Free(handle_);
}

HPDF_Dict Document::dict(ObjectId id) const {
  return static_cast<HPDF_Dict>(HPDF_Xref_GetEntry(handle_->xref, id.number)->obj);
}

void Document::attach(HPDF_Dict to, RawObject raw) {
  raw_.push_back(std::move(raw));
  to->attr = &raw_.back();
  to->write_fn = write_entries;
  if (!to->stream || raw_.back().bytes.empty()) return;

  HPDF_Stream reader = HPDF_CallbackReader_New(
      handle_->mmgr, read_bytes, seek_bytes, tell_bytes, size_bytes, &raw_.back()
  );
  if (!reader) return;  // libharu has taken note
  HPDF_Stream_Free(to->stream);
  to->stream = reader;
}

void Document::check_open() const {
  if (first_small_ != 0)
    throw std::logic_error{"a stream or page is added after the first small object"};
}

ObjectId Document::add_stream(std::string entries, std::string_view bytes) {
  check_open();
  HPDF_Dict stream = HPDF_DictStream_New(handle_->mmgr, handle_->xref);
  if (!stream) return {};
  attach(stream, {std::move(entries), bytes});
  return id_of(stream->header);
}

void Document::set_entries(ObjectId stream, std::string entries) {
  if (stream) static_cast<RawObject*>(dict(stream)->attr)->entries = std::move(entries);
}

ObjectId Document::add_page(Size size, std::string content_entries, std::string_view content) {
  check_open();
  HPDF_Page page = HPDF_AddPage(handle_);
  if (!page) return {};
  HPDF_Page_SetWidth(page, static_cast<HPDF_REAL>(size.width.in_points()));
  HPDF_Page_SetHeight(page, static_cast<HPDF_REAL>(size.height.in_points()));
  attach(static_cast<HPDF_PageAttr>(page->attr)->contents, {std::move(content_entries), content});
  return id_of(page->header);
}

void Document::set(ObjectId page, const char* key, ObjectId value) {
  if (!page) return;
  Reference& reference = references_.emplace_back();
  reference.object.header.obj_id = value.number | HPDF_OTYPE_INDIRECT;
  reference.object.header.obj_class = HPDF_OCLASS_NULL;
  HPDF_Dict_Add(dict(page), key, &reference.object);
}

void Document::set(ObjectId page, const char* key, int value) {
  if (page) HPDF_Dict_AddNumber(dict(page), key, value);
}

void Document::set(ObjectId page, const char* key, const char* name) {
  if (page) HPDF_Dict_AddName(dict(page), key, name);
}

void Document::set_catalog(std::string entries) {
  attach(handle_->catalog, {std::move(entries), {}});
}

void Document::set_info(std::string entries) {
  HPDF_Dict_RemoveElement(
      handle_->info, "Producer"
  );  // libharu's own name: ours is among the entries
  attach(handle_->info, {std::move(entries), {}});
}

ObjectId Document::reserve(std::uint32_t count) {
  if (first_small_ == 0) first_small_ = next_small_ = handle_->xref->entries->count;
  const ObjectId first{next_small_};
  next_small_ += count;
  return first;
}

Bytes& Document::begin(ObjectId id) {
  small_.push_back({id, buffers_.objects.size()});
  return buffers_.objects;
}

std::optional<Fault> Document::fault() const {
  if (first_.code != HPDF_OK) return first_;
  const HPDF_STATUS code =
      HPDF_GetError(handle_);  // some faults are noted without a call of the handler
  if (code == HPDF_OK) return std::nullopt;
  return Fault{code, HPDF_GetErrorDetail(handle_)};
}

std::string loaded_version() {
  return HPDF_GetVersion();
}
std::string compiled_version() {
  return HPDF_VERSION_TEXT;
}

}  // namespace engine::pdf::haru
