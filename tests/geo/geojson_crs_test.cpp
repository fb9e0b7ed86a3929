#include "libcoverage/geo/geojson_crs.h"

#include <catch2/catch.hpp>

#include "libcoverage/geo/input_gate.h"
#include "temporary_folder.h"

using namespace coverage;

namespace {

std::optional<std::string> find_crs(const std::string& json) {
  JsonMemberFinder whole("crs");
  whole.take(json);
  JsonMemberFinder byte_by_byte("crs");
  for (const char c : json) byte_by_byte.take(std::string_view(&c, 1));
  REQUIRE(whole.value() == byte_by_byte.value());
  return whole.value();
}

GeoJsonCrs kind_of(const std::string& crs) {
  const TemporaryFolder folder;
  return read_geojson_crs(checked_input_path(
                              folder.write("a.geojson", R"({"features": [], "crs": )" + crs + "}")))
      .kind;
}

}  // namespace

TEST_CASE("a member is found at the outermost level only, wherever it stands") {
  CHECK(find_crs(R"({"crs": 1, "a": 2})") == " 1");
  CHECK(find_crs(R"({"a": [{"crs": 1}], "b": {"crs": 2}, "crs":{"x":[3,{"y":"}"}]}})") ==
        R"({"x":[3,{"y":"}"}]})");
  CHECK(find_crs(R"({"a": "\"crs\": 1, ", "b": "crs"})") == std::nullopt);
  CHECK(find_crs(R"({"crs": "a\",b\\"})") == R"( "a\",b\\")");
  CHECK(find_crs(R"({"crs": 1, "crs": 2})") == " 2");
  CHECK(find_crs(R"({"xcrs": 1, "crsx": 2})") == std::nullopt);
  CHECK(find_crs(R"([{"crs": 1}])") == std::nullopt);
  CHECK(find_crs("") == std::nullopt);
  CHECK(find_crs("}}}]]]{{\"crs\":1,") == std::nullopt);
}

TEST_CASE("a GeoJSON's CRS is understood by name or code, never by link") {
  CHECK(kind_of("null") == GeoJsonCrs::absent);
  CHECK(kind_of(R"({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}})") ==
        GeoJsonCrs::understood);
  CHECK(kind_of(R"({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}})") ==
        GeoJsonCrs::understood);
  CHECK(kind_of(R"({"type": "EPSG", "properties": {"code": 2154}})") == GeoJsonCrs::understood);
  CHECK(kind_of(R"({"type": "name", "properties": {"name": "Lambert"}})") ==
        GeoJsonCrs::not_understood);
  CHECK(kind_of(R"({"type": "link", "properties": {"href": "x.prj"}})") ==
        GeoJsonCrs::not_understood);
  for (const char* odd : {"\"EPSG:2154\"", "{}", "[]", "3", R"({"type": 3, "properties": []})",
                          R"({"type": "name", "properties": {"name": 2154}})"}) {
    CAPTURE(odd);
    CHECK(kind_of(odd) == GeoJsonCrs::not_understood);
  }
}
