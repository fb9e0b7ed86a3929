#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "libcoverage/access/access_time.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/indicators/indicators.h"

namespace coverage {

/// The sums of one commune, unit or study, all integers, from which its indicators are made. Points
/// come in any order. An object is a workspace: it counts any number of units, one after another,
/// and forgets the last one in time proportional to what that one had.
class WeightTally {
 public:
  explicit WeightTally(std::size_t thresholds) : covered_(thresholds) {}

  /// Begins another unit.
  void clear();
  void add(const AccessTime& access, Weight weight);
  void add_covered(std::size_t threshold, Weight weight) { covered_[threshold] += weight; }

  Weight covered(std::size_t threshold) const { return covered_[threshold]; }
  /// Everything that does not depend on thresholds. `line`: where shortfalls begin, if anywhere.
  /// Changes the order of what it holds, no more.
  Indicators result(std::optional<Seconds> line);

 private:
  struct Row {
    Seconds time;
    Weight weight;
  };

  void add_reached(const AccessTime& access, Weight weight);
  void sort_rows();
  std::optional<Seconds> percentile(int tenths) const;
  Inequality inequality(std::optional<Seconds> line) const;
  std::optional<double> mean_s() const;
  void find_main_facility(Indicators& result) const;

  Weight population_, reached_, unreachable_, unsnapped_, uncertain_;
  __int128 weighted_time_ = 0;  ///< millionths of inhabitants × milliseconds
  Seconds max_;
  std::vector<Row> rows_;  ///< of the points that are reached
  std::vector<Weight> covered_;
  std::vector<Weight> by_facility_;
  std::vector<FacilityIndex> facilities_;  ///< those that have inhabitants
};

}  // namespace coverage
