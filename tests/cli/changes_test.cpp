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

using Pages = std::vector<int>;

/// How each page of a file looks, as MuPDF draws it: a digest of its pixels.
std::vector<std::string> looks_of(const fs::path& file) {
  const Ran drawn = tests::run({"mutool", "draw", "-r", "100", "-s", "5", file.string()});
  REQUIRE(drawn.exit == 0);
  std::vector<std::string> all;
  const std::regex digest{"([0-9a-f]{32})\\s*(\n|$)"};
  const std::string text = drawn.out + drawn.error;
  for (std::sregex_iterator at{text.begin(), text.end(), digest}, end; at != end; ++at)
    all.push_back((*at)[1]);
  return all;
}

/// The pages of `now` that look like none of `before`, each of which is taken once.
Pages differing(const std::vector<std::string>& before, const std::vector<std::string>& now) {
  std::multiset<std::string> there{before.begin(), before.end()};
  Pages pages;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto same = there.find(now[i]);
    if (same == there.end()) {
      pages.push_back(static_cast<int>(i) + 1);
    } else {
      there.erase(same);
    }
  }
  return pages;
}

Pages numbers_in(const std::string& list) {
  Pages pages;
  const std::regex number{"[0-9]+"};
  for (std::sregex_iterator at{list.begin(), list.end(), number}, end; at != end; ++at)
    pages.push_back(std::stoi(at->str()));
  return pages;
}

/// What a run says of its changes, in JSON.
struct Said {
  Pages print, instead_of, take_out;
  int redated = -1;
  explicit Said(const std::string& error) {
    const auto list = [&](const std::string& name) {
      Pages all;
      const std::regex of_name{"\"" + name + "\":\\[([0-9,]*)\\]"};
      for (std::sregex_iterator at{error.begin(), error.end(), of_name}, end; at != end; ++at) {
        const Pages some = numbers_in((*at)[1]);
        all.insert(all.end(), some.begin(), some.end());
      }
      std::sort(all.begin(), all.end());
      return all;
    };
    print = list("pages");
    instead_of = list("insteadOf");
    take_out = list("takeOut");
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

/// Somebody types into some field of a packet, and saves it.
void type_somewhere(const ChangesDesk& desk, const fs::path& packet, std::mt19937& chance) {
  const std::string fields = tests::run({"pdftk", packet.string(), "dump_data_fields"}).out;
  const std::regex text_field{"FieldType: Text\nFieldName: ([^\n]+)\n"};
  std::vector<std::string> names;
  for (std::sregex_iterator at{fields.begin(), fields.end(), text_field}, end; at != end; ++at)
    names.push_back((*at)[1]);
  REQUIRE_FALSE(names.empty());
  const std::string name = names[chance() % names.size()];
  tests::write(
      desk / "x.fdf",
      "%FDF-1.2\n1 0 obj\n<</FDF<</Fields[<</T(" + name +
          ")/V(Heard it)>>]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
  );
  const std::string saved = packet.string() + ".new";
  const Ran ran =
      tests::run({"pdftk", packet.string(), "fill_form", (desk / "x.fdf").string(), "output", saved}
      );
  REQUIRE(ran.exit == 0);
  fs::rename(saved, packet);
}

/// What a run says of its changes is what differs between two packets, as MuPDF draws them. How the
/// new one looks.
std::vector<std::string> check_round(
    const ChangesDesk& desk,
    const fs::path& packet,
    const std::vector<std::string>& looked,
    const Ran& ran
) {
  const auto looks = looks_of(packet);
  const Said said{ran.error};
  const Pages differ = differing(looked, looks);
  CHECK(said.print == differ);
  CHECK(said.redated == 0);
  // What is taken out or given way is what the new packet has not.
  Pages gone = said.instead_of;
  gone.insert(gone.end(), said.take_out.begin(), said.take_out.end());
  std::sort(gone.begin(), gone.end());
  CHECK(gone == differing(looks, looked));
  // The file holds those pages, and each looks as it does in the packet.
  std::vector<std::string> wanted;
  for (const int page : differ) wanted.push_back(looks[static_cast<std::size_t>(page - 1)]);
  CHECK(fs::exists(desk / "again.pdf") == !differ.empty());
  if (!differ.empty()) CHECK(looks_of(desk / "again.pdf") == wanted);
  return looks;
}

}  // namespace

TEST_CASE("of a changed case exactly the pages that look otherwise are to be printed again") {
  for (const std::string set : {"packet", "binder"}) {
    for (const std::string name : {"crohns-disease", "autoimmune-hepatitis"}) {
      std::mt19937 chance{static_cast<unsigned>(name.size() + set.size())};
      const std::string before = sample(name);
      const ChangesDesk desk;
      REQUIRE(desk.make(before, {"--set", set}).exit <= 1);
      const fs::path packet = desk / ("out/" + name + "/" + set + ".pdf");
      std::string now = before;
      std::vector<std::string> looked = looks_of(packet);
      int made = 0;
      for (int round = 0; round < tests::rounds(12, 1); ++round) {
        const std::string text = round % 3 == 2 ? with_one_less(now, chance) : changed(now, chance);
        // What was typed since is on no paper yet: it is printed with the next packet.
        if (round % 2 == 1) type_somewhere(desk, packet, chance);
        const Ran ran =
            desk.make(text, {"--set", set, "--messages", "json", "--only-changed", "again.pdf"});
        if (ran.exit > 1) continue;
        ++made;
        now = text;
        INFO(set << ' ' << name << " round " << round << '\n' << ran.error);
        looked = check_round(desk, packet, looked, ran);
      }
      CHECK(made > 0);
    }
  }
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
  const fs::path binder = desk / "out/crohns-disease/binder.pdf";
  std::string now = sample("crohns-disease");
  std::vector<std::string> looked;
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
    looked = looked.empty() ? looks_of(binder) : check_round(desk, binder, looked, ran);
    ++made;
  }
  CHECK(made > 1);
}

TEST_CASE("a page on which only the day at head or foot is new is counted, and not printed again") {
  for (const std::string edition : {"standard", "large"}) {
    const std::string text = sample("crohns-disease");
    const ChangesDesk desk;
    const fs::path packet = desk / "out/crohns-disease/packet.pdf";
    REQUIRE(desk.make(text, {"--edition", edition}).exit == 0);
    const auto before = looks_of(packet);
    const Ran ran =
        desk.make(text, {"--edition", edition, "--as-of", "2026-11-21", "--messages", "json"});
    const auto now = looks_of(packet);
    const Said said{ran.error};
    const Pages differ = differing(before, now);
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
