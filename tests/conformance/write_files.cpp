// Writes every PDF that the conformance tests read: conformance_files SHARE SAMPLES OUT
//
//   OUT/made/<sample>/<set>-<edition>-<language>.pdf      what a user gets, and beside it the tags
//                                                         that were meant: ….tags.txt
//   OUT/made/scripts/every-script.pdf                     a sentence in each, and its tags
//   OUT/alone/<sample>/<number>-<kind>.pdf                every document of the binder by itself,
//   of
//                                                         the samples whose goldens are whole
//   OUT/flat/<sample>/packet.pdf                          the packet without fields
//   OUT/holding/<sample>/packet.pdf                       the packet that holds its case
//   OUT/sealed/<sample>/packet.pdf                        the packet behind the password "read me
//   aloud"

#include "engine/encrypt/encrypt.hpp"
#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/all_scripts.hpp"
#include "tests/support/form.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <thread>

namespace {
namespace fs = std::filesystem;
using namespace engine;

/// Of every sample: each paper there is of it, once, and what a user gets by default, in the other
/// print and language.
constexpr tests::Form forms[] = {
    {"binder", Edition::standard, "en"},
    {"packet", Edition::large, "es"},
};

/// Of the samples whose goldens are whole, besides: every paper in both prints and languages. These
/// samples have between them all kinds of paper, marks and fonts; another sample has other words in
/// the same papers.
constexpr tests::Form other_forms[] = {
    {"packet", Edition::standard, "en"},
    {"binder", Edition::large, "en"},
    {"binder", Edition::standard, "es"},
    {"binder", Edition::large, "es"},
};

/// What could not be made, and why.
class Faults {
 public:
  void add(const std::string& where, const Diagnostics& out) {
    const std::lock_guard lock{mutex_};
    std::cerr << where << ": nothing was made\n";
    for (const auto& told : out.all())
      std::cerr << "  " << told.code << ": " << told.message << '\n';
    ++count_;
  }
  int count() const { return count_; }

 private:
  std::mutex mutex_;
  std::atomic<int> count_ = 0;
};

class Press {
 public:
  Press(Worker& worker, fs::path sample, fs::path folder, Faults& faults)
      : worker_{worker}, sample_{std::move(sample)}, folder_{std::move(folder)}, faults_{faults} {}

  int print_all() {
    int files = 0;
    for (const tests::Form& form : forms) files += print(form);
    if (!tests::is_kept_whole(sample_.stem().string())) return files;
    for (const tests::Form& form : other_forms) files += print(form);
    return files + print_otherwise();
  }

 private:
  int print(const tests::Form& form) {
    StageDumps dumps;
    int files = 0;
    for (const File& file : make_as(form.options(), &dumps))
      files += put("made", form.name() + ".pdf", file.bytes);
    put("made", form.name() + ".tags.txt", dumps.tags);
    return files;
  }

  /// Each document by itself, and packets without fields, with their case, and locked.
  int print_otherwise() {
    int files = 0;
    for (const File& file :
         make_as({.set = "binder", .separate = true, .edition = Edition::standard}))
      files += put("alone", file.name, file.bytes);
    for (const File& file : make_as({.flat = true})) files += put("flat", "packet.pdf", file.bytes);
    const std::string words = tests::read(sample_);
    for (const File& file : make_as({.embed = words}))
      files += put("holding", "packet.pdf", file.bytes);
    for (const File& file : make_as({.to_be_encrypted = true}))
      files += put("sealed", "packet.pdf", sealed(file.bytes));
    return files;
  }

  std::vector<File> make_as(const MakeOptions& options, StageDumps* dumps = nullptr) {
    Diagnostics out;
    const auto text = xml::decode(
        sample_.filename().string(), tests::read(sample_), Source::Holds::patient_data, out
    );
    auto made = text ? make(**text, worker_, options, out, dumps) : Result<Made>{text.error()};
    if (made && !made->files.empty()) return std::move(made->files);
    faults_.add(sample_.filename().string() + ", " + options.set, out);
    return {};
  }

  std::string sealed(const std::string& bytes) {
    Diagnostics out;
    encrypt::Secret typed;
    for (const char c : std::string_view{"read me aloud"}) typed.append(c);
    const auto password = encrypt::prepare(typed, out);
    auto locked =
        password ? encrypt::encrypt(bytes, *password, out) : Result<std::string>{password.error()};
    if (locked) return std::move(*locked);
    faults_.add(sample_.filename().string() + ", sealed", out);
    return {};
  }

  int put(const char* kind, const std::string& name, std::string_view bytes) {
    const fs::path path = folder_ / kind / sample_.stem() / name;
    fs::create_directories(path.parent_path());
    tests::write(path, bytes);
    return 1;
  }

  Worker& worker_;
  fs::path sample_, folder_;
  Faults& faults_;
};

std::vector<fs::path> samples_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator{folder})
    if (entry.path().extension() == ".xml") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}
}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "conformance_files SHARE SAMPLES OUT\n";
    return 2;
  }
  const fs::path folder = words[3];
  fs::remove_all(folder);
  const auto samples = samples_in(words[2]);

  const page::Pages scripts = tests::all_pages();
  fs::create_directories(folder / "made/scripts");
  tests::write(folder / "made/scripts/every-script.pdf", tests::file_of(scripts));
  tests::write(folder / "made/scripts/every-script.tags.txt", page::dump_tags(scripts));

  Faults faults;
  Diagnostics out;
  const auto library = open_library(words[1], "", out);
  if (!library || samples.empty()) {
    faults.add(library ? words[2] : words[1], out);
    return 1;
  }
  std::atomic<std::size_t> next = 0;
  std::atomic<int> files = 1;
  const auto work = [&] {
    Diagnostics told;
    auto worker = make_worker(**library, told, Check::those_used);
    if (!worker) return faults.add("a worker", told);
    for (std::size_t i = next++; i < samples.size(); i = next++)
      files += Press{*worker, samples[i], folder, faults}.print_all();
  };
  std::vector<std::thread> threads(std::max(1u, std::thread::hardware_concurrency()));
  for (std::thread& thread : threads) thread = std::thread{work};
  for (std::thread& thread : threads) thread.join();
  std::cout << files << " files, of every script and " << samples.size() << " samples, in "
            << folder.string() << '\n';
  return faults.count() == 0 ? 0 : 1;
}
