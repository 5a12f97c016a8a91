// Writes what the tests of HTML and plain text read: html_files SHARE SAMPLES OUT
//
//   OUT/<sample>/<set>-<edition>-<language>.pdf .html .txt
//   OUT/<sample>/<set>-<edition>-<language>.tags          the words of the PDF, as --show tags has
//   them OUT/<sample>/<set>-<edition>-<language>.left-out      the PDF had no room for all of it
//   (W414, W415)

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/form.hpp"
#include "tests/support/run.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace {
namespace fs = std::filesystem;
using namespace engine;

/// The binder has every paper there is, the packet a cover with its own list of contents.
constexpr tests::Form forms[] = {
    {"packet", Edition::standard, "en"},
    {"binder", Edition::standard, "en"},
    {"binder", Edition::large, "en"},
    {"binder", Edition::standard, "es"},
};

bool tells(const Diagnostics& out, std::string_view code) {
  const auto& all = out.all();
  return std::any_of(all.begin(), all.end(), [&](const Diagnostic& d) { return d.code == code; });
}

int fault(const std::string& what, const Diagnostics& out) {
  std::cerr << what << ": nothing was made\n";
  for (const auto& told : out.all()) std::cerr << "  " << told.code << ": " << told.message << '\n';
  return 1;
}

int write(Worker& worker, const fs::path& sample, const fs::path& folder) {
  Diagnostics out;
  const auto text = xml::decode(
      sample.filename().string(), tests::read(sample), Source::Holds::patient_data, out
  );
  if (!text) return fault(sample.string(), out);
  int faults = 0;
  for (const tests::Form& form : forms) {
    const std::string name = form.name();
    constexpr std::array<std::pair<Format, const char*>, 3> formats{
        {{Format::pdf, ".pdf"}, {Format::html, ".html"}, {Format::text, ".txt"}}};
    for (const auto& [format, ending] : formats) {
      Diagnostics told;
      StageDumps dumps;
      const auto made = make(**text, worker, form.options(format), told, &dumps);
      if (!made || made->files.empty()) {
        faults += fault(name + ending, told);
        continue;
      }
      tests::write(folder / (name + ending), made->files.front().bytes);
      if (format == Format::pdf) tests::write(folder / (name + ".tags"), dumps.tags);
      if (tells(told, "W414") || tells(told, "W415"))
        tests::write(folder / (name + ".left-out"), "");
    }
  }
  return faults;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "html_files SHARE SAMPLES OUT\n";
    return 2;
  }
  Diagnostics out;
  const auto library = open_library(words[1], "", out);
  if (!library) return fault("the library", out);
  auto worker = make_worker(**library, out);
  if (!worker) return fault("the library", out);
  const fs::path folder = words[3];
  fs::remove_all(folder);
  int faults = 0, samples = 0;
  for (const auto& entry : fs::directory_iterator{words[2]}) {
    if (entry.path().extension() != ".xml") continue;
    ++samples;
    fs::create_directories(folder / entry.path().stem());
    faults += write(*worker, entry.path(), folder / entry.path().stem());
  }
  std::cout << samples << " samples, as " << std::size(forms) << " sets each, in 3 formats\n";
  return faults == 0 && samples > 0 ? 0 : 1;
}
