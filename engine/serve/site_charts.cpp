// What people bring along: charts, and records for the binder.

#include "engine/chart/chart.hpp"
#include "engine/files/files.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <cerrno>
#include <map>

namespace engine::serve {

namespace {
/// How the name of a record ends that the binder can hold, by its first bytes; empty: it cannot.
std::string_view ending_of(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return ".pdf";
  if (bytes.starts_with("\x89PNG\r\n")) return ".png";
  using namespace std::string_view_literals;
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv)) return ".tif";
  return bytes.starts_with("\xFF\xD8\xFF") ? ".jpg" : "";
}

/// A name with such an ending: what is called a web page and begins as a PDF is never opened as
/// one.
std::string with_ending(const std::string& name, std::string_view ending) {
  const std::string_view has = std::string_view{name}.substr(name.find_last_of('.') + 1);
  const bool has_it = same_but_case(has, ending.substr(1)) ||
                      (ending == ".jpg" && same_but_case(has, "jpeg")) ||
                      (ending == ".tif" && same_but_case(has, "tiff"));
  return has_it ? name : name + std::string{ending};
}

/// Whether a case has one of the charts that a report is of: another one may have come in its
/// place.
bool is_of(std::string_view text, std::string_view report) {
  constexpr std::string_view opening = "<main data-charts=\"";
  constexpr std::size_t digits = 64;
  const auto at = report.find(opening);
  if (at == report.npos) return false;
  std::string_view charts = report.substr(at + opening.size());
  for (charts = charts.substr(0, charts.find('"')); charts.size() >= digits;
       charts.remove_prefix(std::min(digits + 1, charts.size()))) {
    if (text.find(charts.substr(0, digits)) != text.npos) return true;
  }
  return false;
}

/// Whether a report has been given something that the program does not write, such as a <meta> or a
/// <link> by which a browser asks for another address by itself.
bool has_foreign_parts(std::string html) {
  for (const std::string_view own :
       {"<meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">"}) {
    if (const auto at = html.find(own); at != html.npos) html.erase(at, own.size());
  }
  constexpr std::string_view known[]{
      "html",
      "head",
      "title",
      "style",
      "body",
      "main",
      "h1",
      "h2",
      "p",
      "div",
      "ul",
      "li",
      "table",
      "thead",
      "tbody",
      "tr",
      "th",
      "td",
      "!DOCTYPE"};
  for (auto at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
    const auto begin = html[std::min(at + 1, html.size() - 1)] == '/' ? at + 2 : at + 1;
    const auto end = html.find_first_of(" \t\r\n\f/>", begin);
    const std::string_view name = std::string_view{html}.substr(begin, end - begin);
    if (std::ranges::find(known, name) == std::end(known)) return true;
  }
  return false;
}

}  // namespace

Reply Site::ask_for_chart(Visit& visit) {
  return chart_page(visit);
}

/// Asks for files; where some were sent that cannot be read, with what is wrong and other ways on.
Reply Site::chart_page(Visit& visit, std::vector<Trouble> troubles) {
  visit.belongs_to(address(visit.look, "/import"));
  const Look& look = visit.look;
  Sheet sheet;
  sheet.title = say(look, "import");
  sheet.back = address(look, "/");
  sheet.troubles = std::move(troubles);
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p>" + text(say(look, "import.more")) +
               "</p>\n<ul>\n<li>" + text(say(look, "import.zip")) + "</li>\n<li>" +
               text(say(look, "import.phone")) + "</li>\n</ul>\n" +
               open_form(look, "/import", true) +
               plain_field(
                   look,
                   {"chart",
                    "chart",
                    say(look, "import.label"),
                    say(look, "import.hint"),
                    "type=\"file\" multiple",
                    {}},
                   sheet.troubles
               ) +
               plain_field(
                   look,
                   {"password",
                    "password",
                    say(look, "import.password"),
                    say(look, "import.password.hint"),
                    "type=\"text\"",
                    visit.typed("password")},
                   sheet.troubles
               ) +
               button(say(look, "import.do")) + "</form>\n";
  if (sheet.troubles.empty()) return shown(visit, sheet);
  if (!look.has_case)
    sheet.main += "<p>" + text(say(look, "import.without")) + "</p>\n" +
                  button_form(look, "/begin", {}, say(look, "import.without.do"));
  return shown(visit, sheet, 422);
}

Reply Site::import_chart(Visit& visit) {
  const auto jobs = chart_jobs_.take(visit.request.number);
  if (jobs) return draft_made(visit, *jobs->front());
  auto job = std::make_unique<ChartJob>();
  for (const SentFile& sent : visit.files) {
    if (sent.field == "chart" && !(sent.name.empty() && sent.bytes.empty()))
      job->add(sent.name, sent.bytes);
  }
  if (job->names.empty()) return chart_page(visit, {{say(visit.look, "import.none"), "chart"}});
  job->options.language = visit.look.language;
  job->options.case_id = visit.file->id();
  job->password = visit.text("password");
  if (visit.file->is_there())
    job->into = std::make_unique<Source>(
        visit.file->source().name(), visit.file->source().text(), Source::Holds::patient_data
    );
  else
    job->options.as_of = options_.today;
  std::vector<std::unique_ptr<ChartJob>> all;
  all.push_back(std::move(job));
  return read_first(visit, std::move(all));
}

/// The charts are read, and then the request is asked again.
Reply Site::read_first(Visit& visit, std::vector<std::unique_ptr<ChartJob>> jobs) {
  Diagnostics out;
  const chart::Words* const words = options_.chart_words(out);
  if (!words) return told(visit, out, 507);
  const auto all = std::make_shared<std::vector<std::unique_ptr<ChartJob>>>(std::move(jobs));
  chart_jobs_.keep(visit.request.number, all);
  Reply reply;
  reply.first = [this, all, words] {
    for (const auto& job : *all)
      job->run(set().vocabulary, *words, watchdog_, 2 * options_.time_a_case);
  };
  return reply;
}

/// A draft takes the place of the case that it was made of, and of no other.
Reply Site::draft_made(Visit& visit, ChartJob& job) {
  if (job.is_too_large) return chart_page(visit, {{say(visit.look, "import.too-large"), "chart"}});
  if (!job.draft) {
    auto troubles = troubles_of(visit, job.out);
    for (Trouble& one : troubles) one.target = "chart";
    return chart_page(visit, std::move(troubles));
  }
  const std::string before = visit.file->source().text();
  const bool is_as_it_was = job.into ? job.into->text() == before : !visit.file->is_there();
  Diagnostics out;
  const chart::Words* const words = options_.chart_words(out);
  const CaseFile::Along report{report_of(visit.file->path()), job.draft->report_html};
  std::string there;
  const int error = files::read_ordinary(report.path, there);
  const bool is_ours = error == ENOENT || (error == 0 && words && chart::is_report(there, *words));
  if (!is_as_it_was || !save(visit, job.draft->case_xml, out, is_ours ? &report : nullptr))
    return out.reported() ? told(visit, out, 507) : trouble(visit, 409, "conflict");
  const bool is_new = job.draft->case_xml != before;
  return see(address(visit.look, "/review", is_new ? Query{} : Query{{"new", "no"}}));
}

/// Portals call everybody's file by one name: a case that is there keeps its own, and another
/// person gets the next. What was read from this very chart before is there already.
void Site::give_free_name(ChartJob& job) const {
  const std::string wanted = job.options.case_id;
  std::string& text = job.draft->case_xml;
  const auto digest_of = [](std::string_view of) {
    const auto at = of.find(" sha256=\"");
    return at == of.npos ? std::string_view{} : of.substr(at, of.find('"', at + 9) - at);
  };
  const std::string digest{digest_of(text)};
  constexpr int most = 1000;
  for (int number = 2; number < most; ++number) {
    std::string there;
    if (files::read_ordinary(options_.place + '/' + job.options.case_id + ".xml", there) != 0)
      break;
    if (digest.empty() || there.find(digest) != there.npos) break;
    job.options.case_id = wanted + '-' + std::to_string(number);
  }
  const std::string was = " id=\"" + wanted + '"';
  if (const auto at = text.find(was); job.options.case_id != wanted && at != text.npos)
    text.replace(at, was.size(), " id=\"" + job.options.case_id + '"');
}

/// A patient of a clinic: a case and its report, where there is none of that name.
bool Site::keep_patient(ChartJob& job, Diagnostics& out) const {
  give_free_name(job);
  const std::string place = options_.place + '/' + job.options.case_id + ".xml";
  const files::Target target{AT_FDCWD, place, place, "another name"};
  const std::string report = report_of(place);
  const files::Target beside{AT_FDCWD, report, report, "another name"};
  const auto is_own = [](int) { return false; };
  if (!files::may_write_over(target, files::Overwrite::never, is_own, out) ||
      !files::may_write_over(beside, files::Overwrite::never, is_own, out))
    return false;
  files::AtomicFileSet file{AT_FDCWD, files::Durable::at_once};
  if (file.add(place, job.draft->case_xml) && file.add(report, job.draft->report_html) &&
      file.commit())
    return true;
  files::cannot_write(place, file.failure().error, out);
  return false;
}

/// The report beside the case, if it is one and has nothing in it but what the program writes.
/// Names of its charts turn nothing around.
std::optional<std::string> Site::report_of_case(const Visit& visit, Diagnostics& out) const {
  std::string html;
  const chart::Words* const words = options_.chart_words(out);
  if (!words || files::read_ordinary(report_of(visit.file->path()), html) != 0 ||
      !chart::is_report(html, *words) || has_foreign_parts(html) ||
      !is_of(visit.file->source().text(), html))
    return std::nullopt;
  return as_printed(html);
}

/// It stands in a frame, in which nothing runs: links of such a frame lead nowhere, so the way back
/// is the page's.
Reply Site::report(Visit& visit) {
  Diagnostics out;
  if (!report_of_case(visit, out))
    return out.reported() ? told(visit, out, 507) : trouble(visit, 404, "no-report");
  Sheet sheet;
  sheet.title = say(visit.look, "report");
  sheet.back = address(visit.look, "/review");
  sheet.is_wide = true;
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p>" + text(say(visit.look, "report.more")) +
               "</p>\n" + frame_of(sheet.title, address(visit.look, "/report-sheet"));
  return shown(visit, sheet);
}

Reply Site::report_sheet(Visit& visit) {
  Diagnostics out;
  auto html = report_of_case(visit, out);
  if (!html) return out.reported() ? told(visit, out, 507) : trouble(visit, 404, "no-report");
  return {
      200,
      "text/html; charset=utf-8",
      *std::move(html),
      {{"Content-Security-Policy", std::string{paper_policy}}}};
}

std::string Site::attach_form(const Visit& visit, const std::vector<Trouble>& troubles) const {
  const Look& look = visit.look;
  return "<h2>" + text(say(look, "attach")) + "</h2>\n" + open_form(look, "/attach", true) +
         plain_field(
             look,
             {"record",
              "record",
              say(look, "attach.file"),
              {},
              "type=\"file\" accept=\".pdf,.png,.jpg,.jpeg,.tif,.tiff\"",
              {}},
             troubles
         ) +
         plain_field(
             look,
             {"what", "what", say(look, "attach.what"), {}, "type=\"text\"", visit.typed("what")},
             troubles
         ) +
         button(say(look, "attach.do")) + "</form>\n";
}

/// A record goes into the folder of the case under a name that is free, and the case names it.
Reply Site::attach(Visit& visit) {
  const Page* const list = interview_.page("attachments");
  if (!list) return trouble(visit, 404, "no-such-page");
  const auto sent = std::ranges::find(visit.files, "record", &SentFile::field);
  const std::string what = collapsed(visit.form.text("what"));
  const auto again = [&](std::initializer_list<std::pair<bool, const char*>> faults, int status) {
    std::vector<Trouble> troubles;
    for (const auto& [is_so, word] : faults) {
      if (is_so)
        troubles.push_back(
            {say(visit.look, word), word == std::string_view{"attach.no-words"} ? "what" : "record"}
        );
    }
    return list_page(visit, *list, std::move(troubles), status);
  };
  const bool is_sent = sent != visit.files.end() && !sent->bytes.empty();
  if (!is_sent || what.empty())
    return again({{!is_sent, "attach.no-file"}, {what.empty(), "attach.no-words"}}, 422);
  const std::string_view ending = ending_of(sent->bytes);
  if (ending.empty()) return again({{true, "attach.unknown"}}, 422);
  const std::string folder = files::folder_of(visit.file->path());
  const std::string name = with_ending(harmless(sent->name), ending);
  std::string there;
  if (files::read_ordinary(folder + '/' + name, there) != ENOENT && there != sent->bytes)
    return again({{true, "attach.taken"}}, 409);
  const auto job = record_jobs_.take(visit.request.number);
  if (!job) {
    const auto begun = std::make_shared<RecordJob>(RecordJob{name, sent->bytes});
    record_jobs_.keep(visit.request.number, begun);
    Reply reply;
    reply.first = [begun] { begun->run(); };
    return reply;
  }
  if (!job->is_record) {
    auto troubles = troubles_of(visit, job->told);
    for (Trouble& one : troubles) one.target = "record";
    return list_page(visit, *list, std::move(troubles), 422);
  }
  Diagnostics out;
  Path at{element_step("attachment")};
  at.back().number = visit.file->answered().count(at) + 1;
  const std::size_t item = at.back().number;
  Path of_file = at, of_words = at;
  of_file.push_back(attribute_step("file"));
  of_words.push_back(element_step("description"));
  const Source named{
      "", visit.file->answered().with(of_file, name, 0), Source::Holds::patient_data};
  const auto answered = Answered::read(named, set().vocabulary, out);
  if (!answered) return told(visit, out, 409);
  const CaseFile::Along record{folder + '/' + name, sent->bytes};
  if (!save(visit, answered->with(of_words, what, 0), out, &record))
    return out.reported() ? told(visit, out, 507) : trouble(visit, 409, "conflict");
  return see(
      address(visit.look, "/question", {{"page", "attachment"}, {"item", std::to_string(item)}})
  );
}

}  // namespace engine::serve
