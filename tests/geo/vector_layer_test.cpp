#include "libcoverage/geo/vector_layer.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "temporary_folder.h"
#include "test_data.h"

using namespace coverage;
using Catch::Matchers::Contains;

namespace {

const char* const two_communes = R"({"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"code": "03185", "nom": "Montluçon", "population": 33190},
   "geometry": {"type": "Polygon", "coordinates": [[[2.5, 46.3], [2.7, 46.3], [2.7, 46.4], [2.5, 46.3]]]}},
  {"type": "Feature", "properties": {"code": "03310", "nom": null, "population": 24383.5},
   "geometry": null}]})";

VectorLayer open_text(const TemporaryFolder& folder, const std::string& name,
                      const std::string& text) {
  return VectorLayer::open(folder.write(name, text));
}

}  // namespace

TEST_CASE("a GeoJSON layer gives its columns, values and shapes") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "communes.geojson", two_communes);
  CHECK(layer.size() == 2);
  CHECK(layer.has_geometry());
  CHECK(layer.columns() == std::vector<std::string>{"code", "nom", "population"});
  CHECK(layer.crs().same_as(Crs::wgs84()));
  std::vector<std::string> codes;
  layer.for_each([&](const Feature& feature) {
    codes.push_back(*feature.text(layer.column("CODE")));
    if (feature.fid() == 0) {
      CHECK(feature.text(1) == "Montluçon");
      CHECK(feature.number(2) == 33190);
      CHECK(feature.text(2) == "33190");
      const auto shape = std::get<MultiPolygon>(feature.geometry());
      CHECK(shape.polygons.at(0).rings.at(0).size() == 4);
    } else {
      CHECK_FALSE(feature.text(1));
      CHECK(feature.text(2) == "24383.5");
      CHECK(std::holds_alternative<std::monostate>(feature.geometry()));
    }
  });
  CHECK(codes == std::vector<std::string>{"03185", "03310"});
}

TEST_CASE("a wrong column is refused with the nearest name") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "communes.geojson", two_communes);
  CHECK_THROWS_WITH(layer.column("codes"),
                    Contains("layer 'communes' has no column 'codes'. Did you mean 'code'? The "
                             "columns are: code, nom, population"));
  CHECK_FALSE(layer.find_column("insee"));
}

TEST_CASE("the Allier's communes are read") {
  const auto path = test_data_path("allier/communes-03.geojson");
  if (!path) return;
  const VectorLayer layer = VectorLayer::open(*path);
  CHECK(layer.size() == 317);
  const Transformer to_study(layer.crs(), Crs::from_text("EPSG:2154"));
  double total = 0;
  layer.for_each([&](const Feature& feature) {
    total += area(std::get<MultiPolygon>(to_study(feature.geometry())));
  });
  CHECK(total / 1e6 == Approx(7340).epsilon(0.01));  // km², as the State publishes it
}
