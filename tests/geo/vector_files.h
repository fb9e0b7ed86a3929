#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "libcoverage/geo/input_gate.h"
#include "libcoverage/geo/vector_layer.h"
#include "temporary_folder.h"

namespace coverage {

inline const char* const two_communes = R"({"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"code": "03185", "nom": "Montluçon", "population": 33190},
   "geometry": {"type": "Polygon", "coordinates": [[[2.5, 46.3], [2.7, 46.3], [2.7, 46.4], [2.5, 46.3]]]}},
  {"type": "Feature", "properties": {"code": "03310", "nom": null, "population": 24383.5},
   "geometry": null}]})";

struct NewLayer {
  const char* name;
  OGRwkbGeometryType type;
};

/// Layers with one feature each, named "one".
inline void write_geopackage(const std::string& path, const std::vector<NewLayer>& layers,
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
inline void copy_layer(OGRLayer& from, GDALDataset& to) {
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

inline void run_sql(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

inline std::set<std::string> names_in(const TemporaryFolder& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

inline VectorLayer open_text(const TemporaryFolder& folder, const std::string& name,
                             const std::string& text) {
  return VectorLayer::open(folder.write(name, text));
}

}  // namespace coverage
