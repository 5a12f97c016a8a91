// No page is half empty, but the only one of a short paper, and the last of one that leaves the
// house: nobody carries white paper to a visit. Kinds that still end so say in how many samples,
// and why.

#include "tests/packet/house.hpp"

#include <map>
#include <sstream>

using namespace engine;

namespace {

struct Exception {
  int samples;
  const char* why;
};
using Exceptions = std::map<std::string, Exception>;

const std::map<std::string, Exceptions> half_empty{
    {"packet",
     {{"records-checklist", {4, "a row for each record, and what is good to know below them"}},
      {"comparison", {1, "words of no end in every row"}},
      {"top-questions", {1, "sixty questions of one's own, on the back"}},
      {"packet-cover", {1, "papers for many offices, and a task for each"}}}},
    {"binder",
     {{"records-checklist", {4, "a row for each record, and what is good to know below them"}},
      {"comparison", {1, "words of no end in every row"}},
      {"top-questions", {1, "sixty questions of one's own, on the back"}},
      {"conversation-script", {3, "long names in every sentence that is said"}},
      {"names-and-numbers", {2, "a list of everybody"}},
      {"status", {1, "many dates and records"}},
      {"binder-contents", {1, "six papers for offices"}}}}};

/// A page of one paper as its dump has it: how far down its lowest ink reaches, of its height.
double fullness(const std::string& page) {
  std::istringstream lines{page};
  std::string line, word, role, kind;
  double wide = 0, high = 0, lowest = 0;
  for (bool is_first = true; std::getline(lines, line); is_first = false) {
    std::istringstream words{line};
    if (is_first) {
      words >> word >> word >> wide >> word >> high;
      continue;
    }
    double x = 0, y = 0, width = 0, height = 0;
    if (!(words >> x >> y >> role) || role == "(head)" || role == "(foot)") continue;
    if (words >> kind && kind == "fill" && words >> width >> word >> height) y += height;
    lowest = std::max(lowest, y);
  }
  return lowest / high;
}

/// The pages of a dump, cut where each begins; a paper begins with its page 1.
std::vector<std::vector<std::string>> papers_of(const std::string& dump) {
  std::vector<std::vector<std::string>> papers;
  for (std::size_t at = 0; at < dump.size();) {
    const auto next = dump.find("\npage ", at);
    const std::string page = dump.substr(at, next == dump.npos ? dump.npos : next - at);
    if (page.starts_with("page 1 ")) papers.emplace_back();
    if (!papers.empty()) papers.back().push_back(page);
    at = next == dump.npos ? dump.size() : next + 1;
  }
  return papers;
}

/// 19-top-questions.pdf, 07-transfer-letter-office-2.pdf
std::string paper_of(const File& file) {
  return file.name.substr(3, file.name.size() - 3 - std::string{".pdf"}.size());
}

}  // namespace

TEST_CASE("no page is half empty unless it is said why", "[content]") {
  Opened house = opened();
  const auto& kinds = *house.library->template_set;
  for (const auto& [set, exceptions] : half_empty) {
    std::map<std::string, int> found;
    for (const auto& path : samples()) {
      Diagnostics out;
      const auto text =
          xml::decode(path.stem().string(), tests::read(path), Source::Holds::patient_data, out);
      REQUIRE(text);
      StageDumps dumps;
      const auto made = make(
          **text,
          *house.worker,
          {.set = set, .separate = true, .edition = Edition::standard, .language = "en"},
          out,
          &dumps
      );
      REQUIRE(made);
      const auto papers = papers_of(dumps.pages);
      REQUIRE(papers.size() == made->files.size());
      std::map<std::string, bool> ends_so;
      for (std::size_t i = 0; i < papers.size(); ++i) {
        const kind::Kind* kind = kinds.kind_of_paper(paper_of(made->files[i]));
        REQUIRE(kind);
        const bool leaves =
            kind->reader == kind::Reader::doctor || kind->reader == kind::Reader::office;
        for (std::size_t page = 0; page < papers[i].size(); ++page) {
          if (papers[i].size() == 1 || fullness(papers[i][page]) >= 0.5) continue;
          const bool is_last = page + 1 == papers[i].size();
          CAPTURE(set, path.stem().string(), kind->name, page + 1);
          CHECK(is_last);
          if (!leaves) ends_so[kind->name] = true;
        }
      }
      for (const auto& [kind, _] : ends_so) ++found[kind];
    }
    for (const auto& [kind, samples] : found) {
      const auto known = exceptions.find(kind);
      CAPTURE(set, kind, samples, known == exceptions.end() ? "" : known->second.why);
      CHECK(samples <= (known == exceptions.end() ? 0 : known->second.samples));
    }
  }
}

TEST_CASE("no line to write on reaches beyond the margin", "[content]") {
  constexpr double least_margin = 0.5 * 72;
  Opened house = opened();
  std::size_t seen = 0;
  for (const auto& path : samples()) {
    for (const auto& [edition, language] :
         {std::pair{Edition::standard, "en"}, {Edition::large, "es"}}) {
      Diagnostics out;
      const auto text =
          xml::decode(path.stem().string(), tests::read(path), Source::Holds::patient_data, out);
      REQUIRE(text);
      StageDumps dumps;
      const MakeOptions options{.set = "binder", .edition = edition, .language = language};
      REQUIRE(make(**text, *house.worker, options, out, &dumps));
      std::istringstream lines{dumps.pages};
      double wide = 0;
      for (std::string line, word, role, kind; std::getline(lines, line);) {
        std::istringstream words{line};
        double x = 0, y = 0, width = 0;
        if (line.starts_with("page ")) words >> word >> word >> wide;
        if (!(words >> x >> y >> role >> kind) || role != "Form" || !(words >> width)) continue;
        ++seen;
        CAPTURE(path.stem().string(), language, line);
        CHECK(x + width <= wide - least_margin);
      }
    }
  }
  CHECK(seen > 10000);
}
