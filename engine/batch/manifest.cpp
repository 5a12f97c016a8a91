#include "engine/batch/manifest.hpp"

#include <array>
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
    text_ += '"';
    text_ += name;
    text_ += "\":";
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

/// Members of an object that must be there: each answer is checked, and one that is missing makes
/// the whole line none.
class Members {
 public:
  explicit Members(const json::Value& object) : object_{object}, good_{object.IsObject()} {}

  std::string text(const char* name) {
    const json::Value* value = find(name);
    if (value && value->IsNull()) return {};
    good_ = good_ && value && value->IsString();
    return good_ ? std::string{value->GetString(), value->GetStringLength()} : std::string{};
  }
  std::uint64_t number(const char* name) {
    const json::Value* value = find(name);
    good_ = good_ && value && value->IsUint64();
    return good_ ? value->GetUint64() : 0;
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
      good_ = good_ && count.IsInt();
      if (good_) codes.emplace(code.GetString(), count.GetInt());
    }
    return codes;
  }
  std::vector<FileEntry> files(const char* name) {
    std::vector<FileEntry> all;
    const json::Value* value = find(name);
    good_ = good_ && value && value->IsArray();
    if (!good_) return all;
    for (const auto& one : value->GetArray()) {
      Members file{one};
      all.push_back(
          {file.text("name"),
           file.text("sha256"),
           file.number("bytes"),
           static_cast<int>(file.number("pages"))}
      );
      good_ = good_ && file.good();
    }
    return all;
  }
  bool good() const { return good_; }

 private:
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
  json::Document document;
  document.Parse(line.data(), line.size());
  if (document.HasParseError()) return std::nullopt;
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

std::string line_of(const Head& head) {
  return Object{}
             .number("manifest", 1)
             .text("run", head.run)
             .text(
                 "shard", std::to_string(head.shard.number) + '/' + std::to_string(head.shard.count)
             )
             .text("container", containers[static_cast<std::size_t>(head.container)])
             .end() +
         '\n';
}

std::string line_of(const Entry& entry) {
  Object object;
  object.number("number", entry.number);
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

std::string line_of(const Totals& totals, const std::string& sha256) {
  return Object{}
             .number("seen", totals.seen)
             .number("cases", totals.cases)
             .number("made", totals.made)
             .number("incomplete", totals.incomplete)
             .number("refused", totals.refused)
             .number("documents", totals.documents)
             .number("pages", totals.pages)
             .number("blanks", totals.blanks)
             .number("files", totals.files)
             .number("bytes", totals.bytes)
             .text("sha256", sha256)
             .end() +
         '\n';
}

std::optional<Head> head_in(std::string_view line) {
  return read<Head>(line, [](Members& members) {
    Head head;
    members.number("manifest");
    head.run = members.text("run");
    const std::string shard = members.text("shard");
    const auto slash = shard.find('/');
    if (slash != std::string::npos) {
      head.shard.number = std::atoi(shard.c_str());
      head.shard.count = std::atoi(shard.c_str() + slash + 1);
    }
    head.container = static_cast<Container>(members.word("container", containers));
    return head;
  });
}

std::optional<Entry> entry_in(std::string_view line) {
  return read<Entry>(line, [](Members& members) {
    return Entry{
        .number = members.number("number"),
        .id = members.text("case"),
        .key = members.text("key"),
        .status = static_cast<Status>(members.word("status", statuses)),
        .documents = static_cast<int>(members.number("documents")),
        .pages = static_cast<int>(members.number("pages")),
        .blanks = static_cast<int>(members.number("blanks")),
        .files = members.files("files"),
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
        members.text("sha256")};
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
