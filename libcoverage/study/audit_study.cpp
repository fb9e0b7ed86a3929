#include "libcoverage/study/audit_study.h"

#include <utility>

#include "libcoverage/access/time_to_edge.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/input/osm_reader.h"
#include "libcoverage/study/demand_of_study.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

namespace {

/// A refused road this much nearer than the chosen one is worth a look where people may not stop on
/// it (bridges, motorways), which is as it should be next to any bridge.
constexpr double notable_detour_m = 100;

std::optional<DoubtfulSnap::Kind> doubt_of(const DoubtfulSnap& snap, double limit_m) {
  if (!snap.snap) return DoubtfulSnap::Kind::unsnapped;
  const double metres = snap.snap->connector_length.metres();
  if (snap.refused) {
    const double nearer = metres - snap.refused->snap.connector_length.metres();
    const bool is_island = snap.refused->reason == SnapRefusal::not_main_component;
    if (is_island || nearer > notable_detour_m) return DoubtfulSnap::Kind::nearer_refused;
  }
  if (metres > limit_m / 2) return DoubtfulSnap::Kind::far;
  return {};
}

void add_if_doubtful(const Snapper& snapper, DoubtfulSnap point,
                     std::vector<DoubtfulSnap>& doubtful) {
  point.snap = snapper.snap(point.position);
  point.refused = snapper.nearer_refused(point.position, point.snap);
  const auto kind = doubt_of(point, snapper.limit_m());
  if (!kind) return;
  point.kind = *kind;
  doubtful.push_back(std::move(point));
}

std::vector<DoubtfulSnap> doubtful_snaps(const StudyInputs& inputs, const Demand& demand,
                                         const Execution& execution) {
  const Snapper& snapper = *inputs.networks.front()->snapper;
  std::vector<DoubtfulSnap> doubtful;
  for (const Facility& facility : inputs.facilities.facilities) {
    add_if_doubtful(snapper,
                    {.is_facility = true,
                     .id = facility.id,
                     .name = facility.name,
                     .position = facility.position,
                     .snap = {},
                     .refused = {}},
                    doubtful);
  }
  for (std::size_t d = 0; d < demand.points.size(); ++d) {
    constexpr std::size_t often = 1024;
    if (d % often == 0) execution.check_interrupted();
    const DemandPoint& point = demand.points[DemandIndex::from_size(d)];
    add_if_doubtful(snapper,
                    {.is_facility = false,
                     .id = point.id,
                     .name = {},
                     .position = point.position,
                     .snap = {},
                     .refused = {}},
                    doubtful);
  }
  return doubtful;
}

SourceReport& roads_report(StudyInputs& inputs) {
  for (SourceReport& source : inputs.sources) {
    if (source.name == "roads") return source;
  }
  inputs.sources.emplace_back().name = "roads";
  return inputs.sources.back();
}

/// Nobody where people are taken to live along roads, and no road is one of those: what the roads
/// themselves are like is to be told all the same.
Demand demand_to_audit(StudyInputs& inputs, const Execution& execution) {
  const auto& flags = inputs.networks.front()->roads.segment_flags;
  const bool has_homes = std::any_of(flags.begin(), flags.end(), [](std::uint8_t flag) {
    return (flag & segment_habitable) != 0;
  });
  const bool along_roads = inputs.study.demand.method == DemandMethod::network;
  return along_roads && !has_homes ? Demand() : demand_of_study(inputs, execution);
}

}  // namespace

AuditResults audit_study(const Study& study, const std::string& profile,
                         const AuditSettings& settings, const Execution& execution) {
  Study one = study;
  if (!profile.empty()) one.roads.profile = profile;
  // One network alone is audited: queries may name others.
  one.queries.clear();
  StudyInputs inputs = load_study_inputs(one, execution);
  const Demand demand = demand_to_audit(inputs, execution);
  SourceReport reread;
  AuditResults results{.study = one,
                       .crs = inputs.crs,
                       .settings = settings,
                       .from_osm = is_osm_path(one.roads.paths.front()),
                       .roads = load_roads(one.roads, execution, reread),
                       .network = inputs.networks.front()->roads,
                       .audit = {},
                       .snaps = doubtful_snaps(inputs, demand, execution),
                       .report = roads_report(inputs)};
  results.audit =
      audit_network(results.network, results.roads, load_profile(one.roads.profile),
                    edges_of_data(results.network, inputs.networks.front()->open_ends, {}),
                    results.crs, settings, execution);
  return results;
}

}  // namespace coverage
