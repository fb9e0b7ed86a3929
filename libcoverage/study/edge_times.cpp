#include "libcoverage/study/edge_times.h"

#include "libcoverage/access/facility_area.h"
#include "libcoverage/base/error.h"

namespace coverage {

namespace {

FacilityArea area_of(const StudyInputs& inputs, const Query& query) {
  FacilityArea area =
      facility_area(query, inputs.study.facilities, inputs.facilities.facilities, inputs.territory);
  if (area.unknown_codes.empty()) return area;
  throw InputError(
      message("query '{}': the area of its facility list names '{}', which no commune has",
              "offre « {} » : la zone de sa liste cite « {} », qu’aucune commune ne porte",
              query.name, area.unknown_codes.front()),
      {"Write codes of départements, EPCIs or communes that are in [communes]",
       "Écrivez des codes de départements, d’EPCI ou de communes présents dans [communes]"});
}

}  // namespace

std::shared_ptr<const TimeToEdge> EdgeTimes::of(std::size_t query, const Execution& execution) {
  const FacilityArea area = area_of(inputs_, inputs_.study.queries[query]);
  const std::size_t number = inputs_.network_of_query[query];
  const TimeToEdge::Measure measure = inputs_.study.queries[query].target.distance
                                          ? TimeToEdge::Measure::time_and_distance
                                          : TimeToEdge::Measure::time;
  for (const Known& known : known_) {
    if (known.network == number && known.limited == area.limited && known.measure == measure &&
        known.inside == area.inside.rows()) {
      return known.times;
    }
  }
  const StudyNetwork& network = *inputs_.networks[number];
  std::vector<std::uint8_t> outside =
      vertices_outside(network.roads, inputs_.territory, area, execution);
  const std::vector<VertexId> edges = edges_of_data(network.roads, network.open_ends, outside);
  known_.push_back({number, area.limited, measure, area.inside.rows(),
                    std::make_shared<const TimeToEdge>(network.into.view(), edges,
                                                       std::move(outside), measure)});
  return known_.back().times;
}

}  // namespace coverage
