#pragma once

#include <filesystem>
#include <string>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// The network of a study's roads for one profile, from the file that an earlier run has built, or
/// built now and written for the next one.
///
/// The file stands in the folder `.coverage` beside the study (for a scenario: beside the study it
/// starts from, so that all scenarios share it). It is built again when a road file, the profile, a
/// setting of `[roads]` that matters, the CRS or this program's layout of it changes. Files whose
/// size and time of change are as they were are taken as unchanged; others are compared by SHA-256.
/// A file that is damaged is said so and built again; a folder that cannot be written costs only
/// the time to build in memory.
///
/// `network.fingerprint` is the SHA-256 of everything that the network was made from, names of
/// files apart. Throws InputError where the roads or the profile cannot be used.
RoadNetwork load_or_build_network(const Study& study, const std::string& profile,
                                  const Crs& study_crs, const Execution& execution,
                                  SourceReport& report);

/// Whether that file is there and its inputs are those that it was built from, as far as sizes and
/// times of change tell: opening it then takes a moment, not the time to build. Throws nothing;
/// where something is wrong, `load_or_build_network` says it.
bool is_network_stored(const Study& study, const std::string& profile, const Crs& study_crs);

/// Where that file is, or would be.
std::filesystem::path network_cache_path(const Study& study, const std::string& profile,
                                         const Crs& study_crs);

}  // namespace coverage
