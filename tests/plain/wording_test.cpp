// Words that were once wrong on a page, looked for in every text: one test a kind of fault.

#include "tests/plain/template_text.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <regex>

namespace {

namespace fs = std::filesystem;

const fs::path template_folder = fs::path{CAREPACKET_SOURCE_DIR} / "templates";

/// A line of a text somebody reads: a template without its comments and tags, or an element of XML
/// that says its language.
struct Line {
  std::string text;
  plain::Place at;
};

void each_line(
    std::string text, const std::string& file, const std::function<void(const Line&)>& see
) {
  int number = 1;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const auto end = std::min(text.find('\n', at), text.size());
    see({text.substr(at, end - at), {file, number}});
    at = end + 1;
  }
}

/// Blanks out what matches, but for the ends of lines: places stay true.
std::string without(std::string text, const std::regex& what) {
  std::string rest;
  auto from = text.cbegin();
  for (std::sregex_iterator found{text.begin(), text.end(), what}, none; found != none; ++found) {
    rest.append(from, (*found)[0].first);
    for (auto c = (*found)[0].first; c != (*found)[0].second; ++c) rest += *c == '\n' ? '\n' : ' ';
    from = (*found)[0].second;
  }
  return rest.append(from, text.cend());
}

std::vector<Line> read_lines(const std::string& language) {
  static const std::regex comment{R"(\{\{![^}]*\}\}|<!--(?:[^-]|-(?!->))*-->)"};
  static const std::regex ticked{R"( ticked="yes")"};
  // <title language="es">…</title>, <code en="…" es="…"/>, <question>…</question>
  const std::regex said{"language=\"" + language + "\">([^<]*)<|[ ]" + language + "=\"([^\"]*)\""};
  std::vector<Line> lines;
  for (const auto& entry : fs::recursive_directory_iterator{template_folder}) {
    const fs::path& path = entry.path();
    const std::string name = path.filename().string();
    const bool spanish = name.ends_with(".es.mustache") || name == "es.mustache";
    const bool xml = path.extension() == ".xml";
    if (!xml && path.extension() != ".mustache") continue;
    if (!xml && spanish != (language == "es")) continue;
    const std::string text = without(without(tests::read(path), comment), ticked);
    each_line(text, fs::relative(path, template_folder).string(), [&](const Line& line) {
      if (!xml) {
        lines.push_back(line);
        return;
      }
      for (std::sregex_iterator found{line.text.begin(), line.text.end(), said}, none;
           found != none;
           ++found)
        lines.push_back({(*found)[1].str() + (*found)[2].str(), line.at});
      const bool bank = path.parent_path().filename() == "questions" && name == language + ".xml";
      if (bank) lines.push_back(line);
    });
  }
  return lines;
}

/// Every line of template_folder in that language, read once.
const std::vector<Line>& lines_in(const std::string& language) {
  static std::map<std::string, std::vector<Line>> known;
  const auto [at, is_new] = known.try_emplace(language);
  if (is_new) at->second = read_lines(language);
  return at->second;
}

/// Lines that hold it, with their places.
std::vector<std::string> holding(const std::string& language, const std::string& pattern) {
  const std::regex what{pattern, std::regex::icase};
  std::vector<std::string> found;
  for (const Line& line : lines_in(language)) {
    if (std::regex_search(line.text, what)) found.push_back(shown(line.at) + ": " + line.text);
  }
  return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("in American English a box is checked, not ticked") {
  CHECK(holding("en", R"(\btick(s|ed|ing)?\b)") == Texts{});
}

TEST_CASE("an English text says who, and not whom, to whoever reads it") {
  CHECK(holding("en", R"(\bwhom\b(?!-)(?![^{]*\}\}))") == Texts{});
}

TEST_CASE("no sentence in Spanish has a doctor's title without its article") {
  // Behind such a word stands {{theFormal}}, or {{toFormal}} and {{ofFormal}} without the word.
  CHECK(
      holding(
          "es",
          R"(\b(a|al|de|del|con|dice|dijo|para|que|y) (<strong>)?\{\{([a-zA-Z]+\.)*formal\}\})"
      ) == Texts{}
  );
  CHECK(
      holding("es", R"(\b(a|de) (<strong>)?\{\{([a-zA-Z]+\.)*(toFormal|ofFormal)\}\})") == Texts{}
  );
  CHECK(holding("es", R"(\{\{> recipient-formal\}\})") == Texts{});
  // The office that has the records may be a doctor: {{toHolderName}}, {{ofHolderName}}.
  CHECK(
      holding(
          "es",
          R"(\b(a|de|en|con|por|para|que|y) (<strong>|\{\{[#/^][^}]*\}\}|\{\{organization\}\})*\{\{(holderName|formal)\}\})"
      ) == Texts{}
  );
  CHECK(holding("es", R"(\b(expediente|documentos|plan) de \{name\})") == Texts{});
}

TEST_CASE("a sentence says of a date that may be a month what it says of a month") {
  // {{date.onDay}}, {{date.byDay}}; the time of a visit, today and a birthday always have a day.
  const std::string date =
      R"((<strong>)?\{\{(?![a-zA-Z.]*\bat\.(date\.)?|asOf|comesOfAge)[a-zA-Z.]+\.(long|short|brief)\}\})";
  CHECK(holding("es", R"(\b(el|del|al) )" + date) == Texts{});
  CHECK(holding("en", R"(\bon )" + date) == Texts{});
}

TEST_CASE("no Spanish text puts y before a name, which may begin with an i") {
  CHECK(
      holding(
          "es", R"(\by (<strong>|\{\{[#/^][^}]*\}\})*\{\{([a-zA-Z]+\.)*(call|theFormal|name)\}\})"
      ) == Texts{}
  );
}

TEST_CASE("a paper knows the paquete as itself on its cover alone: it may lie in a carpeta") {
  const auto named = [](const char* language, const std::string& words) {
    Texts found;
    for (const std::string& text : holding(language, words)) {
      const bool is_paper = text.find(".mustache") != text.npos;
      const bool of_packet = text.find("packet-cover/") != text.npos;
      if (is_paper && !of_packet) found.push_back(text);
    }
    return found;
  };
  CHECK(named("es", R"(\bpaquete\b)") == Texts{});
}

TEST_CASE("the last day is a day, in Spanish too: until it, not before it") {
  CHECK(holding("es", R"(\bantes del (\{\{|<fill|<strong>\{\{)|["> ]Antes del[":<])") == Texts{});
}

TEST_CASE("Spanish has one word for a referral, one for slides, one for scans") {
  CHECK(holding("es", R"(\breferencia\b(?! de la llamada)|[^(]\breferidos?\b)") == Texts{});
  CHECK(holding("es", R"(\bmuestras?\b (de tejido|\{\{)|\bmuestras\?)") == Texts{});
  CHECK(holding("es", R"(escaneo)") == Texts{});
}

TEST_CASE("no Spanish text says mi before words of the case, which may be many") {
  CHECK(holding("es", R"(\{\{> my\}\} (\{\{/undiagnosed\}\})?\{\{)") == Texts{});
}

TEST_CASE("no letter and no message says what somebody feels, which the case does not tell") {
  const auto felt = [](const char* language, const std::string& words) {
    Texts found;
    for (const std::string& text : holding(language, words)) {
      if (text.find("letter-") != text.npos || text.find("portal-message") != text.npos)
        found.push_back(text);
    }
    return found;
  };
  CHECK(felt("en", R"(\bI am glad|\bI value|a great help|making room|feel sure)") == Texts{});
  CHECK(felt("es", R"(Me alegra|Valoro|de gran ayuda|sentirme)") == Texts{});
}

TEST_CASE("behind an own question nobody speaks for the patient: it is the reader's") {
  CHECK(holding("en", R"(\(my own\))") == Texts{});
  CHECK(holding("es", R"(\(mía\))") == Texts{});
}

TEST_CASE("both covers have a warm word, in both languages") {
  for (const char* kind : {"packet-cover", "binder-cover"}) {
    INFO(kind);
    for (const char* head : {"parts/head.mustache", "parts/head.es.mustache"}) {
      CHECK(
          tests::read(template_folder / kind / head).find("{{> heartening}}") != std::string::npos
      );
    }
  }
  CHECK_THAT(
      tests::read(template_folder / "house/heartening.mustache"),
      Catch::Contains("You are being careful.")
  );
  CHECK_THAT(
      tests::read(template_folder / "house/heartening.es.mustache"),
      Catch::Contains("Es una forma de cuidarse.")
  );
}

TEST_CASE("these tests see what they look for") {
  const std::regex title{R"(\b(a|con) (<strong>)?\{\{([a-zA-Z]+\.)*formal\}\})", std::regex::icase};
  CHECK(std::regex_search(std::string{"Llame a {{doctor.formal}} hoy"}, title));
  CHECK(std::regex_search(std::string{"Visita con <strong>{{formal}}</strong>"}, title));
  CHECK_FALSE(std::regex_search(std::string{"Visita con {{theFormal}}"}, title));
  CHECK(lines_in("en").size() > 1000);
  CHECK(lines_in("es").size() > 1000);
}

TEST_CASE("words that readers stumbled over do not come back") {
  for (const char* phrase :
       {"if this were your own family",
        "sees no need",
        "sees no time",
        "keeps the records",
        "It would help me feel ready",
        "I will tell you what I learn",
        "next to people who went",
        "How bad is it now",
        "facts that I can trust",
        "keep it in check",
        "easy to head off",
        "with the other answer",
        "called so far",
        "What it rests on",
        "Chances, in numbers",
        "treatment to do for me",
        "speaks for this treatment",
        "There is no total",
        "with help at my side",
        "choose the same on a bad day",
        "The decision is made: I will stay",
        "see to my refills",
        "destroy them",
        "it may stand here too",
        "before the other answer"}) {
    INFO(phrase);
    CHECK(holding("en", phrase) == Texts{});
  }
  for (const char* phrase :
       {"Lo que nos queda",
        "sentir que es el momento",
        "no da las notas",
        "no ve tiempo",
        "no me refiere",
        "Escaneos",
        "el escaneo",
        "Puede cubrir copiar",
        "puso este día",
        "mira lo que queda abierto",
        "No han llegado documentos que pedí",
        "póngase al frente",
        "Quién les avisa a los otros",
        "valen primero",
        "Bueno saber",
        "Medicamentos de ahora",
        "No olvidar:",
        "Estar seguro",
        "¿Puede pedirlo su oficina",
        "Defensor del paciente",
        "de soltera:",
        "hice el pedido",
        "hizo el pedido",
        "no seguro",
        "no es seguro\\)",
        "Gracias por su atención",
        "Tengo una segunda opinión",
        "cargo \\{\\{> of-my-care\\}\\} por",
        "no necesita una\\.",
        "desde que reciban",
        "médico nuevo, y",
        "El paciente falleció",
        "mi relación con el paciente es",
        "Quién la fijó",
        "¿Qué es (bueno|malo)",
        "Tomar este plan",
        "Es una forma de cuidar\\.",
        "la ley quiere",
        "Estimado equipo de Release"}) {
    INFO(phrase);
    CHECK(holding("es", phrase) == Texts{});
  }
}
