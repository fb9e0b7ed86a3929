#include "libcoverage/study/query_search.h"

#include "libcoverage/base/error.h"

namespace coverage {

QuerySearch search_query(const StudyInputs& inputs, std::size_t query, EdgeTimes& edges,
                         const Execution& execution) {
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
  return {std::move(selection),
          NearestAccess(network.access(), std::move(placed), edges.of(query, execution))};
}

}  // namespace coverage
