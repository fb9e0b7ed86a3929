#include <algorithm>
#include <cmath>
#include <map>
#include <queue>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

BorderFrame frame_borders(TerritoryPlan& plan, const std::vector<Point>& seats) {
  const VoronoiDiagram diagram = voronoi(seats);
  BorderFrame frame;
  frame.corners = diagram.vertices;
  frame.river_tangents.resize(diagram.vertices.size());
  const auto count = static_cast<std::uint32_t>(plan.places.size());
  std::vector<std::uint32_t> number(diagram.edges.size(), nobody);
  for (std::size_t e = 0; e < diagram.edges.size(); ++e) {
    const VoronoiDiagram::Edge& edge = diagram.edges[e];
    if (edge.left >= count && edge.right >= count) continue;
    number[e] = static_cast<std::uint32_t>(plan.borders.size());
    plan.borders.push_back({edge.left < count ? edge.left : nobody,
                            edge.right < count ? edge.right : nobody,
                            {diagram.vertices[edge.from], diagram.vertices[edge.to]},
                            false});
    frame.ends.emplace_back(edge.from, edge.to);
  }
  for (std::uint32_t p = 0; p < count; ++p) {
    for (const VoronoiDiagram::Side& side : diagram.cells[p]) {
      plan.places[p].sides.push_back({number[side.edge], side.reversed});
    }
  }
  return frame;
}

namespace {

/// A net of corners joined by borders that have a place on both sides.
std::vector<std::vector<std::uint32_t>> borders_at_corners(const TerritoryPlan& plan,
                                                           const BorderFrame& frame) {
  std::vector<std::vector<std::uint32_t>> at(frame.corners.size());
  for (std::uint32_t b = 0; b < plan.borders.size(); ++b) {
    if (plan.borders[b].left == nobody || plan.borders[b].right == nobody) continue;
    at[frame.ends[b].first].push_back(b);
    at[frame.ends[b].second].push_back(b);
  }
  return at;
}

/// The corner of the net that lies farthest towards `angle`.
std::uint32_t farthest(const BorderFrame& frame, const std::vector<std::vector<std::uint32_t>>& net,
                       double angle) {
  std::uint32_t best = 0;
  double best_reach = -infinity;
  for (std::uint32_t corner = 0; corner < net.size(); ++corner) {
    const double reach =
        frame.corners[corner].x * std::cos(angle) + frame.corners[corner].y * std::sin(angle);
    if (net[corner].empty() || reach <= best_reach) continue;
    best = corner;
    best_reach = reach;
  }
  return best;
}

/// Corners of the cheapest way from `source` to `target`, each border made dearer by chance.
std::vector<std::uint32_t> wander(const TerritoryPlan& plan, const BorderFrame& frame,
                                  const std::vector<std::vector<std::uint32_t>>& net,
                                  std::uint32_t source, std::uint32_t target) {
  std::vector<double> cost(net.size(), infinity);
  std::vector<std::uint32_t> before(net.size(), nobody);
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  cost[source] = 0;
  queue.emplace(0, source);
  while (!queue.empty()) {
    const auto [reached, corner] = queue.top();
    queue.pop();
    if (reached > cost[corner]) continue;
    if (corner == target) break;
    for (const std::uint32_t border : net[corner]) {
      const auto [a, b] = frame.ends[border];
      const std::uint32_t next = a == corner ? b : a;
      const double dearer = Random(plan.seed, Purpose::river, border).between(1, 2.4);
      const double total = reached + dearer * distance(frame.corners[a], frame.corners[b]);
      if (total >= cost[next]) continue;
      cost[next] = total;
      before[next] = corner;
      queue.emplace(total, next);
    }
  }
  std::vector<std::uint32_t> way;
  for (std::uint32_t corner = target; corner != nobody; corner = before[corner]) {
    way.push_back(corner);
  }
  std::reverse(way.begin(), way.end());
  return way;
}

void mark_river(TerritoryPlan& plan, BorderFrame& frame) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> border_of;
  for (std::uint32_t b = 0; b < plan.borders.size(); ++b) {
    border_of.emplace(std::minmax(frame.ends[b].first, frame.ends[b].second), b);
  }
  for (std::size_t i = 1; i < frame.river.size(); ++i) {
    Border& border = plan.borders[border_of.at(std::minmax(frame.river[i - 1], frame.river[i]))];
    border.is_river = true;
    plan.places[border.left].on_river = true;
    plan.places[border.right].on_river = true;
  }
}

}  // namespace

void lead_river(TerritoryPlan& plan, BorderFrame& frame) {
  const auto net = borders_at_corners(plan, frame);
  Random random(plan.seed, Purpose::river, 0xffffffff);
  const double angle = random.between(0, 6.28);
  frame.river = wander(plan, frame, net, farthest(frame, net, angle),
                       farthest(frame, net, angle + random.between(2.6, 3.6)));
  for (std::size_t i = 0; i < frame.river.size(); ++i) {
    const Point before = frame.corners[frame.river[i > 0 ? i - 1 : 0]];
    const Point after = frame.corners[frame.river[std::min(i + 1, frame.river.size() - 1)]];
    frame.river_tangents[frame.river[i]] = direction(before, after);
  }
  mark_river(plan, frame);
}

namespace {

void roughen(Random& random, double roughness, Point a, Point b, Polyline& line) {
  const double length = distance(a, b);
  if (length > 190) {
    const double shift = std::clamp(random.bell(), -2.0, 2.0) * roughness;
    const Point middle{(a.x + b.x) / 2 - (b.y - a.y) * shift,
                       (a.y + b.y) / 2 + (b.x - a.x) * shift};
    roughen(random, roughness, a, middle, line);
    roughen(random, roughness, middle, b, line);
  } else {
    line.push_back(b);
  }
}

/// A river's bends: a cubic that leaves and arrives along the river's direction, with meanders.
Polyline meander(Random& random, double strength, Point a, Point b, Point leave, Point arrive) {
  const double length = distance(a, b);
  const int steps = std::max(2, static_cast<int>(length / 110));
  const double pull = 1.1 * length * strength;
  const double sway = random.between(0.02, 0.06) * std::min(length, 2500.0) * strength;
  const double waves = std::round(length / 1100) * 3.14159265358979;
  const Point along_it = direction(a, b);
  Polyline line{a};
  for (int i = 1; i < steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    const double fade = std::min(1.0, 4 * std::min(t, 1 - t));
    const double offset = sway * fade * std::sin(waves * t);
    const double from_a = pull * t * (1 - t) * (1 - t);
    const double to_b = -pull * t * t * (1 - t);
    // At strength zero this is the straight line.
    const double s = t + strength * (t * t * (3 - 2 * t) - t);
    line.push_back(
        {a.x + (b.x - a.x) * s + leave.x * from_a + arrive.x * to_b - along_it.y * offset,
         a.y + (b.y - a.y) * s + leave.y * from_a + arrive.y * to_b + along_it.x * offset});
  }
  line.push_back(b);
  return line;
}

Polyline bent(const TerritoryPlan& plan, const BorderFrame& frame, std::uint32_t border,
              double strength) {
  Random random(plan.seed, Purpose::border, border);
  const auto [from, to] = frame.ends[border];
  const Point a = frame.corners[from];
  const Point b = frame.corners[to];
  if (!plan.borders[border].is_river) {
    Polyline line{a};
    roughen(random, 0.085 * strength, a, b, line);
    return line;
  }
  const auto position = std::find(frame.river.begin(), frame.river.end(), from);
  const bool downstream = position + 1 != frame.river.end() && *(position + 1) == to;
  const double sign = downstream ? 1 : -1;
  const auto turned = [&](Point t) { return Point{t.x * sign, t.y * sign}; };
  return meander(random, strength, a, b, turned(frame.river_tangents[from]),
                 turned(frame.river_tangents[to]));
}

Box box_of(const Polyline& line) {
  Box box;
  for (const Point& p : line) box.include(p);
  return box;
}

bool boxes_meet(const Box& a, const Box& b) {
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

bool lines_cross(const Polyline& a, const Polyline& b) {
  for (std::size_t i = 1; i < a.size(); ++i) {
    for (std::size_t j = 1; j < b.size(); ++j) {
      const bool share =
          a[i] == b[j] || a[i - 1] == b[j - 1] || a[i] == b[j - 1] || a[i - 1] == b[j];
      if (!share && segments_meet(a[i - 1], a[i], b[j - 1], b[j])) return true;
    }
  }
  return false;
}

bool crosses_itself(const Polyline& line) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    for (std::size_t j = i + 2; j < line.size(); ++j) {
      if (segments_meet(line[i - 1], line[i], line[j - 1], line[j])) return true;
    }
  }
  return false;
}

/// Marks borders of a place that cross each other or themselves.
void find_crossed(const TerritoryPlan& plan, const Place& place, std::vector<char>& crossed) {
  for (std::size_t i = 0; i < place.sides.size(); ++i) {
    const std::uint32_t first = place.sides[i].border;
    const Polyline& line = plan.borders[first].line;
    if (plan.borders[first].is_river && crosses_itself(line)) crossed[first] = 1;
    const Box box = box_of(line);
    for (std::size_t j = i + 1; j < place.sides.size(); ++j) {
      const std::uint32_t second = place.sides[j].border;
      if (!boxes_meet(box, box_of(plan.borders[second].line))) continue;
      if (lines_cross(line, plan.borders[second].line)) crossed[first] = crossed[second] = 1;
    }
  }
}

}  // namespace

void bend_borders(TerritoryPlan& plan, const BorderFrame& frame) {
  std::vector<double> strength(plan.borders.size(), 1.0);
  std::vector<char> changed(plan.borders.size(), 1);
  // Straight borders never cross, and strengths fall to zero, so this ends.
  while (std::find(changed.begin(), changed.end(), 1) != changed.end()) {
    for (std::uint32_t b = 0; b < plan.borders.size(); ++b) {
      if (changed[b]) plan.borders[b].line = bent(plan, frame, b, strength[b]);
    }
    std::vector<char> crossed(plan.borders.size(), 0);
    for (const Place& place : plan.places) find_crossed(plan, place, crossed);
    for (std::uint32_t b = 0; b < plan.borders.size(); ++b) {
      changed[b] = crossed[b] != 0 && strength[b] > 0 ? 1 : 0;
      if (changed[b]) strength[b] = strength[b] > 0.2 ? strength[b] * 0.5 : 0;
    }
  }
  for (std::size_t i = 1; i < frame.river.size(); ++i) {
    for (std::uint32_t b = 0; b < plan.borders.size(); ++b) {
      if (!plan.borders[b].is_river) continue;
      Polyline line = plan.borders[b].line;
      const auto [from, to] = frame.ends[b];
      if (std::minmax(from, to) != std::minmax(frame.river[i - 1], frame.river[i])) continue;
      if (from != frame.river[i - 1]) std::reverse(line.begin(), line.end());
      plan.river.insert(plan.river.end(), line.begin() + (i > 1 ? 1 : 0), line.end());
    }
  }
}

void move_river_towns(TerritoryPlan& plan) {
  constexpr double from_bank = 420;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    Place& place = plan.places[p];
    const double wish = place.rank <= Rank::town ? 1 : 0.35;
    if (!place.on_river || !Random(plan.seed, Purpose::river, p + 1000000).chance(wish)) continue;
    const Border* longest = nullptr;
    for (const Place::Side& side : place.sides) {
      const Border& border = plan.borders[side.border];
      if (border.is_river && (!longest || length_of(border.line) > length_of(longest->line))) {
        longest = &border;
      }
    }
    if (!longest || length_of(longest->line) < 900) continue;
    const Point bank = along(longest->line, 0.5);
    const Point inland = direction(bank, place.seat);
    const Point moved{bank.x + inland.x * from_bank, bank.y + inland.y * from_bank};
    double clear = infinity;
    for (const Point& corner : plan.outline(place)) {
      clear = std::min(clear, distance(corner, moved));
    }
    if (clear > 250) place.seat = moved;
  }
}

}  // namespace coverage::synthetic
