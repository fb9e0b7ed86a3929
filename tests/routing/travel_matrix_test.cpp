#include "libcoverage/routing/travel_matrix.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/base/error.h"
#include "network_fixture.h"
#include "plain_matrix.h"

namespace coverage {
namespace {

std::vector<SearchSource> one_vertex(std::uint32_t vertex) {
  return {{VertexId(vertex), {}, {}, 0}};
}

void check_matrix(const SearchGraph& graph, const Places& origins, const Places& destinations) {
  const Hierarchy hierarchy = build_hierarchy(graph);
  const TravelTimes expected = plain_times(graph, origins, destinations);
  for (const Simd simd : {Simd::plain, Simd::avx2, Simd::avx512}) {
    if (!is_available(simd)) continue;
    CAPTURE(name_of(simd));
    const MatrixProblem problem{hierarchy, origins, destinations, simd};
    CHECK(travel_times(problem, quiet_execution(1)) == expected);
    CHECK(travel_times(problem, quiet_execution(3)) == expected);
    TravelTimes streamed(expected.rows(), expected.cols());
    stream_travel_times(problem, 7, quiet_execution(2),
                        [&](std::size_t first, const TravelTimes& rows) {
                          streamed.middleRows(static_cast<Eigen::Index>(first), rows.rows()) = rows;
                        });
    CHECK(streamed == expected);
  }
}

}  // namespace

TEST_CASE("a matrix of travel times is that of plain searches, for any instructions and threads") {
  const auto seed = GENERATE(range(0u, 30u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto vertices = static_cast<std::uint32_t>(2 + random() % 200);
  const OwnedSearchGraph graph =
      graph_of(vertices, random_arcs(random, vertices, seed % 2 ? 900 : 0x7ffffff0));
  check_matrix(graph.view(), random_places(random, vertices, 1 + random() % 70),
               random_places(random, vertices, 1 + random() % 40));
}

TEST_CASE("a matrix over a grid, where near places meet soon, is that of plain searches") {
  const auto seed = GENERATE(range(0u, 5u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::uint32_t side = 20 + 10 * seed;
  const OwnedSearchGraph graph = graph_of(side * side, grid_arcs(random, side));
  Places origins, destinations;
  for (std::uint32_t i = 0; i < 200; ++i) origins.push_back(one_vertex(random() % (side * side)));
  for (std::uint32_t i = 0; i < 90; ++i) destinations.push_back(one_vertex(i % side));
  check_matrix(graph.view(), origins, destinations);
}

TEST_CASE("a matrix of one pair holds its time; places without a road near them reach nothing") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  check_matrix(graph.view(), {one_vertex(0)}, {one_vertex(1)});
  check_matrix(graph.view(), Places(3), {one_vertex(0)});
  check_matrix(graph.view(), {one_vertex(0)}, Places(3));
  check_matrix(graph.view(), {one_vertex(0), {}}, {{}, one_vertex(1)});
}

TEST_CASE("a matrix that does not fit says what it takes, and how to do it in blocks") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  const Hierarchy hierarchy = build_hierarchy(graph.view());
  const Places places(100, {{VertexId(0), {}, {}, 0}});
  MatrixProblem problem{hierarchy, places, places};
  problem.most_bytes = 39999;
  const auto text = error_text([&] { travel_times(problem, quiet_execution()); });
  CHECK(text.find("100 × 100 travel times") != std::string::npos);
  CHECK(text.find("blocks of at most 99 rows") != std::string::npos);
  problem.most_bytes = 40000;
  CHECK(travel_times(problem, quiet_execution()).rows() == 100);
  problem.most_bytes = 400;
  std::size_t rows = 0;
  stream_travel_times(problem, 1, quiet_execution(),
                      [&](std::size_t, const TravelTimes& block) { rows += block.rows(); });
  CHECK(rows == 100);
}

TEST_CASE("a matrix refuses places outside the network, and no places at all") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  const Hierarchy hierarchy = build_hierarchy(graph.view());
  const Places inside = {one_vertex(0)};
  const Places outside = {one_vertex(2)};
  CHECK_THROWS_AS(travel_times({hierarchy, inside, outside}, quiet_execution()), InputError);
  CHECK_THROWS_AS(travel_times({hierarchy, outside, inside}, quiet_execution()), InputError);
  CHECK(error_text([&] {
          travel_times({hierarchy, {}, inside}, quiet_execution());
        }).find("0 origins × 1 destinations") != std::string::npos);
  CHECK(error_text([&] {
          stream_travel_times({hierarchy, inside, {}}, 1, quiet_execution(),
                              [](std::size_t, const TravelTimes&) {});
        }).find("1 origins × 0 destinations") != std::string::npos);
}

}  // namespace coverage
