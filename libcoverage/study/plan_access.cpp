#include "libcoverage/study/plan_access.h"

#include <algorithm>

#include "libcoverage/access/threshold_access.h"
#include "libcoverage/siting/site_service.h"

namespace coverage {

namespace {

/// Parts of demand points as demand of their own, so that indicators count each by its own time.
struct PartedDemand {
  Demand demand;
  DemandUnits units;
  DemandWeight weight;
  IdVector<DemandIndex, AccessTime> access;
  std::vector<std::uint8_t> met;  ///< within the target

  void add(const SitingStudy& study, const DemandUnits& of_points, DemandIndex point) {
    demand.points.push_back(study.demand.points[point]);
    for (std::size_t g = 0; g < units.by_grouping.size(); ++g) {
      units.by_grouping[g].push_back(of_points.by_grouping[g][point]);
    }
  }
};

AccessTime time_of(const ServedPart& part) {
  AccessTime access;
  access.status = AccessStatus::ok;
  access.time = part.time;
  access.facility = part.facility;
  return access;
}

/// Of somebody for whom there is no room, or no road.
AccessTime not_served(const AccessTime& known) {
  AccessTime access;
  if (known.status != AccessStatus::unsnapped) access.status = AccessStatus::unreachable;
  return access;
}

}  // namespace

PlanAccessSearch::PlanAccessSearch(SitingStudy& study, std::span<const SitingPlan* const> plans,
                                   const Execution& execution)
    : study_(study),
      execution_(execution),
      network_(*study.inputs.networks[study.network]),
      departures_(network_.roads, study.demand_snaps, execution),
      units_(units_of_demand(study.demand, study.inputs.territory, execution)) {
  set_query();
  add_proposals(plans);
}

/// A threshold of the question takes the place of the target, with its gap.
void PlanAccessSearch::set_query() {
  query_ = study_.asked();
  query_.weight = study_.weights().name;
  const auto& threshold = study_.question.threshold;
  if (!threshold || Threshold{*threshold, {}} == query_.target) return;
  query_.target = {*threshold, {}};
  query_.target_source = study_.inputs.study.language == Language::french
                             ? "seuil de cette question"
                             : "threshold of this question";
}

void PlanAccessSearch::add_proposals(std::span<const SitingPlan* const> plans) {
  auto& facilities = study_.inputs.facilities.facilities;
  facility_of_site_.resize(study_.places.size());
  std::vector<std::uint8_t> is_open(study_.places.size(), 0);
  for (const SitingPlan* plan : plans) {
    for (const CandidateIndex site : plan->sites) is_open[site.value()] = 1;
  }
  for (std::size_t s = 0; s < study_.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    const SitingPlace& place = study_.places[site];
    facility_of_site_[site] = place.facility;
    if (place.exists() || !is_open[s]) continue;
    Facility facility;
    facility.id = place.id;
    facility.source = "proposal";
    facility.name = place.name;
    facility.kind = "proposal";
    facility.status = FacilityStatus::planned;
    facility.position = place.position;
    facility.lon_lat = place.lon_lat;
    facility.commune = place.commune;
    facility_of_site_[site] = facilities.push_back(std::move(facility));
  }
}

std::vector<CandidateIndex> PlanAccessSearch::existing_sites() const {
  std::vector<CandidateIndex> sites;
  for (std::size_t s = 0; s < study_.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (study_.places[site].exists()) sites.push_back(site);
  }
  return sites;
}

std::vector<std::uint8_t> PlanAccessSearch::covered_by(
    const NearestAccess& search, const IdVector<DemandIndex, AccessTime>& times) const {
  if (query_.target.distance) {
    return meets_threshold(search, study_.demand_snaps.rows(), query_.target, execution_);
  }
  std::vector<std::uint8_t> covered(times.size(), 0);
  for (std::size_t i = 0; i < times.size(); ++i) {
    const AccessTime& access = times[DemandIndex::from_size(i)];
    covered[i] = access.status == AccessStatus::ok && access.time <= *query_.target.time;
  }
  return covered;
}

IndicatorInputs PlanAccessSearch::inputs(const PlanAccess& access) const {
  IndicatorInputs in{.territory = study_.inputs.territory,
                     .demand = study_.demand,
                     .units = units_,
                     .weight = study_.weights(),
                     .access = access.times,
                     .thresholds = {},
                     .target = query_.target,
                     .gap_share = study_.inputs.study.gap_share};
  for (const Threshold& threshold : study_.inputs.study.thresholds) {
    if (!threshold.distance) in.thresholds.push_back(threshold);
  }
  return in;
}

void PlanAccessSearch::count_parts(PlanAccess& access) const {
  access.covered.resize(study_.demand.points.size());
  for (const ServedPart& part : access.parts) {
    if (part.is_covered) access.covered[part.point] += part.weight;
  }
}

PlanAccess PlanAccessSearch::nearest(const std::vector<CandidateIndex>& sites) const {
  execution_.check_interrupted();
  std::vector<PlacedFacility> placed;
  placed.reserve(sites.size());
  for (const CandidateIndex site : sites) {
    placed.push_back({facility_of_site_[site], study_.places[site].snap});
  }
  std::ranges::sort(placed, {}, &PlacedFacility::facility);
  PlanAccess access;
  access.facilities.reserve(placed.size());
  for (const PlacedFacility& facility : placed) access.facilities.push_back(facility.facility);
  const NearestAccess search(network_.access(), std::move(placed), nullptr);
  access.times = access_of_demand(search, study_.demand_snaps, departures_, execution_);
  auto covered = covered_by(search, access.times);
  for (std::size_t i = 0; i < access.times.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    const AccessTime& time = access.times[point];
    if (!time.facility.valid()) continue;
    access.parts.push_back({point, time.facility, weight_of(point), time.time, covered[i] != 0});
  }
  count_parts(access);
  IndicatorInputs in = inputs(access);
  if (query_.target.distance) in.met.push_back({query_.target, std::move(covered)});
  access.indicators = compute_indicators(in);
  return access;
}

PlanAccess PlanAccessSearch::of(const SitingPlan& plan) const {
  PlanAccess access = nearest(plan.sites);
  if (study_.problem.assignment == Assignment::nearest) return access;
  PlanAccess shared = assigned(plan, access);
  shared.facilities = std::move(access.facilities);
  return shared;
}

/// A target with a distance is met where the time is and some site meets both: the distance to the
/// site that was assigned is not known.
PlanAccess PlanAccessSearch::assigned(const SitingPlan& plan, const PlanAccess& nearest) const {
  const SitingInstance& instance = study_.tables.instance;
  const Threshold& target = query_.target;
  PlanAccess access;
  for (const AccessTime& time : nearest.times) {
    access.times.push_back(not_served(time));
  }
  IdVector<DemandIndex, Weight> served(study_.demand.points.size());
  IdVector<DemandIndex, Weight> largest(study_.demand.points.size());
  for (const Allocation& share : plan.allocations) {
    ServedPart part{study_.demand_of_row[share.row], facility_of_site_[share.site],
                    Weight::from_millionths(share.weight),
                    Seconds::from_milliseconds(value_of(instance, share)), false};
    part.is_covered = (!target.time || part.time <= *target.time) &&
                      (!target.distance || nearest.covered[part.point] > Weight());
    served[part.point] += part.weight;
    if (part.weight > largest[part.point]) access.times[part.point] = time_of(part);
    largest[part.point] = std::max(largest[part.point], part.weight);
    access.parts.push_back(part);
  }
  std::ranges::stable_sort(access.parts, {}, &ServedPart::point);
  count_parts(access);
  access.indicators = indicators_of_parts(access, served);
  return access;
}

QueryIndicators PlanAccessSearch::indicators_of_parts(
    const PlanAccess& access, const IdVector<DemandIndex, Weight>& served) const {
  PartedDemand parted;
  parted.units.by_grouping.resize(units_.by_grouping.size());
  for (const ServedPart& part : access.parts) {
    parted.add(study_, units_, part.point);
    parted.weight.values.push_back(part.weight);
    parted.access.push_back(time_of(part));
    parted.met.push_back(part.is_covered);
  }
  for (std::size_t i = 0; i < served.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    if (weight_of(point) <= served[point]) continue;
    parted.add(study_, units_, point);
    parted.weight.values.push_back(weight_of(point) - served[point]);
    // Of those who are served in part the rest has no place.
    parted.access.push_back(not_served(access.times[point]));
    parted.met.push_back(0);
  }
  IndicatorInputs all = inputs(access);
  IndicatorInputs in{.territory = all.territory,
                     .demand = parted.demand,
                     .units = parted.units,
                     .weight = parted.weight,
                     .access = parted.access,
                     .thresholds = all.thresholds,
                     .target = all.target,
                     .gap_share = all.gap_share};
  if (all.target.distance) in.met.push_back({all.target, std::move(parted.met)});
  return compute_indicators(in);
}

}  // namespace coverage
