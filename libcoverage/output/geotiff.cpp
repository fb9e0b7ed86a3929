#include "libcoverage/output/geotiff.h"

#include <algorithm>

#include "libcoverage/base/version.h"
#include "libcoverage/geo/cog_writer.h"
#include "libcoverage/output/words.h"

namespace coverage {

bool has_raster(const Results& results) {
  return results.grid.size() > 0 &&
         std::any_of(results.queries.begin(), results.queries.end(),
                     [](const QueryResult& query) { return query.raster.has_value(); });
}

void write_access_raster(const Results& results, const std::filesystem::path& path,
                         const Execution& execution) {
  const Language language = results.study.language;
  const RasterGrid& grid = results.grid;
  const std::vector<float> absent(grid.size(), raster_nodata);
  const std::string time = word(Word::access_time).in(language);
  const Message facility = {"nearest facility, fid in layer facilities",
                            "lieu d’accueil le plus proche, fid de la couche facilities"};
  std::vector<RasterBand> bands;
  for (const QueryResult& query : results.queries) {
    const std::string label = query.query.label + " · ";
    bands.push_back({query.query.name + ".access_time_s", "s", label + time + " (s)",
                     query.raster ? query.raster->access_time_s : absent});
    bands.push_back({query.query.name + ".facility_fid", "", label + facility.in(language),
                     query.raster ? query.raster->facility_fid : absent});
  }
  const RasterFrame frame{grid.west,    grid.north, grid.cell_size,
                          grid.columns, grid.rows,  raster_nodata};
  std::vector<std::pair<std::string, std::string>> metadata = {
      {"TITLE", results.study.title},
      {"NOTICE", results.study.notice},
      {"ROADS_NOTICE", results.study.roads.notice},
      {"GENERATOR", "coverage " + version()},
      {"AREA_OR_POINT", "Area"}};
  std::erase_if(metadata, [](const auto& item) { return item.second.empty(); });
  write_cog(path, results.crs, frame, bands, metadata, execution);
}

}  // namespace coverage
