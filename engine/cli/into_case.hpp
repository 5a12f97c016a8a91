#pragma once

// What was typed into a packet, written into the case where it has a place there.

#include "engine/foreign/answers.hpp"
#include "engine/kind/kind.hpp"

#include <map>
#include <string>
#include <string_view>

namespace engine::cli {

/// A case that answers are written into, one after the other. No word of it is changed.
class IntoCase {
 public:
  IntoCase(const Source& source, const kind::TemplateSet& template_set);

  enum class Became {
    written,
    there_already,  ///< the case says so
    otherwise,      ///< the case says something else, which stays
    no_place        ///< the answer has no place in a case, or this case has lost it
  };
  Became put(const foreign::Field& field);
  const std::string& text() const { return text_; }

 private:
  int errors_in(const std::string& text) const;

  std::string name_;
  const kind::TemplateSet& template_set_;
  std::string text_;
  int errors_;  ///< that the case had before
  /// Rows of a paper that were left empty make no element: which one a row became.
  std::map<std::string, std::size_t> numbers_;
};

}  // namespace engine::cli
