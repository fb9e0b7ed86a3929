#include "libcoverage/study/query_search.h"

#include "libcoverage/access/facility_area.h"
#include "libcoverage/access/time_to_edge.h"

namespace coverage {

namespace {

std::shared_ptr<const TimeToEdge> time_to_edge(const StudyInputs& inputs, const Query& query,
                                               const StudyNetwork& network,
                                               const Execution& execution) {
  const FacilityArea area =
      facility_area(query, inputs.study.facilities, inputs.facilities.facilities, inputs.territory);
  if (!area.unknown_codes.empty()) {
    throw InputError(
        message("query '{}': the area of its facility list names '{}', which no commune has",
                "offre « {} » : la zone de sa liste cite « {} », qu’aucune commune ne porte",
                query.name, area.unknown_codes.front()),
        {"Write codes of départements, EPCIs or communes that are in [communes]",
         "Écrivez des codes de départements, d’EPCI ou de communes présents dans [communes]"});
  }
  std::vector<std::uint8_t> outside =
      vertices_outside(network.roads, inputs.territory, area, execution);
  const std::vector<VertexId> edges = edges_of_data(network.roads, outside);
  return std::make_shared<const TimeToEdge>(network.into.view(), edges, std::move(outside));
}

}  // namespace

QuerySearch search_query(const StudyInputs& inputs, std::size_t query, const Execution& execution) {
  const Query& asked = inputs.study.queries[query];
  const StudyNetwork& network = *inputs.networks[inputs.network_of_query[query]];
  FacilitySelection selection = select_facilities(asked, inputs.facilities.facilities);
  std::vector<PlacedFacility> placed = place_facilities(selection.chosen, network.facility_snaps);
  if (placed.empty()) {
    throw NoResultError(
        message("query '{}' ({}): no facility answers it near a road",
                "offre « {} » ({}) : aucun lieu d’accueil n’y répond près d’une route", asked.name,
                asked.where),
        {"Check the condition against facilities.csv or the kinds of [[facilities]], or raise "
         "roads.snap_limit_m",
         "Vérifiez la condition et les kind de [[facilities]], ou augmentez roads.snap_limit_m"});
  }
  auto edge = time_to_edge(inputs, asked, network, execution);
  return {std::move(selection),
          NearestAccess(network.access(), std::move(placed), std::move(edge))};
}

}  // namespace coverage
