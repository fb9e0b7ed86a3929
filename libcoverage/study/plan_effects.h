#pragma once

#include "libcoverage/routing/reach_matrix.h"
#include "libcoverage/study/plan_access.h"

namespace coverage {

/// Homes within the target's time of each site, whichever is nearest.
class SiteReach {
 public:
  /// Of sites that exist or that any plan opens. Empty where the target has a distance.
  explicit SiteReach(const PlanAccessSearch& search);
  bool is_known() const { return matrix_.rows() > 0; }
  std::span<const ReachEntry> of(CandidateIndex site) const { return matrix_.row(row_[site]); }
  /// By demand point how many of some sites have it in reach.
  std::vector<std::uint32_t> covers(const std::vector<CandidateIndex>& sites,
                                    std::size_t points) const;

 private:
  ReachMatrix matrix_;
  IdVector<CandidateIndex, std::uint32_t> row_;
};

/// What becomes of the study by a plan: its sites with what they gain and serve, the communes that
/// leave or enter the gap.
PlanOutcome plan_outcome(const SitingPlan& plan, const PlanAccess& today, const PlanAccess& then,
                         const PlanAccessSearch& search, const SiteReach& reach);

/// What is lost if any one existing site closes and nothing opens, the most needed first.
std::vector<SiteLoss> site_losses(const PlanAccess& today, const PlanAccessSearch& search,
                                  const SiteReach& reach);

}  // namespace coverage
