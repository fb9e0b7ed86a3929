#pragma once

#include <filesystem>

#include "libcoverage/base/execution.h"
#include "libcoverage/base/message.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// A network as a GeoPackage for QGIS: layers `segments` (as mapped: class, name, length, times,
/// speeds and where they come from, delays, climb) and `arcs` (as searched: time, length and
/// vertices, along the shape of their segments), styled by class and by speed. Column names carry
/// units; aliases are in `language`. The whole file or none; an older one is replaced. Throws
/// OutputError.
void export_network_geopackage(const std::filesystem::path& path, const RoadNetwork& network,
                               const Crs& crs, Language language, const Execution& execution);

}  // namespace coverage
