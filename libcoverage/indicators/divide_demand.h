#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/indicators/demand_units.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// One way of dividing the demand: the points of unit u are [first[u], first[u + 1]) of `points`.
/// Points of no unit are in none.
struct Division {
  std::vector<std::uint32_t> first;
  std::vector<DemandIndex> points;

  std::size_t units() const { return first.size() - 1; }
};

Division division_of_study(const Demand& demand);
Division division_by_commune(const Demand& demand, const Territory& territory);
/// By the units of the g-th grouping.
Division division_by_unit(const DemandUnits& units, const Territory& territory, std::size_t g);

}  // namespace coverage
