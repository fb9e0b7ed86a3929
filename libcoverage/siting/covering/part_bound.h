#pragma once

#include <vector>

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// A part of the plans: those that open some candidates and close others.
struct CoveringPart {
  std::vector<std::uint32_t> open = {};
  std::vector<std::uint32_t> closed = {};
};

/// What plans of a part reach at most where each open candidate adds its score: the number of sites
/// and the limits of groups hold, budgets do not. Whole numbers of any unit, hence exact.
class PartBound {
 public:
  PartBound(const CoveringModel& model, const CoveringPart& part);

  /// By candidate, to be filled.
  std::vector<Amount>& score() { return score_; }
  void add(Amount amount) { sum_ += amount; }
  /// Takes the best choice into the sum; false where no plan of the part keeps the limits.
  bool choose();
  Amount sum() const { return sum_; }
  /// Once chosen, and without groups: what every plan of the part opens, or closes, whose sum is at
  /// least `limit`.
  CoveringPart forced(Amount limit) const;

 private:
  bool open(std::uint32_t candidate);
  /// What the sum becomes without a chosen candidate, or with another one.
  Amount without(std::uint32_t chosen) const;
  Amount with(std::uint32_t other) const;

  const CoveringPart& part_;
  CoveringModel limits_;  ///< what is left of them beside what the part opens
  std::vector<Amount> score_;
  std::vector<std::uint32_t> chosen_;
  std::vector<bool> is_chosen_;
  Amount sum_ = 0;
  bool is_full_ = false;  ///< no more site may be open than are chosen
  Amount least_in_ = 0;   ///< the least score that is chosen
  Amount most_out_ = 0;   ///< the largest that is not, at least 0
};

}  // namespace coverage
