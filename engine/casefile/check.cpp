#include "engine/casefile/messages.hpp"
#include "engine/casefile/reading.hpp"
#include "engine/vocabulary/sensitive.hpp"

#include <algorithm>
#include <map>

namespace engine::casefile {

namespace {

std::string tag(const Entry& e) {
  return tagged(e.term->name);
}
std::string on_line(const Entry& e) {
  return line_of(e.span, e.span.source);
}
constexpr std::size_t longest_case_id = 100;

bool is_of_case_id(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
}

void check_case_id(const Entry& root, Diagnostics& out) {
  const Entry* id = root.find("id");
  if (!id || id->text().empty() || is_case_id(id->text())) return;
  const auto text = id->text();
  const bool all_good = std::all_of(text.begin(), text.end(), is_of_case_id);
  out.error(
      messages::no_case_id(quoted_value(text)),
      id->span,
      {!all_good ? "use letters, digits, - _ and . only: files are named after it"
       : text.size() > longest_case_id
           ? "use 100 characters at most: files are named after it"
           : "begin it with a letter or a digit, and end it with no dot: files are named after it"}
  );
}

void check_version(const Entry& root, Diagnostics& out) {
  const Entry* version = root.find("version");
  const auto* number = version ? std::get_if<long long>(&version->value) : nullptr;
  if (!number || *number == 1) return;
  out.error(messages::unknown_version(*number), version->span, {"write version=\"1\""});
}

void check_as_of(const Entry& root, Diagnostics& out) {
  const Date* date = root.date("asOf");
  if (date && !date->is_whole()) {
    out.error(
        messages::no_whole_day(quoted_value(date->iso())),
        root.find("asOf")->span,
        {"it is the date of the letters: write year, month and day"}
    );
  }
}

void check_providers(const Entry& root, Diagnostics& out) {
  const Entry* current = nullptr;
  for (const Entry& provider : root.entries) {
    if (provider.term->name != "provider") continue;
    if (!provider.find("name") && provider.text("organization").empty()) {
      out.error(
          messages::provider_without_name,
          provider.span,
          {"write <name> or <organization>: letters and lists need one of the two"}
      );
    }
    if (!provider.is("role", "current")) continue;
    if (current)
      out.error(
          messages::second_current_provider,
          provider.find("role")->span,
          {"the first one is on " + on_line(*current)}
      );
    if (!current) current = &provider;
  }
}

/// Lists that can say of themselves that they are empty, and what they list.
constexpr std::pair<std::string_view, std::string_view> closed_lists[] = {
    {"medications", "medication"}, {"allergies", "allergy"}, {"problems", "problem"}};

void warn_lists(const Entry& root, Diagnostics& out) {
  for (const auto& [list, item] : closed_lists) {
    const Entry* group = root.find(list);
    const Entry* status = group ? group->find("status") : nullptr;
    if (!status) continue;
    if (status->text() == "listed" && !group->find(item))
      out.warn(
          messages::list_is_empty(tag(*group), quoted_value(status->text())),
          status->span,
          {"write " + tagged(item) +
           " for each, or status=\"none\" where there are none, or "
           "status=\"not-asked\""}
      );
    if (status->text() == "listed" || !group->find(item)) continue;
    // "No food allergies", and a medicine: both hold.
    const auto scope = group->text("scope");
    if (status->text() == "none" && !scope.empty() && scope != "all") continue;
    out.warn(
        messages::list_is_not_empty(tag(*group), quoted_value(status->text())),
        status->span,
        {"what is listed is printed: write status=\"listed\", or take it out"}
    );
  }
}

/// A scope says of which allergies there are none: of a list that is not empty it says nothing.
void warn_scope(const Entry& root, Diagnostics& out) {
  const Entry* allergies = root.find("allergies");
  const Entry* scope = allergies ? allergies->find("scope") : nullptr;
  if (!scope || scope->text().empty() || scope->text() == "all" || allergies->is("status", "none"))
    return;
  out.warn(
      messages::scope_of_nothing,
      scope->span,
      {"write status=\"none\" where there are none of that kind, or take the scope out; nothing is "
       "printed of it"}
  );
}

void check_names(const Entry& entry, Diagnostics& out) {
  bool any = false, any_of_today = false;
  for (const Entry& part : entry.entries) {
    if (part.term->type == vocabulary::Type::name) {
      any = true;
      any_of_today = any_of_today || !part.is("use", "old");
    } else if (!part.entries.empty()) {
      check_names(part, out);
    }
  }
  if (any && !any_of_today)
    out.error(
        messages::old_names_only(tag(entry)),
        entry.find("name")->span,
        {"give the name of today too: <name use=\"official\">…</name>"}
    );
}

void check_birth(const Entry& root, Diagnostics& out) {
  const Entry* patient = root.find("patient");
  const Date* born = patient ? patient->date("birthDate") : nullptr;
  const Date* as_of = root.date("asOf");
  if (!born || !as_of || born->first_day() <= as_of->last_day()) return;
  out.error(
      messages::born_later(quoted_value(as_of->iso())),
      patient->find("birthDate")->span,
      {"correct the year of birth, or the day in <asOf>"}
  );
}

/// Every pair of a first and a last day, wherever it stands.
void check_periods(const Entry& entry, Diagnostics& out) {
  constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"from", "to"}, {"start", "end"}};
  const auto is_date = [](const Entry& child) { return child.date() != nullptr; };
  const bool has_two = std::count_if(entry.entries.begin(), entry.entries.end(), is_date) > 1;
  for (const auto& [first, last] : pairs) {
    if (!has_two) break;
    const Date* from = entry.date(first);
    const Date* to = entry.date(last);
    if (!from || !to || from->first_day() <= to->last_day()) continue;
    out.error(
        messages::period_ends_early(first, last, tag(entry)),
        entry.find(first)->span,
        {"from " + marked(from->iso()) + " to " + marked(to->iso()) + " is no time at all"}
    );
  }
  for (const Entry& child : entry.entries) {
    if (!child.entries.empty()) check_periods(child, out);
  }
}

/// A yes that nothing comes of: who is of age consents alone, and for who has died an executor
/// signs.
void warn_consents_alone(const Entry& root, Diagnostics& out) {
  const Entry* patient = root.find("patient");
  const Entry* alone = patient ? patient->find("consentsAlone") : nullptr;
  if (!alone || alone->text() != "yes") return;
  const Date* born = patient->date("birthDate");
  const Date* as_of = root.date("asOf");
  if (born && as_of && as_of->is_whole() && age_on(*born, *as_of) < 18 &&
      !patient->is("deceased", "yes"))
    return;
  out.warn(
      messages::consents_alone_of_nobody,
      alone->span,
      {"it is for a minor: give the birth date, or leave it out"}
  );
}

/// How well an opinion fits, without the opinion, stands beside none; of two answers about one the
/// first is printed.
void warn_fits(const Entry& root, Diagnostics& out) {
  for (const Entry* value : root.all("value")) {
    std::vector<const Entry*> answered;
    for (const Entry* fits : value->all("fits")) {
      const Entry* about = fits->target("opinion");
      if (std::ranges::count(answered, about) > 0)
        out.warn(messages::fits_again, fits->span, {"leave one of the two"});
      if (about) answered.push_back(about);
      if (fits->find("opinion")) continue;
      out.warn(
          messages::fits_no_opinion,
          fits->span,
          {"name the doctor who gave it: <fits opinion=\"okafor\">more</fits>"}
      );
    }
  }
}

void warn_minor(const Entry& root, Date born, Date as_of, Diagnostics& out) {
  const Entry& patient = *root.find("patient");
  const Entry* alone = patient.find("consentsAlone");
  const auto all = root.all("representative");
  const bool is_signed_for =
      std::ranges::any_of(all, [](const Entry* one) { return one->is("signs", "yes"); });
  if (alone && alone->text() == "yes") {
    // The minor signs.
  } else if (!all.empty() && !is_signed_for) {
    out.warn(
        messages::nobody_signs_for_minor,
        all.front()->span,
        {"write signs=\"yes\" on the <representative> who signs for this minor"}
    );
  } else if (all.empty()) {
    out.warn(
        messages::nobody_signs_for_minor,
        patient.find("birthDate")->span,
        {"name a parent or a guardian in a <representative>, or write consentsAlone=\"yes\" on "
         "<patient> if the law let this minor consent alone to the care"}
    );
  }
  const Date adult = birthday(born.last_day(), 18);
  for (const Entry* request : root.all("recordsRequest")) {
    const Entry* permission = request->find("authorization");
    const Entry* expires = permission ? permission->find("expires") : nullptr;
    const Date* end = expires ? expires->date("date") : nullptr;
    if (!end || end->last_day() < adult || adult <= as_of) continue;
    out.warn(
        messages::minor_comes_of_age,
        expires->find("date")->span,
        {"from that day the patient signs; a parent's permission may no longer count"}
    );
  }
}

void warn_minor(const Entry& root, Diagnostics& out) {
  const Entry* patient = root.find("patient");
  const Date* born = patient ? patient->date("birthDate") : nullptr;
  const Date* as_of = root.date("asOf");
  if (born && as_of && as_of->is_whole() && born->first_day() <= *as_of &&
      age_on(*born, *as_of) < 18)
    warn_minor(root, *born, *as_of, out);
}

void warn_questions(const Entry& root, Diagnostics& out) {
  std::map<long long, const Entry*> by_priority;
  std::map<std::string, const Entry*> by_words;
  for (const Entry* question : root.all("question")) {
    const Entry* priority = question->find("priority");
    if (const auto* number = priority ? std::get_if<long long>(&priority->value) : nullptr) {
      const auto [first, fresh] = by_priority.emplace(*number, priority);
      if (!fresh) {
        out.warn(
            messages::priority_given_twice(*number),
            priority->span,
            {"the one on " + on_line(*first->second) + " is asked first, as in the file"}
        );
      }
    }
    const auto words = question->text().empty() ? "ref " + std::string{question->text("ref")}
                                                : lowered(question->text());
    if (words == "ref ") continue;
    const auto [first, fresh] = by_words.emplace(words, question);
    const Entry* ref = question->text().empty() ? question->find("ref") : nullptr;
    if (!fresh)
      out.warn(
          messages::question_asked_twice,
          ref ? ref->span : question->span,
          {"it is printed once; it stands on " + on_line(*first->second) + " already"}
      );
  }
}

bool is_of(const vocabulary::Code& category, const Entry& condition) {
  const std::string words =
      std::string{condition.text("text")} + '\n' + std::string{condition.text("plainName")};
  return vocabulary::concerns(category, words, condition.text("code"));
}

/// Two private kinds have a form of their own, which is made for records of that kind alone
/// (42 CFR 2.31, 45 CFR 164.508(a)(2)): for a request without them there is nothing to switch on.
bool can_be_on_its_form(const Entry& request, std::string_view category) {
  constexpr std::pair<std::string_view, std::string_view> forms[] = {
      {"sud", "substance-use-program"}, {"psychotherapy", "psychotherapy-notes"}};
  const auto* form =
      std::ranges::find(forms, category, &std::pair<std::string_view, std::string_view>::first);
  return form == std::end(forms) ||
         std::ranges::any_of(request.all("item"), [&](const Entry* item) {
           return item->is("type", form->second);
         });
}

/// Sensitive records are left out unless somebody asks for them. That is meant to protect; it hurts
/// when they are the very records the second opinion is about.
void warn_sensitive(const Entry& root, Diagnostics& out) {
  const vocabulary::Term* category_term = vocabulary::sensitive_categories(*root.term);
  if (!category_term) return;
  std::vector<const vocabulary::Code*> own;
  for (const Entry* condition : root.all("condition")) {
    if (condition->is("status", "ruled-out")) continue;
    for (const vocabulary::Code& category : category_term->codes) {
      if (is_of(category, *condition) && std::find(own.begin(), own.end(), &category) == own.end())
        own.push_back(&category);
    }
  }
  if (own.empty()) return;
  for (const Entry* request : root.all("recordsRequest")) {
    const auto asked = request->all("sensitive");
    const Entry* permission = request->find("authorization");
    if (permission && permission->find("revokedOn")) continue;
    for (const vocabulary::Code* category : own) {
      if (!can_be_on_its_form(*request, category->value)) continue;
      const auto said = std::find_if(asked.begin(), asked.end(), [&](const Entry* s) {
        return s->is("category", category->value);
      });
      const bool left_out =
          said != asked.end() ? !(*said)->is("include", "yes") : permission != nullptr;
      if (!left_out) continue;
      out.warn(
          messages::records_left_out(quoted_value(category->value)),
          said != asked.end() ? (*said)->span : request->span,
          {"to have them sent too: <sensitive category=\"" + marked(category->value) +
           "\" include=\"yes\"/>"}
      );
    }
  }
}

void warn_permissions(const Entry& root, Diagnostics& out) {
  const Date* as_of = root.date("asOf");
  if (!as_of || !as_of->is_whole()) return;
  for (const Entry* request : root.all("recordsRequest")) {
    const Entry* permission = request->find("authorization");
    const Entry* expires = permission ? permission->find("expires") : nullptr;
    const Date* end = expires ? expires->date("date") : nullptr;
    if (!end) continue;
    if (*end == *as_of) {
      out.warn(
          messages::permission_ends_at_once,
          expires->find("date")->span,
          {"the office needs some weeks: give it a later date"}
      );
    } else if (end->last_day() > plus_years(*as_of, 1)) {
      out.warn(
          messages::permission_too_long,
          expires->find("date")->span,
          {"some states and many offices take a year at most"}
      );
    }
  }
}

}  // namespace

bool is_case_id(std::string_view text) {
  return !text.empty() && text.size() <= longest_case_id && text.front() != '.' &&
         text.front() != '-' && text.back() != '.' &&
         std::all_of(text.begin(), text.end(), is_of_case_id);
}

void check(const Entry& root, Diagnostics& out) {
  check_case_id(root, out);
  check_version(root, out);
  check_as_of(root, out);
  check_birth(root, out);
  check_providers(root, out);
  check_names(root, out);
  check_periods(root, out);
  warn_lists(root, out);
  warn_scope(root, out);
  warn_consents_alone(root, out);
  warn_fits(root, out);
  warn_minor(root, out);
  warn_questions(root, out);
  warn_sensitive(root, out);
  warn_permissions(root, out);
}

}  // namespace engine::casefile
