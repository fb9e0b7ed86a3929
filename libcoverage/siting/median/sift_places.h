#pragma once

#include <functional>
#include <span>
#include <vector>

#include "libcoverage/siting/median/assignment_problem.h"

namespace coverage {

/// What sifting is told, and whom it tells.
struct SiftOptions {
  std::size_t most_listed = 1'000;  ///< places at a time
  int most_rounds = 200;
  /// A plan that may be better is measured: gives the sum of weight × value of the best plan known
  /// from now on; infinity while there is none.
  std::function<double(std::span<const CandidateIndex> sites)> on_plan;
  /// No plan that is better than the best known costs less than `bound`.
  std::function<void(double bound)> on_bound = [](double) {};
  std::function<bool()> stop = [] { return false; };
};

struct Sifted {
  OpeningRules rules;  ///< with the places that a better plan may open
  std::vector<double> prices =
      {};                   ///< by row of the median's problem, of weight × value; may be empty
  bool is_decided = false;  ///< no plan is better than the best known
};

/// For medians with so many places that even listing them by row takes long: prices are looked for
/// with a part of the places alone, then held against all of them, which gives a bound, places that
/// no better plan opens, and the part for the next round (column generation on the Lagrangian dual;
/// Avella, Sassano & Vasil’ev 2007 call the part a core). Reads the matrix as it is, in order, and
/// needs no second copy of it.
///
/// Ends when few enough places are left, when nothing is gained any more, or at `stop`; at once
/// where the first part holds no plan that serves everybody. Does not depend on the number of
/// threads.
Sifted sift_places(const SitingInstance& instance, const SitingProblem& problem,
                   const OpeningRules& rules, const SiftOptions& options,
                   const Execution& execution);

}  // namespace coverage
