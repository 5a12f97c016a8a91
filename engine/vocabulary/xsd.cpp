#include "engine/vocabulary/vocabulary.hpp"
#include "engine/xml/xml.hpp"

#include <map>
#include <set>
#include <string>

namespace engine::vocabulary {

namespace {

/// Writes elements line by line, indented as they nest.
class Page {
 public:
  void line(std::string_view text) {
    out_.append(2 * depth_, ' ');
    out_ += text;
    out_ += '\n';
  }
  void open(std::string_view tag) {
    line(tag);
    ++depth_;
  }
  void close(std::string_view tag) {
    --depth_;
    line(tag);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::size_t depth_ = 0;
};

/// A simple type whose values match a pattern. Elements may also be empty: still to be filled in.
struct Pattern {
  std::string_view name, pattern;
};
constexpr Pattern patterns[] = {
    {"date", R"([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)"},
    {"date-time",
     R"([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9])"},
    {"number", R"(-?[0-9]+)"},
    {"decimal", R"(-?[0-9]+(\.[0-9]+)?)"},
    {"yes-no", R"(yes|no|unknown)"},
    {"id", R"(\S+)"},
    {"words", R"(.*\S.*)"},
};

std::string_view simple_type(const Term& term) {
  switch (term.type) {
    case Type::date:
      return "date";
    case Type::date_time:
      return "date-time";
    case Type::number:
      return "number";
    case Type::decimal:
      return "decimal";
    case Type::yes_no:
      return "yes-no";
    case Type::id:
    case Type::reference:
      return "id";
    default:
      return "words";
  }
}

class Writing {
 public:
  explicit Writing(const Vocabulary& vocabulary) : translation_{vocabulary.translation} {}

  std::string schema(const Term& root) {
    page_.line(R"(<?xml version="1.0" encoding="UTF-8"?>)");
    page_.line(
        "<!-- The case format of carepacket, for editors. Elements may stand in any order, so this "
        "schema cannot say how"
    );
    page_.line(
        "     often each may stand: the numbers are in comments, and `carepacket check` looks "
        "after them. -->"
    );
    page_.open(
        R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">)"
    );
    for (const Pattern& p : patterns) {
      simple(std::string{p.name}, p.pattern);
      simple(std::string{p.name} + "-or-empty", "(" + std::string{p.pattern} + ")?");
    }
    page_.open("<xs:element name=\"cases\">");
    page_.open("<xs:complexType>");
    page_.open("<xs:sequence>");
    page_.line("<xs:element ref=\"" + root.name + "\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
    page_.close("</xs:sequence>");
    page_.close("</xs:complexType>");
    page_.close("</xs:element>");
    element(root, true);
    if (!translation_.name.empty()) element(translation_, true);
    for (const auto& [name, term] : composites_) {
      page_.open("<xs:complexType name=\"" + std::string{name} + "\"" + mixed(*term) + ">");
      content(*term);
      page_.close("</xs:complexType>");
    }
    for (const auto& [name, term] : lists_) list_of(*term, true, name);
    page_.close("</xs:schema>");
    return page_.take();
  }

 private:
  void simple(const std::string& name, std::string_view pattern) {
    page_.open("<xs:simpleType name=\"" + name + "\">");
    page_.line(
        "<xs:restriction base=\"xs:token\"><xs:pattern value=\"" + xml::escaped(pattern) +
        "\"/></xs:restriction>"
    );
    page_.close("</xs:simpleType>");
  }

  static std::string described_whole(const Term& term) {
    return term.unprinted.empty() ? term.description
                                  : term.description + " Never printed: " + term.unprinted;
  }
  void described(const Term& term) {
    page_.line(
        "<xs:annotation><xs:documentation>" + xml::escaped(described_whole(term)) +
        "</xs:documentation></xs:annotation>"
    );
  }

  static std::string how_many(const Term& term) {
    const std::string least = std::to_string(term.least);
    return term.most == 0            ? least + " or more"
           : term.least == term.most ? least
                                     : least + " to " + std::to_string(term.most);
  }

  void element(const Term& term, bool is_root) {
    if (!is_root) page_.line("<!-- " + term.name + ": " + how_many(term) + " -->");
    const auto composite = composite_name(term);
    page_.open(
        "<xs:element name=\"" + term.name + "\"" +
        (composite.empty() ? "" : " type=\"" + std::string{composite} + "\"") + ">"
    );
    described(term);
    if (composite.empty()) {
      page_.open("<xs:complexType" + mixed(term) + ">");
      content(term);
      page_.close("</xs:complexType>");
    } else {
      composites_.emplace(std::pair{composite, &term});
    }
    if (is_root && &term != &translation_) references(term);
    page_.close("</xs:element>");
  }

  static std::string_view composite_name(const Term& term) {
    switch (term.type) {
      case Type::name:
        return "name";
      case Type::address:
        return "address";
      case Type::telecom:
        return "telecom";
      default:
        return {};
    }
  }
  static bool has_elements(const Term& term) {
    if (term.has_translations()) return true;
    for (const Term& child : term.children) {
      if (!child.is_attribute) return true;
    }
    return false;
  }
  static std::string mixed(const Term& term) {
    return term.holds_text() && has_elements(term) ? " mixed=\"true\"" : "";
  }

  void content(const Term& term) {
    if (term.holds_text() && !has_elements(term)) {
      page_.open("<xs:simpleContent>");
      page_.open(
          "<xs:extension base=\"" + (term.codes.empty() ? value_type(term) : list_name(term)) +
          "\">"
      );
      attributes(term);
      page_.close("</xs:extension>");
      page_.close("</xs:simpleContent>");
      return;
    }
    if (has_elements(term)) {
      page_.open("<xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">");
      for (const Term& child : term.children) {
        if (!child.is_attribute) element(child, false);
      }
      if (term.has_translations()) page_.line("<xs:element ref=\"" + translation_.name + "\"/>");
      page_.close("</xs:choice>");
    }
    attributes(term);
  }

  /// Only a named type can have attributes added: the lists of elements are written at the end.
  std::string list_name(const Term& term) {
    std::string name =
        term.name + "-values" + (lists_.empty() ? "" : "-" + std::to_string(lists_.size()));
    lists_.emplace_back(name, &term);
    return name;
  }

  static std::string value_type(const Term& term) {
    if (term.type == Type::verbatim) return "xs:string";
    const bool may_be_empty = term.least == 0 || !term.holds_text() || term.type == Type::group ||
                              term.type == Type::person;
    return std::string{simple_type(term)} + (may_be_empty ? "-or-empty" : "");
  }

  void list_of(const Term& term, bool or_empty, const std::string& name = {}) {
    page_.open("<xs:simpleType" + (name.empty() ? "" : " name=\"" + name + "\"") + ">");
    page_.open("<xs:restriction base=\"xs:token\">");
    if (or_empty) page_.line("<xs:enumeration value=\"\"/>");
    for (const Code& code : term.codes) {
      const auto words =
          code.labels.empty() ? std::string{} : xml::escaped(code.labels.front().second);
      page_.line(
          "<xs:enumeration value=\"" + code.value + "\"><xs:annotation><xs:documentation>" + words +
          "</xs:documentation></xs:annotation></xs:enumeration>"
      );
    }
    page_.close("</xs:restriction>");
    page_.close("</xs:simpleType>");
  }

  void attributes(const Term& term) {
    for (const Term& child : term.children) {
      if (!child.is_attribute) continue;
      const std::string need = child.least > 0 ? " use=\"required\"" : "";
      if (child.codes.empty()) {
        page_.open(
            "<xs:attribute name=\"" + child.name + "\" type=\"" + std::string{simple_type(child)} +
            "\"" + need + ">"
        );
        described(child);
      } else {
        page_.open("<xs:attribute name=\"" + child.name + "\"" + need + ">");
        described(child);
        list_of(child, false);
      }
      page_.close("</xs:attribute>");
    }
  }

  /// Ids are given once, and every reference names an element of its kind.
  void references(const Term& root) {
    page_.line(
        "<xs:unique name=\"ids\"><xs:selector xpath=\".//*\"/><xs:field xpath=\"@id\"/></xs:unique>"
    );
    std::set<std::string> keys;
    for (const Term& child : root.children) references_below(child, child.name, keys, root);
  }
  void references_below(
      const Term& term, const std::string& path, std::set<std::string>& keys, const Term& root
  ) {
    for (const Term& child : term.children) {
      if (!child.is_attribute) references_below(child, path + "/" + child.name, keys, root);
      if (child.type != Type::reference || !child.is_attribute ||
          !root.child(child.refers_to, false))
        continue;
      if (keys.insert(child.refers_to).second) {
        page_.line(
            "<xs:unique name=\"" + child.refers_to + "-id\"><xs:selector xpath=\"" +
            child.refers_to + "\"/><xs:field xpath=\"@id\"/></xs:unique>"
        );
      }
      std::string name = path;
      for (char& c : name) c = c == '/' ? '-' : c;
      page_.line(
          "<xs:keyref name=\"" + name + "-" + child.name + "\" refer=\"" + child.refers_to +
          "-id\"><xs:selector xpath=\"" + path + "\"/><xs:field xpath=\"@" + child.name +
          "\"/></xs:keyref>"
      );
    }
  }

  const Term& translation_;
  Page page_;
  std::map<std::string_view, const Term*> composites_;
  std::vector<std::pair<std::string, const Term*>> lists_;
};

}  // namespace

std::string xsd(const Vocabulary& vocabulary) {
  return Writing{vocabulary}.schema(vocabulary.root);
}

}  // namespace engine::vocabulary
