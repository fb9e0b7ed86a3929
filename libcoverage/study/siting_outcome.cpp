#include "libcoverage/study/siting_outcome.h"

#include <algorithm>
#include <map>
#include <memory>

#include "libcoverage/access/candidate_reach.h"
#include "libcoverage/access/threshold_access.h"
#include "libcoverage/indicators/compute_indicators.h"
#include "libcoverage/indicators/demand_units.h"
#include "libcoverage/siting/decimal_amount.h"
#include "libcoverage/study/input_files.h"
#include "libcoverage/study/network_result.h"

namespace coverage {

namespace {

/// Access with some sites open.
struct Access {
  std::vector<FacilityIndex> facilities;
  IdVector<DemandIndex, AccessTime> times;
  std::vector<std::uint8_t> covered;  ///< within the target, by demand point
  QueryIndicators indicators;
};

/// Mean times of the same people before and after.
struct MeanChange {
  Amount weight = 0, before = 0, after = 0;

  void add(Weight people, const AccessTime& today, const AccessTime& then) {
    if (today.status != AccessStatus::ok || then.status != AccessStatus::ok) return;
    weight += people.millionths();
    before += Amount{people.millionths()} * today.time.milliseconds();
    after += Amount{people.millionths()} * then.time.milliseconds();
  }
  std::optional<double> mean_s(Amount sum) const {
    if (weight == 0) return {};
    return static_cast<double>(sum) / static_cast<double>(weight) / 1000;
  }
};

class OutcomeBuilder {
 public:
  OutcomeBuilder(SitingStudy& study, const SolvedPlans& solved, const Execution& execution)
      : study_(study),
        solved_(solved),
        execution_(execution),
        network_(*study.inputs.networks[study.network]),
        departures_(network_.roads, study.demand_snaps, execution),
        units_(units_of_demand(study.demand, study.inputs.territory, execution)) {}

  SitingResults build();

 private:
  void set_query();
  void add_proposals();
  void find_reach();
  Access access_with(const std::vector<CandidateIndex>& sites) const;
  std::vector<std::uint8_t> covered_by(const NearestAccess& search,
                                       const IdVector<DemandIndex, AccessTime>& times) const;
  PlanOutcome outcome_of(const SitingPlan& plan, const Access& then) const;
  void add_sites(const SitingPlan& plan, PlanOutcome& outcome) const;
  void add_shares(const Access& then, PlanOutcome& outcome) const;
  void add_gaps(const Access& then, PlanOutcome& outcome) const;
  void add_overlaps(const SitingPlan& plan, PlanOutcome& outcome) const;
  std::vector<SiteLoss> losses() const;
  QueryResult query_result(Access access, const Message& suffix) const;
  void collect(std::vector<Access> after);
  Weight weight_of(std::size_t point) const {
    return study_.weights().values[DemandIndex::from_size(point)];
  }
  std::vector<CandidateIndex> existing_sites() const;

  SitingStudy& study_;
  const SolvedPlans& solved_;
  const Execution& execution_;
  const StudyNetwork& network_;
  HomeDepartures departures_;
  DemandUnits units_;
  Query query_;                                               ///< with the target of the question
  IdVector<CandidateIndex, FacilityIndex> facility_of_site_;  ///< none of sites in no plan
  Access today_;
  /// Homes within the target's time, by demand point; a row a site of `reach_site_`.
  ReachMatrix reach_;
  IdVector<CandidateIndex, std::uint32_t> reach_row_;
  SitingResults result_;
};

std::vector<CandidateIndex> OutcomeBuilder::existing_sites() const {
  std::vector<CandidateIndex> sites;
  for (std::size_t s = 0; s < study_.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (study_.places[site].exists()) sites.push_back(site);
  }
  return sites;
}

/// A threshold of the question takes the place of the target, with its gap.
void OutcomeBuilder::set_query() {
  query_ = study_.asked();
  query_.weight = study_.weights().name;
  const auto& threshold = study_.question.threshold;
  if (!threshold || Threshold{*threshold, {}} == query_.target) return;
  query_.target = {*threshold, {}};
  query_.target_source = study_.inputs.study.language == Language::french
                             ? "seuil de cette question"
                             : "threshold of this question";
}

/// Sites that any plan opens become facilities, after those that exist.
void OutcomeBuilder::add_proposals() {
  auto& facilities = study_.inputs.facilities.facilities;
  facility_of_site_.resize(study_.places.size());
  std::vector<std::uint8_t> is_open(study_.places.size(), 0);
  for (const SitingPlan& plan : solved_.plans) {
    for (const CandidateIndex site : plan.sites) is_open[site.value()] = 1;
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

void OutcomeBuilder::find_reach() {
  constexpr std::uint32_t none = 0xffffffff;
  reach_row_.resize(study_.places.size(), none);
  if (!query_.target.time || query_.target.distance) return;
  std::vector<std::optional<Snap>> sites;
  for (std::size_t s = 0; s < study_.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (!facility_of_site_[site].valid()) continue;
    reach_row_[site] = static_cast<std::uint32_t>(sites.size());
    sites.emplace_back(study_.places[site].snap);
  }
  reach_ = candidate_reach({.network = network_.access(),
                            .candidates = sites,
                            .homes = study_.demand_snaps.rows(),
                            .bound = *query_.target.time},
                           execution_);
}

std::vector<std::uint8_t> OutcomeBuilder::covered_by(
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

Access OutcomeBuilder::access_with(const std::vector<CandidateIndex>& sites) const {
  execution_.check_interrupted();
  std::vector<PlacedFacility> placed;
  for (const CandidateIndex site : sites) {
    placed.push_back({facility_of_site_[site], study_.places[site].snap});
  }
  std::ranges::sort(placed, {}, &PlacedFacility::facility);
  Access access;
  for (const PlacedFacility& facility : placed) access.facilities.push_back(facility.facility);
  const NearestAccess search(network_.access(), std::move(placed), nullptr);
  access.times = access_of_demand(search, study_.demand_snaps, departures_, execution_);
  access.covered = covered_by(search, access.times);
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
  if (query_.target.distance) in.met.push_back({query_.target, access.covered});
  access.indicators = compute_indicators(in);
  return access;
}

void OutcomeBuilder::add_sites(const SitingPlan& plan, PlanOutcome& outcome) const {
  using Status = SiteOutcome::Status;
  const auto add = [&](CandidateIndex site, Status status) {
    SiteOutcome& row = outcome.sites.emplace_back();
    row.facility = facility_of_site_[site];
    row.status = status;
    if (status == Status::proposed) {
      row.cost = decimal_text(study_.tables.instance.sites[site].cost,
                              study_.tables.instance.units.cost_decimals);
    }
  };
  for (const CandidateIndex site : plan.sites) {
    if (!study_.places[site].exists()) add(site, Status::proposed);
  }
  outcome.new_sites = static_cast<std::uint32_t>(outcome.sites.size());
  for (const CandidateIndex site : existing_sites()) {
    if (!std::ranges::binary_search(plan.sites, site)) add(site, Status::closed);
  }
  for (const CandidateIndex site : plan.sites) {
    if (study_.places[site].exists()) add(site, Status::existing);
  }
}

/// Everybody belongs to the site that is nearest with the plan.
void OutcomeBuilder::add_shares(const Access& then, PlanOutcome& outcome) const {
  std::map<FacilityIndex, SiteOutcome*> row_of;
  for (SiteOutcome& row : outcome.sites) row_of[row.facility] = &row;
  std::map<FacilityIndex, MeanChange> means;
  for (std::size_t i = 0; i < then.times.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    const Weight people = weight_of(i);
    const AccessTime& before = today_.times[point];
    const AccessTime& after = then.times[point];
    if (before.facility.valid()) {
      SiteOutcome& row = *row_of.at(before.facility);
      if (row.status == SiteOutcome::Status::closed) row.catchment += people;
    }
    if (!after.facility.valid()) continue;
    SiteOutcome& row = *row_of.at(after.facility);
    row.catchment += people;
    if (then.covered[i] && !today_.covered[i]) row.gained += people;
    means[after.facility].add(people, before, after);
  }
  for (const auto& [facility, mean] : means) {
    row_of.at(facility)->mean_before_s = mean.mean_s(mean.before);
    row_of.at(facility)->mean_after_s = mean.mean_s(mean.after);
  }
}

/// Communes that leave or enter the gap; one that leaves goes to the site that gains most there.
void OutcomeBuilder::add_gaps(const Access& then, PlanOutcome& outcome) const {
  std::map<CommuneIndex, std::map<FacilityIndex, Weight>> gains;
  for (std::size_t i = 0; i < then.times.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    if (!then.covered[i] || today_.covered[i]) continue;
    gains[study_.demand.points[point].commune][then.times[point].facility] += weight_of(i);
  }
  for (std::size_t c = 0; c < then.indicators.communes.size(); ++c) {
    const auto commune = CommuneIndex::from_size(c);
    const bool was = today_.indicators.communes[commune].in_gap;
    const bool is = then.indicators.communes[commune].in_gap;
    if (!was && is) outcome.enter_gap.push_back(commune);
    if (!was || is) continue;
    outcome.leave_gap.push_back(commune);
    const auto& of_commune = gains[commune];
    const auto most =
        std::ranges::max_element(of_commune, {}, [](const auto& row) { return row.second; });
    if (most == of_commune.end()) continue;
    const auto row = std::ranges::find(outcome.sites, most->first, &SiteOutcome::facility);
    row->leave_gap.push_back(commune);
  }
}

/// What lies within the target's time of each site, and how much of it of others too.
void OutcomeBuilder::add_overlaps(const SitingPlan& plan, PlanOutcome& outcome) const {
  if (reach_.rows() == 0) return;
  const std::size_t homes = study_.demand.points.size();
  std::vector<std::uint32_t> with_plan(homes, 0), existing(homes, 0);
  std::map<FacilityIndex, CandidateIndex> site_of;
  for (std::size_t s = 0; s < study_.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (facility_of_site_[site].valid()) site_of[facility_of_site_[site]] = site;
  }
  for (const CandidateIndex site : plan.sites) {
    for (const ReachEntry& entry : reach_.row(reach_row_[site])) ++with_plan[entry.target];
  }
  for (const CandidateIndex site : existing_sites()) {
    for (const ReachEntry& entry : reach_.row(reach_row_[site])) ++existing[entry.target];
  }
  for (SiteOutcome& row : outcome.sites) {
    const CandidateIndex site = site_of.at(row.facility);
    const bool exists = row.status != SiteOutcome::Status::proposed;
    const bool closes = row.status == SiteOutcome::Status::closed;
    Weight in_reach, overlap, lost;
    for (const ReachEntry& entry : reach_.row(reach_row_[site])) {
      const Weight people = weight_of(entry.target);
      in_reach += people;
      if (existing[entry.target] > (exists ? 1u : 0u)) overlap += people;
      if (with_plan[entry.target] == (closes ? 0u : 1u)) lost += people;
    }
    row.in_reach = in_reach;
    row.overlap = overlap;
    row.lost_without = lost;
  }
}

PlanOutcome OutcomeBuilder::outcome_of(const SitingPlan& plan, const Access& then) const {
  PlanOutcome outcome;
  outcome.objective = plan.objective;
  outcome.bound = plan.bound;
  outcome.gap = gap_of(plan);
  add_sites(plan, outcome);
  add_shares(then, outcome);
  add_gaps(then, outcome);
  add_overlaps(plan, outcome);
  return outcome;
}

std::vector<SiteLoss> OutcomeBuilder::losses() const {
  const std::vector<CandidateIndex> sites = existing_sites();
  std::vector<std::uint32_t> covering(study_.demand.points.size(), 0);
  std::vector<SiteLoss> losses;
  std::map<FacilityIndex, Weight> nearest;
  for (std::size_t i = 0; i < today_.times.size(); ++i) {
    const FacilityIndex facility = today_.times[DemandIndex::from_size(i)].facility;
    if (facility.valid()) nearest[facility] += weight_of(i);
  }
  const bool known = reach_.rows() > 0;
  for (const CandidateIndex site : sites) {
    if (!known) break;
    for (const ReachEntry& entry : reach_.row(reach_row_[site])) ++covering[entry.target];
  }
  for (const CandidateIndex site : sites) {
    SiteLoss& loss = losses.emplace_back();
    loss.facility = facility_of_site_[site];
    loss.catchment = nearest[loss.facility];
    if (!known) continue;
    Weight lost;
    std::map<CommuneIndex, Weight> by_commune;
    for (const ReachEntry& entry : reach_.row(reach_row_[site])) {
      if (covering[entry.target] != 1) continue;
      lost += weight_of(entry.target);
      const auto point = DemandIndex(entry.target);
      const CommuneIndex commune = study_.demand.points[point].commune;
      if (commune.valid()) by_commune[commune] += weight_of(entry.target);
    }
    loss.lost = lost;
    const auto share = static_cast<Amount>(study_.inputs.study.gap_share * 1e6 + 0.5);
    for (const auto& [commune, people] : by_commune) {
      const Indicators& now = today_.indicators.communes[commune];
      const Amount beyond = (now.beyond_target + people).millionths();
      const bool enters = beyond * 1'000'000 >= share * now.population.millionths();
      if (!now.in_gap && now.population > Weight() && enters) loss.enter_gap.push_back(commune);
    }
  }
  std::ranges::stable_sort(losses, [](const SiteLoss& a, const SiteLoss& b) {
    return std::pair(a.lost.value_or(a.catchment), a.catchment) >
           std::pair(b.lost.value_or(b.catchment), b.catchment);
  });
  return losses;
}

QueryResult OutcomeBuilder::query_result(Access access, const Message& suffix) const {
  QueryResult result;
  result.query = query_;
  result.query.label += suffix.in(study_.inputs.study.language);
  result.facilities = std::move(access.facilities);
  result.demand = std::move(access.times);
  result.indicators = std::move(access.indicators);
  return result;
}

/// Everything that outputs read, in one place.
void OutcomeBuilder::collect(std::vector<Access> after) {
  Results& results = result_.results;
  const Message none;
  results.queries.push_back(query_result(std::move(today_), none));
  for (std::size_t p = 0; p < after.size(); ++p) {
    const std::uint32_t sites = result_.plans[p].new_sites;
    results.queries.push_back(
        query_result(std::move(after[p]), message(" · plan of {}", " · plan à {}", sites)));
    results.queries.back().query.name +=
        after.size() == 1 ? "_plan" : fmt::format("_plan_{}", sites);
    result_.plans[p].query = p + 1;
  }
  StudyInputs& inputs = study_.inputs;
  std::erase_if(inputs.study.thresholds,
                [](const Threshold& threshold) { return threshold.distance.has_value(); });
  inputs.study.queries = {query_};
  auto& snaps = inputs.networks[study_.network]->facility_snaps;
  snaps.resize(inputs.facilities.facilities.size());
  for (std::size_t s = 0; s < study_.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (facility_of_site_[site].valid()) snaps[facility_of_site_[site]] = study_.places[site].snap;
  }
  results.networks.push_back(network_result(network_, std::move(study_.demand_snaps)));
  results.inputs = input_files(inputs.study);
  results.study = std::move(inputs.study);
  results.crs = inputs.crs;
  results.territory = std::move(inputs.territory);
  results.facilities = std::move(inputs.facilities.facilities);
  results.demand = std::move(study_.demand);
  results.sources = std::move(inputs.sources);
  for (SourceReport& source : results.sources) {
    for (std::string& file : source.files) file = shown_path(file, results.study);
  }
  results.hypotheses = std::move(inputs.hypotheses);
}

SitingResults OutcomeBuilder::build() {
  execution_.progress.stage({"What plans change", "Ce que changent les plans"},
                            solved_.plans.size() + 1);
  set_query();
  add_proposals();
  find_reach();
  today_ = access_with(existing_sites());
  execution_.progress.advance(1);
  std::vector<Access> after;
  for (std::size_t p = 0; p < solved_.plans.size(); ++p) {
    after.push_back(access_with(solved_.plans[p].sites));
    result_.plans.push_back(outcome_of(solved_.plans[p], after.back()));
    if (p < solved_.greedy.size()) result_.plans.back().greedy = solved_.greedy[p];
    execution_.progress.advance(1);
  }
  result_.losses = losses();
  result_.goal = study_.problem.goal;
  result_.problem_name = solved_.problem_name;
  result_.asked_sites = study_.question.new_sites;
  result_.may_close = study_.question.allow_closing;
  const bool covers =
      result_.goal != SitingGoal::least_mean && result_.goal != SitingGoal::least_worst;
  if (covers) result_.threshold = study_.question.threshold;
  result_.cost_decimals = study_.tables.instance.units.cost_decimals;
  result_.candidate_kind = study_.candidate_kind;
  result_.existing = existing_sites().size();
  result_.candidates = study_.places.size() - result_.existing;
  result_.total = study_.ledger.total;
  result_.unsnapped = study_.ledger.unsnapped;
  result_.unreachable = study_.ledger.unreachable;
  result_.seconds = solved_.seconds;
  collect(std::move(after));
  return std::move(result_);
}

}  // namespace

SitingResults siting_outcome(SitingStudy&& study, const SolvedPlans& solved,
                             const Execution& execution) {
  return OutcomeBuilder(study, solved, execution).build();
}

}  // namespace coverage
