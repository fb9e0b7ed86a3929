#include "libcoverage/geo/crs.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <thread>

#include "libcoverage/base/error.h"
#include "loopback_listener.h"
#include "temporary_folder.h"

using namespace coverage;
using Catch::Matchers::Contains;

namespace {

// Moulins, prefecture of the Allier; Lambert-93 by IGN's formulas, to the centimetre.
constexpr LonLat moulins{3.3333, 46.5647};

}  // namespace

TEST_CASE("Lambert-93 agrees with its definition at its origin and on the 3rd meridian") {
  const Projection lambert(Crs::from_text("EPSG:2154"));
  const auto origin = lambert.project({3, 46.5});
  REQUIRE(origin);
  CHECK(origin->x == Approx(700000).margin(0.001));
  CHECK(origin->y == Approx(6600000).margin(0.001));
  const auto back = lambert.unproject(*origin);
  CHECK(back->lon == Approx(3).margin(1e-9));
  CHECK(back->lat == Approx(46.5).margin(1e-9));
}

TEST_CASE("east comes first, whatever order the authority declares") {
  // EPSG:4326 and EPSG:4171 declare latitude first, EPSG:3035 declares north first.
  const Transformer same(Crs::from_text("EPSG:4326"), Crs::from_text("EPSG:4171"));
  CHECK(same(Point{3, 46})->x == Approx(3).margin(1e-6));
  const Projection laea(Crs::from_text("EPSG:3035"));
  const auto centre = laea.project({10, 52});
  CHECK(centre->x == Approx(4321000).margin(0.01));
  CHECK(centre->y == Approx(3210000).margin(0.01));
  CHECK(Crs::from_text("OGC:CRS84").same_as(Crs::wgs84()));
}

TEST_CASE("a CRS is known by code, WKT or PROJ text, and labelled by its code") {
  const Crs lambert = Crs::from_text("EPSG:2154");
  CHECK(lambert.label() == "EPSG:2154");
  CHECK(lambert.is_projected());
  CHECK(lambert.metres_per_unit() == 1);
  CHECK(Crs::from_text(lambert.wkt()).same_as(lambert));
  CHECK(Crs::from_text(" epsg:2154 ").same_as(lambert));
  CHECK(Crs::from_text("+proj=utm +zone=31 +datum=WGS84").is_projected());
  CHECK(Crs::from_text("EPSG:2263").metres_per_unit() == Approx(0.3048006));  // feet
  CHECK(Crs::wgs84().metres_per_unit() == 0);
  CHECK_FALSE(Crs::wgs84().same_as(lambert));
  CHECK(Crs::from_text("EPSG:2154+5720").label() == "EPSG:2154");  // heights are left out
}

TEST_CASE("an unknown CRS is refused with examples of how to write one") {
  for (const char* text : {"", "EPSG:1", "EPSG:999999", "Lambert 94", "2154", "EPSG:4978"}) {
    CAPTURE(text);
    CHECK_THROWS_WITH(Crs::from_text(text),
                      Contains("Write an authority's code such as EPSG:2154"));
  }
}

TEST_CASE("a CRS is never read from a file or an address") {
  const TemporaryFolder folder;
  const LoopbackListener listener;
  const std::string file = folder.write("a.prj", Crs::from_text("EPSG:2154").wkt());
  for (const std::string& text :
       {file, listener.address() + "/a.prj", "ESRI::" + file, "+init=" + file + ":1",
        std::string("+proj=longlat +ellps=GRS80 +nadgrids=/etc/hostname"), "@" + file,
        "/vsicurl/" + listener.address(), "urn:ogc:def:crs:" + listener.address()}) {
    CAPTURE(text);
    CHECK_THROWS_AS(Crs::from_text(text), GeometryError);
  }
  CHECK_FALSE(listener.was_called());
}

TEST_CASE("positions without an image are nothing, one by one and in batches") {
  const Transformer to_lambert(Crs::wgs84(), Crs::from_text("EPSG:2154"));
  CHECK_FALSE(to_lambert(Point{NAN, 46}));
  CHECK_FALSE(to_lambert(Point{3, INFINITY}));
  CHECK_FALSE(to_lambert(Point{668000, 6605000}));
  CHECK_FALSE(to_lambert(Point{3, 91}));
  std::vector<Point> points(3000, Point{3, 46.5});
  points[5] = {3, 91};
  points[2999] = {NAN, NAN};
  CHECK(to_lambert.transform(points) == 2);
  CHECK(std::isnan(points[5].x));
  CHECK(std::isnan(points[2999].y));
  CHECK(points[2998].x == Approx(700000));
  CHECK_THROWS_WITH(to_lambert(Geometry{Point{668000, 6605000}}),
                    Contains("the position (668000, 6605000) has no image from EPSG:4326 to "
                             "EPSG:2154"));
}

TEST_CASE("one by one and in batches give the same bits") {
  const Transformer to_lambert(Crs::wgs84(), Crs::from_text("EPSG:2154"));
  std::vector<Point> points;
  for (int i = 0; i < 5000; ++i) points.push_back({-4 + i * 0.0024, 42 + i * 0.0018});
  std::vector<Point> batch = points;
  CHECK(to_lambert.transform(batch) == 0);
  for (std::size_t i = 0; i < points.size(); ++i) REQUIRE(to_lambert(points[i]) == batch[i]);
}

TEST_CASE("the same system passes positions unchanged") {
  const Transformer same(Crs::from_text("EPSG:2154"), Crs::from_text("EPSG:2154"));
  CHECK(same(Point{0.1, 0.2}) == Point{0.1, 0.2});
}

TEST_CASE("threads with a transformer each share a CRS and agree") {
  const Crs lambert = Crs::from_text("EPSG:2154");
  const auto expected = Projection(lambert).project(moulins);
  std::vector<std::jthread> threads;
  std::atomic<int> agreeing{0};
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      const Projection own(lambert);
      bool agrees = true;
      for (int i = 0; i < 1000; ++i) agrees = agrees && own.project(moulins) == expected;
      agreeing += agrees;
    });
  }
  threads.clear();
  CHECK(agreeing == 4);
}

TEST_CASE("every place has a UTM zone, or a polar system") {
  CHECK(suggested_projected_crs(moulins) == "EPSG:32631");
  CHECK(suggested_projected_crs({55.5, -21.1}) == "EPSG:32740");  // La Réunion
  CHECK(suggested_projected_crs({-180, 10}) == "EPSG:32601");
  CHECK(suggested_projected_crs({179.99, 10}) == "EPSG:32660");
  CHECK(suggested_projected_crs({180, 10}).starts_with("EPSG:326"));
  CHECK(suggested_projected_crs({20, 88}) == "EPSG:5041");
  CHECK(suggested_projected_crs({20, -88}) == "EPSG:5042");
}

TEST_CASE("a study's CRS is projected, in metres, made for the place and true to length") {
  CHECK_NOTHROW(require_usable_study_crs(Crs::from_text("EPSG:2154"), moulins));
  CHECK_NOTHROW(require_usable_study_crs(Crs::from_text("EPSG:32631"), moulins));
  CHECK_NOTHROW(require_usable_study_crs(Crs::from_text("EPSG:3035"), moulins));
  CHECK_THROWS_WITH(require_usable_study_crs(Crs::wgs84(), moulins),
                    Contains("EPSG:4326 is in degrees, not in metres. Set crs = \"EPSG:32631\""));
  CHECK_THROWS_WITH(require_usable_study_crs(Crs::from_text("EPSG:2263"), {-74, 40.7}),
                    Contains("counts in units of 0.3048"));
  CHECK_THROWS_WITH(
      require_usable_study_crs(Crs::from_text("EPSG:2154"), {9.5, 60}),
      Contains("is not made for the place of the data (longitude, latitude: 9.5, 60)"));
  CHECK_THROWS_WITH(require_usable_study_crs(Crs::from_text("EPSG:3857"), moulins),
                    Contains("EPSG:3857 draws lengths wrong by 46 % at the place"));
}
