#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/network/judge_node.h"
#include "libcoverage/network/profile.h"

namespace coverage {

/// The segments of a network while it is built: between nodes where roads meet or end, or where the
/// attributes of the road change. In the order of (way as read, place along it).
struct SegmentTable {
  struct Row {
    std::uint32_t from = 0, to = 0;  ///< nodes of this table
    std::int64_t way_id = 0;
    std::uint32_t way_index = 0;
    std::uint16_t road_class = 0;
    std::uint8_t flags = 0;  ///< SegmentFlag
    bool is_ferry = false;
    bool destination_only = false;  ///< trips may begin or end here, and not pass through
    std::uint32_t name = 0;
    std::uint32_t length_mm = 0;
    std::uint32_t forward_ms = 0, backward_ms = 0;  ///< or RoadNetwork::no_way_through
    /// Lost at the end of the segment, travelled that way.
    std::uint32_t forward_delay_ms = 0, backward_delay_ms = 0;
    DelayKind forward_delay_kind{}, backward_delay_kind{};
    SpeedSource forward_source{}, backward_source{};
    std::uint32_t boarding_ms = 0;               ///< of a ferry, lost once where it lands
    std::uint32_t climb_mm = 0, descent_mm = 0;  ///< travelled forward; 0 without elevations
    std::uint32_t first_point = 0;               ///< in `shape_points`
  };
  struct Node {
    Point position;
    LonLat lon_lat;
    std::uint32_t raw = 0;  ///< node of RawRoads: a stable key
    bool is_cut = false;    ///< the data end here
  };
  std::vector<Row> rows;
  std::vector<Node> nodes;
  std::vector<Point> shape_points;
  std::vector<std::string> names;                                 ///< names[0] is empty
  std::unordered_map<std::uint32_t, NodeVerdict> delaying_nodes;  ///< by raw node
};

/// Judges every way by the profile and cuts those it uses into segments; counts the others in
/// `report` by reason.
SegmentTable make_segments(const RawRoads& roads, const Profile& profile, const Crs& study_crs,
                           const Execution& execution, SourceReport& report);

}  // namespace coverage
