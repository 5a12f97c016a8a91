#pragma once

#include "engine/doc/doc.hpp"

#include <string>
#include <vector>

namespace engine::doc {

/// Documents one behind the other, for rooms that write them as one file without pages.
struct DocumentBundle {
  struct Part {
    const Document* document = nullptr;
    std::string title;       ///< as a list of contents names it
    std::string anchor;      ///< links to the document name it; another for each part
    bool has_fields = true;  ///< else what is to be filled in is drawn, to be filled in by hand
    int level = 1;           ///< of its <h1> among all headings of the bundle: 1, 2
    std::string tab;         ///< the part of the set it belongs to: 3. Records; may be empty
  };

  std::string title;
  std::string language;  ///< BCP 47; a part in another one says so itself
  TextStyle text;        ///< what most letters look like
  std::vector<Part> parts;
  std::string contents;   ///< what the list of contents is called
  std::string to_papers;  ///< what a link past the list of contents is called

  /// The title stands above the parts, unless one of them says it: a cover, or the only one.
  bool has_own_title() const { return parts.empty() || parts.front().level > 1; }
};

}  // namespace engine::doc
