#pragma once

#include "apps/shared/sites_command.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// The options with what `[sites]` of a study asks where they say nothing. Where they ask for
/// another problem than the study, the keys that belong to its own are left.
SitesOptions with_study(SitesOptions options, const SitesInput& asked);

}  // namespace coverage
