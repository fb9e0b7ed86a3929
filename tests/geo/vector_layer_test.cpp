#include "libcoverage/geo/vector_layer.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>
#include <zlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/input_gate.h"
#include "loopback_listener.h"
#include "temporary_folder.h"
#include "test_data.h"
#include "zip_file.h"

using namespace coverage;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

namespace {

const char* const two_communes = R"({"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"code": "03185", "nom": "Montluçon", "population": 33190},
   "geometry": {"type": "Polygon", "coordinates": [[[2.5, 46.3], [2.7, 46.3], [2.7, 46.4], [2.5, 46.3]]]}},
  {"type": "Feature", "properties": {"code": "03310", "nom": null, "population": 24383.5},
   "geometry": null}]})";

struct NewLayer {
  const char* name;
  OGRwkbGeometryType type;
};

/// Layers with one feature each, named "one".
void write_geopackage(const std::string& path, const std::vector<NewLayer>& layers,
                      const char* crs = "EPSG:2154") {
  initialize_gdal();
  GDALDatasetUniquePtr dataset(GetGDALDriverManager()->GetDriverByName("GPKG")->Create(
      path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  OGRSpatialReference reference;
  if (crs) reference.SetFromUserInput(crs);
  for (const NewLayer& wanted : layers) {
    OGRLayer* layer = dataset->CreateLayer(wanted.name, crs ? &reference : nullptr, wanted.type);
    OGRFieldDefn field("name", OFTString);
    layer->CreateField(&field);
    OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
    feature->SetField("name", "one");
    if (layer->CreateFeature(feature.get()) != OGRERR_NONE) FAIL("cannot write " << path);
  }
}

/// As layer "a", numbered by the format: some refuse a feature 0.
void copy_layer(OGRLayer& from, GDALDataset& to) {
  OGRLayer* layer = to.CreateLayer("a", from.GetSpatialRef(), wkbPolygon);
  REQUIRE(layer);
  layer->CreateField(from.GetLayerDefn()->GetFieldDefn(0));
  for (const auto& feature : from) {
    OGRFeatureUniquePtr copy(OGRFeature::CreateFeature(layer->GetLayerDefn()));
    copy->SetFrom(feature.get());
    copy->SetFID(OGRNullFID);
    REQUIRE(layer->CreateFeature(copy.get()) == OGRERR_NONE);
  }
}

void run_sql(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

std::set<std::string> names_in(const TemporaryFolder& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

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

TEST_CASE("a VRT is refused whatever its name says, and what it names is not read") {
  const TemporaryFolder folder;
  const LoopbackListener listener;
  folder.write("secret.csv", "a,b\n1,2\n");
  for (const std::string& source :
       {(folder.path() / "secret.csv").string(), "/vsicurl/" + listener.address() + "/a.csv"}) {
    for (const char* name : {"a.gpkg", "a.vrt", "a.geojson", "a.csv.vrt"}) {
      CAPTURE(name, source);
      CHECK_THROWS_WITH(open_text(folder, name,
                                  "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>" +
                                      source + "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"),
                        Contains("not a vector file of a known format"));
    }
  }
  CHECK_THROWS_WITH(VectorLayer::open("<OGRVRTDataSource></OGRVRTDataSource>"),
                    Contains("no such file"));
  CHECK_FALSE(listener.was_called());
}

TEST_CASE("a GeoJSON whose CRS is an address has no CRS, and nobody calls there") {
  const TemporaryFolder folder;
  const LoopbackListener listener;
  setenv("no_proxy", "*", 1);
  for (const char* type : {"esriwkt", "proj4", "ogcwkt", ""}) {
    CAPTURE(type);
    const VectorLayer layer = open_text(
        folder, "hostile.geojson",
        R"({"type": "FeatureCollection", "crs": {"type": "link", "properties": {"type": ")" +
            std::string(type) + R"(", "href": ")" + listener.address() +
            R"(/crs"}}, "features": [{"type": "Feature", "properties": {},
            "geometry": {"type": "Point", "coordinates": [1, 2]}}]})");
    CHECK_THROWS_WITH(layer.crs(),
                      Contains("hostile': its CRS is not understood: {\"type\": \"link\""));
    CHECK(layer.crs("EPSG:2154").label() == "EPSG:2154");
  }
  for (const std::string& name : {listener.address() + "/crs", "/vsicurl/" + listener.address(),
                                  std::string("EPSG:999999"), std::string("garbage")}) {
    const VectorLayer layer = open_text(
        folder, "named.geojson",
        R"({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": ")" + name +
            R"("}}, "features": [{"type": "Feature", "properties": {},
            "geometry": {"type": "Point", "coordinates": [1, 2]}}]})");
    CHECK_THROWS_AS(layer.crs(), GeometryError);
  }
  unsetenv("no_proxy");
  CHECK_FALSE(listener.was_called());
}

TEST_CASE("GML with a schema and an entity from elsewhere fetches neither, and writes nothing") {
  const TemporaryFolder folder;
  const LoopbackListener listener;
  setenv("no_proxy", "*", 1);
  const std::string path = folder.write(
      "a.gml", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + listener.address() +
                   "/e\">]><wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs\" "
                   "xmlns:gml=\"http://www.opengis.net/gml\" "
                   "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                   "xsi:schemaLocation=\"http://x " +
                   listener.address() +
                   "/a.xsd?request=DescribeFeatureType\"><gml:featureMember><place><name>&e;</name>"
                   "</place></gml:featureMember></wfs:FeatureCollection>");
  try {
    VectorLayer::open(path).for_each([](const Feature& feature) { feature.text(0); });
  } catch (const InputError&) {  // refusing it is as good
  }
  unsetenv("no_proxy");
  CHECK_FALSE(listener.was_called());
  CHECK(names_in(folder) == std::set<std::string>{"a.gml"});
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

TEST_CASE("the styles that QGIS keeps in a GeoPackage are not a layer to choose") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.gpkg").string();
  write_geopackage(path, {{"communes", wkbPolygon}, {"layer_styles", wkbNone}});
  CHECK(VectorLayer::open(path).name() == "communes");
}

TEST_CASE("reading a GeoPackage writes nothing beside it, in a read-only folder too") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.gpkg").string();
  write_geopackage(path, {{"places", wkbPoint}});
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  REQUIRE(sqlite3_exec(database, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr) == 0);
  sqlite3_close(database);
  REQUIRE(names_in(folder) == std::set<std::string>{"a.gpkg"});
  const std::string before = file_sha256(path);
  const VectorLayer layer = VectorLayer::open(path);
  int rows = 0;
  layer.for_each([&](const Feature& feature) {
    ++rows;
    CHECK(feature.text(layer.column("fid")) == std::to_string(feature.fid()));
    CHECK(names_in(folder) == std::set<std::string>{"a.gpkg"});
  });
  CHECK(rows == 1);
  CHECK(file_sha256(path) == before);
}

TEST_CASE("changes that another program has not yet merged into a GeoPackage are read") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.gpkg").string();
  write_geopackage(path, {{"places", wkbNone}});
  sqlite3* other = nullptr;
  sqlite3_open(path.c_str(), &other);
  sqlite3_exec(other, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
  REQUIRE(sqlite3_exec(other, "UPDATE places SET name = 'changed'", nullptr, nullptr, nullptr) ==
          0);
  REQUIRE(std::filesystem::file_size(path + "-wal") > 0);
  const VectorLayer layer = VectorLayer::open(path);
  layer.for_each(
      [&](const Feature& feature) { CHECK(feature.text(layer.column("name")) == "changed"); });
  sqlite3_close(other);
}

TEST_CASE("a layer without CRS says how to declare one, and takes the study's word") {
  const TemporaryFolder folder;
  for (const int undefined : {0, -1}) {
    const std::string path = (folder.path() / fmt::format("{}.gpkg", undefined)).string();
    write_geopackage(path, {{"places", wkbPoint}}, nullptr);
    if (undefined == 0) run_sql(path, "UPDATE gpkg_geometry_columns SET srs_id = 0");
    if (undefined == -1) run_sql(path, "UPDATE gpkg_geometry_columns SET srs_id = -1");
    const VectorLayer layer = VectorLayer::open(path);
    CHECK_THROWS_WITH(layer.crs(), Contains("layer 'places': no coordinate reference system is "
                                            "known. Declare it with crs = \"EPSG:…\""));
    CHECK(layer.crs("EPSG:3857").label() == "EPSG:3857");
    CHECK_THROWS_WITH(layer.crs("EPSG:999999"), Contains("unknown coordinate reference system"));
  }
}

TEST_CASE("a CRS that the study declares must not contradict the layer's own") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "communes.geojson", two_communes);
  CHECK(layer.crs("EPSG:4326").label() == "EPSG:4326");
  CHECK_THROWS_WITH(layer.crs("EPSG:2154"),
                    Contains("the layer says EPSG:4326, the study says EPSG:2154"));
}

TEST_CASE("a GeoJSON in metres is not taken for degrees") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "metres.geojson",
                                      R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {},
       "geometry": {"type": "Point", "coordinates": [668000.5, 6605000]}}]})");
  CHECK_THROWS_WITH(layer.crs(), Contains("should be degrees of longitude and latitude, yet reach "
                                          "(668000.5, 6605000)"));
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

TEST_CASE("a file cut short is an error, not fewer rows") {
  const TemporaryFolder folder;
  const std::string text = two_communes;
  CHECK_THROWS_AS(open_text(folder, "cut.geojson", text.substr(0, text.size() - 40)), InputError);
  const std::string whole = (folder.path() / "a.gpkg").string();
  write_geopackage(whole, {{"places", wkbPoint}});
  std::filesystem::resize_file(whole, std::filesystem::file_size(whole) / 3);
  CHECK_THROWS_AS(VectorLayer::open(whole).for_each([](const Feature&) {}), InputError);
  CHECK_THROWS_WITH(open_text(folder, "a.gpkg", "not a database"),
                    Contains("a.gpkg: not a vector file of a known format"));
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

TEST_CASE("a gzipped layer leaves no trace beside it") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.geojson.gz").string();
  gzFile file = gzopen(path.c_str(), "wb");
  gzputs(file, two_communes);
  gzclose(file);
  const VectorLayer layer = VectorLayer::open(path);
  CHECK(layer.size() == 2);
  CHECK_NOTHROW(layer.crs());
  CHECK(names_in(folder) == std::set<std::string>{"a.geojson.gz"});
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
