#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/output/planned_files.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// Writes everything that a run has found into a folder, whole or not at all: `coverage.gpkg`,
/// `access_time.tif` and its `.qml` (where there is a raster), `communes.csv`, `epcis.csv` and one
/// CSV a grouping, `facilities.csv`, `summary.json`, `report.html`, `manifest.json`. Each file is
/// read back before the folder takes its place. Same results, same bytes. Throws OutputError, or
/// Interrupted; then earlier results are as they were.
void write_results(const Results& results, const OutputOptions& options,
                   const Execution& execution);

/// What decides which files a run writes, known before it is computed.
struct PlannedResults {
  std::vector<std::string> groupings;  ///< their names, in the territory's order
  bool raster = true;
  bool csv_excel_fr = false;
};

/// Names of the files that `write_results` will write, in its order.
std::vector<std::string> result_file_names(const PlannedResults& planned);

}  // namespace coverage
