#pragma once

#include <filesystem>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// The tables of a network as CSV (RFC 4180, UTF-8, decimal point), written row by row, each file
/// whole or not at all. Throw OutputError.

/// `vertex_id,junction_id,lon,lat,component`; component 0 is the main strong component.
void export_nodes(const std::filesystem::path& path, const RoadNetwork& network,
                  const Execution& execution);

/// `arc_id,from,to,time_ms,length_m,class,way_id`: `from` and `to` are vertices, the class and the
/// way are those of the arc's first segment.
void export_arcs(const std::filesystem::path& path, const RoadNetwork& network,
                 const Execution& execution);

/// `segment_id,way_id,way_index,class,name,length_m,forward_ms,backward_ms,forward_delay_ms,
/// backward_delay_ms,forward_speed_source,backward_speed_source,climb_m,descent_m,stoppable,
/// habitable,roundabout,main_component,run_id,place_in_run,along_run,forward_delay_kind,
/// backward_delay_kind,wkt`: a time is empty where the segment is closed that way; `wkt` is a
/// LINESTRING in the study's CRS, to the millimetre.
void export_segments(const std::filesystem::path& path, const RoadNetwork& network,
                     const Execution& execution);

}  // namespace coverage
