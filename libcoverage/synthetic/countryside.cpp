#include <algorithm>
#include <cmath>

#include "libcoverage/synthetic/drawing_steps.h"
#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

Box box_of(const Polyline& line) {
  Box box;
  for (const Point& p : line) box.include(p);
  return box;
}

Point beyond(Point from, Point direction, double length) {
  return {from.x + direction.x * length, from.y + direction.y * length};
}

DrawnWay country_way(RoadClass road_class) {
  DrawnWay way;
  way.road_class = road_class;
  return way;
}

/// Draws roads between existing vertices and free places of one commune.
class Countryside {
 public:
  Countryside(Drawing& drawing, std::uint64_t part)
      : drawing_(drawing),
        box_(box_of(drawing.outline)),
        random_(drawing.plan.seed, Purpose::commune_roads,
                (std::uint64_t{drawing.index} << 3) + part + (std::uint64_t{1} << 50)) {}

  void add_hamlets();
  void add_lanes();
  void fill();

 private:
  std::optional<Point> remote_place();
  bool link(std::uint32_t from, std::uint32_t to, const DrawRules& rules, RoadClass road_class);
  void second_link(std::uint32_t hamlet, std::uint32_t first_target);
  std::optional<std::uint32_t> base_vertex();
  void add_farm();
  void add_connection(RoadClass road_class);

  Drawing& drawing_;
  Box box_;
  Random random_;
};

/// Of a few places on land, the one farthest from all roads.
std::optional<Point> Countryside::remote_place() {
  std::optional<Point> best;
  double most = 260;
  for (int i = 0; i < 5; ++i) {
    const Point p{random_.between(box_.min_x, box_.max_x), random_.between(box_.min_y, box_.max_y)};
    if (!drawing_.is_land(p)) continue;
    const std::optional<std::uint32_t> near = drawing_.sketch.nearest(p, 3000);
    if (!near) continue;
    const double away = distance(drawing_.sketch.at(*near), p);
    if (away <= most) continue;
    best = p;
    most = away;
  }
  return best;
}

bool Countryside::link(std::uint32_t from, std::uint32_t to, const DrawRules& rules,
                       RoadClass road_class) {
  const Point a = drawing_.sketch.at(from), b = drawing_.sketch.at(to);
  for (const double roughness : {0.075, 0.03}) {
    const Point leave = direction(a, b);
    const Polyline line = bent_line(random_, a, leave, b, roughness, 80);
    if (drawing_.sketch.draw(from, line, to, rules, country_way(road_class))) return true;
  }
  return false;
}

void Countryside::second_link(std::uint32_t hamlet, std::uint32_t first_target) {
  const Point here = drawing_.sketch.at(hamlet);
  const Point first = direction(here, drawing_.sketch.at(first_target));
  std::uint32_t best = nobody;
  double nearest = 2300;
  for (const std::uint32_t v : drawing_.sketch.vertices_near(here, 2300)) {
    const Point p = drawing_.sketch.at(v);
    const Point there = direction(here, p);
    const double away = distance(here, p);
    if (there.x * first.x + there.y * first.y > -0.1 || away < 250 || away >= nearest) continue;
    best = v;
    nearest = away;
  }
  if (best != nobody) link(hamlet, best, {}, RoadClass::unclassified);
}

void Countryside::add_hamlets() {
  const double density = 0.85e-6;  // hamlets a square metre
  const auto wanted = static_cast<std::size_t>(drawing_.place.area * density + 1);
  for (std::size_t i = 0; i < wanted && drawing_.has_budget(); ++i) {
    const std::optional<Point> where = remote_place();
    if (!where) continue;
    const std::optional<std::uint32_t> target = drawing_.sketch.nearest(*where, 3000);
    const std::uint32_t hamlet = drawing_.sketch.add_vertex(*where);
    if (!link(hamlet, *target, {}, RoadClass::unclassified)) continue;
    if (random_.chance(0.75)) second_link(hamlet, *target);
    build_streets(drawing_, *where, random_.between(60, 240),
                  static_cast<std::uint32_t>(random_.below(7)));
  }
}

void Countryside::add_lanes() {
  for (const std::uint32_t c : drawing_.place.crossings) {
    const Crossing& crossing = drawing_.plan.crossings[c];
    if (!crossing.is_lane) continue;
    const double sign = crossing.to == drawing_.index ? 1 : -1;
    const Point in{crossing.ahead.x * sign, crossing.ahead.y * sign};
    const std::optional<std::uint32_t> target =
        drawing_.sketch.nearest(beyond(crossing.where, in, 350), 3000);
    if (!target) continue;
    const std::uint32_t start = drawing_.sketch.add_vertex(crossing.where, crossing_node(c));
    const DrawRules rules{.through = crossing.where};
    link(start, *target, rules, crossing.road_class);
  }
}

/// A vertex that a by-road may leave, more often one near the village than a remote one.
std::optional<std::uint32_t> Countryside::base_vertex() {
  const auto v = static_cast<std::uint32_t>(random_.below(drawing_.sketch.roads.vertices.size()));
  const unsigned degree = drawing_.sketch.degree(v);
  if (drawing_.sketch.neighbours(v).empty() || degree > 2) return {};
  if (drawing_.sketch.roads.vertices[v].shared != CommuneRoads::own) return {};
  const double away = distance(drawing_.sketch.at(v), drawing_.place.seat);
  if (!random_.chance(0.22 + std::exp(-away / 1800))) return {};
  return v;
}

void Countryside::add_farm() {
  const std::optional<std::uint32_t> base = base_vertex();
  if (!base) return;
  const Point start = drawing_.sketch.at(*base);
  const Point ahead = drawing_.sketch.outwards(*base, random_);
  const Point end = beyond(start, ahead, random_.between(45, 330));
  const Polyline line = bent_line(random_, start, ahead, end, 0.06, 55);
  const bool private_drive = random_.chance(0.55);
  const DrawRules rules{.merge_radius = 40, .may_end = true, .shortest = 35};
  drawing_.sketch.draw(*base, line, std::nullopt, rules,
                       country_way(private_drive         ? RoadClass::service
                                   : random_.chance(0.5) ? RoadClass::residential
                                                         : RoadClass::unclassified));
}

void Countryside::add_connection(RoadClass road_class) {
  const std::optional<std::uint32_t> base = base_vertex();
  if (!base) return;
  const Point start = drawing_.sketch.at(*base);
  const Point ahead = drawing_.sketch.outwards(*base, random_);
  const Point aim = beyond(start, ahead, random_.between(350, 1500));
  const std::optional<std::uint32_t> target = drawing_.sketch.nearest(aim, 450);
  if (target && *target != *base) {
    link(*base, *target, {}, road_class);
  } else if (road_class == RoadClass::track) {
    const Polyline line = bent_line(random_, start, ahead, aim, 0.07, 75);
    drawing_.sketch.draw(*base, line, std::nullopt, DrawRules{.may_end = true},
                         country_way(road_class));
  }
}

void Countryside::fill() {
  std::size_t tries = 60 + std::size_t{drawing_.place.junctions} * 25;
  for (; drawing_.has_budget() && tries > 0; --tries) {
    const double kind = random_.uniform();
    if (kind < 0.55) {
      add_farm();
    } else if (kind < 0.85) {
      add_connection(RoadClass::unclassified);
    } else {
      add_connection(RoadClass::track);
    }
  }
}

}  // namespace

void draw_hamlets(Drawing& drawing) {
  Countryside(drawing, 1).add_hamlets();
}
void draw_lanes(Drawing& drawing) {
  Countryside(drawing, 2).add_lanes();
}
void fill_countryside(Drawing& drawing) {
  Countryside(drawing, 3).fill();
}

}  // namespace coverage::synthetic
