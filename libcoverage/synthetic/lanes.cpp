#include <algorithm>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

/// Border points that a further road must keep clear of.
std::vector<Point> points_taken(const TerritoryPlan& plan, const Border& border) {
  std::vector<Point> taken{border.line.front(), border.line.back()};
  for (const std::uint32_t side : {border.left, border.right}) {
    if (side == nobody) continue;
    for (const std::uint32_t c : plan.places[side].crossings) {
      taken.push_back(plan.crossings[c].where);
    }
    for (const std::uint32_t s : plan.places[side].motorways) {
      taken.push_back(plan.motorway_points[plan.motorway_stretches[s].entry].where);
      taken.push_back(plan.motorway_points[plan.motorway_stretches[s].exit].where);
    }
  }
  return taken;
}

Crossing lane_over(const Border& border, double fraction, Random& random) {
  const Point along_border =
      direction(along(border.line, fraction - 0.04), along(border.line, fraction + 0.04));
  const Point to_the_right{along_border.y, -along_border.x};
  Crossing lane;
  lane.where = along(border.line, fraction);
  lane.from = border.left != nobody ? border.left : border.right;
  lane.to = border.left != nobody ? border.right : nobody;
  lane.ahead = border.left != nobody ? to_the_right : Point{-to_the_right.x, -to_the_right.y};
  lane.is_lane = true;
  const bool leaves_the_world = lane.to == nobody;
  lane.road_class =
      leaves_the_world && random.chance(0.4) ? RoadClass::tertiary : RoadClass::unclassified;
  return lane;
}

}  // namespace

void lay_lanes_over_borders(TerritoryPlan& plan) {
  constexpr double spacing = 1500, clear = 380;
  for (std::uint32_t b = 0; b < plan.borders.size(); ++b) {
    const Border& border = plan.borders[b];
    if (border.is_river) continue;
    Random random(plan.seed, Purpose::crossings, b + 0x10000000);
    std::vector<Point> taken = points_taken(plan, border);
    const auto wanted =
        static_cast<std::size_t>(length_of(border.line) / spacing + random.uniform());
    for (std::size_t i = 0; i < wanted; ++i) {
      const Crossing lane = lane_over(border, random.between(0.1, 0.9), random);
      const bool free = std::all_of(taken.begin(), taken.end(), [&](Point other) {
        return distance(other, lane.where) > clear;
      });
      if (!free) continue;
      taken.push_back(lane.where);
      const auto number = static_cast<std::uint32_t>(plan.crossings.size());
      plan.crossings.push_back(lane);
      plan.places[lane.from].crossings.push_back(number);
      if (lane.to != nobody) plan.places[lane.to].crossings.push_back(number);
    }
  }
}

}  // namespace coverage::synthetic
