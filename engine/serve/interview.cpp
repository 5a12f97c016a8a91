#include "engine/serve/interview.hpp"

#include "engine/kind/kind.hpp"
#include "engine/serve/messages.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

using vocabulary::Term;
using vocabulary::Type;

/// Of how many offices or opinions the pages are there; a case by hand may have more.
constexpr std::size_t most_of_each = 24;

std::string text_of(const xml::Element& element, std::string_view attribute) {
  const auto* found = element.attribute(attribute);
  return found ? std::string{found->value} : std::string{};
}

Words words_in(const xml::Element& element) {
  Words words;  // every other attribute of two letters is a language
  for (const auto& attribute : element.attributes()) {
    const bool is_own = attribute.name == "id" || attribute.name == "as" || attribute.name == "at";
    if (attribute.name.size() == 2 && !is_own)
      words.by_language.emplace_back(attribute.name, attribute.value);
  }
  return words;
}

Words words_of(const xml::Element& element, std::string_view child) {
  const auto found = element.child(child);
  return found ? words_in(*found) : Words{};
}

/// Words such as "a, b" as a list.
std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> all;
  for (const std::string_view word : engine::words_of(text)) all.emplace_back(word);
  return all;
}

/// Reads interview.xml, and tells what is wrong in it.
class Reader {
 public:
  Reader(const vocabulary::Vocabulary& vocabulary, Diagnostics& out)
      : vocabulary_{vocabulary}, out_{out} {}

  Interview interview;

  void read(const xml::Element& root) {
    root.for_each_child([&](const xml::Element& section) {
      if (section.name() == "way") return read_way(section);
      if (!expect(section, "section")) return;
      interview.sections.push_back({needed(section, "id"), words_in(section)});
      section.for_each_child([&](const xml::Element& page) {
        if (page.name() == "each") return read_each(page);
        Page read;
        read.section = interview.sections.back().id;
        if (read_page(page, {}, read)) interview.pages.push_back(std::move(read));
      });
    });
  }

 private:
  bool expect(const xml::Element& element, std::string_view name) {
    if (element.name() == name) return true;
    out_.error(messages::interview_element(in_angles(element.name())), element.span());
    return false;
  }
  static std::string in_angles(std::string_view name) { return '<' + std::string{name} + '>'; }

  std::string needed(const xml::Element& element, std::string_view attribute) {
    if (!element.attribute(attribute))
      out_.error(
          messages::interview_attribute(in_angles(element.name()), attribute), element.span()
      );
    return text_of(element, attribute);
  }

  /// A path, behind a base, that the case format knows.
  std::optional<Path> path_at(
      const xml::Element& element, std::string_view text, const Path& base
  ) {
    auto path = read_path(text);
    if (path && term_at(vocabulary_, joined(base, *path))) return path;
    out_.error(messages::interview_path(in_quotes(text)), element.span());
    return std::nullopt;
  }

  std::vector<When> read_when(const xml::Element& element) {
    std::vector<When> all;
    std::string_view rest = element.attribute("when") ? element.attribute("when")->value : "";
    while (!trimmed(rest).empty()) {
      const auto end = std::min(rest.find(" and "), rest.size());
      std::string_view one = trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 5, rest.size()));
      When when;
      when.is_not = one.starts_with("not ");
      if (when.is_not) one.remove_prefix(4);
      const auto bracket = one.rfind(']');
      const auto equal = one.find('=', bracket == one.npos ? 0 : bracket);
      when.value = equal == one.npos ? "" : one.substr(equal + 1);
      if (const auto path = path_at(element, one.substr(0, equal), {})) {
        when.path = *path;
        all.push_back(std::move(when));
      }
    }
    return all;
  }

  /// The pages of it, once for each element that there may be: items-1, items-2 …
  void read_each(const xml::Element& element) {
    const std::string where = needed(element, "at"), called = needed(element, "called");
    if (where.empty() || called.empty()) return;
    const auto at = path_at(element, where, {});
    if (!at) return;
    const auto of = path_at(element, called, *at);
    std::vector<Page> pages;
    element.for_each_child([&](const xml::Element& part) {
      Page page;
      page.section = interview.sections.back().id;
      if (read_page(part, *at, page)) pages.push_back(std::move(page));
    });
    if (!of) return;
    for (std::size_t number = 1; number <= most_of_each; ++number) {
      for (const Page& page : pages) interview.pages.push_back(numbered(page, *at, *of, number));
    }
  }

  static Page numbered(Page page, const Path& at, const Path& of, std::size_t number) {
    const auto put = [&](Page& one) {
      one.id += '-' + std::to_string(number);
      one.at = joined(at, one.at);
      one.at.front().number = number;
    };
    put(page);
    for (Page& inner : page.pages) put(inner);
    page.of = joined(at, of);
    page.of.front().number = number;
    page.when.push_back({{element_step(at.front().name, number)}, false, {}});
    return page;
  }

  static Widget widget_of(const Term& term, bool several_lines) {
    switch (term.type) {
      case Type::code:
      case Type::yes_no:
      case Type::reference:
        return Widget::choice;
      case Type::date:
        return Widget::date;
      case Type::date_time:
        return Widget::date_time;
      case Type::verbatim:
        return Widget::lines;
      default:
        return several_lines ? Widget::lines : Widget::line;
    }
  }

  void read_suggestion(
      const xml::Element& element, const Path& from, const Path& base, Field& field
  ) {
    field.suggest = from;
    Path item;
    for (const Step& step : from) {
      item.push_back(step);
      if (term_at(vocabulary_, item)->most != 1) break;
    }
    field.suggest_item = std::min(item.size() - 1, from.size() - 2);
    item.resize(field.suggest_item + 1);
    for (const std::string& brings : listed(text_of(element, "brings"))) {
      const auto path = path_at(element, brings, item);
      if (path && path_at(element, brings, base)) field.brings.push_back(*path);
    }
  }

  void read_field(const xml::Element& element, const Path& base, Page& page) {
    const auto path = path_at(element, needed(element, "path"), base);
    if (!path) return;
    Field field;
    field.path = *path;
    field.label = words_in(element);
    field.hint = words_of(element, "hint");
    field.only_if_there = text_of(element, "only-if-there") == "yes";
    field.is_past = text_of(element, "past") == "yes";
    const auto other = [&](std::string_view attribute, Path& to) {
      const std::string words = text_of(element, attribute);
      if (const auto place = words.empty() ? std::nullopt : path_at(element, words, base))
        to = *place;
    };
    other("not-beside", field.not_beside);
    other("only-with", field.only_with);
    other("instead-of", field.instead_of);
    if (const std::string suggest = text_of(element, "suggest"); !suggest.empty()) {
      if (const auto from = path_at(element, suggest, {}); from && from->size() > 1)
        read_suggestion(element, *from, base, field);
    }
    const bool is_boxes = text_of(element, "as") == "boxes";
    field.key = text_of(element, "key");
    field.bank = text_of(element, "bank");
    field.term = term_at(vocabulary_, joined(base, *path));
    if (!field.key.empty()) field.term = field.term->child(field.key, true);
    if (!field.term) {
      out_.error(messages::interview_path(in_quotes(field.key)), element.span());
      return;
    }
    element.for_each_child([&](const xml::Element& part) {
      if (part.name() == "choice")
        field.choices.emplace_back(needed(part, "value"), words_in(part));
    });
    field.widget =
        is_boxes ? Widget::boxes : widget_of(*field.term, text_of(element, "as") == "lines");
    page.fields.push_back(std::move(field));
  }

  /// Behind all pages, whose fields it names.
  void read_way(const xml::Element& element) {
    Way way;
    way.papers = listed(needed(element, "papers"));
    way.when = read_when(element);
    way.is_besides = text_of(element, "besides") == "yes";
    element.for_each_child([&](const xml::Element& part) {
      if (!expect(part, "answer")) return;
      Way::Answer answer;
      answer.page = needed(part, "page");
      const std::string path = needed(part, "path");
      answer.is_such = part.attribute("such-as") != nullptr;
      answer.value = needed(part, answer.is_such ? "such-as" : "is");
      const Page* page = interview.page(answer.page);
      if (!page) page = interview.page(answer.page + "-1");
      const auto read = read_path(path);
      if (!page || !read ||
          std::ranges::find(page->fields, *read, &Field::path) == page->fields.end())
        out_.error(messages::interview_path(in_quotes(answer.page + ' ' + path)), part.span());
      else
        answer.path = *read;
      way.answers.push_back(std::move(answer));
    });
    interview.ways.push_back(std::move(way));
  }

  bool read_page(const xml::Element& element, const Path& base, Page& page) {
    page.is_list = element.name() == "list";
    if (!page.is_list && !expect(element, "page")) return false;
    page.id = needed(element, "id");
    const std::string at = element.attribute("at") ? text_of(element, "at") : ".";
    const auto path = path_at(element, at, base);
    if (!path) return false;
    page.at = *path;
    page.ask = words_of(element, "ask");
    page.why = words_of(element, "why");
    page.must = words_of(element, "must");
    page.one = words_of(element, "one");
    page.facts = listed(text_of(element, "facts"));
    page.papers = listed(text_of(element, "papers"));
    page.stages = listed(text_of(element, "stages"));
    for (const std::string& stage : page.stages) {
      if (std::ranges::find(kind::stage_names, stage) == kind::stage_names.end())
        out_.error(messages::interview_stage(in_quotes(stage)), element.span());
    }
    page.when = read_when(element);
    const Path whole = joined(base, page.at);
    for (const std::string& shown : listed(text_of(element, "shows"))) {
      if (const auto one = path_at(element, shown, whole)) page.shows.push_back(*one);
    }
    element.for_each_child([&](const xml::Element& part) { read_part(part, whole, page); });
    return true;
  }

  void read_part(const xml::Element& part, const Path& whole, Page& page) {
    const std::string_view name = part.name();
    if (name == "field") {
      read_field(part, whole, page);
    } else if (name == "given") {
      if (const auto path = path_at(part, needed(part, "path"), whole))
        page.given.push_back({*path, needed(part, "value")});
    } else if (name == "pick") {
      if (const auto path = path_at(part, needed(part, "path"), whole))
        page.pick = {*path, needed(part, "value")};
      page.pick_words = words_in(part);
      page.never_picked = listed(text_of(part, "never"));
    } else if (name == "elsewhere") {
      if (const auto path = path_at(part, needed(part, "path"), whole)) page.elsewhere = *path;
      page.elsewhere_page = needed(part, "page");
    } else if (name == "page" && page.is_list) {
      Page inner;
      inner.section = page.section;
      if (!read_page(part, whole, inner)) return;
      inner.at = page.at;
      page.pages.push_back(std::move(inner));
    } else if (name != "ask" && name != "why" && name != "must" && name != "one") {
      out_.error(messages::interview_element(in_angles(name)), part.span());
    }
  }

  const vocabulary::Vocabulary& vocabulary_;
  Diagnostics& out_;
};

}  // namespace

const Page* Interview::page(std::string_view id, const Page** list) const {
  for (const Page& page : pages) {
    if (page.id == id) return &page;
    for (const Page& inner : page.pages) {
      if (inner.id != id) continue;
      if (list) *list = &page;
      return &inner;
    }
  }
  return nullptr;
}

void Interview::offer(const QuestionBank& bank) {
  std::vector<std::pair<std::string, Words>> all;
  std::map<std::string, std::string, std::less<>> categories;
  for (const auto& [language, questions] : bank) {
    for (const vocabulary::BankQuestion& question : questions) {
      auto found =
          std::ranges::find_if(all, [&](const auto& one) { return one.first == question.id; });
      if (found == all.end()) found = all.insert(all.end(), {question.id, {}});
      found->second.by_language.emplace_back(language, question.text);
      categories[question.id] = question.category;
    }
  }
  for (Page& page : pages) {
    if (!page.elsewhere.empty()) page.bank = all;
    for (Field& field : page.fields) {
      if (field.bank.empty()) continue;
      for (const auto& one : all) {
        if (categories[one.first] == field.bank) field.choices.push_back(one);
      }
    }
  }
}

Result<Interview> read_interview(
    const Source& source, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
) {
  const auto mark = out.mark();
  const auto tree = xml::parse(source, {}, out);
  if (!tree) return tree.error();
  Reader reader{vocabulary, out};
  reader.read(tree->root());
  if (const auto told = out.reported_since(mark)) return *told;
  return std::move(reader.interview);
}

Result<WordTable> read_words(const Source& source, Diagnostics& out) {
  const auto tree = xml::parse(source, {}, out);
  if (!tree) return tree.error();
  WordTable words;
  tree->root().for_each_child([&](const xml::Element& word) {
    words.emplace(text_of(word, "id"), words_in(word));
  });
  return words;
}

bool holds(const std::vector<When>& when, const Answered& answered) {
  return std::ranges::all_of(when, [&](const When& one) {
    const std::string value = answered.value(one.path);
    const bool is_there = one.path.back().is_attribute ? !value.empty() : answered.has(one.path);
    return (one.value.empty() ? is_there : value == one.value) != one.is_not;
  });
}

}  // namespace engine::serve
