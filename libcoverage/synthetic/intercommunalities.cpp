#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

#include "libcoverage/synthetic/place_names.h"
#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

constexpr double communes_an_epci = 300.0 / 11.0;

/// The places of one side of the study's limit that get an EPCI of their own: the largest ones.
std::vector<std::uint32_t> centres(const TerritoryPlan& plan, bool in_study) {
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    if (plan.places[p].in_study == in_study) candidates.push_back(p);
  }
  const auto wanted = std::max<std::size_t>(
      1, static_cast<std::size_t>(
             std::llround(static_cast<double>(candidates.size()) / communes_an_epci)));
  std::sort(candidates.begin(), candidates.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Place& first = plan.places[a];
    const Place& second = plan.places[b];
    return std::tuple(first.rank, -first.population, a) <
           std::tuple(second.rank, -second.population, b);
  });
  candidates.resize(std::min(wanted, candidates.size()));
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

std::string name_of_epci(Random& random, const Place& centre, const std::string& river) {
  if (centre.rank == Rank::city) return "CA " + centre.name + " Agglomération";
  if (centre.on_river && random.chance(0.3)) {
    return "CC Val de " + river + " et " + centre.name;
  }
  return (random.chance(0.5) ? "CC du Pays " : "CC du Canton ") + of_place(centre.name);
}

/// Grows EPCIs from their centres over neighbouring communes, so that each is in one piece.
void grow(TerritoryPlan& plan, const Neighbours& neighbours, bool in_study) {
  using Entry = std::tuple<double, std::uint32_t, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  Random random(plan.seed, Purpose::names, in_study ? 2 : 3);
  for (const std::uint32_t p : centres(plan, in_study)) {
    queue.emplace(0, p, static_cast<std::uint32_t>(plan.epcis.size()));
    // 249… is the start of no real group of communes.
    plan.epcis.push_back({fmt::format("249{:06}", 100001 + plan.epcis.size()),
                          name_of_epci(random, plan.places[p], plan.river_name)});
  }
  while (!queue.empty()) {
    const auto [cost, p, epci] = queue.top();
    queue.pop();
    Place& place = plan.places[p];
    if (place.epci != nobody) continue;
    place.epci = epci;
    for (std::uint32_t i = neighbours.first[p]; i < neighbours.first[p + 1]; ++i) {
      const std::uint32_t next = neighbours.links[i].place;
      const Place& other = plan.places[next];
      if (other.epci != nobody || other.in_study != in_study) continue;
      queue.emplace(cost + distance(place.seat, other.seat), next, epci);
    }
  }
}

/// The EPCI of the limit's most populated commune takes in communes beyond the limit.
void reach_over_limit(TerritoryPlan& plan, const Neighbours& neighbours) {
  constexpr std::size_t communes_beyond = 4;
  std::uint32_t epci = nobody;
  std::int64_t most = -1;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> over;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    const Place& place = plan.places[p];
    for (std::uint32_t i = neighbours.first[p]; i < neighbours.first[p + 1]; ++i) {
      const std::uint32_t next = neighbours.links[i].place;
      if (!place.in_study || plan.places[next].in_study) continue;
      over.emplace_back(place.epci, next);
      if (place.population > most && plan.places[next].rank == Rank::village) {
        most = place.population;
        epci = place.epci;
      }
    }
  }
  std::size_t taken = 0;
  for (const auto& [from, beyond] : over) {
    Place& place = plan.places[beyond];
    if (from != epci || place.epci == epci || place.rank != Rank::village) continue;
    if (taken++ < communes_beyond) place.epci = epci;
  }
}

}  // namespace

void form_intercommunalities(TerritoryPlan& plan) {
  const Neighbours neighbours = neighbours_of(plan);
  grow(plan, neighbours, true);
  const std::size_t in_study = plan.epcis.size();
  grow(plan, neighbours, false);
  // A commune cut off from every centre of its own side joins a neighbour.
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    if (plan.places[p].epci == nobody) {
      plan.places[p].epci = static_cast<std::uint32_t>(plan.places[p].in_study ? 0 : in_study);
    }
  }
  if (in_study > 1) reach_over_limit(plan, neighbours);
}

}  // namespace coverage::synthetic
