#include "engine/packet/carried.hpp"
#include "engine/packet/job.hpp"
#include "engine/packet/marks.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace engine::packet {

namespace {

// --- what was there between two rooms --------------------

void show(std::string& window, const Paper& paper, std::string_view text) {
  window += "=== " + paper.kind->name + (paper.about.empty() ? "" : ", " + paper.about);
  if (paper.copy) window += " (" + std::string{paper.language} + ")";
  window += '\n';
  window += text;
  if (!text.ends_with('\n')) window += '\n';
}

void show_pages(const Job& job, const page::Pages& pages) {
  if (!job.dumps) return;
  job.dumps->pages += page::dump_pages(pages, job.worker.library->fonts);
  job.dumps->tags += page::dump_tags(pages);
}

// --- files -----------------------------------------------

std::string two_digits(std::size_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

pdf::WriteOptions write_options(const Job& job) {
  pdf::WriteOptions options{
      .created = job.known.as_of().first_day(),
      .readable = job.options.readable,
      .tagged = job.options.tagged};
  if (job.options.to_be_encrypted) options.archive = pdf::Archive::none;
  return options;
}

/// The packet, with the case inside where that was asked for.
pdf::WriteOptions packet_options(const Job& job) {
  pdf::WriteOptions options = write_options(job);
  if (!job.options.embed) return options;
  options.attachment = pdf::Attachment{
      .name = std::string{job.known.id()} + ".xml",
      .description = words_of(job, "attachment.case").in(job.language),
      .bytes = *job.options.embed};
  if (options.archive == pdf::Archive::a2a) options.archive = pdf::Archive::a3a;
  return options;
}

/// Room for all papers at once: what is bound is as large as they are together. What a paper alone
/// says and draws is moved, and takes none.
void make_room(page::Pages& packet, const std::vector<Paper>& papers) {
  std::size_t pages = 0, text = 0, glyphs = 0, tags = 1, children = 0, entries = 0;
  for (const Paper& paper : papers) {
    pages += paper.pages.pages.size();
    text += paper.pages.text.size();
    glyphs += paper.pages.glyphs.size();
    tags += paper.pages.tags.tags.size();
    children += paper.pages.tags.children.size() + 1;
    entries += paper.pages.entries.size();
  }
  packet.pages.reserve(pages);
  if (papers.size() > 1) {
    packet.text.reserve(text);
    packet.glyphs.reserve(glyphs);
  }
  packet.tags.tags.reserve(tags);
  packet.tags.children.reserve(children);
  packet.entries.reserve(entries);
}

/// Where a paper stands among the pages of its file.
struct Stretch {
  const Paper* paper;
  std::size_t first, count;
};

Marks marks_of(const Job& job, const page::Pages& pages, std::span<const Stretch> papers) {
  Marker marker;
  Marks marks;
  for (const Stretch& each : papers) {
    const fill::Scope scope{each.paper->facts, nullptr, nullptr, each.paper->language};
    const std::string day = fill::text_of(job.worker.templates, scope, "asOf.short");
    PaperMarks& of_paper = marks.emplace_back(PaperMarks{each.paper->name, {}});
    for (std::size_t i = 0; i < each.count; ++i)
      of_paper.pages.push_back(marker.mark(pages, each.first + i, day));
  }
  return marks;
}

/// What a PDF says of itself where anybody sees it who does not open it (a search, a list of files,
/// the bar of a window): which paper it is, and nothing of whose.
std::string metadata_title(const Job& job, std::span<const Paper> papers) {
  if (papers.size() > 1) return job.set.title.in(job.language);
  return open_title(papers.front(), papers.front().language);
}

Result<File> write_bound(const Job& job, std::vector<Paper>& papers) {
  begin_stage(job.worker, Stage::bind);
  page::Pages packet;
  packet.metadata = {
      .title = metadata_title(job, papers),
      .language = papers.size() == 1 ? std::string{papers.front().language} : job.language};
  Budget& budget = *job.worker.budget;
  // Of a thousand pages the blocks and the parts are as large as the whole: they go first.
  for (Paper& paper : papers) {
    budget.give_back(doc::bytes_of(*paper.document));
    paper.document->blocks = {};
  }
  make_room(packet, papers);
  budget.take(page::bytes_of(packet));
  File file{.name = job.bound_name() + ".pdf", .papers = 0};
  int section = -1;
  std::vector<Stretch> stretches;
  for (Paper& paper : papers) {
    const auto first = static_cast<std::uint32_t>(packet.pages.size());
    if (paper.section > section) {
      section = paper.section;
      // The sheet of a part stands for it; without one its first paper does.
      if (!paper.is_tab)
        packet.outline.push_back(
            {.title = tab_title(job, paper), .level = 1, .page = first, .at = {}}
        );
    }
    budget.check();
    budget.give_back(page::bytes_of(paper.pages));
    page::append(
        packet,
        std::move(paper.pages),
        entry_title(job, paper),
        section >= 0 && !paper.is_tab ? 2 : 1
    );
    paper.pages = {};
    stretches.push_back({&paper, first, packet.pages.size() - first});
    packet.anchors.push_back({paper.anchor, first, {}});
    file.papers += job.counts(paper);
    add_blanks(paper, file.blanks);
  }
  page::disambiguate_field_labels(packet);
  put_answers(job, packet, file);
  show_pages(job, packet);
  file.pages = static_cast<int>(packet.pages.size());
  file.marks = marks_of(job, packet, stretches);
  begin_stage(job.worker, Stage::pdf);
  pdf::WriteOptions options = packet_options(job);
  options.marks = spelled(file.marks, whose_of(job.known));
  // A reader calls each page as its foot does, also one that came with numbers of its own.
  options.page_numbers.resize(packet.pages.size());
  std::iota(options.page_numbers.begin(), options.page_numbers.end(), 1);
  auto bytes = job.worker.writer.write(std::move(packet), options, job.out);
  if (!bytes) return bytes.error();
  budget.take(bytes->size());
  file.bytes = std::move(*bytes);
  begin_stage(job.worker, Stage::other);
  return file;
}

std::size_t number_of(const Job& job, const Paper& paper) {
  if (paper.is_tab) {
    const auto part = static_cast<std::size_t>(paper.section);
    return job.set.sections[part].first + part + 1;
  }
  return number_in(job.set, paper.kind->name).value_or(0);
}

/// 07-transfer-letter-office-2-es; of those that would have one name the second gets "--2".
std::string name_alone(const Job& job, const Paper& paper, const Made& made) {
  std::string name = two_digits(number_of(job, paper)) + '-' + paper.kind->name;
  if (!paper.which.empty()) name += '-' + paper.which;
  if (paper.copy) name += '-' + std::string{paper.language};
  const auto count = std::ranges::count_if(made.files, [&](const File& file) {
    const auto stem = file.name.substr(0, file.name.rfind('.'));
    return stem == name || stem.starts_with(name + "--");
  });
  return count == 0 ? name : name + "--" + std::to_string(count + 1);
}

Result<File> write_alone(const Job& job, Paper& paper, const std::string& name) {
  if (!job.is_paged()) return write_words_alone(job, paper, name);
  paper.pages.metadata.title = metadata_title(job, {&paper, 1});
  show_pages(job, paper.pages);
  File file{.name = name + ".pdf", .pages = paper.count(), .blanks = blanks_of(paper)};
  put_answers(job, paper.pages, file);
  const Stretch whole{&paper, 0, paper.pages.pages.size()};
  Marks marks = marks_of(job, paper.pages, {&whole, 1});
  pdf::WriteOptions options = write_options(job);
  options.marks = spelled(marks, whose_of(job.known));
  file.marks = std::move(marks);
  auto bytes = job.worker.writer.write(std::move(paper.pages), options, job.out);
  if (!bytes) return bytes.error();
  job.worker.budget->take(bytes->size());
  file.bytes = std::move(*bytes);
  return file;
}

}  // namespace

void show_words(const Job& job, const std::vector<Paper>& papers) {
  if (!job.dumps) return;
  for (const Paper& paper : papers) {
    show(job.dumps->markup, paper, paper.markup->text());
    show(job.dumps->blocks, paper, doc::dump(*paper.document));
  }
}

std::optional<Reported> write_files(const Job& job, std::vector<Paper>& papers, Made& made) {
  const bool all_sheets = std::all_of(papers.begin(), papers.end(), [](const Paper& paper) {
    return paper.is_sheet();
  });
  // In front of nothing no sheet is of use, but for whoever asks for it by its name.
  if (all_sheets && job.options.only.empty()) return std::nullopt;
  if (papers.empty()) return std::nullopt;
  if (job.options.separate) {
    for (Paper& paper : papers) {
      auto file = write_alone(job, paper, name_alone(job, paper, made));
      if (!file) return file.error();
      made.files.push_back(std::move(*file));
    }
    return std::nullopt;
  }
  if (!job.is_paged()) {
    const bool leads = papers.size() == 1 || papers.front().is_cover;
    const std::string title =
        leads ? papers.front().document->title : job.set.title.in(job.language);
    made.files.push_back(write_words(job, title, papers));
    return std::nullopt;
  }
  auto packet = write_bound(job, papers);
  if (!packet) return packet.error();
  made.files.push_back(std::move(*packet));
  return std::nullopt;
}

}  // namespace engine::packet
