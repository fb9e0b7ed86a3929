#pragma once

#include <string>

#include "libcoverage/base/message.h"

namespace coverage {

/// "France services", "MSAP", "tiers-lieu": the project's words for kinds of facilities. An unknown
/// kind is its own name, `_` as spaces.
Message kind_label(const std::string& kind);

/// What people read of a query without a label, or of a kind: `school_on_foot` is "School on foot",
/// and in French `third_place` is "Tiers-lieu".
std::string default_label(const std::string& name, Language language);

}  // namespace coverage
