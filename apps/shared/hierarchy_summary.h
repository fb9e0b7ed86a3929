#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "libcoverage/base/message.h"
#include "libcoverage/study/study_hierarchies.h"

namespace coverage {

/// One line on the hierarchy of a network, or that it has none.
std::string hierarchy_text(const std::optional<StoredHierarchy>& hierarchy, Language language);
/// `null` where there is none; `build_s` only where it was built now.
nlohmann::ordered_json hierarchy_json(const std::optional<StoredHierarchy>& hierarchy);

}  // namespace coverage
