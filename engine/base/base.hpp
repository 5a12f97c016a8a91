#pragma once

// The few nouns everybody shares.
#include "engine/base/ascii.hpp"
#include "engine/base/budget.hpp"
#include "engine/base/color.hpp"
#include "engine/base/date.hpp"
#include "engine/base/diagnostics.hpp"
#include "engine/base/edition.hpp"
#include "engine/base/geometry.hpp"
#include "engine/base/language.hpp"
#include "engine/base/length.hpp"
#include "engine/base/pictogram.hpp"
#include "engine/base/printable.hpp"
#include "engine/base/result.hpp"
#include "engine/base/source.hpp"
#include "engine/base/suggest.hpp"
