#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_bound.h"
#include "libcoverage/siting/siting_plan.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// Where a covering problem stands while it is being solved: the best plan, what is proven about
/// all others, and the model of what may still be better.
class CoveringSolver {
 public:
  /// `model` as reduced from the instance.
  CoveringSolver(CoveringModel model, const SolveOptions& options, const Execution& execution);

  /// The best plan and its bound; nothing where none was found.
  std::optional<SitingPlan> solve();
  /// The greedy plan alone.
  std::optional<SitingPlan> greedy();
  /// After `solve` without a plan: whether it is proven that there is none.
  bool is_proven() const { return is_proven_; }

 private:
  void search_plan();
  void search_prices();
  bool needs_cuts() const;
  void search_cuts();
  /// Exchanges from the candidates that limits let in, in their order.
  void search_from(std::span<const std::uint32_t> order, const TimeLimit& limit);
  void search_near(const std::vector<double>& open);
  /// A better plan near to one, by exchanges.
  std::vector<std::uint32_t> improved(const CoveringModel& model,
                                      std::span<const std::uint32_t> plan, std::uint64_t work,
                                      const TimeLimit& limit) const;
  void use_relaxation();
  void search_weighted(std::uint64_t work, const TimeLimit& limit);
  void search_by_mip(double seconds);
  void branch(double seconds);

  void offer(const CoveringModel& model, std::span<const std::uint32_t> plan);
  void prove(Amount bound);
  void prove_all();
  void drop(const std::vector<std::uint32_t>& useless);
  bool is_done() const;
  /// Whether each row must be covered, and nothing else counts but costs.
  bool is_cover() const { return model_.minimises_cost && model_.soft_count() == 0; }
  void report() const;
  std::optional<Amount> objective() const {
    return best_ ? std::optional(best_->objective) : std::nullopt;
  }
  Amount objective_of(const CoveringModel& model, std::span<const std::uint32_t> plan) const;
  bool is_better(Amount a, Amount b) const { return model_.minimises_cost ? a < b : a > b; }

  CoveringModel model_;
  const SolveOptions& options_;
  const Execution& execution_;
  TimeLimit limit_;
  std::optional<SitingPlan> best_;
  std::vector<std::uint32_t> plan_;  ///< the best one in the model as it came
  std::vector<double> prices_;       ///< by row, the best of the steps; may be empty
  Amount bound_ = 0;
  bool is_proven_ = false;
};

}  // namespace coverage
