#pragma once

#include <vector>

#include "libcoverage/base/data_table.h"
#include "libcoverage/output/audit_results.h"
#include "libcoverage/output/result_styles.h"

namespace coverage {

/// How QGIS draws each layer of an audit.
std::vector<NamedStyle> island_styles(const AuditResults& results, const DataTable& table);
std::vector<NamedStyle> missing_junction_styles(const AuditResults& results,
                                                const DataTable& table);
std::vector<NamedStyle> speed_change_styles(const AuditResults& results, const DataTable& table);
std::vector<NamedStyle> doubtful_snap_styles(const AuditResults& results, const DataTable& table);
std::vector<NamedStyle> dropped_way_styles(const AuditResults& results, const DataTable& table);
std::vector<NamedStyle> cut_end_styles(const AuditResults& results, const DataTable& table);
std::vector<NamedStyle> audit_summary_styles(const AuditResults& results, const DataTable& table);

}  // namespace coverage
