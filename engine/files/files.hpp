#pragma once

#include "engine/files/beside.hpp"
#include "engine/files/disk.hpp"
#include "engine/files/overwrite.hpp"
#include "engine/files/read.hpp"
#include "engine/files/reasons.hpp"
#include "engine/files/write.hpp"
