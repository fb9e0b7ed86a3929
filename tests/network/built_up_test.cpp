#include "libcoverage/network/built_up.h"

#include <catch2/catch.hpp>
#include <map>

#include "network_fixture.h"
#include "test_data.h"

namespace coverage {

namespace {

/// Streets as RawRoads: each of two nodes, places in metres (about) from 3° E, 46° N.
class Streets {
 public:
  Streets() { roads_.strings = {"highway", "area", "yes"}; }

  Streets& add(const std::string& highway, Point from, Point to, bool is_area = false) {
    RawRoads::Way way;
    way.id = static_cast<std::int64_t>(roads_.ways.size()) + 1;
    way.first_node = static_cast<std::uint32_t>(roads_.way_nodes.size());
    way.node_count = 2;
    way.first_tag = static_cast<std::uint32_t>(roads_.tags.size());
    way.tag_count = is_area ? 2 : 1;
    roads_.strings.push_back(highway);
    roads_.tags.emplace_back(0, static_cast<std::uint32_t>(roads_.strings.size() - 1));
    if (is_area) roads_.tags.emplace_back(1, 2);
    for (const Point place : {from, to}) {
      roads_.way_nodes.push_back(static_cast<std::uint32_t>(roads_.node_positions.size()));
      roads_.node_positions.push_back(at(place));
    }
    roads_.ways.push_back(way);
    return *this;
  }

  /// Parallel streets of 200 m, 20 m apart, around a place.
  Streets& village(Point middle, int streets, const std::string& highway = "residential") {
    for (int k = 0; k < streets; ++k) {
      const double y = middle.y + 20 * (k - streets / 2);
      add(highway, {middle.x - 100, y}, {middle.x + 100, y});
    }
    return *this;
  }

  BuiltUpAreas areas(const Profile& profile = load_profile("car")) const {
    return {roads_, profile, quiet_execution()};
  }

  static LonLat at(Point place) {
    constexpr double metres_a_degree = 111195;
    const double cosine = 0.69466;  // of 46°
    return {3 + place.x / (metres_a_degree * cosine), 46 + place.y / metres_a_degree};
  }

 private:
  RawRoads roads_;
};

}  // namespace

TEST_CASE("a village is built up, the only street of a hamlet is not") {
  // 6 streets × 200 m, and one of 150 m 5 km from there; the profile asks for 200 m in all.
  const BuiltUpAreas areas =
      Streets().village({0, 0}, 6).add("residential", {4925, 0}, {5075, 0}).areas();
  CHECK(areas.contains(Streets::at({0, 0})));
  CHECK_FALSE(areas.contains(Streets::at({5000, 0})));
  CHECK_FALSE(areas.contains(Streets::at({2500, 0})));
}

TEST_CASE("what is built up ends within 250 m of the last street") {
  const BuiltUpAreas areas = Streets().village({0, 0}, 6).areas();
  for (const Point outward : {Point{1, 0}, Point{-1, 0}, Point{0, 1}, Point{0, -1}}) {
    CAPTURE(outward.x, outward.y);
    // The square around a place reaches 125 to 250 m from it, and the streets 100 m.
    CHECK(areas.contains(Streets::at({100 * outward.x, 100 * outward.y})));
    CHECK_FALSE(areas.contains(Streets::at({360 * outward.x, 360 * outward.y})));
  }
}

TEST_CASE("only the streets that people live along make a place built up") {
  CHECK_FALSE(Streets().village({0, 0}, 20, "primary").areas().contains(Streets::at({0, 0})));
  CHECK_FALSE(Streets().village({0, 0}, 20, "service").areas().contains(Streets::at({0, 0})));
  CHECK(Streets().village({0, 0}, 20, "living_street").areas().contains(Streets::at({0, 0})));
  Streets square;
  for (int k = 0; k < 20; ++k) square.add("pedestrian", {-100, 0}, {100, 0}, true);
  CHECK_FALSE(square.areas().contains(Streets::at({0, 0})));
}

TEST_CASE("what a place is does not depend on roads far away, nor on their order") {
  const BuiltUpAreas alone = Streets().village({0, 0}, 6).areas();
  const BuiltUpAreas beside = Streets().village({70000, -90000}, 30).village({0, 0}, 6).areas();
  for (double x = -700; x <= 700; x += 50) {
    for (double y = -700; y <= 700; y += 50) {
      CAPTURE(x, y);
      CHECK(alone.contains(Streets::at({x, y})) == beside.contains(Streets::at({x, y})));
    }
  }
}

TEST_CASE(
    "nothing is built up without roads, without a threshold, or where no speed would change") {
  CHECK_FALSE(Streets().areas().contains(Streets::at({0, 0})));
  CHECK_FALSE(
      Streets().village({0, 0}, 20).areas(load_profile("foot")).contains(Streets::at({0, 0})));
  Profile car = load_profile("car");
  car.built_up.length_m = 0;
  CHECK_FALSE(Streets().village({0, 0}, 20).areas(car).contains(Streets::at({0, 0})));
}

TEST_CASE("a street along a cell's edge or of absurd length does no harm") {
  Streets streets;
  streets.add("residential", {-2.0e6, 0}, {2.0e6, 0});  // a mistake of the map
  CHECK_FALSE(streets.areas().contains(Streets::at({0, 0})));
  const double nowhere = std::numeric_limits<double>::quiet_NaN();
  streets.add("residential", {nowhere, nowhere}, {0, 0});
  CHECK_FALSE(streets.areas().contains(Streets::at({0, 0})));
  streets.add("residential", {0, 0}, {0, 0});
  CHECK_FALSE(streets.areas().contains(Streets::at({0, 0})));
}

TEST_CASE(
    "surroundings tell four fifths of the mapped limits of Liechtenstein's main roads right") {
  const auto path = test_data_path("osm/liechtenstein.osm.pbf");
  if (!path) return;
  RoadsInput input;
  input.paths = {*path};
  SourceReport report;
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  const BuiltUpAreas areas(roads, load_profile("car"), quiet_execution());
  std::map<std::string_view, double> all_m, right_m;  // by the mapped limit
  for (const RawRoads::Way& way : roads.ways) {
    const std::string_view highway = roads.tag(way, "highway"), limit = roads.tag(way, "maxspeed");
    if (highway != "primary" && highway != "secondary" && highway != "tertiary") continue;
    if (limit != "50" && limit != "80") continue;
    for (std::uint32_t k = 1; k < way.node_count; ++k) {
      const LonLat from = roads.node_positions[roads.way_nodes[way.first_node + k - 1]];
      const LonLat to = roads.node_positions[roads.way_nodes[way.first_node + k]];
      const double length = ellipsoidal_length(from, to);
      const bool is_urban = areas.contains({(from.lon + to.lon) / 2, (from.lat + to.lat) / 2});
      all_m[limit] += length;
      if (is_urban == (limit == "50")) right_m[limit] += length;
    }
  }
  REQUIRE(all_m["50"] > 10000);
  REQUIRE(all_m["80"] > 10000);
  CHECK(right_m["50"] / all_m["50"] > 0.78);
  CHECK(right_m["80"] / all_m["80"] > 0.78);
}

}  // namespace coverage
