// The clinic's view: a row a patient, charts of several people at once, all packets.

#include "engine/base/fold.hpp"
#include "engine/files/files.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <sys/stat.h>

namespace engine::serve {

namespace {

constexpr std::size_t rows_a_page = 50;
constexpr std::array<std::string_view, 4> filters{"all", "missing", "check", "changed"};

bool is_filter(std::string_view word) {
  return std::ranges::find(filters, word) != filters.end();
}

bool is_shown(const Patient& patient, std::string_view filter) {
  if (filter == "missing") return patient.is_missing_something();
  if (filter == "check") return patient.to_check > 0 || patient.cells_told > 0;
  if (filter == "changed")
    return patient.papers != Papers::current && !patient.is_missing_something();
  return true;
}

std::string born_in_words(const Look& look, const Patient& patient) {
  return patient.born.empty() ? "" : spoken_date(look, patient.born);
}

/// Each word that is looked for, in any order, with or without its accents; also of the day of
/// birth, which tells people of one name apart.
bool is_meant(const Look& look, const Patient& patient, std::string_view wanted) {
  const std::string all = folded(patient.title) + ' ' + folded(patient.name) + ' ' +
                          folded(patient.id) + ' ' + patient.born + ' ' +
                          folded(born_in_words(look, patient));
  const auto words = engine::words_of(wanted);
  return std::ranges::all_of(words, [&](std::string_view word) {
    return all.find(folded(word)) != all.npos;
  });
}

std::string missing_words(const Look& look, const Patient& patient) {
  if (patient.is_slow) return say(look, "patients.slow");
  if (patient.is_broken) return say(look, "patients.broken");
  std::string all;
  const auto add = [&](bool is_so, const std::string& words) {
    if (is_so) all += (all.empty() ? "" : "; ") + words;
  };
  add(!patient.twin.empty(), say(look, "lacks.id", {patient.id, patient.twin}));
  add(patient.lacks_name, say(look, "lacks.name"));
  add(patient.lacks_condition, say(look, "lacks.condition"));
  add(patient.lacks_doctor, say(look, "lacks.doctor"));
  add(patient.to_mend > 0, say(look, "lacks.mend", {std::to_string(patient.to_mend)}));
  return all;
}

/// That another case may be of the same person.
std::string same_words(const Look& look, const Patient& patient) {
  return patient.same.empty() ? std::string{}
                              : "<br><span class=\"same\">" +
                                    text(say(look, "patients.same", {patient.same})) + "</span>";
}

std::string row_of(const Look& look, const Patient& patient, const std::string& handle) {
  Look of_patient = look;
  of_patient.patient = handle;
  const std::string title = patient.title.empty() ? patient.name : patient.title;
  const std::string_view papers = patient.papers == Papers::none      ? "papers.none"
                                  : patient.papers == Papers::older   ? "papers.older"
                                  : patient.papers == Papers::unclear ? "papers.unclear"
                                  : patient.papers == Papers::another ? "papers.another"
                                                                      : "papers.current";
  const auto of_title = [&](const std::string& to, const std::string& words) {
    return "<a href=\"" + plain(to) + "\">" + text(words) + "<span class=\"hidden\"> " +
           text(title) + "</span></a>";
  };
  // On a narrow screen a row is a card, whose lines say what their columns are (style.css).
  const auto cell = [&](std::string_view column, const std::string& html) {
    return "<td role=\"cell\" data-column=\"" + plain(say(look, "column." + std::string{column})) +
           "\"" + (html.empty() ? " class=\"empty\"" : "") + '>' + html + "</td>\n";
  };
  const std::string stage = patient.stage.empty() ? "" : say(look, "stage." + patient.stage);
  std::string check =
      patient.to_check == 0
          ? ""
          : of_title(address(of_patient, "/review"), std::to_string(patient.to_check));
  if (patient.cells_told > 0)
    check += of_title(
        address(of_patient, "/papers"), say(look, "cells", {std::to_string(patient.cells_told)})
    );
  const std::string made = say(look, papers);
  return "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">" +
         link(address(of_patient, "/"), title) + "<br><span class=\"hint\">" + text(patient.name) +
         "</span>" +
         (patient.born.empty()
              ? ""
              : "<br><span class=\"born\">" +
                    text(say(look, "patients.born", {born_in_words(look, patient)})) + "</span>") +
         same_words(look, patient) + "</th>\n" + cell("stage", text(stage)) +
         cell("missing", text(missing_words(look, patient))) + cell("check", check) +
         // What is made of the case now is what was made.
         cell(
             "papers",
             patient.papers == Papers::current
                 ? of_title(address(of_patient, "/download", {{"what", "packet"}}), made)
             : patient.papers == Papers::older || patient.papers == Papers::another
                 ? of_title(address(of_patient, "/changes"), made)
                 : text(made)
         ) +
         "</tr>\n";
}

/// A form for somebody who brings no chart.
std::string new_patient_form(const Look& look) {
  return open_form(look, "/new-patient") + "<div class=\"field\"><label for=\"new-name\">" +
         text(say(look, "patients.new.name")) +
         "</label>\n<input type=\"text\" id=\"new-name\" name=\"name\" "
         "autocomplete=\"off\"></div>\n" +
         button(say(look, "patients.new.do"), "quiet") + "</form>\n";
}

std::size_t number_in(std::string_view digits) {
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return std::min<std::size_t>(number, 1'000'000);
}

/// The form that finds patients: by name, and by what is to be done. It is sent as a form, so that
/// no name gets into an address.
std::string find_form(const Look& look, std::string_view wanted, std::string_view filter) {
  std::string html =
      open_form(look, "/find") +
      "<div class=\"row find\">\n<div class=\"field\"><label for=\"name\">" +
      text(say(look, "patients.find")) +
      "</label>\n<input type=\"text\" id=\"name\" name=\"name\" value=\"" + plain(wanted) +
      "\" autocomplete=\"off\"></div>\n<div class=\"field\"><label for=\"show\">" +
      text(say(look, "patients.show")) + "</label>\n<select id=\"show\" name=\"show\">\n";
  for (const std::string_view one : filters)
    html += "<option value=\"" + std::string{one} + '"' + (filter == one ? " selected" : "") + '>' +
            text(say(look, "show." + std::string{one})) + "</option>\n";
  return html + "</select></div>\n<button type=\"submit\" class=\"quiet\">" +
         text(say(look, "patients.go")) + "</button>\n</div>\n</form>\n";
}

}  // namespace

/// What there is now: only what the folder or the table itself lists is ever opened.
const std::vector<CaseOfFolder>& Site::all_cases(Diagnostics& out) {
  if (!options_.rows) return cases_ = cases_of_folder(options_.place);
  struct stat is {};
  const bool is_there = ::stat(options_.place.c_str(), &is) == 0;
  const std::pair<std::int64_t, std::int64_t> now{
      is_there ? std::int64_t{is.st_mtim.tv_sec} * 1'000'000'000 + is.st_mtim.tv_nsec : 0,
      is_there ? std::int64_t{is.st_size} : 0};
  if (now == table_is_) return cases_;
  cases_.clear();
  const auto rows = options_.rows(out);
  if (!rows) return cases_;
  std::set<std::string, std::less<>> ids, names;
  std::map<std::string_view, std::size_t> next;  // of each id that was met before
  for (const RowCase& row : *rows) ids.insert(row.id);
  for (const RowCase& row : *rows) {
    // Two rows of one id are told apart here; batch makes the first alone, and says so.
    std::string name = row.id;
    std::size_t& number = next.try_emplace(row.id, 2).first->second;
    while ((name != row.id && ids.contains(name)) || !names.insert(name).second)
      name = row.id + '~' + std::to_string(number++);
    cases_.push_back({name, options_.place, row.text, true, row.told});
  }
  table_is_ = now;
  return cases_;
}

std::optional<CaseOfFolder> Site::case_of(const std::string& patient, Diagnostics& out) {
  if (!options_.is_folder) return CaseOfFolder{{}, options_.place, {}, false, {}};
  const auto& all = all_cases(out);
  const auto found = std::ranges::find(all, handles_.words(patient), &CaseOfFolder::name);
  return found == all.end() ? std::nullopt : std::optional{*found};
}

std::string Site::handle_of(const Visit& visit, const std::string& words) {
  return handles_.of(words, visit.guard.form_key());
}

/// Sends on to the patients that were looked for.
Reply Site::find_patients(Visit& visit) {
  // What is looked for is kept as long as the page is open: a name, and no book.
  constexpr std::size_t longest = 200;
  const std::string typed = collapsed(visit.form.text("name"));
  const std::string wanted = typed.size() > longest ? std::string{} : typed;
  Query query;
  if (!wanted.empty()) query.emplace_back("search", handle_of(visit, wanted));
  if (const std::string filter = visit.text("show"); is_filter(filter))
    query.emplace_back("show", filter);
  return see(address(visit.look, "/patients", query));
}

/// The folder page by page: of those that are not shown none is read, unless some are looked for.
Reply Site::patients(Visit& visit) {
  if (!options_.is_folder) return see("/");
  const Look& look = visit.look;
  const std::string wanted = handles_.words(visit.form.text("search"));
  const std::string filter = visit.text("show");
  Diagnostics out;
  const auto& all = all_cases(out);
  if (out.reported()) return told(visit, out, 409);
  const std::size_t from = number_in(visit.form.text("from"));
  patients_.know(all);
  const bool looks_for_some = !wanted.empty() || (!filter.empty() && filter != "all");
  std::vector<Patient> rows;
  std::size_t count = all.size();
  if (looks_for_some) {
    for (const CaseOfFolder& one : all) {
      Patient patient = patients_.row(one);
      if (is_meant(look, patient, wanted) && is_shown(patient, filter))
        rows.push_back(std::move(patient));
    }
    count = rows.size();
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(from, count)));
    rows.resize(std::min(rows.size(), rows_a_page));
  } else {
    for (std::size_t i = from; i < std::min(from + rows_a_page, all.size()); ++i)
      rows.push_back(patients_.row(all[i]));
  }

  Sheet sheet;
  sheet.title = say(look, "patients");
  sheet.is_wide = true;
  std::string& html = sheet.main;
  html = "<h1>" + text(sheet.title) + "</h1>\n" + making_of(visit, sheet) +
         find_form(look, wanted, filter);
  if (rows.empty()) {
    html += "<p>" + text(say(look, "patients.nobody")) + ' ' +
            link("/patients", say(look, "patients.all")) + "</p>\n";
  } else {
    const std::string shown_rows =
        say(look,
            "patients.rows",
            {std::to_string(from + 1), std::to_string(from + rows.size()), std::to_string(count)});
    html += "<table role=\"table\" class=\"cards\">\n<caption>" + text(shown_rows) +
            "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">";
    for (const std::string_view column : {"who", "stage", "missing", "check", "papers"})
      html += "<th role=\"columnheader\" scope=\"col\">" +
              text(say(look, "column." + std::string{column})) + "</th>";
    html += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
    for (const Patient& patient : rows)
      html += row_of(look, patient, handle_of(visit, patient.name));
    html += "</tbody>\n</table>\n";
  }
  html += "<p class=\"row\">";
  const auto turn = [&](std::size_t to, std::string_view word) {
    html += link(
        address(
            look,
            "/patients",
            {{"search", visit.text("search")}, {"show", filter}, {"from", std::to_string(to)}}
        ),
        say(look, word),
        "button quiet"
    );
  };
  if (from > 0) turn(from > rows_a_page ? from - rows_a_page : 0, "patients.before");
  if (from + rows.size() < count) turn(from + rows_a_page, "patients.behind");
  html += "</p>\n";
  if (options_.rows) return shown(visit, sheet);  // a row is added in the table
  html += "<h2>" + text(say(look, "patients.new")) + "</h2>\n" + new_patient_form(look);
  html +=
      "<h2>" + text(say(look, "patients.charts")) + "</h2>\n<p>" +
      text(say(look, "patients.charts.more")) + "</p>\n" +
      open_form(look, "/import-patients", true) +
      plain_field(
          look, {"charts", "chart", say(look, "import.label"), {}, "type=\"file\" multiple", {}}, {}
      ) +
      button(say(look, "import.do"), "quiet") + "</form>\n";
  return shown(visit, sheet);
}

/// The button that makes all packets; how far that is, while it is going on; and how it went.
std::string Site::making_of(const Visit& visit, Sheet& sheet) const {
  const Look& look = visit.look;
  const Making now = maker_.now();
  std::string html;
  if (now.is_running) {
    sheet.refresh = 2;
    return "<p role=\"status\">" +
           text(say(look, "making", {std::to_string(now.done), std::to_string(now.all)})) +
           "</p>\n<progress max=\"" + std::to_string(now.all) + "\" value=\"" +
           std::to_string(now.done) + "\" aria-label=\"" + plain(say(look, "make-all")) +
           "\"></progress>\n";
  }
  if (now.is_over) {
    html += "<p class=\"told\" role=\"status\">" +
            text(
                say(look,
                    "made",
                    {std::to_string(now.made),
                     std::to_string(now.refused),
                     std::to_string(now.unchanged),
                     patients_.output()})
            ) +
            "</p>\n";
    for (const std::string& words : now.told)
      html += "<p class=\"error\">" + text(words) + "</p>\n";
  }
  return html + "<div class=\"row\">\n" +
         button_form(look, "/make-all", {}, say(look, "make-all"), "") +
         link("/print-again", say(look, "print-again"), "button quiet") +
         link("/print-all", say(look, "print-all"), "button quiet") + "</div>\n<p class=\"hint\">" +
         text(say(look, "print-again.more")) + "</p>\n";
}

Reply Site::make_all(Visit& visit) {
  if (!options_.is_folder || !options_.make_all) return trouble(visit, 404, "no-such-page");
  std::vector<std::string> paths;
  Diagnostics untold;
  if (options_.rows)
    paths.push_back(options_.place);
  else
    for (const CaseOfFolder& one : all_cases(untold)) paths.push_back(one.path);
  if (!paths.empty())
    maker_.start(options_.make_all, std::move(paths), patients_.output(), watchdog_);
  return see("/patients");
}

/// A name of a file that is free, of the words of a person's name.
static std::string free_name(const std::vector<CaseOfFolder>& all, std::string_view person) {
  std::string plain;
  for (const std::string_view word : engine::words_of(person)) {
    std::string part;
    for (const char c : folded(word)) part += is_letter(c) || is_digit(c) ? std::string{c} : "";
    if (!part.empty()) plain += (plain.empty() ? "" : "-") + part.substr(0, 40);
  }
  if (plain.empty()) plain = "patient";
  std::string free = plain;
  const auto is_taken = [&] {
    return std::ranges::find(all, free, &CaseOfFolder::name) != all.end();
  };
  for (int number = 2; is_taken(); ++number) free = plain + '-' + std::to_string(number);
  return free;
}

/// Somebody who brings no chart: a case with the name alone, and the questions.
Reply Site::new_patient(Visit& visit) {
  if (!options_.is_folder || options_.rows) return trouble(visit, 404, "no-such-page");
  visit.belongs_to("/patients");
  const std::string person = collapsed(visit.form.text("name"));
  if (person.empty()) {
    Sheet sheet;
    sheet.title = say(visit.look, "patients.new");
    sheet.troubles.push_back({say(visit.look, "patients.new.empty"), "new-name"});
    sheet.main = "<h1>" + text(sheet.title) + "</h1>\n" + new_patient_form(visit.look);
    return shown(visit, sheet, 422);
  }
  Diagnostics out;
  const std::string name = free_name(all_cases(out), person);
  const std::string path = options_.place + '/' + name + ".xml";
  const auto file = CaseFile::open(
      path, options_.case_id_of(path), options_.today, language_, set().vocabulary, out
  );
  if (!file) return told(visit, out, 409);
  const std::string begun = file->answered().with(*read_path("patient/name/text"), person, 0);
  const auto saved = file->is_there() ? CaseFile::Save::changed_meanwhile : file->save(begun, out);
  if (saved == CaseFile::Save::refused) return told(visit, out, 507);
  if (saved != CaseFile::Save::done) return trouble(visit, 409, "conflict");
  visit.look.patient = handle_of(visit, name);
  return see(address(visit.look, "/question", {{"page", interview_.pages.front().id}}));
}

/// A file is a person here; each becomes a case beside the others, none is written over.
Reply Site::import_patients(Visit& visit) {
  if (!options_.is_folder || options_.rows) return trouble(visit, 404, "no-such-page");
  visit.belongs_to("/patients");
  const auto done = chart_jobs_.take(visit.request.number);
  if (done) return patients_made(visit, *done);
  std::vector<std::unique_ptr<ChartJob>> jobs;
  for (const SentFile& sent : visit.files) {
    if (sent.field != "chart" || sent.bytes.empty()) continue;
    auto job = std::make_unique<ChartJob>();
    job->add(sent.name, sent.bytes);
    job->options.language = visit.look.language;
    job->options.as_of = options_.today;
    job->options.case_id = options_.case_id_of(sent.name);
    jobs.push_back(std::move(job));
  }
  return jobs.empty() ? patients_made(visit, jobs) : read_first(visit, std::move(jobs));
}

/// A person whose chart was just read: who it is, and what is to be done next.
std::string Site::patient_read(
    const Look& look, const std::vector<CaseOfFolder>& all, const std::string& name
) {
  const auto found = std::ranges::lower_bound(all, name, {}, &CaseOfFolder::name);
  if (found == all.end() || found->name != name) return text(name);
  const Patient patient = patients_.row(*found);
  const std::string who = patient.title.empty() ? name : patient.title;
  const std::string lacks = missing_words(look, patient);
  std::string html = link(address(look, "/"), who) + " <span class=\"hint\">" + text(name) +
                     "</span>" + same_words(look, patient) + "<br>" +
                     text(say(look, "patients.read")) + ' ';
  if (patient.to_check > 0)
    html +=
        link(address(look, "/review"), say(look, "to-review", {std::to_string(patient.to_check)})) +
        ' ';
  if (!lacks.empty()) html += text(say(look, "patients.lacks", {lacks}));
  return html;
}

Reply Site::patients_made(Visit& visit, const std::vector<std::unique_ptr<ChartJob>>& jobs) {
  Sheet sheet;
  sheet.title = say(visit.look, "patients.charts");
  std::string list;
  std::vector<bool> kept;
  for (const auto& job : jobs) kept.push_back(job->draft && keep_patient(*job, job->out));
  Diagnostics untold;
  const std::vector<CaseOfFolder> all = all_cases(untold);
  patients_.know(all);
  for (const CaseOfFolder& one : all) patients_.row(one);  // another may be of the same person
  auto was_kept = kept.begin();
  for (const auto& job : jobs) {
    const bool is_made = *was_kept++;
    const std::string& id = job->options.case_id;
    Look of_patient = visit.look;
    of_patient.patient = handle_of(visit, id);
    list +=
        "<li>" + (is_made ? patient_read(of_patient, all, id) : text(job->names.front()) + ": ");
    if (job->is_too_large) list += text(say(visit.look, "import.too-large"));
    for (const Diagnostic& one : job->out.all()) {
      if (!is_made && one.severity == Severity::error)
        list += "<span class=\"error\">" + text(in_words(visit, one)) + "</span> ";
    }
    list += "</li>\n";
  }
  if (list.empty()) list = "<li>" + text(say(visit.look, "import.none")) + "</li>\n";
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<ul>\n" + list + "</ul>\n<p>" +
               link("/patients", say(visit.look, "patients"), "button") + "</p>\n";
  return shown(visit, sheet);
}

}  // namespace engine::serve
