// What people bring along: charts, whose unsure entries are asked about, and records for the
// binder.

#include "engine/chart/chart.hpp"
#include "engine/files/files.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <cerrno>
#include <map>

namespace engine::serve {

namespace {
using vocabulary::Term;
using vocabulary::Type;

constexpr std::size_t entries_a_page = 20;

/// A name that means a file of a folder and nothing else.
std::string harmless(std::string_view name) {
  name.remove_prefix(name.find_last_of("/\\") + 1);  // npos + 1 is 0
  std::string safe;
  for (const char c : name.substr(0, 80)) safe += is_letter(c) || is_digit(c) || c == '.' ? c : '-';
  while (!safe.empty() && (safe.front() == '.' || safe.front() == '-')) safe.erase(0, 1);
  return safe.empty() ? "file" : safe;
}

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
std::string with_ending(std::string name, std::string_view ending) {
  const std::string_view has = std::string_view{name}.substr(name.find_last_of('.') + 1);
  const bool has_it = same_but_case(has, ending.substr(1)) ||
                      (ending == ".jpg" && same_but_case(has, "jpeg")) ||
                      (ending == ".tif" && same_but_case(has, "tiff"));
  return has_it ? name : name + std::string{ending};
}

/// Files that were sent, by names that are told; nothing of them is written down.
class Sent {
 public:
  std::string add(const SentFile& file) {
    const std::string name = harmless(file.name);
    std::string free = name;
    for (int number = 2; files_.contains(free); ++number)
      free = std::to_string(number) + '-' + name;
    files_.emplace(free, file.bytes);
    return free;
  }
  std::optional<std::string_view> bytes(const std::string& name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? std::nullopt : std::optional{found->second};
  }

 private:
  std::map<std::string, std::string_view> files_;
};

std::string report_of(const std::string& path) {
  const auto dot = path.rfind('.');
  const auto slash = path.rfind('/');
  const bool has_end = dot != path.npos && (slash == path.npos || dot > slash + 1);
  return path.substr(0, has_end ? dot : path.size()) + "-report.html";
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

/// An entry of a chart that nobody has looked at.
struct Entry {
  Path path;
  const Term* term;
};

void find_unchecked(
    const Answered& answered,
    const xml::Element& element,
    const Term& term,
    const Path& here,
    std::vector<Entry>& to
) {
  const auto* checked = element.attribute("checked");
  if (checked && checked->value == "no") to.push_back({here, &term});
  std::map<std::string_view, std::size_t> count;
  element.for_each_child([&](const xml::Element& child) {
    const Term* inner = term.child(child.name(), false);
    const std::size_t number = ++count[child.name()];
    if (!inner) return;
    Path path = here;
    path.push_back(element_step(std::string{child.name()}, number));
    find_unchecked(answered, child, *inner, path, to);
  });
}

std::vector<Entry> unchecked_in(
    const Answered& answered, const vocabulary::Vocabulary& vocabulary
) {
  std::vector<Entry> all;
  find_unchecked(answered, answered.tree().root(), vocabulary.root, {}, all);
  return all;
}

/// What an entry says, for a person: its words and days, and why it is asked about.
struct SaidOfEntry {
  std::string words, doubts;
};

/// Of a value that people would not understand as it stands, the page has a sentence:
/// entry.NAME.VALUE for a state, entry.NAME around a day.
SaidOfEntry words_of_entry(
    const Look& look,
    const Answered& answered,
    const Entry& entry,
    const vocabulary::Vocabulary& vocabulary
) {
  SaidOfEntry all;
  const auto add = [&](std::string& to, std::string_view between, std::string words) {
    if (!words.empty()) to += (to.empty() ? "" : std::string{between}) + collapsed(words);
  };
  const auto add_term = [&](const Term& term) {
    for (const char* machine : {"checked", "from", "code", "include", "id"}) {
      if (term.name == machine) return;
    }
    Path path = entry.path;
    path.push_back(term.is_attribute ? attribute_step(term.name) : element_step(term.name));
    const std::string id = "entry." + term.name, value = answered.value(path);
    if (value.empty() || (term.name == "basis" && value == "coded")) return;
    if (look.words->contains(id + '.' + value))
      return add(all.doubts, " ", say(look, id + '.' + value));
    Field field;
    field.term = &term;
    field.path = {path.back()};
    field.widget = term.type == Type::date                                   ? Widget::date
                   : term.type == Type::code || term.type == Type::reference ? Widget::choice
                                                                             : Widget::line;
    Page page;
    page.at = entry.path;
    const std::string said = spoken(look, {&page, nullptr, 0}, field, answered, vocabulary);
    add(all.words, " – ", look.words->contains(id) ? say(look, id, {said}) : said);
  };
  for (const bool is_attribute : {false, true}) {
    for (const Term& term : entry.term->children) {
      if (term.is_attribute == is_attribute) add_term(term);
    }
  }
  if (all.words.empty()) all.words = say(look, "still-empty");
  return all;
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
  Sent all;
  std::vector<std::string> names;
  for (const SentFile& sent : visit.files) {
    if (sent.field == "chart" && !(sent.name.empty() && sent.bytes.empty()))
      names.push_back(all.add(sent));
  }
  if (names.empty()) return chart_page(visit, {{say(visit.look, "import.none"), "chart"}});
  chart::Options options;
  if (!visit.file->is_there()) options.as_of = options_.today;
  options.language = visit.look.language;
  options.case_id = visit.file->id();
  options.bytes_of = [&](const std::string& name) { return all.bytes(name); };
  if (visit.file->is_there()) options.into = &visit.file->source();
  options.password = [&]() -> std::optional<std::string> {
    std::string password = visit.text("password");
    return password.empty() ? std::nullopt : std::optional{std::move(password)};
  };
  Diagnostics out;
  const chart::Words* const words = options_.chart_words(out);
  if (!words) return told(visit, out, 507);
  const auto draft = chart::import(names, set().vocabulary, *words, options, out);
  if (!draft) {
    auto troubles = troubles_of(visit, out);
    for (Trouble& one : troubles) one.target = "chart";
    return chart_page(visit, std::move(troubles));
  }
  if (!save(visit, draft->case_xml, out))
    return out.reported() ? told(visit, out, 507) : trouble(visit, 409, "conflict");
  const std::string report = report_of(visit.file->path());
  std::string there;
  const int error = read_ordinary(report, there);
  if (error == ENOENT || (error == 0 && chart::is_report(there, *words))) {
    files::AtomicFileSet file{AT_FDCWD, files::Durable::at_once};
    if (!file.add(report, draft->report_html) || !file.commit()) {
      files::cannot_write(report, file.failure().error, out);
      return told(visit, out, 507);
    }
  }
  return see(address(visit.look, "/review"));
}

bool Site::import_patient(
    const Visit& visit, const SentFile& sent, const std::string& id, Diagnostics& out
) const {
  Sent all;
  const std::string name = all.add(sent);
  chart::Options options;
  options.bytes_of = [&](const std::string& given) { return all.bytes(given); };
  options.language = visit.look.language;
  options.as_of = options_.today;
  options.case_id = id;
  const chart::Words* const words = options_.chart_words(out);
  if (!words) return false;
  const auto draft = chart::import({name}, set().vocabulary, *words, options, out);
  if (!draft) return false;
  const std::string place = options_.place + '/' + id + ".xml";
  const files::Target target{AT_FDCWD, place, place, "another name"};
  const std::string report = report_of(place);
  const files::Target beside{AT_FDCWD, report, report, "another name"};
  const auto is_own = [](int) { return false; };
  if (!files::may_write_over(target, files::Overwrite::never, is_own, out) ||
      !files::may_write_over(beside, files::Overwrite::never, is_own, out))
    return false;
  files::AtomicFileSet file{AT_FDCWD, files::Durable::at_once};
  if (file.add(place, draft->case_xml) && file.add(report, draft->report_html) && file.commit())
    return true;
  files::cannot_write(place, file.failure().error, out);
  return false;
}

Reply Site::report(Visit& visit) {
  std::string html;
  Diagnostics out;
  const chart::Words* const words = options_.chart_words(out);
  if (!words) return told(visit, out, 507);
  if (read_ordinary(report_of(visit.file->path()), html) != 0 || !chart::is_report(html, *words) ||
      has_foreign_parts(html))
    return trouble(visit, 404, "no-report");
  // The file has no way back to the page.
  constexpr std::string_view main = "<main>\n";
  if (const auto at = html.find(main); at != html.npos)
    html.insert(
        at + main.size(),
        "<p>" + link(address(visit.look, "/review"), say(visit.look, "back")) + "</p>\n"
    );
  return {
      200,
      "text/html; charset=utf-8",
      std::move(html),
      {{"Content-Security-Policy", std::string{paper_policy}}}};
}

/// What the chart says, entry for entry, as long as nobody has looked at it.
Reply Site::review(Visit& visit) {
  return review_page(visit);
}

Reply Site::review_page(Visit& visit, std::vector<Trouble> troubles) {
  visit.belongs_to(address(visit.look, "/review"));
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  const auto entries = unchecked_in(answered, set().vocabulary);
  Sheet sheet;
  const int status = troubles.empty() ? 200 : 409;
  sheet.troubles = std::move(troubles);
  sheet.title = say(look, entries.empty() ? "review.done" : "review");
  sheet.back = address(look, "/");
  std::string& html = sheet.main;
  html = "<h1>" + text(sheet.title) + "</h1>\n<p>" +
         text(
             say(look,
                 entries.empty() ? "review.done.more" : "review.more",
                 {std::to_string(entries.size())})
         ) +
         "</p>\n<p>" + link(address(look, "/report"), say(look, "review.report")) + "</p>\n";
  if (entries.empty()) {
    html += "<p>" + link(address(look, "/"), say(look, "continue"), "button") + "</p>\n";
    return shown(visit, sheet, status);
  }
  html += open_form(look, "/settle") + hidden("seen", number_of_text(visit.file->source().text()));
  for (std::size_t i = 0; i < std::min(entries.size(), entries_a_page); ++i) {
    const std::string name = "entry:" + std::to_string(i), id = "entry-" + std::to_string(i);
    const SaidOfEntry said = words_of_entry(look, answered, entries[i], set().vocabulary);
    html += "<fieldset class=\"field choices entry\">\n<legend><span class=\"hint\">" +
            text(say(look, "entry." + entries[i].term->name)) + "</span> " + text(said.words) +
            "</legend>\n";
    if (!said.doubts.empty())
      html +=
          "<p class=\"hint\">" + text(say(look, "entry.why")) + ' ' + text(said.doubts) + "</p>\n";
    for (const std::string_view does : {"take", "leave", "unknown"})
      html += "<div class=\"choice\"><input type=\"radio\" id=\"" + id + '-' + std::string{does} +
              "\" name=\"" + name + "\" value=\"" + std::string{does} + "\"><label for=\"" + id +
              '-' + std::string{does} + "\">" + text(say(look, "review." + std::string{does})) +
              "</label></div>\n";
    html += "</fieldset>\n";
  }
  html += "<div class=\"row\">\n" + button(say(look, "continue"), "", "next") +
          link(address(look, "/"), say(look, "later"), "button quiet") + "</div>\n</form>\n";
  return shown(visit, sheet, status);
}

Reply Site::settle(Visit& visit) {
  if (visit.form.text("seen") != number_of_text(visit.file->source().text()))
    return review_page(visit, {{say(visit.look, "review.changed"), {}}});
  const auto entries = unchecked_in(visit.file->answered(), set().vocabulary);
  std::string now = visit.file->source().text();
  // From the last one on, so that the numbers of those before it stay.
  for (std::size_t i = std::min(entries.size(), entries_a_page); i-- > 0;) {
    const std::string_view does = visit.form.text("entry:" + std::to_string(i));
    if (does != "take" && does != "leave" && does != "unknown") continue;
    const Source source{"", now, Source::Holds::patient_data};
    Diagnostics untold;
    const auto answered = Answered::read(source, set().vocabulary, untold);
    if (!answered) return trouble(visit, 409, "conflict");
    Path checked = entries[i].path;
    checked.push_back(attribute_step("checked"));
    now = does == "leave" ? answered->without(entries[i].path)
                          : answered->with(checked, does == "take" ? "yes" : "unknown", 0);
  }
  Diagnostics out;
  if (!save(visit, now, out))
    return out.reported() ? told(visit, out, 507)
                          : review_page(visit, {{say(visit.look, "review.changed"), {}}});
  return see(address(visit.look, "/review"));
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
  if (read_ordinary(folder + '/' + name, there) != ENOENT && there != sent->bytes)
    return again({{true, "attach.taken"}}, 409);
  Diagnostics unreadable;
  if (!is_record(sent->bytes, name, unreadable)) {
    auto troubles = troubles_of(visit, unreadable);
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
