#include "engine/packet/job.hpp"

#include <algorithm>

namespace engine::packet {

namespace {

/// Words that the program says by itself, where a language has them; else in English.
std::string own_word(const Job& job, std::string_view id, std::string_view language) {
  const auto found = job.template_set().words.find(id);
  return found == job.template_set().words.end() ? std::string{} : found->second.in(language);
}

/// The cover's heading is the packet's.
int level_of(const Paper& paper, bool alone) {
  return alone || paper.is_cover ? 1 : 2;
}

doc::DocumentBundle bundle(
    const Job& job, std::string title, std::string_view language, std::span<const Paper> papers
) {
  doc::DocumentBundle bundle{
      .title = std::move(title),
      .language = std::string{language},
      .text = job.theme.styles[static_cast<std::size_t>(doc::StyleRole::p)].first,
      .contents = own_word(job, "booklet.contents", language),
      .to_papers = own_word(job, "booklet.to-papers", language)};
  bundle.parts.reserve(papers.size());
  for (const Paper& paper : papers) {
    bundle.parts.push_back(
        {&*paper.document,
         entry_title(job, paper),
         paper.anchor,
         !paper.fields.empty(),
         level_of(paper, papers.size() == 1),
         paper.section >= 0 && papers.size() > 1 ? tab_title(job, paper) : ""}
    );
  }
  return bundle;
}

std::string written(const Job& job, const doc::DocumentBundle& bundle) {
  return job.options.format == Format::html ? html::write(bundle) : text::write(bundle);
}

std::string_view ending(const Job& job) {
  return job.options.format == Format::html ? ".html" : ".txt";
}

}  // namespace

File write_words(const Job& job, const std::string& title, std::span<const Paper> papers) {
  File file{.name = job.bound_name() + std::string{ending(job)}, .papers = 0};
  for (const Paper& paper : papers) {
    file.papers += job.counts(paper);
    add_blanks(paper, file.blanks);
  }
  const std::string_view language = papers.size() == 1 ? papers.front().language : job.language;
  file.bytes = written(job, bundle(job, title, language, papers));
  return file;
}

File write_words_alone(const Job& job, const Paper& paper, const std::string& name) {
  return {
      .name = name + std::string{ending(job)},
      .bytes =
          written(job, bundle(job, paper.document->title, paper.language, std::span{&paper, 1})),
      .blanks = blanks_of(paper)};
}

}  // namespace engine::packet
