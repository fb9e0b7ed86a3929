#include "libcoverage/network/snapper.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "network_fixture.h"

namespace coverage {

namespace {

/// A town of random short streets, all two-way and joined to their neighbours.
RoadNetwork random_town(unsigned seed) {
  std::mt19937 random(seed);
  constexpr int side = 8;
  std::string world;
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      world += osm_node(row * side + column + 1, column * 300 + static_cast<int>(random() % 200),
                        row * 300 + static_cast<int>(random() % 200));
    }
  }
  int way = 100;
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const int here = row * side + column + 1;
      const auto street = [&](int to) {
        world += osm_way(way++, std::to_string(here) + " " + std::to_string(to),
                         random() % 9 == 0 ? "highway=primary bridge=yes" : "highway=residential");
      };
      if (column + 1 < side) street(here + 1);
      if (row + 1 < side && random() % 4 != 0) street(here + side);
    }
  }
  return network_from_osm(world);
}

struct Brute {
  double distance = INFINITY;
  SegmentId segment;
};

Brute brute_force(const RoadNetwork& network, Point p) {
  constexpr std::uint8_t wanted = segment_stoppable | segment_main_component;
  Brute best;
  for (std::uint32_t s = 0; s < network.segment_count(); ++s) {
    if ((network.segment_flags[s] & wanted) != wanted) continue;
    const auto shape = network.shape(SegmentId(s));
    for (std::size_t k = 0; k + 1 < shape.size(); ++k) {
      const double t = nearest_fraction(shape[k], shape[k + 1], p);
      const double d = distance(interpolate(shape[k], shape[k + 1], t), p);
      if (d < best.distance) best = {d, SegmentId(s)};
    }
  }
  return best;
}

}  // namespace

TEST_CASE("the snap is the nearest segment where one may stop, as brute force finds it") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const RoadNetwork network = random_town(seed);
    const Snapper snapper(network, 1e6);
    Box box;
    for (const Point& p : network.junction_position) box.include(p);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> share(-0.5, 1.5);
    for (int k = 0; k < 300; ++k) {
      const Point p{box.min_x + share(random) * (box.max_x - box.min_x),
                    box.min_y + share(random) * (box.max_y - box.min_y)};
      CAPTURE(seed, k, p.x, p.y);
      const Brute expected = brute_force(network, p);
      const auto snap = snapper.snap(p);
      REQUIRE(snap);
      CHECK(snap->segment == expected.segment);
      CHECK(snap->connector_length.metres() == Approx(expected.distance).margin(0.001));
      CHECK(distance(snap->foot, p) == Approx(expected.distance).margin(0.001));
    }
  }
}

TEST_CASE("a point beyond the limit is not snapped, one at the limit is") {
  const RoadNetwork network = network_from_osm(osm_node(1, 0, 0) + osm_node(2, 1000, 0) +
                                               osm_way(10, "1 2", "highway=residential"));
  const Point middle = interpolate(network.junction_position[0], network.junction_position[1], 0.5);
  const auto near = Snapper(network, 100).snap({middle.x, middle.y + 99});
  REQUIRE(near);
  CHECK(near->fraction == Approx(0.5).margin(0.01));
  // 99 m at 4.5 km/h: 79.2 s.
  CHECK(near->connector_time.seconds() == Approx(79.2).margin(0.2));
  CHECK_FALSE(Snapper(network, 100).snap({middle.x, middle.y + 101}));
  CHECK_FALSE(Snapper(network, 100).snap({NAN, middle.y}));
}

TEST_CASE("a tie at a shared corner goes to the lowest segment") {
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 0, 1000) + osm_node(4, -1000, 0) +
      osm_way(10, "2 1", "highway=residential") + osm_way(11, "1 3", "highway=residential") +
      osm_way(12, "1 4", "highway=residential"));
  const Point corner = network.shape(SegmentId(0)).back();
  const auto snap = Snapper(network, 1000).snap(corner);
  REQUIRE(snap);
  CHECK(snap->segment == SegmentId(0));
  CHECK(snap->fraction == 1);
}

TEST_CASE("points beyond a corner are equally far from all its segments: the lowest is taken") {
  // Three roads leave the corner eastwards, so that the corner is the foot of every point in the
  // west. In UTM at the equator northings are near zero, where a + (b - a) need not be b: computed
  // so, the ends of segments that meet would differ in a last bit, and rounding decide the tie.
  const auto node = [](int id, double lon, double lat) {
    return "<node id='" + std::to_string(id) + "' lon='" + std::to_string(3 + lon) + "' lat='" +
           std::to_string(lat) + "'/>";
  };
  std::mt19937 random(3);
  std::uniform_real_distribution<double> share(0, 1);
  for (int k = 0; k < 60; ++k) {
    const double lat = 0.0004 * share(random);
    const RoadNetwork network = network_from_osm(
        node(1, 0, lat) + node(2, 0.004, lat + 0.002 * share(random)) +
            node(3, 0.005, lat + 0.0001) + node(4, 0.004, lat - 0.002 * share(random)) +
            osm_way(10, "2 1", "highway=residential") + osm_way(11, "1 3", "highway=residential") +
            osm_way(12, "4 1", "highway=residential"),
        "car", "EPSG:32631");
    const Snapper snapper(network, 10000);
    const Point corner = network.shape(SegmentId(1)).front();
    for (const double north : {-40.0, 0.0, 25.3, 60.7}) {
      const auto snap = snapper.snap({corner.x - 500.1, corner.y + north});
      CAPTURE(k, north);
      REQUIRE(snap);
      CHECK(snap->segment == SegmentId(0));
      CHECK(snap->fraction == 1);
      CHECK(snap->foot == corner);
    }
  }
}

TEST_CASE("a network where nobody may stop snaps nothing") {
  const RoadNetwork network = network_from_osm(osm_node(1, 0, 0) + osm_node(2, 1000, 0) +
                                               osm_way(10, "1 2", "highway=trunk motorroad=yes"));
  CHECK_FALSE(Snapper(network, 1e6).snap(network.junction_position[0]));
}

}  // namespace coverage
