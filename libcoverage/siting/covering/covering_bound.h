#pragma once

#include <functional>
#include <span>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_model.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// Prices that lift the constraints of a covering problem (Lagrangian relaxation; Galvão & ReVelle
/// 1996 for MCLP): what remains is choosing candidates by score within p and the groups' limits.
/// None is below 0; any such prices give a valid bound.
struct CoveringPrices {
  std::vector<double> row;  ///< of one cover of a row, in the unit of the objective
  double weight = 0;        ///< of a unit of weight; where cost is minimised
  double budget = 0;        ///< of a unit of cost; where there is a budget
};

/// What the prices prove, computed in whole numbers, hence exact.
struct CoveringBound {
  Amount bound = 0;  ///< no plan's objective is better, `opened` included
  /// Candidates that are in no plan better than the objective given.
  std::vector<std::uint32_t> useless = {};
};
/// `objective` is that of a known plan; without one no candidate is useless.
CoveringBound bound_by(const CoveringModel& model, const CoveringPrices& prices,
                       std::optional<Amount> objective, const Execution& execution);

/// Prices to begin with: what lies beyond a plan's reach has its full price, the rest none.
CoveringPrices first_prices(const CoveringModel& model, std::span<const std::uint32_t> plan);

struct PriceSearch {
  std::optional<Amount> objective = {};  ///< of the best plan known
  int rounds = 400;
  /// Called each round with the candidates that the relaxed problem takes: plans near to them are
  /// good. Gives the objective of the best plan known from now on.
  std::function<std::optional<Amount>(std::span<const std::uint32_t>)> on_choice = {};
  /// Called at whiles with prices better than all before; false ends the search.
  std::function<bool(const CoveringPrices&)> on_better = [](const CoveringPrices&) { return true; };
};
/// Improves prices by subgradient steps (Held, Wolfe & Crowder 1974), reading all rows once a
/// round; the best found. Does not depend on the number of threads.
CoveringPrices improve_prices(const CoveringModel& model, CoveringPrices prices,
                              const PriceSearch& search, const TimeLimit& limit,
                              const Execution& execution);

/// The same by the volume algorithm (Barahona & Anbil 2000), whose steps follow an average of what
/// the relaxed problem took. Nearer to the optimum of the linear relaxation, where each row has a
/// share of many candidates; slower to begin with.
CoveringPrices average_prices(const CoveringModel& model, CoveringPrices prices,
                              const PriceSearch& search, const TimeLimit& limit,
                              const Execution& execution);

}  // namespace coverage
