#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/data_table.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// The tables behind CSV files and GeoPackage layers: the same columns, names and values in both.
/// They look into `results`, which must outlive them.

/// A row per commune of the study area and query (`communes.csv`, `commune_results`).
DataTable commune_rows(const Results& results);
/// A row per unit of a grouping and query (`epcis.csv`).
DataTable unit_rows(const Results& results, std::size_t grouping);
/// Its columns without a row, for studies without EPCIs: the file is there all the same.
DataTable empty_unit_rows(const Results& results);
/// A row per commune of the study area, columns of each query under its name (`communes`).
DataTable commune_wide(const Results& results);
DataTable unit_wide(const Results& results, std::size_t grouping);
/// Its columns without a row, for studies without EPCIs.
DataTable empty_unit_wide(const Results& results);

/// Communes of the study area: the rows of the communes' tables.
std::vector<CommuneIndex> study_communes(const Results& results);
/// Units with a commune or inhabitants in the study area: the rows of the units' tables.
std::vector<UnitIndex> study_units(const Results& results, std::size_t grouping);

/// `epcis`, `cantons`, `bassins_de_vie`: the name of a grouping's layer and file; safe as both, and
/// never that of another layer.
std::string grouping_table_name(const Results& results, std::size_t grouping);
/// The same for groupings of these names, in the territory's order, before they are read.
std::vector<std::string> grouping_table_names(const std::vector<std::string>& groupings);

/// A name for people: "partie de CC du Sud" for a unit that the study's limit cuts.
Message unit_label(const TerritoryUnit& unit);

}  // namespace coverage
