// What is to be printed again is exactly what looks otherwise.

#include "tests/cli/tiny.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <regex>
#include <set>

namespace fs = std::filesystem;
using tests::contains;
using tests::Ran;

namespace {

/// A page of a file in the folder of papers.
using Sheet = std::pair<std::string, int>;
using Sheets = std::vector<Sheet>;
/// How each page looks: a digest of its pixels.
using Looks = std::vector<std::pair<Sheet, std::string>>;

/// How the pages of a file look, as MuPDF draws them; the same bytes are drawn once.
const std::vector<std::string>& looks_of(const fs::path& file) {
  static std::map<std::string, std::vector<std::string>> known;
  const auto [at, is_new] = known.try_emplace(tests::read(file));
  std::vector<std::string>& all = at->second;
  if (!is_new) return all;
  const Ran drawn = tests::run({"mutool", "draw", "-r", "100", "-s", "5", file.string()});
  REQUIRE(drawn.exit == 0);
  const std::regex digest{"([0-9a-f]{32})\\s*(\n|$)"};
  const std::string text = drawn.out + drawn.error;
  for (std::sregex_iterator each{text.begin(), text.end(), digest}, end; each != end; ++each)
    all.push_back((*each)[1]);
  return all;
}

std::set<fs::path> pdfs_in(const fs::path& folder) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator{folder})
    if (entry.path().extension() == ".pdf") files.insert(entry.path());
  return files;
}

Looks looks_in(const fs::path& folder) {
  Looks all;
  for (const fs::path& file : pdfs_in(folder)) {
    int page = 0;
    for (const std::string& look : looks_of(file))
      all.push_back({{file.filename().string(), ++page}, look});
  }
  return all;
}

/// The pages of `now` that look like none of `before`, each of which is taken once.
Sheets differing(const Looks& before, const Looks& now) {
  std::multiset<std::string> there;
  for (const auto& [sheet, look] : before) there.insert(look);
  Sheets sheets;
  for (const auto& [sheet, look] : now) {
    const auto same = there.find(look);
    if (same == there.end()) {
      sheets.push_back(sheet);
    } else {
      there.erase(same);
    }
  }
  return sheets;
}

std::vector<int> numbers_in(const std::string& list) {
  std::vector<int> numbers;
  const std::regex number{"[0-9]+"};
  for (std::sregex_iterator at{list.begin(), list.end(), number}, end; at != end; ++at)
    numbers.push_back(std::stoi(at->str()));
  return numbers;
}

/// What a run says of its changes, in JSON.
struct Said {
  Sheets print;
  std::vector<int> gone;  ///< pages of the papers before that give way or are taken out
  int redated = -1;
  explicit Said(const std::string& error) {
    const std::regex file{"\\{\"file\":\"[^\"]*/([^/\"]+)\",\"pages\":\\[([0-9,]*)\\]\\}"};
    for (std::sregex_iterator at{error.begin(), error.end(), file}, end; at != end; ++at)
      for (const int page : numbers_in((*at)[2])) print.emplace_back((*at)[1], page);
    const std::regex of_before{"\"(?:insteadOf|takeOut)\":\\[([0-9,]*)\\]"};
    for (std::sregex_iterator at{error.begin(), error.end(), of_before}, end; at != end; ++at) {
      const std::vector<int> some = numbers_in((*at)[1]);
      gone.insert(gone.end(), some.begin(), some.end());
    }
    std::sort(gone.begin(), gone.end());
    std::smatch found;
    if (std::regex_search(error, found, std::regex{"\"newDayAlone\":([0-9]+)"}))
      redated = std::stoi(found[1]);
  }
};

struct ChangesDesk : tests::TemporaryFolder {
  Ran make(const std::string& text, std::vector<std::string> more = {}) const {
    tests::write(*this / "case.xml", text);
    more.insert(more.begin(), {tests::carepacket(), "make", "case.xml"});
    return tests::run(more, {.folder = path().string()});
  }
};

std::string sample(const std::string& name) {
  return tests::read(std::string{CAREPACKET_SOURCE_DIR} + "/samples/" + name + ".xml");
}

/// A case without one of its opinions, requests, medicines and the like.
std::string with_one_less(const std::string& text, std::mt19937& chance) {
  const std::regex one{
      "\\n "
      "*<(opinion|recordsRequest|medication|allergy|question|companion|appointment|test|decision)"
      "[ >][^]*?</\\1>"};
  std::vector<std::smatch> all;
  for (std::sregex_iterator at{text.begin(), text.end(), one}, end; at != end; ++at)
    all.push_back(*at);
  if (all.empty()) return text;
  const std::smatch& taken = all[chance() % all.size()];
  return std::string{text}.erase(
      static_cast<std::size_t>(taken.position()), static_cast<std::size_t>(taken.length())
  );
}

/// A case with one element of one line changed, taken away or there twice.
std::string changed(const std::string& text, std::mt19937& chance) {
  const std::regex one{
      "(<(text|name|dose|how|reason|city|line|summary|answer|result|note)>)([^<]+)(</\\2>)"};
  std::vector<std::smatch> all;
  for (std::sregex_iterator at{text.begin(), text.end(), one}, end; at != end; ++at)
    all.push_back(*at);
  REQUIRE_FALSE(all.empty());
  const std::smatch& taken = all[chance() % all.size()];
  const auto at = static_cast<std::size_t>(taken.position()),
             length = static_cast<std::size_t>(taken.length());
  const std::string words = taken[3];
  std::string instead;
  switch (chance() % 4) {
    case 0:
      break;
    case 1:
      instead = taken[1].str() + words + " and more" + taken[4].str();
      break;
    case 2:
      instead = taken[1].str() + "Other" + taken[4].str();
      break;
    default:
      instead = taken.str() + taken.str();
  }
  return std::string{text}.replace(at, length, instead);
}

/// The text fields of a file and what each holds.
std::map<std::string, std::string> fields_of(const fs::path& file) {
  std::map<std::string, std::string> all;
  const std::string fields = tests::run({"pdftk", file.string(), "dump_data_fields_utf8"}).out;
  const std::regex line{"(?:^|\n)(FieldType|FieldName|FieldValue): ([^\n]*)"};
  std::string type, name;
  for (std::sregex_iterator at{fields.begin(), fields.end(), line}, end; at != end; ++at) {
    const std::string what = (*at)[1];
    if (what == "FieldType") type = (*at)[2];
    if (type != "Text") continue;
    if (what == "FieldName") all.emplace(name = (*at)[2], "");
    if (what == "FieldValue") all[name] = (*at)[2];
  }
  return all;
}

bool is_ascii(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// What somebody types into papers, a value that is there once each time.
class Typist {
 public:
  Typist(const ChangesDesk& desk, fs::path folder) : desk_{desk}, folder_{std::move(folder)} {}

  /// Types into some field of some paper, and saves it.
  void type(std::mt19937& chance) {
    const std::set<fs::path> all = pdfs_in(folder_);
    std::vector<fs::path> files{all.begin(), all.end()};
    std::shuffle(files.begin(), files.end(), chance);
    fs::path file;
    std::vector<std::pair<std::string, std::string>> fields;
    while (fields.empty()) {
      REQUIRE_FALSE(files.empty());
      file = files.back();
      files.pop_back();
      for (const auto& field : fields_of(file))
        if (is_ascii(field.first)) fields.push_back(field);
    }
    const auto& [name, before] = fields[chance() % fields.size()];
    typed_.erase(before);  // typed over
    const std::string value = "Heard it " + std::to_string(++count_);
    tests::write(
        desk_ / "x.fdf",
        "%FDF-1.2\n1 0 obj\n<</FDF<</Fields[<</T(" + name + ")/V(" + value +
            ")>>]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    );
    const std::string saved = file.string() + ".new", fdf = (desk_ / "x.fdf").string();
    REQUIRE(tests::run({"pdftk", file.string(), "fill_form", fdf, "output", saved}).exit == 0);
    fs::rename(saved, file);
    INFO(name);
    REQUIRE(fields_of(file)[name] == value);
    typed_.insert(value);
  }

  /// What is neither in a paper nor beside them.
  std::set<std::string> lost() const {
    std::string all;
    if (fs::exists(folder_ / "answers.txt")) all = tests::read(folder_ / "answers.txt");
    for (const fs::path& file : pdfs_in(folder_))
      all += tests::run({tests::carepacket(), "answers", file.string()}).out;
    std::set<std::string> none = typed_;
    std::erase_if(none, [&](const std::string& value) {
      return contains(all, "    " + value + "\n");
    });
    return none;
  }

 private:
  const ChangesDesk& desk_;
  fs::path folder_;
  std::set<std::string> typed_;
  int count_ = 0;
};

/// What a run says of its changes is what differs between the papers before and now, as MuPDF draws
/// them. How the new ones look.
Looks check_round(
    const ChangesDesk& desk, const fs::path& folder, const Looks& looked, const Ran& ran
) {
  const Looks looks = looks_in(folder);
  const Said said{ran.error};
  const Sheets differ = differing(looked, looks);
  CHECK(
      std::set<Sheet>{said.print.begin(), said.print.end()} ==
      std::set<Sheet>{differ.begin(), differ.end()}
  );
  CHECK(said.print.size() == differ.size());
  CHECK(said.redated == 0);
  // What is taken out or given way is what the new papers have not.
  std::vector<int> gone;
  for (const auto& [file, page] : differing(looks, looked)) gone.push_back(page);
  std::sort(gone.begin(), gone.end());
  CHECK(said.gone == gone);
  // The file holds those pages in the order of the list, and each looks as it does in its paper.
  std::vector<std::string> wanted;
  const std::map<Sheet, std::string> by_sheet{looks.begin(), looks.end()};
  for (const Sheet& sheet : said.print)
    if (const auto at = by_sheet.find(sheet); at != by_sheet.end()) wanted.push_back(at->second);
  CHECK(fs::exists(desk / "again.pdf") == !differ.empty());
  if (!differ.empty()) CHECK(looks_of(desk / "again.pdf") == wanted);
  return looks;
}

/// The law on one sample, made with those options again and again while the case changes and
/// somebody types.
void check_changes(const std::string& name, const std::vector<std::string>& form, int rounds) {
  std::mt19937 chance{static_cast<unsigned>(name.size() + form.back().size())};
  std::string now = sample(name);
  const ChangesDesk desk;
  REQUIRE(desk.make(now, form).exit <= 1);
  const fs::path folder = desk / ("out/" + name);
  Typist typist{desk, folder};
  std::vector<std::string> options = form;
  options.insert(options.end(), {"--messages", "json", "--only-changed", "again.pdf"});
  Looks looked = looks_in(folder);
  int made = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string text = round % 3 == 2 ? with_one_less(now, chance) : changed(now, chance);
    // What was typed since is on no paper yet: it is printed with the next one.
    if (round % 2 == 1) typist.type(chance);
    const Ran ran = desk.make(text, options);
    INFO(form.back() << ' ' << name << " round " << round << '\n' << ran.error);
    CHECK(typist.lost() == std::set<std::string>{});
    if (ran.exit > 1) continue;
    ++made;
    now = text;
    looked = check_round(desk, folder, looked, ran);
  }
  CHECK(made > 0);
}

}  // namespace

TEST_CASE("of a changed case exactly the pages that look otherwise are to be printed again") {
  for (const std::string set : {"packet", "binder"}) {
    for (const std::string name : {"crohns-disease", "autoimmune-hepatitis"})
      check_changes(name, {"--set", set}, tests::rounds(12, 1));
  }
}

TEST_CASE("and so of papers in files of their own, of which some come and some go") {
  for (const std::string name : {"crohns-disease", "autoimmune-hepatitis"})
    check_changes(name, {"--separate"}, tests::rounds(9, 3));
}

TEST_CASE("and so of a binder with records, of which some come, go and change their places") {
  const ChangesDesk desk;
  const std::string script =
      "from PIL import Image,ImageDraw\nimport sys\n"
      "for name,count in (('a.pdf',2),('b.tif',3),('c.pdf',1)):\n"
      "  pages=[Image.new('1',(425,550),1) for n in range(count)]\n"
      "  for n,p in enumerate(pages): ImageDraw.Draw(p).text((40,40),name+' page %d'%n,fill=0)\n"
      "  pages[0].save(sys.argv[1]+'/'+name,save_all=True,append_images=pages[1:])\n";
  REQUIRE(tests::run({"/usr/bin/python3", "-c", script, desk.path().string()}).exit == 0);
  std::mt19937 chance{2};
  std::vector<std::string> files{"a.pdf", "b.tif", "c.pdf"};
  const fs::path folder = desk / "out/crohns-disease";
  std::string now = sample("crohns-disease");
  Looks looked;
  int made = 0;
  for (int round = 0; round < tests::rounds(9, 2); ++round) {
    std::shuffle(files.begin(), files.end(), chance);
    std::string records;
    const std::size_t count = chance() % (files.size() + 1);
    for (std::size_t i = 0; i < count; ++i)
      records += "  <attachment file=\"" + files[i] + "\"><description>Record " + files[i] +
                 "</description></attachment>\n";
    const std::string text = chance() % 2 == 0 ? changed(now, chance) : now;
    const Ran ran = desk.make(
        std::string{text}.insert(text.rfind("</case>"), records),
        {"--set", "binder", "--messages", "json", "--only-changed", "again.pdf"}
    );
    INFO("round " << round << '\n' << records << ran.error);
    if (ran.exit > 1) continue;  // no case any more
    now = text;
    looked = looked.empty() ? looks_in(folder) : check_round(desk, folder, looked, ran);
    ++made;
  }
  CHECK(made > 1);
}

TEST_CASE("a page on which only the day at head or foot is new is counted, and not printed again") {
  for (const std::string edition : {"standard", "large"}) {
    const std::string text = sample("crohns-disease");
    const ChangesDesk desk;
    const fs::path folder = desk / "out/crohns-disease";
    REQUIRE(desk.make(text, {"--edition", edition}).exit == 0);
    const Looks before = looks_in(folder);
    const Ran ran =
        desk.make(text, {"--edition", edition, "--as-of", "2026-11-21", "--messages", "json"});
    const Looks now = looks_in(folder);
    const Said said{ran.error};
    const Sheets differ = differing(before, now);
    INFO(edition << ' ' << ran.error);
    CHECK(said.redated > 0);
    CHECK(said.print.size() + static_cast<std::size_t>(said.redated) == differ.size());
    CHECK(std::includes(differ.begin(), differ.end(), said.print.begin(), said.print.end()));
  }
}

namespace {

/// A case with one medicine, of that dose: it stands on the page of medicines alone.
std::string with_dose(const std::string& dose) {
  const std::string medicine =
      "  <medications status=\"listed\"><medication "
      "status=\"current\"><name>Lisinopril</name><dose>" +
      dose + "</dose><reason>blood pressure</reason></medication></medications>\n";
  return std::string{tests::tiny}.insert(tests::tiny.find("</case>"), medicine);
}

const std::vector<std::string> set{"--only", "medicines-allergies,top-questions"};

std::vector<std::string> with(std::vector<std::string> more) {
  more.insert(more.begin(), set.begin(), set.end());
  return more;
}

}  // namespace

TEST_CASE("what is to be printed again is said in words, with what goes where") {
  const ChangesDesk desk;
  const Ran first = desk.make(with_dose("5 mg"), with({"--only-changed", "again.pdf"}));
  CHECK(first.exit == 0);
  CHECK(looks_of(desk / "again.pdf") == looks_of(desk / "out/tiny/packet.pdf"));  // all is new
  CHECK_FALSE(contains(first.out, "Print again"));
  const Ran same = desk.make(with_dose("5 mg"), with({"--only-changed", "again.pdf"}));
  CHECK(contains(same.out, "again.pdf: an old paper, taken away\n"));
  CHECK(same.out.ends_with("\nNothing to print again.\n"));
  CHECK_FALSE(fs::exists(desk / "again.pdf"));

  const Ran changed = desk.make(with_dose("10 mg"), set);
  CHECK(
      changed.out.ends_with("\nChanged:\n"
                            "  medicines-allergies: page 1, in place of 1\n"
                            "Print again: packet.pdf, page 1\n")
  );
  const Ran hidden = desk.make(with_dose("5 mg"), with({"--redact", "--messages", "json"}));
  CHECK(
      hidden.error ==
      "{\"compared\":true,\"print\":[{\"file\":\"out/tiny/packet.pdf\",\"pages\":[1]}],"
      "\"changed\":[{\"paper\":\"medicines-allergies\",\"print\":[1],\"insteadOf\":[1],"
      "\"takeOut\":[]}],\"newDayAlone\":0}\n"
  );
}

TEST_CASE("a paper that is gone is taken out of what is printed, and named") {
  const ChangesDesk desk;
  const std::string text = sample("crohns-disease");
  REQUIRE(desk.make(text, {"--separate"}).exit == 0);
  const auto begin = text.find("<recordsRequest");
  const auto end = text.find("</recordsRequest>") + 17;
  const Ran less = desk.make(std::string{text}.erase(begin, end - begin), {"--separate"});
  INFO(less.out << less.error);
  CHECK(contains(less.out, "  transfer-letter-miami-valley-digestive-health: take out 1\n"));
}

TEST_CASE("only-changed goes with papers in a folder, and with pages") {
  const ChangesDesk desk;
  CHECK(
      desk.make(tests::tiny, {"--only-changed", "x.pdf", "-o", "-"}).error ==
      "carepacket: error[E712]: --only-changed compares with the papers in a folder, and standard "
      "output has none\n"
  );
  CHECK(contains(
      desk.make(tests::tiny, {"--only-changed", "x.pdf", "--format", "text"}).error,
      "error[E712]: --only-changed goes with PDF alone: leave out --format\n"
  ));
  tests::write(desk / "mine.pdf", "%PDF-1.4 mine");
  CHECK(contains(
      desk.make(tests::tiny, {"--only-changed", "mine.pdf"}).error,
      "error[E703]: 'mine.pdf' is there"
  ));
}

TEST_CASE("an encrypted packet is compared with its password, and the pages to print are locked") {
  const ChangesDesk desk;
  tests::write(desk / "key", "correct horse battery\n");
  fs::permissions(desk / "key", fs::perms::owner_read);
  std::vector<std::string> locked = with({"--encrypt", "--password-file", "key"});
  REQUIRE(desk.make(with_dose("5 mg"), locked).exit == 0);
  locked.insert(locked.end(), {"--only-changed", "again.pdf"});
  const Ran changed = desk.make(with_dose("10 mg"), locked);
  CHECK(contains(changed.out, "Print again: packet.pdf, page 1\n"));
  CHECK(tests::run({"pdftotext", (desk / "again.pdf").string(), "-"}).exit != 0);
}
