// What a browser could send to the page, one request behind the other, with a case between them.
// Each is a line METHOD TARGET, a line with the content type, and the body; U+001E parts them. KEY
// is the key of forms, SEEN the number of the first form on the page before that has one. Where all
// of it begins with U+001E, there is no case yet.
#include "engine/serve/answers.hpp"
#include "engine/serve/site.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/support/house.hpp"
#include "tests/support/run.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

namespace {
using namespace engine;

const std::string source = CAREPACKET_SOURCE_DIR;
constexpr int not_there = -1;

template <class Reads>
auto file_of(const std::string& name, Reads&& reads) {
  Diagnostics out;
  const Source text{name, tests::read(source + "/templates/" + name)};
  auto read = reads(text, out);
  if (!read) std::abort();
  return *std::move(read);
}

/// The page of a case, as the program opens it.
struct House {
  tests::TemporaryFolder folder;
  const kind::TemplateSet& set = *tests::library().template_set;
  chart::Words words = file_of("import/words.xml", [](const Source& text, Diagnostics& out) {
    return chart::read_words(text, out);
  });
  serve::Options options;

  House() {
    options.place = folder / "case.xml";
    options.today = {2026, 11, 20};
    options.scratch = folder / "scratch";
    std::filesystem::create_directories(options.scratch);
    options.chart_words = [this](Diagnostics&) { return &words; };
    options.said = [](const Diagnostic& told, std::string_view) {
      return serve::Said{told.message, told.hints};
    };
    options.renew_worker = [] {};  // what a machine that does much else gave no time is given up
    options.case_id_of = [](std::string_view) { return std::string{"case"}; };
  }

  serve::Site site() {
    return {
        options,
        tests::worker(),
        file_of(
            "serve/interview.xml",
            [&](const Source& text, Diagnostics& out) {
              return serve::read_interview(text, set.vocabulary, out);
            }
        ),
        file_of(
            "serve/words.xml",
            [](const Source& text, Diagnostics& out) { return serve::read_words(text, out); }
        ),
        "",
        ""};
  }

  /// What reading the case tells; the text is that of the file.
  int errors() const {
    if (!std::filesystem::exists(options.place)) return not_there;
    const Source now{"case.xml", tests::read(options.place), Source::Holds::patient_data};
    return serve::told_of(now, set).errors();
  }
};

/// A piece of the input, up to a sign; the rest stays.
std::string_view cut(std::string_view& rest, char sign) {
  const auto end = std::min(rest.find(sign), rest.size());
  const auto piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

/// The number of the case in a form of a page; what it was where the page has none.
std::string seen_on(const std::string& page, std::string before) {
  constexpr std::string_view field = "name=\"seen\" value=\"";
  const auto main = page.find("<main");
  const auto at = main == page.npos ? main : page.find(field, main);
  return at == page.npos ? before : page.substr(at + field.size(), 16);
}

std::string with_seen(std::string request, const std::string& number) {
  constexpr std::string_view word = "SEEN";
  for (auto at = request.find(word); at != request.npos; at = request.find(word, at + 1))
    request.replace(at, word.size(), number);
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static House house;
  const std::string all = tests::text(data, size);
  std::filesystem::remove(house.options.place);
  if (!all.starts_with('\x1E'))
    std::filesystem::copy_file(source + "/samples/minimal.xml", house.options.place);
  serve::Guard guard{1, "OPEN", "COOKIE", "KEY"};
  serve::Site site = house.site();
  int errors = house.errors();
  std::string_view rest = all;
  std::string seen;
  for (int count = 0; !rest.empty() && count < 8; ++count) {
    const std::string whole = with_seen(std::string{cut(rest, '\x1E')}, seen);
    std::string_view request = whole;
    std::string_view line = cut(request, '\n');
    serve::Head head;
    head.method = cut(line, ' ');
    head.target = line;
    head.hosts = 1;
    head.host = guard.host();
    head.origin = "http://" + guard.host();
    head.cookie = "carepacket-1=COOKIE";
    head.content_type = cut(request, '\n');
    head.lengths = head.method == "POST" ? 1 : 0;
    head.length = head.lengths > 0 ? request.size() : 0;
    if (guard.refuses(head)) continue;
    const auto target = serve::read_target(head.target);
    if (!target) continue;
    const auto reply = site.answer(
        {head.method == "POST", *target, head.target, head.content_type, request}, guard
    );
    seen = seen_on(reply.body, std::move(seen));
    // What was sent is words on every page, and no answer makes a case worse.
    if (reply.status < 200 || reply.status > 507) std::abort();
    if (reply.type.starts_with("text/html") && reply.body.find("<zz") != std::string::npos)
      std::abort();
    const int now = house.errors();
    const bool is_other = errors == not_there || target->path == "/undo";  // as it was before

    if (!is_other && now > errors) std::abort();
    errors = now;
    if (reply.is_last) break;
  }
  return 0;
}
