#pragma once

#include <random>
#include <vector>

#include "libcoverage/routing/plain_dijkstra.h"
#include "libcoverage/routing/travel_matrix.h"
#include "random_graph.h"

namespace coverage {

using Places = std::vector<std::vector<SearchSource>>;

inline Places random_places(std::mt19937& random, std::uint32_t vertices, std::size_t count) {
  Places places(count);
  for (auto& place : places) {
    if (random() % 10 == 0) continue;  // no road near it
    place = random_sources(random, vertices, 500);
  }
  return places;
}

/// One plain search an origin, whose answers the destinations pick up.
inline TravelTimes plain_times(const SearchGraph& graph, const Places& origins,
                               const Places& destinations) {
  TravelTimes times(static_cast<Eigen::Index>(origins.size()),
                    static_cast<Eigen::Index>(destinations.size()));
  for (std::size_t o = 0; o < origins.size(); ++o) {
    const auto answers = plain_nearest(graph, origins[o]);
    for (std::size_t d = 0; d < destinations.size(); ++d) {
      Seconds least = Seconds::unreachable();
      for (const SearchSource& seed : destinations[d]) {
        const auto& answer = answers[seed.vertex.value()];
        if (answer) least = std::min(least, answer->time + seed.time);
      }
      times(static_cast<Eigen::Index>(o), static_cast<Eigen::Index>(d)) = least.milliseconds();
    }
  }
  return times;
}

}  // namespace coverage
