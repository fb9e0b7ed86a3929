#pragma once

#include <span>
#include <vector>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/indicators/compute_indicators.h"
#include "libcoverage/output/siting_results.h"
#include "libcoverage/siting/siting_plan.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// Access with some sites open.
struct PlanAccess {
  std::vector<FacilityIndex> facilities;
  IdVector<DemandIndex, AccessTime> times;  ///< where several serve a point, to the largest share
  /// Who is served by which site, by point: everybody by the nearest, or where capacities hold as
  /// the solver assigned them. Those whom nobody serves are not among them.
  std::vector<ServedPart> parts;
  IdVector<DemandIndex, Weight> covered;  ///< served within the target
  QueryIndicators indicators;
};

/// Searches access for plans of one question. Sites that any plan opens become facilities of the
/// study, after those that exist.
class PlanAccessSearch {
 public:
  /// `study` must outlive it, and gains the facilities.
  PlanAccessSearch(SitingStudy& study, std::span<const SitingPlan* const> plans,
                   const Execution& execution);

  /// Everybody goes to the nearest of some sites.
  PlanAccess nearest(const std::vector<CandidateIndex>& sites) const;
  /// As the plan has it: to the nearest, or where capacities hold by its allocations.
  PlanAccess of(const SitingPlan& plan) const;

  const SitingStudy& study() const { return study_; }
  const Query& query() const { return query_; }  ///< with the target of the question
  const StudyNetwork& network() const { return network_; }
  const Execution& execution() const { return execution_; }
  /// None of sites that no plan opens.
  FacilityIndex facility_of(CandidateIndex site) const { return facility_of_site_[site]; }
  Weight weight_of(DemandIndex point) const { return study_.weights().values[point]; }
  std::vector<CandidateIndex> existing_sites() const;

 private:
  void set_query();
  void add_proposals(std::span<const SitingPlan* const> plans);
  std::vector<std::uint8_t> covered_by(const NearestAccess& search,
                                       const IdVector<DemandIndex, AccessTime>& times) const;
  IndicatorInputs inputs(const PlanAccess& access) const;
  PlanAccess assigned(const SitingPlan& plan, const PlanAccess& nearest) const;
  QueryIndicators indicators_of_parts(const PlanAccess& access,
                                      const IdVector<DemandIndex, Weight>& served) const;
  void count_parts(PlanAccess& access) const;

  SitingStudy& study_;
  const Execution& execution_;
  const StudyNetwork& network_;
  HomeDepartures departures_;
  DemandUnits units_;
  Query query_;
  IdVector<CandidateIndex, FacilityIndex> facility_of_site_;
};

}  // namespace coverage
