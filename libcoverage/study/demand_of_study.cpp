#include "libcoverage/study/demand_of_study.h"

#include "libcoverage/access/demand_on_roads.h"
#include "libcoverage/base/error.h"
#include "libcoverage/input/load_demand.h"

namespace coverage {

namespace {

Demand points_of(StudyInputs& inputs, const Execution& execution, SourceReport& report) {
  const Study& study = inputs.study;
  if (study.demand.method == DemandMethod::network) {
    return spread_on_roads(inputs.networks.front()->roads, study, inputs.territory, execution,
                           report);
  }
  if (inputs.demand.valid()) {
    return place_demand(study, inputs.territory, inputs.demand.get(), execution, report);
  }
  return load_demand(study, inputs.territory, inputs.crs, execution, report);
}

}  // namespace

Demand demand_of_study(StudyInputs& inputs, const Execution& execution) {
  SourceReport report;
  report.name = "demand";
  Demand demand = points_of(inputs, execution, report);
  inputs.sources.push_back(std::move(report));
  if (demand.weights.empty() || demand.points.empty()) {
    throw InputError(
        {"[demand] gives no place where people live", "[demand] ne donne aucun lieu habité"},
        {"Check demand.method and its file", "Vérifiez demand.method et son fichier"});
  }
  return demand;
}

}  // namespace coverage
