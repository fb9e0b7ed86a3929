#include "libcoverage/geo/vector_layer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>

#include "libcoverage/base/error.h"
#include "temporary_folder.h"
#include "test_data.h"
#include "vector_files.h"
#include "zip_file.h"

using namespace coverage;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

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

TEST_CASE("a file with several layers wants a name, and a wrong name lists them") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.gpkg").string();
  write_geopackage(
      path, {{"communes", wkbPolygon}, {"routes", wkbLineString}, {"layer_styles", wkbNone}});
  CHECK_THROWS_WITH(VectorLayer::open(path),
                    Contains("a.gpkg: 2 layers, and none is named. Name one with layer = \"…\": "
                             "communes, routes"));
  CHECK_THROWS_WITH(VectorLayer::open(path, "comune"),
                    Contains("no layer 'comune'. Did you mean 'communes'? The layers are: "
                             "communes, routes"));
  CHECK(VectorLayer::open(path, "routes").name() == "routes");
}

TEST_CASE("a layer is found by the first of several names that the file has, in any case") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "many.gpkg").string();
  write_geopackage(path, {{"Roads", wkbLineString}, {"towns", wkbPoint}});
  CHECK(VectorLayer::open_named(path, {"paths", "TOWNS", "roads"})->name() == "towns");
  CHECK(VectorLayer::open_named(path, {"roads"})->columns() == std::vector<std::string>{"name"});
  CHECK_FALSE(VectorLayer::open_named(path, {"road"}));
  CHECK_FALSE(VectorLayer::open_named(path, {}));
}

TEST_CASE("the styles that QGIS keeps in a GeoPackage are not a layer to choose") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.gpkg").string();
  write_geopackage(path, {{"communes", wkbPolygon}, {"layer_styles", wkbNone}});
  CHECK(VectorLayer::open(path).name() == "communes");
}

TEST_CASE("an empty layer has its columns and no rows") {
  const TemporaryFolder folder;
  const VectorLayer layer =
      open_text(folder, "a.geojson", R"({"type": "FeatureCollection", "features": []})");
  CHECK(layer.size() == 0);
  layer.for_each([](const Feature&) { FAIL("no feature"); });
  CHECK_NOTHROW(layer.crs());
  const std::string path = (folder.path() / "a.gpkg").string();
  write_geopackage(path, {{"places", wkbPoint}});
  run_sql(path, "DELETE FROM places");
  const VectorLayer table = VectorLayer::open(path);
  CHECK(table.size() == 0);
  CHECK(table.column("name") == 0);
}

TEST_CASE("an archive of OSM data is to be unpacked, not named in a form that is refused") {
  const TemporaryFolder folder;
  const std::string zip = write_zip(folder, "roads.zip", {{"allier.osm.pbf", "x"}});
  CHECK_THROWS_WITH(VectorLayer::open(zip),
                    Contains("Unpack it: OSM files are read from the disk") &&
                        Contains("The archive holds: allier.osm.pbf"));
}

TEST_CASE("zipped and gzipped layers are read, by prefix and by name") {
  const TemporaryFolder folder;
  const std::string zip = write_zip(
      folder, "a.zip", {{"in/communes.geojson", two_communes}, {"in/readme.txt", "read me"}});
  CHECK(VectorLayer::open("/vsizip/" + zip + "/in/communes.geojson").size() == 2);
  CHECK(VectorLayer::open("/vsizip/" + zip).size() == 2);
  CHECK(VectorLayer::open(zip).size() == 2);
  CHECK_THROWS_WITH(VectorLayer::open("/vsizip/" + zip + "/communes.geojson"),
                    Contains("It holds: in/communes.geojson, in/readme.txt"));
  const std::string several =
      write_zip(folder, "b.zip", {{"a.geojson", two_communes}, {"b.geojson", two_communes}});
  CHECK_THROWS_WITH(VectorLayer::open(several),
                    Contains("the archive holds several files. Name the file to read as /vsizip/" +
                             several + "/NAME. The archive holds: a.geojson, b.geojson"));
  CHECK_THROWS_WITH(open_text(folder, "a.geojson.gz", two_communes), Contains("not a gzip file"));
}

TEST_CASE("every format of the allow-list gives the same rows, and reading writes nothing") {
  initialize_gdal();
  const TemporaryFolder folder;
  const std::string source =
      folder.write("source.geojson", R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"code": "03185"}, "geometry":
       {"type": "Polygon", "coordinates": [[[2.5, 46.3], [2.7, 46.3], [2.7, 46.4], [2.5, 46.3]]]}},
      {"type": "Feature", "properties": {"code": "03310"}, "geometry":
       {"type": "Polygon", "coordinates": [[[3.4, 46.1], [3.5, 46.1], [3.5, 46.2], [3.4, 46.1]]]}}]})");
  const GDALDatasetUniquePtr from(GDALDataset::Open(source.c_str(), GDAL_OF_VECTOR));
  REQUIRE(from);
  int formats_tried = 0;
  struct Format {
    const char* driver;
    const char* file;
    const char* code;
  };
  const Format formats[] = {{"GPKG", "a.gpkg", "code"},        {"ESRI Shapefile", "a.shp", "code"},
                            {"FlatGeobuf", "a.fgb", "code"},   {"GeoJSONSeq", "a.geojsonl", "code"},
                            {"MapInfo File", "a.tab", "code"}, {"GML", "a.gml", "code"},
                            {"XLSX", "a.xlsx", "code"},        {"ODS", "a.ods", "code"},
                            {"CSV", "a.csv", "code"},          {"KML", "a.kml", "code"},
                            {"OpenFileGDB", "a.gdb", "code"}};
  for (const Format& format : formats) {
    CAPTURE(format.driver);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(format.driver);
    if (!driver || !driver->GetMetadataItem(GDAL_DCAP_CREATE)) continue;
    ++formats_tried;
    const std::string path = (folder.path() / "formats" / format.file).string();
    std::filesystem::create_directories(folder.path() / "formats");
    {
      GDALDatasetUniquePtr to(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
      REQUIRE(to);
      copy_layer(*from->GetLayer(0), *to);
    }
    std::filesystem::remove(folder.path() / "formats" / "a.gfs");
    const auto before = std::filesystem::directory_iterator(folder.path() / "formats");
    const auto count = std::distance(begin(before), end(before));
    const VectorLayer layer = VectorLayer::open(path);
    std::vector<std::string> codes;
    std::size_t shapes = 0;
    layer.for_each([&](const Feature& feature) {
      codes.push_back(feature.text(layer.column(format.code)).value_or(""));
      shapes += std::holds_alternative<MultiPolygon>(feature.geometry());
    });
    std::sort(codes.begin(), codes.end());
    CHECK(codes == std::vector<std::string>{"03185", "03310"});
    if (layer.has_geometry() && shapes > 0) CHECK(layer.crs().same_as(Crs::wgs84()));
    const auto after = std::filesystem::directory_iterator(folder.path() / "formats");
    CHECK(std::distance(begin(after), end(after)) == count);
  }
  CHECK(formats_tried >= 10);
}

TEST_CASE("a sheet has no CRS because it has no geometry") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "a.csv", "code,nom\n03185,Montluçon\n");
  CHECK_FALSE(layer.has_geometry());
  CHECK_THROWS_WITH(layer.crs(), Contains("layer 'a': rows without geometry"));
}

TEST_CASE("values of every type are written as people and machines expect") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "a.geojson", R"({"type": "FeatureCollection",
    "features": [{"type": "Feature", "geometry": null, "properties": {"big": 200000000.0,
      "real": 0.1, "int": -7, "yes": true, "no": false, "day": "2018/06/22", "list": ["a", "b"],
      "numbers": [1, 2], "comma": "12,5", "blank": " ", "word": "many", "doubt": "1,234",
      "thousandth": "0,125", "nothing": null}}]})");
  layer.for_each([&](const Feature& feature) {
    const auto text = [&](const char* column) { return feature.text(layer.column(column)); };
    const auto number = [&](const char* column) { return feature.number(layer.column(column)); };
    CHECK(text("big") == "200000000");
    CHECK(text("real") == "0.1");
    CHECK(text("int") == "-7");
    CHECK(text("yes") == "true");
    CHECK(text("no") == "false");
    CHECK(number("yes") == 1);
    CHECK(text("day") == "2018-06-22");
    CHECK(text("list") == "a;b");
    CHECK(text("numbers") == "1;2");
    CHECK_FALSE(text("nothing"));
    CHECK(number("comma") == 12.5);
    CHECK(number("thousandth") == 0.125);
    CHECK_FALSE(number("blank"));
    CHECK_FALSE(number("nothing"));
    CHECK_THROWS_WITH(number("word"), Contains("column 'word': 'many' is not a number"));
    CHECK_THROWS_WITH(number("doubt"), Contains("'1,234' is not a number"));
  });
}

TEST_CASE("an error says the file, the layer and the feature") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "communes.geojson", two_communes);
  const std::string place =
      (folder.path() / "communes.geojson").string() + ": layer 'communes', feature 2 (fid 1): ";
  CHECK_THROWS_WITH(layer.for_each([&](const Feature& feature) {
    if (feature.fid() == 1) throw InputError(verbatim("no name"), {});
  }),
                    Equals(place + "no name"));
}

TEST_CASE("text that is not UTF-8 is read as Latin-1") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "a.csv", "code,nom\n03185,Montlu\xe7on\n");
  layer.for_each([](const Feature& feature) { CHECK(feature.text(1) == "Montluçon"); });
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
