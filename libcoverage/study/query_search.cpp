#include "libcoverage/study/query_search.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"

namespace coverage {

namespace {

Message nobody_answers(const Query& query) {
  return message(
      "query '{}' ({}): no facility answers it near a road, so that nobody reaches one",
      "offre « {} » ({}) : aucun lieu d’accueil n’y répond près d’une route, personne n’en atteint",
      query.name, query.where);
}

/// What a search needs, found query after query: warnings come in study order, and edges are
/// shared.
struct PreparedQuery {
  std::size_t network = 0;
  FacilitySelection selection;
  std::vector<PlacedFacility> placed;
  std::shared_ptr<const TimeToEdge> edge;
};

PreparedQuery prepare(const StudyInputs& inputs, std::size_t query, EdgeTimes& edges,
                      const Execution& execution) {
  const Query& asked = inputs.study.queries[query];
  PreparedQuery prepared;
  prepared.network = inputs.network_of_query[query];
  prepared.selection = select_facilities(asked, inputs.facilities.facilities);
  prepared.placed = place_facilities(prepared.selection.chosen,
                                     inputs.networks[prepared.network]->facility_snaps);
  if (prepared.placed.empty()) execution.progress.warn(nobody_answers(asked));
  prepared.edge = edges.of(query, execution);
  return prepared;
}

QuerySearch search(const StudyInputs& inputs, PreparedQuery prepared) {
  return {std::move(prepared.selection),
          NearestAccess(inputs.networks[prepared.network]->access(), std::move(prepared.placed),
                        std::move(prepared.edge))};
}

}  // namespace

void require_some_facility(bool any) {
  if (any) return;
  throw NoResultError({"no query has a facility near a road",
                       "aucune offre étudiée n’a de lieu d’accueil près d’une route"},
                      {"Check the conditions against the kinds of [[facilities]], or raise "
                       "roads.snap_limit_m",
                       "Vérifiez les conditions et les kind de [[facilities]], ou augmentez "
                       "roads.snap_limit_m"});
}

void require_some_facility(std::span<const QuerySearch* const> searches) {
  require_some_facility(
      std::any_of(searches.begin(), searches.end(),
                  [](const QuerySearch* search) { return !search->access.facilities().empty(); }));
}

QuerySearch search_query(const StudyInputs& inputs, std::size_t query, EdgeTimes& edges,
                         const Execution& execution) {
  return search(inputs, prepare(inputs, query, edges, execution));
}

std::vector<std::unique_ptr<QuerySearch>> search_queries(const StudyInputs& inputs,
                                                         std::size_t first, std::size_t last,
                                                         EdgeTimes& edges,
                                                         const Execution& execution) {
  std::vector<PreparedQuery> prepared;
  for (std::size_t q = first; q < last; ++q) {
    prepared.push_back(prepare(inputs, q, edges, execution));
  }
  std::vector<std::unique_ptr<QuerySearch>> searches(prepared.size());
  parallel_for(
      prepared.size(), execution.threads, 1, [&](std::size_t begin, std::size_t end, unsigned) {
        execution.check_interrupted();
        for (std::size_t k = begin; k < end; ++k) {
          searches[k] = std::make_unique<QuerySearch>(search(inputs, std::move(prepared[k])));
        }
      });
  return searches;
}

}  // namespace coverage
