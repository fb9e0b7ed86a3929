#pragma once

#include <optional>
#include <vector>

#include "apps/shared/sites_command.h"
#include "libcoverage/siting/covering/covered_then_mean.h"
#include "libcoverage/siting/near_optimal_plans.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// What a search has found, whole or until it was stopped.
struct FoundSites {
  std::optional<SitingPlan> plan;  ///< of all the sites that were asked for
  /// With `--curve`: by number of sites from 1; nothing where so few cannot keep the limits, or
  /// where the search was interrupted before it came to them.
  std::vector<std::optional<SitingPlan>> curve;
  std::optional<CoveredThenMean> then_mean;
  std::optional<Alternatives> alternatives;  ///< the plan is the first of them
  bool is_interrupted = false;
  double seconds = 0;

  /// The plan, or on an interrupted curve the last one known.
  const SitingPlan& best() const;
  /// The alternatives without the plan itself.
  std::vector<SitingPlan> others() const;
  /// The sites of all plans, in no stated order; some may repeat.
  std::vector<CandidateIndex> sites() const;
};

/// Keeps the best plans that a search reports on its way, and tells progress.
class PlanKeeper {
 public:
  PlanKeeper(const SitingInstance& instance, const SitingProblem& problem,
             const Execution& execution)
      : instance_(instance), problem_(problem), execution_(execution) {}
  void keep(const SitingPlan& plan);
  /// The last one reported.
  const std::optional<SitingPlan>& last() const { return last_; }
  /// By number of sites that count, from 1 to `most`, the best of so many.
  std::vector<std::optional<SitingPlan>> by_number(std::size_t most) const;

 private:
  const SitingInstance& instance_;
  const SitingProblem& problem_;
  const Execution& execution_;
  std::optional<SitingPlan> last_;
  std::vector<std::optional<SitingPlan>> of_number_;
};

/// Solves what the options ask for. A run that is stopped gives what it has; it throws Interrupted
/// where that is nothing, else as `solve_siting`. The instance comes back as it was.
FoundSites search_sites(SitingInstance& instance, const SitingProblem& problem,
                        const SitesOptions& options, const Execution& execution);

}  // namespace coverage
