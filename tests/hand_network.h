#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "libcoverage/network/road_network.h"
#include "libcoverage/network/strong_components.h"

namespace coverage {

/// A street of a network written by hand: one segment, one run.
struct Street {
  std::uint32_t from = 0, to = 0;
  std::uint32_t forward_ms = 1000;
  std::uint32_t backward_ms = 1000;  ///< RoadNetwork::no_way_through: one-way
  std::uint32_t length_mm = 100000;
  std::int64_t way = 0;
  std::uint16_t road_class = 0;  ///< 0 residential, 1 motorway (nobody stops), 2 lane (factor 0.5)
};
inline constexpr std::uint32_t shut = RoadNetwork::no_way_through;

/// Builds the columns of a network from places and streets, in the order given; shapes are straight
/// lines. Places have one vertex each, with the same number.
class HandNetwork {
 public:
  HandNetwork(std::vector<Point> places, std::vector<Street> streets)
      : places_(std::move(places)), streets_(std::move(streets)) {}

  RoadNetwork build() {
    RoadNetwork network;
    add_arcs(network);
    add_junctions(network);
    add_runs(network);
    add_segments(network);
    return network;
  }

 private:
  struct Arc {
    std::uint32_t tail, head, street;
    bool forward;
  };

  void add_arcs(RoadNetwork& network) {
    for (std::uint32_t s = 0; s < streets_.size(); ++s) {
      const Street& street = streets_[s];
      if (street.forward_ms != shut) arcs_.push_back({street.from, street.to, s, true});
      if (street.backward_ms != shut) arcs_.push_back({street.to, street.from, s, false});
    }
    std::stable_sort(arcs_.begin(), arcs_.end(),
                     [](const Arc& a, const Arc& b) { return a.tail < b.tail; });
    std::vector<std::uint32_t> order(arcs_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return arcs_[a].head < arcs_[b].head;
    });
    std::vector<ArcId> in_arcs;
    for (const std::uint32_t arc : order) in_arcs.push_back(ArcId(arc));
    network.in_arcs = std::move(in_arcs);
    network.first_arc = offsets(places_.size(), [](const Arc& arc) { return arc.tail; });
    network.first_in_arc = offsets(places_.size(), [](const Arc& arc) { return arc.head; });
    network.arc_tail = per_arc<VertexId>([](const Arc& arc) { return VertexId(arc.tail); });
    network.arc_head = per_arc<VertexId>([](const Arc& arc) { return VertexId(arc.head); });
    network.arc_run = per_arc<RunId>([](const Arc& arc) { return RunId(arc.street); });
    network.arc_is_forward = per_arc<std::uint8_t>([](const Arc& arc) { return arc.forward; });
    network.arc_time_ms = per_arc<std::uint32_t>([&](const Arc& arc) {
      return arc.forward ? streets_[arc.street].forward_ms : streets_[arc.street].backward_ms;
    });
    network.arc_length_mm =
        per_arc<std::uint32_t>([&](const Arc& arc) { return streets_[arc.street].length_mm; });
  }

  void add_junctions(RoadNetwork& network) {
    std::vector<JunctionId> junctions;
    std::vector<std::uint32_t> keys;
    for (std::uint32_t j = 0; j < places_.size(); ++j) {
      junctions.push_back(JunctionId(j));
      keys.push_back(j);
    }
    network.vertex_junction = std::move(junctions);
    network.junction_position = places_;
    network.junction_lon_lat = std::vector<LonLat>(places_.size());
    network.vertex_component = strong_components(network, keys);
  }

  void add_runs(RoadNetwork& network) {
    std::vector<std::uint32_t> first(streets_.size() + 1);
    std::iota(first.begin(), first.end(), 0);
    network.first_run_segment = std::move(first);
    for (const bool forward : {true, false}) {
      std::vector<VertexId> heads;
      for (const Street& street : streets_) {
        const bool is_open = (forward ? street.forward_ms : street.backward_ms) != shut;
        heads.push_back(is_open ? VertexId(forward ? street.to : street.from) : VertexId::none());
      }
      (forward ? network.run_forward_head : network.run_backward_head) = heads;
      std::vector<std::uint32_t> first_arc{0};
      std::vector<ArcId> arcs;
      for (std::uint32_t s = 0; s < streets_.size(); ++s) {
        for (std::uint32_t a = 0; a < arcs_.size(); ++a) {
          if (arcs_[a].street == s && arcs_[a].forward == forward) arcs.push_back(ArcId(a));
        }
        first_arc.push_back(static_cast<std::uint32_t>(arcs.size()));
      }
      (forward ? network.first_run_forward_arc : network.first_run_backward_arc) = first_arc;
      (forward ? network.run_forward_arcs : network.run_backward_arcs) = arcs;
    }
  }

  void add_segments(RoadNetwork& network) {
    std::vector<std::uint8_t> flags;
    std::vector<Point> shape;
    std::vector<std::uint32_t> first_point{0};
    std::vector<std::uint32_t> way_index;
    for (std::size_t s = 0; s < streets_.size(); ++s) {
      const Street& street = streets_[s];
      const bool main =
          network.vertex_component[street.from] == 0 && network.vertex_component[street.to] == 0;
      const bool lived_in = street.road_class != 1;
      flags.push_back(
          static_cast<std::uint8_t>((lived_in ? segment_stoppable | segment_habitable : 0) |
                                    (main ? segment_main_component : 0)));
      shape.push_back(places_[street.from]);
      shape.push_back(places_[street.to]);
      first_point.push_back(static_cast<std::uint32_t>(shape.size()));
      const bool goes_on = s > 0 && streets_[s - 1].way == street.way;
      way_index.push_back(goes_on ? way_index.back() + 1 : 0);
    }
    network.segment_flags = std::move(flags);
    network.shape_points = std::move(shape);
    network.first_shape_point = std::move(first_point);
    network.segment_way_index = std::move(way_index);
    network.segment_way_id = per_street<std::int64_t>([](const Street& s) { return s.way; });
    network.segment_class = per_street<std::uint16_t>([](const Street& s) { return s.road_class; });
    network.segment_length_mm =
        per_street<std::uint32_t>([](const Street& s) { return s.length_mm; });
    network.segment_forward_ms =
        per_street<std::uint32_t>([](const Street& s) { return s.forward_ms; });
    network.segment_backward_ms =
        per_street<std::uint32_t>([](const Street& s) { return s.backward_ms; });
    const auto zero = [](const Street&) { return 0; };
    network.segment_name = per_street<std::uint32_t>(zero);
    network.segment_climb_mm = per_street<std::uint32_t>(zero);
    network.segment_descent_mm = per_street<std::uint32_t>(zero);
    network.segment_forward_delay_ms = per_street<std::uint32_t>(zero);
    network.segment_backward_delay_ms = per_street<std::uint32_t>(zero);
    network.segment_delay_kind = per_street<std::uint8_t>(zero);
    network.segment_speed_source = per_street<std::uint8_t>(zero);
    network.segment_place_in_run = per_street<std::uint32_t>(zero);
    network.segment_along_run = per_street<std::uint8_t>([](const Street&) { return 1; });
    std::vector<SegmentId> segments;
    std::vector<RunId> runs;
    for (std::size_t s = 0; s < streets_.size(); ++s) {
      segments.push_back(SegmentId::from_size(s));
      runs.push_back(RunId::from_size(s));
    }
    network.run_segments = std::move(segments);
    network.segment_run = std::move(runs);
    network.class_names = {"residential", "motorway", "lane"};
    network.class_demand_factor = {1, 0, 0.5};
    network.names = TextColumn(std::vector<std::string>{""});
  }

  template <class T, class Get>
  std::vector<T> per_arc(Get get) const {
    std::vector<T> rows;
    for (const Arc& arc : arcs_) rows.push_back(static_cast<T>(get(arc)));
    return rows;
  }
  template <class T, class Get>
  std::vector<T> per_street(Get get) const {
    std::vector<T> rows;
    for (const Street& street : streets_) rows.push_back(static_cast<T>(get(street)));
    return rows;
  }
  template <class Get>
  std::vector<std::uint32_t> offsets(std::size_t groups, Get get) const {
    std::vector<std::uint32_t> first(groups + 1, 0);
    for (const Arc& arc : arcs_) ++first[get(arc) + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    return first;
  }

  std::vector<Point> places_;
  std::vector<Street> streets_;
  std::vector<Arc> arcs_;
};

/// The place at a fraction of a street, `metres` of walk away from it at 1 m/s.
inline Snap place_on_street(std::uint32_t street, double fraction, double metres = 0) {
  Snap snap;
  snap.segment = SegmentId(street);
  snap.fraction = fraction;
  snap.connector_length = Metres::from_metres(metres);
  snap.connector_time = Seconds::from_seconds(metres);
  return snap;
}

}  // namespace coverage
