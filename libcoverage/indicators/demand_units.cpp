#include "libcoverage/indicators/demand_units.h"

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/geo/polygon_operations.h"

namespace coverage {
namespace {

IdVector<DemandIndex, UnitIndex> units_by_position(const Demand& demand, const Grouping& grouping,
                                                   const Execution& execution) {
  const PolygonIndex index(grouping.shapes.rows());
  IdVector<DemandIndex, UnitIndex> units(demand.points.size());
  parallel_for(demand.points.size(), execution.threads, 4096,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t i = begin; i < end; ++i) {
                   const DemandIndex point = DemandIndex::from_size(i);
                   const auto unit = index.find(demand.points[point].position);
                   if (unit) units[point] = UnitIndex::from_size(*unit);
                 }
               });
  return units;
}

IdVector<DemandIndex, UnitIndex> units_by_commune(const Demand& demand, const Grouping& grouping) {
  IdVector<DemandIndex, UnitIndex> units;
  units.reserve(demand.points.size());
  for (const DemandPoint& point : demand.points) {
    units.push_back(point.commune.valid() ? grouping.unit_of_commune[point.commune]
                                          : UnitIndex::none());
  }
  return units;
}

}  // namespace

DemandUnits units_of_demand(const Demand& demand, const Territory& territory,
                            const Execution& execution) {
  DemandUnits units;
  for (const Grouping& grouping : territory.groupings) {
    units.by_grouping.push_back(grouping.shapes.empty()
                                    ? units_by_commune(demand, grouping)
                                    : units_by_position(demand, grouping, execution));
  }
  return units;
}

}  // namespace coverage
