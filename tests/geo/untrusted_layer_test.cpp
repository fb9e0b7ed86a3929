#include <zlib.h>

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/geo/vector_layer.h"
#include "loopback_listener.h"
#include "temporary_folder.h"
#include "vector_files.h"

// Layers that lie about themselves, are damaged, or would make reading leave a trace.

using namespace coverage;
using Catch::Matchers::Contains;

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

TEST_CASE("coordinates in metres after some in degrees are found when they are read") {
  const TemporaryFolder folder;
  const VectorLayer layer = open_text(folder, "mixed.geojson",
                                      R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {}, "geometry": null},
      {"type": "Feature", "properties": {},
       "geometry": {"type": "Point", "coordinates": [3.1, 46.3]}},
      {"type": "Feature", "properties": {},
       "geometry": {"type": "Point", "coordinates": [668000.5, 6605000]}}]})");
  CHECK(layer.crs().label() == "EPSG:4326");
  int read = 0;
  CHECK_THROWS_WITH(layer.for_each([&](const Feature&) { ++read; }),
                    Contains("feature 3 (fid 2): the coordinates should be degrees of longitude "
                             "and latitude, yet reach (668000.5, 6605000)"));
  CHECK(read == 2);
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
