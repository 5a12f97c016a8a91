#pragma once

// How hard a text is to read, by published formulas, and what the gate says of it.

#include "tests/plain/sentences.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plain {

struct Counts {
  int sentences = 0, words = 0, letters = 0, syllables = 0;
  double words_a_sentence() const;
};
/// What of a sentence the formulas count.
Counts counts_of(const Sentence& sentence, std::string_view language);
Counts& operator+=(Counts& sum, const Counts& more);

/// Years of school in the United States. Kincaid, Fishburne, Rogers and Chissom, "Derivation of new
/// readability formulas for Navy enlisted personnel", Research Branch Report 8-75, 1975.
double flesch_kincaid(const Counts& counts);
/// The same years, from letters instead of syllables. Coleman and Liau, "A computer readability
/// formula designed for machine scoring", Journal of Applied Psychology 60 (1975), 283-284.
double coleman_liau(const Counts& counts);

/// Ease from 0 to 100 in Spanish. Fernández Huerta, "Medidas sencillas de lecturabilidad", Consigna
/// 214 (1959), 29-32.
double fernandez_huerta(const Counts& counts);
/// The same scale, fitted anew. Szigriszt Pazos, "Sistemas predictivos de legilibilidad del mensaje
/// escrito", Universidad Complutense de Madrid, 1993. Read on the INFLESZ scale (Barrio-Cantalejo
/// and others, Anales del Sistema Sanitario de Navarra 31 (2008), 135-152): from 55 on it is
/// "normal", from 65 on "rather easy".
double szigriszt_pazos(const Counts& counts);

/// All that is measured of one kind in one language.
struct Measured {
  std::string kind, language;
  std::vector<Sentence> sentences;
  Counts instructions, legal;
};

/// Reads the template of a kind and the sentences of its kind.xml; "questions" is the question
/// bank, "words" is words.xml.
Measured measure(
    const std::filesystem::path& templates, const std::string& kind, const std::string& language
);
/// Every kind that has a template in this language, the question bank, and words.xml.
std::vector<Measured> measure_all(
    const std::filesystem::path& templates, const std::string& language
);

/// Words that may stand in capitals without being explained.
using Known = std::set<std::string, std::less<>>;
Known known_abbreviations(const std::filesystem::path& list);

/// What is wrong with a text, each with its place; nothing when it is plain.
std::vector<std::string> complaints(const Measured& measured, const Known& known);

/// The table of templates/README.md.
std::string table(const std::vector<Measured>& english, const std::vector<Measured>& spanish);
/// A text whose part between the markers of the table is `rows`. Nothing when it has no markers.
std::optional<std::string> with_table(const std::string& readme, const std::string& rows);

}  // namespace plain
