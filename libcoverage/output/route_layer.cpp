#include "libcoverage/output/route_layer.h"

#include <memory>

#include "libcoverage/output/route_text.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

struct RouteRow {
  const QueryResult* query = nullptr;
  const CommuneRoute* route = nullptr;
};

class RouteRows {
 public:
  explicit RouteRows(const Results& results) : results_(results) {
    for (const QueryResult& query : results.queries) {
      for (const CommuneRoute& route : query.routes) rows_.push_back({&query, &route});
    }
  }
  std::size_t size() const { return rows_.size(); }
  const CommuneRoute& at(std::size_t row) const { return *rows_[row].route; }
  const QueryResult& query(std::size_t row) const { return *rows_[row].query; }
  const Commune& commune(std::size_t row) const {
    return results_.territory.communes[at(row).commune];
  }
  const NetworkResult& network(std::size_t row) const {
    return results_.networks[query(row).network];
  }
  const Facility* facility(std::size_t row) const {
    const auto& route = at(row).route;
    return route ? &results_.facilities[route->facility] : nullptr;
  }
  const Results& results() const { return results_; }

 private:
  const Results& results_;
  std::vector<RouteRow> rows_;
};
using Rows = std::shared_ptr<const RouteRows>;

std::string start_of(const RouteRows& rows, std::size_t row) {
  if (rows.at(row).point.valid()) return "median_point";
  const auto& communes = rows.results().study.communes;
  const bool proxy = communes && communes->seats == CommunesInput::Seats::busiest_junction;
  return proxy ? "busiest_junction" : "seat";
}

void add_place_columns(const Rows& rows, DataTable& table) {
  table.add("code", DataType::text, {"INSEE code", "code INSEE"},
            [rows](std::size_t row) -> DataValue { return rows->commune(row).code; });
  table.add("name", DataType::text, {"commune", "commune"},
            [rows](std::size_t row) -> DataValue { return rows->commune(row).name; });
  table.add("query", DataType::text, word(Word::query),
            [rows](std::size_t row) -> DataValue { return rows->query(row).query.name; });
  table.add("start", DataType::text,
            {"where the route starts: seat of the commune, its busiest junction, or the place "
             "whose access time is the commune's median",
             "départ : chef-lieu de la commune, carrefour le plus peuplé, ou lieu dont le temps "
             "d’accès est le médian de la commune"},
            [rows](std::size_t row) -> DataValue { return start_of(*rows, row); });
  table.add("point_id", DataType::text,
            {"id of the place where people live", "identifiant du lieu d’habitation"},
            [rows](std::size_t row) -> DataValue {
              const DemandIndex point = rows->at(row).point;
              return point.valid() ? DataValue(rows->results().demand.points[point].id)
                                   : DataValue();
            });
  table.add("status", DataType::text, {"status", "état"}, [rows](std::size_t row) -> DataValue {
    return std::string(name_of(rows->at(row).status));
  });
}

void add_route_columns(const Rows& rows, DataTable& table) {
  table.add("access_time_s", DataType::real, {"access time (s)", "temps d’accès (s)"},
            [rows](std::size_t row) -> DataValue {
              const auto& route = rows->at(row).route;
              return route ? DataValue(route->time) : DataValue();
            });
  table.add("access_distance_m", DataType::real,
            {"length of the route (m)", "longueur de l’itinéraire (m)"},
            [rows](std::size_t row) -> DataValue {
              const auto& route = rows->at(row).route;
              return route ? DataValue(route->distance) : DataValue();
            });
  table.add("facility_id", DataType::text, {"id of the facility", "identifiant du lieu d’accueil"},
            [rows](std::size_t row) -> DataValue {
              const Facility* facility = rows->facility(row);
              return facility ? DataValue(facility->id) : DataValue();
            });
  table.add("facility_name", DataType::text, word(Word::facility),
            [rows](std::size_t row) -> DataValue {
              const Facility* facility = rows->facility(row);
              return facility ? DataValue(facility->name) : DataValue();
            });
  table.add("profile", DataType::text, {"profile", "mode de déplacement"},
            [rows](std::size_t row) -> DataValue { return rows->network(row).profile; });
  table.add("traffic", DataType::text, {"traffic assumed", "hypothèse de circulation"},
            [rows](std::size_t row) -> DataValue {
              return traffic_label(rows->network(row).traffic).in(rows->results().study.language);
            });
  table.add("legs", DataType::text, {"route leg by leg", "itinéraire tronçon par tronçon"},
            [rows](std::size_t row) -> DataValue {
              const auto& route = rows->at(row).route;
              if (!route) return {};
              const NetworkResult& network = rows->network(row);
              return route_table(*route,
                                 route_total_text(travel_label(
                                     network.profile, network.profile_label, network.traffic)),
                                 rows->results().study.language);
            });
}

/// A filter for the target's every part.
std::string within_target(const Threshold& target) {
  std::string filter;
  if (target.time) {
    filter += " AND " + column_reference("access_time_s") +
              " <= " + fixed_point_text(target.time->milliseconds(), 3);
  }
  if (target.distance) {
    filter += " AND " + column_reference("access_distance_m") +
              " <= " + fixed_point_text(target.distance->millimetres(), 3);
  }
  return filter;
}

}  // namespace

GeoPackageLayer route_layer(const Results& results) {
  const auto rows = std::make_shared<const RouteRows>(results);
  GeoPackageLayer layer;
  layer.table = {"routes",
                 {"Routes of the communes, leg by leg", "Itinéraires des communes, expliqués"},
                 rows->size(),
                 {}};
  add_place_columns(rows, layer.table);
  add_route_columns(rows, layer.table);
  layer.shape = LayerShape::line;
  layer.indexed_columns = {"code"};
  layer.geometry = [rows](std::size_t row) -> Geometry {
    const CommuneRoute& from = rows->at(row);
    if (!from.route) return {};
    return std::vector<Polyline>{from.route->line(from.position, rows->facility(row)->position)};
  };
  return layer;
}

std::vector<NamedStyle> route_styles(const Results& results, const DataTable& table) {
  const Language language = results.study.language;
  const bool french = language == Language::french;
  std::vector<NamedStyle> styles;
  for (const QueryResult& query : results.queries) {
    const std::string label = query.query.label.empty() ? query.query.name : query.query.label;
    const std::string target = query.query.target.label(french);
    const std::string own = column_reference("query") + " = " + text_constant(query.query.name);
    LayerStyle style{LayerShape::line,
                     {{own + within_target(query.query.target),
                       (french ? "jusqu’à " : "up to ") + target, near_to_far(0.1), 0.5},
                      {own + " AND NOT (true" + within_target(query.query.target) + ")",
                       (french ? "plus de " : "over ") + target, near_to_far(0.95), 0.5}},
                     column_reference("name") + " || ' · ' || to_string(ceil(" +
                         column_reference("access_time_s") + " / 60)) || ' min'"};
    styles.push_back({table.name, "geom",
                      label + (french ? " : itinéraires des communes" : ": routes of the communes"),
                      results.study.title, layer_qml(style, table, language)});
  }
  if (styles.empty()) return plain_table_styles(results, table);
  return styles;
}

}  // namespace coverage
