#pragma once

// Every script on pages, for programs to read.

#include "engine/pdf/pdf.hpp"
#include "tests/support/blocks.hpp"
#include "tests/support/scripts.hpp"

#include <span>
#include <stdexcept>
#include <string>

namespace tests {

/// A sentence, set over some lines of a narrow page in the language it is written in.
inline engine::page::Pages pages_of(const Sentence& sentence) {
  using namespace engine::literals;
  auto document = engine::test::page_of(300_pt, 200_pt, {engine::test::paragraph(sentence.text)});
  document.title = sentence.script;
  document.language = sentence.language;
  document.margin = {20_pt, 20_pt, 20_pt, 20_pt};
  engine::Diagnostics out;
  const bool has_all = engine::layout::check_letters(document, engine::test::fonts(), out);
  auto pages = engine::test::laid_out(document, out);
  if (!has_all || !out.all().empty())
    throw std::runtime_error{std::string{sentence.script} + ": " + out.all().front().message};
  return pages;
}

/// A page for every sentence.
inline engine::page::Pages all_pages() {
  engine::page::Pages all = pages_of(sentences[0]);
  for (const Sentence& sentence : std::span{sentences}.subspan(1))
    engine::page::append(all, pages_of(sentence), std::string{sentence.script});
  return all;
}

inline std::string file_of(const engine::page::Pages& pages) {
  engine::Diagnostics out;
  engine::pdf::Writer writer{engine::test::fonts()};
  auto bytes = writer.write(pages, {.created = {2026, 11, 20}}, out);
  if (!bytes) throw std::runtime_error{out.all().front().message};
  return *bytes;
}

}  // namespace tests
