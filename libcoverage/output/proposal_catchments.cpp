#include "libcoverage/output/proposal_catchments.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/proposal_tables.h"

namespace coverage {

namespace {

using Square = std::pair<std::int64_t, std::int64_t>;

Square square_of(Point place) {
  return {static_cast<std::int64_t>(std::floor(place.x / catchment_square_m)),
          static_cast<std::int64_t>(std::floor(place.y / catchment_square_m))};
}

MultiPolygon shape_of(const Square& square) {
  const double west = static_cast<double>(square.first) * catchment_square_m;
  const double south = static_cast<double>(square.second) * catchment_square_m;
  const double east = west + catchment_square_m, north = south + catchment_square_m;
  return {{Polygon{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}}};
}

}  // namespace

std::vector<MultiPolygon> proposal_catchments(const SitingResults& siting, const PlanOutcome& plan,
                                              const std::vector<FacilityIndex>& sites) {
  const Results& results = siting.results;
  const QueryResult& then = query_of(siting, plan);
  const DemandWeight* weight = weight_of(results, then.query);
  std::map<Square, std::map<FacilityIndex, Weight>> people;
  for (std::size_t i = 0; weight && i < then.demand.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    if (!then.demand[point].facility.valid() || weight->values[point] <= Weight()) continue;
    people[square_of(results.demand.points[point].position)][then.demand[point].facility] +=
        weight->values[point];
  }
  std::map<FacilityIndex, std::vector<MultiPolygon>> parts;
  for (const auto& [square, by_site] : people) {
    const auto most = std::ranges::max_element(
        by_site, {}, [](const auto& row) -> const Weight& { return row.second; });
    parts[most->first].push_back(shape_of(square));
  }
  std::vector<MultiPolygon> shapes;
  for (const FacilityIndex site : sites) {
    const auto found = parts.find(site);
    shapes.push_back(found == parts.end() ? MultiPolygon() : unite(found->second));
  }
  return shapes;
}

}  // namespace coverage
