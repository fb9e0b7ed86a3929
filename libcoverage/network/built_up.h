#pragma once

#include <cstdint>
#include <unordered_set>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/network/profile.h"

namespace coverage {

/// Where the surroundings are built up, as far as roads tell: a hypothesis of the profile, for the
/// roads whose tags do not say. A place is built up where the roads of the classes in
/// `Profile::built_up.classes` (streets that people live along, whatever the mode) within the
/// square of about 375 m around it measure `built_up.length_m` or more together.
///
/// Lengths are summed in cells of 125 m (of the sphere, aligned to its rows: what a place is
/// depends on the roads around it only, not on the extract), and over the 3 × 3 cells around a
/// cell. Linear in the number of nodes; memory grows with the built-up ground only. Nothing is
/// built up for a profile without urban speeds.
class BuiltUpAreas {
 public:
  BuiltUpAreas(const RawRoads& roads, const Profile& profile, const Execution& execution);

  bool contains(LonLat place) const;

 private:
  std::unordered_set<std::uint64_t> cells_;
};

}  // namespace coverage
