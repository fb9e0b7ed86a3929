#include "libcoverage/synthetic/territory_plan.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

constexpr std::int64_t inhabitants_a_commune = 1100;  // 330,000 in 300 communes
constexpr double communes_a_motorway = 300;

void lay_roads(TerritoryPlan& plan) {
  const double communes = static_cast<double>(plan.places.size());
  lay_motorways(plan, static_cast<std::size_t>(
                          std::max(1.0, std::round(std::sqrt(communes / communes_a_motorway)))));
  lay_main_roads(plan);
}

}  // namespace

TerritoryPlan plan_territory(const PlanOptions& options) {
  TerritoryPlan plan;
  plan.seed = options.seed;
  const ScatteredSeats scattered = scatter_seats(options);
  plan.places.resize(scattered.with_neighbours);
  for (std::size_t p = 0; p < plan.places.size(); ++p) {
    plan.places[p].seat = scattered.seats[p];
    plan.places[p].in_study = p < scattered.in_study;
  }
  BorderFrame frame = frame_borders(plan, scattered.seats);
  lead_river(plan, frame);
  bend_borders(plan, frame);
  rank_places(plan);
  move_river_towns(plan);
  populate(plan, inhabitants_a_commune * static_cast<std::int64_t>(scattered.in_study));
  measure_places(plan);
  name_places(plan);
  form_intercommunalities(plan);
  lay_roads(plan);
  lay_lanes_over_borders(plan);
  flood_lakes(plan, 1 + options.communes / 600);
  share_out_junctions(plan, options.junctions);
  return plan;
}

TerritoryPlan plan_territory_at(const PlanOptions& options, std::vector<Place> places,
                                const IsCommune& is_commune) {
  TerritoryPlan plan;
  plan.seed = options.seed;
  plan.places = std::move(places);
  std::vector<Point> seats;
  for (const Place& place : plan.places) seats.push_back(place.seat);
  const BorderFrame frame = frame_borders(plan, surround(seats, is_commune, options.seed));
  bend_borders(plan, frame);
  measure_places(plan);
  lay_roads(plan);
  lay_lanes_over_borders(plan);
  share_out_junctions(plan, options.junctions);
  return plan;
}

}  // namespace coverage::synthetic
