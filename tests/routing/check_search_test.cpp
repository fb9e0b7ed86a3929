#include "libcoverage/routing/check_search.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/routing/bounded_search.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/reach_search.h"
#include "routing/random_graph.h"

namespace coverage {

TEST_CASE("an arc that takes more than 2³¹ − 1 ms is refused before it can wrap") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}, {1, 0, 0x80000000, 1}});
  const std::string expected =
      "arc 1 takes 2147483648 ms. An arc takes at most 2147483647 ms, which stands for a closed "
      "road.";
  CHECK(error_text([&] { check_search_graph(graph.view()); }) == expected);
  CHECK(error_text([&] { MultiSourceDijkstra{graph.view()}; }) == expected);
  CHECK(error_text([&] { ReachSearch{graph.view()}; }) == expected);
  CHECK(error_text([&] { BoundedSearch{graph.view()}; }) == expected);
}

TEST_CASE("an arc to a vertex that does not exist is named") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}, {1, 2, 5, 1}});
  CHECK(error_text([&] { check_search_graph(graph.view()); }) ==
        "arc 1 leads to vertex 2. The network has 2 vertices, numbered from 0.");
}

TEST_CASE("offsets that do not fit the arcs are named") {
  const std::vector<SearchArc> arcs = {{VertexId(0), 1}, {VertexId(0), 1}};
  const std::vector<std::uint32_t> lengths = {1, 1};
  const std::vector<std::uint32_t> falling = {0, 2, 1, 2}, short_of = {0, 1}, none;
  CHECK(error_text([&] {
          check_search_graph({falling, arcs, lengths});
        }) == "the arcs of vertex 1 end before they begin. Build the road network again.");
  CHECK(error_text([&] {
          check_search_graph({short_of, arcs, lengths});
        }) == "the vertices have arcs 0 to 1, but there are 2. Build the road network again.");
  CHECK(error_text([&] {
          check_search_graph({none, arcs, lengths});
        }) == "2 arcs belong to no vertex. Build the road network again.");
  CHECK(error_text([&] {
          check_search_graph({{falling.data(), 1}, {}, lengths});
        }) == "there are 0 arcs and 2 lengths. Build the road network again.");
}

TEST_CASE("a source and a target outside the network are named") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  const std::vector<SearchSource> sources = {{VertexId(1), Seconds(), Metres(), 4},
                                             {VertexId(2), Seconds(), Metres(), 5}};
  const std::string expected =
      "source 1 (order 5) stands on vertex 2. The network has 2 vertices, numbered from 0.";
  MultiSourceDijkstra nearest(graph.view());
  ReachSearch reach(graph.view());
  BoundedSearch bounded(graph.view());
  CHECK(error_text([&] { nearest.run(sources); }) == expected);
  CHECK(error_text([&] { reach.run(sources); }) == expected);
  CHECK(error_text([&] { bounded.run(sources, {}); }) == expected);
  CHECK(error_text([&] { check_target(graph.view(), 3, VertexId()); }) ==
        "target 3 stands on vertex 4294967295. The network has 2 vertices, numbered from 0.");
}

TEST_CASE("a closed road, of the longest time there is, leads nowhere") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, Seconds::unreachable().milliseconds(), 1}});
  const std::vector<SearchSource> sources = {{VertexId(0), Seconds(), Metres(), 0}};
  MultiSourceDijkstra nearest(graph.view());
  nearest.run(sources);
  CHECK_FALSE(nearest.label(VertexId(1)).reached());
  ReachSearch reach(graph.view());
  reach.run(sources);
  CHECK_FALSE(reach.time(VertexId(1)).is_reachable());
}

}  // namespace coverage
