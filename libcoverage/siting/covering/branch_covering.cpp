#include "libcoverage/siting/covering/branch_covering.h"

#include <algorithm>

#include "libcoverage/siting/covering/covering_mip.h"
#include "libcoverage/siting/covering/greedy_covering.h"
#include "libcoverage/siting/covering/shrink_covering.h"

namespace coverage {
namespace {

class Branching {
 public:
  Branching(Amount objective, const TimeLimit& limit, const Execution& execution)
      : objective_(objective), limit_(limit), execution_(execution) {}

  void solve(CoveringModel model, std::optional<Amount> known = {}) {
    while (model.candidate_count() > 0) {
      execution_.check_interrupted();
      if (limit_.is_over()) return leave_open(model, known);
      take(model);
      const auto relaxation = relax_covering(model, {}, limit_, execution_);
      if (relaxation.is_impossible) return;
      if (!relaxation.prices) return leave_open(model, known);
      take(model, relaxation.open);
      const auto bound = bound_by(model, *relaxation.prices, objective_, execution_);
      if (!is_better(model, bound.bound)) return;
      const std::uint32_t next = next_of(model, relaxation.open, bound.useless);
      if (next == model.candidate_count()) return;
      CoveringModel opened = without(model, bound.useless, {});
      const auto at = std::ranges::lower_bound(opened.candidates, model.candidates[next]);
      open_candidate(opened, static_cast<std::size_t>(at - opened.candidates.begin()));
      known = bound.bound;
      solve(std::move(opened), known);
      model = without(model, bound.useless, next);
    }
    take(model);
  }

  CoveringBranches result() && {
    return {std::move(better_), is_bounded_ ? open_bound_ : std::nullopt, !is_out_of_time_};
  }

 private:
  bool is_better(const CoveringModel& model, Amount objective) const {
    return model.minimises_cost ? objective < objective_ : objective > objective_;
  }

  /// Time is up: what its parent proved is all that is known of a branch.
  void leave_open(const CoveringModel& model, std::optional<Amount> known) {
    is_out_of_time_ = true;
    if (!known) is_bounded_ = false;
    if (!known || !is_bounded_) return;
    if (!open_bound_) open_bound_ = known;
    open_bound_ =
        model.minimises_cost ? std::min(*open_bound_, *known) : std::max(*open_bound_, *known);
  }

  /// The plan that opens nothing more.
  void take(const CoveringModel& model) {
    const Amount objective = model.minimises_cost ? model.opened_cost : model.opened_weight;
    const bool has_minimum =
        std::ranges::any_of(model.rooms, [](const auto& room) { return room.least > 0; });
    if (has_minimum || !covers_enough(model, {}) || !is_better(model, objective)) return;
    objective_ = objective;
    better_ = model.opened;
  }

  /// A plan of what the relaxation opens for the most part.
  void take(const CoveringModel& model, const std::vector<double>& open) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t c = 0; c < open.size(); ++c) {
      if (open[c] > 0.5) order.push_back(c);
    }
    const auto plan = first_that_fit(model, order);
    const CoveringScore score = score_of(model, plan);
    if (!covers_enough(model, score)) return;
    Amount objective = Amount{model.opened_weight} + score.weight;
    if (model.minimises_cost) {
      objective = model.opened_cost;
      for (const std::uint32_t c : plan) objective += model.cost[c];
    }
    if (!is_better(model, objective)) return;
    objective_ = objective;
    better_ = model.opened;
    for (const std::uint32_t c : plan) better_->push_back(model.candidates[c]);
    std::ranges::sort(*better_);
  }

  /// The candidate that the relaxation opens most, but not wholly if there is one; those left out
  /// that are of no use.
  static std::uint32_t next_of(const CoveringModel& model, const std::vector<double>& open,
                               const std::vector<std::uint32_t>& useless) {
    const auto none = static_cast<std::uint32_t>(model.candidate_count());
    const auto doubt = [&](std::uint32_t c) { return open[c] < 1 - 1e-6 ? open[c] : 1e-9; };
    auto best = none;
    for (std::uint32_t c = 0; c < none; ++c) {
      if (std::ranges::binary_search(useless, c)) continue;
      if (best == none || doubt(c) > doubt(best)) best = c;
    }
    return best;
  }

  static CoveringModel without(const CoveringModel& model,
                               const std::vector<std::uint32_t>& useless,
                               std::optional<std::uint32_t> closed) {
    CoveringModel left = model;
    std::vector<bool> is_left(model.candidate_count(), true);
    for (const std::uint32_t c : useless) is_left[c] = false;
    if (closed) is_left[*closed] = false;
    keep_candidates(left, is_left);
    merge_equal_rows(left);
    return left;
  }

  Amount objective_;
  const TimeLimit& limit_;
  const Execution& execution_;
  std::optional<std::vector<CandidateIndex>> better_;
  std::optional<Amount> open_bound_;
  bool is_bounded_ = true;  ///< every branch that is left has a bound
  bool is_out_of_time_ = false;
};

}  // namespace

CoveringBranches branch_covering(const CoveringModel& model, Amount objective,
                                 const TimeLimit& limit, const Execution& execution) {
  Branching branching(objective, limit, execution);
  branching.solve(model);
  return std::move(branching).result();
}

}  // namespace coverage
