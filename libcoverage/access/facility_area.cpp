#include "libcoverage/access/facility_area.h"

#include <algorithm>

#include "libcoverage/access/select_facilities.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/geo/polygon_operations.h"

namespace coverage {
namespace {

constexpr double sliver_m = 25;

bool list_may_answer(const Query& query, const FacilitiesInput& input,
                     const IdVector<FacilityIndex, Facility>& facilities) {
  if (may_answer(query.condition, input.name, input.kind)) return true;
  return std::any_of(facilities.begin(), facilities.end(), [&](const Facility& facility) {
    return facility.source == input.name &&
           query.condition.holds(facility) == Condition::Truth::yes;
  });
}

/// Marks the communes of an area code: a commune's, a département's or an EPCI's.
bool mark(const std::string& code, const Territory& territory,
          IdVector<CommuneIndex, std::uint8_t>& inside) {
  bool known = false;
  for (std::size_t i = 0; i < territory.communes.size(); ++i) {
    const CommuneIndex index = CommuneIndex::from_size(i);
    const Commune& commune = territory.communes[index];
    const bool matches =
        commune.code == code || commune.departement == code || commune.epci_code == code;
    if (matches) inside[index] = 1;
    known = known || matches;
  }
  return known;
}

}  // namespace

FacilityArea facility_area(const Query& query, const std::vector<FacilitiesInput>& inputs,
                           const IdVector<FacilityIndex, Facility>& facilities,
                           const Territory& territory) {
  FacilityArea area;
  for (const FacilitiesInput& input : inputs) {
    if (input.area.empty() || !list_may_answer(query, input, facilities)) continue;
    IdVector<CommuneIndex, std::uint8_t> complete(territory.communes.size(), 0);
    for (const std::string& code : input.area) {
      if (!mark(code, territory, complete)) area.unknown_codes.push_back(code);
    }
    if (!area.limited) {
      area.limited = true;
      area.inside = complete;
      continue;
    }
    for (std::size_t i = 0; i < complete.size(); ++i) {
      area.inside.rows()[i] = area.inside.rows()[i] && complete.rows()[i];
    }
  }
  return area;
}

std::vector<std::uint8_t> vertices_outside(const RoadNetwork& network, const Territory& territory,
                                           const FacilityArea& area, const Execution& execution) {
  if (!area.limited) return {};
  std::vector<MultiPolygon> shapes;
  shapes.reserve(territory.communes.size());
  for (const Commune& commune : territory.communes) shapes.push_back(commune.shape);
  const PolygonIndex communes(shapes);
  std::vector<std::uint8_t> junction_outside(network.junction_count(), 1);
  parallel_for(network.junction_count(), execution.threads, 4096,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t j = begin; j < end; ++j) {
                   const auto commune = communes.find_near(network.junction_position[j], sliver_m);
                   if (commune) junction_outside[j] = !area.inside.rows()[*commune];
                 }
               });
  std::vector<std::uint8_t> outside(network.vertex_count());
  for (std::size_t v = 0; v < outside.size(); ++v) {
    outside[v] = junction_outside[network.vertex_junction[v].value()];
  }
  return outside;
}

}  // namespace coverage
