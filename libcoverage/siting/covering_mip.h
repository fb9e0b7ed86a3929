#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering_bound.h"
#include "libcoverage/siting/time_limit.h"

namespace coverage {

/// What an exact search knows about a covering problem.
struct CoveringAnswer {
  std::optional<std::vector<std::uint32_t>> plan = {};  ///< better than the one it began with
  /// No plan is better, the one it began with apart; none: nothing is proven.
  std::optional<Amount> bound = {};
  /// Proven in whole numbers: no plan is better than `plan`, or without it than the one it began
  /// with; or there is none at all.
  bool is_complete = false;
};

struct CoveringMipOptions {
  std::optional<Amount> objective = {};  ///< of the best plan known: only better ones matter
  double accepted_gap = 0;
  std::function<void(Amount bound)> on_bound = [](Amount) {};
};

/// Searches a model by CBC: a column a candidate and a soft row (none for rows of one candidate).
/// What it claims is checked: a plan is measured in whole numbers; one that only rounding lets
/// cover enough is cut off, and the search goes on. `is_complete` only where the objective's whole
/// numbers, divided by what divides all, sum to at most 10⁸, so that CBC's tolerances cannot hide
/// one of them; otherwise the bound is some parts in 10⁹ beyond what CBC claims.
CoveringAnswer solve_by_mip(const CoveringModel& model, const CoveringMipOptions& options,
                            const TimeLimit& limit, const Execution& execution);

/// What the linear relaxation says: the prices of its optimum, and by candidate its value there.
struct CoveringRelaxation {
  CoveringPrices prices;
  std::vector<double> open;
};
/// Nothing where the relaxation has no solution.
std::optional<CoveringRelaxation> relax_covering(const CoveringModel& model);

}  // namespace coverage
