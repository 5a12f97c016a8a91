#include "engine/cli/changes.hpp"

#include <algorithm>

namespace engine::cli {

namespace {

/// A page of an old file.
struct OldPage {
  std::string_view paper;
  int number = 0;
  PageMark mark;
  bool is_used = false;  ///< a new page is the same, or takes its place
};

std::vector<OldPage> pages_of(const FormerFiles& former) {
  std::vector<OldPage> all;
  for (const auto& [path, marks] : former.marks) {
    int number = 0;
    for (const PaperMarks& paper : marks) {
      for (const PageMark& mark : paper.pages) all.push_back({paper.paper, ++number, mark});
    }
  }
  return all;
}

/// The first old page that is not used yet, of this paper if there is one, for which `is_same`
/// says so.
template <class IsSame>
OldPage* find(std::vector<OldPage>& old, std::string_view paper, IsSame&& is_same) {
  OldPage* found = nullptr;
  for (OldPage& page : old) {
    if (page.is_used || !is_same(page.mark)) continue;
    if (page.paper == paper) return &page;
    if (!found) found = &page;
  }
  return found;
}

/// A page of a new file that looks like none before, until its paper is known.
struct NewPage {
  std::string_view paper;
  std::size_t file = 0;
  int number = 0;
  PageMark mark;
};

std::vector<NewPage> pages_of(const Made& made) {
  std::vector<NewPage> all;
  for (std::size_t file = 0; file < made.files.size(); ++file) {
    int number = 0;
    for (const PaperMarks& paper : made.files[file].marks) {
      for (const PageMark& mark : paper.pages) all.push_back({paper.paper, file, ++number, mark});
    }
  }
  return all;
}

PaperChange& change_of(Changes& changes, std::string_view paper, std::size_t file) {
  const auto known = std::ranges::find(changes.papers, paper, &PaperChange::paper);
  if (known != changes.papers.end()) return *known;
  PaperChange& fresh = changes.papers.emplace_back();
  fresh.paper = paper;
  fresh.file = file;
  return fresh;
}

bool has_paper(const Made& made, std::string_view paper) {
  return std::ranges::any_of(made.files, [&](const File& file) {
    return std::ranges::find(file.marks, paper, &PaperMarks::paper) != file.marks.end();
  });
}

/// Takes from `pages` what old pages are the same, by either digest; gives how many.
int leave_out_same(
    std::vector<NewPage>& pages, std::vector<OldPage>& old, std::uint64_t PageMark::*digest
) {
  return static_cast<int>(std::erase_if(pages, [&](const NewPage& page) {
    OldPage* const same = find(old, page.paper, [&](const PageMark& mark) {
      return mark.*digest == page.mark.*digest;
    });
    if (same) same->is_used = true;
    return same != nullptr;
  }));
}

}  // namespace

std::vector<int> Changes::to_print(std::size_t file) const {
  std::vector<int> all;
  for (const PaperChange& paper : papers) {
    if (paper.file == file) all.insert(all.end(), paper.print.begin(), paper.print.end());
  }
  std::ranges::sort(all);
  return all;
}

Changes changes_of(const Made& made, const FormerFiles& former, bool is_part) {
  std::vector<OldPage> old = pages_of(former);
  std::vector<NewPage> fresh = pages_of(made);
  Changes changes{.is_known = !old.empty(), .papers = {}};
  leave_out_same(fresh, old, &PageMark::ink);
  changes.redated = leave_out_same(fresh, old, &PageMark::undated);
  for (const NewPage& page : fresh)
    change_of(changes, page.paper, page.file).print.push_back(page.number);
  for (const OldPage& page : old) {
    if (page.is_used || (is_part && !has_paper(made, page.paper))) continue;
    PaperChange& change = change_of(changes, page.paper, made.files.size());
    const bool takes_its_place = change.instead_of.size() < change.print.size();
    (takes_its_place ? change.instead_of : change.take_out).push_back(page.number);
  }
  return changes;
}

namespace {

/// 10, 14–15
std::string numbers(std::span<const int> pages) {
  std::string text;
  for (std::size_t i = 0; i < pages.size();) {
    std::size_t end = i + 1;
    while (end < pages.size() && pages[end] == pages[end - 1] + 1) ++end;
    text += (text.empty() ? "" : ", ") + std::to_string(pages[i]);
    if (end - i > 1) text += "–" + std::to_string(pages[end - 1]);
    i = end;
  }
  return text;
}

std::string named(std::span<const int> pages) {
  return (pages.size() == 1 ? "page " : "pages ") + numbers(pages);
}

/// The name of a paper, or its kind alone: the name of an office is of the case.
std::string shown_name(const ShownChanges& shown, const std::string& paper) {
  if (!shown.format.redact) return paper;
  const kind::Kind* const kind = shown.template_set.kind_of_paper(paper);
  return kind ? kind->name : std::string{};
}

/// "page 10, in place of 10"
std::string change_words(const ShownChanges& shown, const PaperChange& paper) {
  std::string text;
  const auto add = [&](const std::string& words) {
    text += (text.empty() ? "" : ", ") + spoken(shown.format, words);
  };
  if (!paper.print.empty()) add(named(paper.print));
  if (!paper.print.empty() && paper.instead_of.empty()) add("new");
  if (!paper.instead_of.empty()) add("in place of " + numbers(paper.instead_of));
  if (!paper.take_out.empty()) add("take out " + numbers(paper.take_out));
  return text;
}

/// "packet.pdf, pages 10, 14–15; …"
std::string to_print(const ShownChanges& shown) {
  std::string text;
  for (std::size_t i = 0; i < shown.made.files.size(); ++i) {
    const auto pages = shown.changes.to_print(i);
    if (pages.empty()) continue;
    text += (text.empty() ? "" : "; ") + shown.made.files[i].name + ", " +
            spoken(shown.format, named(pages));
  }
  return text;
}

std::string json_list(std::span<const int> pages) {
  std::string text;
  for (const int page : pages) text += (text.empty() ? "" : ",") + std::to_string(page);
  return '[' + text + ']';
}

}  // namespace

std::string as_text(const ShownChanges& shown) {
  const auto& [changes, made, template_set, format] = shown;
  if (!changes.is_known) return {};
  std::string text = "\n";
  if (!changes.papers.empty()) text += spoken(format, "Changed:") + '\n';
  for (const PaperChange& paper : changes.papers)
    text += "  " + shown_name(shown, paper.paper) + ": " + change_words(shown, paper) + '\n';
  const std::string print = to_print(shown);
  text += print.empty() ? spoken(format, "Nothing to print again.")
                        : spoken(format, "Print again:") + ' ' + print;
  text += '\n';
  if (changes.redated == 0) return text;
  const auto count = static_cast<std::size_t>(changes.redated);
  return text +
         spoken(format, "A new day alone, at head or foot: " + counted(count, "page", "pages")) +
         '\n';
}

std::vector<std::string> as_lines(const ShownChanges& shown, std::string_view language) {
  std::vector<std::string> lines;
  for (const PaperChange& paper : shown.changes.papers) {
    const kind::Kind* const kind = shown.template_set.kind_of_paper(paper.paper);
    lines.push_back(
        (kind ? kind->title.in(language) : paper.paper) + ": " + change_words(shown, paper)
    );
  }
  return lines;
}

std::string as_json(const ShownChanges& shown, std::span<const std::string> paths) {
  const Changes& changes = shown.changes;
  std::string files, papers;
  for (std::size_t i = 0; i < shown.made.files.size(); ++i) {
    const auto pages = changes.to_print(i);
    if (pages.empty()) continue;
    files += (files.empty() ? "" : ",") + std::string{"{\"file\":"} + json_string(paths[i]) +
             ",\"pages\":" + json_list(pages) + '}';
  }
  for (const PaperChange& paper : changes.papers) {
    papers += (papers.empty() ? "" : ",") + std::string{"{\"paper\":"} +
              json_string(shown_name(shown, paper.paper)) + ",\"print\":" + json_list(paper.print) +
              ",\"insteadOf\":" + json_list(paper.instead_of) +
              ",\"takeOut\":" + json_list(paper.take_out) + '}';
  }
  return "{\"compared\":" + std::string{changes.is_known ? "true" : "false"} + ",\"print\":[" +
         files + "],\"changed\":[" + papers +
         "],\"newDayAlone\":" + std::to_string(changes.redated) + "}\n";
}

}  // namespace engine::cli
