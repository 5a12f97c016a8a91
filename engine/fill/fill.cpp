#include "engine/fill/fill.hpp"

#include "engine/fill/compiled.hpp"
#include "engine/fill/value.hpp"

namespace engine::fill {

namespace {

/// What a path leads to in one document: nothing where no case could have it.
Value look_up(Templates::Shelved& shelved, const Scope& scope, std::string_view path, Desk& desk) {
  const auto* way = std::get_if<Path>(&shelved.path(scope.each, path));
  return way ? follow(way->steps, outer_values(scope)[way->frame], desk) : Value{};
}

}  // namespace

bool is_there(Templates& templates, const Scope& scope, std::string_view path) {
  Desk desk{*scope.facts->in, {}, {}, {}};
  return is_there(look_up(templates.shelved(), scope, path, desk));
}

std::string text_of(Templates& templates, const Scope& scope, std::string_view path) {
  Templates::Shelved& shelved = templates.shelved();
  Desk desk{shelved.language(scope.language), {}, {}, {}};
  return std::string{text_of(look_up(shelved, scope, path, desk), desk)};
}

Span span_of(Templates& templates, const Scope& scope, std::string_view path) {
  Desk desk{*scope.facts->in, {}, {}, {}};
  return look_up(templates.shelved(), scope, path, desk).span;
}

Result<std::unique_ptr<Source>> fill(
    Templates& templates, std::string_view kind, const Scope& scope, Diagnostics& out
) {
  Templates::Shelved& shelved = templates.shelved();
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
