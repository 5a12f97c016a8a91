#include "engine/fill/fill.hpp"

#include "engine/fill/compiled.hpp"
#include "engine/fill/messages.hpp"
#include "engine/fill/value.hpp"

namespace engine::fill {

namespace {

/// What a path leads to in one document: nothing where no case could have it.
Value look_up(
    Templates::State& state, const Scope& scope, std::string_view path, ValueArena& arena
) {
  const auto* way = std::get_if<Path>(&state.path(scope.each, path));
  return way ? follow(way->steps, outer_values(scope)[way->frame], arena) : Value{};
}

}  // namespace

bool is_there(Templates& templates, const Scope& scope, std::string_view path) {
  ValueArena arena{*scope.facts->in, {}, {}, {}};
  return is_there(look_up(templates.state(), scope, path, arena));
}

std::string text_of(Templates& templates, const Scope& scope, std::string_view path) {
  Templates::State& state = templates.state();
  ValueArena arena{language_of(state, scope), {}, {}, {}};
  return std::string{text_of(look_up(state, scope, path, arena), arena)};
}

Span span_of(Templates& templates, const Scope& scope, std::string_view path) {
  ValueArena arena{*scope.facts->in, {}, {}, {}};
  return look_up(templates.state(), scope, path, arena).span;
}

Result<Filled> fill(
    Templates& templates, std::string_view kind, const Scope& scope, Diagnostics& out
) {
  Templates::State& state = templates.state();
  const kind::Kind* wanted = state.template_set->kind(kind);
  if (!wanted || !state.file_of(kind, scope.language)) {
    const std::string name = std::string{kind} + "/" + std::string{scope.language};
    return out.error(
        messages::no_template(kind, scope.language),
        {},
        {"a template is a file named after its language: " + name + ".mustache"}
    );
  }
  const auto compiled = state.compiled(*wanted, scope.language, out);
  if (!compiled) return compiled.error();
  return render(**compiled, state, scope);
}

}  // namespace engine::fill
