#include "libcoverage/study/surroundings.h"

#include <algorithm>

#include "libcoverage/access/demand_on_roads.h"
#include "libcoverage/input/load_demand.h"

namespace coverage {

namespace {

/// The territory with its surroundings under study too.
Territory widened(const StudyInputs& inputs) {
  Territory territory = inputs.territory;
  const bool at_seats = inputs.study.demand.method == DemandMethod::seat;
  for (Commune& commune : territory.communes) {
    commune.in_study_area = commune.in_study_area || !at_seats || commune.seat.has_value();
  }
  return territory;
}

Demand outside_of(const Demand& all, const Territory& territory) {
  Demand outside;
  outside.method = all.method;
  outside.calibrated = all.calibrated;
  for (const DemandWeight& weight : all.weights) {
    outside.weights.push_back({weight.name, weight.concept_name, weight.unit, {}, {}, {}});
  }
  for (std::size_t i = 0; i < all.points.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    const CommuneIndex commune = all.points[point].commune;
    if (!commune.valid() || territory.communes[commune].in_study_area) continue;
    outside.points.push_back(all.points[point]);
    for (std::size_t w = 0; w < all.weights.size(); ++w) {
      const Weight value = all.weights[w].values[point];
      outside.weights[w].values.push_back(value);
      outside.weights[w].calibrated_total += value;
    }
  }
  return outside;
}

}  // namespace

Demand demand_of_surroundings(const StudyInputs& inputs, const Execution& execution) {
  const auto& communes = inputs.territory.communes;
  const bool any = std::any_of(communes.begin(), communes.end(),
                               [](const Commune& commune) { return !commune.in_study_area; });
  if (!any) return {};
  Study study = inputs.study;
  study.strict = false;
  Progress silent;
  const Execution quiet{silent, execution.threads, execution.stop};
  const Territory territory = widened(inputs);
  SourceReport unread;
  const Demand all =
      study.demand.method == DemandMethod::network
          ? spread_on_roads(inputs.networks.front()->roads, study, territory, quiet, unread)
          : load_demand(study, territory, inputs.crs, quiet, unread);
  return outside_of(all, inputs.territory);
}

}  // namespace coverage
