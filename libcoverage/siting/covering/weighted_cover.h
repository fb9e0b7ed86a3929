#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_model.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// When a search for cheaper covers ends, beside its time.
struct WeightedCoverOptions {
  std::int64_t enough = 0;  ///< no plan costs less, without what is open in every plan
  std::uint64_t most_work = 500'000'000;  ///< rows and candidates looked at
};

/// Looks for plans that cover all hard rows for less: closes a site of a plan, then again and again
/// the site that is missed least, and opens the best one for a row that is left, by chance. Rows
/// left out weigh more each time, so that the search leaves where it has been (Gao, Weise & Li
/// 2015); a candidate comes back only once something near it has changed. Where `plan` leaves hard
/// rows out, plans that leave out none are looked for first, within all limits. Gives the best one
/// found, or `plan`. Soft rows are not looked at: for models that need none of them. Chance is the
/// same in each run.
std::vector<std::uint32_t> weighted_cover(const CoveringModel& model,
                                          const CoveringColumns& columns,
                                          std::span<const std::uint32_t> plan,
                                          const WeightedCoverOptions& options,
                                          const TimeLimit& limit, const Execution& execution);

}  // namespace coverage
