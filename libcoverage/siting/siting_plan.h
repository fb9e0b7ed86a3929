#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// Weight of a demand row that a site serves, where capacities hold.
struct Allocation {
  std::uint32_t row = 0;
  CandidateIndex site;
  std::int64_t weight = 0;
};

/// An answer with its proof: the optimum lies between `objective` and `bound`.
struct SitingPlan {
  /// All sites that are open, mandatory ones included, ascending.
  std::vector<CandidateIndex> sites;
  Amount objective = 0;  ///< cost, weight covered, sum of weight × value, or largest value
  Amount bound = 0;      ///< no plan is better than this
  /// By row; empty where everybody goes to the nearest site.
  std::vector<Allocation> allocations = {};
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
  /// Where there is no plan: look for the closest setting that has one, which may take a while.
  bool explains = true;
  /// Medians and centers with at least so many pairs look at a part of their places first.
  std::uint64_t many_pairs = 20'000'000;
};

}  // namespace coverage
