#include "engine/table/mapping.hpp"

#include "engine/table/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace engine::table {

namespace {

using Names = std::initializer_list<std::string_view>;

std::vector<std::string> near(std::string_view name, Names names, std::string_view what) {
  const std::span all{names.begin(), names.size()};
  return {suggestion_or(name, all, bare, std::string{what} + list_of(all))};
}

std::string tag(const xml::Element& element) {
  return tagged(element.name());
}

class Reading {
 public:
  Reading(const vocabulary::Vocabulary& vocabulary, Diagnostics& out)
      : vocabulary_{vocabulary}, out_{out} {}

  std::vector<Mapped> whole(const xml::Element& root) {
    std::vector<Mapped> all;
    if (!is(root, "columns")) return all;
    knows(root, {});
    root.for_each_child([&](const xml::Element& child) {
      if (is(child, "column")) column(child, all);
    });
    return all;
  }

 private:
  void column(const xml::Element& from, std::vector<Mapped>& all) {
    knows(from, {"heading", "path", "ignore", "date"});
    const auto* heading = from.attribute("heading");
    if (!heading || collapsed(heading->value).empty()) {
      missing(from, "heading", "the heading as the first line of the table has it");
      return;
    }
    Mapped mapped{.heading = collapsed(heading->value), .at = heading->span};
    const auto* path = from.attribute("path");
    if (is_ignored(from, path)) {
      all.push_back(std::move(mapped));
    } else if (path) {
      mapped.path_at = path->span;
      if (auto use = use_of(from, *path)) {
        mapped.use = std::move(use);
        all.push_back(std::move(mapped));
      }
    } else {
      missing(from, "path", "or ignore=\"yes\" for a column that no paper needs");
    }
  }

  bool is_ignored(const xml::Element& from, const xml::Attribute* path) {
    const auto* ignore = from.attribute("ignore");
    if (!ignore) return false;
    if (ignore->value != "yes" && ignore->value != "no")
      out_.error(messages::mapping_no_yes_or_no(ignore->value), ignore->span);
    if (ignore->value != "yes") return false;
    if (path)
      out_.error(messages::mapping_path_of_ignored, path->name_span, {"keep one of the two"});
    return true;
  }

  std::optional<Use> use_of(const xml::Element& from, const xml::Attribute& path) {
    PathFault fault;
    auto read = read_path(path.value, vocabulary_, fault);
    if (!read) {
      const auto begin = path.span.begin + static_cast<std::uint32_t>(fault.begin);
      const auto end = path.span.begin + static_cast<std::uint32_t>(fault.end);
      out_.error(std::move(fault.said), {path.span.source, begin, end}, std::move(fault.hints));
      return std::nullopt;
    }
    Use use{.path = *std::move(read)};
    if (const auto* date = from.attribute("date")) date_rule(*date, use);
    from.for_each_child([&](const xml::Element& child) {
      if (is(child, "value")) value(child, use);
    });
    return use;
  }

  void date_rule(const xml::Attribute& date, Use& use) {
    using vocabulary::Type;
    const Type type = use.path.field().type;
    if (type != Type::date && type != Type::date_time) {
      out_.error(messages::mapping_field_no_date(use.path.text()), date.name_span);
    } else if (auto rule = read_rule(date.value)) {
      use.date = std::move(rule);
    } else {
      out_.error(
          messages::mapping_no_date_order(date.value),
          date.span,
          {"write year, month and day in their order, with what stands between them: "
           "month/day/year, day.month.year"}
      );
    }
  }

  /// month/day/year: three different parts, and one character between them.
  static std::optional<DateRule> read_rule(std::string_view text) {
    DateRule rule{.words = std::string{text}};
    std::string separators;
    while (!text.empty()) {
      const auto end = std::min(text.find_first_of("/.-"), text.size());
      const auto part = text.substr(0, end);
      if (part != "year" && part != "month" && part != "day") return std::nullopt;
      rule.order += part.front();
      if (end < text.size()) separators += text[end];
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::string sorted = rule.order;
    std::sort(sorted.begin(), sorted.end());
    if (sorted != "dmy" || separators.size() != 2 || separators[0] != separators[1])
      return std::nullopt;
    rule.between = separators[0];
    return rule;
  }

  void value(const xml::Element& from, Use& use) {
    knows(from, {"of", "is"});
    const auto* of = from.attribute("of");
    const auto* is = from.attribute("is");
    if (!of || !is) {
      missing(from, of ? "is" : "of", "<value of=\"Y\" is=\"yes\"/>");
    } else if (!use.words.emplace(collapsed(of->value), collapsed(is->value)).second) {
      out_.error(messages::mapping_value_given_twice(of->value), of->span);
    }
  }

  bool is(const xml::Element& element, std::string_view name) {
    if (element.name() == name) return true;
    out_.error(
        messages::mapping_unknown_element(tag(element)),
        element.span(),
        {"<columns> holds <column heading=\"…\" path=\"…\"/>, and a <column> holds <value of=\"…\" "
         "is=\"…\"/>"}
    );
    return false;
  }

  void knows(const xml::Element& element, Names names) {
    for (const auto& a : element.attributes()) {
      if (std::find(names.begin(), names.end(), a.name) != names.end()) continue;
      out_.error(
          messages::mapping_unknown_attribute(a.name, tag(element)),
          a.name_span,
          names.size() == 0 ? std::vector<std::string>{} : near(a.name, names, "one of: ")
      );
    }
  }

  void missing(const xml::Element& element, std::string_view attribute, std::string hint) {
    out_.error(
        messages::mapping_attribute_missing(tag(element), attribute),
        element.span(),
        {std::move(hint)}
    );
  }

  const vocabulary::Vocabulary& vocabulary_;
  Diagnostics& out_;
};

}  // namespace

std::vector<Mapped> read_mapping(
    const Source& file, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
) {
  const auto tree = xml::parse(file, {}, out);
  if (!tree) return {};
  return Reading{vocabulary, out}.whole(tree->root());
}

}  // namespace engine::table
