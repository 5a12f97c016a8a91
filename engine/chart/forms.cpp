// What charts write in a form that machines agreed on: days, numbers of phones, lists of codes,
// names, languages.

#include "engine/base/fold.hpp"
#include "engine/base/phone.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart {

std::optional<Date> date_in(std::string_view text) {
  text = trimmed(text);
  std::string iso;
  if (text.size() >= 5 && text[4] == '-') {
    iso = text.substr(0, text.find_first_of("T "));
  } else {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits < 4) return std::nullopt;
    iso = text.substr(0, 4);
    if (digits >= 6) iso += '-' + std::string{text.substr(4, 2)};
    if (digits >= 8) iso += '-' + std::string{text.substr(6, 2)};
  }
  auto date = parse_date(iso);
  // April 31 is no day; the month may be right.
  if (!date && iso.size() == std::string_view{"2010-04-31"}.size())
    date = parse_date(iso.substr(0, 7));
  // Some systems write an open end as December 31, 9999.
  constexpr std::int16_t first = 1850, never = 9999;
  return date && date->year >= first && date->year < never ? date : std::nullopt;
}

bool is_lost_day(std::string_view text) {
  text = trimmed(text);
  const bool is_stated = std::ranges::any_of(text, [](char c) { return c >= '1' && c <= '9'; });
  if (!is_stated || text.starts_with("9999")) return false;  // an open end
  const auto date = date_in(text);
  if (!date) return true;
  const auto digits = [](std::string_view part) {
    std::size_t count = 0;
    while (count < part.size() && is_digit(part[count])) ++count;
    return count;
  };
  constexpr std::size_t whole_day = 8, of_iso = 10;
  const bool is_iso = text.size() >= 5 && text[4] == '-';
  const bool says_day = is_iso ? text.size() >= of_iso : digits(text) >= whole_day;
  // A day of which one digit is too many or too few may be another one.
  return (says_day && !date->is_whole()) || (!is_iso && digits(text) % 2 == 1);
}

namespace {

/// The ten digits of a number of this country; empty for that of another: what begins with a plus
/// and no 1, and what begins with a 0, is none of ours.
std::string american_digits(std::string_view written, std::string number) {
  const bool has_plus = written.find('+') != written.npos;
  if (number.size() == 11 && number.front() == '1')
    number.erase(0, 1);
  else if (has_plus)
    return {};
  return number.size() == 10 && number.front() >= '2' ? number : std::string{};
}

}  // namespace

bool is_direct_address(std::string_view address) {
  constexpr std::string_view of_networks[] = {"directplus", "directtrust", "directaddress"};
  const auto at = address.rfind('@');
  if (at == address.npos) return false;
  std::string label;
  const auto is_one = [&] {
    return label == "direct" || std::ranges::any_of(of_networks, [&](std::string_view network) {
             return label.find(network) != label.npos;
           });
  };
  for (const char c : lowered(address.substr(at + 1))) {
    if (is_letter(c) || is_digit(c)) {
      label += c;
      continue;
    }
    if (is_one()) return true;
    label.clear();
  }
  return is_one();
}

std::optional<Telecom> telecom_in(std::string_view value) {
  std::string text = collapsed(value);
  Telecom telecom;
  const auto take_off = [&](std::string_view scheme, std::string_view system) {
    if (text.size() < scheme.size() ||
        !same_but_case(std::string_view{text}.substr(0, scheme.size()), scheme))
      return false;
    text = collapsed(std::string_view{text}.substr(scheme.size()));
    if (telecom.system.empty()) telecom.system = system;
    return true;
  };
  while (take_off("tel:", "phone") || take_off("fax:", "fax") || take_off("mailto:", "email") ||
         take_off("email:", "email") || (telecom.system == "email" && take_off("//", "email"))) {
  }
  if (take_off("http://", "url") || take_off("https://", "url")) {
    telecom.value = "https://" + text;
    return telecom;
  }
  if (text.find('@') != text.npos) {
    if (text.find(' ') != text.npos || is_direct_address(text)) return std::nullopt;
    telecom.system = "email";
    telecom.value = text;
    return telecom;
  }
  const auto behind = std::min(lowered(text).find('x'), text.size());
  std::string number, extension;
  for (const char c : text.substr(0, behind)) number += is_digit(c) ? std::string{c} : "";
  for (const char c : text.substr(behind)) extension += is_digit(c) ? std::string{c} : "";
  if (number.size() < 7) return std::nullopt;
  if (telecom.system.empty()) telecom.system = "phone";
  const std::string ours = american_digits(text.substr(0, behind), number);
  telecom.value = ours.empty()
                      ? collapsed(text.substr(0, behind))
                      : '(' + ours.substr(0, 3) + ") " + ours.substr(3, 3) + '-' + ours.substr(6);
  if (!extension.empty()) telecom.value += " ext. " + extension;
  return telecom;
}

bool is_whole_number(const Telecom& telecom) {
  if (telecom.system != "phone" && telecom.system != "fax") return true;
  // More digits than a number of this country has, and no plus before them, are a slip as well.
  constexpr std::ptrdiff_t most = 11;
  const std::string_view number =
      std::string_view{telecom.value}.substr(0, telecom.value.find(" ext"));
  const bool is_too_long =
      number.find('+') == number.npos && std::ranges::count_if(number, is_digit) > most;
  return is_whole_phone(telecom.value) && !is_too_long;
}

std::string code_system(std::string_view id) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"2.16.840.1.113883.6.88", "RxNorm"},
      {"http://www.nlm.nih.gov/research/umls/rxnorm", "RxNorm"},
      {"2.16.840.1.113883.6.96", "SNOMED CT"},
      {"http://snomed.info/sct", "SNOMED CT"},
      {"2.16.840.1.113883.6.90", "ICD-10-CM"},
      {"http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM"},
      {"http://hl7.org/fhir/sid/icd-10", "ICD-10"},
      {"2.16.840.1.113883.6.103", "ICD-9-CM"},
      {"http://hl7.org/fhir/sid/icd-9-cm", "ICD-9-CM"},
      {"2.16.840.1.113883.6.69", "NDC"},
      {"http://hl7.org/fhir/sid/ndc", "NDC"},
      {"2.16.840.1.113883.6.1", "LOINC"},
      {"http://loinc.org", "LOINC"},
      {"2.16.840.1.113883.6.12", "CPT"},
      {"http://www.ama-assn.org/go/cpt", "CPT"},
      {"2.16.840.1.113883.4.9", "UNII"},
      {"2.16.840.1.113883.6.4", "ICD-10-PCS"},
      {"http://www.cms.gov/Medicare/Coding/ICD10", "ICD-10-PCS"},
      {"2.16.840.1.113883.6.3", "ICD-10"},
      {"2.16.840.1.113883.6.104", "ICD-9-CM"},
      {"2.16.840.1.113883.6.285", "HCPCS"},
      {"2.16.840.1.113883.6.14", "HCPCS"},
      {"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "HCPCS"},
      {"2.16.840.1.113883.6.13", "CDT"},
      {"2.16.840.1.113883.6.73", "ATC"},
      {"http://www.whocc.no/atc", "ATC"},
      {"2.16.840.1.113883.6.345", "MED-RT"},
      {"http://va.gov/terminology/medrt", "MED-RT"},
      {"http://hl7.org/fhir/ndfrt", "NDF-RT"},
      {"http://fdasis.nlm.nih.gov", "UNII"},
      {"2.16.840.1.113883.3.26.1.5", "NDF-RT"}};
  if (id.starts_with("urn:oid:")) id.remove_prefix(8);
  for (const auto& [from, name] : names) {
    if (from == id) return std::string{name};
  }
  return std::string{id};
}

PersonName name_in(std::string_view text) {
  PersonName name;
  const std::string words = collapsed(text);
  const auto parts = words.find_first_of(",^");
  if (parts == words.npos) {
    name.text = words;
    return name;
  }
  // "Smith, MD" and "Smith, Jr." have no first name behind the comma.
  std::string behind = words.substr(parts + 1);
  std::ranges::replace(behind, '^', ' ');
  constexpr std::array<std::string_view, 10> degrees{
      "md", "do", "rn", "np", "pa", "phd", "jr", "sr", "ii", "iii"};
  if (std::ranges::find(degrees, folded(behind)) != degrees.end()) {
    name.text = words;
    return name;
  }
  name.family = collapsed(words.substr(0, parts));
  for (const auto word : words_of(behind)) name.given.emplace_back(word);
  return name;
}

std::string postal_code_in(std::string_view text) {
  std::string code = collapsed(text);
  while (!code.empty() && code.back() == '-') code.pop_back();
  // ZIP+4 without its hyphen.
  if (code.size() == 9 && std::ranges::all_of(code, is_digit)) code.insert(5, 1, '-');
  return code;
}

std::string social_security_in(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) digits += c;
  }
  if (digits.size() != 9 || digits.starts_with("000")) return {};
  return digits.find_first_not_of(digits.front()) == digits.npos ? std::string{} : digits;
}

std::string language_in(std::string_view code) {
  std::string tag = lowered(code.substr(0, code.find_first_of("-_")));
  constexpr std::pair<std::string_view, std::string_view> three[] = {
      {"eng", "en"}, {"spa", "es"}, {"fra", "fr"}, {"fre", "fr"}, {"deu", "de"}, {"ger", "de"},
      {"zho", "zh"}, {"chi", "zh"}, {"vie", "vi"}, {"tgl", "tl"}, {"kor", "ko"}, {"rus", "ru"},
      {"ara", "ar"}, {"por", "pt"}, {"hat", "ht"}, {"pol", "pl"}, {"jpn", "ja"}, {"ita", "it"},
      {"hin", "hi"}, {"fas", "fa"}, {"per", "fa"}};
  for (const auto& [from, to] : three) {
    if (tag == from) return std::string{to};
  }
  return tag.size() == 2 ? tag : "";
}

}  // namespace engine::chart
