#include "libcoverage/siting/covering/solve_covering.h"

#include "libcoverage/base/counted.h"
#include "libcoverage/base/error.h"
#include "libcoverage/siting/amount_text.h"
#include "libcoverage/siting/covering/check_covering.h"
#include "libcoverage/siting/covering/covering_solver.h"
#include "libcoverage/siting/covering/reduce_covering.h"

namespace coverage {
namespace {

/// What a search of the closest feasible setting may take.
constexpr double seconds_to_explain = 10;
constexpr double share_for_reductions = 0.3;  // of the time

enum class Counting { sites, costs };

/// The least number of sites, or cost, that keeps the limits of a problem; nothing where none does
/// or none is found.
std::optional<Amount> least_that_does(const SitingInstance& instance, SitingProblem problem,
                                      Counting counting, const Execution& execution) {
  if (problem.goal != SitingGoal::fewest_sites) {
    problem.goal = SitingGoal::fewest_sites;
    problem.share_millionths = 0;
  }
  CoveringModel model = reduce_covering(instance, problem, {}, execution);
  if (counting == Counting::sites) {
    model.opened_cost = 0;
    for (const CandidateIndex site : model.opened) {
      model.opened_cost += instance.sites[site].counts ? 1 : 0;
    }
    std::ranges::fill(model.cost, 1);
  }
  const SolveOptions options{.seconds = seconds_to_explain};
  const auto plan = CoveringSolver(std::move(model), options, execution).solve();
  return plan ? std::optional(plan->objective) : std::nullopt;
}

Message sites_text(Amount count) {
  return counted(static_cast<std::uint64_t>(count), {"site", "site"}, {"sites", "sites"});
}

/// Names the number of sites, or the budget, that is too small.
void refuse_number_or_budget(const SitingInstance& instance, const SitingProblem& problem,
                             const Execution& execution) {
  SitingProblem free = problem;
  free.budget.reset();
  free.most_sites.reset();
  if (problem.most_sites) {
    const auto sites = least_that_does(instance, free, Counting::sites, execution);
    if (sites && *sites > *problem.most_sites) {
      throw NoResultError(message("no plan of at most {} keeps all limits",
                                  "aucune proposition d’au plus {} ne respecte toutes les limites",
                                  sites_text(*problem.most_sites)),
                          message("Allow {}.", "Autorisez {}.", sites_text(*sites)));
    }
  }
  free.most_sites = problem.most_sites;
  if (problem.budget) {
    const auto cost = least_that_does(instance, free, Counting::costs, execution);
    if (cost && *cost > *problem.budget) {
      throw NoResultError(
          message("no plan within a budget of {} keeps all limits",
                  "aucune proposition dans un budget de {} ne respecte toutes les limites",
                  cost_text(instance, *problem.budget)),
          message("A budget of {} does.", "Il faut un budget de {}.",
                  cost_text(instance, static_cast<std::int64_t>(*cost))));
    }
  }
}

[[noreturn]] void refuse_together() {
  throw NoResultError(
      message("no plan keeps all limits together",
              "aucune proposition ne respecte toutes les limites à la fois"),
      message("Loosen those of the groups, or the value that nobody may exceed.",
              "Assouplissez celles des groupements, ou la valeur que personne ne doit dépasser."));
}

[[noreturn]] void refuse_unknown() {
  throw NoResultError(
      message("no plan that keeps all limits was found in the time given, and none was ruled out",
              "aucune proposition qui respecte toutes les limites n’a été trouvée dans le temps "
              "imparti, ni exclue"),
      message("Allow more time, more sites or a larger limit.",
              "Accordez plus de temps, plus de sites ou une limite plus large."));
}

}  // namespace

SitingPlan solve_covering(const SitingInstance& instance, const SitingProblem& problem,
                          const SolveOptions& options, const Execution& execution) {
  check_covering(instance, problem);
  const TimeLimit limit(options.seconds);
  CoveringModel model = reduce_covering(
      instance, problem, {.seconds = share_for_reductions * options.seconds}, execution);
  SolveOptions left = options;
  left.seconds = limit.left();
  CoveringSolver solver(std::move(model), left, execution);
  if (const auto plan = solver.solve()) return *plan;
  if (solver.is_proven() && options.explains) refuse_number_or_budget(instance, problem, execution);
  if (solver.is_proven()) refuse_together();
  refuse_unknown();
}

std::optional<SitingPlan> greedy_plan(const SitingInstance& instance, const SitingProblem& problem,
                                      const Execution& execution) {
  check_covering(instance, problem);
  const CoveringModel model = reduce_covering(instance, problem, {}, execution);
  return CoveringSolver(model, {}, execution).greedy();
}

}  // namespace coverage
