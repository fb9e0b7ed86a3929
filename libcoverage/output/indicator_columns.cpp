#include "libcoverage/output/indicator_columns.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/output/words.h"

namespace coverage {

namespace {

/// Adds columns that share a prefix, an alias and a way from the row to its indicators.
class ColumnAdder {
 public:
  ColumnAdder(const IndicatorColumns& options, DataTable& table)
      : options_(options), table_(table) {}

  template <class Value>
  void add(const std::string& name, DataType type, const Message& alias, Value value) {
    table_.add(options_.prefix + name, type,
               {options_.alias_prefix.english + alias.english,
                options_.alias_prefix.french + alias.french},
               [row = options_.row, value](std::size_t index) -> DataValue {
                 const IndicatorRow found = row(index);
                 return value(found);
               });
  }
  /// A column of one member of the indicators.
  template <class Member>
  void add_member(const std::string& name, const Message& alias, Member member) {
    add(name, DataType::real, alias, [member](const IndicatorRow& row) -> DataValue {
      return data_value(std::optional(row.indicators->*member));
    });
  }

 private:
  const IndicatorColumns& options_;
  DataTable& table_;
};

DataValue optional_time(const std::optional<Seconds>& time) {
  return data_value(time);
}

void add_times(ColumnAdder& columns) {
  columns.add("mean_s", DataType::real,
              {"mean access time, where there is a route (s)",
               "temps d’accès moyen, là où il y a un itinéraire (s)"},
              [](const IndicatorRow& row) -> DataValue {
                if (!row.indicators->mean_s) return {};
                return std::round(*row.indicators->mean_s * 1000) / 1000;
              });
  columns.add("median_s", DataType::real, {"median access time (s)", "temps d’accès médian (s)"},
              [](const IndicatorRow& row) { return optional_time(row.indicators->median); });
  columns.add("p90_s", DataType::real,
              {"90th percentile of access times (s)", "90e centile des temps d’accès (s)"},
              [](const IndicatorRow& row) { return optional_time(row.indicators->p90); });
  columns.add("max_s", DataType::real,
              {"longest access time (s)", "temps d’accès le plus long (s)"},
              [](const IndicatorRow& row) { return optional_time(row.indicators->max); });
}

/// Whether a facility lies elsewhere than a commune, as told by a property of both communes.
template <class Property>
DataValue lies_elsewhere(const Results& results, const IndicatorRow& row, Property property) {
  if (!row.indicators->facility.valid()) return {};
  const CommuneIndex there = results.facilities[row.indicators->facility].commune;
  if (!there.valid()) return true;
  return property(there) != property(row.commune);
}

void add_elsewhere(const Results& results, ColumnAdder& columns) {
  columns.add("facility_in_other_commune", DataType::boolean,
              {"nearest facility in another commune",
               "lieu d’accueil le plus proche dans une autre commune"},
              [&results](const IndicatorRow& row) {
                return lies_elsewhere(results, row, [](CommuneIndex commune) { return commune; });
              });
  columns.add(
      "facility_in_other_epci", DataType::boolean,
      {"nearest facility in another EPCI", "lieu d’accueil le plus proche dans un autre EPCI"},
      [&results](const IndicatorRow& row) -> DataValue {
        const Grouping* epci = results.territory.find_grouping("epci");
        if (!epci || epci->unit_of_commune.empty()) return {};
        return lies_elsewhere(
            results, row, [epci](CommuneIndex commune) { return epci->unit_of_commune[commune]; });
      });
  columns.add("facility_in_other_departement", DataType::boolean,
              {"nearest facility in another département",
               "lieu d’accueil le plus proche dans un autre département"},
              [&results](const IndicatorRow& row) -> DataValue {
                if (results.territory.communes[row.commune].departement.empty()) return {};
                return lies_elsewhere(results, row, [&results](CommuneIndex commune) {
                  return results.territory.communes[commune].departement;
                });
              });
}

/// "buildings: within the target".
Message counted(const IndicatorColumns& options, const Message& which) {
  return {options.unit.english + ": " + which.english, options.unit.french + " : " + which.french};
}

void add_facility(const Results& results, const IndicatorColumns& options, ColumnAdder& columns) {
  const auto facility_text = [&results](const std::string Facility::*member) {
    return [&results, member](const IndicatorRow& row) -> DataValue {
      if (!row.indicators->facility.valid()) return {};
      return results.facilities[row.indicators->facility].*member;
    };
  };
  columns.add("facility_id", DataType::text,
              {"nearest facility (id)", "lieu d’accueil le plus proche (identifiant)"},
              facility_text(&Facility::id));
  columns.add("facility_name", DataType::text,
              {"nearest facility", "lieu d’accueil le plus proche"},
              facility_text(&Facility::name));
  columns.add_member(
      "facility_inhabitants",
      counted(options, {"this facility is the nearest", "ce lieu d’accueil est le plus proche"}),
      &Indicators::facility_inhabitants);
  if (options.of_communes) add_elsewhere(results, columns);
}

void add_shares(const IndicatorColumns& options, ColumnAdder& columns) {
  for (const Threshold& threshold : options.thresholds) {
    columns.add("share_within_" + threshold.column_suffix(), DataType::real,
                message("share within {}", "part à moins de {}", threshold.label(false),
                        threshold.label(true)),
                [threshold](const IndicatorRow& row) -> DataValue {
                  const ThresholdCount* count = find_threshold(*row.indicators, threshold);
                  return count ? data_value(count->share()) : DataValue();
                });
  }
}

void add_ledger(const IndicatorColumns& options, ColumnAdder& columns) {
  const auto part = [](Weight ThresholdCount::*member) {
    return [member](const IndicatorRow& row) -> DataValue {
      return target_count(*row.indicators, row.query->query).*member;
    };
  };
  columns.add("covered", DataType::real,
              counted(options, {"within the target", "à moins de l’objectif"}),
              part(&ThresholdCount::covered));
  columns.add("uncovered", DataType::real,
              counted(options, {"beyond the target", "au-delà de l’objectif"}),
              part(&ThresholdCount::uncovered));
  columns.add("unreachable", DataType::real, counted(options, word(Word::unreachable)),
              part(&ThresholdCount::unreachable));
  columns.add("unsnapped", DataType::real, counted(options, word(Word::unsnapped)),
              part(&ThresholdCount::unsnapped));
  columns.add_member("uncertain",
                     counted(options, {"access time not certain", "temps d’accès incertain"}),
                     &Indicators::uncertain);
  columns.add(
      "in_gap", DataType::boolean,
      {"in the gap by the study’s definition", "au-delà du seuil selon la définition de l’étude"},
      [](const IndicatorRow& row) -> DataValue {
        if (row.indicators->population == Weight{}) return {};
        return row.indicators->in_gap;
      });
}

void add_inequality(ColumnAdder& columns) {
  const auto add = [&](const char* name, const Message& alias,
                       std::optional<double> Inequality::*member) {
    columns.add(name, DataType::real, alias, [member](const IndicatorRow& row) {
      return data_value(rounded_index(row.indicators->inequality.*member));
    });
  };
  add("time_gini", {"Gini of access times", "indice de Gini des temps d’accès"}, &Inequality::gini);
  add("time_theil", {"Theil of access times", "indice de Theil des temps d’accès"},
      &Inequality::theil);
  add("time_tenth_ratio",
      {"mean time of the farthest tenth ÷ of the four nearest tenths",
       "temps moyen du dixième le plus éloigné ÷ des quatre dixièmes les plus proches"},
      &Inequality::tenth_to_four_tenths);
  add("time_shortfall",
      {"mean excess over the target, in targets", "dépassement moyen de l’objectif, en objectifs"},
      &Inequality::shortfall);
  add("time_squared_shortfall",
      {"mean squared excess over the target", "dépassement quadratique moyen de l’objectif"},
      &Inequality::squared_shortfall);
}

}  // namespace

void add_indicator_columns(const Results& results, const IndicatorColumns& options,
                           DataTable& table) {
  ColumnAdder columns(options, table);
  add_times(columns);
  add_facility(results, options, columns);
  if (options.of_communes) {
    columns.add(
        "seat_s", DataType::real,
        {"access time of the commune seat (s)", "temps d’accès du chef-lieu de commune (s)"},
        [](const IndicatorRow& row) { return optional_time(row.indicators->seat_time); });
  }
  add_shares(options, columns);
  add_ledger(options, columns);
  add_inequality(columns);
  if (options.prefix.empty()) {
    columns.add("weight", DataType::text, {"what is counted", "ce qui est compté"},
                [&results](const IndicatorRow& row) -> DataValue {
                  return weight_name(results, row.query->query);
                });
  }
  columns.add("status", DataType::text, {"status", "état"},
              [&results, communes = options.of_communes](const IndicatorRow& row) -> DataValue {
                if (communes && row.indicators->population == Weight{}) {
                  const auto& weights = results.territory.communes[row.commune].weights;
                  const auto listed = weights.find(weight_name(results, row.query->query));
                  const bool people = listed != weights.end() && listed->second > Weight{};
                  return std::string(people ? "no_data" : "no_population");
                }
                return std::string(indicator_status(*row.indicators));
              });
}

std::optional<double> rounded_index(std::optional<double> index) {
  if (!index) return {};
  return std::round(*index * 1e6) / 1e6;
}

std::vector<Threshold> thresholds_of(const QueryResult& query) {
  std::vector<Threshold> thresholds;
  for (const ThresholdCount& count : query.indicators.study.thresholds) {
    thresholds.push_back(count.threshold);
  }
  return thresholds;
}

std::vector<Threshold> thresholds_of(const Results& results) {
  std::vector<Threshold> all;
  for (const QueryResult& query : results.queries) {
    for (const Threshold& threshold : thresholds_of(query)) all.push_back(threshold);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

const ThresholdCount* find_threshold(const Indicators& indicators, const Threshold& threshold) {
  for (const ThresholdCount& count : indicators.thresholds) {
    if (count.threshold == threshold) return &count;
  }
  return nullptr;
}

ThresholdCount target_count(const Indicators& indicators, const Query& query) {
  if (const ThresholdCount* count = find_threshold(indicators, query.target)) return *count;
  // Indicators of nobody may come without a ledger.
  const Weight lost = indicators.unreachable + indicators.unsnapped;
  return {query.target, indicators.population - indicators.beyond_target,
          indicators.beyond_target - lost, indicators.unreachable, indicators.unsnapped};
}

Seconds middle_of_time_classes(const QueryResult& query) {
  if (query.query.target.time) return *query.query.target.time;
  std::optional<Seconds> longest;
  for (const Threshold& threshold : thresholds_of(query)) {
    if (threshold.time) longest = std::max(longest.value_or(Seconds{}), *threshold.time);
  }
  return longest.value_or(Seconds::from_minutes(10));
}

const char* indicator_status(const Indicators& indicators) {
  if (indicators.population == Weight{}) return "no_population";
  if (indicators.reached > Weight{}) return "ok";
  return indicators.unreachable >= indicators.unsnapped ? "unreachable" : "unsnapped";
}

Message counted_unit(const Results& results, const Query& query) {
  const DemandWeight* weight = weight_of(results, query);
  Message unit = unit_label(weight && !weight->unit.empty() ? weight->unit : "inhabitants");
  // A share of those over 75 must not read as one of all inhabitants.
  if (weight && weight != &results.demand.weights.front()) {
    unit.english += " (" + weight->name + ")";
    unit.french += " (" + weight->name + ")";
  }
  return unit;
}

const DemandWeight* weight_of(const Results& results, const Query& query) {
  if (results.demand.weights.empty()) return nullptr;
  if (query.weight.empty()) return &results.demand.weights.front();
  return results.demand.find_weight(query.weight);
}

std::string weight_name(const Results& results, const Query& query) {
  const DemandWeight* weight = weight_of(results, query);
  return weight ? weight->name : query.weight;
}

}  // namespace coverage
