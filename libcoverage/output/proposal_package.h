#pragma once

#include <filesystem>

#include "libcoverage/base/execution.h"
#include "libcoverage/output/siting_results.h"

namespace coverage {

/// Writes `proposals.gpkg`: layers `proposals` (sites that plans open or close),
/// `proposal_catchments` (a picture: see `proposal_catchments`), `existing_sites` (what is lost if
/// one closes), `communes` (access today and with each plan, in the columns of `coverage.gpkg`);
/// QGIS styles, aliases, metadata. Then opened again and its rows counted. Same results, same
/// bytes. Throws OutputError.
void write_proposal_package(const SitingResults& siting, const std::filesystem::path& path,
                            const Execution& execution);

}  // namespace coverage
