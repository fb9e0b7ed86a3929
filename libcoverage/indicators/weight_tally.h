#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "libcoverage/access/access_time.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/indicators/indicators.h"

namespace coverage {

/// The sums of one commune, unit or study, all integers, from which its indicators are made.
///
/// First the whole population is added, then every point by ascending access time, those without
/// one at the end: so that a percentile is known when its share is passed, without a list.
class WeightTally {
 public:
  explicit WeightTally(std::size_t thresholds) : covered_(thresholds) {}

  void add_population(Weight weight) { population_ += weight; }
  /// Precondition: points come by ascending time.
  void add(const AccessTime& access, Weight weight);
  void add_covered(std::size_t threshold, Weight weight) { covered_[threshold] += weight; }

  Weight covered(std::size_t threshold) const { return covered_[threshold]; }
  /// Everything that does not depend on thresholds.
  Indicators result() const;

 private:
  void add_reached(const AccessTime& access, Weight weight);

  Weight population_, reached_, unreachable_, unsnapped_, uncertain_;
  __int128 weighted_time_ = 0;  ///< millionths of inhabitants × milliseconds
  std::optional<Seconds> median_, p90_, max_;
  std::vector<Weight> covered_;
  std::map<FacilityIndex, Weight> by_facility_;
};

}  // namespace coverage
