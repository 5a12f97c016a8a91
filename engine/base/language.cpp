#include "engine/base/language.hpp"

#include "engine/base/ascii.hpp"

#include <algorithm>
#include <iterator>

namespace engine {

namespace {

template <std::size_t size>
bool is_among(const std::string_view (&all)[size], std::string_view subtag) {
  return std::ranges::any_of(all, [&](std::string_view one) { return same_but_case(one, subtag); });
}

/// Scripts whose letters have the bidirectional class R or AL (Unicode 15), by their code in
/// ISO 15924.
constexpr std::string_view scripts[] = {
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Hatr", "Hebr",
    "Hung", "Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat",
    "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti", "Rohg", "Samr",
    "Sarb", "Sogd", "Sogo", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi"};

/// Languages that are mostly written in one of them (Unicode CLDR 42, likely subtags), and the
/// codes that came before "he" and "yi".
constexpr std::string_view languages[] = {
    "acm", "aeb", "afb", "ajp", "apc", "apd", "ar",  "arc", "arq", "ars", "ary",
    "arz", "ayl", "azb", "bal", "bgn", "bqi", "ckb", "dv",  "fa",  "glk", "haz",
    "he",  "iw",  "ji",  "khw", "ks",  "lrc", "mzn", "nqo", "pnb", "prs", "ps",
    "rhg", "sam", "sd",  "sdh", "skr", "syr", "trw", "ug",  "ur",  "yi"};

}  // namespace

std::string_view primary_language(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

std::string_view script_subtag(std::string_view tag) {
  for (auto hyphen = tag.find('-'); hyphen != tag.npos; hyphen = tag.find('-')) {
    tag.remove_prefix(hyphen + 1);
    const std::string_view subtag = tag.substr(0, tag.find('-'));
    if (subtag.size() == 1) return {};  // an extension or private use begins
    if (subtag.size() == 4 && std::ranges::all_of(subtag, is_letter)) return subtag;
  }
  return {};
}

bool is_right_to_left(std::string_view tag) {
  const std::string_view script = script_subtag(tag);
  return script.empty() ? is_among(languages, primary_language(tag)) : is_among(scripts, script);
}

}  // namespace engine
