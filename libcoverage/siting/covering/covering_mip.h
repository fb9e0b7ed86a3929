#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_bound.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// A plan better than `objective`, or the first where there is none, that CBC finds: a column a
/// candidate and a soft row (none for rows of one candidate). Measured in whole numbers; a plan
/// that only rounding lets cover enough is cut off, and the search goes on. What CBC claims about
/// all other plans is not used: it calls plans optimal that are not (2.10.8 does, now and then,
/// with a cutoff or with its preprocessing), and its tolerances hide the last digits of weights.
std::optional<std::vector<std::uint32_t>> plan_by_mip(const CoveringModel& model,
                                                      std::optional<Amount> objective,
                                                      const TimeLimit& limit,
                                                      const Execution& execution);

/// What the linear relaxation says: the prices of its optimum, and by candidate its value there.
struct CoveringRelaxation {
  bool is_impossible = false;                 ///< no plan keeps the limits, not even in parts
  std::optional<CoveringPrices> prices = {};  ///< none where impossible, or not solved in time
  std::vector<double> open = {};
};
/// Most hard rows are covered for the sake of a few others: the program begins with some, and the
/// ones that its optimum leaves short are added until none is. Where time ends that, the prices are
/// those of the last optimum, which are as valid as any.
/// `prices`: by row, to begin with the highest; may be empty. `on_prices` is told those of each
/// optimum on the way; false ends the search.
CoveringRelaxation relax_covering(
    const CoveringModel& model, std::span<const double> prices, const TimeLimit& limit,
    const Execution& execution,
    const std::function<bool(const CoveringPrices&)>& on_prices = [](const auto&) { return true; });

}  // namespace coverage
