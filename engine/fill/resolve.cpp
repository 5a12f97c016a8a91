#include "engine/fill/resolve.hpp"

#include "engine/fill/messages.hpp"

#include <algorithm>
#include <optional>

namespace engine::fill {

namespace {

constexpr std::string_view loop_names[] = {"position", "isFirst", "isLast"};

/// The parts between the dots.
std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const auto dot = path.find('.', at);
    parts.push_back(path.substr(at, dot - at));
    if (dot == path.npos) return parts;
    at = dot + 1;
  }
}

Found loop_variable(std::string_view name) {
  if (name == "position") return {{.is = Step::Is::position}, {Type::Is::number}};
  if (name == "isFirst") return {{.is = Step::Is::is_first}, {Type::Is::flag}};
  if (name == "isLast") return {{.is = Step::Is::is_last}, {Type::Is::flag}};
  return {};
}

/// Follows one path. Each part is a step, but for `is.confirmed`, which is one step of two parts.
class Walk {
 public:
  Walk(std::string_view path, const std::vector<Frame>& frames, const vocabulary::Term& root)
      : path_{path}, parts_{parts_of(path)}, frames_{frames}, root_{root} {}

  std::variant<Path, Miss> go() {
    if (path_ == ".") {
      const auto top = static_cast<std::uint32_t>(frames_.size() - 1);
      return Path{top, {}, frames_[top].type};
    }
    if (auto miss = start()) return *std::move(miss);
    while (next_ < parts_.size()) {
      if (auto miss = go_on()) return *std::move(miss);
    }
    return std::move(found_);
  }

 private:
  /// Finds the frame whose value has the first part.
  std::optional<Miss> start() {
    for (std::size_t i = frames_.size(); i-- > 0;) {
      found_ = Path{static_cast<std::uint32_t>(i), {}, frames_[i].type};
      if (is_code_step(found_.type)) return take_code();
      const bool has_it = take(step_into(found_.type, parts_[0])) ||
                          (frames_[i].repeats && take(loop_variable(parts_[0])));
      if (!has_it) continue;
      next_ = 1;
      return std::nullopt;
    }
    return missing_start();
  }

  bool take(const Found& found) {
    if (found.type.is == Type::Is::nothing) return false;
    found_.steps.push_back(found.step);
    found_.type = seen_through(found.type, root_);
    return true;
  }

  bool is_code_step(const Type& type) const {
    return parts_[next_] == "is" && next_ + 1 < parts_.size() && !codes_of(type).empty();
  }

  std::optional<Miss> go_on() {
    if (is_code_step(found_.type)) return take_code();
    if (take(step_into(found_.type, parts_[next_]))) {
      ++next_;
      return std::nullopt;
    }
    return missing_step();
  }

  std::optional<Miss> take_code() {
    const auto wanted = parts_[next_ + 1];
    const auto codes = codes_of(found_.type);
    if (std::find(codes.begin(), codes.end(), wanted) == codes.end()) {
      auto hints = suggestion(wanted, codes, quotes);
      if (hints.empty()) hints.push_back("it has " + list_of(codes));
      return miss(
          next_ == 0 ? messages::unknown_code_here(wanted)
                     : messages::unknown_code(before(next_), wanted),
          wanted,
          std::move(hints)
      );
    }
    found_.steps.push_back(
        {.is = Step::Is::code, .name = *std::find(codes.begin(), codes.end(), wanted)}
    );
    found_.type = {Type::Is::flag};
    next_ += 2;
    return std::nullopt;
  }

  Miss missing_start() const {
    std::vector<std::string_view> names;
    for (std::size_t i = frames_.size(); i-- > 0;) {
      const auto own = names_inside(frames_[i].type);
      names.insert(names.end(), own.begin(), own.end());
      if (frames_[i].repeats)
        names.insert(names.end(), std::begin(loop_names), std::end(loop_names));
    }
    return miss(messages::unknown_name(parts_[0]), parts_[0], suggestion(parts_[0], names, quotes));
  }

  Miss missing_step() const {
    const auto wanted = parts_[next_];
    const auto owner = before(next_);
    if (is_list(found_.type) &&
        step_into(inside(found_.type), wanted).type.is != Type::Is::nothing) {
      const std::string list{owner};
      return miss(
          messages::name_inside_items(owner, wanted),
          wanted,
          {"say " + list + ".first." + std::string{wanted} + ", or stand inside {{#" + list +
           "}}…{{/" + list + "}}"}
      );
    }
    const auto names = names_inside(found_.type);
    auto hints = suggestion(wanted, names, quotes);
    constexpr std::size_t few = 9;
    if (hints.empty() && !names.empty() && names.size() <= few)
      hints.push_back("it has " + list_of(names));
    if (names.empty())
      hints.push_back("it is " + std::string{described(found_.type)} + ", with no names inside");
    return miss(messages::unknown_name_inside(owner, wanted), wanted, std::move(hints));
  }

  /// The path up to a part, without it.
  std::string_view before(std::size_t part) const {
    const auto end = static_cast<std::size_t>(parts_[part].data() - path_.data());
    return path_.substr(0, end - 1);
  }

  Miss miss(FilledError said, std::string_view part, std::vector<std::string> hints) const {
    return {
        std::move(said),
        std::move(hints),
        static_cast<std::size_t>(part.data() - path_.data()),
        part.size()};
  }

  std::string_view path_;
  std::vector<std::string_view> parts_;
  const std::vector<Frame>& frames_;
  const vocabulary::Term& root_;
  Path found_;
  std::size_t next_ = 0;
};

}  // namespace

std::variant<Path, Miss> resolve(
    std::string_view path, const std::vector<Frame>& frames, const vocabulary::Term& root
) {
  return Walk{path, frames, root}.go();
}

}  // namespace engine::fill
