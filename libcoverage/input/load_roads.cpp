#include "libcoverage/input/load_roads.h"

#include <algorithm>

#include "libcoverage/input/clean_roads.h"
#include "libcoverage/input/osm_reader.h"

namespace coverage {

namespace {

void refuse_mixed_formats(const RoadsInput& roads) {
  const auto osm = std::count_if(roads.paths.begin(), roads.paths.end(), is_osm_path);
  if (osm == 0 || osm == static_cast<std::ptrdiff_t>(roads.paths.size())) return;
  throw InputError({"[roads] mixes OSM files and other layers",
                    "[roads] mêle des fichiers OSM et d’autres couches"},
                   {"Use files of one kind: their roads cannot be joined at shared nodes",
                    "Utilisez des fichiers d’une même sorte : leurs routes ne se raccordent pas"});
}

void refuse_mapped_osm(const RoadsInput& roads) {
  if (!roads.mapping || roads.paths.empty() || !is_osm_path(roads.paths.front())) return;
  throw InputError(
      message("[roads] mapping = \"{}\" has no use with OSM files",
              "[roads] mapping = \"{}\" ne sert à rien avec des fichiers OSM", *roads.mapping),
      {"Remove it, or give a line layer as path",
       "Supprimez-la, ou donnez une couche de lignes pour path"});
}

}  // namespace

std::vector<std::string> road_files(const RoadsInput& roads) {
  std::vector<std::string> files = roads.paths;
  files.insert(files.end(), roads.turn_tables.begin(), roads.turn_tables.end());
  return files;
}

RawRoads load_roads(const RoadsInput& roads, const Execution& execution, SourceReport& report) {
  refuse_mixed_formats(roads);
  refuse_mapped_osm(roads);
  report.name = "roads";
  report.files = road_files(roads);
  report.edition = roads.edition;
  const bool osm = !roads.paths.empty() && is_osm_path(roads.paths.front());
  RawRoads result =
      osm ? load_osm_roads(roads, execution, report) : load_layer_roads(roads, execution, report);
  clean_roads(result, report);
  result.elevation_rasters = roads.elevation_paths;
  if (result.ways.empty() || report.kept == 0) {
    throw InputError(message("{}: holds no road", "{} : ne contient aucune route",
                             roads.paths.empty() ? std::string("[roads]") : roads.paths.front()),
                     {"Give a file with highway=* ways, or a line layer with [roads].mapping or "
                      "[roads].columns",
                      "Donnez un fichier avec des highway=*, ou une couche de lignes décrite par "
                      "[roads].mapping ou [roads].columns"});
  }
  return result;
}

}  // namespace coverage
