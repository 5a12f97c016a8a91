#include "engine/batch/manifest.hpp"

#include "engine/batch/manifest_lines.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <rapidjson/document.h>

namespace engine::batch {

namespace {
namespace json = rapidjson;

constexpr std::array<std::string_view, 3> statuses{"made", "incomplete", "refused"};
constexpr std::array<std::string_view, 3> containers{"none", "tar", "zip"};

// --- writing

/// One object, its members in the order they are added.
class Object {
 public:
  Object& text(std::string_view name, std::string_view value) {
    return raw(name, json_string(value));
  }
  Object& number(std::string_view name, std::uint64_t value) {
    return raw(name, std::to_string(value));
  }
  Object& raw(std::string_view name, std::string_view value) {
    text_ += text_.empty() ? "{" : ",";
    text_ += json_string(name);
    text_ += ':';
    text_ += value;
    return *this;
  }
  std::string end() { return (text_.empty() ? "{" : std::move(text_)) + '}'; }

 private:
  std::string text_;
};

std::string counts(const std::map<std::string, int>& codes) {
  Object object;
  for (const auto& [code, count] : codes) object.number(code, static_cast<std::uint64_t>(count));
  return object.end();
}

std::string list(const std::vector<FileEntry>& files) {
  std::string text = "[";
  for (const FileEntry& file : files) {
    if (text.size() > 1) text += ',';
    text += Object{}
                .text("name", file.name)
                .text("sha256", file.sha256)
                .number("bytes", file.bytes)
                .number("pages", static_cast<std::uint64_t>(file.pages))
                .end();
  }
  return text + ']';
}

// --- reading

/// What a number may be at most: JSON's readers agree on whole numbers up to here (RFC 8259, 6).
constexpr std::uint64_t most = (std::uint64_t{1} << 53) - 1;
constexpr std::uint64_t most_pages = std::numeric_limits<int>::max();
/// Ten digits are the room for an offset in a PDF (ISO 32000-2, 7.5.4): no file is larger.
constexpr std::uint64_t most_bytes_of_file = 9'999'999'999;

template <class Number>
std::optional<Number> number_in(std::string_view digits) {
  Number number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  return error == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

/// A line of JSON as RapidJSON reads it, but for numbers: they come as the digits that they are,
/// because its own reader of numbers can be led outside its tables (CVE-2024-38517).
struct Line : json::Document {
  bool RawNumber(const char* text, json::SizeType length, bool) {
    const auto number = number_in<std::uint64_t>({text, length});
    return number && Uint64(*number);
  }
};

/// A manifest comes from anywhere: no depth of brackets uses up the stack, and what is no UTF-8 is
/// no line.
constexpr unsigned how_to_parse =
    json::kParseIterativeFlag | json::kParseNumbersAsStringsFlag | json::kParseValidateEncodingFlag;

bool is_digest(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

/// E501, W504
bool is_code(std::string_view text) {
  return text.size() == 4 && (text[0] == 'E' || text[0] == 'W') &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A file of a case lies in the folder of the case and nowhere else: whoever follows a name that
/// leads out of it reads, or takes away, somebody else's file.
bool is_name_below(std::string_view name, std::string_view folder) {
  if (!name.starts_with(folder)) return false;
  name.remove_prefix(folder.size());
  if (!name.starts_with('/')) return false;
  name.remove_prefix(1);
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of(std::string_view{"/\0", 2}) == name.npos;
}

/// Members of an object that must be there: each answer is checked, and one that is missing makes
/// the whole line none.
class Members {
 public:
  explicit Members(const json::Value& object) : object_{object}, good_{object.IsObject()} {}

  std::string text(const char* name) {
    const json::Value* value = find(name);
    good_ = good_ && value && value->IsString();
    return good_ ? std::string{value->GetString(), value->GetStringLength()} : std::string{};
  }
  std::string digest(const char* name) {
    std::string value = text(name);
    good_ = good_ && is_digest(value);
    return value;
  }
  /// Empty for the null of a case without one.
  std::string case_id(const char* name) {
    const json::Value* value = find(name);
    if (value && value->IsNull()) return {};
    std::string id = text(name);
    good_ = good_ && casefile::is_case_id(id);
    return id;
  }
  std::uint64_t number(const char* name, std::uint64_t limit = most) {
    const json::Value* value = find(name);
    good_ = good_ && value && is_count(*value, limit);
    return good_ ? value->GetUint64() : 0;
  }
  /// 0 where there is none.
  std::uint64_t number_or_none(const char* name) { return find(name) ? number(name) : 0; }
  /// One that is there or not: where it is, it is true.
  bool flag(const char* name) {
    const json::Value* value = find(name);
    good_ = good_ && (!value || value->IsTrue());
    return good_ && value;
  }
  int pages(const char* name) { return static_cast<int>(number(name, most_pages)); }
  Shard shard(const char* name) {
    const auto value = shard_in(text(name));
    good_ = good_ && value;
    return value.value_or(Shard{});
  }
  template <std::size_t count>
  std::size_t word(const char* name, const std::array<std::string_view, count>& words) {
    const std::string value = text(name);
    for (std::size_t i = 0; i < count; ++i) {
      if (words[i] == value) return i;
    }
    good_ = false;
    return 0;
  }
  std::map<std::string, int> counts(const char* name) {
    std::map<std::string, int> codes;
    const json::Value* value = find(name);
    good_ = good_ && value && value->IsObject();
    if (!good_) return codes;
    for (const auto& [code, count] : value->GetObject()) {
      const std::string_view name_of_code{code.GetString(), code.GetStringLength()};
      good_ = good_ && is_code(name_of_code) && is_count(count, most_pages);
      if (good_) codes.emplace(name_of_code, static_cast<int>(count.GetUint64()));
    }
    return codes;
  }
  /// Of the case with this id.
  std::vector<FileEntry> files(const char* name, std::string_view id) {
    std::vector<FileEntry> all;
    const json::Value* value = find(name);
    good_ = good_ && value && value->IsArray();
    if (!good_) return all;
    for (const auto& one : value->GetArray()) {
      Members file{one};
      all.push_back(
          {file.text("name"),
           file.digest("sha256"),
           file.number("bytes", most_bytes_of_file),
           file.pages("pages")}
      );
      good_ = good_ && file.good() && !id.empty() && is_name_below(all.back().name, id);
    }
    return all;
  }
  bool good() const { return good_; }
  void fail() { good_ = false; }

 private:
  static bool is_count(const json::Value& value, std::uint64_t limit) {
    return value.IsUint64() && value.GetUint64() <= limit;
  }
  const json::Value* find(const char* name) {
    if (!good_) return nullptr;
    const auto found = object_.FindMember(name);
    return found == object_.MemberEnd() ? nullptr : &found->value;
  }
  const json::Value& object_;
  bool good_;
};

template <class Value, class Take>
std::optional<Value> read(std::string_view line, Take take) {
  if (line.size() > longest_line) return std::nullopt;
  Line document;
  json::Reader reader;
  json::MemoryStream bytes{line.data(), line.size()};
  json::EncodedInputStream<json::UTF8<>, json::MemoryStream> text{bytes};
  const auto parse = [&](json::Document&) {
    return !reader.Parse<how_to_parse>(text, document).IsError();
  };
  document.Populate(parse);
  if (reader.HasParseError()) return std::nullopt;
  Members members{document};
  Value value = take(members);
  return members.good() ? std::optional{std::move(value)} : std::nullopt;
}

/// Our own lines hold neither ids nor keys with escapes in them.
std::string_view between(std::string_view line, std::string_view before) {
  const auto found = line.find(before);
  if (found == line.npos) return {};
  line.remove_prefix(found + before.size());
  return line.substr(0, line.find('"'));
}

}  // namespace

std::string name_of(const Shard& shard) {
  return std::to_string(shard.number) + '/' + std::to_string(shard.count);
}

std::optional<Shard> shard_in(std::string_view name) {
  const auto slash = std::min(name.find('/'), name.size());
  const auto number = number_in<int>(name.substr(0, slash)),
             count = number_in<int>(name.substr(std::min(slash + 1, name.size())));
  if (!number || !count || *number < 1 || *number > *count || *count > most_shards)
    return std::nullopt;
  return Shard{*number, *count};
}

std::string line_of(const Head& head) {
  return Object{}
             .number("manifest", 1)
             .text("run", head.run)
             .text("shard", name_of(head.shard))
             .text("container", containers[static_cast<std::size_t>(head.container)])
             .end() +
         '\n';
}

std::string line_of(const Entry& entry) {
  Object object;
  object.number("number", entry.number);
  if (entry.row > 0) object.number("row", entry.row);
  if (entry.id.empty()) {
    object.raw("case", "null");
  } else {
    object.text("case", entry.id);
  }
  return object.text("status", statuses[static_cast<std::size_t>(entry.status)])
             .text("key", entry.key)
             .number("documents", static_cast<std::uint64_t>(entry.documents))
             .number("pages", static_cast<std::uint64_t>(entry.pages))
             .number("blanks", static_cast<std::uint64_t>(entry.blanks))
             .raw("files", list(entry.files))
             .raw("errors", counts(entry.errors))
             .raw("warnings", counts(entry.warnings))
             .end() +
         '\n';
}

std::string line_of(const Tail& tail) {
  const Totals& totals = tail.totals;
  Object object;
  object.number("seen", totals.seen)
      .number("cases", totals.cases)
      .number("made", totals.made)
      .number("incomplete", totals.incomplete)
      .number("refused", totals.refused)
      .number("documents", totals.documents)
      .number("pages", totals.pages)
      .number("blanks", totals.blanks)
      .number("files", totals.files)
      .number("bytes", totals.bytes);
  if (tail.stopped) object.raw("stopped", "true");
  return object.text("sha256", tail.sha256).end() + '\n';
}

std::optional<Head> head_in(std::string_view line) {
  return read<Head>(line, [](Members& members) {
    members.number("manifest", 1);
    return Head{
        .run = members.digest("run"),
        .shard = members.shard("shard"),
        .container = static_cast<Container>(members.word("container", containers))};
  });
}

std::optional<Entry> entry_in(std::string_view line) {
  return read<Entry>(line, [](Members& members) {
    const std::string id = members.case_id("case");
    const auto status = static_cast<Status>(members.word("status", statuses));
    if (status != Status::refused && id.empty()) members.fail();
    return Entry{
        .number = members.number("number"),
        .row = members.number_or_none("row"),
        .id = id,
        .key = members.digest("key"),
        .status = status,
        .documents = members.pages("documents"),
        .pages = members.pages("pages"),
        .blanks = members.pages("blanks"),
        .files = members.files("files", id),
        .errors = members.counts("errors"),
        .warnings = members.counts("warnings")};
  });
}

std::optional<Tail> tail_in(std::string_view line) {
  return read<Tail>(line, [](Members& members) {
    return Tail{
        {.seen = members.number("seen"),
         .cases = members.number("cases"),
         .made = members.number("made"),
         .incomplete = members.number("incomplete"),
         .refused = members.number("refused"),
         .documents = members.number("documents"),
         .pages = members.number("pages"),
         .blanks = members.number("blanks"),
         .files = members.number("files"),
         .bytes = members.number("bytes")},
        members.digest("sha256"),
        members.flag("stopped")};
  });
}

std::string_view key_in(std::string_view line) {
  return between(line, "\"key\":\"");
}

std::string_view id_in(std::string_view line) {
  return between(line, "\"case\":\"");
}

void add(Totals& totals, const Entry& entry) {
  ++totals.cases;
  totals.made += entry.status == Status::made;
  totals.incomplete += entry.status == Status::incomplete;
  totals.refused += entry.status == Status::refused;
  totals.documents += static_cast<std::uint64_t>(entry.documents);
  totals.pages += static_cast<std::uint64_t>(entry.pages);
  totals.blanks += static_cast<std::uint64_t>(entry.blanks);
  totals.files += entry.files.size();
  for (const FileEntry& file : entry.files) totals.bytes += file.bytes;
}

}  // namespace engine::batch
