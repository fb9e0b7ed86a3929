#include <algorithm>
#include <cmath>
#include <queue>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

/// Communes that a motorway passes and the borders between them; the first and the last border are
/// on the edge of the world.
struct Route {
  std::vector<std::uint32_t> places, borders;
};

std::uint32_t edge_border(const TerritoryPlan& plan, std::uint32_t place) {
  std::uint32_t best = nobody;
  double longest = 800;
  for (const Place::Side& side : plan.places[place].sides) {
    const Border& border = plan.borders[side.border];
    const double length = length_of(border.line);
    if ((border.left != nobody && border.right != nobody) || length < longest) continue;
    longest = length;
    best = side.border;
  }
  return best;
}

/// The place on the edge of the world that lies farthest towards `angle`.
std::uint32_t gate_towards(const TerritoryPlan& plan, double angle) {
  std::uint32_t best = nobody;
  double reach = -infinity;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    const Point seat = plan.places[p].seat;
    const double r = seat.x * std::cos(angle) + seat.y * std::sin(angle);
    if (r <= reach || edge_border(plan, p) == nobody) continue;
    best = p;
    reach = r;
  }
  return best;
}

double aversion(const TerritoryPlan& plan, std::uint32_t place, std::uint32_t border) {
  const Place& p = plan.places[place];
  const double towns = p.rank <= Rank::town ? 3.0 : p.rank == Rank::bourg ? 1.6 : 1.0;
  const double width = length_of(plan.borders[border].line);
  const double narrow = width < 1500 ? 3.0 : 1.0;
  const double occupied = p.motorways.empty() ? 1.0 : 4.0;
  return towns * narrow * occupied * (plan.borders[border].is_river ? 2.0 : 1.0);
}

Route find_route(const TerritoryPlan& plan, const Neighbours& neighbours, std::uint32_t source,
                 std::uint32_t target) {
  std::vector<double> cost(plan.places.size(), infinity);
  std::vector<std::uint32_t> before(plan.places.size(), nobody);
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  cost[source] = 0;
  queue.emplace(0, source);
  while (!queue.empty()) {
    const auto [reached, p] = queue.top();
    queue.pop();
    if (reached > cost[p]) continue;
    for (std::uint32_t i = neighbours.first[p]; i < neighbours.first[p + 1]; ++i) {
      const auto [next, border] = neighbours.links[i];
      const double total = reached + distance(plan.places[p].seat, plan.places[next].seat) *
                                         aversion(plan, next, border);
      if (total >= cost[next]) continue;
      cost[next] = total;
      before[next] = border;
      queue.emplace(total, next);
    }
  }
  Route route{{target}, {edge_border(plan, target)}};
  for (std::uint32_t p = target; before[p] != nobody;) {
    const Border& border = plan.borders[before[p]];
    route.borders.push_back(before[p]);
    p = border.left == p ? border.right : border.left;
    route.places.push_back(p);
  }
  route.borders.push_back(edge_border(plan, source));
  return route;
}

double line_to_point(Point a, Point b, Point p) {
  return distance(interpolate(a, b, nearest_fraction(a, b, p)), p);
}

/// Pulls the points where a route crosses borders straight, clear of the villages.
std::vector<Point> pull_straight(const TerritoryPlan& plan, const Route& route) {
  std::vector<Point> points;
  for (const std::uint32_t b : route.borders) points.push_back(along(plan.borders[b].line, 0.5));
  const auto strain = [&](std::size_t i, Point p) {
    double cost = 0;
    for (const std::size_t j : {i - 1, i + 1}) {
      if (j >= points.size()) continue;
      const double step = distance(points[j], p);
      const Point seat = plan.places[route.places[std::min(i, j)]].seat;
      const double clear = line_to_point(points[j], p, seat);
      cost += step * step / 2000 + (clear < 1100 ? 6 * (1100 - clear) : 0);
    }
    return cost;
  };
  for (int round = 0; round < 12; ++round) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (int step = 0; step < 13; ++step) {
        const Point p = along(plan.borders[route.borders[i]].line, 0.14 + 0.06 * step);
        if (strain(i, p) < strain(i, points[i])) points[i] = p;
      }
    }
  }
  return points;
}

void add_stretches(TerritoryPlan& plan, const Route& route, const std::vector<Point>& points) {
  constexpr std::size_t at_least_every = 5;
  const auto first = static_cast<std::uint32_t>(plan.motorway_points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point before = points[i > 0 ? i - 1 : 0];
    const Point after = points[std::min(i + 1, points.size() - 1)];
    plan.motorway_points.push_back({points[i], direction(before, after)});
  }
  std::size_t since_last = at_least_every - 1;
  for (std::size_t i = 0; i < route.places.size(); ++i) {
    Place& place = plan.places[route.places[i]];
    const auto number = static_cast<std::uint32_t>(plan.motorway_stretches.size());
    const bool wanted =
        ++since_last >= at_least_every || (place.rank <= Rank::bourg && since_last > 2);
    if (wanted) since_last = 0;
    const auto entry = static_cast<std::uint32_t>(first + i);
    plan.motorway_stretches.push_back({route.places[i], entry, entry + 1, wanted});
    place.motorways.push_back(number);
  }
}

}  // namespace

void lay_motorways(TerritoryPlan& plan, std::size_t count) {
  const Neighbours neighbours = neighbours_of(plan);
  Random random(plan.seed, Purpose::motorway);
  const double first_angle = random.between(0, 6.28);
  for (std::size_t i = 0; i < count; ++i) {
    // Spread evenly, so that no two run side by side.
    const double angle =
        first_angle + 3.14159265 * static_cast<double>(i) / static_cast<double>(count);
    const std::uint32_t source = gate_towards(plan, angle);
    const std::uint32_t target = gate_towards(plan, angle + random.between(2.5, 3.7));
    if (source == nobody || target == nobody || source == target) continue;
    const Route route = find_route(plan, neighbours, source, target);
    // Communes that lie apart from all others have no motorway.
    if (route.places.back() != source) continue;
    add_stretches(plan, route, pull_straight(plan, route));
  }
}

}  // namespace coverage::synthetic
