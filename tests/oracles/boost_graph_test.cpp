#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <catch2/catch.hpp>
#include <limits>

#include "libcoverage/network/road_graph.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "random_town.h"
#include "test_data.h"

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

/// Vertices spread over a network, the first and the last among them.
std::vector<VertexId> some_vertices(const RoadNetwork& network, std::size_t count) {
  std::vector<VertexId> vertices;
  for (std::size_t i = 0; i < count; ++i) {
    vertices.push_back(VertexId::from_size(i * (network.vertex_count() - 1) / (count - 1)));
  }
  return vertices;
}

RoadNetwork network_of_extract(const std::string& path, const std::string& crs) {
  RoadsInput input;
  input.paths = {path};
  SourceReport report;
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  return build_network(roads, load_profile("car"), Crs::from_text(crs), quiet_execution(), report);
}

}  // namespace

TEST_CASE("on real roads the search from B back to A takes what A forward to B takes") {
  const std::pair<const char*, const char*> extracts[] = {
      {"osm/liechtenstein.osm.pbf", "EPSG:32632"},
      {"osm/andorra.osm.pbf", "EPSG:32631"},
      {"osm/north-bayreuth.osm.gz", "EPSG:32632"}};
  for (const auto& [file, crs] : extracts) {
    CAPTURE(file);
    const auto path = test_data_path(file);
    if (!path) continue;
    const RoadNetwork network = network_of_extract(*path, crs);
    const OwnedSearchGraph into = reverse_graph(network);
    MultiSourceDijkstra back(into.view());
    const std::vector<VertexId> places = some_vertices(network, 24);
    std::vector<std::vector<std::uint32_t>> forward;
    for (const VertexId a : places) forward.push_back(forward_times(network, a));
    std::size_t reached = 0, one_way = 0;
    for (std::size_t b = 0; b < places.size(); ++b) {
      back.run(std::vector{SearchSource{places[b], Seconds(), Metres(), 0}});
      for (std::size_t a = 0; a < places.size(); ++a) {
        CAPTURE(places[a].value(), places[b].value());
        const Label label = back.label(places[a]);
        const std::uint32_t time = forward[a][places[b].value()];
        REQUIRE((label.reached() ? label.time().milliseconds() : never) == time);
        reached += label.reached();
        one_way += time != forward[b][places[a].value()];
      }
    }
    // Enough of them reach each other, and not all as fast both ways: else nothing is shown.
    CHECK(reached > places.size() * places.size() / 2);
    CHECK(one_way > 0);
  }
}

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
