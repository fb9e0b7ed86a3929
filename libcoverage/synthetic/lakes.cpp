#include <algorithm>
#include <cmath>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

// The far shore is more than 1,000 m from every house of the island: a study that looks for roads
// no farther than that leaves the islanders without one, as it should.
constexpr double lake_radius = 1150, island_radius = 250, shore_clearance = 200;

Polyline blob(Random& random, Point centre, double radius) {
  constexpr int corners = 48;
  const double two = random.between(0, 6.28), three = random.between(0, 6.28),
               five = random.between(0, 6.28);
  Polyline ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 6.283185307 * i / corners;
    const double r =
        radius * (1 + 0.14 * std::sin(2 * angle + two) + 0.09 * std::sin(3 * angle + three) +
                  0.05 * std::sin(5 * angle + five));
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

/// How far a lake's centre is from everything that it must not flood.
double clearance(const TerritoryPlan& plan, const Place& place, const Polyline& outline,
                 Point centre) {
  double clear = distance(centre, place.seat) - place.built_up_radius;
  for (const Point& corner : outline) clear = std::min(clear, distance(corner, centre));
  for (const std::uint32_t c : place.crossings) {
    const Point where = plan.crossings[c].where;
    const bool lane = plan.crossings[c].road_class == RoadClass::unclassified;
    const Point nearest =
        interpolate(place.seat, where, nearest_fraction(place.seat, where, centre));
    clear = std::min(clear, lane ? distance(where, centre) : distance(nearest, centre));
  }
  return clear;
}

bool flood(TerritoryPlan& plan, std::uint32_t p, Random& random) {
  const Place& place = plan.places[p];
  const Polyline outline = plan.outline(place);
  for (int tries = 0; tries < 40; ++tries) {
    const double angle = random.between(0, 6.28), away = random.between(1700, 3400);
    const Point centre{place.seat.x + away * std::cos(angle),
                       place.seat.y + away * std::sin(angle)};
    if (!contains(MultiPolygon{{Polygon{{outline}}}}, centre)) continue;
    if (clearance(plan, place, outline, centre) < 1.2 * lake_radius + shore_clearance) continue;
    plan.lakes.push_back(
        {p, centre, blob(random, centre, lake_radius), blob(random, centre, island_radius)});
    return true;
  }
  return false;
}

}  // namespace

void flood_lakes(TerritoryPlan& plan, std::size_t count) {
  Random random(plan.seed, Purpose::lake);
  for (std::size_t tries = 0; plan.lakes.size() < count && tries < 50 * count + 500; ++tries) {
    const auto p = static_cast<std::uint32_t>(random.below(plan.places.size()));
    const Place& place = plan.places[p];
    const bool suits = place.in_study && place.rank == Rank::village && place.motorways.empty() &&
                       !place.on_river && place.area > 22e6;
    const bool new_place = std::none_of(plan.lakes.begin(), plan.lakes.end(),
                                        [&](const Lake& lake) { return lake.place == p; });
    if (suits && new_place) flood(plan, p, random);
  }
}

}  // namespace coverage::synthetic
