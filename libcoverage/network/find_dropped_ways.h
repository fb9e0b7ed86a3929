#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/network/profile.h"

namespace coverage {

/// A way that a profile does not use.
struct DroppedWay {
  std::int64_t id = 0;
  std::string reason;  ///< as `judge_way` names it; `refusal_text` says it
  std::string road_class;
  std::string name;  ///< number and name
  double length_m = 0;
  std::vector<std::uint32_t> pieces;  ///< in RawRoads::ways
};

/// By id, each once.
std::vector<DroppedWay> find_dropped_ways(const RawRoads& roads, const Profile& profile,
                                          const Execution& execution);

/// The way's lines in the CRS of `projection`; nodes outside its domain are left out.
std::vector<Polyline> lines_of(const RawRoads& roads, const DroppedWay& way,
                               const Projection& projection);

/// Where ways that the profile does not use meet one that it uses, sorted by (x, y).
std::vector<Point> places_where_joined(const RawRoads& roads,
                                       const std::vector<DroppedWay>& dropped,
                                       const Projection& projection);

/// The places of the barriers that stop this mode, or may, sorted by (x, y), each with its node's
/// id.
struct BarrierPlace {
  Point place;
  std::int64_t node_id = 0;
  std::string barrier;  ///< `gate`, `bollard`…
};
std::vector<BarrierPlace> find_barriers(const RawRoads& roads, const Profile& profile,
                                        const Projection& projection);

}  // namespace coverage
