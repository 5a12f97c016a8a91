// What papers still lack, what is kept off them, and which are not made.

#include "engine/base/phone.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// What a draft lacks: a word for it, and where it is said.
std::vector<std::pair<std::string_view, std::string>> rows_of(
    const Look& look, const Lacks& lacks
) {
  std::vector<std::pair<std::string_view, std::string>> rows;
  const auto add = [&](bool is_missing, std::string_view word, const char* page) {
    if (is_missing)
      rows.emplace_back(word, address(look, "/question", {{"page", page}, {"then", "case"}}));
  };
  add(lacks.name, "draft.name", "name");
  add(lacks.condition, "draft.condition", "condition");
  add(lacks.doctor, "draft.doctor", "doctors");
  if (lacks.unchecked > 0) rows.emplace_back("draft.unchecked", address(look, "/review"));
  return rows;
}

}  // namespace

std::string first_lack(const Look& look, const Lacks& lacks) {
  const auto rows = rows_of(look, lacks);
  return rows.empty() ? address(look, "/") : rows.front().second;
}

/// What a case must say before anything is printed, each with its question.
std::string Site::missing_of(const Visit& visit, const Lacks& lacks) const {
  const Look& look = visit.look;
  std::string html = "<div class=\"errors\"><h2>" + text(say(look, "draft")) + "</h2>\n<ul>\n";
  for (const auto& [word, where] : rows_of(look, lacks))
    html += "<li>" + link(where, say(look, word)) + "</li>\n";
  return html + "</ul>\n</div>\n";
}

/// Phone and fax numbers that cannot be called as they are, each with where it is mended.
std::string Site::short_numbers(const Visit& visit) const {
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  struct Place {
    const char *element, *page;
  };
  std::string rows;
  for (const Place place :
       {Place{"patient", "reach"},
        Place{"provider", "doctor-address"},
        Place{"representative", "representative"},
        Place{"companion", "helper"},
        Place{"advocate", "advocate"}}) {
    for (std::size_t i = 1; i <= answered.count({element_step(place.element)}); ++i) {
      const Path whom{element_step(place.element, i)};
      for (std::size_t j = 1; j <= answered.count(joined(whom, {element_step("telecom")})); ++j) {
        const Path number = joined(whom, {element_step("telecom", j)});
        const std::string system = answered.value(joined(number, {attribute_step("system")}));
        const std::string value = collapsed(answered.value(number));
        if ((system != "phone" && system != "fax") || value.empty() || is_whole_phone(value))
          continue;
        Query query{{"page", place.page}};
        if (interview_.page(place.page) && std::string_view{place.page} != "reach" &&
            std::string_view{place.page} != "advocate")
          query.emplace_back("item", std::to_string(i));
        const std::string name = brief(title_of(answered, whom));
        rows += "<li>" +
                link(address(look, "/question", query), (name.empty() ? "" : name + ": ") + value) +
                "</li>\n";
      }
    }
  }
  return rows.empty() ? rows
                      : "<div class=\"short\">\n<h3>" + text(say(look, "short-numbers")) +
                            "</h3>\n<p>" + text(say(look, "short-numbers.more")) + "</p>\n<ul>\n" +
                            rows + "</ul>\n</div>\n";
}

/// What is kept off all papers because it is private, each with where it can be put on them.
/// Folded: somebody else may look at the page.
std::string Site::private_things(const Visit& visit) const {
  const Look& look = visit.look;
  const Answered& answered = visit.file->answered();
  std::string rows;
  std::size_t count = 0;
  for (const Page& list : interview_.pages) {
    for (std::size_t i = 1; list.is_list && i <= answered.count(list.at); ++i) {
      Path item = list.at;
      item.back().number = i;
      if (!is_private(answered, item)) continue;
      const Query query{
          {"page", list.pages.front().id}, {"item", std::to_string(i)}, {"then", "papers"}};
      const std::string words = summary_of(look, list, i, answered, set().vocabulary);
      rows += "<li>" + link(address(look, "/question", query), words) + "</li>\n";
      ++count;
    }
  }
  return rows.empty()
             ? rows
             : "<details><summary>" + text(say(look, "private-things", {std::to_string(count)})) +
                   "</summary>\n<p>" + text(say(look, "private-things.more")) + "</p>\n<ul>\n" +
                   rows + "</ul>\n</details>\n";
}

/// Those that are made when somebody asks for them by name, to be had here; the others with the
/// reason.
std::string Site::not_made(const Visit& visit, const Made& made) const {
  if (!made.explained) return {};
  const Look& look = visit.look;
  std::string rows, more;
  std::vector<std::optional<Tried>> all;  // of the ways as they stand, as far as one was asked for
  const auto made_by = [&](const std::string& kind) {
    std::string html;
    all.resize(interview_.ways.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Way& way = interview_.ways[i];
      if (std::ranges::find(way.papers, kind) == way.papers.end()) continue;
      if (!html.empty() && !way.is_besides) continue;
      if (!all[i]) all[i] = tried(visit, way);
      if (!all[i]->papers.contains(kind)) continue;
      html += ' ' + text(say(look, html.empty() ? "made-by" : "made-by.or")) + ' ' + all[i]->html;
    }
    return html;
  };
  for (const auto& paper : made.explained->papers) {
    const kind::Kind* kind = set().kind(paper.kind);
    if (paper.is_made || !kind) continue;
    const std::string title = kind->title.in(look.language);
    const std::string& why = paper.why.in(look.language);
    const bool is_to_be_had = why.find("--also") != why.npos;
    if (is_to_be_had)
      more += "<li>" + link(address(look, "/paper", {{"kind", kind->name}}), title) + " – " +
              text(kind->purpose.in(look.language)) + "</li>\n";
    else
      rows += "<li>" + text(title) + ": " + text(why) + made_by(kind->name) + "</li>\n";
  }
  const auto folded = [&](std::string_view word, const std::string& list) {
    return list.empty() ? std::string{}
                        : "<details><summary>" + text(say(look, word)) + "</summary>\n<ul>\n" +
                              list + "</ul>\n</details>\n";
  };
  return folded("more-papers", more) + folded("not-made", rows);
}

}  // namespace engine::serve
