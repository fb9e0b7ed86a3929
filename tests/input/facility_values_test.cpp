#include "libcoverage/input/facility_values.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

std::string reason(const std::variant<Point, Message>& reading) {
  return std::get<Message>(reading).english;
}
template <class Value>
std::string reason(const CellReading<Value>& reading) {
  return std::get<Message>(reading).english;
}
template <class Value>
std::optional<Value> value(const CellReading<Value>& reading) {
  return std::get<std::optional<Value>>(reading);
}

TEST_CASE("a decimal comma and a decimal point are the same number") {
  CHECK(parse_decimal("3,333844") == 3.333844);
  CHECK(parse_decimal(" 3.333844 ") == 3.333844);
  CHECK(parse_decimal("-0,5") == -0.5);
  CHECK(parse_decimal("6600000") == 6600000);
}

TEST_CASE("a text that is not one number is no number") {
  const std::string text =
      GENERATE("", "abc", "1,234,5", "1.234,5", "46°33'", "3,3 E", "nan", "inf");
  CAPTURE(text);
  CHECK_FALSE(parse_decimal(text).has_value());
}

TEST_CASE("coordinates are read, longitude first") {
  CHECK(std::get<Point>(read_coordinates("3,33", "46,56")) == Point{3.33, 46.56});
  CHECK(std::get<Point>(read_coordinates("0", "46.5")) == Point{0, 46.5});
}

TEST_CASE("coordinates that cannot be used say why") {
  CHECK(reason(read_coordinates("", " ")) == "no position");
  CHECK(reason(read_coordinates("", "46.5")) == "no longitude (or x)");
  CHECK(reason(read_coordinates("3.3", "")) == "no latitude (or y)");
  CHECK(reason(read_coordinates("est", "46.5")) == "longitude (or x) 'est' is not a number");
  CHECK(reason(read_coordinates("3.3", "46°33'")) == "latitude (or y) '46°33'' is not a number");
  CHECK(reason(read_coordinates("0,0", "0")) == "the position (0, 0) stands for an unknown one");
  CHECK(std::get<Message>(read_coordinates("0", "0")).french ==
        "la position (0, 0) tient lieu de position inconnue");
}

TEST_CASE("a tier is 1, 2 or 3, and an empty cell is unknown") {
  CHECK(value(read_tier("2")) == 2);
  CHECK(value(read_tier(" 3.0 ")) == 3);
  CHECK(value(read_tier("")) == std::nullopt);
  for (const char* wrong : {"4", "0", "2.5", "haut", "-1"}) {
    CHECK(reason(read_tier(wrong)) == std::string("tier '") + wrong + "' is not 1, 2 or 3");
  }
}

TEST_CASE("a status is read in French and English") {
  CHECK(value(read_status("Ouvert")) == FacilityStatus::open);
  CHECK(value(read_status("planned")) == FacilityStatus::planned);
  CHECK(value(read_status("en projet")) == FacilityStatus::planned);
  CHECK(value(read_status("fermé")) == FacilityStatus::closed);
  CHECK(value(read_status("")) == std::nullopt);
  CHECK(reason(read_status("peut-être")) == "status 'peut-être' is none of open, planned, closed");
}

TEST_CASE("a capacity is zero or more") {
  CHECK(value(read_capacity("12,5")) == 12.5);
  CHECK(value(read_capacity("0")) == 0);
  CHECK(value(read_capacity("")) == std::nullopt);
  CHECK(reason(read_capacity("-1")) == "capacity '-1' is not a number of zero or more");
  CHECK(reason(read_capacity("?")) == "capacity '?' is not a number of zero or more");
}

TEST_CASE("yes and no are read, and anything else refused") {
  CHECK(value(read_truth("Oui")) == true);
  CHECK(value(read_truth("0")) == false);
  CHECK(value(read_truth("")) == std::nullopt);
  CHECK(reason(read_truth("bus")) == "'bus' is neither yes nor no");
}

TEST_CASE("services are the parts of a list") {
  CHECK(read_services("caf; cpam ;,|la poste") ==
        std::vector<std::string>{"caf", "cpam", "la poste"});
  CHECK(read_services(" ").empty());
}

}  // namespace
}  // namespace coverage
