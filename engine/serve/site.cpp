// Which page answers an address; and what the page itself needs.

#include "engine/serve/site.hpp"

#include "engine/files/files.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

namespace engine::serve {

namespace {

/// Where packets of several cases are made.
std::string output_of(const Options& options) {
  const bool is_file = options.rows || !options.is_folder;
  return (is_file ? files::folder_of(options.place) : options.place) + "/out";
}

/// What the program may hold while it answers: what a case may, and not less than its own pages
/// need.
Watchdog::Memory memory_of(const Options& options) {
  constexpr std::size_t least = std::size_t{128} << 20;
  if (options.bytes_a_case == Budget::unlimited) return {};
  return {options.memory_held, std::max(options.bytes_a_case, least)};
}

/// With a capital and a full stop, which messages on a terminal have not.
std::string as_sentence(std::string words) {
  // What begins with the name of a file stays as it is.
  const bool is_name = words.substr(0, words.find(' ')).find('.') != words.npos;
  if (!words.empty() && !is_name && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words + '.';
}

/// Words with the ids of a case in them, as people call who or what they are of: 'okafor' is
/// Dr. Adaeze Okafor.
std::string with_names(std::string words, const Answered& answered) {
  std::map<std::string_view, std::size_t> count;
  answered.tree().root().for_each_child([&](const xml::Element& element) {
    const Path path{element_step(std::string{element.name()}, ++count[element.name()])};
    const auto* id = element.attribute("id");
    const std::string quoted = id ? in_quotes(id->value) : "";
    if (!id || words.find(quoted) == words.npos) return;
    const std::string title = apart(brief(title_of(answered, path)));
    if (title.empty()) return;
    for (auto at = words.find(quoted); at != words.npos; at = words.find(quoted, at + title.size()))
      words.replace(at, quoted.size(), title);
  });
  return words;
}

}  // namespace

/// A page that nothing stands around.
static Reply bare_reply(const Look& look, std::string_view title, std::string_view main) {
  return {
      200,
      "text/html; charset=utf-8",
      bare(look, title, main),
      {{"Content-Security-Policy", std::string{bare_policy}}}};
}

std::string whole_path(const std::string& path) {
  std::error_code unknown;
  const std::string all = std::filesystem::absolute(path, unknown).string();
  return unknown ? path : all;
}

std::size_t Site::Visit::item() const {
  const std::string_view digits = form.text("item");
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool good = error == std::errc{} && end == digits.data() + digits.size();
  return good && number <= 10'000 ? number : 0;
}

Site::Site(
    const Options& options,
    Worker& worker,
    Interview interview,
    WordTable words,
    std::string style,
    std::string script
)
    : options_{options},
      worker_{worker},
      watchdog_{memory_of(options)},
      interview_{std::move(interview)},
      words_{std::move(words)},
      style_{std::move(style)},
      script_{std::move(script)},
      language_{options.language},
      is_language_said_{options.is_language_said},
      patients_{
          *worker.library->template_set, output_of(options), options.bytes_a_case, watchdog_} {
  interview_.offer(set().questions);
}

const std::vector<Site::Route>& Site::routes() {
  static const std::vector<Route> all{
      {false, "/", &Site::start, true, true},
      {true, "/begin", &Site::begin, true},
      {true, "/go-on", &Site::go_on, true},
      {false, "/question", &Site::question, true},
      {true, "/answer", &Site::save_answers, true},
      {true, "/remove", &Site::remove_item, true},
      {false, "/check", &Site::check, true, true},
      {true, "/undo", &Site::undo, true},
      {false, "/papers", &Site::papers, true, true},
      {false, "/paper", &Site::paper, true, true},
      {false, "/sheet", &Site::sheet, true, true},
      {false, "/download", &Site::download, true, true},
      {false, "/changes", &Site::changes, true, true},
      {false, "/import", &Site::ask_for_chart, true},
      {true, "/import", &Site::import_chart, true},
      {false, "/review", &Site::review, true},
      {true, "/settle", &Site::settle, true},
      {false, "/report", &Site::report, true},
      {false, "/report-sheet", &Site::report_sheet, true},
      {true, "/today", &Site::be_of_today, true},
      {true, "/attach", &Site::attach, true},
      {false, "/patients", &Site::patients, false},
      {true, "/find", &Site::find_patients, false},
      {true, "/import-patients", &Site::import_patients, false},
      {true, "/make-all", &Site::make_all, false},
      {true, "/new-patient", &Site::new_patient, false},
      {false, "/print-again", &Site::print_again, false},
      {false, "/print-all", &Site::print_all, false},
      {false, "/open", &Site::open, false},
      {false, "/style.css", &Site::style, false},
      {false, "/page.js", &Site::script, false},
      {true, "/language", &Site::change_language, false},
      {false, "/awake", &Site::awake, false},
      {false, "/told", &Site::kept, false},
      {true, "/close", &Site::close, false},
  };
  return all;
}

Reply Site::answer(const Request& request, Guard& guard) {
  Multipart sent;
  bool is_understood = true;
  if (request.is_post) {
    const bool is_plain = request.content_type.starts_with("application/x-www-form-urlencoded");
    const auto form = is_plain ? read_urlencoded(request.body) : std::nullopt;
    auto parts = is_plain ? std::nullopt : read_multipart(request.content_type, request.body);
    is_understood = form || parts;
    if (form) sent.form = *form;
    if (parts) sent = *std::move(parts);
  }
  Visit visit{
      request,
      guard,
      request.is_post ? sent.form : request.target.query,
      sent.files,
      {},
      {},
      {},
      {}};
  visit.look.words = &words_;
  visit.look.language = language_;
  visit.look.is_clinic = options_.is_folder;
  visit.look.form_key = guard.form_key();
  visit.look.proof = guard.proof();
  visit.look.tail = "carepacket " + guard.host();
  if (!request.is_post) visit.look.here = request.address;
  Reply reply = is_understood ? answer_within_limits(visit) : trouble(visit, 400, "not-understood");
  if (!request.is_post || reply.status == 303 || reply.is_last || reply.first) return reply;
  const std::string number = kept_.keep(std::move(reply), visit.look.patient, guard.form_key());
  return see(address(visit.look, "/told", {{"number", number}}));
}

bool Site::aside_within_limits(const std::function<void(Worker&)>& what) {
  bool is_done = false;
  try {
    if (!aside_) {
      Diagnostics untold;  // a worker like this could be made when the page was opened
      auto budget = std::make_shared<Budget>(options_.bytes_a_case);
      auto made = make_worker(*worker_.library, untold, Check::those_used, std::move(budget));
      if (!made) return false;
      aside_.emplace(*std::move(made));
    }
    // Nobody waits for it in front of an empty page.
    const Watchdog::Case watched{watchdog_, *aside_->budget, 2 * options_.time_a_case};
    what(*aside_);
    is_done = true;
  } catch (const BudgetExceeded&) {
    aside_.reset();
  }
  give_memory_back();
  return is_done;
}

/// What many answers need no more would be missing to those that need much.
void Site::give_memory_back() const {
  constexpr std::size_t much = std::size_t{128} << 20;
  if (options_.memory_held && options_.give_memory_back && options_.memory_held() > much)
    options_.give_memory_back();
}

Result<Made> Site::make(const Source& source, const MakeOptions& options, Diagnostics& out) const {
  worker_.budget->restart();
  return engine::make(source, worker_, options, out);
}

Reply Site::answer_within_limits(Visit& visit) {
  try {
    const Watchdog::Case watched{watchdog_, *worker_.budget, options_.time_a_case};
    return answer_to(visit);
  } catch (const BudgetExceeded& exceeded) {
    visit.file.reset();
    options_.renew_worker();
    give_memory_back();
    // All packets are being made, and it may be they that hold the memory.
    const bool is_of_others = exceeded.of == BudgetExceeded::Of::memory && maker_.now().is_running;
    return is_of_others ? trouble(visit, 503, "busy") : trouble(visit, 409, "too-large");
  }
}

Reply Site::answer_to(Visit& visit) {
  const Request& request = visit.request;
  if (request.is_post && !visit.guard.is_own_form(visit.form.text("key")))
    return trouble(visit, 403, "not-our-form");
  const auto& all = routes();
  const auto route = std::ranges::find_if(all, [&](const Route& one) {
    return one.path == request.target.path && one.is_post == request.is_post;
  });
  if (route == all.end()) {
    const bool is_known = std::ranges::find(all, request.target.path, &Route::path) != all.end();
    return trouble(visit, is_known ? 405 : 404, "no-such-page");
  }
  if (!route->of_a_case) return (this->*route->page)(visit);

  visit.look.patient = options_.is_folder ? visit.text("patient") : std::string{};
  if (options_.is_folder && visit.look.patient.empty()) return see("/patients");
  Diagnostics out;
  const auto one = case_of(visit.look.patient, out);
  if (out.reported()) return told(visit, out, 409);
  if (!one || (one->is_row && !one->row)) return trouble(visit, 404, "no-such-patient");
  if (one->is_row && !route->shows_alone) return trouble(visit, 409, "of-a-table");
  const std::string& path = one->path;
  auto file =
      one->is_row
          ? CaseFile::of_row(path, *one->row, set().vocabulary, out)
          : CaseFile::open(
                path, options_.case_id_of(path), options_.today, language_, set().vocabulary, out
            );
  if (!file) return told(visit, out, 409);
  visit.file.emplace(*std::move(file));
  visit.cells = one->told;
  visit.look.has_case = visit.file->is_there();
  visit.look.whose = options_.is_folder ? one->name : visit.file->id();
  constexpr std::size_t room_on_top = 60;
  visit.look.who = brief(title_of(visit.file->answered(), *read_path("patient")), room_on_top);
  if (former_.path == path && !former_.answers.empty())
    visit.look.undo = number_of_text(visit.file->source().text());
  return (this->*route->page)(visit);
}

Reply Site::shown(const Visit& visit, const Sheet& sheet, int status) const {
  return {
      status,
      "text/html; charset=utf-8",
      whole(visit.look, sheet),
      {{"Content-Security-Policy", std::string{page_policy}}}};
}

Reply Site::trouble(const Visit& visit, int status, std::string_view word) const {
  Sheet sheet;
  sheet.title = say(visit.look, word);
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p>" +
               text(say(visit.look, std::string{word} + ".more")) + "</p>\n<p>" +
               link(address(visit.look, "/"), say(visit.look, "to-overview"), "button") + "</p>\n";
  return shown(visit, sheet, status);
}

std::string Site::in_words(const Visit& visit, const Diagnostic& one) const {
  const Said said = options_.said(one, visit.look.language);
  const std::string message =
      visit.file ? with_names(said.message, visit.file->answered()) : said.message;
  std::string words = as_sentence(with_spoken_dates(visit.look, engine::shown(message, false)));
  for (const std::string& hint : said.hints) {
    // No page has options, and whose case can be read never sees its markup.
    const bool is_of_markup = visit.file && hint.find('<') != hint.npos;
    if (hint.find("--") == hint.npos && !is_of_markup)
      words += ' ' + as_sentence(engine::shown(hint, false));
  }
  return words + " [" + one.code + ']';
}

std::vector<Trouble> Site::troubles_of(const Visit& visit, const Diagnostics& out) const {
  std::vector<Trouble> all;
  constexpr std::size_t most = 200;
  for (const Diagnostic& one : out.all()) {
    if (all.size() == most) break;
    const std::string place = one.line > 0 ? one.file + ':' + std::to_string(one.line) + ": " : "";
    if (one.severity == Severity::error) all.push_back({place + in_words(visit, one), {}});
  }
  return all;
}

Reply Site::told(const Visit& visit, const Diagnostics& out, int status) const {
  Sheet sheet;
  sheet.title = say(visit.look, "cannot-go-on");
  sheet.troubles = troubles_of(visit, out);
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p>" +
               text(say(visit.look, "cannot-go-on.more")) + "</p>\n";
  return shown(visit, sheet, status);
}

/// The key is burnt, and the browser sent on to an address without it: what follows from a page of
/// ours carries the cookie, which what follows from the redirect file would not.
Reply Site::open(Visit& visit) {
  if (!visit.guard.opens(visit.form.text("key"))) {
    Reply reply = bare_reply(
        visit.look,
        say(visit.look, "wrong-key"),
        "<p>" + text(say(visit.look, "wrong-key.more")) + "</p>"
    );
    reply.status = 403;
    reply.is_last = visit.guard.is_closed();
    return reply;
  }
  if (options_.opened) options_.opened();
  Reply reply;
  reply.body = "<!doctype html>\n<html lang=\"" + plain(visit.look.language) +
               "\">\n<head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; "
               "url=/\"><title>carepacket</title></head>\n<body><p>" +
               link("/", say(visit.look, "go-on")) + "</p></body>\n</html>\n";
  reply.headers = {
      {"Set-Cookie", visit.guard.set_cookie()},
      {"Referrer-Policy", "no-referrer"},
      {"Content-Security-Policy", std::string{page_policy}}};
  return reply;
}

Reply Site::turned_away() const {
  Look look;
  look.words = &words_;
  look.language = language_;
  Reply reply = bare_reply(
      look,
      say(look, "turned-away"),
      "<p>" + text(say(look, "turned-away.more")) + "</p>\n<p>" +
          text(say(look, "turned-away.again")) + "</p>\n<p>" + link("/", say(look, "to-overview")) +
          "</p>"
  );
  reply.status = 403;
  return reply;
}

Reply Site::style(Visit&) {
  return {200, "text/css; charset=utf-8", style_, {}};
}

Reply Site::script(Visit&) {
  return {200, "text/javascript; charset=utf-8", script_, {}};
}

Reply Site::change_language(Visit& visit) {
  is_language_said_ = true;
  language_ = visit.text("to") == "es" ? "es" : std::string{language_tag::english};
  // Back to the page it was asked on, if that is one of ours.
  const std::string here = visit.text("here");
  const auto target = read_target(here);
  const bool is_ours = target && std::ranges::any_of(routes(), [&](const Route& route) {
                         return !route.is_post && route.path == target->path;
                       });
  return see(is_ours ? here : "/");
}

/// Somebody is typing, and a page that is in use does not end; or is about to send a form, and asks
/// whether it is still us: behind us another user could have the port.
Reply Site::awake(Visit& visit) {
  return {200, "text/plain", visit.guard.proof(), {}};
}

/// What was sent and not just saved is told at an address of its own (Kept); so is what did not get
/// as far as that.
Reply Site::kept(Visit& visit) {
  const std::string status = visit.text("status");
  if (status == "413") return trouble(visit, 413, "too-long");
  if (!status.empty()) return trouble(visit, status == "507" ? 507 : 500, "failed");
  const Reply* reply = kept_.find(visit.form.text("number"), visit.form.text("patient"));
  return reply ? *reply : trouble(visit, 404, "no-longer-kept");
}

Reply Site::close(Visit& visit) {
  Reply reply = bare_reply(
      visit.look,
      say(visit.look, "closed"),
      "<p>" + text(say(visit.look, "closed.more", {whole_path(options_.place)})) + "</p>"
  );
  // Cookies and storage know no ports: those of other programs on this machine are not ours to
  // clear. Ours is taken back by its name, and of storage the page uses none.
  reply.headers.emplace_back("Set-Cookie", visit.guard.take_cookie_back());
  reply.headers.emplace_back("Clear-Site-Data", "\"cache\"");
  reply.is_last = true;
  return reply;
}

bool Site::save(Visit& visit, std::string text, Diagnostics& out, const CaseFile::Along* along) {
  text = without_draft_mark(text, set(), *worker_.budget);
  const std::string before = visit.file->source().text();
  if (text == before && visit.file->is_there() && !along) return true;
  if (visit.file->save(text, out, along) != CaseFile::Save::done) return false;
  if (former_.path != visit.file->path()) former_ = {visit.file->path(), {}};
  auto& former = former_.answers;
  constexpr std::size_t most = 20;
  if (former.size() == most) former.erase(former.begin());
  former.push_back({before, std::move(text)});
  constexpr std::size_t most_bytes = std::size_t{32} << 20;
  const auto bytes = [&] {
    std::size_t sum = 0;
    for (const Former& one : former) sum += one.before.size() + one.after.size();
    return sum;
  };
  while (former.size() > 1 && bytes() > most_bytes) former.erase(former.begin());
  return true;
}

}  // namespace engine::serve
