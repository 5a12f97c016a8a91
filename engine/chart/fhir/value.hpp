#pragma once

// A FHIR resource as its readers ask for it, whether it was JSON or XML. What JSON writes as a list
// of one, XML cannot tell from one alone: each() is the same for both.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace engine::chart::fhir {

/// A value: text (numbers and yes/no as they are written), an object, or a list. One that is not
/// there is empty, so that paths need no questions on the way. A chart has millions: one that holds
/// nothing takes 48 bytes.
class Value {
 public:
  enum class Kind { nothing, text, object, list };

  Value();
  ~Value();
  Value(Value&&) noexcept;
  Value& operator=(Value&&) noexcept;
  Value(const Value&) = delete;  // a chart of many megabytes is held once
  Value& operator=(const Value&) = delete;
  static Value of_text(std::string text);
  static Value object();
  static Value list();

  explicit operator bool() const { return kind_ != Kind::nothing; }
  bool is_object() const { return kind_ == Kind::object; }
  bool is_list() const { return kind_ == Kind::list; }
  /// The member of that name; of a list, of its first item.
  const Value& operator[](std::string_view name) const;
  /// The value at a path: "code.coding.code".
  const Value& at(std::string_view path) const;
  /// The text; of a list, of its first item; empty where there is none.
  const std::string& text() const;
  const std::string& text(std::string_view path) const { return at(path).text(); }
  /// The items of a list; a value alone is a list of one.
  std::vector<const Value*> each() const;
  std::vector<const Value*> each(std::string_view path) const { return at(path).each(); }
  /// Of an object, with names().
  const std::vector<Value>& members() const;
  const std::vector<std::string>& names() const;

  /// For who builds one: adds a member, or an item, and gives it.
  Value& add(std::string name, Value value);
  /// The member of that name, to be changed; nullptr when absent.
  Value* find(std::string_view name);
  /// What each() gives, moved out of it.
  std::vector<Value> take_each();
  /// Gives back the room that was kept for more members.
  void close();

 private:
  struct Inside;
  const Inside& inside() const;

  Kind kind_ = Kind::nothing;
  std::string text_;
  std::unique_ptr<Inside> inside_;  ///< nullptr where there is nothing
};

}  // namespace engine::chart::fhir
