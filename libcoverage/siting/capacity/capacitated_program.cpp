#include "libcoverage/siting/capacity/capacitated_program.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/median/assignment_problem.h"
#include "libcoverage/siting/solver/mip_model.h"
#include "libcoverage/siting/solver/site_limits.h"

namespace coverage {
namespace {

constexpr std::size_t most_pairs = 60'000;

struct Pair {
  std::uint32_t row = 0;
  std::uint32_t value = 0;
  CandidateIndex site;
};

template <class Use>
void for_each_pair(const CapacitatedModel& model, const Use& use) {
  const SitingInstance& instance = model.instance;
  for (std::size_t c = 0; c < instance.sites.size(); ++c) {
    const auto site = CandidateIndex::from_size(c);
    if (instance.sites[site].rule == SiteRule::forbidden) continue;
    for (const ReachEntry& entry : instance.row(site)) {
      if (instance.weight[entry.target] == 0 || entry.time_ms > model.largest) continue;
      use(Pair{entry.target, entry.time_ms, site});
    }
  }
}

/// The columns of the sites, then one a pair: the share of the row that it serves. Costs are
/// compared with serving nobody, which is free where covering.
class Program {
 public:
  explicit Program(const CapacitatedModel& model) : model_(model) {
    for_each_pair(model, [&](const Pair& pair) { pairs_.push_back(pair); });
    sites_ = add_site_columns(program_, model.instance);
    add_pairs();
    add_rows();
    add_capacities();
    add_site_limits(program_, sites_, model.instance, model.problem);
  }

  const MipModel& program() const { return program_; }

  /// No plan costs less, whatever the solver's tolerances hide: plans within 10⁻⁵ of its best,
  /// reduced costs below 0 by 10⁻⁷ for each row, and rounding. Nothing where the solver has none.
  std::optional<double> safe_bound(double objective) const {
    const auto rows = static_cast<double>(model_.weight.size() + sites_.size());
    const double slack = (2e-5 + 2e-7 * rows) * unit_;
    const double all = model_.covers ? static_cast<double>(model_.total) : 0;
    const double amount = objective * unit_;
    if (!(std::abs(amount) < 1e30)) return {};  // CBC's infinities
    return all + amount - slack - 1e-11 * (std::abs(amount) + all);
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
      const std::int64_t weight = std::llround(share * model_.weight[pairs_[p].row]);
      if (weight > 0) plan.allocations.push_back({pairs_[p].row, pairs_[p].site, weight});
    }
    std::ranges::stable_sort(plan.allocations, {}, &Allocation::row);
    return plan;
  }

 private:
  double cost(const Pair& pair) const {
    const double weight = model_.weight[pair.row];
    return model_.covers ? -weight : weight * pair.value;
  }

  /// Objectives in thousandths of the largest, so that tolerances mean the same for any unit.
  void add_pairs() {
    double largest = 1;
    for (const Pair& pair : pairs_) largest = std::max(largest, std::abs(cost(pair)));
    unit_ = largest / 1000;
    for (const Pair& pair : pairs_) {
      program_.add_column(
          {.upper = 1, .objective = cost(pair) / unit_, .is_integer = !model_.splits});
    }
  }

  int column_of(std::size_t pair) const { return static_cast<int>(sites_.size() + pair); }
  int site_column(const Pair& pair) const { return sites_[pair.site.value()]; }

  /// Each row served once (where covering at most), and by open sites only.
  void add_rows() {
    std::vector<std::vector<MipModel::Entry>> rows(model_.weight.size());
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
      rows[pairs_[p].row].push_back({column_of(p), 1});
      const MipModel::Entry open[] = {{column_of(p), 1}, {site_column(pairs_[p]), -1}};
      program_.add_row(-MipModel::infinity, 0, open);
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (model_.weight[row] > 0) program_.add_row(model_.covers ? 0 : 1, 1, rows[row]);
    }
  }

  void add_capacities() {
    std::vector<std::vector<MipModel::Entry>> loads(sites_.size());
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
      loads[pairs_[p].site.value()].push_back({column_of(p), model_.weight[pairs_[p].row]});
    }
    for (std::size_t c = 0; c < sites_.size(); ++c) {
      const double room = model_.room(CandidateIndex::from_size(c));
      if (std::isinf(room)) continue;
      loads[c].push_back({sites_[c], -room});
      const double unit = std::max(room, 1.0);
      for (auto& load : loads[c]) load.factor /= unit;
      program_.add_row(-MipModel::infinity, 0, loads[c]);
    }
  }

  const CapacitatedModel& model_;
  std::vector<Pair> pairs_;
  MipModel program_;
  std::vector<int> sites_;
  double unit_ = 1;
};

}  // namespace

bool fits_program(const CapacitatedModel& model) {
  std::size_t pairs = 0;
  for_each_pair(model, [&](const Pair&) { ++pairs; });
  return pairs <= most_pairs;
}

bool solve_program(const CapacitatedModel& model, CapacitatedPlans& plans, double seconds,
                   const Execution& execution) {
  const Program program(model);
  try {
    const auto result = program.program().solve({.seconds = seconds}, execution);
    if (result.status == MipModel::Status::infeasible) return !plans.best();
    if (!result.values.empty()) {
      const SitingPlan plan = program.plan(result.values);
      // What its tolerances let pass may break a capacity by a little: then only its sites count.
      if (!plans.offer(plan)) plans.settle(places_of(model.rules, plan.sites));
    }
    if (const auto bound = program.safe_bound(result.bound)) {
      plans.prove(least_cost_above(model, *bound));
    }
  } catch (const Interrupted&) {
    if (!plans.best()) throw;
  }
  return false;
}

}  // namespace coverage
