#include "libcoverage/study/estimate_run.h"

#include <filesystem>
#include <set>

#include "libcoverage/access/access_raster.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/input/load_facilities.h"
#include "libcoverage/input/load_territory.h"
#include "libcoverage/output/write_results.h"
#include "libcoverage/study/input_files.h"

namespace coverage {

namespace {

// Measured on the generator's territories of 10⁵ and 10⁶ junctions and on OSM extracts; a guide,
// not a promise.
constexpr double base_bytes = 60e6;
constexpr double bytes_per_road_byte = 30;
constexpr double bytes_per_cell_and_query = 8;
constexpr double seconds_per_road_byte = 4e-7;
constexpr double seconds_per_cell_and_query = 1.5e-6;
constexpr double least_seconds = 0.3;

std::uint64_t query_count(const Study& study, const LoadedFacilities& loaded) {
  if (!study.queries.empty()) return study.queries.size();
  std::set<std::string> kinds;
  for (const Facility& facility : loaded.facilities) kinds.insert(facility.kind);
  return kinds.size();
}

Box study_extent(const Territory& territory) {
  Box box;
  for (const Commune& commune : territory.communes) {
    if (!commune.in_study_area) continue;
    const Box own = bounds(commune.shape);
    box.include({own.min_x, own.min_y});
    box.include({own.max_x, own.max_y});
  }
  return box;
}

std::vector<std::string> file_names(const Study& study, const Territory& territory) {
  PlannedResults planned{.groupings = {}, .csv_excel_fr = study.output.csv_excel_fr};
  for (const Grouping& grouping : territory.groupings) planned.groupings.push_back(grouping.name);
  return result_file_names(planned);
}

}  // namespace

RunEstimate estimate_run(const Study& study, const Execution& execution) {
  RunEstimate estimate;
  for (const std::string& path : input_paths(study)) {
    estimate.inputs.emplace_back(
        path, std::filesystem::file_size(underlying_file(checked_input_path(path))));
  }
  const Crs crs = Crs::from_text(study.crs);
  std::vector<SourceReport> reports;
  const Territory territory = load_territory(study, crs, execution, reports);
  const LoadedFacilities loaded = load_facilities(study, territory, crs, execution, reports);
  estimate.communes = territory.communes.size();
  estimate.facilities = loaded.facilities.size();
  estimate.queries = query_count(study, loaded);
  const Box extent = study_extent(territory);
  if (!extent.empty()) {
    estimate.raster_cells = grid_over(extent, study.output.cell_size_m).size();
  }
  double road_bytes = 0;
  for (const std::string& path : study.roads.paths) {
    road_bytes += static_cast<double>(std::filesystem::file_size(underlying_file(path)));
  }
  const double cells = static_cast<double>(estimate.raster_cells * estimate.queries);
  estimate.memory_bytes = static_cast<std::uint64_t>(base_bytes + bytes_per_road_byte * road_bytes +
                                                     bytes_per_cell_and_query * cells);
  estimate.seconds =
      least_seconds + seconds_per_road_byte * road_bytes + seconds_per_cell_and_query * cells;
  estimate.files = file_names(study, territory);
  return estimate;
}

}  // namespace coverage
