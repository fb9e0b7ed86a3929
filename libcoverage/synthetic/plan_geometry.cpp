#include <algorithm>
#include <cmath>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

double length_of(const Polyline& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance(line[i - 1], line[i]);
  return length;
}

Point along(const Polyline& line, double fraction) {
  double left = length_of(line) * fraction;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double step = distance(line[i - 1], line[i]);
    if (left <= step && step > 0) return interpolate(line[i - 1], line[i], left / step);
    left -= step;
  }
  return line.back();
}

Point direction(Point a, Point b) {
  const double length = distance(a, b);
  return length > 0 ? Point{(b.x - a.x) / length, (b.y - a.y) / length} : Point{1, 0};
}

namespace {

double side_of(Point a, Point b, Point p) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

}  // namespace

bool segments_meet(Point a, Point b, Point c, Point d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
      std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
    return false;
  }
  return side_of(a, b, c) * side_of(a, b, d) <= 0 && side_of(c, d, a) * side_of(c, d, b) <= 0;
}

Polyline TerritoryPlan::outline(const Place& place) const {
  Polyline ring;
  for (const Place::Side& side : place.sides) {
    const Polyline& line = borders[side.border].line;
    if (side.reversed) {
      ring.insert(ring.end(), line.rbegin(), line.rend() - 1);
    } else {
      ring.insert(ring.end(), line.begin(), line.end() - 1);
    }
  }
  if (!ring.empty()) ring.push_back(ring.front());
  return ring;
}

const char* name_of(RoadClass road_class) {
  constexpr const char* names[] = {
      "motorway",    "motorway_link", "trunk",   "primary", "secondary", "tertiary", "unclassified",
      "residential", "living_street", "service", "track",   "ferry",     "none"};
  return names[static_cast<std::size_t>(road_class)];
}

Neighbours neighbours_of(const TerritoryPlan& plan) {
  Neighbours result;
  result.first.assign(1, 0);
  for (const Place& place : plan.places) {
    for (const Place::Side& side : place.sides) {
      const Border& border = plan.borders[side.border];
      const std::uint32_t other = side.reversed ? border.left : border.right;
      if (other != nobody) result.links.push_back({other, side.border});
    }
    result.first.push_back(static_cast<std::uint32_t>(result.links.size()));
  }
  return result;
}

}  // namespace coverage::synthetic
