#pragma once

// The sentences a reader meets in a template, whatever a case says.

#include "tests/plain/template_text.hpp"

#include <string>
#include <vector>

namespace plain {

/// What a piece of text is for its reader. `label`: words beside a blank, under a signature, in an
/// address.
enum class Role { running, heading, label };

struct Sentence {
  std::string text;  ///< with a gap for each variable
  Place at;          ///< where it begins
  Role role = Role::running;
  bool legal = false;  ///< it says what the law wants said
};

/// The sentences of a template, each once. Both branches of a section count: every piece of text is
/// read at least once, in a reading in which it is there. Left out: blockquotes, citations of law,
/// and sentences with no word of their own.
std::vector<Sentence> sentences_of(const std::vector<Event>& events);

/// The sentences of a text that is not markup.
std::vector<Sentence> sentences_of(const std::string& text, const Place& at, Role role);

}  // namespace plain
