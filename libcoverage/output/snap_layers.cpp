#include "libcoverage/output/snap_layers.h"

#include <memory>

#include "libcoverage/base/text.h"
#include "libcoverage/output/route_text.h"

namespace coverage {

namespace {

/// A demand point or a facility, and where it meets one network.
struct SnapRow {
  const NetworkResult* network = nullptr;
  bool is_facility = false;
  std::size_t index = 0;

  const std::optional<Snap>& snap() const {
    return is_facility ? network->facility_snaps[FacilityIndex::from_size(index)]
                       : network->demand_snaps[DemandIndex::from_size(index)];
  }
  /// The nearest road of all, where that is another one.
  const RefusedRoad* refused() const {
    return is_facility ? find(network->facility_refused, FacilityIndex::from_size(index))
                       : find(network->demand_refused, DemandIndex::from_size(index));
  }
  /// The nearest road of all.
  const Snap* nearest() const {
    if (const RefusedRoad* road = refused()) return &road->snap;
    return snap() ? &*snap() : nullptr;
  }
  DataValue way_id(const Snap* at) const {
    const auto& ways = network->segment_labels.way_id;
    if (!at || at->segment.value() >= ways.size()) return {};
    return ways[at->segment.value()];
  }
  DataValue road_name(const Snap* at) const {
    const SegmentLabels& labels = network->segment_labels;
    if (!at || at->segment.value() >= labels.name.size()) return {};
    const std::string_view name = labels.names[labels.name[at->segment.value()]];
    return name.empty() ? DataValue() : DataValue(std::string(name));
  }
  const std::string& id(const Results& results) const {
    return is_facility ? results.facilities[FacilityIndex::from_size(index)].id
                       : results.demand.points[DemandIndex::from_size(index)].id;
  }
  Point position(const Results& results) const {
    return is_facility ? results.facilities[FacilityIndex::from_size(index)].position
                       : results.demand.points[DemandIndex::from_size(index)].position;
  }

 private:
  template <class Id>
  static const RefusedRoad* find(const std::map<Id, RefusedRoad>& roads, Id id) {
    const auto found = roads.find(id);
    return found == roads.end() ? nullptr : &found->second;
  }
};
using SnapRows = std::shared_ptr<const std::vector<SnapRow>>;

std::vector<SnapRow> all_snaps(const Results& results) {
  std::vector<SnapRow> rows;
  for (const NetworkResult& network : results.networks) {
    for (std::size_t i = 0; i < network.facility_snaps.size(); ++i) {
      rows.push_back({&network, true, i});
    }
    for (std::size_t i = 0; i < network.demand_snaps.size(); ++i) {
      rows.push_back({&network, false, i});
    }
  }
  return rows;
}

void add_point_columns(const Results& results, const SnapRows& rows, DataTable& table) {
  table.add("point_type", DataType::text, {"kind of point", "nature du point"},
            [rows](std::size_t row) -> DataValue {
              return std::string((*rows)[row].is_facility ? "facility" : "demand");
            });
  table.add("point_id", DataType::text, {"id of the point", "identifiant du point"},
            [&results, rows](std::size_t row) -> DataValue { return (*rows)[row].id(results); });
  table.add("profile", DataType::text, {"profile", "mode de déplacement"},
            [rows](std::size_t row) -> DataValue { return (*rows)[row].network->profile; });
}

void add_connector_columns(const SnapRows& rows, DataTable& table) {
  table.add("connector_length_m", DataType::real,
            {"distance to the road network (m)", "distance au réseau routier (m)"},
            [rows](std::size_t row) -> DataValue {
              const auto& snap = (*rows)[row].snap();
              return snap ? DataValue(snap->connector_length) : DataValue();
            });
  table.add("connector_time_s", DataType::real,
            {"time to the road network, on foot (s)", "temps jusqu’au réseau routier, à pied (s)"},
            [rows](std::size_t row) -> DataValue {
              const auto& snap = (*rows)[row].snap();
              return snap ? DataValue(snap->connector_time) : DataValue();
            });
}

void add_road_columns(const SnapRows& rows, DataTable& table) {
  table.add("way_id", DataType::integer, {"road, as mapped", "route, identifiant d’origine"},
            [rows](std::size_t row) -> DataValue {
              const SnapRow& point = (*rows)[row];
              return point.way_id(point.snap() ? &*point.snap() : nullptr);
            });
  table.add("road_name", DataType::text, {"name of the road", "nom de la route"},
            [rows](std::size_t row) -> DataValue {
              const SnapRow& point = (*rows)[row];
              return point.road_name(point.snap() ? &*point.snap() : nullptr);
            });
}

/// The nearest road of all: the chosen one, or one that was refused.
void add_nearest_columns(const SnapRows& rows, DataTable& table) {
  table.add("nearest_way_id", DataType::integer,
            {"nearest road of all, as mapped", "route la plus proche, identifiant d’origine"},
            [rows](std::size_t row) { return (*rows)[row].way_id((*rows)[row].nearest()); });
  table.add("nearest_road_name", DataType::text,
            {"name of the nearest road of all", "nom de la route la plus proche"},
            [rows](std::size_t row) { return (*rows)[row].road_name((*rows)[row].nearest()); });
  table.add("nearest_length_m", DataType::real,
            {"distance to the nearest road of all (m)", "distance à la route la plus proche (m)"},
            [rows](std::size_t row) -> DataValue {
              const Snap* at = (*rows)[row].nearest();
              return at ? DataValue(at->connector_length) : DataValue();
            });
  table.add("nearest_time_s", DataType::real,
            {"time to the nearest road of all, on foot (s)",
             "temps jusqu’à la route la plus proche, à pied (s)"},
            [rows](std::size_t row) -> DataValue {
              const Snap* at = (*rows)[row].nearest();
              return at ? DataValue(at->connector_time) : DataValue();
            });
}

void add_refusal_columns(const SnapRows& rows, DataTable& table, Language language) {
  table.add("nearest_component_vertices", DataType::integer,
            {"size of the refused road's network (vertices)",
             "taille du réseau de la route refusée (sommets)"},
            [rows](std::size_t row) -> DataValue {
              const RefusedRoad* road = (*rows)[row].refused();
              return road ? DataValue(static_cast<std::int64_t>(road->component_vertices))
                          : DataValue();
            });
  table.add("refusal", DataType::text,
            {"why the nearest road was refused (code)",
             "raison du refus de la route la plus proche (code)"},
            [rows](std::size_t row) -> DataValue {
              const RefusedRoad* road = (*rows)[row].refused();
              return road ? DataValue(std::string(name_of(road->reason))) : DataValue();
            });
  table.add("refusal_text", DataType::text,
            {"why the nearest road was refused", "raison du refus de la route la plus proche"},
            [rows, language](std::size_t row) -> DataValue {
              const RefusedRoad* road = (*rows)[row].refused();
              return road ? DataValue(refusal_text(road->reason).in(language)) : DataValue();
            });
}

Message issue_text(const SnapRow& row, double limit_m) {
  if (!row.snap()) {
    return message("not connected to the road network: no usable road within {} m",
                   "non rattaché au réseau routier : aucune route utilisable à moins de {} m",
                   format_number(limit_m));
  }
  const std::string metres = format_decimals(row.snap()->connector_length.metres(), 0);
  return message("far from any usable road: {} m", "loin de toute route utilisable : {} m", metres);
}

/// A point or a place on a road that somebody should look at.
struct IssueRow {
  std::string issue, point_type, point_id, profile;
  DataValue way_id, road_name;
  Message text;
  Point position;
};

IssueRow issue_of(const Results& results, const SnapRow& row) {
  const Snap* at = row.snap() ? &*row.snap() : row.nearest();
  return {row.snap() ? "far_from_road" : "unsnapped",
          row.is_facility ? "facility" : "demand",
          row.id(results),
          row.network->profile,
          row.way_id(at),
          row.road_name(at),
          issue_text(row, results.study.roads.snap_limit_m),
          row.position(results)};
}

IssueRow issue_of(const NetworkResult& network, const NetworkIssue& issue) {
  return {issue.kind,      "road",       {},
          network.profile, issue.way_id, issue.name.empty() ? DataValue() : DataValue(issue.name),
          issue.text,      issue.place};
}

std::vector<IssueRow> all_issues(const Results& results) {
  const double far_m = results.study.roads.snap_limit_m / 2;
  std::vector<IssueRow> rows;
  for (const SnapRow& row : all_snaps(results)) {
    const bool is_doubtful = !row.snap() || row.snap()->connector_length.metres() > far_m;
    if (is_doubtful) rows.push_back(issue_of(results, row));
  }
  for (const NetworkResult& network : results.networks) {
    for (const NetworkIssue& issue : network.issues) rows.push_back(issue_of(network, issue));
  }
  return rows;
}

const char* status_of(const SnapRow& row) {
  return row.snap() ? "ok" : "unsnapped";
}

}  // namespace

GeoPackageLayer snap_layer(const Results& results) {
  const auto rows = std::make_shared<const std::vector<SnapRow>>(all_snaps(results));
  GeoPackageLayer layer;
  layer.table = {"snaps",
                 {"Connections to the road network", "Rattachements au réseau routier"},
                 rows->size(),
                 {}};
  add_point_columns(results, rows, layer.table);
  add_connector_columns(rows, layer.table);
  layer.table.add(
      "status", DataType::text, {"status", "état"},
      [rows](std::size_t row) -> DataValue { return std::string(status_of((*rows)[row])); });
  add_road_columns(rows, layer.table);
  add_nearest_columns(rows, layer.table);
  add_refusal_columns(rows, layer.table, results.study.language);
  layer.shape = LayerShape::line;
  layer.geometry = [&results, rows](std::size_t row) -> Geometry {
    const SnapRow& point = (*rows)[row];
    if (!point.snap()) return {};
    return std::vector<Polyline>{{point.position(results), point.snap()->foot}};
  };
  return layer;
}

GeoPackageLayer network_issue_layer(const Results& results) {
  const auto rows = std::make_shared<const std::vector<IssueRow>>(all_issues(results));
  GeoPackageLayer layer;
  layer.table = {"network_issues",
                 {"Network: places to check", "Réseau : endroits à vérifier"},
                 rows->size(),
                 {}};
  const auto add_text = [&](const char* column, const Message& alias, std::string IssueRow::*text) {
    layer.table.add(column, DataType::text, alias, [rows, text](std::size_t row) -> DataValue {
      const std::string& value = (*rows)[row].*text;
      return value.empty() ? DataValue() : DataValue(value);
    });
  };
  add_text("issue", {"issue", "anomalie"}, &IssueRow::issue);
  add_text("point_type", {"kind of point", "nature du point"}, &IssueRow::point_type);
  add_text("point_id", {"id of the point", "identifiant du point"}, &IssueRow::point_id);
  add_text("profile", {"profile", "mode de déplacement"}, &IssueRow::profile);
  layer.table.add("way_id", DataType::integer, {"road, as mapped", "route, identifiant d’origine"},
                  [rows](std::size_t row) { return (*rows)[row].way_id; });
  layer.table.add("road_name", DataType::text, {"name of the road", "nom de la route"},
                  [rows](std::size_t row) { return (*rows)[row].road_name; });
  layer.table.add("text", DataType::text, {"explanation", "explication"},
                  [rows, language = results.study.language](std::size_t row) -> DataValue {
                    return (*rows)[row].text.in(language);
                  });
  layer.shape = LayerShape::point;
  layer.geometry = [rows](std::size_t row) -> Geometry { return (*rows)[row].position; };
  return layer;
}

}  // namespace coverage
