#include "libcoverage/study/plan_effects.h"

#include <algorithm>
#include <map>

#include "libcoverage/access/candidate_reach.h"
#include "libcoverage/siting/decimal_amount.h"

namespace coverage {

namespace {

using Status = SiteOutcome::Status;

/// Mean times of the same people before and after.
struct MeanChange {
  Amount weight = 0, before = 0, after = 0;

  void add(Weight people, const AccessTime& today, Seconds then) {
    if (today.status != AccessStatus::ok) return;
    weight += people.millionths();
    before += Amount{people.millionths()} * today.time.milliseconds();
    after += Amount{people.millionths()} * then.milliseconds();
  }
  std::optional<double> mean_s(Amount sum) const {
    if (weight == 0) return {};
    return static_cast<double>(sum) / static_cast<double>(weight) / 1000;
  }
};

class Effects {
 public:
  Effects(const SitingPlan& plan, const PlanAccess& today, const PlanAccess& then,
          const PlanAccessSearch& search)
      : plan_(plan), today_(today), then_(then), search_(search), study_(search.study()) {
    outcome_.objective = plan.objective;
    outcome_.bound = plan.bound;
    outcome_.gap = gap_of(plan);
  }

  PlanOutcome outcome(const SiteReach& reach) {
    add_sites();
    for (SiteOutcome& row : outcome_.sites) row_of_[row.facility] = &row;
    find_gains();
    add_shares();
    add_gaps();
    if (reach.is_known()) add_overlaps(reach);
    if (has_capacities()) add_assignment();
    return std::move(outcome_);
  }

 private:
  bool has_capacities() const { return study_.problem.assignment != Assignment::nearest; }

  void add_site(CandidateIndex site, Status status) {
    SiteOutcome& row = outcome_.sites.emplace_back();
    row.facility = search_.facility_of(site);
    row.status = status;
    site_of_[row.facility] = site;
    if (status == Status::proposed) {
      row.cost = decimal_text(study_.tables.instance.sites[site].cost,
                              study_.tables.instance.units.cost_decimals);
    }
  }

  void add_sites() {
    for (const CandidateIndex site : plan_.sites) {
      if (!study_.places[site].exists()) add_site(site, Status::proposed);
    }
    outcome_.new_sites = static_cast<std::uint32_t>(outcome_.sites.size());
    for (const CandidateIndex site : search_.existing_sites()) {
      if (!std::ranges::binary_search(plan_.sites, site)) add_site(site, Status::closed);
    }
    for (const CandidateIndex site : plan_.sites) {
      if (study_.places[site].exists()) add_site(site, Status::existing);
    }
  }

  /// By part of the plan's access who of it is newly within the target: of a point that several
  /// sites serve, what proposals serve counts first.
  void find_gains() {
    IdVector<DemandIndex, Weight> left(then_.covered.size());
    for (std::size_t i = 0; i < left.size(); ++i) {
      const auto point = DemandIndex::from_size(i);
      left[point] = std::max(then_.covered[point] - today_.covered[point], Weight());
    }
    gains_.resize(then_.parts.size());
    for (const bool proposed : {true, false}) {
      for (std::size_t k = 0; k < then_.parts.size(); ++k) {
        const ServedPart& part = then_.parts[k];
        const bool opens = row_of_.at(part.facility)->status == Status::proposed;
        if (!part.is_covered || opens != proposed) continue;
        gains_[k] = std::min(left[part.point], part.weight);
        left[part.point] = left[part.point] - gains_[k];
      }
    }
  }

  void add_shares() {
    for (const ServedPart& part : today_.parts) {
      SiteOutcome& row = *row_of_.at(part.facility);
      if (row.status == Status::closed) row.catchment += part.weight;
    }
    std::map<FacilityIndex, MeanChange> means;
    for (std::size_t k = 0; k < then_.parts.size(); ++k) {
      const ServedPart& part = then_.parts[k];
      SiteOutcome& row = *row_of_.at(part.facility);
      row.catchment += part.weight;
      row.gained += gains_[k];
      means[part.facility].add(part.weight, today_.times[part.point], part.time);
    }
    for (const auto& [facility, mean] : means) {
      row_of_.at(facility)->mean_before_s = mean.mean_s(mean.before);
      row_of_.at(facility)->mean_after_s = mean.mean_s(mean.after);
    }
  }

  /// Communes that leave or enter the gap; one that leaves goes to the site that gains most there.
  void add_gaps() {
    std::map<CommuneIndex, std::map<FacilityIndex, Weight>> gains;
    for (std::size_t k = 0; k < gains_.size(); ++k) {
      const ServedPart& part = then_.parts[k];
      if (gains_[k] == Weight()) continue;
      gains[study_.demand.points[part.point].commune][part.facility] += gains_[k];
    }
    for (std::size_t c = 0; c < then_.indicators.communes.size(); ++c) {
      const auto commune = CommuneIndex::from_size(c);
      const bool was = today_.indicators.communes[commune].in_gap;
      const bool is = then_.indicators.communes[commune].in_gap;
      if (!was && is) outcome_.enter_gap.push_back(commune);
      if (!was || is) continue;
      outcome_.leave_gap.push_back(commune);
      const auto& of_commune = gains[commune];
      const auto most =
          std::ranges::max_element(of_commune, {}, [](const auto& row) { return row.second; });
      if (most != of_commune.end()) row_of_.at(most->first)->leave_gap.push_back(commune);
    }
  }

  /// What lies within the target's time of each site, and how much of it of others too.
  void add_overlaps(const SiteReach& reach) {
    const std::size_t homes = study_.demand.points.size();
    const auto with_plan = reach.covers(plan_.sites, homes);
    const auto existing = reach.covers(search_.existing_sites(), homes);
    for (SiteOutcome& row : outcome_.sites) {
      const bool exists = row.status != Status::proposed;
      const bool closes = row.status == Status::closed;
      Weight in_reach, overlap, lost;
      for (const ReachEntry& entry : reach.of(site_of_.at(row.facility))) {
        const Weight people = search_.weight_of(DemandIndex(entry.target));
        in_reach += people;
        if (existing[entry.target] > (exists ? 1u : 0u)) overlap += people;
        if (with_plan[entry.target] == (closes ? 0u : 1u)) lost += people;
      }
      row.in_reach = in_reach;
      row.overlap = overlap;
      if (!has_capacities()) row.lost_without = lost;
    }
  }

  void add_assignment() {
    outcome_.assignment = then_.parts;
    outcome_.unserved = study_.ledger.asked;
    for (const ServedPart& part : then_.parts) {
      outcome_.unserved = *outcome_.unserved - part.weight;
    }
  }

  const SitingPlan& plan_;
  const PlanAccess& today_;
  const PlanAccess& then_;
  const PlanAccessSearch& search_;
  const SitingStudy& study_;
  PlanOutcome outcome_;
  std::map<FacilityIndex, SiteOutcome*> row_of_;
  std::map<FacilityIndex, CandidateIndex> site_of_;
  std::vector<Weight> gains_;  ///< by part
};

}  // namespace

SiteReach::SiteReach(const PlanAccessSearch& search) {
  constexpr std::uint32_t none = 0xffffffff;
  const auto& places = search.study().places;
  row_.resize(places.size(), none);
  const Threshold& target = search.query().target;
  if (!target.time || target.distance) return;
  std::vector<std::optional<Snap>> sites;
  for (std::size_t s = 0; s < places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (!search.facility_of(site).valid()) continue;
    row_[site] = static_cast<std::uint32_t>(sites.size());
    sites.emplace_back(places[site].snap);
  }
  matrix_ = candidate_reach({.network = search.network().access(),
                             .candidates = sites,
                             .homes = search.study().demand_snaps.rows(),
                             .bound = *target.time},
                            search.execution());
}

std::vector<std::uint32_t> SiteReach::covers(const std::vector<CandidateIndex>& sites,
                                             std::size_t points) const {
  std::vector<std::uint32_t> covers(points, 0);
  for (const CandidateIndex site : sites) {
    for (const ReachEntry& entry : of(site)) ++covers[entry.target];
  }
  return covers;
}

PlanOutcome plan_outcome(const SitingPlan& plan, const PlanAccess& today, const PlanAccess& then,
                         const PlanAccessSearch& search, const SiteReach& reach) {
  return Effects(plan, today, then, search).outcome(reach);
}

}  // namespace coverage
