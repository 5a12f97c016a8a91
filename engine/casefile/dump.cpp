#include "engine/casefile/casefile.hpp"

namespace engine::casefile {

namespace {

std::string padded(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string in_marks(std::string_view text) {
  std::string out{'"'};
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + '"';
}

std::string id_of(const Entry& target) {
  return std::string{target.text("id")};
}

std::string shown_value(const Value& value) {
  struct {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return in_marks(text); }
    std::string operator()(Date date) const { return date.iso(); }
    std::string operator()(DateTime at) const {
      return at.date.iso() + "T" + padded(at.hour) + ":" + padded(at.minute);
    }
    std::string operator()(long long number) const { return std::to_string(number); }
    std::string operator()(Coded coded) const { return coded.code->value; }
    std::string operator()(YesNo answer) const {
      return answer == YesNo::yes ? "yes" : answer == YesNo::no ? "no" : "unknown";
    }
    std::string operator()(Reference to) const {
      return "-> " + (to.target ? id_of(*to.target) : std::string{"?"});
    }
  } in_words;
  return std::visit(in_words, value);
}

void write(const Entry& entry, std::size_t depth, std::string& out) {
  out.append(2 * depth, ' ');
  if (entry.term->is_attribute) out += '@';
  out += entry.term->name;
  if (const auto value = shown_value(entry.value); !value.empty()) out += ' ' + value;
  out += '\n';
  for (const Entry& child : entry.entries) write(child, depth + 1, out);
}

}  // namespace

std::string dump(const Case& known) {
  std::string out;
  write(known.root(), 0, out);
  return out;
}

}  // namespace engine::casefile
