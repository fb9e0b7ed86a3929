#include "libcoverage/study/siting_places.h"

#include <set>

#include "libcoverage/access/select_facilities.h"
#include "libcoverage/input/decimal_cell.h"
#include "libcoverage/study/candidates_of_study.h"

namespace coverage {

namespace {

SiteRule rule_of(Candidate::Rule rule) {
  switch (rule) {
    case Candidate::Rule::mandatory:
      return SiteRule::mandatory;
    case Candidate::Rule::forbidden:
      return SiteRule::forbidden;
    default:
      return SiteRule::optional;
  }
}

class PlaceWriter {
 public:
  PlaceWriter(SitingStudy& study, const Execution& execution)
      : study_(study), execution_(execution) {}

  ClosableSites write() {
    add_existing();
    tell_of_existing();
    add_candidates();
    return closable_;
  }

 private:
  void add_existing();
  void tell_of_existing() const;
  void add_candidates();
  void add_candidate(const Candidate& candidate, const Snap& snap, std::int64_t cost_step);
  std::int64_t settle_cost_step(const std::vector<Candidate>& candidates);
  void add_site(CandidateSite site, SitingPlace place);
  bool may_close(const Facility& facility) const;
  GroupIndex group_of(CommuneIndex commune) const;

  SitingStudy& study_;
  const Execution& execution_;
  ClosableSites closable_;
  std::vector<std::string> unsnapped_;  ///< ids of existing sites
  std::uint64_t stays_ = 0;
};

void PlaceWriter::add_site(CandidateSite site, SitingPlace place) {
  site.id = place.id;
  study_.tables.instance.sites.push_back(std::move(site));
  study_.places.push_back(std::move(place));
}

bool PlaceWriter::may_close(const Facility& facility) const {
  if (!study_.question.allow_closing) return false;
  const auto& communes = study_.inputs.territory.communes;
  return communes.empty() || (facility.commune.valid() && communes[facility.commune].in_study_area);
}

void PlaceWriter::add_existing() {
  const StudyInputs& inputs = study_.inputs;
  const auto& snaps = inputs.networks[study_.network]->facility_snaps;
  const bool limited = study_.question.most_closed.has_value();
  if (limited) {
    closable_.group = study_.tables.groups.push_back("existing sites that may close");
  }
  for (const FacilityIndex index :
       select_facilities(study_.asked(), inputs.facilities.facilities).chosen) {
    const Facility& facility = inputs.facilities.facilities[index];
    if (!snaps[index]) {
      unsnapped_.push_back(facility.id);
      continue;
    }
    const bool closes = may_close(facility);
    stays_ += closes ? 0 : 1;
    CandidateSite site;
    site.rule = closes ? SiteRule::optional : SiteRule::mandatory;
    site.counts = closes;
    site.cost = closes && study_.problem.goal == SitingGoal::fewest_sites ? 1 : 0;
    if (closes && limited) site.group = closable_.group;
    if (facility.capacity) site.capacity = Weight::from_count(*facility.capacity).millionths();
    closable_.count += closes ? 1 : 0;
    add_site(std::move(site), {facility.id, facility.name, facility.position, facility.lon_lat,
                               facility.commune, index, *snaps[index]});
  }
}

void PlaceWriter::tell_of_existing() const {
  if (!unsnapped_.empty()) {
    const double limit = study_.inputs.networks[study_.network]->snapper->limit_m();
    const std::string examples = unsnapped_.front() + (unsnapped_.size() > 1 ? "…" : "");
    execution_.progress.warn(
        message("existing sites that serve nobody, farther than {} m from any road: {} ({})",
                "lieux existants qui ne servent personne, à plus de {} m de toute route : {} ({})",
                limit, unsnapped_.size(), examples));
  }
  if (study_.question.allow_closing && stays_ > 0) {
    execution_.progress.warn(
        message("existing sites that stay, for they are outside the study area: {} of {}",
                "lieux existants qui restent, car ils sont hors du territoire d’étude : {} sur {}",
                stays_, stays_ + closable_.count));
  }
}

GroupIndex PlaceWriter::group_of(CommuneIndex commune) const {
  const Grouping* epcis = study_.inputs.territory.find_grouping("epci");
  if (!epcis || !commune.valid()) return {};
  const UnitIndex unit = epcis->unit_of_commune[commune];
  return unit.valid() ? closable_.group_of_epci(unit) : GroupIndex();
}

/// Costs become whole numbers of the last decimal that any candidate has.
std::int64_t PlaceWriter::settle_cost_step(const std::vector<Candidate>& candidates) {
  SharedDecimals cost;
  for (const Candidate& candidate : candidates) cost.add(candidate.cost_millionths);
  study_.tables.instance.units.cost_decimals = cost.decimals();
  for (CandidateSite& site : study_.tables.instance.sites) site.cost *= 1'000'000 / cost.step();
  return cost.step();
}

void PlaceWriter::add_candidate(const Candidate& candidate, const Snap& snap,
                                std::int64_t cost_step) {
  CandidateSite site;
  site.rule = rule_of(candidate.rule);
  site.cost = candidate.cost_millionths / cost_step;
  if (candidate.capacity) site.capacity = candidate.capacity->millionths();
  site.group = group_of(candidate.commune);
  add_site(std::move(site), {candidate.id,
                             candidate.name,
                             candidate.position,
                             candidate.lon_lat,
                             candidate.commune,
                             {},
                             snap});
}

void PlaceWriter::add_candidates() {
  if (const Grouping* epcis = study_.inputs.territory.find_grouping("epci")) {
    for (const TerritoryUnit& unit : epcis->units) study_.tables.groups.push_back(unit.name);
  }
  const StudyCandidates found =
      candidates_of_study(study_.inputs, study_.demand, study_.network, execution_);
  study_.candidate_kind = found.kind;
  std::set<std::string> existing;
  for (const SitingPlace& place : study_.places) existing.insert(place.id);
  const std::int64_t cost_step = settle_cost_step(found.candidates);
  std::uint64_t repeated = 0;
  for (std::size_t c = 0; c < found.candidates.size(); ++c) {
    if (existing.contains(found.candidates[c].id)) {
      ++repeated;
    } else {
      add_candidate(found.candidates[c], found.snaps[c], cost_step);
    }
  }
  if (repeated == 0) return;
  execution_.progress.warn(
      message("candidates that are sites of the query already: {}",
              "emplacements possibles qui sont déjà des lieux de l’offre étudiée : {}", repeated));
}

}  // namespace

ClosableSites add_siting_places(SitingStudy& study, const Execution& execution) {
  return PlaceWriter(study, execution).write();
}

}  // namespace coverage
