#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <catch2/catch.hpp>

#include "input/territory_fixture.h"

namespace coverage {
namespace {

/// The feature of a block in degrees, as GeoJSON has it by default.
std::string in_degrees(const Block& block) {
  const Transformer to_degrees(Crs::from_text("EPSG:2154"), Crs::wgs84());
  const double left = 700000 + 1000 * block.x, bottom = 6580000 + 1000 * block.y;
  const double right = left + 1000 * block.width, top = bottom + 1000 * block.height;
  std::string ring;
  for (const Point corner :
       {Point{left, bottom}, {right, bottom}, {right, top}, {left, top}, {left, bottom}}) {
    const auto degrees = to_degrees(corner);
    REQUIRE(degrees);
    ring += (ring.empty() ? "[" : ",[") + format_number(degrees->x) + "," +
            format_number(degrees->y) + "]";
  }
  return feature(names(block), R"({"type":"Polygon","coordinates":[[)" + ring + "]]}");
}

std::string degrees_layer(const Block& block) {
  return R"({"type":"FeatureCollection","features":[)" + in_degrees(block) + "]}";
}

TEST_CASE("files of one study may have different coordinate systems") {
  TerritoryCase world({{"03001", "Abrest", 0, 0}});
  world.study.communes->paths.push_back(
      world.folder.write("wgs84.geojson", degrees_layer({"03002", "Agonges", 1, 0})));
  const Territory territory = world.load();
  REQUIRE(territory.communes.size() == 2);
  const Box box = bounds(territory.communes.rows()[1].shape);
  CHECK(box.min_x == Approx(701000).margin(0.01));
  CHECK(box.max_y == Approx(6581000).margin(0.01));
  CHECK(world.note("communes", "overlaps").count == 0);
}

TEST_CASE("the same commune in two coordinate systems is the same commune") {
  const Block abrest{"03001", "Abrest", 0, 0};
  TerritoryCase world({abrest});
  world.study.communes->paths.push_back(world.folder.write("wgs84.geojson", degrees_layer(abrest)));
  CHECK(world.load().communes.size() == 1);
  CHECK(world.note("communes", "repeated_commune").count == 1);
}

TEST_CASE("a layer without a coordinate system is refused by name, or takes the declared one") {
  TerritoryCase world({});
  GDALAllRegister();
  const std::string path = (world.folder.path() / "bare.shp").string();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
  REQUIRE(driver);
  GDALDataset* data = driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRLayer* layer = data->CreateLayer("bare", nullptr, wkbPolygon, nullptr);
  OGRFieldDefn code("code", OFTString);
  REQUIRE(layer->CreateField(&code) == OGRERR_NONE);
  OGRFeature* row = OGRFeature::CreateFeature(layer->GetLayerDefn());
  row->SetField(0, "03001");
  OGRGeometry* square = nullptr;
  OGRGeometryFactory::createFromWkt(
      "POLYGON((700000 6580000,701000 6580000,701000 6581000,"
      "700000 6580000))",
      nullptr, &square);
  row->SetGeometryDirectly(square);
  REQUIRE(layer->CreateFeature(row) == OGRERR_NONE);
  OGRFeature::DestroyFeature(row);
  GDALClose(data);
  world.study.communes->paths = {path};
  CHECK(world.short_error().starts_with(
      "bare.shp: layer 'bare': no coordinate reference system is known. Declare it with crs = "));
  world.study.communes->crs = "EPSG:2154";
  CHECK(area(world.load().communes.rows()[0].shape) == Approx(0.5e6));
}

TEST_CASE("a commune layer without names uses codes and says so") {
  TerritoryCase world({{"03001", "Abrest", 0, 0}});
  world.study.communes->name = "nom";
  CHECK(world.short_error().find("'nom'") != std::string::npos);
  world.study.communes->name = "name";
  world.study.communes->paths = {world.folder.write(
      "bare.geojson", geojson({feature(R"("code":"03001")", R"({"type":"Polygon","coordinates":[)" +
                                                                ring({"", "", 0, 0}) + "]}")}))};
  CHECK(world.load().communes.rows()[0].name == "03001");
  CHECK(world.note("communes", "no_name_column").examples == Examples{"bare.geojson"});
}

}  // namespace
}  // namespace coverage
