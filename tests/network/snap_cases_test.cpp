#include <catch2/catch.hpp>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/network/snapper.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"

// Where points meet the network in the places that go wrong elsewhere, one by one. Positions are in
// metres from a node of each world, along the axes of the study CRS: near enough to east and north.

namespace coverage {

namespace {

/// A world, with what a point there finds.
struct World {
  RoadNetwork roads;
  Snapper snapper;
  Point origin;

  explicit World(const std::string& objects, double limit_m = 1000)
      : roads(network_from_osm(objects)), snapper(roads, limit_m) {
    Box box;
    for (const Point& p : roads.shape_points) box.include(p);
    origin = {box.min_x, box.min_y};
  }
  World(const World&) = delete;

  Point at(double east, double north) const { return {origin.x + east, origin.y + north}; }
  std::int64_t way(const std::optional<Snap>& snap) const {
    return snap ? roads.segment_way_id[snap->segment.value()] : 0;
  }
  std::int64_t way_at(double east, double north) const {
    return way(snapper.snap(at(east, north)));
  }
  std::optional<RefusedRoad> nearer(Point p) const {
    return snapper.nearer_refused(p, snapper.snap(p));
  }
  std::string refused(double east, double north) const {
    const auto road = nearer(at(east, north));
    if (!road) return "none";
    return std::to_string(way(road->snap)) + " " + name_of(road->reason) + " " +
           std::to_string(road->component_vertices);
  }
};

const std::string two_way = "highway=residential";

/// A two-way street of 1 km from the origin to the east, way 10.
std::string street() {
  return osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_way(10, "1 2", two_way);
}

}  // namespace

TEST_CASE("a point snaps to a one-way street as to any other, and leaves it forwards") {
  const World world(street() + osm_node(3, 1000, 300) + osm_node(4, 0, 300) +
                    osm_way(20, "2 3 4 1", two_way + " oneway=yes"));
  const auto snap = world.snapper.snap(world.at(500, 280));
  REQUIRE(world.way(snap) == 20);
  std::vector<Seed> departures;
  append_departures(world.roads, *snap, departures);
  REQUIRE(departures.size() == 1);
  const JunctionId first = world.roads.vertex_junction[departures[0].vertex.value()];
  CHECK(distance(world.roads.junction_position[first.value()], world.at(0, 0)) < 20);
}

TEST_CASE("a facility on the home's own street: ahead directly, behind by the way round") {
  // A ring of one-way streets: 1 → 2 along 1000 m, and back by 3 and 4.
  const World world(osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 1000, 300) +
                    osm_node(4, 0, 300) + osm_way(10, "1 2", two_way + " oneway=yes") +
                    osm_way(20, "2 3 4 1", two_way + " oneway=yes"));
  const OwnedSearchGraph into = reverse_graph(world.roads);
  const auto access = [&](double facility_east, double home_east) {
    const auto door = world.snapper.snap(world.at(facility_east, 2));
    const NearestAccess nearest({world.roads, into.view()}, {{FacilityIndex(0), *door}}, nullptr);
    return nearest.at(world.snapper.snap(world.at(home_east, 2)));
  };
  CHECK(access(700, 300).distance.metres() == Approx(404).margin(8));
  CHECK(access(300, 700).distance.metres() == Approx(2600 - 400 + 4).margin(20));
}

TEST_CASE("a point at a junction takes the lowest segment of those that meet there") {
  const World world(street() + osm_node(3, 500, 500) + osm_node(4, 1500, 500) +
                    osm_way(20, "3 2", two_way) + osm_way(5, "2 4", two_way));
  const Point junction = world.roads.shape(SegmentId(0)).back();
  const auto snap = world.snapper.snap(junction);
  REQUIRE(snap);
  // Segments stand in the order of the ways as read, which is by id in this file.
  CHECK(snap->segment == SegmentId(0));
  CHECK_FALSE(world.nearer(junction));
}

TEST_CASE("a point between two parallel streets, equally far, takes the lower segment") {
  const World world(street() + osm_node(3, 1000, 200) + osm_node(4, 0, 200) +
                    osm_way(20, "2 3", two_way) + osm_way(30, "3 4", two_way));
  const auto low = world.roads.shape(SegmentId(0));
  const auto high = world.roads.shape(SegmentId(2));
  // On the line through two feet, in the middle.
  const Point a = interpolate(low[0], low[1], 0.5);
  const double t = nearest_fraction(high[0], high[1], a);
  const Point b = interpolate(high[0], high[1], t);
  const auto snap = world.snapper.snap(interpolate(a, b, 0.4999));
  const auto other = world.snapper.snap(interpolate(a, b, 0.5001));
  CHECK(world.way(snap) == 10);
  CHECK(world.way(other) == 30);
}

TEST_CASE("a point beyond the limit says how far the nearest road is, one in the sea too") {
  const World world(street(), 300);
  CHECK(world.way_at(500, 250) == 10);
  CHECK(world.refused(500, 250) == "none");
  CHECK_FALSE(world.snapper.snap(world.at(500, 400)));
  CHECK(world.refused(500, 400) == "10 beyond_limit 2");
  const auto sea = world.nearer(world.at(-80000, 500));
  REQUIRE(sea);
  CHECK(sea->reason == SnapRefusal::beyond_limit);
  CHECK(sea->snap.connector_length.metres() == Approx(80000).margin(500));
}

TEST_CASE("an island is refused for the main network, which is farther") {
  const World world(street() + osm_node(3, 500, 1500) + osm_way(20, "2 3 1", two_way) +
                    osm_node(4, 1500, 0) + osm_node(5, -500, 0) + osm_way(21, "2 4", two_way) +
                    osm_way(22, "1 5", two_way) + osm_node(6, 400, 300) + osm_node(7, 600, 300) +
                    osm_way(40, "6 7", two_way));
  const double base = 500;  // the origin is the western end
  CHECK(world.way_at(base + 500, 290) == 10);
  CHECK(world.refused(base + 500, 290) == "40 not_main_component 2");
  CHECK(world.refused(base + 500, 20) == "none");
}

TEST_CASE("a stray way clipped from far off draws nobody who lives beside it") {
  // 40 km away: nobody there is snapped, and nobody here notices.
  const World world(street() + osm_node(3, 500, 500) + osm_way(20, "2 3", two_way) +
                    osm_node(5, 40000, 0) + osm_node(6, 40200, 0) + osm_way(40, "5 6", two_way));
  CHECK_FALSE(world.snapper.snap(world.at(40100, 10)));
  CHECK(world.refused(40100, 10) == "40 not_main_component 2");
  CHECK(world.refused(500, 10) == "none");
}

TEST_CASE("beside a motorway, a bridge and a tunnel the next street is taken") {
  const World world(street() + osm_node(3, 1000, 200) + osm_node(4, 0, 200) +
                    osm_way(20, "2 3", two_way) + osm_way(21, "4 1", two_way) +
                    osm_way(30, "3 4", "highway=motorway oneway=no") + osm_node(5, 1000, -200) +
                    osm_node(6, 0, -200) + osm_way(22, "2 5", two_way) +
                    osm_way(23, "6 1", two_way) + osm_way(31, "5 6", two_way + " bridge=yes") +
                    osm_node(7, 1000, -500) + osm_node(8, 0, -500) + osm_way(24, "5 7", two_way) +
                    osm_way(25, "8 6", two_way) + osm_way(32, "7 8", two_way + " tunnel=yes"));
  const double base = 500;  // the origin is the corner of the whole world
  CHECK(world.way_at(500, base + 190) == 10);
  CHECK(world.refused(500, base + 190) == "30 no_stopping 6");
  CHECK(world.way_at(500, base - 190) == 10);
  CHECK(world.refused(500, base - 190) == "31 no_stopping 6");
  CHECK(world.refused(500, base - 490) == "32 no_stopping 6");
}

TEST_CASE("a road that can be entered and not left is refused with the size of its dead end") {
  const World world(street() + osm_node(3, 500, 500) + osm_way(20, "2 3", two_way) +
                    osm_node(4, 500, 900) + osm_way(30, "3 4", two_way + " oneway=yes"));
  CHECK(world.way_at(500, 800) == 20);
  CHECK(world.refused(500, 800) == "30 not_main_component 1");
}

TEST_CASE("the nearest road of all is what brute force finds among all segments") {
  std::string world = street();
  std::string streets;
  for (int k = 0; k < 40; ++k) {
    world += osm_node(100 + k, (k * 379) % 2000, (k * 811) % 1700);
    const std::string kind = k % 4 == 0 ? "highway=motorway oneway=no" : two_way;
    if (k > 0 && k % 7 != 0) {
      streets += osm_way(200 + k, std::to_string(99 + k) + " " + std::to_string(100 + k), kind);
    }
  }
  const World town(world + streets, 400);
  int refused = 0;
  for (int k = 0; k < 400; ++k) {
    const Point p = town.at((k * 37) % 2600 - 300, (k * 53) % 2300 - 300);
    double least = INFINITY;
    for (std::uint32_t s = 0; s < town.roads.segment_count(); ++s) {
      const auto shape = town.roads.shape(SegmentId(s));
      for (std::size_t e = 0; e + 1 < shape.size(); ++e) {
        const double t = nearest_fraction(shape[e], shape[e + 1], p);
        least = std::min(least, distance(interpolate(shape[e], shape[e + 1], t), p));
      }
    }
    const auto snap = town.snapper.snap(p);
    const auto road = town.nearer(p);
    CAPTURE(k, least);
    REQUIRE((snap || road));
    const Metres found = road ? road->snap.connector_length : snap->connector_length;
    REQUIRE(found.metres() == Approx(least).margin(0.001));
    refused += snap && road;
  }
  CHECK(refused > 20);
}

TEST_CASE("a snap depends on no other point: any order, any company, the same answer") {
  const World world(street() + osm_node(3, 500, 500) + osm_way(20, "2 3", two_way));
  const auto alone = world.snapper.snap(world.at(700, 120));
  for (int k = 0; k < 50; ++k) world.snapper.snap(world.at(k * 20, k * 10));
  world.nearer(world.at(3, 3));
  const auto again = world.snapper.snap(world.at(700, 120));
  const auto fresh = Snapper(world.roads, 1000).snap(world.at(700, 120));
  for (const auto& other : {again, fresh}) {
    REQUIRE(other);
    CHECK(other->segment == alone->segment);
    CHECK(other->fraction == alone->fraction);
    CHECK(other->connector_time == alone->connector_time);
  }
}

}  // namespace coverage
