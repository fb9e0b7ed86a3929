#include "libcoverage/access/open_ends.h"

#include <catch2/catch.hpp>

#include "hand_network.h"
#include "network_fixture.h"

namespace coverage {
namespace {

/// One commune, 2 km wide, around the origin.
Territory one_commune() {
  Territory territory;
  const MultiPolygon square = {
      {{{{{-1000, -1000}, {1000, -1000}, {1000, 1000}, {-1000, 1000}, {-1000, -1000}}}}}};
  territory.communes.push_back({"03001", "", "03", true, square, {}, {}});
  return territory;
}

/// The places, by number, where a town's roads are taken to go on beyond the data.
std::vector<std::uint32_t> open_places(const std::vector<Point>& places,
                                       const std::vector<Street>& streets,
                                       const Territory& territory = one_commune()) {
  const RoadNetwork network = HandNetwork(places, streets).build();
  std::vector<std::uint32_t> open;
  for (const VertexId vertex : find_open_ends(network, territory, quiet_execution())) {
    open.push_back(vertex.value());  // a place has one vertex, with the same number
  }
  return open;
}

Street street(std::uint32_t from, std::uint32_t to) {
  Street result;
  result.from = from;
  result.to = to;
  return result;
}

}  // namespace

TEST_CASE("a road that leaves the communes for empty land goes on beyond the data") {
  // Out to the east; the western end lies within the commune.
  CHECK(open_places({{-900, 0}, {0, 0}, {1500, 0}}, {street(0, 1), street(1, 2)}) ==
        std::vector<std::uint32_t>{2});
}

TEST_CASE("a road that ends outside the communes before another one is a dead end") {
  const std::vector<Point> places = {{0, 0}, {1500, 0}, {3000, -2000}, {3000, 2000}};
  // The road across, 1,500 m ahead, ends in empty land on both sides.
  CHECK(open_places(places, {street(0, 1), street(2, 3)}) == std::vector<std::uint32_t>{2, 3});
  // 2,100 m ahead is too far to be sure.
  const std::vector<Point> farther = {{0, 0}, {1500, 0}, {3600, -2000}, {3600, 2000}};
  CHECK(open_places(farther, {street(0, 1), street(2, 3)}) == std::vector<std::uint32_t>{1, 2, 3});
}

TEST_CASE("roads beside and behind a road's end do not go on from it") {
  // A parallel road 300 m to the north, which ends 200 m before it.
  const std::vector<Point> places = {{0, 0}, {1500, 0}, {0, 300}, {1300, 300}};
  // The end of the northern one sees the other's within 45° neither: (200, −300) lies at 56°.
  CHECK(open_places(places, {street(0, 1), street(2, 3)}) == std::vector<std::uint32_t>{1, 3});
}

TEST_CASE("a road that ends within the communes is known to end") {
  CHECK(open_places({{0, 0}, {900, 0}}, {street(0, 1)}).empty());
  // 20 m outside is a sliver between neighbours, not land beyond.
  CHECK(open_places({{0, 0}, {1020, 0}}, {street(0, 1)}).empty());
  CHECK(open_places({{0, 0}, {1030, 0}}, {street(0, 1)}) == std::vector<std::uint32_t>{1});
}

TEST_CASE("a crossroads outside the communes is no end, and without communes nothing is known") {
  // A ring outside: no dead end but the one inside.
  CHECK(open_places({{0, 0}, {1500, 0}, {1800, 300}, {1800, -300}},
                    {street(0, 1), street(1, 2), street(2, 3), street(3, 1)})
            .empty());
  CHECK(open_places({{0, 0}, {1500, 0}}, {street(0, 1)}, Territory()).empty());
}

TEST_CASE("a long road that crosses the view far from its own corners is seen") {
  // From (1400, 600) beyond the left edge of the view to (4000, −3000) beyond its reach.
  CHECK(open_places({{0, 0}, {1500, 0}, {1400, 600}, {4000, -3000}},
                    {street(0, 1), street(2, 3)}) == std::vector<std::uint32_t>{2, 3});
}

}  // namespace coverage
