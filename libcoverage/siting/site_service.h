#pragma once

#include <optional>
#include <span>
#include <vector>

#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// What an open site does for the demand that has no nearer one (ties go to the first in order).
struct SiteService {
  std::int64_t weight = 0;          ///< that it is nearest to
  std::int64_t covered_weight = 0;  ///< of it, within the threshold
  std::int64_t lost_weight = 0;     ///< covered weight that no other open site covers
  Amount weighted_value = 0;        ///< sum of weight × value of what it is nearest to
};

/// By site of a plan, in its order. Without a threshold nothing is covered or lost.
std::vector<SiteService> site_services(const SitingInstance& instance,
                                       std::span<const CandidateIndex> sites,
                                       std::optional<std::uint32_t> threshold);

/// The threshold of goals that cover; nothing for the others.
std::optional<std::uint32_t> threshold_of(const SitingProblem& problem);

/// The same for a plan, read from the solver's assignment where capacities hold: `weight` is then
/// what the site was given, and nothing is told of what is lost without it.
std::vector<SiteService> site_services(const SitingInstance& instance, const SitingProblem& problem,
                                       const SitingPlan& plan);

/// Weight that a plan with capacities gives to no site.
Amount unserved_weight(const SitingInstance& instance, const SitingPlan& plan);

/// The value between a demand row and a site that serves it.
std::uint32_t value_of(const SitingInstance& instance, const Allocation& part);

}  // namespace coverage
