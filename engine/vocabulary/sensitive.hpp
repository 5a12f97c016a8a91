#pragma once

#include "engine/vocabulary/vocabulary.hpp"

#include <string_view>

namespace engine::vocabulary {

/// Whether an illness is of the kind of records that a category means (`sensitive/@category`): by
/// its words, or by its ICD-10-CM code, which may be empty.
bool concerns(const Code& category, std::string_view words, std::string_view icd_code);

/// The categories of `recordsRequest/sensitive/@category`; nullptr when
/// the vocabulary that `root` is of has none.
const Term* sensitive_categories(const Term& root);

}  // namespace engine::vocabulary
