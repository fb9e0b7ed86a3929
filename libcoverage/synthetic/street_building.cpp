#include <algorithm>
#include <cmath>
#include <queue>

#include "libcoverage/synthetic/drawing_steps.h"
#include "libcoverage/synthetic/place_names.h"
#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

Point turned(Point direction, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  return {direction.x * c - direction.y * s, direction.x * s + direction.y * c};
}

/// Streets still to be tried, those nearest to the centre first.
class StreetBuilder {
 public:
  StreetBuilder(Drawing& drawing, Point centre, double radius, std::uint32_t junctions)
      : drawing_(drawing),
        centre_(centre),
        radius_(radius),
        limit_(drawing.sketch.roads.junctions + junctions),
        random_(drawing.plan.seed, Purpose::streets,
                (std::uint64_t{drawing.index} << 24) + drawing.sketch.roads.vertices.size()),
        wave_(random_.between(0, 6.28)),
        second_wave_(random_.between(0, 6.28)) {}

  void build() {
    for (const std::uint32_t v : drawing_.sketch.vertices_near(centre_, radius_)) {
      offer_both_sides(v, 0.75);
    }
    while (!fronts_.empty() && drawing_.sketch.roads.junctions < limit_) {
      const Front front = fronts_.top();
      fronts_.pop();
      grow(front);
    }
  }

 private:
  struct Front {
    double priority;
    std::uint32_t vertex;
    Point ahead;
    bool operator<(const Front& other) const {
      if (priority != other.priority) return priority > other.priority;
      return vertex > other.vertex;
    }
  };

  double depth(Point p) const { return distance(p, centre_) / radius_; }
  /// The town is not a disc: it reaches farther to some sides.
  bool is_built_up(Point p) const {
    const double angle = std::atan2(p.y - centre_.y, p.x - centre_.x);
    return depth(p) <
           0.82 + 0.22 * std::sin(2 * angle + wave_) + 0.12 * std::sin(3 * angle + second_wave_);
  }
  void offer(std::uint32_t vertex, Point ahead) {
    const double key = depth(drawing_.sketch.at(vertex)) + random_.between(0, 0.25);
    fronts_.push({key, vertex, turned(ahead, random_.bell() * 0.07)});
  }
  void offer_both_sides(std::uint32_t vertex, double likely) {
    if (drawing_.sketch.degree(vertex) > 2) return;
    const Point side = drawing_.sketch.outwards(vertex, random_);
    if (random_.chance(likely)) offer(vertex, side);
    if (drawing_.sketch.degree(vertex) == 2 && random_.chance(0.5 * likely)) {
      offer(vertex, {-side.x, -side.y});
    }
  }
  Polyline course(const Front& front, std::size_t blocks) {
    Polyline line;
    Point p = drawing_.sketch.at(front.vertex);
    Point ahead = front.ahead;
    const double curve = random_.chance(0.35) ? random_.bell() * 0.09 : 0;
    for (std::size_t i = 0; i < blocks; ++i) {
      const double block = 48 + 45 * std::min(1.5, depth(p)) + random_.between(0, 26);
      ahead = turned(ahead, curve + random_.bell() * 0.03);
      p = {p.x + ahead.x * block, p.y + ahead.y * block};
      if (!is_built_up(p)) break;
      line.push_back(p);
    }
    return line;
  }
  void grow(const Front& front) {
    const double out = depth(drawing_.sketch.at(front.vertex));
    const std::size_t blocks = 2 + random_.below(out < 0.5 ? 7 : 4);
    const Polyline line = course(front, blocks);
    DrawnWay like;
    like.road_class = random_.chance(0.06) ? RoadClass::living_street : RoadClass::residential;
    if (out < 0.4 && random_.chance(0.3)) like.maxspeed = 30;
    if (random_.chance(0.85)) like.name = street_name(random_);
    const DrawRules rules{.merge_radius = 27 + 8 * out, .may_end = true, .shortest = 35};
    const auto way = drawing_.sketch.draw(front.vertex, line, std::nullopt, rules, like);
    if (!way) return;
    const std::vector<std::uint32_t> vertices = drawing_.sketch.roads.ways[*way].vertices;
    const double branching = std::max(0.28, 0.85 - 0.55 * out);
    for (std::size_t i = 1; i < vertices.size(); ++i) offer_both_sides(vertices[i], branching);
  }

  Drawing& drawing_;
  Point centre_;
  double radius_;
  std::uint32_t limit_;
  Random random_;
  double wave_, second_wave_;
  std::priority_queue<Front> fronts_;
};

}  // namespace

void build_streets(Drawing& drawing, Point centre, double radius, std::uint32_t junctions) {
  StreetBuilder(drawing, centre, radius, junctions).build();
}

namespace {

/// What can be reached from the seat, or can reach it, with one-way streets as they are.
std::vector<char> reached(const Drawing& drawing, bool forwards) {
  const CommuneRoads& roads = drawing.sketch.roads;
  std::vector<std::vector<std::uint32_t>> next(roads.vertices.size());
  for (const DrawnWay& way : roads.ways) {
    if (way.road_class <= RoadClass::motorway_link || way.road_class == RoadClass::ferry) continue;
    for (std::size_t i = 1; i < way.vertices.size(); ++i) {
      const std::uint32_t a = way.vertices[forwards ? i - 1 : i];
      const std::uint32_t b = way.vertices[forwards ? i : i - 1];
      next[a].push_back(b);
      if (!way.oneway && !way.roundabout) next[b].push_back(a);
    }
  }
  std::vector<char> seen(roads.vertices.size(), 0);
  std::vector<std::uint32_t> stack{drawing.seat};
  seen[drawing.seat] = 1;
  while (!stack.empty()) {
    const std::uint32_t v = stack.back();
    stack.pop_back();
    for (const std::uint32_t w : next[v]) {
      if (!seen[w]) stack.push_back(w);
      seen[w] = 1;
    }
  }
  return seen;
}

}  // namespace

void set_one_ways(Drawing& drawing) {
  const Place& place = drawing.place;
  const double share = place.rank == Rank::city ? 0.34 : place.rank == Rank::town ? 0.2 : 0.05;
  Random random(drawing.plan.seed, Purpose::streets, drawing.index + (std::uint64_t{1} << 60));
  RoadSketch& sketch = drawing.sketch;
  for (DrawnWay& way : sketch.roads.ways) {
    if (way.road_class != RoadClass::residential) continue;
    const std::uint32_t first = way.vertices.front(), last = way.vertices.back();
    const bool through = sketch.degree(first) > 1 && sketch.degree(last) > 1;
    const bool central = distance(sketch.at(first), place.seat) < 0.75 * place.built_up_radius;
    way.oneway = through && central && random.chance(share);
    if (way.oneway && random.chance(0.5)) std::reverse(way.vertices.begin(), way.vertices.end());
  }
  for (bool changed = true; changed;) {
    changed = false;
    const std::vector<char> from_seat = reached(drawing, true), to_seat = reached(drawing, false);
    for (DrawnWay& way : sketch.roads.ways) {
      if (!way.oneway || way.road_class <= RoadClass::motorway_link) continue;
      const bool trapped = std::any_of(way.vertices.begin(), way.vertices.end(),
                                       [&](auto v) { return !from_seat[v] || !to_seat[v]; });
      if (trapped) {
        way.oneway = false;
        changed = true;
      }
    }
  }
}

}  // namespace coverage::synthetic
