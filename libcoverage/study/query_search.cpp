#include "libcoverage/study/query_search.h"

#include <algorithm>

#include "libcoverage/base/error.h"

namespace coverage {

namespace {

Message nobody_answers(const Query& query) {
  return message(
      "query '{}' ({}): no facility answers it near a road, so that nobody reaches one",
      "offre « {} » ({}) : aucun lieu d’accueil n’y répond près d’une route, personne n’en atteint",
      query.name, query.where);
}

}  // namespace

void require_some_facility(std::span<const QuerySearch* const> searches) {
  const bool any = std::any_of(searches.begin(), searches.end(), [](const QuerySearch* search) {
    return !search->access.facilities().empty();
  });
  if (any) return;
  throw NoResultError({"no query has a facility near a road",
                       "aucune offre étudiée n’a de lieu d’accueil près d’une route"},
                      {"Check the conditions against the kinds of [[facilities]], or raise "
                       "roads.snap_limit_m",
                       "Vérifiez les conditions et les kind de [[facilities]], ou augmentez "
                       "roads.snap_limit_m"});
}

QuerySearch search_query(const StudyInputs& inputs, std::size_t query, EdgeTimes& edges,
                         const Execution& execution) {
  const Query& asked = inputs.study.queries[query];
  const StudyNetwork& network = *inputs.networks[inputs.network_of_query[query]];
  FacilitySelection selection = select_facilities(asked, inputs.facilities.facilities);
  std::vector<PlacedFacility> placed = place_facilities(selection.chosen, network.facility_snaps);
  if (placed.empty()) execution.progress.warn(nobody_answers(asked));
  return {std::move(selection),
          NearestAccess(network.access(), std::move(placed), edges.of(query, execution))};
}

}  // namespace coverage
