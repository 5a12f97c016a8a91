#pragma once

// What a form has seen of the case, as a number in it: when that is another one at saving, somebody
// else has answered meanwhile.

#include "engine/serve/case_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::serve {

/// Of a list: every word that the case has of it and of what is around it, and who it is asked for.
std::string number_of_list(const CaseFile& file, const Page& list);

/// Of pages: what their fields hold. An item is told from all others by every word that the case
/// has of its list, and somebody who may be chosen by name: a place in a list, or an id that is
/// given anew, may mean another one by then. `seen_list`: number_of_list() of the list of all of
/// them, where it is known already.
std::string number_of(
    const CaseFile& file,
    const std::vector<Asked>& pages,
    const vocabulary::Vocabulary& vocabulary,
    std::string_view seen_list = {}
);

}  // namespace engine::serve
