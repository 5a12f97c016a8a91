#include "engine/chart/fhir/fhir.hpp"

#include <rapidjson/reader.h>

namespace engine::chart::fhir {

namespace {
namespace json = rapidjson;

/// Builds values as the reader meets them. Numbers come as the digits that they are: a dose of 1.0
/// stays 1.0, and RapidJSON's own reader of numbers can be led outside its tables (CVE-2024-38517).
class Builder {
 public:
  explicit Builder(std::size_t most_values) : most_values_{most_values} {}
  Value take() { return std::move(root_); }
  std::size_t values() const { return values_; }
  bool is_full() const { return values_ > most_values_; }

  // RapidJSON's names.
  // NOLINTBEGIN(readability-identifier-naming)
  bool Null() { return put({}); }
  bool Bool(bool yes) { return put(Value::of_text(yes ? "true" : "false")); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* digits, json::SizeType length, bool) {
    return put(Value::of_text({digits, length}));
  }
  bool String(const char* text, json::SizeType length, bool) {
    return put(Value::of_text({text, length}));
  }
  bool Key(const char* text, json::SizeType length, bool) {
    key_.assign(text, length);
    return true;
  }
  bool StartObject() { return open(Value::object()); }
  bool StartArray() { return open(Value::list()); }
  bool EndObject(json::SizeType) { return close(); }
  bool EndArray(json::SizeType) { return close(); }
  // NOLINTEND(readability-identifier-naming)

 private:
  bool put(Value value) {
    if (++values_ > most_values_) return false;
    if (open_.empty()) {
      root_ = std::move(value);
    } else {
      Value& in = *open_.back();
      in.add(in.is_list() ? std::string{} : std::exchange(key_, {}), std::move(value));
    }
    return true;
  }
  bool open(Value value) {
    if (++values_ > most_values_ || open_.size() >= most_levels) return false;
    if (open_.empty()) {
      root_ = std::move(value);
      open_.push_back(&root_);
    } else {
      Value& in = *open_.back();
      open_.push_back(
          &in.add(in.is_list() ? std::string{} : std::exchange(key_, {}), std::move(value))
      );
    }
    return true;
  }
  bool close() {
    open_.back()->close();
    open_.pop_back();
    return true;
  }

  Value root_;
  std::vector<Value*> open_;  ///< each stands still as long as something is added to it
  std::string key_;
  std::size_t most_values_, values_ = 0;
};

}  // namespace

Json read_json(std::string_view text, std::size_t most_values) {
  constexpr unsigned how = json::kParseIterativeFlag | json::kParseNumbersAsStringsFlag |
                           json::kParseValidateEncodingFlag | json::kParseStopWhenDoneFlag;
  Json read;
  Builder builder{most_values};
  json::Reader reader;
  json::MemoryStream bytes{text.data(), text.size()};
  json::EncodedInputStream<json::UTF8<>, json::MemoryStream> stream{bytes};
  const auto done = reader.Parse<how>(stream, builder);
  if (done.IsError()) {
    read.fault = done.Offset();
    read.is_too_much = builder.is_full();
    read.is_too_deep = !read.is_too_much && done.Code() == json::kParseErrorTermination;
    return read;
  }
  read.end = stream.Tell();
  read.values = builder.values();
  read.value = builder.take();
  return read;
}

}  // namespace engine::chart::fhir
