#include "engine/fill/fill.hpp"

#include "engine/fill/compiled.hpp"
#include "engine/fill/value.hpp"

namespace engine::fill {

namespace {

/// One part of a path of a case there is: `is.confirmed` is two parts and one step.
struct Parts {
  std::string_view path;
  bool is_done() const { return path.empty(); }
  std::string_view next() {
    const auto dot = path.find('.');
    const auto part = path.substr(0, dot);
    path.remove_prefix(dot == path.npos ? path.size() : dot + 1);
    return part;
  }
};

/// The step that a part is from a value, if the value has that name.
std::optional<Step> step_from(const Value& value, std::string_view part, Parts& rest) {
  if (part == "is" && !rest.is_done()) return Step{.is = Step::Is::code, .name = rest.next()};
  if (const auto* group = std::get_if<const facts::Group*>(&value.either); group && *group) {
    for (const auto& [name, fact] : **group) {
      if (name == part) return Step{.is = Step::Is::member, .name = part};
    }
    return std::nullopt;
  }
  const Found found = step_into(type_of(value), part);
  if (found.step.is == Step::Is::itself) return std::nullopt;
  return found.step;
}

/// What a path leads to: from the item, else the document, else the case, as in a template.
Value look_up(const Scope& scope, std::string_view path, Desk& desk) {
  const Value places[] = {
      scope.item ? value_of(*scope.item) : Value{},
      scope.document ? Value{scope.document, {}} : Value{},
      Value{&scope.facts->root, {}}};
  for (const Value& place : places) {
    Parts parts{path};
    const auto first = step_from(place, parts.next(), parts);
    if (!first) continue;
    Value value = take(place, *first, desk);
    while (!parts.is_done() && type_of(value).is != Type::Is::nothing) {
      const auto step = step_from(value, parts.next(), parts);
      if (!step) return {};
      value = take(value, *step, desk);
    }
    return parts.is_done() ? value : Value{};
  }
  return {};
}

}  // namespace

bool is_there(const Scope& scope, std::string_view path) {
  Desk desk{*scope.facts->in, {}, {}, {}};
  return is_there(look_up(scope, path, desk));
}

std::string text_of(const Scope& scope, std::string_view path) {
  const facts::Language& drawn = *scope.facts->in;
  if (drawn.code == scope.language) {
    Desk desk{drawn, {}, {}, {}};
    return std::string{text_of(look_up(scope, path, desk), desk)};
  }
  const facts::Language in = facts::language(*drawn.shelf, scope.language);
  Desk desk{in, {}, {}, {}};
  return std::string{text_of(look_up(scope, path, desk), desk)};
}

Result<std::unique_ptr<Source>> fill(
    Templates& templates, std::string_view kind, const Scope& scope, Diagnostics& out
) {
  Templates::Shelved& shelved = *templates.shelved_;
  const kind::Kind* wanted = shelved.shelf->kind(kind);
  if (!wanted || !shelved.file_of(kind, scope.language)) {
    const std::string name = std::string{kind} + "/" + std::string{scope.language};
    return out.error(
        "E245",
        {},
        "the kind '" + std::string{kind} + "' has no template in the language '" +
            std::string{scope.language} + "'",
        {"a template is a file named after its language: " + name + ".mustache"}
    );
  }
  Diagnostics found;
  Told told{found};
  Compiled* compiled = shelved.compiled(*wanted, scope.language, told);
  const auto wrong = found.reported();
  out.take(std::move(found));
  if (!compiled) return *wrong;
  return render(*compiled, shelved, scope);
}

}  // namespace engine::fill
