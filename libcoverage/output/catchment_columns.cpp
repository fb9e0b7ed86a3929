#include "libcoverage/output/catchment_columns.h"

#include <algorithm>
#include <memory>

#include "libcoverage/base/text.h"
#include "libcoverage/model/query.h"
#include "libcoverage/output/indicator_columns.h"

namespace coverage {

namespace {

Message labelled(const CatchmentResult& catchment, const Message& what) {
  const std::string& label = catchment.catchment.label;
  return {label + " · " + what.english, label + " · " + what.french};
}

/// The figures of a row, or nullptr where its query is another's.
const CatchmentFigures* figures_of(const Results& results, const CatchmentResult& catchment,
                                   const CatchmentRow& row) {
  if (row.query && row.query != &results.queries[catchment.query]) return nullptr;
  if (row.commune.valid()) return &catchment.indicators.communes[row.commune];
  return &catchment.indicators.groupings[row.grouping][row.unit];
}

/// For each facility its place in a catchment, or none.
using Places = IdVector<FacilityIndex, std::optional<std::size_t>>;

Places places_of(const Results& results, const CatchmentResult& catchment) {
  Places places(results.facilities.size());
  for (std::size_t place = 0; place < catchment.facilities.size(); ++place) {
    places[catchment.facilities[place]] = place;
  }
  return places;
}

/// "0.68", "0,68".
Message decimal_label(double value) {
  Message label = verbatim(format_number(value));
  std::replace(label.french.begin(), label.french.end(), '.', ',');
  return label;
}

Message zones_label(const ZoneDecay& decay) {
  std::string english, french;
  for (const ZoneDecay::Zone& zone : decay.zones) {
    const char* comma = english.empty() ? "" : ", ";
    const Message weight = decimal_label(zone.weight);
    english += comma + duration_label(zone.end, false) + ": " + weight.english;
    french += comma + duration_label(zone.end, true) + " : " + weight.french;
  }
  return {"zones (" + english + ")", "zones (" + french + ")"};
}

/// `more`: the second parameter, where there is one.
Message with_time(const Message& shape, Seconds time, const Message& more = {}) {
  return {shape.english + " (" + duration_label(time, false) + more.english + ")",
          shape.french + " (" + duration_label(time, true) + more.french + ")"};
}

struct DecayLabel {
  Message operator()(const StepDecay&) const { return {"step", "seuil"}; }
  Message operator()(const ZoneDecay& decay) const { return zones_label(decay); }
  Message operator()(const LinearDecay& decay) const {
    return with_time({"linear", "linéaire"}, decay.end);
  }
  Message operator()(const ExponentialDecay& decay) const {
    return with_time({"exponential", "exponentielle"}, decay.scale);
  }
  Message operator()(const PowerDecay& decay) const {
    const Message exponent = decimal_label(decay.exponent);
    return with_time({"power", "puissance"}, decay.unit,
                     {"; " + exponent.english, " ; " + exponent.french});
  }
  Message operator()(const LogisticDecay& decay) const {
    return with_time(
        {"logistic", "logistique"}, decay.midpoint,
        {"; " + duration_label(decay.scale, false), " ; " + duration_label(decay.scale, true)});
  }
  Message operator()(const GaussianDecay& decay) const {
    return with_time({"Gaussian", "gaussienne"}, decay.width);
  }
};

}  // namespace

void add_catchment_columns(const Results& results,
                           const std::function<CatchmentRow(std::size_t row)>& row,
                           DataTable& table) {
  for (const CatchmentResult& catchment : results.catchments) {
    const auto add = [&](const char* suffix, const Message& what, auto value) {
      table.add(catchment.catchment.name + suffix, DataType::real, labelled(catchment, what),
                [&results, &catchment, row, value](std::size_t index) -> DataValue {
                  const CatchmentFigures* figures = figures_of(results, catchment, row(index));
                  return figures ? data_value(value(*figures)) : DataValue();
                });
    };
    add("_score", {"mean access score", "score d’accès moyen"},
        [](const CatchmentFigures& figures) { return rounded_score(figures.mean); });
    add("_score_gini", {"Gini of access scores", "indice de Gini des scores d’accès"},
        [](const CatchmentFigures& figures) { return rounded_index(figures.inequality.gini); });
    add("_share_served", {"share with supply in reach", "part ayant une offre à portée"},
        [](const CatchmentFigures& figures) { return rounded_index(served_share(figures)); });
  }
}

void add_demand_score_columns(const Results& results, DataTable& table) {
  for (const CatchmentResult& catchment : results.catchments) {
    table.add(catchment.catchment.name + "_score", DataType::real,
              labelled(catchment, {"access score", "score d’accès"}),
              [&catchment](std::size_t row) -> DataValue {
                const CatchmentScore& score = catchment.demand[DemandIndex::from_size(row)];
                if (!score.is_scored) return {};
                return data_value(rounded_score(score.score));
              });
  }
}

void add_facility_supply_columns(const Results& results, DataTable& table) {
  for (const CatchmentResult& catchment : results.catchments) {
    const auto places = std::make_shared<const Places>(places_of(results, catchment));
    const auto add = [&](const char* suffix, const Message& what, auto value) {
      table.add(catchment.catchment.name + suffix, DataType::real, labelled(catchment, what),
                [places, value](std::size_t row) -> DataValue {
                  if (row >= places->size()) return {};
                  const auto place = (*places)[FacilityIndex::from_size(row)];
                  return place ? data_value(rounded_score(value(*place))) : DataValue();
                });
    };
    add("_supply", {"supply", "offre"},
        [&catchment](std::size_t place) { return std::optional(catchment.supply[place]); });
    if (catchment.allocated_demand.empty()) continue;
    add("_allocated_demand", {"demand that counts here", "demande qui compte ici"},
        [&catchment](std::size_t place) {
          return std::optional(catchment.allocated_demand[place]);
        });
    add("_level_of_service", {"supply per unit of demand", "offre par unité de demande"},
        [&catchment](std::size_t place) { return catchment.level_of_service[place]; });
  }
}

std::optional<double> rounded_score(std::optional<double> score) {
  if (!score) return {};
  return parse_number(fmt::format("{:.9g}", *score));
}

std::optional<double> served_share(const CatchmentFigures& figures) {
  const Weight scored = figures.served + figures.not_served;
  if (scored <= Weight{}) return {};
  return figures.served.count() / scored.count();
}

Message supply_label(const Catchment& catchment) {
  if (catchment.supply.empty()) return {"facilities", "lieux d’accueil"};
  if (catchment.supply == "weekly_hours") {
    return {"opening hours a week", "heures d’ouverture par semaine"};
  }
  if (catchment.supply == "capacity") return {"capacity", "capacité"};
  return verbatim(catchment.supply);
}

Message decay_label(const DistanceDecay& decay) {
  return std::visit(DecayLabel{}, decay);
}

}  // namespace coverage
