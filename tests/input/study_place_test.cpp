#include "libcoverage/input/study_place.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

const Crs lambert = Crs::from_text("EPSG:2154");

Commune square(const std::string& code, double x, double y, double side) {
  Commune commune;
  commune.code = code;
  commune.shape = {{{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}}};
  return commune;
}

/// Two communes near Moulins, with a sliver of 20 m between them.
Territory two_communes() {
  Territory territory;
  territory.communes.push_back(square("03190", 725000, 6607000, 10000));
  territory.communes.push_back(square("03321", 735020, 6607000, 10000));
  return territory;
}

PlacedSpot placed(Point written, const Crs& crs, const StudyPlace& place) {
  const auto result = place_in_study(written, crs, Transformer(crs, Crs::wgs84()), place);
  if (const auto* reason = std::get_if<Message>(&result)) FAIL(reason->english);
  return std::get<PlacedSpot>(result);
}
std::string reason(Point written, const Crs& crs, const StudyPlace& place) {
  const auto result = place_in_study(written, crs, Transformer(crs, Crs::wgs84()), place);
  const auto* message = std::get_if<Message>(&result);
  return message ? message->english : "placed";
}

TEST_CASE("a position in degrees is placed in its commune") {
  const StudyPlace place(two_communes(), lambert);
  const PlacedSpot spot = placed({3.3338, 46.5685}, Crs::wgs84(), place);
  CHECK_FALSE(spot.exchanged);
  CHECK(spot.spot.commune == CommuneIndex(0));
  CHECK(spot.spot.lon_lat == LonLat{3.3338, 46.5685});
  CHECK(spot.spot.position.x == Approx(725600).margin(300));
}

TEST_CASE("a projected position is placed in its commune, and has its degrees") {
  const StudyPlace place(two_communes(), lambert);
  const PlacedSpot spot = placed({736000, 6608000}, lambert, place);
  CHECK(spot.spot.commune == CommuneIndex(1));
  CHECK(spot.spot.position.x == Approx(736000).margin(0.001));
  CHECK(spot.spot.lon_lat.lon == Approx(3.47).margin(0.01));
}

TEST_CASE("a position in a sliver between communes goes to the nearest") {
  const StudyPlace place(two_communes(), lambert);
  CHECK(placed({735005, 6610000}, lambert, place).spot.commune == CommuneIndex(0));
  CHECK(placed({735015, 6610000}, lambert, place).spot.commune == CommuneIndex(1));
}

TEST_CASE("exchanged coordinates are put right where only the exchange leads into a commune") {
  const StudyPlace place(two_communes(), lambert);
  const PlacedSpot degrees = placed({46.5685, 3.3338}, Crs::wgs84(), place);
  CHECK(degrees.exchanged);
  CHECK(degrees.spot.lon_lat == LonLat{3.3338, 46.5685});
  CHECK(degrees.spot.commune == CommuneIndex(0));
  const PlacedSpot metres = placed({6608000, 726000}, lambert, place);
  CHECK(metres.exchanged);
  CHECK(metres.spot.commune == CommuneIndex(0));
}

TEST_CASE("an exchange that leads only near a commune is not certain: the position is refused") {
  const StudyPlace place(two_communes(), lambert);
  CHECK(reason({46.4, 3.2}, Crs::wgs84(), place).find("km away from the study's communes") !=
        std::string::npos);
}

TEST_CASE("within 50 km of the communes a position is kept, beyond it is refused") {
  const StudyPlace place(two_communes(), lambert);
  const PlacedSpot near = placed({725000 - 49000, 6610000}, lambert, place);
  CHECK_FALSE(near.spot.commune.valid());
  CHECK(near.spot.in_surroundings);
  CHECK(reason({725000 - 51000, 6610000}, lambert, place) ==
        "674000, 6610000 lies 51 km away from the study's communes");
}

TEST_CASE("metres read as degrees say that a crs is missing") {
  const StudyPlace place(two_communes(), lambert);
  CHECK(reason({726000, 6608000}, Crs::wgs84(), place) ==
        "726000, 6608000 are not degrees (projected coordinates need a 'crs')");
}

TEST_CASE("without communes the CRS's area of use decides") {
  const StudyPlace place(Territory(), lambert);
  CHECK_FALSE(place.has_communes());
  CHECK_FALSE(placed({3.3338, 46.5685}, Crs::wgs84(), place).exchanged);
  CHECK(placed({46.5685, 3.3338}, Crs::wgs84(), place).exchanged);
  CHECK(reason({55.5, -21.1}, Crs::wgs84(), place) ==
        "55.5, -21.1 is outside the area of use of EPSG:2154");
}

}  // namespace
}  // namespace coverage
