#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/network/judge_way.h"

namespace coverage {

/// What a profile makes of every way of a RawRoads, by its index. Ways with the same tags share
/// one RoadUse: there are far fewer of these than ways.
class RoadUses {
 public:
  static constexpr std::uint32_t not_used = std::numeric_limits<std::uint32_t>::max();

  RoadUses() = default;
  RoadUses(std::vector<RoadUse> distinct, std::vector<std::uint32_t> of_way)
      : distinct_(std::move(distinct)), of_way_(std::move(of_way)) {}

  std::size_t size() const { return of_way_.size(); }
  /// Null for a way that the profile does not use.
  const RoadUse* operator[](std::size_t way) const {
    return of_way_[way] == not_used ? nullptr : &distinct_[of_way_[way]];
  }

 private:
  std::vector<RoadUse> distinct_;
  std::vector<std::uint32_t> of_way_;
};

/// Judges every way; those that the profile does not use are counted in `report` by reason, as are
/// limits that cannot be read.
RoadUses judge_roads(const RawRoads& roads, const Profile& profile, const Execution& execution,
                     SourceReport& report);

/// A way that the profile does not use, and the reason that `judge_way` gives.
struct RefusedWay {
  std::uint32_t way = 0;  ///< in RawRoads::ways
  std::string reason;
};
/// All pieces of all of them, in the order of the ways; pieces of one node are left out.
std::vector<RefusedWay> find_refused_ways(const RawRoads& roads, const Profile& profile,
                                          const Execution& execution);

/// "ways closed to this mode"…
Message refusal_text(const std::string& reason);

/// The value of `highway`, `ferry`, or a layer's class: what the profile judges a way by.
std::string class_of(const RawRoads& roads, const RawRoads::Way& way);

}  // namespace coverage
