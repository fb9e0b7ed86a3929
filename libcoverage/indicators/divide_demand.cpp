#include "libcoverage/indicators/divide_demand.h"

#include <numeric>

namespace coverage {
namespace {

constexpr std::uint32_t nowhere = 0xffffffff;
static_assert(CommuneIndex().value() == nowhere && UnitIndex().value() == nowhere);

/// Divides `points` points by the place of each one's unit, or `nowhere`.
template <class UnitOf>
Division divide(std::size_t points, std::size_t units, const UnitOf& unit_of) {
  Division division;
  division.first.assign(units + 1, 0);
  for (std::size_t i = 0; i < points; ++i) {
    const std::uint32_t unit = unit_of(DemandIndex::from_size(i));
    if (unit != nowhere) ++division.first[unit + 1];
  }
  std::partial_sum(division.first.begin(), division.first.end(), division.first.begin());
  division.points.resize(division.first.back());
  std::vector<std::uint32_t> next(division.first.begin(), division.first.end() - 1);
  for (std::size_t i = 0; i < points; ++i) {
    const auto point = DemandIndex::from_size(i);
    const std::uint32_t unit = unit_of(point);
    if (unit != nowhere) division.points[next[unit]++] = point;
  }
  return division;
}

}  // namespace

Division division_of_study(const Demand& demand) {
  return divide(demand.points.size(), 1, [](DemandIndex) { return 0; });
}

Division division_by_commune(const Demand& demand, const Territory& territory) {
  const auto& points = demand.points;
  return divide(points.size(), territory.communes.size(),
                [&](DemandIndex point) { return points[point].commune.value(); });
}

Division division_by_unit(const DemandUnits& units, const Territory& territory, std::size_t g) {
  const IdVector<DemandIndex, UnitIndex>& unit_of_point = units.by_grouping.at(g);
  return divide(unit_of_point.size(), territory.groupings.at(g).units.size(),
                [&](DemandIndex point) { return unit_of_point[point].value(); });
}

}  // namespace coverage
