#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/siting/opening_rules.h"

namespace coverage {

/// Which places a relaxation opens, and what it would change to force others.
struct Picked {
  double value = 0;                   ///< no choice within the rules has a smaller sum of scores
  std::vector<std::uint32_t> places;  ///< the choice; within the rules where there is no budget
  std::vector<double> to_open;        ///< by place: at least how much `value` grows if it is open
  std::vector<double> to_close;       ///< by place: the same if it is closed
};

/// Picks the places with the smallest sum of scores (negative: opening helps). A budget is priced
/// (Lagrange): the price with the largest value is looked for. The rules must not contradict.
class PlacePicker {
 public:
  explicit PlacePicker(const OpeningRules& rules);
  /// Valid until the next call.
  const Picked& pick(std::span<const double> scores);
  /// Fills in `to_open` and `to_close` of the last pick.
  const Picked& price();

 private:
  void pick_at(double price);
  void choose();
  void choose_by_group();
  double cost_picked() const;
  void find_price();

  const OpeningRules& rules_;
  std::span<const double> scores_;
  double price_ = 0;
  std::vector<double> priced_;  ///< by place: score + price × cost
  std::vector<std::uint32_t> order_;
  Picked picked_;
};

/// Adds the places that every choice within a limit opens, and those that every one closes, where
/// `bound` holds for all of them together. `picked` has its prices.
void fix_places(const Picked& picked, double bound, double limit,
                std::vector<std::uint32_t>& opened, std::vector<std::uint32_t>& closed);

}  // namespace coverage
