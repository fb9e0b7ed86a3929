#include "libcoverage/output/map_outlines.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

namespace coverage {

namespace {

/// Two squares of 100 units, side by side, whose common border has a point every 10 units, off the
/// straight line by one; the second is drawn the other way round.
std::vector<MapShape> neighbours() {
  MapRing left = {{0, 0}};
  MapRing border;
  for (int y = 0; y <= 100; y += 10) border.push_back({100 + (y % 20 ? 1 : 0), y});
  left.insert(left.end(), border.begin(), border.end());
  left.push_back({0, 100});
  MapRing right = border;
  right.push_back({200, 100});
  right.push_back({200, 0});
  return {{left}, {right}};
}

std::set<MapPoint> points_of(const MapShape& shape) {
  std::set<MapPoint> points;
  for (const MapRing& ring : shape) points.insert(ring.begin(), ring.end());
  return points;
}

}  // namespace

TEST_CASE("a border that wiggles by less than the tolerance becomes straight on both sides") {
  const auto simple = simplified_shapes(neighbours(), 1.5);
  CHECK(points_of(simple[0]) == std::set<MapPoint>{{0, 0}, {100, 0}, {100, 100}, {0, 100}});
  CHECK(points_of(simple[1]) == std::set<MapPoint>{{100, 0}, {200, 0}, {200, 100}, {100, 100}});
}

TEST_CASE("neighbours keep the same border when some of its points stay") {
  auto shapes = neighbours();
  for (MapShape& shape : shapes) {
    for (MapPoint& point : shape.front()) {
      if (point == MapPoint{101, 30}) point = {115, 30};
      if (point == MapPoint{101, 70}) point = {90, 70};
    }
  }
  const auto simple = simplified_shapes(shapes, 1.5);
  const auto left = points_of(simple[0]), right = points_of(simple[1]);
  std::set<MapPoint> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::inserter(shared, shared.end()));
  CHECK(shared.count({115, 30}) == 1);
  CHECK(shared.count({90, 70}) == 1);
  // Nothing of the border belongs to one side alone.
  for (const MapPoint& point : left) CHECK((shared.count(point) || point.x == 0));
  for (const MapPoint& point : right) CHECK((shared.count(point) || point.x == 200));
}

TEST_CASE("places where three shapes meet stay where they are") {
  const MapShape top = {{{0, 0}, {100, 0}, {100, 50}, {50, 51}, {0, 50}}};
  const MapShape left = {{{0, 50}, {50, 51}, {50, 100}, {0, 100}}};
  const MapShape right = {{{50, 51}, {100, 50}, {100, 100}, {50, 100}}};
  for (const MapShape& shape : simplified_shapes({top, left, right}, 5)) {
    CHECK(points_of(shape).count({50, 51}) == 1);
  }
}

TEST_CASE("an enclave and the hole around it stay equal") {
  MapRing around;
  for (int k = 0; k < 40; ++k) {
    const int x = k < 10 ? k : k < 20 ? 10 : k < 30 ? 30 - k : 0;
    const int y = k < 10 ? 0 : k < 20 ? k - 10 : k < 30 ? 10 : 40 - k;
    around.push_back({100 + x * 5, 100 + y * 5});
  }
  MapRing hole(around.rbegin(), around.rend());
  std::rotate(hole.begin(), hole.begin() + 7, hole.end());
  const MapShape outer = {{{0, 0}, {300, 0}, {300, 300}, {0, 300}}, hole};
  const auto simple = simplified_shapes({outer, {around}}, 1.5);
  REQUIRE(simple[0].size() == 2);
  CHECK(points_of({simple[0][1]}) == points_of(simple[1]));
  CHECK(simple[1].front().size() == 4);
}

TEST_CASE("a shape too small for the picture is a square of two units, an absent one nothing") {
  const auto simple = simplified_shapes({{{{7, 7}, {8, 7}, {7, 7}}}, {}}, 1.5);
  CHECK(svg_path(simple[0]) == "M7 7l2 0 0 2-2 0z");
  CHECK(simple[1].empty());
  CHECK(svg_path(simple[1]).empty());
}

TEST_CASE("paths say each step from point to point") {
  CHECK(svg_path({{{10, -5}, {20, 5}, {15, 30}}, {{1, 2}, {3, 2}, {3, 9}}}) ==
        "M10-5l10 10-5 25zM1 2l2 0 0 7z");
}

}  // namespace coverage
