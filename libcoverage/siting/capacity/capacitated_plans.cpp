#include "libcoverage/siting/capacity/capacitated_plans.h"

#include <algorithm>

#include "libcoverage/siting/capacity/evaluate_allocations.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/median/assignment_problem.h"

namespace coverage {
namespace {

/// What a search of whole rows may look at: about a second, where it is not all at once.
constexpr std::size_t most_row_visits = 20'000'000;

}  // namespace

std::optional<SplitAllocation> CapacitatedPlans::allocate(
    const std::vector<CandidateIndex>& sites) const {
  return split_allocation(model_, sites, {}, [this] { return clock_.is_over(); });
}

bool CapacitatedPlans::keeps_limits(std::span<const CandidateIndex> sites) const {
  SitingProblem limits = model_.problem;
  limits.goal = SitingGoal::most_covered;
  return evaluate_plan(model_.instance, limits, sites).has_value();
}

std::optional<CapacitatedPlans::Measured> CapacitatedPlans::measure(
    std::span<const std::uint32_t> places) {
  auto sites = sites_of(model_.rules, places);
  if (!keeps_limits(sites)) return {};
  auto split = allocate(sites);
  if (!split) return {};
  measured_.insert(sites);
  if ((model_.covers || split->unserved == 0) &&
      may_be_better(cost_of(split->unserved, split->weighted_value))) {
    if (model_.splits) offer_split(sites, *split);
    if (!model_.splits) offer_whole(sites, round_to_whole(model_, sites, *split));
  }
  return Measured{split->unserved, split->weighted_value, std::move(sites), std::move(split->price),
                  split->price_of_nobody};
}

std::optional<CapacitatedPlans::Measured> CapacitatedPlans::measure_new(
    std::span<const std::uint32_t> places) {
  if (measured_.contains(sites_of(model_.rules, places))) return {};
  return measure(places);
}

std::optional<Amount> CapacitatedPlans::settle(std::span<const std::uint32_t> places) {
  const auto sites = sites_of(model_.rules, places);
  if (!keeps_limits(sites)) return {};
  const auto split = allocate(sites);
  if (!split) return 0;  // time is up
  if (!model_.covers && split->unserved > 0) return {};
  const Amount cost = cost_of(split->unserved, split->weighted_value);
  if (!may_be_better(cost)) return {};
  if (model_.splits) {
    offer_split(sites, *split);
    return {};
  }
  offer_whole(sites, round_to_whole(model_, sites, *split));
  const std::size_t visits = split->parts.size() * (sites.size() + 1);
  WholeSearch search{.best = {}, .most_nodes = 10 + most_row_visits / (visits + 1), .stop = [this] {
                       return clock_.is_over();
                     }};
  // A plan as good as the best one known is none that is looked for.
  if (const auto known = best_cost()) {
    search.best = WholeAllocation{.rows = {}, .unserved = *known, .weighted_value = *known};
  }
  const auto answer = search_whole(model_, sites, std::move(search));
  if (answer.best && !answer.best->rows.empty()) offer_whole(sites, *answer.best);
  return answer.is_complete ? std::nullopt : std::optional(cost);
}

bool CapacitatedPlans::may_be_better(Amount cost) const {
  const auto known = best_cost();
  return !known || cost < *known;
}

std::optional<Amount> CapacitatedPlans::best_cost() const {
  if (!best_) return {};
  return objective_of(model_, best_->objective);  // which is its own inverse
}

void CapacitatedPlans::offer_split(const std::vector<CandidateIndex>& sites,
                                   const SplitAllocation& split) {
  SitingPlan plan{.sites = sites};
  for (const SplitAllocation::Part& part : split.parts) {
    if (part.site == SplitAllocation::nobody) continue;
    plan.allocations.push_back({part.row, sites[part.site], part.weight});
  }
  offer(std::move(plan));
}

void CapacitatedPlans::offer_whole(const std::vector<CandidateIndex>& sites,
                                   const WholeAllocation& whole) {
  SitingPlan plan{.sites = sites};
  for (const FixedRow& row : whole.rows) {
    if (row.site == SplitAllocation::nobody) continue;
    plan.allocations.push_back({row.row, sites[row.site], model_.instance.weight[row.row]});
  }
  offer(std::move(plan));
}

bool CapacitatedPlans::offer(SitingPlan plan) {
  const auto objective = evaluate_allocations(model_.instance, model_.problem, plan);
  if (!objective || !keeps_limits(plan.sites)) return false;
  if (best_ && !is_better(model_.problem.goal, *objective, best_->objective)) return true;
  close_idle_sites(plan);
  plan.objective = *objective;
  plan.bound = objective_of(model_, std::min(proven_, objective_of(model_, *objective)));
  best_ = std::move(plan);
  options_.on_improvement(*best_);
  return true;
}

/// The plan without sites that serve nobody, where limits allow.
void CapacitatedPlans::close_idle_sites(SitingPlan& plan) const {
  std::vector<bool> serves(model_.instance.sites.size(), false);
  for (const Allocation& part : plan.allocations) serves[part.site.value()] = true;
  for (const CandidateIndex site : std::vector(plan.sites)) {
    if (serves[site.value()] || !model_.instance.sites[site].counts) continue;
    auto fewer = plan.sites;
    std::erase(fewer, site);
    if (keeps_limits(fewer)) plan.sites = std::move(fewer);
  }
}

void CapacitatedPlans::prove(Amount cost) {
  if (cost <= proven_) return;
  proven_ = cost;
  if (!best_) return;
  const Amount bound = objective_of(model_, std::min(proven_, *best_cost()));
  if (bound == best_->bound) return;
  best_->bound = bound;
  options_.on_improvement(*best_);
}

bool CapacitatedPlans::is_over() const {
  if (clock_.is_over()) return true;
  return best_ && gap_of(*best_) <= options_.accepted_gap;
}

}  // namespace coverage
