#pragma once

#include "libcoverage/geo/geopackage_writer.h"
#include "libcoverage/output/audit_results.h"

namespace coverage {

/// The layers of an audit's GeoPackage. They look into `results`, which must outlive them. Every
/// way has its id and, where the source is OpenStreetMap, the address of its page.

/// `components`: islands as lines, the longest first, with what would join them.
GeoPackageLayer island_layer(const AuditResults& results);
/// `missing_junctions`: dead ends as points.
GeoPackageLayer missing_junction_layer(const AuditResults& results);
/// `speed_changes`: points.
GeoPackageLayer speed_change_layer(const AuditResults& results);
/// `snaps`: a line from each doubtful point to where it meets the network, or to the nearest road
/// of all.
GeoPackageLayer doubtful_snap_layer(const AuditResults& results);
/// `dropped_ways`: lines, with the reason.
GeoPackageLayer dropped_way_layer(const AuditResults& results);
/// `cut_ends`: points.
GeoPackageLayer cut_end_layer(const AuditResults& results);
/// `summary`: a row a kind of finding.
GeoPackageLayer audit_summary_table(const AuditResults& results);

}  // namespace coverage
