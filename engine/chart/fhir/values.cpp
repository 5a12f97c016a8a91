#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::fhir {

PersonName name_of(const Value& name) {
  PersonName one;
  one.use = name.text("use");
  const auto words = [&](std::string_view part, std::vector<std::string>& to) {
    for (const Value* each : name.each(part)) {
      if (!is_placeholder(each->text()) || each->text().size() == 1)
        to.push_back(collapsed(each->text()));
    }
  };
  words("prefix", one.prefix);
  words("given", one.given);
  words("suffix", one.suffix);
  for (const Value* family : name.each("family"))  // DSTU2 has several
    one.family += (one.family.empty() ? "" : " ") + collapsed(family->text());
  if (lowered(one.family) == "null") one.family.clear();
  const std::string text = collapsed(name.text("text"));
  if (one.is_empty() && !text.empty() && lowered(text) != "null") {
    const std::string use = one.use;
    one = name_in(text);
    one.use = use;
  }
  return one;
}

Address address_of(const Value& address) {
  Address one;
  one.use = address.text("use");
  for (const Value* line : address.each("line")) {
    if (!line->text().empty()) one.lines.push_back(collapsed(line->text()));
  }
  const std::string& end = address.text("period.end");
  one.until = date_in(end);
  if (!end.empty() && !one.until) one.use = "old";
  one.city = collapsed(address.text("city"));
  one.state = collapsed(address.text("state"));
  one.postal_code = postal_code_in(address.text("postalCode"));
  const std::string country = collapsed(address.text("country"));
  if (country != "US" && country != "USA") one.country = country;
  return one;
}

bool is_of_offices(const Value& telecom) {
  return chart::is_direct_address(telecom.text("value")) ||
         std::ranges::any_of(telecom.each("extension"), [](const Value* extension) {
           return extension->text("url").ends_with("us-core-direct") &&
                  extension->text("valueBoolean") == "true";
         });
}

std::vector<Telecom> telecoms_of(const Value& owner) {
  std::vector<Telecom> all;
  for (const Value* one : owner.each("telecom")) {
    if (is_of_offices(*one)) continue;
    auto telecom = telecom_in(one->text("value"));
    const std::string& end = one->text("period.end");
    const auto until = date_in(end);
    if (!telecom || one->text("use") == "old" || (!end.empty() && !until)) continue;
    telecom->until = until;
    const std::string& system = one->text("system");
    if (system == "fax" || system == "email" || system == "url") telecom->system = system;
    telecom->use = one->text("use");
    const bool is_again = std::ranges::any_of(all, [&](const Telecom& other) {
      return other.value == telecom->value && other.system == telecom->system;
    });
    if (!is_again) all.push_back(*std::move(telecom));
  }
  return all;
}

std::vector<Candidate> candidates_of(const Value& said) {
  std::vector<Candidate> all;
  const auto codings = said.each("coding");
  for (const Value* coding : codings) {
    if (coding->text("userSelected") == "true") all.push_back({coding->text("display"), true});
  }
  all.push_back({said.text("text"), !codings.empty(), false, !codes_of(said).empty()});
  for (const Value* coding : codings) all.push_back({coding->text("display"), true});
  return all;
}

std::vector<Code> codes_of(const Value& said) {
  std::vector<Code> codes;
  for (const Value* coding : said.each("coding")) {
    if (!coding->text("code").empty())
      codes.push_back({code_system(coding->text("system")), coding->text("code")});
  }
  return codes;
}

Said said_in(const Value& coded, bool is_medicine) {
  const auto candidates = candidates_of(coded);
  Said said{choose(candidates, is_medicine), "", std::nullopt, ""};
  for (const Candidate& candidate : candidates) {
    if (said.shown.empty()) said.shown = tidy(candidate.text);
  }
  const bool is_coded_thing = !said.chosen.name.empty() && said.chosen.is_coded;
  if (const auto stated = stated_by(candidates, is_coded_thing))
    said.statement = stated->statement;
  else
    said.stated_beside = stated_beside(candidates);
  if (!said.chosen.name.empty()) said.shown = said.chosen.name;
  return said;
}

void set_name(const Said& said, const Value& coded, Item& item) {
  item.name = said.chosen.name;
  item.also = said.chosen.also;
  item.codes = codes_of(coded);
  item.basis = said.chosen.is_coded ? Basis::coded : Basis::text;
  if (item.name.empty()) item.basis = Basis::unnamed;
  if (!said.stated_beside.empty()) item.doubt("text-says", said.stated_beside);
  const bool was_chosen = std::ranges::any_of(coded.each("coding"), [](const Value* coding) {
    return coding->text("userSelected") == "true";
  });
  for (const std::string& other : item.also) {
    if (was_chosen && numbers_differ(item.name, other)) {
      item.doubt("two-strengths", other);
      break;
    }
  }
}

bool is_mistaken(const Value& resource) {
  return resource.text("status") == "entered-in-error" ||
         verification_of(resource) == "entered-in-error";
}

std::string at_site(const Value& resource) {
  std::string all;
  for (const Value* site : resource.each("bodySite")) {
    const std::string name = choose(candidates_of(*site)).name;
    if (!name.empty()) all += (all.empty() ? "" : ", ") + name;
  }
  return all.empty() ? all : " (" + all + ')';
}

Amount amount_of(const Value& quantity) {
  const std::string& unit = quantity.text("unit");
  return {quantity.text("value"), "", unit.empty() ? quantity.text("code") : unit};
}

std::string code_of(const Value& said) {
  const auto codings = said.each("coding");
  // A system may write its own code before that of HL7, or words alone.
  for (const Value* coding : codings) {
    if (contains_but_case(coding->text("system"), "hl7.org") && !coding->text("code").empty())
      return coding->text("code");
  }
  for (const Value* coding : codings) {
    if (std::ranges::any_of(coding->text("code"), is_letter)) return coding->text("code");
  }
  for (const Value* coding : codings) {
    if (!coding->text("display").empty()) return lowered(coding->text("display"));
  }
  return said.text("text").empty() ? said.text() : lowered(said.text("text"));
}

std::string code_among(const Value& said, std::span<const std::string_view> words) {
  const auto known = [&](const std::string& text) {
    std::string word = lowered(collapsed(text));
    std::ranges::replace(word, ' ', '-');
    const auto found = std::ranges::find(words, word);
    return found == words.end() ? std::string_view{} : *found;
  };
  std::vector<std::string> all{code_of(said), said.text("text")};
  for (const Value* coding : said.each("coding")) {
    all.push_back(coding->text("code"));
    all.push_back(coding->text("display"));
  }
  for (const std::string& text : all) {
    if (const auto word = known(text); !word.empty()) return std::string{word};
  }
  return all.front();
}

std::string verification_of(const Value& resource) {
  constexpr std::string_view words[] = {
      "entered-in-error",
      "refuted",
      "unconfirmed",
      "provisional",
      "differential",
      "presumed",
      "confirmed",
      "ruled-out",
      "error",
      "suspected"};
  constexpr std::pair<std::string_view, std::string_view> others[] = {
      {"ruled-out", "refuted"}, {"error", "entered-in-error"}, {"suspected", "unconfirmed"}};
  std::string word = code_among(resource["verificationStatus"], words);
  for (const auto& [said, meant] : others) {
    if (word == said) return std::string{meant};
  }
  return word;
}

std::string clinical_status_of(const Value& resource) {
  constexpr std::string_view words[] = {
      "active", "recurrence", "relapse", "inactive", "remission", "resolved"};
  return code_among(resource["clinicalStatus"], words);
}

std::string said_of(const Value& coded) {
  const auto candidates = candidates_of(coded);
  std::string name = choose(candidates).name;
  if (!name.empty()) return name;
  const auto allergy = std::ranges::find_if(candidates, [](const Candidate& candidate) {
    return is_some_allergy(candidate.text);
  });
  return allergy == candidates.end() ? std::string{} : allergy->text;
}

std::string with_reason(std::string words, const Value& resource) {
  for (const std::string_view name : {"statusReason", "reasonNotTaken", "reasonNotPerformed"}) {
    const std::string reason = said_of(resource[name]);
    if (!reason.empty()) words += " – " + reason;
  }
  const auto day = date_of(
      resource,
      {"performedDateTime",
       "performedPeriod.start",
       "occurrenceDateTime",
       "effectiveDateTime",
       "effectivePeriod.start",
       "period.start",
       "start",
       "authoredOn",
       "dateAsserted",
       "whenHandedOver",
       "whenPrepared",
       "recorded"}
  );
  return day ? words + " (" + day->iso() + ')' : words;
}

std::optional<Date> date_of(const Value& resource, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const auto date = date_in(resource.text(name))) return date;
  }
  return std::nullopt;
}

}  // namespace engine::chart::fhir
