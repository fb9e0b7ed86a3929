#include "libcoverage/input/commune_overlaps.h"

#include <catch2/catch.hpp>
#include <random>

#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/input/commune_gaps.h"

namespace coverage {
namespace {

CommuneDraft rectangle(double x, double y, double width, double height) {
  CommuneDraft draft;
  draft.shape.polygons = {
      {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}}}};
  return draft;
}

std::vector<Overlap> overlaps(const std::vector<CommuneDraft>& communes) {
  Progress silent;
  return find_overlaps(communes, outlines_of(communes), 0.5, {silent, 2, nullptr});
}

TEST_CASE("borders that are drawn once do not overlap, whichever way their rings turn") {
  std::vector<CommuneDraft> communes{rectangle(0, 0, 10, 10), rectangle(10, 0, 10, 10)};
  CHECK(overlaps(communes).empty());
  Polyline& ring = communes[1].shape.polygons[0].rings[0];
  std::reverse(ring.begin(), ring.end());
  CHECK(overlaps(communes).empty());
}

TEST_CASE("an enclave in the hole of its neighbour does not overlap it") {
  std::vector<CommuneDraft> communes{rectangle(0, 0, 10, 10), rectangle(4, 4, 2, 2)};
  CHECK(overlaps(communes).size() == 1);
  communes[0].shape.polygons[0].rings.push_back(communes[1].shape.polygons[0].rings[0]);
  CHECK(overlaps(communes).empty());
}

TEST_CASE("no commune and one commune overlap nothing") {
  CHECK(overlaps({}).empty());
  CHECK(overlaps({rectangle(0, 0, 1, 1)}).empty());
}

std::vector<double> gap_areas(const std::vector<CommuneDraft>& communes) {
  std::vector<double> areas;
  for (const Polygon& gap : find_gaps(communes, outlines_of(communes), 0.5)) {
    areas.push_back(area(MultiPolygon{{gap}}));
  }
  return areas;
}

/// Eight squares around a place, and what stands in that place.
std::vector<CommuneDraft> around(std::vector<CommuneDraft> middle) {
  for (int x = 0; x < 3; ++x) {
    for (int y = 0; y < 3; ++y) {
      if (x != 1 || y != 1) middle.push_back(rectangle(10 * x, 10 * y, 10, 10));
    }
  }
  return middle;
}

TEST_CASE("gaps are what communes enclose and none of them has") {
  CHECK(gap_areas({}).empty());
  CHECK(gap_areas(around({})) == std::vector<double>{100});
  CHECK(gap_areas(around({rectangle(10, 10, 10, 10)})).empty());
  CHECK(gap_areas(around({rectangle(10, 10, 10, 9)})) == std::vector<double>{10});
}

TEST_CASE("communes apart from each other have no gap between them") {
  CHECK(gap_areas({rectangle(0, 0, 10, 10), rectangle(11, 0, 10, 10)}).empty());
}

TEST_CASE("gaps are noted with their area and place") {
  const auto communes = around({});
  SourceReport report;
  note_gaps(communes, outlines_of(communes), report);
  REQUIRE(report.notes.size() == 1);
  CHECK(report.notes[0].examples == std::vector<std::string>{"(15, 15): 0.01 ha"});
  CHECK(report.notes[0].text.english ==
        "gaps between communes belong to none, 0.01 ha in all; a place in one counts for the "
        "nearest commune only where it is close");
}

TEST_CASE("the index finds what measuring all pairs finds") {
  const unsigned seed = 20260101;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  // Whole numbers, so that many borders coincide.
  const auto number = [&](int from, int to) {
    return static_cast<double>(from +
                               static_cast<int>(random() % static_cast<unsigned>(to - from)));
  };
  for (int round = 0; round < 20; ++round) {
    std::vector<CommuneDraft> communes;
    for (int i = 0; i < 25; ++i) {
      communes.push_back(rectangle(number(0, 20), number(0, 20), number(1, 5), number(1, 5)));
    }
    std::vector<std::pair<std::size_t, std::size_t>> expected, found;
    for (std::size_t a = 0; a < communes.size(); ++a) {
      for (std::size_t b = a + 1; b < communes.size(); ++b) {
        if (overlap_area(communes[a].shape, communes[b].shape) > 0.5) expected.emplace_back(a, b);
      }
    }
    for (const Overlap& overlap : overlaps(communes)) {
      found.emplace_back(overlap.first, overlap.second);
    }
    CHECK(found == expected);
  }
}

}  // namespace
}  // namespace coverage
