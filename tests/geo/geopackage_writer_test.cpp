#include "libcoverage/geo/geopackage_writer.h"

#include <ogrsf_frmts.h>

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "sqlite_query.h"
#include "temporary_folder.h"

using namespace coverage;

namespace {

GeoPackageLayer places(const std::string& name, std::size_t count) {
  GeoPackageLayer layer;
  layer.table = {name, {"Places", "Lieux"}, count, {}};
  layer.table.add("code", DataType::text, {"code", "code"},
                  [](std::size_t row) -> DataValue { return "0" + std::to_string(row); });
  layer.table.add("time_s", DataType::real, {"time", "temps"}, [](std::size_t row) -> DataValue {
    if (row == 1) return {};
    return Seconds::from_milliseconds(1500);
  });
  layer.shape = LayerShape::point;
  layer.geometry = [](std::size_t row) -> Geometry {
    if (row == 1) return {};
    return Point{700000.0 + 10.0 * static_cast<double>(row), 6600000};
  };
  return layer;
}

std::filesystem::path written(const TemporaryFolder& folder, const GeoPackageLayer& layer) {
  const std::filesystem::path path = folder.path() / "a.gpkg";
  Progress quiet;
  GeoPackageWriter file(path, Crs::from_text("EPSG:2154"), Language::french);
  file.add_layer(layer, Execution{quiet});
  file.close();
  return path;
}

}  // namespace

TEST_CASE("a layer's rows, shapes and absent values come back") {
  const TemporaryFolder folder;
  const auto path = written(folder, places("places", 3));
  CHECK(sqlite_query(path, "SELECT fid, code, time_s, geom IS NULL FROM places") ==
        "1|00|1.5|0\n2|01|NULL|1\n3|02|1.5|0");
  CHECK(geopackage_row_counts(path) ==
        std::vector<std::pair<std::string, std::uint64_t>>{{"places", 3}});
}

TEST_CASE("rows may bear fids of their own") {
  const TemporaryFolder folder;
  GeoPackageLayer layer = places("places", 3);
  layer.fid = [](std::size_t row) { return static_cast<std::int64_t>(row * row + 5); };
  CHECK(sqlite_query(written(folder, layer), "SELECT fid FROM places") == "5\n6\n9");
}

TEST_CASE("the spatial index finds places, and new ones once somebody adds them") {
  const TemporaryFolder folder;
  const auto path = written(folder, places("places", 2000));
  const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  OGRLayer& layer = *file->GetLayerByName("places");
  CHECK(layer.TestCapability(OLCFastSpatialFilter) == TRUE);
  layer.SetSpatialFilterRect(700095, 6599999, 700125, 6600001);
  CHECK(layer.GetFeatureCount() == 3);
  OGRFeature added(layer.GetLayerDefn());
  added.SetGeometryDirectly(new OGRPoint(700101, 6600000));
  REQUIRE(layer.CreateFeature(&added) == OGRERR_NONE);
  CHECK(layer.GetFeatureCount() == 4);
}

TEST_CASE("names with quotes stay names") {
  const TemporaryFolder folder;
  GeoPackageLayer layer = places("l'a\"b", 2);
  layer.table.columns[0].name = "c'd\"e";
  layer.indexed_columns = {"c'd\"e"};
  const auto path = written(folder, layer);
  CHECK(sqlite_query(path, "SELECT table_name FROM gpkg_contents") == "l'a\"b");
  CHECK(sqlite_query(path, "SELECT column_name FROM gpkg_data_columns WHERE name = 'code'") ==
        "c'd\"e");
}

TEST_CASE("columns that share an alias are told apart") {
  const TemporaryFolder folder;
  GeoPackageLayer layer = places("places", 1);
  layer.table.columns[1].alias = {"code", "code"};
  CHECK(sqlite_query(written(folder, layer), "SELECT name FROM gpkg_data_columns") ==
        "code\ncode (time_s)");
}

TEST_CASE("layers that share a title, in any case, are told apart by their names") {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "a.gpkg";
  Progress quiet;
  GeoPackageWriter file(path, Crs::from_text("EPSG:2154"), Language::french);
  GeoPackageLayer third = places("third", 1);
  third.table.title = {"places", "LIEUX"};
  file.add_layer(places("first", 1), Execution{quiet});
  file.add_layer(places("second", 1), Execution{quiet});
  file.add_layer(third, Execution{quiet});
  file.close();
  CHECK(sqlite_query(path, "SELECT table_name, identifier FROM gpkg_contents") ==
        "first|Lieux\nsecond|Lieux (second)\nthird|LIEUX (third)");
}

TEST_CASE("a table without shapes alone makes a valid file") {
  const TemporaryFolder folder;
  GeoPackageLayer layer = places("places", 2);
  layer.shape = LayerShape::none;
  const auto path = written(folder, layer);
  CHECK(sqlite_query(path, "SELECT data_type, last_change FROM gpkg_contents") ==
        "attributes|2000-01-01T00:00:00.000Z");
  CHECK(sqlite_query(path, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a folder that is not there is an error that names the file") {
  try {
    GeoPackageWriter file("/no/such/folder/a.gpkg", Crs::from_text("EPSG:2154"), Language::french);
    FAIL("no error");
  } catch (const OutputError& error) {
    CHECK(std::string(error.what()).find("/no/such/folder/a.gpkg") != std::string::npos);
  }
}

TEST_CASE("a file that was not closed is no GeoPackage with rows missing") {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "a.gpkg";
  {
    Progress quiet;
    GeoPackageWriter file(path, Crs::from_text("EPSG:2154"), Language::french);
    file.add_layer(places("places", 3), Execution{quiet});
  }
  CHECK_THROWS(sqlite_query(path, "SELECT count(*) FROM gpkg_data_columns"));
}
