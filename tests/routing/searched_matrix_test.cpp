#include "libcoverage/routing/searched_matrix.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "network_fixture.h"
#include "routing/plain_matrix.h"

namespace coverage {
namespace {

TravelTimes gathered(const SearchedMatrix& problem, std::size_t block_rows, unsigned threads) {
  TravelTimes times(static_cast<Eigen::Index>(problem.origins.size()),
                    static_cast<Eigen::Index>(problem.destinations.size()));
  Eigen::Index next = 0;
  stream_searched_times(problem, block_rows, quiet_execution(threads),
                        [&](std::size_t first, const TravelTimes& rows) {
                          CHECK(static_cast<Eigen::Index>(first) == next);
                          next += rows.rows();
                          times.middleRows(static_cast<Eigen::Index>(first), rows.rows()) = rows;
                        });
  CHECK(next == times.rows());
  return times;
}

}  // namespace

TEST_CASE("searches from either side give the matrix of plain searches and of the hierarchy") {
  const auto seed = GENERATE(range(0u, 30u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto vertices = static_cast<std::uint32_t>(2 + random() % 200);
  // Small times give many ties, large ones sums beyond what a time may be.
  const std::uint32_t longest = std::vector<std::uint32_t>{3, 900, 0x7ffffff0}[seed % 3];
  std::vector<PlainArc> arcs = random_arcs(random, vertices, longest);
  const OwnedSearchGraph forward = graph_of(vertices, arcs);
  for (PlainArc& arc : arcs) std::swap(arc.from, arc.to);
  const OwnedSearchGraph backward = graph_of(vertices, arcs);
  const Places origins = random_places(random, vertices, 1 + random() % 30);
  const Places destinations = random_places(random, vertices, 1 + random() % 30);
  const TravelTimes expected = plain_times(forward.view(), origins, destinations);
  for (const unsigned threads : {1u, 3u}) {
    for (const std::size_t block_rows : {std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
      CAPTURE(threads, block_rows);
      CHECK(gathered({MatrixSide::origins, forward.view(), origins, destinations}, block_rows,
                     threads) == expected);
      CHECK(gathered({MatrixSide::destinations, backward.view(), origins, destinations}, block_rows,
                     threads) == expected);
    }
  }
  const Hierarchy hierarchy = build_hierarchy(forward.view());
  CHECK(travel_times({hierarchy, origins, destinations}, quiet_execution()) == expected);
}

TEST_CASE("a searched matrix refuses places outside the network, and to have no places") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  const Places inside = {{{VertexId(0), {}, {}, 0}}};
  const Places outside = {{{VertexId(2), {}, {}, 0}}};
  for (const MatrixSide side : {MatrixSide::origins, MatrixSide::destinations}) {
    CHECK_THROWS_AS(gathered({side, graph.view(), inside, outside}, 1, 1), InputError);
    CHECK_THROWS_AS(gathered({side, graph.view(), outside, inside}, 1, 1), InputError);
    CHECK_THROWS_WITH(gathered({side, graph.view(), {}, inside}, 1, 1),
                      Catch::Contains("0 origins × 1 destinations"));
    CHECK_THROWS_AS(gathered({side, graph.view(), inside, {}}, 1, 1), InputError);
  }
}

}  // namespace coverage
