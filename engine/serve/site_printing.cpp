// Packets of several patients as one file to print: all of them, or what changed.

#include "engine/serve/visit.hpp"

#include <charconv>

namespace engine::serve {

namespace {

Reply pdf_reply(std::string bytes, std::string_view name) {
  return {
      200,
      "application/pdf",
      std::move(bytes),
      {{"Content-Disposition", "attachment; filename=\"" + std::string{name} + ".pdf\""},
       {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}}};
}

}  // namespace

/// Of the packets that are there and older than their case, the pages that look otherwise now.
Reply Site::print_again(Visit& visit) {
  if (!options_.is_folder || !options_.print_again) return trouble(visit, 404, "no-such-page");
  if (const auto done = print_jobs_.take(visit.request.number)) return pages_of_all(visit, *done);
  const auto job = std::make_shared<PrintJob>();
  const auto& all = all_cases(job->out);
  if (job->out.reported()) return told(visit, job->out, 409);
  patients_.know(all);
  for (const CaseOfFolder& one : all) {
    const Patient patient = patients_.row(one);
    const bool is_of_now = patient.papers != Papers::older && patient.papers != Papers::another;
    if (is_of_now || patient.is_missing_something()) continue;
    job->cases.push_back({one.name, one.path, one.row, patients_.packet_of(patient), {}});
  }
  if (job->cases.empty()) return nothing_to_print(visit);
  print_jobs_.keep(visit.request.number, job);
  Reply reply;
  reply.first = [this, job] {
    const auto within_limits = [this](const auto& work) { return aside_within_limits(work); };
    auto made = options_.print_again(job->cases, within_limits, job->out);
    if (made) job->made = *std::move(made);
  };
  return reply;
}

Reply Site::pages_of_all(Visit& visit, PrintJob& job) {
  if (!job.made) return told(visit, job.out, 409);
  const bool passes_over = !job.made->too_large.empty() || !job.made->of_another.empty();
  if (passes_over && visit.form.text("others").empty()) return passed_over(visit, job);
  if (job.made->pages.empty()) return nothing_to_print(visit);
  return pdf_reply(std::move(job.made->pages), "print-again");
}

/// Of whom no page is printed again, and why; and the way to those of the others.
Reply Site::passed_over(Visit& visit, const PrintJob& job) {
  Sheet sheet;
  sheet.title = say(visit.look, "print-again");
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n";
  const auto list = [&](const std::vector<std::size_t>& cases, std::string_view why) {
    if (cases.empty()) return;
    sheet.main += "<p>" + text(say(visit.look, why)) + "</p>\n<ul>\n";
    for (const std::size_t at : cases) {
      Look of_patient = visit.look;
      of_patient.patient = handle_of(visit, job.cases[at].name);
      sheet.main += "<li>" + link(address(of_patient, "/changes"), job.cases[at].name) + "</li>\n";
    }
    sheet.main += "</ul>\n";
  };
  list(job.made->of_another, "print-again.another");
  list(job.made->too_large, "print-again.too-large");
  if (!job.made->pages.empty())
    sheet.main += "<p>" +
                  link("/print-again?others=yes", say(visit.look, "print-again.others"), "button") +
                  "</p>\n";
  sheet.main += "<p>" + link("/patients", say(visit.look, "patients")) + "</p>\n";
  return shown(visit, sheet);
}

/// Why no page is to be printed again, and the way back to the patients.
Reply Site::nothing_to_print(const Visit& visit) const {
  Sheet sheet;
  sheet.title = say(visit.look, "nothing-changed");
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n<p>" +
               text(say(visit.look, "nothing-changed.more")) + "</p>\n<p>" +
               link("/patients", say(visit.look, "patients"), "button") + "</p>\n";
  return shown(visit, sheet, 404);
}

/// The packets that are as new as their cases, in the order of the list.
Reply Site::print_all(Visit& visit) {
  if (!options_.is_folder || !options_.print_all) return trouble(visit, 404, "no-such-page");
  if (const auto done = print_all_jobs_.take(visit.request.number))
    return all_packets(visit, *done);
  const auto job = std::make_shared<PrintAllJob>();
  const auto& all = all_cases(job->out);
  if (job->out.reported()) return told(visit, job->out, 409);
  patients_.know(all);
  for (const CaseOfFolder& one : all) {
    const Patient patient = patients_.row(one);
    if (patient.papers == Papers::current || patient.is_slow)
      job->cases.push_back({one.name, one.path, one.row, patients_.packet_of(patient), {}});
  }
  print_all_jobs_.keep(visit.request.number, job);
  Reply reply;
  reply.first = [this, job] {
    const auto within_limits = [this](const auto& work) { return aside_within_limits(work); };
    auto made = options_.print_all(job->cases, within_limits, job->out);
    if (made) job->made = *std::move(made);
  };
  return reply;
}

Reply Site::all_packets(Visit& visit, PrintAllJob& job) {
  const Look& look = visit.look;
  if (!job.made) return told(visit, job.out, 409);
  auto& parts = job.made->parts;
  const bool is_whole = job.made->passed_over.empty() && job.made->of_another.empty();
  std::size_t wanted = parts.size() == 1 && is_whole ? 1 : 0;
  const std::string_view digits = visit.form.text("part");
  std::from_chars(digits.data(), digits.data() + digits.size(), wanted);
  if (wanted > 0 && wanted <= parts.size())
    return pdf_reply(std::move(parts[wanted - 1].bytes), "packets-" + std::to_string(wanted));
  Sheet sheet;
  sheet.title = say(look, parts.empty() ? "print-all.none" : "print-all");
  sheet.main = "<h1>" + text(sheet.title) + "</h1>\n";
  if (parts.size() > 1) sheet.main += "<p>" + text(say(look, "print-all.parts")) + "</p>\n";
  if (!parts.empty()) sheet.main += "<ul>\n";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const std::string words =
        say(look,
            "print-all.part",
            {number, std::to_string(parts[i].packets), std::to_string(parts[i].pages)});
    sheet.main += "<li>" + link("/print-all?part=" + number, words) + "</li>\n";
  }
  if (!parts.empty()) sheet.main += "</ul>\n";
  const auto list = [&](const std::vector<std::size_t>& cases, std::string_view why) {
    if (cases.empty()) return;
    sheet.main += "<p>" + text(say(look, why)) + "</p>\n<ul>\n";
    for (const std::size_t at : cases) sheet.main += "<li>" + text(job.cases[at].name) + "</li>\n";
    sheet.main += "</ul>\n";
  };
  list(job.made->of_another, "print-again.another");
  list(job.made->passed_over, "print-all.passed-over");
  sheet.main += "<p>" + link("/patients", say(look, "patients"), "button") + "</p>\n";
  return shown(visit, sheet, parts.empty() ? 404 : 200);
}

}  // namespace engine::serve
