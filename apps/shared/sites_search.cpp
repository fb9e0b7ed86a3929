#include "apps/shared/sites_search.h"

#include <algorithm>
#include <chrono>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/solve_siting.h"

namespace coverage {

namespace {

using Clock = std::chrono::steady_clock;

std::size_t counted_sites(const SitingInstance& instance, const SitingPlan& plan) {
  return static_cast<std::size_t>(std::ranges::count_if(
      plan.sites, [&](CandidateIndex site) { return instance.sites[site].counts; }));
}

NearOptimal wanted_of(const SitesOptions& options, const SitingPlan& best) {
  return {.most_plans = std::size_t{options.alternatives} + 1,
          .share_millionths = millionths_of_percent(options.within_percent),
          .known_best = best};
}

/// Alternatives have what is left of the time, or of a curve as much as each of its plans.
void add_alternatives(SitingInstance& instance, const SitingProblem& problem,
                      const SitesOptions& options, const Execution& execution, FoundSites& found) {
  if (options.alternatives == 0 || !found.plan) return;
  execution.progress.stage({"Plans almost as good", "Plans presque aussi bons"});
  SolveOptions solve{.seconds = options.seconds, .accepted_gap = options.gap_percent / 100};
  if (!options.curve) solve.seconds = std::max(options.seconds - found.seconds, 0.0);
  found.alternatives =
      near_optimal_plans(instance, problem, wanted_of(options, *found.plan), solve, execution);
  found.plan = found.alternatives->plans.front();
  if (options.curve) found.curve.back() = found.plan;
}

[[noreturn]] void refuse_unknown() {
  throw NoResultError(
      {"no plan was found in the time given", "aucun plan n’a été trouvé dans le temps imparti"},
      {"Raise --time-limit.", "Augmentez --time-limit."});
}

bool is_known(const std::vector<std::optional<SitingPlan>>& curve) {
  return std::ranges::any_of(curve, [](const auto& plan) { return plan.has_value(); });
}

void warn_where_none_is_full(const SitingInstance& instance, const SitingProblem& problem,
                             const Execution& execution) {
  if (problem.assignment == Assignment::nearest) return;
  const auto has_capacity = [](const CandidateSite& site) { return site.capacity.has_value(); };
  if (std::ranges::any_of(instance.sites, has_capacity)) return;
  execution.progress.warn({"no site has a capacity: --assignment changes nothing",
                           "aucun lieu n’a de capacité : --assignment ne change rien"});
}

void solve_as_asked(const SitingInstance& instance, const SitingProblem& problem,
                    const SitesOptions& options, const SolveOptions& solve,
                    const Execution& execution, FoundSites& found) {
  if (options.curve) {
    found.curve = marginal_curve(instance, problem, solve, execution);
    found.plan = found.curve.back();
    if (!is_known(found.curve)) refuse_unknown();
  } else if (options.then_mean) {
    found.then_mean = solve_covered_then_mean(instance, problem, solve, execution);
    found.plan = found.then_mean->covered;
  } else {
    found.plan = solve_siting(instance, problem, solve, execution);
  }
}

}  // namespace

const SitingPlan& FoundSites::best() const {
  if (plan) return *plan;
  const auto known = std::ranges::find_if(curve.rbegin(), curve.rend(),
                                          [](const auto& point) { return point.has_value(); });
  return **known;
}

std::vector<SitingPlan> FoundSites::others() const {
  if (!alternatives) return {};
  return {alternatives->plans.begin() + 1, alternatives->plans.end()};
}

std::vector<CandidateIndex> FoundSites::sites() const {
  std::vector<CandidateIndex> all = best().sites;
  const auto add = [&](const SitingPlan& found) {
    all.insert(all.end(), found.sites.begin(), found.sites.end());
  };
  for (const SitingPlan& other : others()) add(other);
  for (const auto& point : curve) {
    if (point) add(*point);
  }
  return all;
}

void PlanKeeper::keep(const SitingPlan& plan) {
  last_ = plan;
  const std::size_t number = counted_sites(instance_, plan);
  if (of_number_.size() <= number) of_number_.resize(number + 1);
  auto& known = of_number_[number];
  // A bound for more sites is one for fewer, so that any that was reported may stand.
  if (!known || !is_better(problem_.goal, known->objective, plan.objective)) known = plan;
  execution_.progress.stage(message("Best plan within {} % of the bound",
                                    "Meilleur plan à {} % de la borne",
                                    format_decimals(100 * gap_of(plan), 2)));
}

std::vector<std::optional<SitingPlan>> PlanKeeper::by_number(std::size_t most) const {
  std::vector<std::optional<SitingPlan>> plans(most);
  for (std::size_t p = 1; p <= most && p < of_number_.size(); ++p) plans[p - 1] = of_number_[p];
  return plans;
}

FoundSites search_sites(SitingInstance& instance, const SitingProblem& problem,
                        const SitesOptions& options, const Execution& execution) {
  const auto start = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  FoundSites found;
  warn_where_none_is_full(instance, problem, execution);
  PlanKeeper keeper(instance, problem, execution);
  const SolveOptions solve{.seconds = options.seconds,
                           .accepted_gap = options.gap_percent / 100,
                           .on_improvement = [&](const SitingPlan& plan) { keeper.keep(plan); }};
  try {
    solve_as_asked(instance, problem, options, solve, execution, found);
    found.seconds = seconds();
    add_alternatives(instance, problem, options, execution, found);
  } catch (const Interrupted&) {
    if (!keeper.last()) throw;
    if (options.curve) found.curve = keeper.by_number(problem.most_sites.value_or(0));
    if (!options.curve || !is_known(found.curve)) found.plan = keeper.last();
  }
  found.seconds = seconds();
  found.is_interrupted = execution.is_stopped();
  return found;
}

}  // namespace coverage
