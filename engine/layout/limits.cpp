#include "engine/base/printable.hpp"
#include "engine/doc/shorten.hpp"
#include "engine/layout/body.hpp"
#include "engine/layout/messages.hpp"

#include <algorithm>
#include <optional>

namespace engine::layout {

namespace {

/// Looks for how much of a document has to be dropped (copyfitting).
class Fitting {
 public:
  explicit Fitting(const Setting& setting)
      : setting_{setting}, document_{setting.document}, shortening_{setting.document} {}

  Body fitted(Diagnostics& out) {
    Diagnostics told;
    std::optional<Body> body{without(0, told)};
    something_is_cut_ = body->has_cuts();
    // Where a remark says so, there is one more line to set.
    const bool says_so = something_is_cut_ && document_.has_if_cut;
    const std::size_t pages_of_all = says_so ? pages_without(0) : body->page_count();
    const std::size_t dropped = least_to_drop(pages_of_all);
    if (dropped > 0 || says_so) {
      told = {};
      shortening_.tell(dropped, told);
      body.emplace(without(dropped, told));
    }
    tell_pages(body->page_count(), told);
    out.take(std::move(told));
    return *std::move(body);
  }

 private:
  Body without(std::size_t dropped, Diagnostics& out) const {
    if (dropped == 0 && !document_.has_if_cut) return {setting_, document_.blocks, out};
    return {setting_, shortening_.without(dropped, something_is_cut_ || dropped > 0), out};
  }
  std::size_t pages_without(std::size_t dropped) const {
    Diagnostics discarded;
    return without(dropped, discarded).page_count();
  }

  /// How much has to be dropped, when with none dropped there are `pages_of_all`. What would not
  /// save a page stays: a document that is too long in any case loses no more than it must to have
  /// the fewest pages it can.
  std::size_t least_to_drop(std::size_t pages_of_all) const {
    const auto most = static_cast<std::size_t>(document_.most_pages);
    if (most == 0 || pages_of_all <= most || shortening_.count() == 0) return 0;
    const std::size_t wanted = std::max(most, pages_without(shortening_.count()));
    if (pages_of_all <= wanted) return 0;
    std::size_t too_few = 0, enough = shortening_.count();
    while (enough - too_few > 1) {
      const std::size_t middle = too_few + (enough - too_few) / 2;
      (pages_without(middle) <= wanted ? enough : too_few) = middle;
    }
    return enough;
  }

  void tell_pages(std::size_t pages, Diagnostics& out) const {
    const auto most = static_cast<std::size_t>(document_.most_pages);
    if (most == 0 || pages <= most) return;
    out.warn(
        messages::too_many_pages(quoted(document_.title), counted(pages, "page", "pages"), most),
        document_.most_pages_at,
        {"nothing more was left out: mark more of it as spare, or say it in fewer words"}
    );
  }

  const Setting& setting_;
  const doc::Document& document_;
  doc::Shortening shortening_;
  bool something_is_cut_ = false;  ///< whatever is dropped besides
};

}  // namespace

Body body_within_limits(const Setting& setting, Diagnostics& out) {
  return Fitting{setting}.fitted(out);
}

}  // namespace engine::layout
