#include "libcoverage/study/point_access.h"

#include <map>

#include "libcoverage/base/text.h"

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

}  // namespace

PointAccess::PointAccess(const Study& study, const std::string& query, const Execution& execution)
    : inputs_(load_study_inputs(study, execution)), projection_(inputs_.crs) {
  queries_ = wanted_queries(inputs_.study, query);
  execution.progress.stage({"Access times", "Temps d’accès"});
  EdgeTimes edges(inputs_);
  for (const std::size_t q : queries_) {
    searches_.push_back(search_query(inputs_, q, edges, execution));
  }
}

std::vector<AccessRow> PointAccess::answers(const PointRow& point) const {
  const auto position = point.where ? projection_.project(*point.where) : std::nullopt;
  std::map<std::size_t, std::optional<Snap>> snaps;  // by network
  std::vector<AccessRow> rows;
  for (std::size_t k = 0; k < queries_.size(); ++k) {
    const std::size_t network = inputs_.network_of_query[queries_[k]];
    if (position && !snaps.contains(network)) {
      snaps[network] = inputs_.networks[network]->snapper->snap(*position);
    }
    const std::optional<Snap>& snap = snaps[network];
    AccessRow row{.id = point.id,
                  .where = point.where,
                  .query = inputs_.study.queries[queries_[k]].name,
                  .access = searches_[k].access.at(snap),
                  .facility_id = {},
                  .snap_distance = {}};
    if (snap) row.snap_distance = snap->connector_length;
    if (row.access.status == AccessStatus::ok) {
      row.facility_id = inputs_.facilities.facilities[row.access.facility].id;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace coverage
