#include "libcoverage/input/load_roads.h"

#include <algorithm>

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

}  // namespace

RawRoads load_roads(const RoadsInput& roads, const Execution& execution, SourceReport& report) {
  refuse_mixed_formats(roads);
  report.name = "roads";
  report.files = roads.paths;
  report.edition = roads.edition;
  const bool osm = !roads.paths.empty() && is_osm_path(roads.paths.front());
  RawRoads result =
      osm ? load_osm_roads(roads, execution, report) : load_layer_roads(roads, execution, report);
  result.elevation_rasters = roads.elevation_paths;
  if (result.ways.empty() || report.kept == 0) {
    throw InputError(message("{}: holds no road", "{} : ne contient aucune route",
                             roads.paths.empty() ? std::string("[roads]") : roads.paths.front()),
                     {"Give a file with highway=* ways, or a line layer with a mapping in "
                      "[roads].columns",
                      "Donnez un fichier avec des highway=*, ou une couche de lignes décrite dans "
                      "[roads].columns"});
  }
  return result;
}

}  // namespace coverage
