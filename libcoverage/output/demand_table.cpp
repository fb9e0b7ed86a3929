#include "libcoverage/output/demand_table.h"

#include "libcoverage/base/text.h"
#include "libcoverage/output/catchment_columns.h"

namespace coverage {

namespace {

void add_place(const Results& results, DataTable& table) {
  table.add("id", DataType::text, {"id", "identifiant"}, [&results](std::size_t row) -> DataValue {
    return results.demand.points[DemandIndex::from_size(row)].id;
  });
  table.add("commune_code", DataType::text, {"commune code", "code de la commune"},
            [&results](std::size_t row) -> DataValue {
              const CommuneIndex commune =
                  results.demand.points[DemandIndex::from_size(row)].commune;
              if (!commune.valid()) return {};
              return results.territory.communes[commune].code;
            });
}

void add_weights_and_snaps(const Results& results, DataTable& table) {
  for (const DemandWeight& weight : results.demand.weights) {
    const std::string& what = weight.concept_name.empty() ? weight.name : weight.concept_name;
    table.add(slug(weight.name), DataType::real, verbatim(what),
              [&weight](std::size_t row) -> DataValue {
                return weight.values[DemandIndex::from_size(row)];
              });
  }
  for (const NetworkResult& network : results.networks) {
    table.add(slug(network.profile) + "_snap_distance_m", DataType::real,
              message("distance to the road network, {} (m)", "distance au réseau routier, {} (m)",
                      network.profile),
              [&network](std::size_t row) -> DataValue {
                const auto& snap = network.demand_snaps[DemandIndex::from_size(row)];
                if (!snap) return {};
                return snap->connector_length;
              });
  }
}

void add_query(const Results& results, const QueryResult& query, DataTable& table) {
  const auto add = [&](const char* suffix, DataType type, const Message& alias, auto value) {
    table.add(query.query.name + suffix, type,
              {query.query.label + " · " + alias.english, query.query.label + " · " + alias.french},
              [&query, value](std::size_t row) -> DataValue {
                return value(query.demand[DemandIndex::from_size(row)]);
              });
  };
  const auto reached = [](const AccessTime& access) { return access.status == AccessStatus::ok; };
  add("_access_time_s", DataType::real, {"access time (s)", "temps d’accès (s)"},
      [reached](const AccessTime& access) {
        return reached(access) ? DataValue(access.time) : DataValue();
      });
  add("_access_distance_m", DataType::real,
      {"distance along the fastest route (m)", "distance par l’itinéraire le plus rapide (m)"},
      [reached](const AccessTime& access) {
        return reached(access) ? DataValue(access.distance) : DataValue();
      });
  add("_facility_id", DataType::text,
      {"nearest facility (id)", "lieu d’accueil le plus proche (identifiant)"},
      [&results, reached](const AccessTime& access) {
        return reached(access) ? DataValue(results.facilities[access.facility].id) : DataValue();
      });
  add("_certain", DataType::boolean,
      {"no nearer facility can lie beyond the data", "valeur certaine malgré le bord des données"},
      [reached](const AccessTime& access) {
        return reached(access) ? DataValue(access.certain) : DataValue();
      });
  add("_status", DataType::text, {"status", "état"},
      [](const AccessTime& access) { return DataValue(std::string(name_of(access.status))); });
}

}  // namespace

DataTable demand_table(const Results& results) {
  DataTable table{"demand",
                  {"Places where people live", "Lieux d’habitation"},
                  results.demand.points.size(),
                  {}};
  add_place(results, table);
  add_weights_and_snaps(results, table);
  for (const QueryResult& query : results.queries) add_query(results, query, table);
  add_demand_score_columns(results, table);
  return table;
}

}  // namespace coverage
