#include "libcoverage/output/catchment_json.h"

#include <nlohmann/json.hpp>

#include "libcoverage/output/catchment_columns.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/json_text.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

Json number(std::optional<double> value) {
  return json_value(data_value(rounded_score(value)));
}
Json count(Weight weight) {
  return json_value(DataValue(weight));
}
Json index(std::optional<double> value) {
  return json_value(data_value(rounded_index(value)));
}

/// The score of a gravity is a potential: it gives nothing out.
Json side_json(const CatchmentDemand& side, bool gives) {
  Json json = {{"population", count(side.population)}, {"served", count(side.served)}};
  json["supply_given"] = gives ? number(side.supply_given) : Json();
  return json;
}

Json figures_json(const CatchmentFigures& figures) {
  return {{"population", count(figures.population)},
          {"served", count(figures.served)},
          {"not_served", count(figures.not_served)},
          {"not_scored", count(figures.not_scored)},
          {"mean", number(figures.mean)},
          {"gini", index(figures.inequality.gini)},
          {"theil", index(figures.inequality.theil)},
          {"tenth_ratio", index(figures.inequality.tenth_to_four_tenths)}};
}

Json catchment_json(const CatchmentResult& result) {
  const Catchment& catchment = result.catchment;
  const bool gives = catchment.method == CatchmentMethod::two_step ||
                     catchment.method == CatchmentMethod::three_step;
  return {{"label", catchment.label},
          {"query", catchment.query},
          {"method", name_of(catchment.method, catchment.decay)},
          {"decay", decay_label(catchment.decay).english},
          {"limit_s", json_value(DataValue(catchment.limit))},
          {"supply", catchment.supply.empty() ? Json(1) : Json(catchment.supply)},
          {"weight", catchment.weight},
          {"facilities", result.facilities.size()},
          {"total_supply", number(result.total_supply)},
          {"unreached_supply", number(result.unreached_supply)},
          {"inside", side_json(result.inside, gives)},
          {"surroundings", side_json(result.around, gives)},
          {"score", figures_json(result.indicators.study)}};
}

}  // namespace

Json catchments_json(const Results& results) {
  Json all = Json::object();
  for (const CatchmentResult& result : results.catchments) {
    all[result.catchment.name] = catchment_json(result);
  }
  return all;
}

}  // namespace coverage
