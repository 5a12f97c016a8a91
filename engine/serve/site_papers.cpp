// The real papers: beside a question, as a list of what is still to finish, as files.

#include "engine/files/files.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <unordered_map>

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

/// What is blank in a paper: what a question answers, or what a pen does.
std::string blanks_of(
    const Look& look,
    const Interview& interview,
    const Answered& answered,
    const std::vector<const kind::Need*>& blanks,
    bool by_pen
) {
  std::string html;
  for (const kind::Need* blank : blanks) {
    const Page* page = page_for(interview, *blank, answered);
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
    const Look& look,
    const CaseFile& file,
    const vocabulary::Vocabulary& vocabulary,
    const Budget& budget
) {
  std::string now = file.source().text();
  const Lacks lacks = lacks_of(file.answered());
  const auto put = [&](std::string_view path, std::string_view value) {
    const Source source{"", now, Source::Holds::patient_data};
    Diagnostics untold;
    const auto answered = Answered::read(source, vocabulary, untold, &budget);
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

/// The kinds of a set that a case calls for.
std::set<std::string, std::less<>> Site::kinds_of(const Source& source, const char* name) const {
  std::set<std::string, std::less<>> kinds;
  Diagnostics untold;
  worker_.budget->restart();
  const auto explained = engine::explain(source, worker_, to_look_at(name), untold);
  if (!explained) return kinds;
  for (const auto& paper : explained->papers)
    if (paper.is_made) kinds.insert(paper.kind);
  return kinds;
}

Site::Whereabouts Site::where_is(const Visit& visit, const std::string& kind) const {
  if (!visit.papers_now) {
    visit.papers_now.emplace();
    const Source source{
        visit.file->path(),
        to_be_shown(visit.look, *visit.file, set().vocabulary, *worker_.budget),
        Source::Holds::patient_data};
    visit.papers_now->packet = kinds_of(source, "packet");
    visit.papers_now->binder = kinds_of(source, "binder");
  }
  if (visit.papers_now->packet.contains(kind)) return Whereabouts::packet;
  return visit.papers_now->binder.contains(kind) ? Whereabouts::binder : Whereabouts::later;
}

namespace {

/// The language of a whole document; empty where it says none.
std::string language_of(std::string_view html) {
  constexpr std::string_view opening = "<html lang=\"";
  const auto at = html.find(opening);
  if (at == html.npos) return {};
  const std::string_view rest = html.substr(at + opening.size());
  return std::string{rest.substr(0, rest.find('"'))};
}

}  // namespace

namespace {

/// What stands in for something, in each paper in the language of that paper.
void say_in_each_language(std::string& html, const Look& look) {
  constexpr std::string_view opening = "<article ", ending = "</article>";
  const std::string of_all = language_of(html);
  for (auto at = html.find(opening); at != html.npos; at = html.find(opening, at + 1)) {
    const std::string_view tag = std::string_view{html}.substr(at, html.find('>', at) - at);
    const auto said = tag.find(" lang=\"");
    Look of_paper = look;
    of_paper.language = said == tag.npos ? of_all : std::string{tag.substr(said + 7, 2)};
    if (of_paper.language == look.language) continue;
    const auto end = html.find(ending, at);
    std::string paper = html.substr(at, end - at);
    for (const std::string_view word : {"stand-in.name", "stand-in.condition", "stand-in.doctor"}) {
      const std::string is = text(say(look, word)), want = text(say(of_paper, word));
      for (auto here = paper.find(is); here != paper.npos;
           here = paper.find(is, here + want.size()))
        paper.replace(here, is.size(), want);
    }
    html.replace(at, end - at, paper);
  }
}

}  // namespace

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
      to_be_shown(visit.look, *visit.file, set().vocabulary, *worker_.budget),
      Source::Holds::patient_data};
  auto made = make(source, options, untold);
  if (!made || made->files.empty()) return {};
  if (blanks) *blanks = made->files.front().blanks;
  std::string html = std::move(made->files.front().bytes);
  if (lacks_of(visit.file->answered()).anything()) say_in_each_language(html, visit.look);
  return html;
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
      html +=
          "<details><summary>" +
          text(say(visit.look, "still-blank", {std::to_string(blanks.size())})) + "</summary>\n" +
          blanks_of(visit.look, interview_, visit.file->answered(), blanks, false) +
          blanks_of(visit.look, interview_, visit.file->answered(), blanks, true) + "</details>\n";
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
  const std::string language = language_of(html);
  const bool is_foreign = !language.empty() && language != visit.look.language;
  return "<p class=\"hint\">" + text(say(visit.look, "paper.look")) +
         (is_foreign ? ' ' + text(say(visit.look, "paper.language")) : "") + "</p>\n";
}

namespace {

/// Takes all that begins and ends so out of a text.
void cut(std::string& html, std::string_view from, std::string_view to) {
  for (auto at = html.find(from); at != html.npos; at = html.find(from, at)) {
    const auto end = html.find(to, at);
    html.erase(at, end == html.npos ? end : end + to.size() - at);
  }
}

/// A paper to be looked at: what is typed into it would be lost, and its links lead nowhere out of
/// the frame, so that it has nothing that the keyboard would have to go through.
void be_still(std::string& html) {
  cut(html, "<a class=\"skip\"", "</a>\n");
  cut(html, "<nav class=\"contents\"", "</nav>\n");
  for (auto at = html.find("<a href=\""); at != html.npos; at = html.find("<a href=\"", at)) {
    const auto end = html.find('"', at + 9);
    html.replace(at, end + 1 - at, "<span");
    if (const auto close = html.find("</a>", at); close != html.npos)
      html.replace(close, 4, "</span>");
  }
  for (const std::string_view box : {"<input ", "<textarea "}) {
    for (auto at = html.find(box); at != html.npos; at = html.find(box, at + 1))
      html.insert(at + box.size(), "disabled ");
  }
}

}  // namespace

/// The paper itself, for a frame.
Reply Site::sheet(Visit& visit) {
  const kind::Kind* kind = set().kind(visit.form.text("kind"));
  if (!kind) return trouble(visit, 404, "no-such-page");
  std::string html = paper_html(visit, kind->name, nullptr);
  if (html.empty()) return trouble(visit, 404, "not-called-for");
  be_still(html);
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

/// What is told of the cells of a row: what stands on no paper, since it could not be taken.
std::string Site::cells_of(const Visit& visit) const {
  if (visit.cells.empty()) return {};
  std::string list;
  for (const Diagnostic& one : visit.cells)
    list += "<li>" + text(say(visit.look, "cells.at", {std::to_string(one.line)})) + ' ' +
            text(in_words(visit, one)) + "</li>\n";
  return "<div class=\"errors\" role=\"note\">\n<h2>" + text(say(visit.look, "cells.title")) +
         "</h2>\n<p>" + text(say(visit.look, "cells.more")) + "</p>\n<ul>\n" + list +
         "</ul>\n</div>\n";
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
      to_be_shown(look, *visit.file, set().vocabulary, *worker_.budget),
      Source::Holds::patient_data};
  Diagnostics out;
  const auto made = make(source, options, out);
  if (!made) {
    for (const Diagnostic& one : visit.cells) out.add(one);
    return told(visit, out, 409);
  }

  Sheet sheet;
  sheet.title = say(look, "papers");
  sheet.back = address(look, "/");
  std::string& html = sheet.main;
  html = "<h1>" + text(sheet.title) + "</h1>\n" + day_of_case(visit) + cells_of(visit);
  const Lacks lacks = lacks_of(visit.file->answered());
  const bool is_early = is_draft(visit.file->answered()) && lacks.anything();
  html += is_early ? missing_of(visit, lacks) : downloads_of(visit, made->documents);
  std::string list, asked, by_pen;
  std::unordered_map<const kind::Kind*, int> count;
  for (const File& file : made->files) ++count[kind_of(set(), file.name)];
  for (const File& file : made->files) {
    const kind::Kind* kind = kind_of(set(), file.name);
    if (!kind) continue;
    std::string title = kind->title.in(look.language);
    // A paper and its copy in another language have one title.
    if (count[kind] > 1)
      title =
          say(look,
              file.bytes.find("<html lang=\"es\"") == std::string::npos ? "paper.in"
                                                                        : "paper.in.es",
              {title});
    for (const bool is_pen : {false, true}) {
      const std::string rows =
          blanks_of(look, interview_, visit.file->answered(), file.blanks, is_pen);
      if (!rows.empty()) (is_pen ? by_pen : asked) += "<h3>" + text(title) + "</h3>\n" + rows;
    }
    list += "<li>" + link(address(look, "/paper", {{"kind", kind->name}}), title) + " – " +
            text(kind->purpose.in(look.language));
    if (!is_early)
      list += " <a class=\"small\" href=\"" +
              plain(address(look, "/download", {{"what", kind->name}})) + "\">" +
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
  if (!is_early) html += letters_of_binder(visit);
  for (const std::string& missing : made->missing)
    html += "<p class=\"error\">" + text(missing) + "</p>\n";
  html += private_things(visit) + not_made(visit, *made);
  return shown(visit, sheet);
}

/// What is to be signed and stands in the binder alone, such as the letters that follow a choice:
/// whoever never saves the binder finds it here.
std::string Site::letters_of_binder(Visit& visit) {
  const Look& look = visit.look;
  std::string rows;
  for (const kind::Kind& kind : set().kinds) {
    const bool goes_out = kind.task == kind::Task::sign || kind.task == kind::Task::send;
    if (!goes_out || set_of(set(), kind.name) != "binder" ||
        where_is(visit, kind.name) != Whereabouts::binder)
      continue;
    rows += "<li>" +
            link(address(look, "/paper", {{"kind", kind.name}}), kind.title.in(look.language)) +
            " – " + text(kind.purpose.in(look.language)) + "</li>\n";
  }
  return rows.empty() ? rows
                      : "<h2>" + text(say(look, "letters-of-binder")) +
                            "</h2>\n<ul class=\"papers\">\n" + rows + "</ul>\n";
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
  html += "</ul>\n";
  return html +
         (!handed_out(visit)
              ? "<p class=\"hint\">" + text(say(look, "changes.first")) + "</p>\n"
              : "<p>" + link(address(look, "/changes"), say(look, "changes.see")) + "</p>\n");
}

std::string frame_of(std::string_view title, std::string_view address) {
  return "<iframe sandbox title=\"" + plain(title) + "\" src=\"" + plain(address) +
         "\" loading=\"lazy\"></iframe>\n";
}

/// A file to keep or to print: the packet, the binder, one paper. A browser remembers the names of
/// what it has saved: they say which paper it is, and of several patients by a number of this run
/// whose, but not what the case is called.
Reply Site::download(Visit& visit) {
  const std::string what = visit.text("what");
  MakeOptions options;
  std::string name = what;
  if (what == "changed") return changed_pages(visit);
  const bool is_whole = is_packet(what);
  if (is_whole) {
    options = options_of_packet(what);
    name = file_of_packet(what);
  } else if (set().kind(what)) {
    options.set = set_of(set(), what);
    options.only = {what};
  } else {
    return trouble(visit, 404, "no-such-page");
  }
  if (options_.is_folder) name += '-' + visit.look.patient.substr(0, 6);
  const auto job = paper_jobs_.take(visit.request.number);
  if (!job) {
    const auto begun =
        std::make_shared<PaperJob>(visit.file->source(), files::folder_of(visit.file->path()));
    begun->options = std::move(options);
    paper_jobs_.keep(visit.request.number, begun);
    Reply reply;
    reply.first = [this, begun] {
      begun->run([this](const auto& work) { return aside_within_limits(work); });
    };
    return reply;
  }
  if (job->is_too_large) return trouble(visit, 409, "too-large");
  auto& made = job->made;
  if (!made) return told(visit, job->out, 409);
  if (made->files.empty()) return trouble(visit, 404, "not-called-for");
  if (is_whole) keep_packet(visit, what, made->files.front().bytes);
  return {
      200,
      "application/pdf",
      std::move(made->files.front().bytes),
      {{"Content-Disposition", "attachment; filename=\"" + name + ".pdf\""},
       {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}}};
}

}  // namespace engine::serve
