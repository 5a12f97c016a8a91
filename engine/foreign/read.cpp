#include "engine/foreign/actions.hpp"
#include "engine/foreign/copy.hpp"
#include "engine/foreign/foreign.hpp"
#include "engine/foreign/limits.hpp"
#include "engine/foreign/messages.hpp"
#include "engine/foreign/pages.hpp"

#include <numeric>

namespace engine::foreign {

void tell_silent_pages(const ForeignFile& file, const ReadOptions& options, Diagnostics& out) {
  std::size_t silent = 0;
  for (const ForeignPage& page : file.pages) silent += !page.has_text;
  if (silent == 0) return;
  out.warn(
      messages::without_text(
          in_quotes(options.name),
          silent == file.pages.size()
              ? std::string{"no page"}
              : std::to_string(silent) + " of " + std::to_string(file.pages.size()) + " pages"
      ),
      options.at,
      {"nobody can search such a page or hear it: ask the office for a copy with text, or let a "
       "program that reads scans (OCR) add it"}
  );
}

namespace {

/// Layers, and which of them are not seen: pages look as they do in their own file (ISO 32000-1
/// §8.11.4.3).
void read_layers(const Document& document, Copier& copier, ForeignFile& file) {
  const Object root{document, document->get_root(document.handle())};
  const Object layers = root["/OCProperties"];
  const auto take = [&](const Object& from, std::vector<std::uint32_t>& to) {
    for (int i = 0; i < from.size(); ++i) {
      const Object layer = from.at(i);
      if (layer.is_indirect() && layer.is_dictionary()) to.push_back(copier.index_of(layer));
    }
  };
  const Object usual = layers["/D"];
  take(layers["/OCGs"], file.layers);
  const bool begins_hidden = usual["/BaseState"].is_name("/OFF");
  if (!begins_hidden) return take(usual["/OFF"], file.hidden_layers);
  std::vector<std::uint32_t> seen;
  take(usual["/ON"], seen);
  for (const std::uint32_t layer : file.layers) {
    if (std::find(seen.begin(), seen.end(), layer) == seen.end())
      file.hidden_layers.push_back(layer);
  }
}

std::string counted(int count, const char* one, const char* many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

/// "2 scripts, 1 file inside"
std::string listed(const ForeignRemains& remains) {
  std::string list;
  const auto add = [&](int count, const char* one, const char* many) {
    if (count > 0) list += (list.empty() ? "" : ", ") + counted(count, one, many);
  };
  add(remains.scripts, "script", "scripts");
  add(remains.launches,
      "action that opens a file or a program",
      "actions that open a file or a program");
  add(remains.sending, "action that sends answers away", "actions that send answers away");
  add(remains.files, "file inside", "files inside");
  add(remains.media, "sound, film or model", "sounds, films or models");
  add(remains.answers, "answer without a picture of it", "answers without a picture of them");
  return list;
}

void tell(const ForeignFile& file, const ReadOptions& options, Diagnostics& out) {
  if (file.was_mended) {
    out.warn(
        messages::was_mended(in_quotes(options.name)),
        options.at,
        {"compare its pages with those of the record itself"}
    );
  }
  if (file.left_behind.any()) {
    out.warn(
        messages::left_behind(in_quotes(options.name), listed(file.left_behind)),
        options.at,
        {"pages keep their look, words and links; nothing in the papers runs or hides"}
    );
  }
  tell_silent_pages(file, options, out);
}

/// Opens the document, with the password where it wants one: then anew, as libqpdf keeps what it
/// has learnt of the encryption.
std::optional<Reported> open(
    std::optional<Document>& document,
    const qpdf::Library& library,
    std::string_view pdf,
    const ReadOptions& options,
    Diagnostics& out
) {
  const std::string name = in_quotes(options.name);
  auto wrong = document.emplace(library).open(pdf, nullptr);
  if (wrong == qpdf::Opening::password) {
    const char* password = options.password ? options.password() : nullptr;
    if (!password) {
      return out.error(
          messages::needs_password(name),
          options.at,
          {"give its password with --password-file or --password-fd, or at the terminal",
           "or open it with its password, print it to a new PDF, and name that one"}
      );
    }
    wrong = document.emplace(library).open(pdf, password);
    if (wrong == qpdf::Opening::password)
      return out.error(messages::wrong_password(name), options.at);
  }
  if (wrong == qpdf::Opening::done) return std::nullopt;
  if (wrong == qpdf::Opening::too_much) {
    return out.error(messages::asks_too_much(name), options.at, {"ask the office for it again"});
  }
  return out.error(
      messages::damaged(name, document->fault()), options.at, {"ask the office for it again"}
  );
}

/// What libqpdf is not asked to do, as it has no limits of its own.
std::optional<Reported> too_much(
    const Document& document, const ReadOptions& options, Diagnostics& out
) {
  const std::string name = in_quotes(options.name);
  const std::initializer_list<std::string> hints{
      "open it in a program that reads PDF, print it to a new PDF, and name that one"};
  switch (measure_pages(document)) {
    case PageTree::too_deep:
      return out.error(messages::pages_too_deep(name, deepest_pages), options.at, hints);
    case PageTree::too_many:
      return out.error(messages::too_many_pages(name, most_pages), options.at, hints);
    case PageTree::fits:
      break;
  }
  return std::nullopt;
}

std::vector<std::uint32_t> wanted_pages(const ReadOptions& options, std::uint32_t count) {
  std::vector<std::uint32_t> pages = options.only;
  if (pages.empty()) {
    pages.resize(count);
    std::iota(pages.begin(), pages.end(), 0U);
  }
  std::erase_if(pages, [&](std::uint32_t page) { return page >= count; });
  return pages;
}

}  // namespace

Result<ForeignFile> read(std::string_view pdf, const ReadOptions& options, Diagnostics& out) {
  const std::string name = in_quotes(options.name);
  if (!qpdf::is_pdf(pdf)) return out.error(messages::not_a_pdf(name), options.at);
  const qpdf::Library* library = qpdf::library();
  if (!library) return qpdf::is_missing(out);
  std::optional<Document> opened;
  if (const auto wrong = open(opened, *library, pdf, options, out)) return *wrong;
  const Document& document = *opened;

  if (const auto wrong = too_much(document, options, out)) return *wrong;
  ForeignFile file;
  const int count = document->get_num_pages(document.handle());
  document->push_inherited_attributes_to_page(document.handle());
  if (count < 0) {
    return out.error(
        messages::damaged(name, document.fault()), options.at, {"ask the office for it again"}
    );
  }
  if (count == 0) return out.error(messages::no_pages(name), options.at);
  file.was_mended = document.was_mended();

  Copier copier{document, file, *options.budget};
  PageReader pages{document, copier};
  Actions actions{document};
  actions.count_of_document(file.left_behind);
  const auto unreadable = [&](std::size_t number) {
    return out.error(
        messages::page_unreadable(number, name),
        options.at,
        {"open it in a program that reads PDF, print it to a new PDF, and name that one"}
    );
  };
  for (const std::uint32_t i : wanted_pages(options, static_cast<std::uint32_t>(count))) {
    options.budget->check(file.bytes());
    const Object page{document, document->get_page_n(document.handle(), i)};
    auto made = pages.read(page);
    if (!made || !copier.finish()) return unreadable(i + 1);
    made->links = actions.read(page, file.left_behind);
    file.pages.push_back(std::move(*made));
  }
  file.left_behind.answers = pages.unseen_answers();
  file.language = Object{document, document->get_root(document.handle())}["/Lang"].text();
  read_layers(document, copier, file);
  if (!copier.finish()) return unreadable(1);
  tell(file, options, out);
  return file;
}

}  // namespace engine::foreign
