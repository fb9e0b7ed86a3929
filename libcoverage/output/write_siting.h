#pragma once

#include "libcoverage/output/planned_files.h"
#include "libcoverage/output/siting_results.h"

namespace coverage {

/// Writes what coverage-sites found for a study into a folder, whole or not at all:
/// `proposals.gpkg`, `proposals.csv`, `existing_sites.csv`, `curve.csv`, `sites.json`,
/// `proposals.html`, `manifest.json`; with alternatives `alternatives.csv`, where capacities hold
/// `assignment.csv`. Same results, same bytes. Throws OutputError, also where the
/// folder holds the results of another command (without `overwrite`), or Interrupted; then earlier
/// results are as they were.
void write_siting(const SitingResults& siting, const OutputOptions& options,
                  const Execution& execution);

/// Throws OutputError where `write_siting` would not replace the folder: better said before a long
/// computation.
void require_own_folder(const std::filesystem::path& folder, Overwrite overwrite);

}  // namespace coverage
