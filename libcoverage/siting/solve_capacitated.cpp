#include "libcoverage/siting/solve_capacitated.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/allocate_greedily.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/site_limits.h"
#include "libcoverage/siting/solve_covering.h"
#include "libcoverage/siting/solve_median.h"
#include "libcoverage/siting/time_limit.h"

namespace coverage {
namespace {

struct Pair {
  std::uint32_t row = 0;
  std::uint32_t value = 0;
  CandidateIndex site;
};

std::vector<Pair> pairs_of(const SitingInstance& instance, const SitingProblem& problem) {
  std::vector<Pair> pairs;
  for (std::size_t c = 0; c < instance.sites.size(); ++c) {
    const auto site = CandidateIndex::from_size(c);
    if (instance.sites[site].rule == SiteRule::forbidden) continue;
    for (const ReachEntry& entry : instance.row(site)) {
      if (instance.weight[entry.target] == 0 || !may_serve(problem, entry.time_ms)) continue;
      pairs.push_back({entry.target, entry.time_ms, site});
    }
  }
  return pairs;
}

/// Weight served, or weight × value.
Amount amount_of(const SitingProblem& problem, std::int64_t weight, std::uint32_t value) {
  return problem.goal == SitingGoal::most_covered ? Amount{weight} : Amount{weight} * value;
}

/// The program: the columns of the sites, then one a pair: the share of the row that it serves.
class Program {
 public:
  Program(const SitingInstance& instance, const SitingProblem& problem)
      : instance_(instance), problem_(problem), pairs_(pairs_of(instance, problem)) {
    require_capacitated_size(pairs_.size());
    sites_ = add_site_columns(model_, instance);
    add_pairs();
    add_rows();
    add_capacities();
    add_site_limits(model_, sites_, instance, problem);
  }

  const MipModel& model() const { return model_; }

  /// What each row's best pair alone would bring: no plan is better.
  Amount bound_by_rows() const {
    const bool maximises = is_maximised(problem_.goal);
    std::vector<std::optional<Amount>> best(instance_.demand_count());
    for (const Pair& pair : pairs_) {
      const Amount amount = amount_of(problem_, instance_.weight[pair.row], pair.value);
      auto& known = best[pair.row];
      if (!known || (maximises ? amount > *known : amount < *known)) known = amount;
    }
    Amount sum = 0;
    for (const auto& amount : best) sum += amount.value_or(0);
    return sum;
  }

  /// An amount of the objective from the solver's.
  double amount(double objective) const {
    return (is_maximised(problem_.goal) ? -objective : objective) * unit_;
  }

  SitingPlan plan(const std::vector<double>& values) const {
    SitingPlan plan;
    for (std::size_t c = 0; c < sites_.size(); ++c) {
      if (values[static_cast<std::size_t>(sites_[c])] > 0.5) {
        plan.sites.push_back(CandidateIndex::from_size(c));
      }
    }
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
      const double share = values[sites_.size() + p];
      const std::int64_t weight = std::llround(share * weight_of(pairs_[p]));
      if (weight > 0) plan.allocations.push_back({pairs_[p].row, pairs_[p].site, weight});
    }
    std::ranges::stable_sort(plan.allocations, {}, &Allocation::row);
    return plan;
  }

 private:
  double weight_of(const Pair& pair) const {
    return static_cast<double>(instance_.weight[pair.row]);
  }

  /// Objectives in thousandths of the largest, so that tolerances mean the same for any unit.
  void add_pairs() {
    const auto amount = [&](const Pair& pair) {
      return static_cast<double>(amount_of(problem_, instance_.weight[pair.row], pair.value));
    };
    double largest = 1;
    for (const Pair& pair : pairs_) largest = std::max(largest, amount(pair));
    unit_ = std::max(largest / 1000, 1.0);
    const double sign = is_maximised(problem_.goal) ? -1 : 1;
    for (const Pair& pair : pairs_) {
      model_.add_column({.upper = 1,
                         .objective = sign * amount(pair) / unit_,
                         .is_integer = problem_.assignment == Assignment::single});
    }
  }

  int column_of(std::size_t pair) const { return static_cast<int>(sites_.size() + pair); }
  int site_column(const Pair& pair) const { return sites_[pair.site.value()]; }

  /// Each row served once (in `most_covered` at most), and by open sites only.
  void add_rows() {
    std::vector<std::vector<MipModel::Entry>> rows(instance_.demand_count());
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
      rows[pairs_[p].row].push_back({column_of(p), 1});
      const MipModel::Entry open[] = {{column_of(p), 1}, {site_column(pairs_[p]), -1}};
      model_.add_row(-MipModel::infinity, 0, open);
    }
    const bool all_must = problem_.goal == SitingGoal::least_mean;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (instance_.weight[row] > 0) model_.add_row(all_must ? 1 : 0, 1, rows[row]);
    }
  }

  void add_capacities() {
    std::vector<std::vector<MipModel::Entry>> loads(sites_.size());
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
      loads[pairs_[p].site.value()].push_back({column_of(p), weight_of(pairs_[p])});
    }
    for (std::size_t c = 0; c < sites_.size(); ++c) {
      const auto& capacity = instance_.sites[CandidateIndex::from_size(c)].capacity;
      if (!capacity) continue;
      const auto room = static_cast<double>(*capacity);
      loads[c].push_back({sites_[c], -room});
      const double unit = std::max(room, 1.0);
      for (auto& load : loads[c]) load.factor /= unit;
      model_.add_row(-MipModel::infinity, 0, loads[c]);
    }
  }

  const SitingInstance& instance_;
  const SitingProblem& problem_;
  std::vector<Pair> pairs_;
  MipModel model_;
  std::vector<int> sites_;
  double unit_ = 1;
};

[[noreturn]] void throw_infeasible(const SitingInstance& instance, const SitingProblem& problem) {
  Amount weight = 0, room = 0;
  bool is_limited = true;
  for (const std::int64_t w : instance.weight) weight += w;
  for (const CandidateSite& site : instance.sites) {
    if (!site.capacity) is_limited = false;
    room += site.capacity.value_or(0);
  }
  if (problem.goal == SitingGoal::least_mean && is_limited && room < weight) {
    throw NoResultError(
        message("all candidates together hold {} % of the weight",
                "tous les emplacements réunis peuvent accueillir {} % du poids",
                std::floor(100 * static_cast<double>(room) / static_cast<double>(weight))),
        {"Raise capacities, or cover as many as possible: --problem mclp.",
         "Augmentez les capacités, ou couvrez-en le plus possible : --problem mclp."});
  }
  throw NoResultError({"no plan keeps the number of sites, the capacities and the other limits",
                       "aucun plan ne respecte à la fois le nombre de lieux, les capacités et les "
                       "autres limites"},
                      {"Allow more sites, larger capacities, or --assignment split.",
                       "Autorisez plus de lieux, des capacités plus grandes, ou --assignment "
                       "split."});
}

/// A bound of the solver, which may have none, as a whole amount that is safe: no plan is better.
std::optional<Amount> safe_bound(const Program& program, const SitingProblem& problem,
                                 double objective) {
  const double amount = program.amount(objective);
  if (!(std::abs(amount) < 1e30)) return {};  // CBC's infinities
  const double slack = std::max(1.0, std::abs(amount) * 1e-9);
  return static_cast<Amount>(is_maximised(problem.goal) ? std::floor(amount + slack)
                                                        : std::ceil(amount - slack));
}

void check_goal(const SitingProblem& problem) {
  if (problem.goal == SitingGoal::most_covered || problem.goal == SitingGoal::least_mean) return;
  throw InputError(
      {"capacities go with mclp and p-median", "les capacités vont avec mclp et p-median"},
      {"Leave --assignment out.", "Retirez --assignment."});
}

/// The plan without sites that serve nobody, where limits allow: the solver opens them as it
/// likes.
void close_idle_sites(const SitingInstance& instance, const SitingProblem& problem,
                      SitingPlan& plan) {
  std::vector<bool> serves(instance.sites.size(), false);
  for (const Allocation& part : plan.allocations) serves[part.site.value()] = true;
  SitingProblem limits = problem;
  limits.goal = SitingGoal::most_covered;
  for (const CandidateIndex site : std::vector(plan.sites)) {
    if (serves[site.value()] || !instance.sites[site].counts) continue;
    auto fewer = plan.sites;
    std::erase(fewer, site);
    if (evaluate_plan(instance, limits, fewer)) plan.sites = std::move(fewer);
  }
}

struct Loads {
  std::vector<Amount> of_site;
  std::vector<Amount> of_row;
  std::vector<unsigned> parts_of_row;
};

bool loads_fit(const SitingInstance& instance, const SitingProblem& problem, const Loads& loads) {
  for (std::size_t c = 0; c < loads.of_site.size(); ++c) {
    const auto& capacity = instance.sites[CandidateIndex::from_size(c)].capacity;
    if (capacity && loads.of_site[c] > *capacity) return false;
  }
  for (std::size_t row = 0; row < loads.of_row.size(); ++row) {
    const Amount weight = instance.weight[row];
    if (loads.of_row[row] > weight) return false;
    if (problem.goal == SitingGoal::least_mean && loads.of_row[row] < weight) return false;
    const bool is_whole =
        loads.parts_of_row[row] <= 1 && (loads.of_row[row] == 0 || loads.of_row[row] == weight);
    if (problem.assignment == Assignment::single && !is_whole) return false;
  }
  return true;
}

}  // namespace

void require_capacitated_size(std::size_t pairs) {
  if (pairs <= most_capacitated_pairs) return;
  throw InputError(
      message("{} pairs of demand and candidates are too many for a problem with capacities; {} "
              "may be",
              "{} couples de demande et d’emplacements sont trop nombreux pour un problème de "
              "capacité ; {} au plus",
              pairs, most_capacitated_pairs),
      {"Lower the threshold or --nobody-beyond, or give fewer candidates.",
       "Baissez le seuil ou --nobody-beyond, ou donnez moins d’emplacements."});
}

std::optional<Amount> evaluate_allocations(const SitingInstance& instance,
                                           const SitingProblem& problem, const SitingPlan& plan) {
  Loads loads{std::vector<Amount>(instance.sites.size(), 0),
              std::vector<Amount>(instance.demand_count(), 0),
              std::vector<unsigned>(instance.demand_count(), 0)};
  Amount objective = 0;
  for (const Allocation& part : plan.allocations) {
    if (!std::ranges::binary_search(plan.sites, part.site)) return {};
    const auto row = instance.row(part.site);
    const auto entry = std::ranges::lower_bound(row, part.row, {}, &ReachEntry::target);
    if (entry == row.end() || entry->target != part.row) return {};
    if (!may_serve(problem, entry->time_ms)) return {};
    loads.of_site[part.site.value()] += part.weight;
    loads.of_row[part.row] += part.weight;
    ++loads.parts_of_row[part.row];
    objective += amount_of(problem, part.weight, entry->time_ms);
  }
  if (!loads_fit(instance, problem, loads)) return {};
  return objective;
}

namespace {

/// The best plan known while a problem with capacities is solved.
class CapacitatedSolver {
 public:
  CapacitatedSolver(const SitingInstance& instance, const SitingProblem& problem,
                    const SolveOptions& options, const Execution& execution)
      : instance_(instance),
        problem_(problem),
        options_(options),
        execution_(execution),
        limit_(options.seconds),
        program_(instance, problem),
        bound_(program_.bound_by_rows()) {}

  SitingPlan solve() {
    offer(open_greedily(instance_, problem_));
    const double share = plan_ ? 0.8 : 1;
    const auto result = search(share * limit_.left());
    if (result.status == MipModel::Status::infeasible && !plan_) {
      throw_infeasible(instance_, problem_);
    }
    if (!result.values.empty()) offer_solution(result);
    if (!plan_) refuse_time();
    if (!plan_->optimal() && !limit_.is_over()) bound_without_capacities();
    options_.on_improvement(*plan_);
    return *plan_;
  }

 private:
  MipModel::Result search(double seconds) {
    try {
      return program_.model().solve({.seconds = seconds}, execution_);
    } catch (const Interrupted&) {
      if (!plan_) throw;
    }
    return {};
  }

  /// The solver's shares, rounded to whole numbers, may break a capacity by a little: then only
  /// its sites are taken.
  void offer_solution(const MipModel::Result& result) {
    SitingPlan plan = program_.plan(result.values);
    close_idle_sites(instance_, problem_, plan);
    const bool is_exact = offer(plan);
    if (!is_exact) {
      plan.allocations = allocate_greedily(instance_, problem_, plan.sites);
      offer(plan);
    }
    if (!plan_) return;
    const bool is_proven = is_exact && result.status == MipModel::Status::optimal;
    prove(is_proven ? plan_->objective
                    : safe_bound(program_, problem_, result.bound).value_or(bound_));
  }

  /// Whether a plan keeps all limits.
  bool offer(const SitingPlan& plan) {
    SitingProblem limits = problem_;
    limits.goal = SitingGoal::most_covered;
    const auto objective = evaluate_allocations(instance_, problem_, plan);
    if (!objective || !evaluate_plan(instance_, limits, plan.sites)) return false;
    if (plan_ && !is_better(problem_.goal, *objective, plan_->objective)) return true;
    plan_ = plan;
    plan_->objective = *objective;
    prove(bound_);
    options_.on_improvement(*plan_);
    return true;
  }

  /// Who may be served by the nearest site whatever its capacity is served no worse.
  void bound_without_capacities() {
    SitingProblem free = problem_;
    free.assignment = Assignment::nearest;
    const SolveOptions options{.seconds = limit_.left(), .explains = false};
    try {
      prove((problem_.goal == SitingGoal::least_mean
                 ? solve_median(instance_, free, options, execution_)
                 : solve_covering(instance_, free, options, execution_))
                .bound);
    } catch (const NoResultError&) {
    } catch (const Interrupted&) {
    }
  }

  void prove(Amount bound) {
    if (is_better(problem_.goal, bound_, bound)) bound_ = bound;
    // Bounds of numbers with a tolerance may pass an exact objective.
    if (is_better(problem_.goal, plan_->objective, bound_)) bound_ = plan_->objective;
    plan_->bound = bound_;
  }

  [[noreturn]] void refuse_time() const {
    throw NoResultError(
        message("no plan was found within {} s", "aucun plan trouvé en {} s", options_.seconds),
        {"Raise --time-limit.", "Augmentez --time-limit."});
  }

  const SitingInstance& instance_;
  const SitingProblem& problem_;
  const SolveOptions& options_;
  const Execution& execution_;
  TimeLimit limit_;
  Program program_;
  Amount bound_;  ///< no plan is better
  std::optional<SitingPlan> plan_;
};

}  // namespace

SitingPlan solve_capacitated(const SitingInstance& instance, const SitingProblem& problem,
                             const SolveOptions& options, const Execution& execution) {
  check_goal(problem);
  return CapacitatedSolver(instance, problem, options, execution).solve();
}

}  // namespace coverage
