#include "libcoverage/input/load_points.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "temporary_folder.h"

namespace coverage {
namespace {

TEST_CASE("bare positions, one a line, are numbered") {
  const auto rows = parse_points("3.05,46.35\n3.06,46.36\n", "standard input");
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].id == "2");
  CHECK(rows[1].where == LonLat{3.06, 46.36});
}

TEST_CASE("columns may be called lon and lat, or longitude and latitude") {
  for (const char* header : {"id;lon;lat", "id;longitude;latitude", "ID;Longitude;Latitude"}) {
    const auto rows = parse_points(std::string(header) + "\r\na;3,05;46,35\r\n", "p.csv");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].id == "a");
    CHECK(rows[0].where == LonLat{3.05, 46.35});
  }
}

TEST_CASE("points that cannot be used keep their row, with a reason") {
  const auto rows =
      parse_points("id,lon,lat\na,,\nb,x,46\nc,250,46\nd,\u00a03.05\u00a0,46.35\n", "p.csv");
  REQUIRE(rows.size() == 4);
  CHECK_FALSE(rows[0].where);
  CHECK(rows[1].problem.english == "'x', '46' is not a position");
  CHECK(rows[2].problem.english == "250, 46 is not on Earth; longitude comes first");
  CHECK(rows[3].where == LonLat{3.05, 46.35});
}

TEST_CASE("text without such columns names where it came from") {
  CHECK(error_text([] { parse_points("a b\n1 2\n", "standard input"); }) ==
        "standard input: no column 'lon'. The columns are: a b");
  CHECK_THAT(error_text([] { parse_points("", "standard input"); }),
             Catch::StartsWith("standard input: the file is empty"));
}

TEST_CASE("a layer's points come in degrees; what is no point has a row with a reason") {
  const TemporaryFolder folder;
  const std::string path = folder.write(
      "p.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},
      "features":[{"type":"Feature","properties":{"id":"home"},
      "geometry":{"type":"Point","coordinates":[700000,6600000]}},
      {"type":"Feature","properties":{"id":"road"},
      "geometry":{"type":"LineString","coordinates":[[700000,6600000],[700001,6600000]]}}]})");
  const auto rows = load_points(path);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].id == "home");
  CHECK(rows[0].where->lon == Approx(3.0));
  CHECK(rows[0].where->lat == Approx(46.5).margin(0.01));
  CHECK(rows[1].problem.english == "is not a point");
}

}  // namespace
}  // namespace coverage
