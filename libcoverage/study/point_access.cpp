#include "libcoverage/study/point_access.h"

#include "libcoverage/base/text.h"
#include "libcoverage/output/route_text.h"

namespace coverage {

namespace {

std::vector<std::size_t> wanted_queries(const Study& study, const std::string& name) {
  std::vector<std::size_t> wanted;
  std::vector<std::string> names;
  for (std::size_t q = 0; q < study.queries.size(); ++q) {
    names.push_back(study.queries[q].name);
    if (name.empty() || study.queries[q].name == name) wanted.push_back(q);
  }
  if (!wanted.empty()) return wanted;
  const auto near = closest_word(name, names);
  throw InputError(message("the study has no query '{}'", "l’étude n’a pas d’offre « {} »", name),
                   message("{}: {}", "{} : {}", std::string(near ? "Nearest" : "Queries"),
                           near ? *near : fmt::format("{}", fmt::join(names, ", "))));
}

Message unsnapped_text(const StudyNetwork& network, const std::optional<Point>& position) {
  if (!position) {
    return {"the point lies outside the study's coordinate system",
            "le point est hors du système de coordonnées de l’étude"};
  }
  const auto nearest = network.snapper->nearer_refused(*position, {});
  if (!nearest) return {"there is no road at all", "il n’y a aucune route"};
  return nearest_road_text(network.roads, *nearest, network.snapper->limit_m());
}

}  // namespace

PointAccess::PointAccess(const Study& study, const std::string& query, const Execution& execution)
    : inputs_(load_study_inputs(study, execution)), projection_(inputs_.crs) {
  queries_ = wanted_queries(inputs_.study, query);
  execution.progress.stage({"Access times", "Temps d’accès"});
  EdgeTimes edges(inputs_);
  for (const std::size_t q : queries_) {
    searches_.push_back(search_query(inputs_, q, edges, execution));
  }
  std::vector<const QuerySearch*> searches;
  for (const QuerySearch& search : searches_) searches.push_back(&search);
  require_some_facility(searches);
}

PointAccess::Place PointAccess::place_of(const PointRow& point) const {
  Place place;
  if (point.where) place.position = projection_.project(*point.where);
  for (const std::size_t query : queries_) {
    const std::size_t network = inputs_.network_of_query[query];
    if (place.snaps.contains(network)) continue;
    std::optional<Snap>& snap = place.snaps[network];
    if (place.position) snap = inputs_.networks[network]->snapper->snap(*place.position);
  }
  return place;
}

AccessRow PointAccess::answer(const PointRow& point, const Place& place, std::size_t search) const {
  const std::optional<Snap>& snap = place.snaps.at(network_of(search));
  AccessRow row{.id = point.id,
                .where = point.where,
                .query = inputs_.study.queries[queries_[search]].name,
                .access = searches_[search].access.at(snap),
                .facility_id = {},
                .snap_distance = {}};
  if (snap) row.snap_distance = snap->connector_length;
  if (row.access.status == AccessStatus::ok) {
    row.facility_id = inputs_.facilities.facilities[row.access.facility].id;
  }
  return row;
}

ExplainedRow PointAccess::explain(const PointRow& point, const Place& place,
                                  std::size_t search) const {
  const StudyNetwork& network = *inputs_.networks[network_of(search)];
  const Query& query = inputs_.study.queries[queries_[search]];
  ExplainedRow explained;
  explained.row = answer(point, place, search);
  explained.query_label = query.label.empty() ? query.name : query.label;
  explained.profile = network.profile;
  explained.profile_label = network.roads.profile_label;
  explained.traffic = network.roads.traffic;
  const std::optional<Snap>& snap = place.snaps.at(network_of(search));
  if (snap) explained.route = explain_route(searches_[search].access, *snap);
  if (explained.route) {
    explained.facility_name = inputs_.facilities.facilities[explained.route->facility].name;
  } else if (!point.where) {
    explained.reason = point.problem;
  } else if (snap) {
    explained.reason = unreachable_text();
  } else {
    explained.reason = unsnapped_text(network, place.position);
  }
  return explained;
}

std::vector<AccessRow> PointAccess::answers(const PointRow& point) const {
  const Place place = place_of(point);
  std::vector<AccessRow> rows;
  for (std::size_t k = 0; k < queries_.size(); ++k) rows.push_back(answer(point, place, k));
  return rows;
}

std::vector<ExplainedRow> PointAccess::explain(const PointRow& point) const {
  const Place place = place_of(point);
  std::vector<ExplainedRow> rows;
  for (std::size_t k = 0; k < queries_.size(); ++k) rows.push_back(explain(point, place, k));
  return rows;
}

}  // namespace coverage
