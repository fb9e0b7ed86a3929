#pragma once

#include <compare>

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// What a set of candidates covers: hard rows first, for without all of them there is no plan.
struct CoveringScore {
  std::int64_t hard_rows = 0;
  std::int64_t weight = 0;
  friend auto operator<=>(const CoveringScore&, const CoveringScore&) = default;
  CoveringScore& operator+=(const CoveringScore& other) {
    hard_rows += other.hard_rows;
    weight += other.weight;
    return *this;
  }
  CoveringScore& operator-=(const CoveringScore& other) {
    hard_rows -= other.hard_rows;
    weight -= other.weight;
    return *this;
  }
};

/// What covering a row is worth.
inline CoveringScore worth_of(const CoveringModel& model, std::size_t row) {
  if (row < model.soft_count()) return {0, model.weight[row]};
  return {1, 0};
}

/// Which candidates are open, and whether limits let another one in.
class CoveringSites {
 public:
  explicit CoveringSites(const CoveringModel& model);

  bool is_open(std::size_t candidate) const { return is_open_[candidate]; }
  std::vector<std::uint32_t> open_ones() const;  ///< ascending
  std::int64_t cost() const { return cost_; }
  /// Plans that cost as much are of no use: from now on another limit, beside the budget.
  void set_cost_below(std::int64_t cost) { cost_below_ = cost; }

  /// Whether a closed candidate may be opened so that all minima can still be met.
  bool fits(std::size_t candidate) const;
  /// The same once another one is closed.
  bool fits_instead(std::size_t candidate, std::size_t closed);
  /// Whether limits allow to do without an open candidate.
  bool may_close(std::size_t candidate) const;
  void open(std::size_t candidate);
  void close(std::size_t candidate);
  /// A group whose minimum is not met, with its cheapest closed candidate; nothing where all are.
  std::optional<std::uint32_t> next_for_minima() const;

 private:
  struct Missing {
    std::uint32_t sites = 0;
    std::int64_t cost = 0;
  };
  /// The cheapest way to meet the minima once `candidate` is open too.
  Missing missing_after(std::size_t candidate) const;

  const CoveringModel& model_;
  std::vector<bool> is_open_;
  std::uint32_t count_ = 0;
  std::int64_t cost_ = 0;
  std::int64_t cost_below_ = std::numeric_limits<std::int64_t>::max();
  std::vector<std::uint32_t> opened_;                ///< by group
  std::vector<std::vector<std::uint32_t>> by_cost_;  ///< by group with a minimum
  std::vector<std::uint32_t> with_minimum_;          ///< groups
};

/// Whether a plan keeps the limits on the number of sites, on cost and of the groups.
bool keeps_limits(const CoveringModel& model, std::span<const std::uint32_t> plan);

/// Of candidates in their order those that limits let in beside the ones before, and the cheapest
/// that minima ask for still, ascending.
std::vector<std::uint32_t> first_that_fit(const CoveringModel& model,
                                          std::span<const std::uint32_t> order);

}  // namespace coverage
