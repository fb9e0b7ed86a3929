#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/network/column.h"
#include "libcoverage/network/delay_kind.h"
#include "libcoverage/network/speed_source.h"
#include "libcoverage/network/text_column.h"

namespace coverage {

/// What a mode may do on a segment, as bits.
enum SegmentFlag : std::uint8_t {
  segment_stoppable =
      1,  ///< people may stop, park and enter here (no motorway, ramp, bridge, tunnel)
  segment_habitable = 2,       ///< people may live along it (demand from roads)
  segment_main_component = 4,  ///< in the main strongly connected component: points may snap to it
  segment_roundabout = 8,
};

/// A road network for one profile: immutable columns, so that it is shared between threads and
/// mapped from a file. All ids are dense.
///
/// - A **segment** is a piece of road as mapped, between two junctions or changes of attributes.
/// - A **run** is a chain of segments of one class between two junctions (or around a loop); its
///   segments stand in order, each along or against its own direction.
/// - An **arc** is one direction of a run: what is searched. Its time is the sum of its segments',
///   and what the turn into it costs, where turns cost time.
/// - A **junction** is a place where roads meet or end; a **vertex** is a state of the search: one
/// a
///   junction, or several where turn rules apply there (see `vertex_table.h`).
struct RoadNetwork {
  static constexpr std::uint32_t no_way_through = 0x7fffffff;  ///< a moving time: closed this way

  // Junctions and vertices, in an order that keeps neighbours close.
  Column<Point> junction_position;
  Column<LonLat> junction_lon_lat;
  Column<JunctionId> vertex_junction;
  Column<std::uint32_t> vertex_component;  ///< strong component, 0 = the main (largest) one

  // Arcs, grouped by tail vertex: arcs of v are [first_arc[v], first_arc[v + 1]).
  Column<std::uint32_t> first_arc;
  Column<VertexId> arc_tail;
  Column<VertexId> arc_head;
  Column<std::uint32_t> arc_time_ms;  ///< >= 1 each segment; with the turn at its tail
  Column<std::uint32_t> arc_length_mm;
  Column<RunId> arc_run;
  Column<std::uint8_t> arc_is_forward;  ///< along its run, or against it

  // Arcs grouped by head vertex: in_arcs[first_in_arc[v] ...] are arc ids.
  Column<std::uint32_t> first_in_arc;
  Column<ArcId> in_arcs;

  // Runs: segments of run r are run_segments[first_run_segment[r] ...], in order along the run.
  Column<std::uint32_t> first_run_segment;
  Column<SegmentId> run_segments;
  // The vertex that a trip beginning on the run reaches first, in each direction; none where it is
  // closed that way.
  Column<VertexId> run_forward_head;
  Column<VertexId> run_backward_head;
  // Arcs of each run and direction; several where a tail junction has several vertices.
  Column<std::uint32_t> first_run_forward_arc;
  Column<ArcId> run_forward_arcs;
  Column<std::uint32_t> first_run_backward_arc;
  Column<ArcId> run_backward_arcs;

  // Segments, in the order of (way as read, position along it): stable, whatever the node order.
  Column<std::int64_t> segment_way_id;
  Column<std::uint32_t> segment_way_index;  ///< place among the segments of its way
  Column<std::uint16_t> segment_class;      ///< in `class_names`
  Column<std::uint32_t> segment_name;       ///< in `names`: "D 945 Rue de Paris"; 0 is no name
  Column<std::uint8_t> segment_flags;
  Column<std::uint32_t> segment_length_mm;   ///< on the ellipsoid
  Column<std::uint32_t> segment_forward_ms;  ///< moving time, or no_way_through
  Column<std::uint32_t> segment_backward_ms;
  Column<std::uint32_t> segment_forward_delay_ms;  ///< at its end, never prorated; 0 where none
  Column<std::uint32_t> segment_backward_delay_ms;
  Column<std::uint8_t> segment_delay_kind;    ///< `packed_kinds`: why time is lost there
  Column<std::uint8_t> segment_speed_source;  ///< `packed_sources`: where the speeds come from
  Column<std::uint32_t> segment_climb_mm;     ///< travelled forward; 0 without elevations
  Column<std::uint32_t> segment_descent_mm;
  Column<RunId> segment_run;
  Column<std::uint32_t> segment_place_in_run;
  Column<std::uint8_t> segment_along_run;   ///< drawn in the run's direction, or against it
  Column<std::uint32_t> first_shape_point;  ///< shape of s: [first_shape_point[s], …[s + 1])
  Column<Point> shape_points;               ///< study CRS

  /// Vertices where the data end: the way is cut there. Beyond, nothing is known.
  Column<VertexId> cut_vertices;

  std::vector<std::string> class_names;
  TextColumn names;
  std::string profile;                ///< its name
  Message profile_label;              ///< what the profile calls itself to people
  std::string traffic;                ///< the hypothesis its times stand for: `free_flow` or `peak`
  double connector_speed_m_s = 1.25;  ///< on foot, between a point and its segment
  Seconds terminal_time;              ///< start, park, walk to the door: once a trip
  std::vector<double> class_demand_factor;  ///< inhabitants a metre relative to others, by class
  std::string fingerprint;                  ///< SHA-256 of inputs and profile

  std::size_t vertex_count() const { return vertex_junction.size(); }
  std::size_t junction_count() const { return junction_position.size(); }
  std::size_t arc_count() const { return arc_head.size(); }
  std::size_t run_count() const {
    return first_run_segment.empty() ? 0 : first_run_segment.size() - 1;
  }
  std::size_t segment_count() const { return segment_way_id.size(); }
  std::span<const Point> shape(SegmentId segment) const {
    const std::uint32_t begin = first_shape_point[segment.value()];
    return shape_points.span().subspan(begin, first_shape_point[segment.value() + 1] - begin);
  }
};

/// The sources of a segment's speeds, one in each half of a byte.
constexpr std::uint8_t packed_sources(SpeedSource forward, SpeedSource backward) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(forward) | static_cast<unsigned>(backward)
                                                                        << 4);
}
constexpr SpeedSource speed_source(std::uint8_t packed, bool forward) {
  return static_cast<SpeedSource>(forward ? packed & 15u : packed >> 4);
}

/// Why time is lost at either end of a segment, one in each half of a byte.
constexpr std::uint8_t packed_kinds(DelayKind forward, DelayKind backward) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(forward) | static_cast<unsigned>(backward)
                                                                        << 4);
}
constexpr DelayKind delay_kind(std::uint8_t packed, bool forward) {
  return static_cast<DelayKind>(forward ? packed & 15u : packed >> 4);
}

/// Where a point meets the network.
struct Snap {
  SegmentId segment;
  double fraction = 0;  ///< of the segment's length, from its first shape point
  Point foot;
  Metres connector_length;
  Seconds connector_time;
};

/// A vertex with what it costs to get there from a snapped point, or from there to it.
struct Seed {
  VertexId vertex;
  Seconds time;
  Metres length;
};

/// What a trip costs.
struct Trip {
  Seconds time;
  Metres length;
  friend auto operator<=>(const Trip&, const Trip&) = default;
};

/// Appends the vertices that a trip from `home` reaches first, in every direction allowed there.
/// Times are on the road only: the connector is not in them. Part of a segment takes
/// ceil(fraction × moving); a segment's delay counts where its end is passed.
void append_departures(const RoadNetwork& network, const Snap& home, std::vector<Seed>& seeds);

/// What the turn into an arc costs, which is in the arc's time and in no segment's.
Seconds turn_time(const RoadNetwork& network, ArcId arc);

/// Appends the vertices from which a trip reaches `facility` without passing another vertex.
void append_arrivals(const RoadNetwork& network, const Snap& facility, std::vector<Seed>& seeds);

/// The direct piece between two points of one run, where the direction allows it. (On a loop run,
/// the piece that does not pass the junction.)
std::optional<Trip> direct_trip(const RoadNetwork& network, const Snap& home, const Snap& facility);

/// Names the first broken invariant (offsets not monotone, an id out of range, an arc's time that
/// is not the sum of its segments'…) with its index; nothing where the network is sound.
std::optional<std::string> find_defect(const RoadNetwork& network);

}  // namespace coverage
