#include "engine/table/mapping.hpp"

#include "engine/base/fold.hpp"
#include "engine/table/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

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
    knows(
        from,
        {"heading",
         "path",
         "ignore",
         "date",
         "order",
         "capitals",
         "list",
         "split",
         "empty",
         "other"}
    );
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
      mapped.uses = from.attribute("order") ? uses_of_name(from, *path) : uses_of(from, *path);
      with(from, mapped);
      all.push_back(std::move(mapped));  // what is wrong in it was told: its heading is known
    } else {
      missing(from, "path", "or ignore=\"yes\" for a column that no paper needs");
    }
  }

  bool says_yes(const xml::Element& from, std::string_view name) {
    const auto* said = from.attribute(name);
    if (said && said->value != "yes" && said->value != "no")
      out_.error(messages::mapping_no_yes_or_no(said->value), said->span);
    return said && said->value == "yes";
  }

  bool is_ignored(const xml::Element& from, const xml::Attribute* path) {
    if (!says_yes(from, "ignore")) return false;
    if (path)
      out_.error(messages::mapping_path_of_ignored, path->name_span, {"keep one of the two"});
    return true;
  }

  std::optional<Path> path_of(const xml::Attribute& path, const std::string& more = {}) {
    PathFault fault;
    auto read = read_path(std::string{path.value} + more, vocabulary_, fault);
    if (read) return read;
    const auto length = static_cast<std::uint32_t>(path.value.size());
    const auto within = [&](std::size_t at) {
      return path.span.begin + std::min(static_cast<std::uint32_t>(at), length);
    };
    out_.error(
        std::move(fault.said),
        {path.span.source, within(fault.begin), within(fault.end)},
        std::move(fault.hints)
    );
    return std::nullopt;
  }

  std::vector<Use> uses_of(const xml::Element& from, const xml::Attribute& path) {
    auto read = path_of(path);
    if (!read) return {};
    Use use{.path = *std::move(read)};
    use.is_in_capitals = says_yes(from, "capitals");
    if (const auto* date = from.attribute("date")) date_rule(*date, use);
    if (const auto* empty = from.attribute("empty")) use.when_empty = collapsed(empty->value);
    if (const auto* other = from.attribute("other")) use.other = collapsed(other->value);
    from.for_each_child([&](const xml::Element& child) {
      if (child.name() != "with" && is(child, "value")) value(child, use);
    });
    use.is_of_list = says_yes(from, "list");
    const auto* split = from.attribute("split");
    if (!split) return {std::move(use)};
    return pieces(*split, std::move(use));
  }

  /// One use for each entry that a cell may hold.
  std::vector<Use> pieces(const xml::Attribute& split, Use use) {
    if (split.value.size() != 1) {
      out_.error(
          messages::mapping_no_separator(split.value),
          split.span,
          {"write the one character that stands between the entries of a cell: split=\";\""}
      );
      return {};
    }
    use.between = split.value.front();
    use.is_of_list = true;
    std::vector<Use> all(most_pieces, use);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].piece = i;
    return all;
  }

  /// The parts of a name that stands in one cell.
  std::vector<Use> uses_of_name(const xml::Element& from, const xml::Attribute& path) {
    const auto* order = from.attribute("order");
    if (collapsed(order->value) != "last, first") {
      out_.error(
          messages::mapping_no_name_order(order->value),
          order->span,
          {"order=\"last, first\" takes a cell such as Lee, Anna M apart; for columns of their own "
           "give the paths of family and given"}
      );
      return {};
    }
    constexpr std::pair<NamePart, std::string_view> parts[] = {
        {NamePart::family, "/family"},
        {NamePart::given, "/given"},
        {NamePart::suffix, "/suffix"},
        {NamePart::text, "/text"}};
    std::vector<Use> all;
    for (const auto& [part, name] : parts) {
      auto read = path_of(path, std::string{name});
      if (!read) return {};
      Use use{.path = *std::move(read)};
      use.part = part;
      use.is_in_capitals = says_yes(from, "capitals");
      all.push_back(std::move(use));
    }
    return all;
  }

  void with(const xml::Element& from, Mapped& mapped) {
    from.for_each_child([&](const xml::Element& child) {
      if (child.name() != "with") return;
      knows(child, {"heading"});
      if (const auto* heading = child.attribute("heading"))
        mapped.with.push_back({collapsed(heading->value), heading->span});
      else
        missing(child, "heading", "the column whose words follow: <with heading=\"Appt Time\"/>");
    });
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
    } else if (!use.words.add(collapsed(of->value), collapsed(is->value))) {
      out_.error(messages::mapping_value_given_twice(of->value), of->span);
    }
  }

  bool is(const xml::Element& element, std::string_view name) {
    if (element.name() == name) return true;
    out_.error(
        messages::mapping_unknown_element(tag(element)),
        element.span(),
        {"<columns> holds <column heading=\"…\" path=\"…\"/>, and a <column> holds <value of=\"…\" "
         "is=\"…\"/> and <with heading=\"…\"/>"}
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

  static constexpr std::size_t most_pieces = 24;  ///< of a cell, where it holds a list

  const vocabulary::Vocabulary& vocabulary_;
  Diagnostics& out_;
};

}  // namespace

bool Said::add(std::string of, std::string is) {
  folded_.try_emplace(folded(of), is);
  return exact_.try_emplace(std::move(of), std::move(is)).second;
}

const std::string* Said::find(std::string_view cell) const {
  if (const auto found = exact_.find(cell); found != exact_.end()) return &found->second;
  const auto found = folded_.find(folded(cell));
  return found == folded_.end() || found->first.empty() ? nullptr : &found->second;
}

std::vector<Mapped> read_mapping(
    const Source& file, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
) {
  const auto tree = xml::parse(file, {}, out);
  if (!tree) return {};
  return Reading{vocabulary, out}.whole(tree->root());
}

}  // namespace engine::table
