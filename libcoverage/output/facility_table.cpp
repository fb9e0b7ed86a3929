#include "libcoverage/output/facility_table.h"

#include <memory>
#include <set>

#include "libcoverage/base/text.h"
#include "libcoverage/output/catchment_columns.h"
#include "libcoverage/output/indicator_columns.h"

namespace coverage {

namespace {

bool is_set_aside(const Results& results, std::size_t row) {
  return row >= results.facilities.size();
}

/// Adds columns whose value depends on the facility alone.
class FacilityColumns {
 public:
  FacilityColumns(const Results& results, DataTable& table) : results_(results), table_(table) {}

  template <class Value>
  void add(const std::string& name, DataType type, const Message& alias, Value value) {
    table_.add(name, type, alias, [&results = results_, value](std::size_t row) -> DataValue {
      return value(facility_of_row(results, row));
    });
  }

 private:
  const Results& results_;
  DataTable& table_;
};

void add_identity(FacilityColumns& columns) {
  columns.add("id", DataType::text, {"id", "identifiant"},
              [](const Facility& facility) { return facility.id; });
  columns.add("source", DataType::text, {"source", "source"},
              [](const Facility& facility) { return facility.source; });
  columns.add("name", DataType::text, {"facility", "lieu d’accueil"},
              [](const Facility& facility) { return facility.name; });
  columns.add("kind", DataType::text, {"kind", "type"},
              [](const Facility& facility) { return facility.kind; });
  columns.add("tier", DataType::integer, {"tier", "niveau de prestation"},
              [](const Facility& facility) { return data_value(facility.tier); });
  columns.add("status", DataType::text, {"status", "état"},
              [](const Facility& facility) { return std::string(name_of(facility.status)); });
  columns.add("mobile", DataType::boolean, {"mobile", "itinérant"},
              [](const Facility& facility) { return facility.mobile; });
}

void add_place(const Results& results, FacilityColumns& columns) {
  columns.add("lon", DataType::real, {"longitude (WGS 84)", "longitude (WGS 84)"},
              [](const Facility& facility) { return facility.lon_lat.lon; });
  columns.add("lat", DataType::real, {"latitude (WGS 84)", "latitude (WGS 84)"},
              [](const Facility& facility) { return facility.lon_lat.lat; });
  const auto commune_text = [&results](std::string Commune::*member) {
    return [&results, member](const Facility& facility) -> DataValue {
      if (!facility.commune.valid()) return {};
      return results.territory.communes[facility.commune].*member;
    };
  };
  columns.add("commune_code", DataType::text, {"commune code", "code de la commune"},
              commune_text(&Commune::code));
  columns.add("commune_name", DataType::text, {"commune", "commune"}, commune_text(&Commune::name));
  columns.add("in_study_area", DataType::boolean,
              {"in the study area", "dans le périmètre de l’étude"},
              [&results](const Facility& facility) -> DataValue {
                if (!facility.commune.valid()) return {};
                return results.territory.communes[facility.commune].in_study_area;
              });
}

void add_offer(FacilityColumns& columns) {
  columns.add("weekly_hours", DataType::real,
              {"opening hours a week", "heures d’ouverture par semaine"},
              [](const Facility& facility) -> DataValue {
                if (!facility.opening_hours) return {};
                return facility.opening_hours->weekly_hours();
              });
  columns.add("capacity", DataType::real, {"capacity", "capacité"},
              [](const Facility& facility) { return data_value(facility.capacity); });
  columns.add("services", DataType::text, {"services", "services"},
              [](const Facility& facility) -> DataValue {
                std::string list;
                for (const std::string& service : facility.services) {
                  list += (list.empty() ? "" : ";") + service;
                }
                if (list.empty()) return {};
                return list;
              });
}

/// Other mapped columns of all facilities, in the order of their names.
std::set<std::string> attribute_names(const Results& results) {
  std::set<std::string> names;
  for (std::size_t row = 0; row < results.facilities.size() + results.set_aside.size(); ++row) {
    for (const auto& attribute : facility_of_row(results, row).attributes) {
      names.insert(attribute.first);
    }
  }
  return names;
}

void add_attributes(const Results& results, FacilityColumns& columns) {
  for (const std::string& attribute : attribute_names(results)) {
    columns.add(slug(attribute), DataType::text, verbatim(attribute),
                [attribute](const Facility& facility) -> DataValue {
                  const auto found = facility.attributes.find(attribute);
                  if (found == facility.attributes.end()) return {};
                  return found->second;
                });
  }
}

void add_snap(const Results& results, DataTable& table) {
  for (const NetworkResult& network : results.networks) {
    table.add(slug(network.profile) + "_snap_distance_m", DataType::real,
              message("distance to the road network, {} (m)", "distance au réseau routier, {} (m)",
                      network.profile),
              [&network](std::size_t row) -> DataValue {
                if (row >= network.facility_snaps.size()) return {};
                const auto& snap = network.facility_snaps[FacilityIndex::from_size(row)];
                if (!snap) return {};
                return snap->connector_length;
              });
  }
}

/// Inhabitants for whom each facility is the nearest.
IdVector<FacilityIndex, Weight> catchments(const Results& results, const QueryResult& query) {
  IdVector<FacilityIndex, Weight> sums(results.facilities.size());
  const DemandWeight* weight = weight_of(results, query.query);
  if (!weight) return sums;
  for (std::size_t i = 0; i < query.demand.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    const FacilityIndex facility = query.demand[point].facility;
    if (facility.valid()) sums[facility] += weight->values[point];
  }
  return sums;
}

enum class Answer : std::uint8_t { no, yes, unknown };

std::vector<Answer> answers_of(const Results& results, const QueryResult& query) {
  std::vector<Answer> answers(results.facilities.size(), Answer::no);
  for (const FacilityIndex index : query.facilities) answers[index.value()] = Answer::yes;
  for (const FacilityIndex index : query.unknown) answers[index.value()] = Answer::unknown;
  return answers;
}

void add_query(const Results& results, const QueryResult& query, DataTable& table) {
  const std::string& label = query.query.label;
  const auto answers = std::make_shared<const std::vector<Answer>>(answers_of(results, query));
  table.add(query.query.name + "_answers", DataType::boolean,
            message("{} · answers the condition", "{} · répond à la condition", label),
            [answers](std::size_t row) -> DataValue {
              if (row >= answers->size()) return false;
              const Answer answer = (*answers)[row];
              if (answer == Answer::unknown) return {};
              return answer == Answer::yes;
            });
  const auto sums =
      std::make_shared<const IdVector<FacilityIndex, Weight>>(catchments(results, query));
  const Message unit = counted_unit(results, query.query);
  table.add(query.query.name + "_nearest_for", DataType::real,
            {label + " · " + unit.english + ": this facility is the nearest",
             label + " · " + unit.french + " : ce lieu d’accueil est le plus proche"},
            [answers, sums](std::size_t row) -> DataValue {
              if (row >= answers->size() || (*answers)[row] != Answer::yes) return {};
              return (*sums)[FacilityIndex::from_size(row)];
            });
}

}  // namespace

const Facility& facility_of_row(const Results& results, std::size_t row) {
  if (is_set_aside(results, row)) return results.set_aside[row - results.facilities.size()];
  return results.facilities[FacilityIndex::from_size(row)];
}

DataTable facility_table(const Results& results) {
  DataTable table{"facilities",
                  {"Facilities", "Lieux d’accueil"},
                  results.facilities.size() + results.set_aside.size(),
                  {}};
  FacilityColumns columns(results, table);
  add_identity(columns);
  table.add("set_aside", DataType::boolean,
            {"listed, not counted as a fixed place", "recensé, non compté comme lieu fixe"},
            [&results](std::size_t row) -> DataValue { return is_set_aside(results, row); });
  add_place(results, columns);
  add_offer(columns);
  add_snap(results, table);
  for (const QueryResult& query : results.queries) add_query(results, query, table);
  add_facility_supply_columns(results, table);
  add_attributes(results, columns);
  return table;
}

}  // namespace coverage
