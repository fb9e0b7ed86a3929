#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "libcoverage/access/nearest_access.h"

namespace coverage {

/// Access times by Boost.Graph's Dijkstra on the FORWARD graph: each home and each facility is a
/// vertex of its own, with arcs to and from the road, and the search goes from one home to all
/// facilities. Nothing of our kernels is in it.
class BoostAccess {
 public:
  BoostAccess(const RoadNetwork& roads, const std::vector<PlacedFacility>& facilities)
      : roads_(roads), facilities_(facilities) {}

  /// From a home to each facility: the fastest trip, the shortest among equally fast ones.
  std::vector<std::optional<Trip>> trips(const Snap& home) const { return search(home).first; }

  /// The label rule over `trips`.
  AccessTime nearest(const Snap& home) const {
    AccessTime best;
    best.status = AccessStatus::unreachable;
    const auto all = trips(home);
    for (std::size_t f = 0; f < all.size(); ++f) {
      if (!all[f] || !(all[f]->time < best.time)) continue;  // facilities are in facility order
      best = {AccessStatus::ok, all[f]->time, all[f]->length, facilities_[f].facility, true};
    }
    return best;
  }

  /// The least time from a home to any of some vertices.
  Seconds time_to(const Snap& home, std::span<const VertexId> vertices) const {
    const auto times = search(home).second;
    Seconds least = Seconds::unreachable();
    for (const VertexId vertex : vertices) least = std::min(least, times[vertex.value()]);
    return least;
  }

 private:
  struct Cost {
    std::uint64_t time_ms = 0, length_mm = 0;
    friend auto operator<=>(const Cost&, const Cost&) = default;
    friend Cost operator+(const Cost& a, const Cost& b) {
      return {a.time_ms + b.time_ms, a.length_mm + b.length_mm};
    }
  };
  struct Weighted {
    Cost cost;
  };
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS,
                                      boost::no_property, Weighted>;

  static Cost cost(Seconds time, Metres length) {
    return {time.milliseconds(), static_cast<std::uint64_t>(length.millimetres())};
  }
  Cost door_of(std::size_t f) const {
    const Snap& snap = facilities_[f].snap;
    return cost(snap.connector_time + roads_.terminal_time, snap.connector_length);
  }
  void add_roads(Graph& graph) const {
    for (std::size_t arc = 0; arc < roads_.arc_count(); ++arc) {
      boost::add_edge(roads_.arc_tail[arc].value(), roads_.arc_head[arc].value(),
                      Weighted{{roads_.arc_time_ms[arc], roads_.arc_length_mm[arc]}}, graph);
    }
  }
  void add_facilities(Graph& graph) const {
    for (std::size_t f = 0; f < facilities_.size(); ++f) {
      std::vector<Seed> arrivals;
      append_arrivals(roads_, facilities_[f].snap, arrivals);
      for (const Seed& seed : arrivals) {
        boost::add_edge(seed.vertex.value(), roads_.vertex_count() + f,
                        Weighted{cost(seed.time, seed.length) + door_of(f)}, graph);
      }
    }
  }
  std::pair<std::vector<std::optional<Trip>>, std::vector<Seconds>> search(const Snap& home) const {
    Graph graph(roads_.vertex_count() + facilities_.size() + 1);
    add_roads(graph);
    add_facilities(graph);
    const std::size_t start = roads_.vertex_count() + facilities_.size();
    const Cost walk = cost(home.connector_time, home.connector_length);
    std::vector<Seed> departures;
    append_departures(roads_, home, departures);
    for (const Seed& seed : departures) {
      boost::add_edge(start, seed.vertex.value(), Weighted{walk + cost(seed.time, seed.length)},
                      graph);
    }
    for (std::size_t f = 0; f < facilities_.size(); ++f) {
      const auto direct = direct_trip(roads_, home, facilities_[f].snap);
      if (!direct) continue;
      boost::add_edge(start, roads_.vertex_count() + f,
                      Weighted{walk + cost(direct->time, direct->length) + door_of(f)}, graph);
    }
    const Cost never{std::numeric_limits<std::uint64_t>::max() / 4, 0};
    std::vector<Cost> costs(boost::num_vertices(graph));
    boost::dijkstra_shortest_paths(
        graph, start,
        boost::weight_map(boost::get(&Weighted::cost, graph))
            .distance_map(boost::make_iterator_property_map(costs.begin(),
                                                            boost::get(boost::vertex_index, graph)))
            .distance_compare(std::less<Cost>())
            .distance_combine([&](const Cost& a, const Cost& b) { return a + b; })
            .distance_inf(never)
            .distance_zero(Cost{}));
    std::vector<std::optional<Trip>> trips;
    std::vector<Seconds> times;
    for (std::size_t v = 0; v + 1 < costs.size(); ++v) {
      const bool reached = costs[v].time_ms < never.time_ms;
      const Seconds time =
          reached ? Seconds::from_milliseconds(static_cast<std::uint32_t>(costs[v].time_ms))
                  : Seconds::unreachable();
      if (v < roads_.vertex_count()) {
        times.push_back(time);
      } else if (reached) {
        trips.push_back(
            Trip{time, Metres::from_millimetres(static_cast<std::int64_t>(costs[v].length_mm))});
      } else {
        trips.push_back({});
      }
    }
    return {trips, times};
  }

  const RoadNetwork& roads_;
  std::vector<PlacedFacility> facilities_;
};

}  // namespace coverage
