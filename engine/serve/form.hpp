#pragma once

// What a browser sends: the query of an address, and the two forms of a form (WHATWG HTML
// §4.10.21).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::serve {

/// Names and values, a name perhaps several times.
class Form {
 public:
  void add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
  }
  /// Puts another value in place of the first of that name, or adds it.
  void put(const std::string& name, std::string value);
  /// The first value of that name; empty where there is none.
  std::string_view text(std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  bool operator==(const Form&) const = default;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Reads application/x-www-form-urlencoded; nothing where an escape is broken, a value has a
/// character that no case can hold, or there are more than `most` fields. Line ends become \n, and
/// so do U+000B and U+000C.
std::optional<Form> read_urlencoded(std::string_view text, std::size_t most = 4096);

/// A file that was sent; its bytes are a view of the body.
struct SentFile {
  std::string field, name;
  std::string_view bytes;
};
struct Multipart {
  Form form;
  std::vector<SentFile> files;
};
/// Reads multipart/form-data (RFC 7578) by the boundary of its content type; nothing where it is
/// not whole, has a text that no case can hold, more than `most` parts, or a megabyte of texts
/// beside its files.
std::optional<Multipart> read_multipart(
    std::string_view content_type, std::string_view body, std::size_t most = 4096
);

/// The path and the query of what was asked for; nothing where the path has anything in it but
/// letters, digits, - . and /, or the query cannot be read.
struct Target {
  std::string path;
  Form query;
};
std::optional<Target> read_target(std::string_view target);

/// The value of a cookie in the header; empty where it is not there.
std::vector<std::string_view> cookies_in(std::string_view header, std::string_view name);

/// A value as it stands in a query.
std::string in_query(std::string_view value);

}  // namespace engine::serve
