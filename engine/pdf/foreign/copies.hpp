#pragma once

#include "engine/page/page.hpp"
#include "engine/pdf/haru/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::pdf {

/// The files of other programs whose pages stand among ours, as objects of this one.
class Copies {
 public:
  explicit Copies(const page::Pages& pages);

  /// Streams come before small objects, and what these say is known last: each is called once, in
  /// this order. The bytes of the files stay until the document is saved.
  void add_streams(haru::Document& file);
  void add_objects(haru::Document& file);

  /// The resources of a page that shows a copy: those of all pages, and the forms that it draws;
  /// nothing for one that shows none.
  ObjectId add_resources(haru::Document& file, const page::Page& page, std::string_view of_all)
      const;
  /// Layers of those files (ISO 32000-1 §8.11.4), for the catalog; may be empty.
  std::string layers() const;

 private:
  struct File {
    const ForeignFile* from;
    std::vector<ObjectId> ids;  ///< of its objects
  };
  const File& file_of(const ForeignFile* from) const;
  static std::string body(const File& file, const ForeignObject& object);

  std::vector<File> files_;
};

}  // namespace engine::pdf
