#include "libcoverage/siting/covering/covering_solver.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/siting/covering/branch_covering.h"
#include "libcoverage/siting/covering/covering_mip.h"
#include "libcoverage/siting/covering/cut_search.h"
#include "libcoverage/siting/covering/greedy_covering.h"
#include "libcoverage/siting/covering/reduce_covering.h"
#include "libcoverage/siting/covering/shrink_covering.h"
#include "libcoverage/siting/covering/swap_covering.h"
#include "libcoverage/siting/covering/weighted_cover.h"

namespace coverage {
namespace {

/// Beyond so many entries of the model what it needs is too much memory, or time.
constexpr std::uint64_t most_for_exchanges = 400'000'000;
constexpr std::uint64_t most_for_choices = 50'000'000;
constexpr std::uint64_t most_for_relaxation = 300'000;
constexpr std::uint64_t most_for_cover_relaxation = 20'000'000;
constexpr std::uint64_t most_for_cover_branches = 3'000'000;
constexpr std::uint64_t most_for_mip = 3'000'000;
constexpr std::uint64_t most_for_cuts = 100'000'000;

/// Of weighted searches: about a second, a tenth of one, and ten.
constexpr std::uint64_t much_work = 600'000'000, little_work = 60'000'000,
                        most_work = 6'000'000'000;
constexpr std::uint64_t work_an_entry = 1'000;  // small models are decided otherwise

}  // namespace

CoveringSolver::CoveringSolver(CoveringModel model, const SolveOptions& options,
                               const Execution& execution)
    : model_(std::move(model)), options_(options), execution_(execution), limit_(options.seconds) {
  const Amount all = std::accumulate(model_.weight.begin(), model_.weight.end(), Amount{0});
  bound_ = model_.minimises_cost ? Amount{model_.opened_cost} : model_.opened_weight + all;
}

std::optional<SitingPlan> CoveringSolver::solve() {
  search_plan();
  if (needs_cuts()) {
    if (!is_done()) search_cuts();
    return best_;
  }
  if (!is_done()) search_prices();
  if (!is_done() && is_cover()) search_weighted(much_work, TimeLimit(0.2 * limit_.left()));
  if (!is_done()) use_relaxation();
  if (!is_done()) branch(limit_.left() / 2);
  if (!is_done()) search_by_mip(limit_.left() / 2);
  if (!is_done()) branch(limit_.left());
  return best_;
}

std::optional<SitingPlan> CoveringSolver::greedy() {
  plan_ = greedy_covering(model_, execution_);
  offer(model_, plan_);
  return best_;
}

void CoveringSolver::search_plan() {
  greedy();
  if (model_.rows.size() <= most_for_exchanges && !is_done()) {
    plan_ = improved(model_, plan_, much_work, TimeLimit(limit_.left() / 2));
    offer(model_, plan_);
  }
}

void CoveringSolver::search_prices() {
  const bool is_small = model_.rows.size() <= most_for_mip;
  const bool has_program = is_small || is_cover();
  const TimeLimit limit(limit_.left() * (has_program ? 0.3 : 0.9));
  const TimeLimit for_choices(limit_.left() * 0.2);
  CoveringBound last;
  CoveringScore best_choice;
  std::size_t round = 0;
  PriceSearch search{.objective = objective(), .rounds = is_cover() ? 5000 : 2000};
  search.on_choice = [&](std::span<const std::uint32_t> chosen) {
    const CoveringScore score = score_of(model_, chosen);
    // Where cost is least, what covers more is no better.
    const std::size_t every = is_cover() ? 500 : 50;
    const bool is_due = model_.minimises_cost ? ++round % every == every / 2 : score > best_choice;
    if (is_due && !for_choices.is_over()) {
      best_choice = score;
      search_from(chosen, for_choices);
    }
    return objective();
  };
  search.on_better = [&](const CoveringPrices& prices) {
    last = bound_by(model_, prices, objective(), execution_);
    prove(last.bound);
    return !is_done();
  };
  const auto improve = is_cover() ? average_prices : improve_prices;
  const auto prices = improve(model_, first_prices(model_, plan_), search, limit, execution_);
  // The program begins with the rows that have the highest prices: rows must stay till then.
  if (is_cover()) {
    prices_ = prices.row;
  } else {
    drop(last.useless);
  }
}

/// Prices on rows that need two sites prove little: halves of a site would do.
bool CoveringSolver::needs_cuts() const {
  const bool has_twice =
      std::ranges::any_of(model_.need, [](std::uint8_t need) { return need == 2; });
  return has_twice && !model_.minimises_cost && model_.rows.size() <= most_for_cuts;
}

void CoveringSolver::search_cuts() {
  CutSearch search{.objective = objective()};
  search.on_choice = [&](std::span<const std::uint32_t> order) {
    search_from(order, limit_);
    return objective();
  };
  search.on_plan = [&](std::span<const std::uint32_t> plan) {
    offer(model_, plan);
    return objective();
  };
  search.on_bound = [&](Amount bound) {
    prove(bound);
    return !is_done();
  };
  if (search_by_cuts(model_, search, limit_, execution_)) prove_all();
}

void CoveringSolver::search_from(std::span<const std::uint32_t> order, const TimeLimit& limit) {
  const auto plan = first_that_fit(model_, order);
  if (model_.rows.size() > most_for_choices) return offer(model_, plan);
  offer(model_, improved(model_, plan, little_work, limit));
}

std::vector<std::uint32_t> CoveringSolver::improved(const CoveringModel& model,
                                                    std::span<const std::uint32_t> plan,
                                                    std::uint64_t work,
                                                    const TimeLimit& limit) const {
  if (!is_cover()) return swap_covering(model, transpose(model), plan, limit, execution_);
  constexpr Amount largest = std::numeric_limits<std::int64_t>::max();
  work = std::min(work, work_an_entry * model_.rows.size());
  const auto enough = static_cast<std::int64_t>(std::min(bound_ - model.opened_cost, largest));
  return weighted_cover(model, transpose(model), plan, {enough, work}, limit, execution_);
}

void CoveringSolver::use_relaxation() {
  if (model_.rows.size() > (is_cover() ? most_for_cover_relaxation : most_for_relaxation)) return;
  const TimeLimit limit(limit_.left() * (is_cover() ? 0.4 : 1));
  CoveringBound last;
  const auto relaxation =
      relax_covering(model_, prices_, limit, execution_, [&](const CoveringPrices& prices) {
        last = bound_by(model_, prices, objective(), execution_);
        prove(last.bound);
        return !is_done();
      });
  execution_.check_interrupted();
  if (relaxation.is_impossible) return prove_all();
  if (!relaxation.prices || is_done()) return;
  search_near(relaxation.open);
  if (is_cover()) {
    prices_ = relaxation.prices->row;
    search_weighted(most_work, TimeLimit(0.6 * limit_.left()));
  }
  // A better plan makes more candidates useless.
  last = bound_by(model_, *relaxation.prices, objective(), execution_);
  prove(last.bound);
  if (!is_done()) drop(last.useless);
}

/// From the best plan on, among its candidates and those whose prices come near to their costs:
/// most plans that are better consist of such ones, and far fewer rows tell them apart.
void CoveringSolver::search_weighted(std::uint64_t work, const TimeLimit& limit) {
  constexpr double near = 0.15;  // of the cost
  CoveringModel core = model_;
  std::vector<bool> is_in_core(core.candidate_count());
  const bool has_prices = prices_.size() == core.row_count();
  for (std::size_t c = 0; c < is_in_core.size(); ++c) {
    double left = static_cast<double>(core.cost[c]);
    for (const std::uint32_t row : core.row(c)) left -= has_prices ? prices_[row] : 0;
    const std::uint32_t group = core.group[c];
    const bool is_for_minimum = group != CoveringModel::no_group && core.rooms[group].least > 0;
    is_in_core[c] = !has_prices || is_for_minimum ||
                    left <= near * static_cast<double>(core.cost[c]) ||
                    (best_ && std::ranges::binary_search(best_->sites, core.candidates[c]));
  }
  keep_candidates(core, is_in_core);
  merge_equal_rows(core);
  drop_dominated(core, {.seconds = 0.1 * limit.left()}, execution_);
  std::vector<std::uint32_t> plan;
  for (std::uint32_t c = 0; c < core.candidate_count(); ++c) {
    if (best_ && std::ranges::binary_search(best_->sites, core.candidates[c])) plan.push_back(c);
  }
  offer(core, improved(core, plan, work, limit));
}

/// Plans near to what the relaxation opens.
void CoveringSolver::search_near(const std::vector<double>& open) {
  const double least = model_.minimises_cost ? 0.5 : 1e-6;
  std::vector<std::uint32_t> order;
  for (std::uint32_t c = 0; c < open.size(); ++c) {
    if (open[c] >= least) order.push_back(c);
  }
  std::ranges::stable_sort(order, std::greater{}, [&](std::uint32_t c) { return open[c]; });
  search_from(order, TimeLimit(limit_.left() * 0.2));
}

void CoveringSolver::search_by_mip(double seconds) {
  if (model_.rows.size() > most_for_mip || model_.candidate_count() == 0) return;
  const auto plan = plan_by_mip(model_, objective(), TimeLimit(seconds), execution_);
  if (plan) offer(model_, *plan);
}

void CoveringSolver::branch(double seconds) {
  const auto most = is_cover() ? most_for_cover_branches : most_for_relaxation;
  if (model_.rows.size() > most || seconds <= 0) return;
  const Amount none = model_.minimises_cost ? Amount{1} << 100 : Amount{-1};
  const TimeLimit limit(seconds);
  const auto branches = branch_covering(model_, best_ ? best_->objective : none, limit, execution_);
  if (branches.better) {
    std::vector<std::uint32_t> plan;
    for (std::uint32_t c = 0; c < model_.candidate_count(); ++c) {
      if (std::ranges::binary_search(*branches.better, model_.candidates[c])) plan.push_back(c);
    }
    offer(model_, plan);
  }
  if (branches.open_bound) prove(*branches.open_bound);
  if (branches.is_complete) prove_all();
}

Amount CoveringSolver::objective_of(const CoveringModel& model,
                                    std::span<const std::uint32_t> plan) const {
  if (!model.minimises_cost) return Amount{model.opened_weight} + score_of(model, plan).weight;
  Amount cost = model.opened_cost;
  for (const std::uint32_t c : plan) cost += model.cost[c];
  return cost;
}

void CoveringSolver::offer(const CoveringModel& model, std::span<const std::uint32_t> plan) {
  if (!covers_enough(model, score_of(model, plan))) return;
  const auto useful = without_idle_sites(model, plan);
  const Amount objective = objective_of(model, useful);
  if (best_ && !is_better(objective, best_->objective)) return;
  SitingPlan found{.sites = model.opened, .objective = objective, .bound = bound_};
  for (const std::uint32_t c : useful) found.sites.push_back(model.candidates[c]);
  std::ranges::sort(found.sites);
  best_ = std::move(found);
  prove(bound_);
  report();
}

void CoveringSolver::prove(Amount bound) {
  // What was ruled out on the way is no better than the best plan.
  if (best_ && is_better(best_->objective, bound)) bound = best_->objective;
  bound = model_.minimises_cost ? std::max(bound, bound_) : std::min(bound, bound_);
  bound_ = bound;
  if (!best_ || best_->bound == bound) return;
  best_->bound = bound;
  report();
}

void CoveringSolver::prove_all() {
  is_proven_ = true;
  if (best_) prove(best_->objective);
}

void CoveringSolver::drop(const std::vector<std::uint32_t>& useless) {
  if (useless.empty()) return;
  std::vector<bool> is_left(model_.candidate_count(), true);
  for (const std::uint32_t c : useless) is_left[c] = false;
  keep_candidates(model_, is_left);
  merge_equal_rows(model_);
  if (is_cover()) drop_dominated(model_, {.seconds = 0.1 * limit_.left()}, execution_);
}

bool CoveringSolver::is_done() const {
  return is_proven_ || (best_ && (best_->optimal() || (options_.accepted_gap > 0 &&
                                                       gap_of(*best_) <= options_.accepted_gap)));
}

void CoveringSolver::report() const {
  options_.on_improvement(*best_);
}

}  // namespace coverage
