#pragma once

#include <functional>
#include <optional>
#include <string>

#include "libcoverage/base/data_table.h"
#include "libcoverage/geo/geopackage_writer.h"
#include "libcoverage/output/audit_results.h"

namespace coverage {

/// Columns that several layers of an audit share.

/// A layer of an audit without columns.
GeoPackageLayer audit_layer(const AuditResults& results, const char* name, const Message& title,
                            std::size_t size, LayerShape shape);

/// The page of a way at OpenStreetMap.
std::string osm_way_page(std::int64_t id);

/// `way_id`, its page where the source is OpenStreetMap, name and kind of a road, each with
/// `prefix` before its name: `other_way_id`. Empty where there is no segment.
void add_road_columns(const AuditResults& results, DataTable& table, const std::string& prefix,
                      const Message& which,
                      const std::function<std::optional<SegmentId>(std::size_t row)>& segment);

/// A text column of a code that machines read, and one of the sentence that says it.
void add_text_column(DataTable& table, const std::string& column, Message alias,
                     std::function<std::string(std::size_t row)> text);

}  // namespace coverage
