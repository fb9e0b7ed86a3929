#pragma once

#include <map>
#include <string>
#include <utility>

#include "libcoverage/input/groupings.h"

namespace coverage {

/// Which unit each commune belongs to, by commune code, and the units' names, by unit code.
struct UnitTable {
  std::map<std::string, std::string> unit_of_commune;
  std::map<std::string, std::string> names;
};

/// Fills `grouping.units` and `unit_of_commune` from a table: units that reach into the study area,
/// partial ones marked, with their populations inside and outside.
void build_units(Grouping& grouping, const UnitTable& table, const GroupingSources& sources);

/// Notes the communes of the study area that no unit contains.
void note_communes_without_unit(const Grouping& grouping, const Territory& territory,
                                SourceReport& report);

}  // namespace coverage
