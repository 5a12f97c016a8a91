#pragma once

// One request with the case it is about, for the files of the site.

#include "engine/serve/site.hpp"

namespace engine::serve {

struct Site::Visit {
  const Request& request;
  Guard& guard;
  const Form& form;  ///< the query, or what was sent
  const std::vector<SentFile>& files;
  Look look;
  std::optional<CaseFile> file;

  std::string text(std::string_view name) const { return std::string{form.text(name)}; }
  /// The number of an item in the form; 0 where there is none.
  std::size_t item() const;
};

}  // namespace engine::serve
