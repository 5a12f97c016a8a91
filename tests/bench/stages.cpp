// Stands in the doors of the rooms: the linker (--wrap, see CMakeLists.txt) sends every call from outside a room to
// `timed_…` here, which goes on to the room itself. So the engine that is measured is the engine that is shipped.

#include "tests/bench/stages.hpp"

#include "engine/engine.hpp"

// clang-format off
#define DOOR(name, symbol, result, ...)               \
  result real_##name(__VA_ARGS__) asm("__real_" symbol); \
  result timed_##name(__VA_ARGS__) asm("__wrap_" symbol)
// clang-format on

namespace bench {

using namespace engine;

Times& times() {
  static thread_local Times spent{};
  return spent;
}

namespace {
class Watch {
 public:
  explicit Watch(Stage stage) : spent_{times()[static_cast<std::size_t>(stage)]}, start_{ThreadClock::now()} {}
  ~Watch() { spent_ += ThreadClock::now() - start_; }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  std::chrono::nanoseconds& spent_;
  ThreadClock::time_point start_;
};
}  // namespace

DOOR(read, "_ZN6engine8casefile4readERKNS_6SourceERKNS0_11ReadOptionsERNS_11DiagnosticsE",
     Result<casefile::Case>, const Source&, const casefile::ReadOptions&, Diagnostics&);
DOOR(draw, "_ZN6engine5facts4drawERKNS_8casefile4CaseERKNS_4kind5ShelfESt17basic_string_viewIcSt11char_traitsIcEERNS_11DiagnosticsE",
     facts::Facts, const casefile::Case&, const kind::Shelf&, std::string_view, Diagnostics&);
DOOR(fill, "_ZN6engine4fill4fillERNS0_9TemplatesESt17basic_string_viewIcSt11char_traitsIcEERKNS0_5ScopeERNS_11DiagnosticsE",
     Result<std::unique_ptr<Source>>, fill::Templates&, std::string_view, const fill::Scope&, Diagnostics&);
DOOR(markup, "_ZN6engine3doc4readERKNS_6SourceERKNS0_5ThemeERKNS0_8PicturesERNS_11DiagnosticsE",
     Result<doc::Document>, const Source&, const doc::Theme&, const doc::Pictures&, Diagnostics&);
DOOR(layout, "_ZN6engine6layout10Compositor7lay_outERKNS_3doc8DocumentERKNS0_5BoundERNS_11DiagnosticsE",
     page::Pages, layout::Compositor*, const doc::Document&, const layout::Bound&, Diagnostics&);
DOOR(append, "_ZN6engine4page6appendERNS0_5PagesERKS1_RKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
     void, page::Pages&, const page::Pages&, const std::string&);
DOOR(write, "_ZN6engine3pdf6Writer5writeB5cxx11ERKNS_4page5PagesERKNS0_12WriteOptionsERNS_11DiagnosticsE",
     Result<std::string>, pdf::Writer*, const page::Pages&, const pdf::WriteOptions&, Diagnostics&);

Result<casefile::Case> timed_read(const Source& text, const casefile::ReadOptions& options, Diagnostics& out) {
  const Watch watch{Stage::read};
  return real_read(text, options, out);
}
facts::Facts timed_draw(
    const casefile::Case& known, const kind::Shelf& shelf, std::string_view language, Diagnostics& out
) {
  const Watch watch{Stage::facts};
  return real_draw(known, shelf, language, out);
}
Result<std::unique_ptr<Source>> timed_fill(
    fill::Templates& templates, std::string_view kind, const fill::Scope& scope, Diagnostics& out
) {
  const Watch watch{Stage::fill};
  return real_fill(templates, kind, scope, out);
}
Result<doc::Document> timed_markup(
    const Source& markup, const doc::Theme& theme, const doc::Pictures& pictures, Diagnostics& out
) {
  const Watch watch{Stage::markup};
  return real_markup(markup, theme, pictures, out);
}
page::Pages timed_layout(
    layout::Compositor* compositor, const doc::Document& document, const layout::Bound& bound, Diagnostics& out
) {
  const Watch watch{Stage::layout};
  return real_layout(compositor, document, bound, out);
}
void timed_append(page::Pages& pages, const page::Pages& more, const std::string& title) {
  const Watch watch{Stage::bind};
  real_append(pages, more, title);
}
Result<std::string> timed_write(
    pdf::Writer* writer, const page::Pages& pages, const pdf::WriteOptions& options, Diagnostics& out
) {
  const Watch watch{Stage::pdf};
  return real_write(writer, pages, options, out);
}

}  // namespace bench
