#include <algorithm>
#include <cmath>
#include <map>

#include "libcoverage/study/plan_effects.h"

namespace coverage {

namespace {

/// Whom only one site has in reach, by their communes.
struct LostPeople {
  Weight all;
  std::map<CommuneIndex, Weight> by_commune;
};

LostPeople lost_without(CandidateIndex site, const std::vector<std::uint32_t>& covers,
                        const PlanAccessSearch& search, const SiteReach& reach) {
  LostPeople lost;
  for (const ReachEntry& entry : reach.of(site)) {
    if (covers[entry.target] != 1) continue;
    const auto point = DemandIndex(entry.target);
    const Weight people = search.weight_of(point);
    lost.all += people;
    const CommuneIndex commune = search.study().demand.points[point].commune;
    if (commune.valid()) lost.by_commune[commune] += people;
  }
  return lost;
}

std::vector<CommuneIndex> communes_that_enter(const LostPeople& lost, const PlanAccess& today,
                                              double gap_share) {
  const auto share = static_cast<Amount>(std::llround(gap_share * 1e6));
  std::vector<CommuneIndex> communes;
  for (const auto& [commune, people] : lost.by_commune) {
    const Indicators& now = today.indicators.communes[commune];
    const Amount beyond = (now.beyond_target + people).millionths();
    const bool enters = beyond * 1'000'000 >= share * now.population.millionths();
    if (!now.in_gap && now.population > Weight() && enters) communes.push_back(commune);
  }
  return communes;
}

}  // namespace

std::vector<SiteLoss> site_losses(const PlanAccess& today, const PlanAccessSearch& search,
                                  const SiteReach& reach) {
  const SitingStudy& study = search.study();
  const std::vector<CandidateIndex> sites = search.existing_sites();
  std::map<FacilityIndex, Weight> served;
  for (const ServedPart& part : today.parts) served[part.facility] += part.weight;
  // Where capacities hold, whether others have room is another question.
  const bool known = reach.is_known() && study.problem.assignment == Assignment::nearest;
  std::vector<std::uint32_t> covers;
  if (known) covers = reach.covers(sites, study.demand.points.size());
  std::vector<SiteLoss> losses;
  for (const CandidateIndex site : sites) {
    SiteLoss& loss = losses.emplace_back();
    loss.facility = search.facility_of(site);
    loss.catchment = served[loss.facility];
    if (!known) continue;
    const LostPeople lost = lost_without(site, covers, search, reach);
    loss.lost = lost.all;
    loss.enter_gap = communes_that_enter(lost, today, study.inputs.study.gap_share);
  }
  std::ranges::stable_sort(losses, [](const SiteLoss& a, const SiteLoss& b) {
    return std::pair(a.lost.value_or(a.catchment), a.catchment) >
           std::pair(b.lost.value_or(b.catchment), b.catchment);
  });
  return losses;
}

}  // namespace coverage
