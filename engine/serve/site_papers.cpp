// The real papers: beside a question, as a list of what is still to finish, as files.

#include "engine/base/phone.hpp"
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

/// What is blank in a paper: what a question answers, or what a pen does.
std::string blanks_of(
    const Look& look,
    const Interview& interview,
    const std::vector<const kind::Need*>& blanks,
    bool by_pen
) {
  std::string html;
  for (const kind::Need* blank : blanks) {
    const Page* page = page_for(interview, *blank);
    if ((page == nullptr) != by_pen) continue;
    const std::string& label = blank->label.in(look.language);
    html += "<li>" +
            (page ? link(address(look, "/question", {{"page", page->id}}), label) : text(label)) +
            "</li>\n";
  }
  return html.empty() ? html : "<ul>\n" + html + "</ul>\n";
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

Site::Whereabouts Site::where_is(const Visit& visit, const std::string& kind) const {
  if (!visit.papers_now) {
    visit.papers_now.emplace();
    const Source source{
        visit.file->path(),
        to_be_shown(visit.look, *visit.file, set().vocabulary),
        Source::Holds::patient_data};
    const auto read = [&](const char* name, auto& to) {
      Diagnostics untold;
      const auto explained = engine::explain(source, worker_, to_look_at(name), untold);
      if (!explained) return;
      for (const auto& paper : explained->papers)
        if (paper.is_made) to.insert(paper.kind);
    };
    read("packet", visit.papers_now->packet);
    read("binder", visit.papers_now->binder);
  }
  if (visit.papers_now->packet.contains(kind)) return Whereabouts::packet;
  return visit.papers_now->binder.contains(kind) ? Whereabouts::binder : Whereabouts::later;
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
  auto names = papers_of(*page);
  std::ranges::stable_sort(names, {}, [&](const std::string& name) {
    return where_is(visit, name);
  });
  for (const std::string& name : names) {
    const kind::Kind* kind = set().kind(name);
    std::vector<const kind::Need*> blanks;
    const std::string shown = kind ? paper_html(visit, name, &blanks) : "";
    if (shown.empty()) continue;
    const std::string title = kind->title.in(visit.look.language);
    std::string html = "<h2>" + text(title) + "</h2>\n";
    if (const auto where = where_is(visit, name); where != Whereabouts::packet)
      html += "<p class=\"hint\">" +
              text(say(visit.look, where == Whereabouts::binder ? "in-binder" : "not-yet")) +
              "</p>\n";
    if (!blanks.empty())
      html += "<details><summary>" +
              text(say(visit.look, "still-blank", {std::to_string(blanks.size())})) +
              "</summary>\n" + blanks_of(visit.look, interview_, blanks, false) +
              blanks_of(visit.look, interview_, blanks, true) + "</details>\n";
    return html + paper_words(visit, shown) +
           frame_of(title, address(visit.look, "/sheet", {{"kind", name}})) + "<p class=\"open\">" +
           link(address(visit.look, "/paper", {{"kind", name}}), say(visit.look, "open-paper")) +
           "</p>\n<p class=\"open\">" +
           link(address(visit.look, "/papers"), say(visit.look, "all-papers")) + "</p>\n";
  }
  return {};
}

/// A paper with the page around it: a way back, and the paper to print.
Reply Site::paper(Visit& visit) {
  const Look& look = visit.look;
  const kind::Kind* kind = set().kind(visit.form.text("kind"));
  if (!kind) return trouble(visit, 404, "no-such-page");
  const std::string html = paper_html(visit, kind->name, nullptr);
  if (html.empty()) return trouble(visit, 404, "not-called-for");
  Sheet sheet;
  sheet.title = kind->title.in(look.language);
  sheet.back = address(look, "/papers");
  sheet.is_wide = true;
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p>" + text(kind->purpose.in(look.language)) +
               "</p>\n" + paper_words(visit, html);
  const bool is_early =
      is_draft(visit.file->answered()) && lacks_of(visit.file->answered()).anything();
  if (!is_early)
    sheet.main += "<p>" +
                  link(
                      address(look, "/download", {{"what", kind->name}}),
                      say(look, "download.paper"),
                      "button quiet"
                  ) +
                  "</p>\n";
  sheet.main += frame_of(sheet.title, address(look, "/sheet", {{"kind", kind->name}}));
  return shown(visit, sheet);
}

/// What is said above a paper: that it is to be looked at, and in which language it is.
std::string Site::paper_words(const Visit& visit, std::string_view html) const {
  const std::string lang = "<html lang=\"" + visit.look.language;
  const bool is_foreign = html.find("<html") != html.npos && html.find(lang) == html.npos;
  return "<p class=\"hint\">" + text(say(visit.look, "paper.look")) +
         (is_foreign ? ' ' + text(say(visit.look, "paper.language")) : "") + "</p>\n";
}

/// The paper itself, for a frame: what is typed into it would be lost, so that nothing can be.
Reply Site::sheet(Visit& visit) {
  const kind::Kind* kind = set().kind(visit.form.text("kind"));
  if (!kind) return trouble(visit, 404, "no-such-page");
  std::string html = paper_html(visit, kind->name, nullptr);
  if (html.empty()) return trouble(visit, 404, "not-called-for");
  for (const std::string_view box : {"<input ", "<textarea "}) {
    for (auto at = html.find(box); at != html.npos; at = html.find(box, at + 1))
      html.insert(at + box.size(), "disabled ");
  }
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
  html = "<h1>" + text(sheet.title) + "</h1>\n" + day_of_case(visit);
  const Lacks lacks = lacks_of(visit.file->answered());
  const bool is_early = is_draft(visit.file->answered()) && lacks.anything();
  html += is_early ? missing_of(visit, lacks) : downloads_of(visit, made->documents);
  std::string list, asked, by_pen;
  for (const File& file : made->files) {
    const kind::Kind* kind = kind_of(set(), file.name);
    if (!kind) continue;
    std::string title = kind->title.in(look.language);
    // A paper and its copy in another language have one title.
    const bool is_copied = std::ranges::count_if(made->files, [&](const File& other) {
                             return kind_of(set(), other.name) == kind;
                           }) > 1;
    if (is_copied)
      title =
          say(look,
              file.bytes.find("<html lang=\"es\"") == std::string::npos ? "paper.in"
                                                                        : "paper.in.es",
              {title});
    for (const bool is_pen : {false, true}) {
      const std::string rows = blanks_of(look, interview_, file.blanks, is_pen);
      if (!rows.empty()) (is_pen ? by_pen : asked) += "<h3>" + text(title) + "</h3>\n" + rows;
    }
    list += "<li>" + link(address(look, "/paper", {{"kind", kind->name}}), title) + " – " +
            text(kind->purpose.in(look.language));
    if (!is_early)
      list += " <a class=\"small\" href=\"" +
              text(address(look, "/download", {{"what", kind->name}})) + "\">" +
              text(say(look, "download.one")) + "<span class=\"hidden\"> " + text(title) +
              "</span></a>";
    list += "</li>\n";
  }
  asked = short_numbers(visit) + asked;
  if (!asked.empty())
    html += "<h2>" + text(say(look, "finish")) + "</h2>\n<p>" +
            text(say(look, is_early ? "finish.early" : "finish.more")) + "</p>\n" + asked;
  if (!by_pen.empty())
    html += "<details><summary>" + text(say(look, "by-pen")) + "</summary>\n<p>" +
            text(say(look, "by-pen.more")) + "</p>\n" + by_pen + "</details>\n";
  html +=
      "<h2>" + text(say(look, "each-paper")) + "</h2>\n<ul class=\"papers\">\n" + list + "</ul>\n";
  for (const std::string& missing : made->missing)
    html += "<p class=\"error\">" + text(missing) + "</p>\n";
  html += not_made(visit, *made);
  return shown(visit, sheet);
}

/// The papers as files: in the language of the case, and in the other one.
std::string Site::downloads_of(const Visit& visit, int papers) const {
  const Look& look = visit.look;
  const bool is_spanish = visit.file->answered().value(*read_path("@language")) == "es";
  std::string html =
      "<h2>" + text(say(look, "download")) + "</h2>\n<p>" +
      link(
          address(look, "/download", {{"what", "packet"}}), say(look, "download.packet"), "button"
      ) +
      "</p>\n<p class=\"hint\">" + text(say(look, "download.more", {std::to_string(papers)})) +
      "</p>\n<ul class=\"downloads\">\n";
  for (const std::string& what :
       {std::string{"large"},
        is_spanish ? std::string{language_tag::english} : std::string{"es"},
        std::string{"binder"}})
    html += "<li>" +
            link(address(look, "/download", {{"what", what}}), say(look, "download." + what)) +
            "</li>\n";
  return html + "</ul>\n";
}

std::string frame_of(std::string_view title, std::string_view address) {
  return "<iframe sandbox title=\"" + text(title) + "\" src=\"" + text(address) +
         "\" loading=\"lazy\"></iframe>\n";
}

namespace {

/// What a draft lacks: a word for it, and where it is said.
std::vector<std::pair<std::string_view, std::string>> rows_of(
    const Look& look, const Lacks& lacks
) {
  std::vector<std::pair<std::string_view, std::string>> rows;
  const auto add = [&](bool is_missing, std::string_view word, const char* page) {
    if (is_missing)
      rows.emplace_back(word, address(look, "/question", {{"page", page}, {"then", "case"}}));
  };
  add(lacks.name, "draft.name", "name");
  add(lacks.condition, "draft.condition", "condition");
  add(lacks.doctor, "draft.doctor", "doctors");
  if (lacks.unchecked > 0) rows.emplace_back("draft.unchecked", address(look, "/review"));
  return rows;
}

}  // namespace

std::string first_lack(const Look& look, const Lacks& lacks) {
  const auto rows = rows_of(look, lacks);
  return rows.empty() ? address(look, "/") : rows.front().second;
}

/// What a case must say before anything is printed, each with its question.
std::string Site::missing_of(const Visit& visit, const Lacks& lacks) const {
  const Look& look = visit.look;
  std::string html = "<div class=\"errors\"><h2>" + text(say(look, "draft")) + "</h2>\n<ul>\n";
  for (const auto& [word, where] : rows_of(look, lacks))
    html += "<li>" + link(where, say(look, word)) + "</li>\n";
  return html + "</ul>\n</div>\n";
}

/// Phone and fax numbers that cannot be called as they are, each with where it is mended.
std::string Site::short_numbers(const Visit& visit) const {
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  struct Place {
    const char *element, *page;
  };
  std::string rows;
  for (const Place place :
       {Place{"patient", "reach"},
        Place{"provider", "doctor-address"},
        Place{"representative", "representative"},
        Place{"companion", "helper"},
        Place{"advocate", "advocate"}}) {
    for (std::size_t i = 1; i <= answered.count({element_step(place.element)}); ++i) {
      const Path whom{element_step(place.element, i)};
      for (std::size_t j = 1; j <= answered.count(joined(whom, {element_step("telecom")})); ++j) {
        const Path number = joined(whom, {element_step("telecom", j)});
        const std::string system = answered.value(joined(number, {attribute_step("system")}));
        const std::string value = collapsed(answered.value(number));
        if ((system != "phone" && system != "fax") || value.empty() || is_whole_phone(value))
          continue;
        Query query{{"page", place.page}};
        if (interview_.page(place.page) && std::string_view{place.page} != "reach" &&
            std::string_view{place.page} != "advocate")
          query.emplace_back("item", std::to_string(i));
        const std::string name = title_of(answered, whom);
        rows += "<li>" +
                link(address(look, "/question", query), (name.empty() ? "" : name + ": ") + value) +
                "</li>\n";
      }
    }
  }
  return rows.empty() ? rows
                      : "<div class=\"short\">\n<h3>" + text(say(look, "short-numbers")) +
                            "</h3>\n<p>" + text(say(look, "short-numbers.more")) + "</p>\n<ul>\n" +
                            rows + "</ul>\n</div>\n";
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
