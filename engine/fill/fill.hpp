#pragma once

#include "engine/base/base.hpp"
#include "engine/facts/facts.hpp"
#include "engine/fill/document_facts.hpp"
#include "engine/kind/kind.hpp"
#include "engine/xml/xml.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::fill {

/// A template compiled once: partials taken in, every name checked against the shape of facts.
class Compiled;

/// All templates of a template set, compiled. Constant afterwards? kainjow renders through a
/// non-const object, so each worker has its own `Templates`.
class Templates {
 public:
  Templates();
  Templates(Templates&&) noexcept;
  Templates& operator=(Templates&&) noexcept;
  ~Templates();

  bool has(std::string_view kind, std::string_view language) const;

  struct State;
  State& state() { return *state_; }

 private:
  friend Result<Templates> open(const kind::TemplateSet&, Diagnostics&);
  friend Result<Templates> compile(const kind::TemplateSet&, Diagnostics&);
  std::unique_ptr<State> state_;
};

/// Opens the templates of a template set; each is compiled when it is first filled, and its faults
/// are told then. Reported (E2xx): a fact that a kind.xml asks for and no case could have, words
/// the engine needs.
Result<Templates> open(const kind::TemplateSet& template_set, Diagnostics& out);

/// Opens the templates and compiles every one (of a checked template set, where that was done
/// before, each at its first use). Reported (E2xx), with template file, line and column: what
/// kainjow's parser refuses, {{{x}}} and {{&x}} (escaping stays on), {{=…=}}, an unknown partial,
/// partials that take in each other, a name no case could ever have (with the nearest right one).
Result<Templates> compile(const kind::TemplateSet& template_set, Diagnostics& out);

/// One document to fill: a kind, in a language, about one item of the kind's `each` list (or about
/// the case).
struct Scope {
  const facts::Facts* facts = nullptr;
  const facts::Fact* item = nullptr;  ///< the item of `each`, if the kind has one
  /// What only the document knows: title, blanks, contents, bound ….
  const facts::Group* document = nullptr;
  std::string_view language = language_tag::english;
  std::string_view each = "";  ///< the list that `item` is of: what names its kind of thing has
  const Budget* budget = &Budget::none();  ///< asked at each item of a section
};

/// Looks up what a kind.xml asks for, such as patient.birthDate, as a template of that scope would:
/// the path is compiled against the same names at its first use, and walked by the same code. What
/// no case could have is never there. False: absent, "no", or an empty list.
bool is_there(Templates& templates, const Scope& scope, std::string_view path);
/// The text a template would print for a path; "" when absent.
std::string text_of(Templates& templates, const Scope& scope, std::string_view path);
/// Where the case says it; no place when it does not, or when it was concluded.
Span span_of(Templates& templates, const Scope& scope, std::string_view path);

/// A template poured full: markup whose every byte knows where it came from, the template or the
/// case.
struct Filled {
  std::unique_ptr<Source> markup;
  /// As xml::parse() would read it. Nothing where it is to be parsed: with a fault, or with marks
  /// that are seldom used.
  std::optional<xml::Tree> tree;
};

/// Pours facts into a template. Text of a case is data: `{{`, `<` and `&` print as typed.
Result<Filled> fill(
    Templates& templates, std::string_view kind, const Scope& scope, Diagnostics& out
);

}  // namespace engine::fill
