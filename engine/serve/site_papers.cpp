// The real papers: beside a question, as a list of what is still to finish, as files.

#include "engine/files/files.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// The set in which a kind is made without being asked for.
std::string set_of(const kind::TemplateSet& set, const std::string& kind) {
  for (const std::string_view usual : {"packet", "binder"}) {
    const kind::Set* one = set.set(usual);
    if (one && std::ranges::find(one->kinds, kind) != one->kinds.end()) return std::string{usual};
  }
  for (const kind::Set& one : set.sets) {
    if (std::ranges::find(one.kinds, kind) != one.kinds.end()) return one.name;
  }
  return "packet";
}

/// The kind of a file such as 05-transfer-letter-2.html: the longest name that it has.
const kind::Kind* kind_of(const kind::TemplateSet& set, std::string_view file) {
  const auto dash = file.find('-');
  const std::string_view name = dash == file.npos ? file : file.substr(dash + 1);
  const kind::Kind* found = nullptr;
  for (const kind::Kind& kind : set.kinds) {
    if (name.starts_with(kind.name) && (!found || kind.name.size() > found->name.size()))
      found = &kind;
  }
  return found;
}

/// The page of the interview that answers what a paper lacks; nullptr where a pen does, such as for
/// a signature.
const Page* page_for(const Interview& interview, const kind::Need& need) {
  if (need.fact.empty()) return nullptr;
  const auto has_fact = [&](const Page& one) {
    return std::ranges::find(one.facts, need.fact) != one.facts.end();
  };
  const auto found = std::ranges::find_if(interview.pages, [&](const Page& page) {
    return has_fact(page) || std::ranges::any_of(page.pages, has_fact);
  });
  return found == interview.pages.end() ? nullptr : &*found;
}

std::string blanks_of(
    const Look& look, const Interview& interview, const std::vector<const kind::Need*>& blanks
) {
  std::string html = "<ul>\n";
  for (const kind::Need* blank : blanks) {
    const Page* page = page_for(interview, *blank);
    const std::string& label = blank->label.in(look.language);
    html += "<li>" +
            (page ? link(address(look, "/question", {{"page", page->id}}), label) : text(label)) +
            "</li>\n";
  }
  return html + "</ul>\n";
}

MakeOptions to_look_at(const std::string& set) {
  MakeOptions options;
  options.format = Format::html;
  options.set = set;
  return options;
}

}  // namespace

std::string to_be_shown(
    const Look& look, const CaseFile& file, const vocabulary::Vocabulary& vocabulary
) {
  std::string now = file.source().text();
  const Lacks lacks = lacks_of(file.answered());
  const auto put = [&](std::string_view path, std::string_view value) {
    const Source source{"", now, Source::Holds::patient_data};
    Diagnostics untold;
    const auto answered = Answered::read(source, vocabulary, untold);
    if (answered) now = answered->with(*read_path(path), value, 0);
  };
  if (lacks.name) put("patient/name[@use=official]/text", say(look, "stand-in.name"));
  if (lacks.condition) put("condition/text", say(look, "stand-in.condition"));
  if (lacks.doctor) {
    put("provider[@role=current]/@id", "not-said-yet");
    put("provider[@role=current]/organization", say(look, "stand-in.doctor"));
  }
  if (is_draft(file.answered())) put("@draft", "");
  return now;
}

/// One paper as the program itself makes it; empty where the case does not call for it.
std::string Site::paper_html(
    Visit& visit, const std::string& kind, std::vector<const kind::Need*>* blanks
) {
  MakeOptions options = to_look_at(set_of(set(), kind));
  options.only = {kind};
  const files::Folder beside{files::folder_of(visit.file->path())};
  options.beside = &beside;
  Diagnostics untold;
  const Source source{
      visit.file->path(),
      to_be_shown(visit.look, *visit.file, set().vocabulary),
      Source::Holds::patient_data};
  const auto made = engine::make(source, worker_, options, untold);
  if (!made || made->files.empty()) return {};
  if (blanks) *blanks = made->files.front().blanks;
  return made->files.front().bytes;
}

/// The paper that a question is for, beside it; and what is still blank there.
std::string Site::preview(Visit& visit, const Page* page) {
  for (const std::string& name : papers_of(*page)) {
    const kind::Kind* kind = set().kind(name);
    std::vector<const kind::Need*> blanks;
    if (!kind || paper_html(visit, name, &blanks).empty()) continue;
    const std::string title = kind->title.in(visit.look.language);
    std::string html = "<h2>" + text(title) + "</h2>\n";
    if (!blanks.empty())
      html += "<details><summary>" +
              text(say(visit.look, "still-blank", {std::to_string(blanks.size())})) +
              "</summary>\n" + blanks_of(visit.look, interview_, blanks) + "</details>\n";
    const std::string here = address(visit.look, "/paper", {{"kind", name}});
    return html + "<iframe sandbox title=\"" + text(title) + "\" src=\"" + text(here) +
           "\" loading=\"lazy\"></iframe>\n<p class=\"open\">" +
           link(here, say(visit.look, "open-paper")) + "</p>\n<p class=\"open\">" +
           link(address(visit.look, "/papers"), say(visit.look, "all-papers")) + "</p>\n";
  }
  return {};
}

Reply Site::paper(Visit& visit) {
  const kind::Kind* kind = set().kind(visit.form.text("kind"));
  if (!kind) return trouble(visit, 404, "no-such-page");
  std::string html = paper_html(visit, kind->name, nullptr);
  if (html.empty()) return trouble(visit, 404, "not-called-for");
  // The browser may keep the title, which names the patient.
  constexpr std::string_view opening = "<title>";
  if (const auto at = html.find(opening), end = html.find("</title>", at); end != html.npos)
    html.replace(
        at + opening.size(),
        end - at - opening.size(),
        text(kind->title.in(visit.look.language) + " – " + visit.look.tail)
    );
  return {
      200,
      "text/html; charset=utf-8",
      std::move(html),
      {{"Content-Security-Policy", std::string{paper_policy}}}};
}

Reply Site::papers(Visit& visit) {
  const Look& look = visit.look;
  MakeOptions options = to_look_at("packet");
  options.separate = true;
  options.explain = true;
  const files::Folder beside{files::folder_of(visit.file->path())};
  options.beside = &beside;
  const Source source{
      visit.file->path(),
      to_be_shown(look, *visit.file, set().vocabulary),
      Source::Holds::patient_data};
  Diagnostics out;
  const auto made = engine::make(source, worker_, options, out);
  if (!made) return told(visit, out, 409);

  Sheet sheet;
  sheet.title = say(look, "papers");
  sheet.back = address(look, "/");
  std::string& html = sheet.main;
  html = "<h1>" + text(sheet.title) + "</h1>\n";
  const Lacks lacks = lacks_of(visit.file->answered());
  const bool is_early = is_draft(visit.file->answered()) && lacks.anything();
  html += is_early ? missing_of(visit, lacks) : downloads_of(visit);
  html +=
      "<h2>" + text(say(look, "finish")) + "</h2>\n<p>" + text(say(look, "finish.more")) + "</p>\n";
  std::string list;
  for (const File& file : made->files) {
    const kind::Kind* kind = kind_of(set(), file.name);
    if (!kind) continue;
    const std::string title = kind->title.in(look.language);
    if (!file.blanks.empty())
      html += "<h3>" + text(title) + "</h3>\n" + blanks_of(look, interview_, file.blanks);
    list += "<li>" + link(address(look, "/paper", {{"kind", kind->name}}), title) + " – " +
            text(kind->purpose.in(look.language));
    if (!is_early)
      list += ' ' + link(
                        address(look, "/download", {{"what", kind->name}}),
                        say(look, "download.one", {title}),
                        "small"
                    );
    list += "</li>\n";
  }
  html +=
      "<h2>" + text(say(look, "each-paper")) + "</h2>\n<ul class=\"papers\">\n" + list + "</ul>\n";
  for (const std::string& missing : made->missing)
    html += "<p class=\"error\">" + text(missing) + "</p>\n";
  html += not_made(visit, *made);
  return shown(visit, sheet);
}

/// The papers as files: in the language of the case, and in the other one.
std::string Site::downloads_of(const Visit& visit) const {
  const Look& look = visit.look;
  const bool is_spanish = visit.file->answered().value(*read_path("@language")) == "es";
  std::string html = "<h2>" + text(say(look, "download")) + "</h2>\n<ul class=\"downloads\">\n";
  for (const std::string& what :
       {std::string{"packet"},
        std::string{"large"},
        is_spanish ? std::string{language_tag::english} : std::string{"es"},
        std::string{"binder"}})
    html += "<li>" +
            link(address(look, "/download", {{"what", what}}), say(look, "download." + what)) +
            "</li>\n";
  return html + "</ul>\n";
}

/// What a case must say before anything is printed, each with its question.
std::string Site::missing_of(const Visit& visit, const Lacks& lacks) const {
  const Look& look = visit.look;
  std::string html = "<div class=\"errors\"><h2>" + text(say(look, "draft")) + "</h2>\n<ul>\n";
  const auto row = [&](bool is_missing, std::string_view word, const std::string& where) {
    if (is_missing) html += "<li>" + link(where, say(look, word)) + "</li>\n";
  };
  const auto page = [&](const char* id) { return address(look, "/question", {{"page", id}}); };
  row(lacks.name, "draft.name", page("name"));
  row(lacks.condition, "draft.condition", page("condition"));
  row(lacks.doctor, "draft.doctor", page("doctors"));
  row(lacks.unchecked > 0, "draft.unchecked", address(look, "/review"));
  return html + "</ul>\n</div>\n";
}

/// Those that are made when somebody asks for them by name, to be had here; the others with the
/// reason.
std::string Site::not_made(const Visit& visit, const Made& made) const {
  if (!made.explained) return {};
  const Look& look = visit.look;
  std::string rows, more;
  for (const auto& paper : made.explained->papers) {
    const kind::Kind* kind = set().kind(paper.kind);
    if (paper.is_made || !kind) continue;
    const std::string title = kind->title.in(look.language);
    const std::string& why = paper.why.in(look.language);
    const bool is_to_be_had = why.find("--also") != why.npos;
    if (is_to_be_had)
      more += "<li>" + link(address(look, "/paper", {{"kind", kind->name}}), title) + " – " +
              text(kind->purpose.in(look.language)) + "</li>\n";
    else
      rows += "<li>" + text(title) + ": " + text(why) + "</li>\n";
  }
  const auto folded = [&](std::string_view word, const std::string& list) {
    return list.empty() ? std::string{}
                        : "<details><summary>" + text(say(look, word)) + "</summary>\n<ul>\n" +
                              list + "</ul>\n</details>\n";
  };
  return folded("more-papers", more) + folded("not-made", rows);
}

/// A file to keep or to print: the packet, the binder, one paper.
Reply Site::download(Visit& visit) {
  const std::string what = visit.text("what");
  MakeOptions options;
  std::string name = visit.file->id();
  if (what == "packet" || what == "large" || what == "es" || what == language_tag::english) {
    if (what == "large") options.edition = Edition::large;
    if (what == "es" || what == language_tag::english) options.language = what;
    name += what == "packet" ? "-packet" : "-packet-" + what;
  } else if (what == "binder") {
    options.set = "binder";
    name += "-binder";
  } else if (set().kind(what)) {
    options.set = set_of(set(), what);
    options.only = {what};
    name += '-' + what;
  } else {
    return trouble(visit, 404, "no-such-page");
  }
  const files::Folder beside{files::folder_of(visit.file->path())};
  options.beside = &beside;
  Diagnostics out;
  auto made = engine::make(visit.file->source(), worker_, options, out);
  if (!made) return told(visit, out, 409);
  if (made->files.empty()) return trouble(visit, 404, "not-called-for");
  return {
      200,
      "application/pdf",
      std::move(made->files.front().bytes),
      {{"Content-Disposition", "attachment; filename=\"" + name + ".pdf\""},
       {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}}};
}

}  // namespace engine::serve
