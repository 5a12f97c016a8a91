#include "engine/base/printable.hpp"
#include "engine/doc/shorten.hpp"
#include "engine/layout/body.hpp"
#include "engine/layout/messages.hpp"

#include <algorithm>
#include <memory>

namespace engine::layout {

namespace {

/// Looks for how much of a document has to be dropped (copyfitting).
class Fitting {
 public:
  explicit Fitting(const Setting& setting)
      : setting_{setting}, document_{setting.document}, shortening_{setting.document} {}

  Body fitted(Diagnostics& out) {
    Tried tried = without(0);
    something_is_cut_ = tried.body->has_cuts();
    // Where a remark says so, there is one more line to set.
    if (something_is_cut_ && document_.has_if_cut) tried = without(0);
    drop_least(tried);
    Diagnostics told;
    shortening_.tell(tried.dropped, told);
    told.take(std::move(tried.told));
    tell_pages(tried.pages(), told);
    out.take(std::move(told));
    return std::move(*tried.body);
  }

 private:
  /// The document as it is without so many of its spare pieces, and what there is to tell of it.
  struct Tried {
    std::size_t dropped = 0;
    Diagnostics told{};
    std::unique_ptr<Body> body{};

    std::size_t pages() const { return body->page_count(); }
  };

  Tried without(std::size_t dropped) const {
    Tried tried{.dropped = dropped};
    const bool is_whole = dropped == 0 && !document_.has_if_cut;
    tried.body = std::make_unique<Body>(
        setting_,
        is_whole ? document_.blocks
                 : shortening_.without(dropped, something_is_cut_ || dropped > 0),
        tried.told
    );
    return tried;
  }

  /// Drops as little as must be. What would not save a page stays: a document that is too long in
  /// any case loses no more than it must to have the fewest pages it can.
  ///
  /// It is little as a rule, and each look composes the document anew: so the first looks are at
  /// one piece, two, four.
  void drop_least(Tried& whole) const {
    const auto most = static_cast<std::size_t>(document_.most_pages);
    const std::size_t all = shortening_.count();
    if (most == 0 || whole.pages() <= most || all == 0) return;
    std::size_t too_few = 0;
    Tried enough = without(1);
    while (enough.pages() > most && enough.dropped < all) {
      too_few = enough.dropped;
      enough = without(std::min(enough.dropped * 2, all));
    }
    const std::size_t wanted = std::max(most, enough.pages());
    if (whole.pages() <= wanted) return;
    if (wanted > most) too_few = 0;  // what was too few for `most` may be enough
    while (enough.dropped - too_few > 1) {
      Tried middle = without(too_few + (enough.dropped - too_few) / 2);
      if (middle.pages() <= wanted) {
        enough = std::move(middle);
      } else {
        too_few = middle.dropped;
      }
    }
    whole = std::move(enough);
  }

  void tell_pages(std::size_t pages, Diagnostics& out) const {
    const auto most = static_cast<std::size_t>(document_.most_pages);
    if (most == 0 || pages <= most) return;
    out.warn(
        messages::too_many_pages(
            quoted_value(document_.title), counted(pages, "page", "pages"), most
        ),
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
