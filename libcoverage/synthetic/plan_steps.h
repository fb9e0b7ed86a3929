#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/synthetic/random.h"
#include "libcoverage/synthetic/territory_plan.h"
#include "libcoverage/synthetic/voronoi.h"

/// The steps of `plan_territory`, in the order in which they run. Internal to this folder.
namespace coverage::synthetic {

/// Mean area of a commune, as in the centre of France.
constexpr double commune_area = 23e6;
/// How far the neighbours beyond the study area's limit reach, metres.
constexpr double surroundings_width = 12000;

/// Seats of the study's communes, then of its neighbours', then of a ring that only closes the
/// outermost cells and is dropped after.
struct ScatteredSeats {
  std::vector<Point> seats;
  std::size_t in_study = 0, with_neighbours = 0;
  Point centre;
};
ScatteredSeats scatter_seats(const PlanOptions& options);

/// Adds closing seats around given ones, none where a commune is.
std::vector<Point> surround(const std::vector<Point>& seats, const IsCommune& is_commune,
                            std::uint64_t seed);

/// Which places lie beside which: for place `p` the range `first[p]` to `first[p + 1]`.
struct Neighbours {
  struct Link {
    std::uint32_t place = 0, border = 0;
  };
  std::vector<std::uint32_t> first;
  std::vector<Link> links;
};
Neighbours neighbours_of(const TerritoryPlan& plan);

/// The corners where borders meet; `ends` has two for each border.
struct BorderFrame {
  std::vector<Point> corners;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<Point> river_tangents;  ///< by corner, zero off the river
  std::vector<std::uint32_t> river;   ///< corners along the river, in its direction
};
/// Fills places' sides and borders (straight for now) from the diagram of `seats`, of which the
/// first `plan.places.size()` are places.
BorderFrame frame_borders(TerritoryPlan& plan, const std::vector<Point>& seats);
/// Leads a river along borders right through the territory.
void lead_river(TerritoryPlan& plan, BorderFrame& frame);
/// Gives borders their bends, without ever letting two of them cross.
void bend_borders(TerritoryPlan& plan, const BorderFrame& frame);
/// Towns on the river stand on its bank.
void move_river_towns(TerritoryPlan& plan);

void rank_places(TerritoryPlan& plan);
/// Populations in proportions of rank and distance to cities; those of the study sum to `total`.
void populate(TerritoryPlan& plan, std::int64_t total);
/// Areas and built-up radii.
void measure_places(TerritoryPlan& plan);
void name_places(TerritoryPlan& plan);
void form_intercommunalities(TerritoryPlan& plan);

/// Motorways first, for other roads keep clear of their border points.
void lay_motorways(TerritoryPlan& plan, std::size_t count);
void lay_main_roads(TerritoryPlan& plan);
void lay_lanes_over_borders(TerritoryPlan& plan);
void flood_lakes(TerritoryPlan& plan, std::size_t count);
/// The number of junctions that each place shall draw.
void share_out_junctions(TerritoryPlan& plan, std::uint64_t junctions);

double length_of(const Polyline& line);
Point along(const Polyline& line, double fraction);
/// Unit vector from `a` to `b`.
Point direction(Point a, Point b);
/// Whether two segments cross or touch.
bool segments_meet(Point a, Point b, Point c, Point d);

}  // namespace coverage::synthetic
