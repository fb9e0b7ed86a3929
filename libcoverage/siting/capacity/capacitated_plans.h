#pragma once

#include <set>

#include "libcoverage/siting/capacity/capacitated_model.h"
#include "libcoverage/siting/capacity/whole_allocation.h"
#include "libcoverage/siting/solver/solver_clock.h"

namespace coverage {

/// The best plan known while a problem with capacities is solved, and what is proven of all others.
class CapacitatedPlans {
 public:
  /// What open places can do at best where rows may be split.
  struct Measured {
    Amount unserved = 0;
    Amount weighted_value = 0;
    std::vector<CandidateIndex> sites;
    std::vector<double> price;  ///< of a place in each of the sites, see `SplitAllocation`
    double price_of_nobody = 0;
  };

  CapacitatedPlans(const CapacitatedModel& model, const SolveOptions& options,
                   const SolverClock& clock)
      : model_(model), options_(options), clock_(clock) {}

  /// Measures a choice of places and keeps it if it is a better plan; nothing where it breaks a
  /// limit, or where time is up.
  std::optional<Measured> measure(std::span<const std::uint32_t> places);
  /// The same once a choice: nothing where it was measured before.
  std::optional<Measured> measure_new(std::span<const std::uint32_t> places);
  /// Looks for the best plan with just these places open: no plan with them costs less than what is
  /// given, unless it is the best plan known. Nothing where none keeps the limits, or is better.
  std::optional<Amount> settle(std::span<const std::uint32_t> places);
  /// A plan of another solver; false where it breaks a limit.
  bool offer(SitingPlan plan);
  /// No plan costs less than this.
  void prove(Amount cost);

  const std::optional<SitingPlan>& best() const { return best_; }
  std::optional<Amount> best_cost() const;
  bool is_optimal() const { return best_ && best_->optimal(); }
  /// Time is up, or the best plan is good enough.
  bool is_over() const;

 private:
  std::optional<SplitAllocation> allocate(const std::vector<CandidateIndex>& sites) const;
  bool keeps_limits(std::span<const CandidateIndex> sites) const;
  bool may_be_better(Amount cost) const;
  Amount cost_of(Amount unserved, Amount weighted_value) const {
    return model_.covers ? unserved : weighted_value;
  }
  void offer_split(const std::vector<CandidateIndex>& sites, const SplitAllocation& split);
  void offer_whole(const std::vector<CandidateIndex>& sites, const WholeAllocation& whole);
  void close_idle_sites(SitingPlan& plan) const;

  const CapacitatedModel& model_;
  const SolveOptions& options_;
  const SolverClock& clock_;
  std::optional<SitingPlan> best_;
  Amount proven_ = 0;  ///< cost
  std::set<std::vector<CandidateIndex>> measured_;
};

}  // namespace coverage
