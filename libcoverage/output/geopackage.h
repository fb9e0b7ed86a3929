#pragma once

#include <filesystem>

#include "libcoverage/base/execution.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// Writes `coverage.gpkg`: layers `communes`, one a grouping (`epcis`…), `demand`, `facilities`,
/// `snaps`, `network_issues`, the table `commune_results`, `routes` where the study asks for them,
/// QGIS styles, aliases, metadata. Every layer is there with its columns, even when empty. The file
/// is then opened again and its rows counted. Same results, same bytes. Throws OutputError.
void write_geopackage(const Results& results, const std::filesystem::path& path,
                      const Execution& execution);

}  // namespace coverage
