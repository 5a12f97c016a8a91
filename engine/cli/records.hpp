#pragma once

#include "engine/cli/files.hpp"
#include "engine/cli/request.hpp"
#include "engine/kind/kind.hpp"
#include "engine/xml/xml.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::cli {

/// The files beside a case, and those that --attach names, which lie anywhere.
class BesideAndAttached final : public Beside {
 public:
  BesideAndAttached(std::string folder, const std::vector<std::string>& attached);
  const Source* find(std::string_view name) const override;

 private:
  files::Folder folder_;
  std::map<std::string, std::unique_ptr<files::Folder>, std::less<>> attached_;  ///< by their names
};

/// Whether the records of a case stand among the papers of a set.
bool has_records(const kind::TemplateSet& template_set, std::string_view set);
/// Whether each file that --attach names can be read; the first that cannot is told (E701).
bool are_there(const std::vector<std::string>& attached, Diagnostics& out);

/// A case, and the line of it that its file has not.
struct WithAttached {
  std::unique_ptr<Source> text;
  int line = 0;  ///< 0: there is none
};
/// The case as if it named what --attach names: <attachment> elements on a line of their own at its
/// end, so that each place before stays where it was. Two files of one name are told (E712).
Result<WithAttached> with_attached(
    std::unique_ptr<Source> text, const std::vector<std::string>& attached, Diagnostics& out
);

/// The one password of a run: it opens records, and locks what is made of them. It is read once.
class RunPassword {
 public:
  /// `may_ask`: somebody sits at the terminal for it.
  RunPassword(const Request& asked, Diagnostics& out, bool may_ask = true)
      : asked_{asked}, out_{out}, may_ask_{may_ask} {}

  /// For a record that needs one; nullptr when there is none.
  const char* for_record();
  /// What was read from a file or a descriptor; nothing when nobody asked for it.
  std::optional<encrypt::Password> take() { return std::exchange(password_, std::nullopt); }
  bool was_wanted() const { return was_wanted_; }
  /// It locks what is made, and can be had without asking anybody.
  bool is_at_hand() const { return asked_.encrypt && !asked_.password.is_terminal(); }

 private:
  const Request& asked_;
  Diagnostics& out_;
  bool may_ask_;
  std::optional<encrypt::Password> password_;
  bool was_wanted_ = false;
};

}  // namespace engine::cli
