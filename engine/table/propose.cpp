// What the columns of somebody's spreadsheet seem to mean: by their headings, and by the shape of
// their values. What is not sure is said in comments; nothing is decided for anybody.

#include "engine/table/propose.hpp"

#include "engine/base/base.hpp"
#include "engine/base/fold.hpp"
#include "engine/table/path.hpp"
#include "engine/vocabulary/data_file.hpp"
#include "engine/vocabulary/spelling.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace engine::table {

namespace {

bool is_among(const std::vector<std::string>& words, std::string_view one) {
  return std::ranges::find(words, one) != words.end();
}

/// 5/1/1970 and the like: which order its values have, as far as they tell.
struct Order {
  std::string rule;  ///< empty: year-month-day, or no date
  bool is_sure = false;
};

Order order_of(const std::vector<std::string>& values) {
  Order order;
  bool any = false, day_first = false, month_first = false;
  char between = '/';
  for (const std::string& value : values) {
    const auto sign = value.find_first_of("/.-");
    if (sign == value.npos || sign > 2 || sign == 0) continue;
    const auto second = value.find(value[sign], sign + 1);
    if (second == value.npos || second - sign > 3 || second - sign < 2) continue;
    any = true;
    between = value[sign];
    day_first = day_first || (sign == 2 && value.substr(0, sign) > "12");
    const auto middle = value.substr(sign + 1, second - sign - 1);
    month_first = month_first || (middle.size() == 2 && middle > "12");
  }
  if (!any) return order;
  const std::string b(1, between);
  order.rule = day_first && !month_first ? "day" + b + "month" + b + "year"
                                         : "month" + b + "day" + b + "year";
  order.is_sure = day_first != month_first;
  return order;
}

class Proposing {
 public:
  Proposing(
      const Sample& sample, const Meanings& headings, const vocabulary::Vocabulary& vocabulary
  )
      : sample_{sample}, headings_{headings}, vocabulary_{vocabulary} {
    for (const std::string& heading : sample.headings) folded_.push_back(folded(heading));
  }

  std::string whole(const std::string& name) {
    text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    comment(
        "What the columns of " + name + " seem to mean, by " + std::to_string(sample_.rows.size()) +
        " rows. Read it, mend it, and give it to carepacket batch as the file for columns."
    );
    text_ += "<columns>\n";
    id();
    for (std::size_t i = 0; i < sample_.headings.size(); ++i) column(i);
    return text_ + "</columns>\n";
  }

 private:
  bool is_time(std::string_view folded_heading) const {
    return is_among(headings_.times, folded_heading);
  }

  const Meaning* meaning_of(std::string folded_heading) const {
    const auto whole = [&](std::string_view heading) -> const Meaning* {
      const auto found = std::ranges::find_if(headings_.meanings, [&](const Meaning& one) {
        return is_among(one.headings, heading);
      });
      return found == headings_.meanings.end() ? nullptr : &*found;
    };
    // "Ask 2" is one of several.
    while (!folded_heading.empty() && is_digit(folded_heading.back())) {
      if (const Meaning* one = whole(folded_heading)) return one;
      folded_heading.pop_back();
    }
    return whole(folded_heading);
  }

  std::vector<std::string> values_of(std::size_t column) const {
    std::vector<std::string> values;
    for (const auto& row : sample_.rows) {
      if (!row[column].empty()) values.push_back(row[column]);
    }
    return values;
  }

  void comment(std::string words) {
    for (auto at = words.find("--"); at != words.npos; at = words.find("--")) words.erase(at, 1);
    text_ += "  <!-- " + xml::escaped(words) + " -->\n";
  }

  /// An attribute, but nothing for an empty value.
  static std::string with(std::string_view name, std::string_view value) {
    return value.empty() ? "" : ' ' + std::string{name} + "=\"" + xml::escaped(value) + '"';
  }

  void line(std::size_t column, const std::string& rest, const std::string& inside = "") {
    text_ += "  <column" + with("heading", sample_.headings[column]) + rest +
             (inside.empty() ? "/>\n" : ">\n" + inside + "  </column>\n");
  }

  /// The column that names the cases: each has a value of its own, of letters, digits and hyphens.
  void id() {
    const auto is_id = [&](std::size_t column) {
      const auto values = values_of(column);
      const std::set<std::string> different{values.begin(), values.end()};
      return !values.empty() && values.size() == sample_.rows.size() &&
             different.size() == values.size() &&
             std::ranges::all_of(values, [](const std::string& value) {
               return value.size() <= 40 && std::ranges::all_of(value, [](char c) {
                        return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
                      });
             });
    };
    const auto names_id = [&](std::size_t column) {
      const Meaning* one = meaning_of(folded_[column]);
      return folded_[column] == "id" || folded_[column] == "packet" ||
             (one && one->path == "patient/identifier");
    };
    for (std::size_t i = 0; i < folded_.size(); ++i) {
      if (sample_.headings[i] == "@id") return;
    }
    for (const bool by_name : {true, false}) {
      for (std::size_t i = 0; i < folded_.size(); ++i) {
        if (!is_id(i) || (by_name && !names_id(i))) continue;
        comment("Files are named after it: no name and no illness should be in it.");
        line(i, with("path", "@id"));
        id_ = i;
        return;
      }
    }
    comment("No column has a value of its own in each row: add one, and give it path=\"@id\".");
  }

  void column(std::size_t column) {
    const std::string& heading = sample_.headings[column];
    if (heading.empty() || std::ranges::find(joined_, column) != joined_.end()) return;
    PathFault fault;
    if (read_path(heading, vocabulary_, fault)) return;  // it says itself what it is
    if (folded_[column] == "id" || folded_[column] == "packet") {
      if (id_ != column) line(column, with("ignore", "yes"));
      return;
    }
    const Meaning* meaning = meaning_of(folded_[column]);
    if (!meaning) {
      // A time whose day stands further right is joined there.
      if (is_time(folded_[column]) && has_day()) return;
      comment("Not known: give a path (carepacket schema lists them), or leave it ignored.");
      return line(column, with("ignore", "yes"));
    }
    if (!meaning->note.empty()) comment(meaning->note);
    if (meaning->path.empty()) return line(column, with("ignore", "yes"));
    if (meaning->path == "patient/name") return name(column);
    known(column, meaning->path);
  }

  bool has_day() const {
    return std::ranges::any_of(folded_, [this](const std::string& one) {
      const Meaning* meaning = meaning_of(one);
      return meaning && meaning->path == "appointment/@at";
    });
  }

  void name(std::size_t column) {
    const auto values = values_of(column);
    const auto commas = std::ranges::count_if(values, [](const std::string& value) {
      return value.find(',') != value.npos;
    });
    const bool is_in_capitals =
        !values.empty() && std::ranges::all_of(values, [](const std::string& value) {
          return std::ranges::none_of(value, [](char c) { return c >= 'a' && c <= 'z'; });
        });
    const std::string capitals = is_in_capitals ? with("capitals", "yes") : "";
    if (2 * static_cast<std::size_t>(commas) > values.size())
      return line(column, with("path", "patient/name") + with("order", "last, first") + capitals);
    line(column, with("path", "patient/name/text") + capitals);
  }

  void known(std::size_t column, std::string path) {
    PathFault fault;
    auto read = read_path(path, vocabulary_, fault);
    if (!read) return line(column, with("ignore", "yes"));
    const auto values = values_of(column);
    const vocabulary::Term& field = read->field();
    using vocabulary::Type;
    const bool is_list = path == "question" || path == "patient/telecom";
    std::string rest = with("path", path);
    if (field.type == Type::date || field.type == Type::date_time) {
      const Order order = order_of(values);
      rest += with("date", order.rule);
      if (!order.rule.empty() && !order.is_sure)
        comment("The values do not say whether the day or the month comes first: look.");
    }
    std::string inside;
    if (path == "appointment/@at") {
      for (std::size_t i = 0; i < folded_.size(); ++i) {
        if (!is_time(folded_[i])) continue;
        inside += "    <with" + with("heading", sample_.headings[i]) + "/>\n";
        joined_.push_back(i);
        break;
      }
    }
    if (path == "allergies/allergy/substance" || path == "medications/medication/name") {
      // "none" in a cell is the state of the list, and no allergy of that name.
      const std::string state = path.substr(0, path.find('/')) + "/@status";
      const auto says_state = std::ranges::count_if(values, [&](const std::string& value) {
        return is_value_of(state, value);
      });
      if (says_state > 0 && static_cast<std::size_t>(says_state) == values.size())
        return line(column, with("path", state));
      if (says_state > 0)
        comment(
            "Some cells say that there are none, or that nobody asked: that is " + state +
            ", and no name. Give those a column of their own."
        );
      const bool has_many = std::ranges::any_of(values, [](const std::string& value) {
        return value.find(';') != value.npos;
      });
      rest += has_many ? with("split", ";") : with("list", "yes");
    } else if (is_list) {
      rest += with("list", "yes");
    } else if (!taken_.insert(path).second) {
      comment("A second column that seems to be the same.");
      return line(column, with("ignore", "yes"));
    }
    inside += unknown_values(field, values);
    line(column, rest, inside);
    if (path == "patient/communication/@spoken") {
      comment("The papers are in English and Spanish: other languages get them in English.");
      line(column, with("path", "@language") + with("empty", "en"));
    }
  }

  bool is_value_of(const std::string& path, const std::string& value) const {
    PathFault fault;
    const auto read = read_path(path, vocabulary_, fault);
    return read && vocabulary::meant_by(value, read->field().codes) != nullptr;
  }

  /// Values of a closed list, of yes and no, or of a language that nobody knows: to be said.
  std::string unknown_values(const vocabulary::Term& field, const std::vector<std::string>& values)
      const {
    using vocabulary::Type;
    const bool is_closed = field.type == Type::code || field.type == Type::yes_no || field.list;
    if (!is_closed || field.has_other_words) return {};
    const auto is_known = [&](const std::string& value) {
      if (field.type == Type::code) return vocabulary::meant_by(value, field.codes) != nullptr;
      if (field.type == Type::yes_no && (value == "yes" || value == "no" || value == "unknown"))
        return true;
      if (field.list && field.list == &vocabulary_.languages())
        return vocabulary::language_meant(value, *field.list).has_value();
      return field.list && vocabulary::meant_by(value, field.list->codes) != nullptr;
    };
    std::map<std::string, int> unknown;
    for (const std::string& value : values) {
      if (!is_known(value)) ++unknown[value];
    }
    std::string lines;
    constexpr std::size_t most = 20;
    std::size_t count = 0;
    for (const auto& [value, times] : unknown) {
      if (++count > most) break;
      lines += "    <!-- in " + counted(static_cast<std::size_t>(times), "cell", "cells") +
               ": take these marks away, and say what it is -->\n    <!-- <value" +
               with("of", value) + " is=\"\"/> -->\n";
    }
    return lines;
  }

  const Sample& sample_;
  const Meanings& headings_;
  const vocabulary::Vocabulary& vocabulary_;
  std::vector<std::string> folded_;
  std::set<std::string> taken_;
  std::vector<std::size_t> joined_;
  std::size_t id_ = static_cast<std::size_t>(-1);
  std::string text_;
};

}  // namespace

Result<Meanings> read_headings(const Source& page, Diagnostics& out) {
  const auto mark = out.mark();
  const auto tree = vocabulary::open_data(page, "headings", out);
  if (!tree) return *out.reported_since(mark);
  Meanings headings;
  const vocabulary::Entry root{tree->root(), out};
  root.knows({}, {"meaning", "time"});
  const auto heads = [](const vocabulary::Entry& entry) {
    std::vector<std::string> all;
    for (const std::string_view word : words_of(entry.need("words"))) all.emplace_back(word);
    return all;
  };
  root.for_each("meaning", [&](const vocabulary::Entry& entry) {
    entry.knows({"words", "path", "note"}, {});
    headings.meanings.push_back(
        {heads(entry), std::string{entry.get("path")}, std::string{entry.get("note")}}
    );
  });
  root.for_each("time", [&](const vocabulary::Entry& entry) {
    entry.knows({"words"}, {});
    headings.times = heads(entry);
  });
  if (const auto told = out.reported_since(mark)) return *told;
  return headings;
}

std::string proposed(
    const std::string& name,
    const Sample& sample,
    const Meanings& headings,
    const vocabulary::Vocabulary& vocabulary
) {
  return Proposing{sample, headings, vocabulary}.whole(name);
}

}  // namespace engine::table
