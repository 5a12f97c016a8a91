#include "engine/foreign/actions.hpp"

#include "engine/base/ascii.hpp"

#include <algorithm>

namespace engine::foreign {

namespace {

constexpr int deepest_tree = 20;  // of trees of names, and of actions behind actions
constexpr int widest = 200'000;   // names looked at in a node

Object root_of(const Document& document) {
  return {document, document->get_root(document.handle())};
}

/// How many entries a tree of names has (ISO 32000-1 §7.9.6).
int leaves(const Object& node, int depth) {
  if (depth > deepest_tree) return 0;
  int sum = node["/Names"].size() / 2;
  const Object kids = node["/Kids"];
  for (int i = 0; i < std::min(kids.size(), widest); ++i) sum += leaves(kids.at(i), depth + 1);
  return sum;
}

/// Addresses that a reader's own browser, mail program or phone opens, and which say where they
/// lead.
bool is_safe(const std::string& address) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"https://", "http://", "mailto:", "tel:"},
      [&](std::string_view scheme) {
        return same_but_case(std::string_view{address}.substr(0, scheme.size()), scheme);
      }
  );
}

}  // namespace

Actions::Actions(const Document& document) : document_{document}, root_{root_of(document)} {}

void Actions::count(const Object& action, ForeignRemains& remains, int depth) {
  if (!action.is_dictionary() || depth > deepest_tree) return;
  const std::string kind = action["/S"].text();
  remains.scripts += kind == "/JavaScript";
  remains.launches += kind == "/Launch" || kind == "/GoToR" || kind == "/GoToE" ||
                      (kind == "/URI" && !is_safe(action["/URI"].text()));
  remains.sending += kind == "/SubmitForm" || kind == "/ImportData";
  remains.media += kind == "/Rendition" || kind == "/Movie" || kind == "/Sound" ||
                   kind == "/RichMediaExecute" || kind == "/GoTo3DView";
  const Object next = action["/Next"];
  for (int i = 0; i < std::min(next.size(), widest); ++i) count(next.at(i), remains, depth + 1);
  count(next, remains, depth + 1);
}

/// What is done at an event: a page is opened, a field is left (§12.6.3).
void Actions::count_additional(const Object& holder, ForeignRemains& remains) {
  const Object all = holder["/AA"];
  if (!all.is_dictionary()) return;
  for (const std::string& event : all.keys()) count(all[event.c_str()], remains);
}

void Actions::count_of_document(ForeignRemains& remains) {
  count(root_["/OpenAction"], remains);
  count_additional(root_, remains);
  const Object names = root_["/Names"];
  remains.scripts += leaves(names["/JavaScript"], 0);
  remains.files += std::max(leaves(names["/EmbeddedFiles"], 0), root_["/AF"].size());
}

// --- where links lead ------------------------------------

/// A destination begins with its page (§12.3.2).
std::optional<std::uint32_t> Actions::page_of(const Object& destination) const {
  if (destination.is_dictionary()) return page_of(destination["/D"]);
  if (destination.size() == 0) return std::nullopt;
  const Object page = destination.at(0);
  if (!page.is_dictionary()) return std::nullopt;
  const int number = document_->find_page_by_oh(document_.handle(), page.handle());
  return number < 0 ? std::nullopt : std::optional{static_cast<std::uint32_t>(number)};
}

void Actions::learn_names(const Object& node, int depth) {
  if (depth > deepest_tree) return;
  const Object pairs = node["/Names"];
  for (int i = 0; i + 1 < std::min(pairs.size(), widest); i += 2) {
    if (const auto page = page_of(pairs.at(i + 1))) names_.emplace(pairs.at(i).text(), *page);
  }
  const Object kids = node["/Kids"];
  for (int i = 0; i < std::min(kids.size(), widest); ++i) learn_names(kids.at(i), depth + 1);
}

std::optional<std::uint32_t> Actions::page_of_name(const std::string& name) {
  if (!knows_names_) {
    knows_names_ = true;
    learn_names(root_["/Names"]["/Dests"], 0);
    const Object old = root_["/Dests"];  // of PDF 1.1, by names with a slash
    if (old.is_dictionary()) {
      for (const std::string& each : old.keys()) {
        if (const auto page = page_of(old[each.c_str()])) names_.emplace(each, *page);
      }
    }
  }
  const auto found = names_.find(name);
  return found == names_.end() ? std::nullopt : std::optional{found->second};
}

void Actions::read_annotation(
    const Object& annotation,
    const Upright& up,
    std::vector<ForeignLink>& links,
    ForeignRemains& remains
) {
  count_additional(annotation, remains);
  const std::string kind = annotation["/Subtype"].text();
  if (kind == "/Widget") count_additional(annotation["/Parent"], remains);
  remains.files += kind == "/FileAttachment";
  remains.media += kind == "/Movie" || kind == "/Sound" || kind == "/Screen" ||
                   kind == "/RichMedia" || kind == "/3D";
  const Object action = annotation["/A"];
  count(action, remains);
  const auto place = annotation["/Rect"].box();
  if (kind != "/Link" || !place) return;

  ForeignLink link;
  const bool goes = action["/S"].is_name("/GoTo");
  if (action["/S"].is_name("/URI")) {
    link.address = action["/URI"].text();
    if (!is_safe(link.address)) return;
  } else {
    const Object destination = goes ? action["/D"] : annotation["/Dest"];
    const bool is_named = destination.is_name() || destination.is_string();
    const auto page = is_named ? page_of_name(destination.text()) : page_of(destination);
    if (!page) return;
    link.page = *page;
  }
  const Box seen = moved(*place, up.matrix);
  const auto length = [](double points) { return Length::from_points(points); };
  const double left = std::clamp(seen[0], 0.0, up.wide), right = std::clamp(seen[2], 0.0, up.wide);
  const double low = std::clamp(seen[1], 0.0, up.high), top = std::clamp(seen[3], 0.0, up.high);
  if (right <= left || top <= low) return;
  link.place = {{length(left), length(up.high - top)}, {length(right - left), length(top - low)}};
  links.push_back(std::move(link));
}

std::vector<ForeignLink> Actions::read(const Object& page, ForeignRemains& remains) {
  std::vector<ForeignLink> links;
  count_additional(page, remains);
  const auto up = upright(page);
  const Object all = page["/Annots"];
  for (int i = 0; up && i < all.size(); ++i) {
    const Object annotation = all.at(i);
    if (annotation.is_dictionary()) read_annotation(annotation, *up, links, remains);
  }
  return links;
}

}  // namespace engine::foreign
