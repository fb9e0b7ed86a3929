#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <catch2/catch.hpp>
#include <limits>

#include "libcoverage/network/road_graph.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/reverse_graph.h"
#include "random_town.h"

namespace coverage {
namespace {

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<RoadGraph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<RoadGraph>));

constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();

/// Milliseconds from a vertex to every other, by Boost.Graph on the network itself.
std::vector<std::uint32_t> forward_times(const RoadNetwork& network, VertexId start) {
  std::vector<std::uint32_t> times(network.vertex_count());
  std::vector<VertexId> before(network.vertex_count());
  const VertexIndexMap index;
  boost::dijkstra_shortest_paths(
      RoadGraph(network), start,
      boost::vertex_index_map(index)
          .weight_map(ArcTimeMap(network))
          .predecessor_map(boost::make_iterator_property_map(before.begin(), index))
          .distance_map(boost::make_iterator_property_map(times.begin(), index)));
  return times;
}

}  // namespace

TEST_CASE("the search from a place finds the times that Boost.Graph finds towards it") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed, 4);
    const RoadNetwork network = HandNetwork(town.places, town.streets).build();
    const OwnedSearchGraph into = reverse_graph(network);
    const OwnedSearchGraph out = forward_graph(network);
    MultiSourceDijkstra towards(into.view());
    MultiSourceDijkstra onwards(out.view());
    const VertexId place(town.below(network.vertex_count()));
    towards.run(std::vector{SearchSource{place, Seconds(), Metres(), 0}});
    onwards.run(std::vector{SearchSource{place, Seconds(), Metres(), 0}});
    const auto from_place = forward_times(network, place);
    for (std::uint32_t v = 0; v < network.vertex_count(); ++v) {
      const std::uint32_t to_place = forward_times(network, VertexId(v))[place.value()];
      const auto same = [](Label label, std::uint32_t time) {
        return label.reached() ? label.time().milliseconds() == time : time == never;
      };
      REQUIRE(same(towards.label(VertexId(v)), to_place));
      REQUIRE(same(onwards.label(VertexId(v)), from_place[v]));
    }
  }
}

}  // namespace coverage
