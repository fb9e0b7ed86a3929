#pragma once

#include "libcoverage/siting/covering/greedy_covering.h"
#include "libcoverage/siting/covering/reduce_covering.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/covering/random_covering.h"

namespace coverage {

/// A model by chance whose rows need one site or two, small enough to try all its plans; some plan
/// keeps all limits, for what contradicts is refused before there is a model.
struct SmallCovering {
  SitingInstance instance;
  SitingProblem problem;
  CoveringModel model;
};

inline SmallCovering small_covering(std::mt19937& random) {
  SmallCovering one;
  do {
    one.instance = random_covering_instance(random, 9, 16);
    one.problem = random_covering(random);
    one.problem.goal = SitingGoal::twice_covered;
    one.problem.threshold = 20 + random() % 60;
  } while (!best_by_enumeration(one.instance, one.problem));
  one.model = reduce_covering(one.instance, one.problem,
                              {.merged_rows = random() % 2 == 0, .dominated_candidates = false},
                              quiet_execution());
  return one;
}

/// All sets of the model's candidates.
inline std::vector<std::vector<std::uint32_t>> all_plans(const CoveringModel& model) {
  std::vector<std::vector<std::uint32_t>> plans;
  for (std::uint32_t set = 0; set < 1u << model.candidate_count(); ++set) {
    plans.emplace_back();
    for (std::uint32_t c = 0; c < model.candidate_count(); ++c) {
      if (set >> c & 1u) plans.back().push_back(c);
    }
  }
  return plans;
}

/// What a plan covers, counted row by row; nothing where it breaks a limit.
inline std::optional<Amount> covered_by(const SmallCovering& one,
                                        const std::vector<std::uint32_t>& plan) {
  std::vector<CandidateIndex> sites = one.model.opened;
  for (const std::uint32_t c : plan) sites.push_back(one.model.candidates[c]);
  std::ranges::sort(sites);
  return evaluate_plan(one.instance, one.problem, sites);
}

}  // namespace coverage
