#pragma once

#include <functional>
#include <span>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/capacity/capacitated_model.h"

namespace coverage {

/// What each row pays for a weight that is served, and the bound that it proves: Lagrangian
/// relaxation of "each row is served once", where each open site then serves those who gain it most
/// until it is full (Klincewicz & Luss 1986; Beasley 1993). A bound for whole rows as well.
struct CapacitatedBound {
  double bound = 0;                   ///< no plan costs less, rounding included
  std::vector<double> prices;         ///< by row; as given where it was stopped before a step
  bool has_bound = false;             ///< whether there was a step
  double step = 0;                    ///< how far the last steps went
  std::vector<double> share;          ///< by place: how often it was opened, 0 to 1
  std::vector<std::uint32_t> opened;  ///< places open in every plan that costs at most the limit
  std::vector<std::uint32_t> closed;  ///< places closed in every such plan
};

struct CapacitatedAscent {
  int iterations = 50;
  double first_step = 1;
  /// Plans that cost more than this do not matter, see `bound`. Asked again after each choice.
  std::function<double()> limit;
  /// Called with choices of places that steps open.
  std::function<void(std::span<const std::uint32_t> places)> on_choice = [](auto) {};
  /// Called with each bound that is better than those before.
  std::function<void(double bound)> on_bound = [](double) {};
  std::function<bool()> stop;
};

/// Looks for prices with a large bound among the plans within `rules` (those of the model, or what
/// is left of them) by deflected subgradient steps, from given ones on. The rules must not
/// contradict each other.
CapacitatedBound capacitated_bound(const CapacitatedModel& model, const OpeningRules& rules,
                                   std::vector<double> prices, const CapacitatedAscent& options,
                                   const Execution& execution);

}  // namespace coverage
