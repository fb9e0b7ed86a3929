#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/data_table.h"
#include "libcoverage/output/qgis_style.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// One row of `layer_styles`. The first style of a layer is its default.
struct NamedStyle {
  std::string layer;
  std::string geometry_column;  ///< `geom`; empty for tables
  std::string name;
  std::string description;
  std::string qml;
};

/// Communes, EPCIs and other units, per query: the share within the query's target, the median
/// access time, the gap; labels give the name and the median in whole minutes, rounded up.
std::vector<NamedStyle> area_styles(const Results& results, const DataTable& table);
/// Demand points by access time, a style per query.
std::vector<NamedStyle> demand_styles(const Results& results, const DataTable& table);
/// Areas or demand points by the scores of each catchment, in the classes of the report's maps;
/// empty where the study has none.
std::vector<NamedStyle> score_styles(const Results& results, const DataTable& table,
                                     LayerShape shape);
/// Facilities by kind and tier; those set aside as grey crosses.
std::vector<NamedStyle> facility_styles(const Results& results, const DataTable& table);
std::vector<NamedStyle> snap_styles(const Results& results, const DataTable& table);
std::vector<NamedStyle> network_issue_styles(const Results& results, const DataTable& table);
/// Aliases of a table without a shape.
std::vector<NamedStyle> plain_table_styles(const Results& results, const DataTable& table);

/// The style of `access_time.tif`: its first band, in the classes of the first query.
std::string access_raster_qml(const Results& results);

}  // namespace coverage
