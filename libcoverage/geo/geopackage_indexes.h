#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/geo/packed_rtree.h"

namespace coverage {

// Internal to geo/.

/// What a layer of a GeoPackage still needs when its rows are written.
struct LayerIndexes {
  std::string layer;
  std::vector<std::string> columns;                          ///< get an SQL index each
  std::vector<std::pair<std::string, std::string>> aliases;  ///< column, alias; empty: none
  std::vector<RtreeEntry> boxes;
  std::string insert_trigger;  ///< SQL of the spatial index's trigger on new rows; empty: no index
};

/// Name of the virtual table that indexes the shapes of a layer.
std::string spatial_index_name(const std::string& layer);

/// Fills the spatial indexes, makes the SQL indexes, registers the aliases (the schema extension of
/// GeoPackage), in a file that GDAL has closed. Throws OutputError.
void finish_geopackage(const std::filesystem::path& path, std::vector<LayerIndexes> layers);

}  // namespace coverage
