#include "libcoverage/access/facility_area.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

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

/// Marks the communes of some area codes, a commune's, a département's or an EPCI's; returns the
/// codes that no commune has. One look at each commune, however many codes: a country's list may
/// name a thousand EPCIs.
std::vector<std::string> mark(const std::vector<std::string>& codes, const Territory& territory,
                              IdVector<CommuneIndex, std::uint8_t>& inside) {
  std::unordered_map<std::string_view, bool> known;
  for (const std::string& code : codes) known.emplace(code, false);
  for (std::size_t i = 0; i < territory.communes.size(); ++i) {
    const Commune& commune = territory.communes.rows()[i];
    for (const std::string* code : {&commune.code, &commune.departement, &commune.epci_code}) {
      const auto found = known.find(*code);
      if (found == known.end()) continue;
      found->second = true;
      inside.rows()[i] = 1;
    }
  }
  std::vector<std::string> unknown;
  for (const std::string& code : codes) {
    if (!known.at(code)) unknown.push_back(code);
  }
  return unknown;
}

}  // namespace

FacilityArea facility_area(const Query& query, const std::vector<FacilitiesInput>& inputs,
                           const IdVector<FacilityIndex, Facility>& facilities,
                           const Territory& territory) {
  FacilityArea area;
  for (const FacilitiesInput& input : inputs) {
    if (input.area.empty() || !list_may_answer(query, input, facilities)) continue;
    IdVector<CommuneIndex, std::uint8_t> complete(territory.communes.size(), 0);
    const std::vector<std::string> unknown = mark(input.area, territory, complete);
    area.unknown_codes.insert(area.unknown_codes.end(), unknown.begin(), unknown.end());
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
