#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/output/siting_results.h"

namespace coverage {

/// What was demanded of plans beside their goal, a sentence without its full stop each: "Les
/// nouveaux lieux coûtent au plus 12,5 en tout". Empty where nothing was.
std::vector<std::string> limit_sentences(const SitingResults& siting, Language language);

}  // namespace coverage
