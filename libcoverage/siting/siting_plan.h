#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// An answer with its proof: the optimum lies between `objective` and `bound`.
struct SitingPlan {
  /// All sites that are open, mandatory ones included, ascending.
  std::vector<CandidateIndex> sites;
  Amount objective = 0;  ///< cost, weight covered, sum of weight × value, or largest value
  Amount bound = 0;      ///< no plan is better than this
  bool optimal() const { return objective == bound; }
};

/// How far a plan may be from the optimum: |objective − bound| ÷ the larger of the two; 0 where
/// both are 0.
double gap_of(const SitingPlan& plan);

/// How long and how exactly to look.
struct SolveOptions {
  double seconds = 60;      ///< then the best plan found is given, with its bound
  double accepted_gap = 0;  ///< good enough to stop
  /// Called when a better plan or bound is known.
  std::function<void(const SitingPlan&)> on_improvement = [](const SitingPlan&) {};
};

}  // namespace coverage
