#include "engine/facts/facts.hpp"

namespace engine::facts {

namespace {

void write(std::string& out, std::string_view name, const Fact& fact, int depth);

void begin(std::string& out, std::string_view name, int depth) {
  out.append(static_cast<std::size_t>(depth) * 2, ' ');
  out += name;
}

/// An entry is shown in full by the case's own window; here its name and text tell which one it is.
std::string short_words(const casefile::Entry& entry) {
  std::string text = "<" + entry.term->name;
  if (const auto id = entry.text("id"); !id.empty()) text += " " + std::string{id};
  text += ">";
  if (const auto own = entry.text(); !own.empty()) text += " " + std::string{own};
  return text;
}

struct Writer {
  std::string& out;
  std::string_view name;
  int depth;

  void line(std::string_view value) const {
    begin(out, name, depth);
    out += ": ";
    out += value;
    out += '\n';
  }
  void operator()(std::monostate) const { line("-"); }
  void operator()(bool yes) const { line(yes ? "yes" : "no"); }
  void operator()(long long number) const { line(std::to_string(number)); }
  void operator()(std::string_view text) const { line(shown(text, false)); }
  void operator()(Date date) const { line(date.iso()); }
  void operator()(Word word) const { line("[" + std::string{word.code} + "]"); }
  void operator()(const casefile::Entry* entry) const { line(short_words(*entry)); }
  void operator()(const std::shared_ptr<List>& list) const {
    line(std::to_string(list->size()));
    int position = 0;
    for (const Fact& item : *list) write(out, std::to_string(++position), item, depth + 1);
  }
  void operator()(const std::shared_ptr<Group>& group) const {
    begin(out, name, depth);
    out += '\n';
    for (const auto& [own, fact] : *group) write(out, own, fact, depth + 1);
  }
};

void write(std::string& out, std::string_view name, const Fact& fact, int depth) {
  std::visit(Writer{out, name, depth}, fact.either);
}

}  // namespace

std::string dump(const Facts& facts) {
  std::string out;
  for (const auto& [name, fact] : facts.root) write(out, name, fact, 0);
  return out;
}

}  // namespace engine::facts
