// Who has the records and who gets them, by the names that papers call them.

#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/messages.hpp"

#include <algorithm>
#include <span>

namespace engine::facts {

using casefile::Entry;

/// The office that has the records, or the doctor where no office is named.
Fact holder_name(const Language& in, const Entry* holder) {
  if (!holder) return {};
  if (const Entry* office = holder->find("organization"); office && !office->text().empty())
    return said_in(office);
  return text_or_no(titled_name(in, *holder), name_span(*holder));
}

Fact holder_in_sentence(const Language& in, const Entry* holder, Called called) {
  const Fact name = holder_name(in, holder);
  if (name.is_no()) return {};
  const Entry* office = holder->find("organization");
  const bool is_office = office && !office->text().empty();
  const std::string text{name.text()};
  return {
      is_office ? name_without_article(in, text, called)
                : titled_name_in_sentence(in, *holder, text, called),
      name.span};
}

const Entry* receiver(const Context& d, const Disclosure& disclosure) {
  if (disclosure.to_patient) return d.root.find("patient");
  return disclosure.provider ? disclosure.provider : disclosure.recipient;
}

namespace {

/// One who treats is shown as one, by what stands behind the name or before it.
std::string shown_name(const Language& in, const Entry& who) {
  const bool by_title = who.term->name == "provider" && name_of(who)->text("suffix").empty();
  return by_title ? titled_name(in, who) : name_with_suffix(who);
}

}  // namespace

Fact receiver_name(const Language& in, const Entry* who) {
  if (!who) return {};
  return name_of(*who) ? text_or_no(shown_name(in, *who), name_span(*who))
                       : said_in(who->find("organization"));
}

/// to Dr. Okafor, as it stands behind "send".
Fact receiver_in_sentence(const Language& in, const Entry* who, Called called) {
  const Fact name = receiver_name(in, who);
  if (name.is_no()) return {};
  return {titled_name_in_sentence(in, *who, std::string{name.text()}, called), name.span};
}

ByOffice::ByOffice(const std::vector<Disclosure>& disclosures) {
  for (const Disclosure& disclosure : disclosures) {
    if (disclosure.holder) all_[disclosure.holder].push_back(&disclosure);
  }
}

const std::vector<const Disclosure*>& ByOffice::of(const Entry* office) const {
  static const std::vector<const Disclosure*> none;
  const auto found = all_.find(office);
  return found == all_.end() ? none : found->second;
}

bool goes_elsewhere(const Context& d, const ByOffice& disclosures, const Disclosure& disclosure) {
  const Entry* who = receiver(d, disclosure);
  return std::ranges::any_of(disclosures.of(disclosure.holder), [&](const Disclosure* other) {
    const Entry* another = receiver(d, *other);
    return another != who && receiver_name(d.in, another).text() != receiver_name(d.in, who).text();
  });
}

bool is_discreet_office(const ByOffice& disclosures, const Entry* office) {
  const auto& all = disclosures.of(office);
  return !all.empty() && std::ranges::all_of(all, [](const Disclosure* one) {
    return has_form_of_its_own(one->paper);
  });
}

Fact caption(const Context& d, const Disclosure& disclosure, bool with_receiver) {
  Fact office = holder_name(d.in, disclosure.holder);
  const Entry* who = receiver(d, disclosure);
  const Fact name = receiver_name(d.in, who);
  if (!with_receiver || name.is_no()) return office;
  const std::string to = disclosure.provider
                             ? name_in_sentence(d.in, *disclosure.provider, Called::the)
                             : std::string{name.text()};
  const auto pattern = said(d.in, disclosure.to_patient ? "request.to-you" : "request.to");
  return {filled(pattern, {{"office", office.text()}, {"name", to}}), office.span};
}

Fact record_numbers(const Context& d, const Entry* holder) {
  List numbers;
  const Entry* patient = d.root.find("patient");
  if (!patient) return numbers;
  for (const Entry* number : patient->all("identifier")) {
    const auto whose = number->text("system");
    const bool of_holder =
        holder && (whose == holder->text("organization") || whose == full_name(*holder));
    if (whose.empty() || of_holder) numbers.push_back(said_in(number));
  }
  return numbers;
}

namespace {

bool is_post_box(const Entry& address) {
  for (const Entry& part : address.entries) {
    if (part.term->name != "line") continue;
    std::string letters;
    for (const char c : part.text()) {
      if (is_letter(c)) letters += lowered(c);
    }
    if (letters.starts_with("pobox") || letters.starts_with("postofficebox")) return true;
  }
  return false;
}

}  // namespace

const Entry* slides_to_post_box(const Disclosure& disclosure, const Entry* who) {
  const Entry* address = who ? present_address(*who) : nullptr;
  if (!address || !is_post_box(*address)) return nullptr;
  for (const Entry* item : disclosure.items) {
    if (says_yes(*item, "includeSlides")) return item->find("includeSlides");
  }
  return nullptr;
}

Fact lines_of_receiver(const Language& in, const Entry* who) {
  List lines;
  if (!who) return lines;
  const auto add = [&](std::string text, Span from) {
    if (!text.empty()) lines.emplace_back(std::move(text), from);
  };
  if (name_of(*who)) add(shown_name(in, *who), name_span(*who));
  for (const std::string_view part : {"organization", "department"}) {
    if (const Entry* entry = who->find(part)) add(std::string{entry->text()}, entry->span);
  }
  if (const Entry* address = present_address(*who)) {
    for (std::string& line : address_lines(*address)) add(std::move(line), address->span);
  }
  return lines;
}

}  // namespace engine::facts
