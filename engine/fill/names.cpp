#include "engine/fill/names.hpp"

#include "engine/fill/document_facts.hpp"

#include <algorithm>
#include <iterator>

namespace engine::fill {

namespace {

using vocabulary::Term;
using Is = Type::Is;

struct Named {
  std::string_view name;
  Format format;
};

constexpr Named date_formats[] = {
    {"long", Format::long_form},
    {"atStart", Format::at_start},
    {"short", Format::short_form},
    {"brief", Format::brief},
    {"iso", Format::iso},
    {"year", Format::year},
    {"byDay", Format::by},
    {"sinceDay", Format::since},
    {"onDay", Format::on}};
constexpr Named moment_formats[] = {
    {"long", Format::long_form},
    {"atStart", Format::at_start},
    {"date", Format::date},
    {"time", Format::time},
    {"weekday", Format::weekday}};
constexpr Named name_formats[] = {
    {"full", Format::full},
    {"formal", Format::formal},
    {"theFormal", Format::the_formal},
    {"toFormal", Format::to_formal},
    {"ofFormal", Format::of_formal},
    {"first", Format::first},
    {"last", Format::last},
    {"sort", Format::sort},
    {"call", Format::call},
    {"withSuffix", Format::with_suffix},
    {"titled", Format::titled}};
constexpr Named person_formats[] = {
    {"full", Format::full},
    {"formal", Format::formal},
    {"theFormal", Format::the_formal},
    {"toFormal", Format::to_formal},
    {"ofFormal", Format::of_formal},
    {"first", Format::first},
    {"last", Format::last},
    {"sort", Format::sort},
    {"call", Format::call},
    {"withSuffix", Format::with_suffix},
    {"titled", Format::titled},
    {"phone", Format::phone},
    {"fax", Format::fax},
    {"email", Format::email},
    {"presentAddress", Format::present_address}};
constexpr Named address_formats[] = {{"lines", Format::lines}, {"oneLine", Format::one_line}};
constexpr Named telecom_formats[] = {{"text", Format::text}};
constexpr Named verbatim_formats[] = {{"lines", Format::lines}};
constexpr Named code_formats[] = {{"code", Format::code}};
constexpr Named answer_formats[] = {
    {"yes", Format::yes}, {"no", Format::no}, {"unknown", Format::unknown}};
constexpr Named list_formats[] = {
    {"count", Format::count},
    {"first", Format::first_item},
    {"last", Format::last_item},
    {"joined", Format::joined}};

std::span<const Named> formats_of(vocabulary::Type type) {
  switch (type) {
    case vocabulary::Type::date:
      return date_formats;
    case vocabulary::Type::date_time:
      return moment_formats;
    case vocabulary::Type::name:
      return name_formats;
    case vocabulary::Type::person:
      return person_formats;
    case vocabulary::Type::address:
      return address_formats;
    case vocabulary::Type::telecom:
      return telecom_formats;
    case vocabulary::Type::verbatim:
      return verbatim_formats;
    case vocabulary::Type::code:
      return code_formats;
    case vocabulary::Type::yes_no:
      return answer_formats;
    default:
      return {};
  }
}

std::span<const Named> formats_of(const Type& type) {
  switch (type.is) {
    case Is::date:
      return date_formats;
    case Is::date_time:
      return moment_formats;
    case Is::word:
      return code_formats;
    case Is::entry:
      return type.term ? formats_of(type.term->type) : std::span<const Named>{};
    case Is::entries:
    case Is::list:
    case Is::texts:
      return list_formats;
    default:
      return {};
  }
}

Format format_in(std::span<const Named> formats, std::string_view name) {
  for (const Named& format : formats) {
    if (format.name == name) return format.format;
  }
  return Format::none;
}

/// One of the numbers, or one of the addresses, of a person.
Type one_of(const Type& person, vocabulary::Type part) {
  if (person.term) {
    for (const Term& child : person.term->children) {
      if (child.type == part) return {Is::entry, nullptr, &child};
    }
  }
  return {Is::text};
}

/// What a format gives.
Type type_of_face(const Type& of, Format format) {
  switch (format) {
    case Format::phone:
    case Format::fax:
    case Format::email:
      return one_of(of, vocabulary::Type::telecom);
    case Format::present_address:
      return one_of(of, vocabulary::Type::address);
    case Format::date:
      return {Is::date};
    case Format::lines:
      return {Is::texts};
    case Format::count:
      return {Is::number};
    case Format::yes:
    case Format::no:
    case Format::unknown:
      return {Is::flag};
    case Format::first_item:
    case Format::last_item:
      return inside(of);
    default:
      return {Is::text};
  }
}

bool has_text_of_its_own(const Term& term) {
  return term.type != vocabulary::Type::group || term.has_text;
}

}  // namespace

Type type_of(const facts::Shape& shape) {
  using Given = facts::Shape::Is;
  switch (shape.is) {
    case Given::flag:
      return {Is::flag};
    case Given::text:
      return {Is::text};
    case Given::number:
      return {Is::number};
    case Given::date:
      return {Is::date};
    case Given::word:
      return {Is::word, &shape};
    case Given::entry:
      return {Is::entry, nullptr, shape.term};
    case Given::group:
      return {Is::group, &shape};
    case Given::list:
      if (shape.term) return {Is::entries, nullptr, shape.term};
      return {shape.names.empty() ? Is::texts : Is::list, &shape};
  }
  return {};
}

Type type_of(const Term& term) {
  return {term.most == 1 ? Is::entry : Is::entries, nullptr, &term};
}

Type inside(const Type& type) {
  switch (type.is) {
    case Is::entries:
      return {Is::entry, nullptr, type.term};
    case Is::list:
      return {Is::group, type.shape};
    case Is::texts:
      return {Is::text};
    default:
      return type;
  }
}

bool is_list(const Type& type) {
  return type.is == Is::entries || type.is == Is::list || type.is == Is::texts;
}

bool prints(const Type& type) {
  switch (type.is) {
    case Is::entry:
      return type.term && has_text_of_its_own(*type.term);
    case Is::text:
    case Is::number:
    case Is::date:
    case Is::date_time:
    case Is::word:
      return true;
    default:
      return false;
  }
}

std::vector<std::string_view> codes_of(const Type& type) {
  std::vector<std::string_view> codes;
  if (type.is == Is::word && type.shape)
    codes.assign(type.shape->codes.begin(), type.shape->codes.end());
  if (type.is == Is::entry && type.term) {
    for (const vocabulary::Code& code : type.term->codes) codes.push_back(code.value);
  }
  return codes;
}

Type seen_through(Type type, const Term& root) {
  if ((type.is == Is::entry || type.is == Is::entries) && type.term &&
      type.term->type == vocabulary::Type::reference) {
    type.term = root.child(type.term->refers_to, false);
  }
  return type;
}

Found step_into(const Type& type, std::string_view name) {
  if (type.is == Is::group && type.shape) {
    const auto& names = type.shape->names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].name != name) continue;
      return {
          {.is = Step::Is::member, .name = names[i].name, .hint = static_cast<std::uint32_t>(i)},
          type_of(names[i])};
    }
  }
  if (type.is == Is::entry && type.term) {
    for (const Term& child : type.term->children) {
      if (child.name == name)
        return {{.is = Step::Is::child, .name = child.name, .term = &child}, type_of(child)};
    }
  }
  if (const Format format = format_in(formats_of(type), name); format != Format::none) {
    return {{.is = Step::Is::format, .format = format}, type_of_face(type, format)};
  }
  return {};
}

std::vector<std::string_view> names_inside(const Type& type) {
  std::vector<std::string_view> names;
  if (type.is == Is::group && type.shape) {
    for (const auto& own : type.shape->names) names.push_back(own.name);
  }
  if (type.is == Is::entry && type.term) {
    for (const Term& child : type.term->children) names.push_back(child.name);
  }
  for (const Named& format : formats_of(type)) names.push_back(format.name);
  if (!codes_of(type).empty()) names.push_back("is");
  return names;
}

std::string_view described(const Type& type) {
  switch (type.is) {
    case Is::nothing:
      return "nothing";
    case Is::flag:
      return "yes or no";
    case Is::text:
      return "text";
    case Is::number:
      return "a number";
    case Is::date:
      return "a date";
    case Is::date_time:
      return "a date and time";
    case Is::word:
      return "a word of a list";
    case Is::entries:
    case Is::list:
    case Is::texts:
      return "a list";
    case Is::group:
      return "a group";
    case Is::entry:
      break;
  }
  switch (type.term ? type.term->type : vocabulary::Type::group) {
    case vocabulary::Type::date:
      return "a date";
    case vocabulary::Type::date_time:
      return "a date and time";
    case vocabulary::Type::number:
    case vocabulary::Type::decimal:
      return "a number";
    case vocabulary::Type::code:
      return "a code";
    case vocabulary::Type::yes_no:
      return "yes or no";
    case vocabulary::Type::name:
      return "a name";
    case vocabulary::Type::address:
      return "an address";
    case vocabulary::Type::telecom:
      return "a number or address";
    case vocabulary::Type::person:
      return "a person";
    case vocabulary::Type::group:
      return "a group";
    default:
      return "text";
  }
}

const facts::Shape& document_shape() {
  static const facts::Shape shape{
      "", facts::Shape::Is::group, nullptr, {}, facts::shapes(tables::document, nullptr)};
  return shape;
}

}  // namespace engine::fill
