#include <algorithm>
#include <cmath>
#include <tuple>

#include "libcoverage/synthetic/drawing_steps.h"
#include "libcoverage/synthetic/place_names.h"
#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

constexpr double roundabout_radius = 20;
constexpr int roundabout_corners = 8;

double roughness_of(RoadClass road_class) {
  switch (road_class) {
    case RoadClass::trunk:
      return 0.018;
    case RoadClass::primary:
      return 0.024;
    case RoadClass::secondary:
      return 0.034;
    case RoadClass::tertiary:
      return 0.046;
    default:
      return 0.06;
  }
}

Point inwards(const Drawing& drawing, const Crossing& crossing) {
  const bool enters = crossing.to == drawing.index;
  return enters ? crossing.ahead : Point{-crossing.ahead.x, -crossing.ahead.y};
}

/// Where a further road joins: of what is drawn near the seat, the vertex nearest to its start.
std::uint32_t join_target(const Drawing& drawing, Random& random, Point start, std::size_t order) {
  if (order < 2) return drawing.seat;
  const Place& place = drawing.place;
  const double reach = place.rank <= Rank::town ? random.between(0.1, 0.8) * place.built_up_radius
                                                : random.between(60, 700);
  std::uint32_t best = drawing.seat;
  for (const std::uint32_t v : drawing.sketch.vertices_near(place.seat, reach)) {
    const bool crowded = drawing.sketch.degree(v) > 3;
    if (!crowded &&
        distance(drawing.sketch.at(v), start) < distance(drawing.sketch.at(best), start)) {
      best = v;
    }
  }
  return best;
}

DrawnWay way_like(const Drawing& drawing, const Crossing& crossing) {
  DrawnWay way;
  way.road_class = crossing.road_class;
  if (crossing.road != nobody) way.number = drawing.plan.road_numbers[crossing.road];
  return way;
}

/// A ring at `centre`, driven counter-clockwise, open to roads at its corners.
std::vector<std::uint32_t> add_roundabout(Drawing& drawing, Point centre, const DrawnWay& like) {
  std::vector<std::uint32_t> ring;
  for (int i = 0; i < roundabout_corners; ++i) {
    const double angle = 6.283185307 * i / roundabout_corners;
    ring.push_back(drawing.sketch.add_vertex({centre.x + roundabout_radius * std::cos(angle),
                                              centre.y + roundabout_radius * std::sin(angle)}));
  }
  DrawnWay way = like;
  way.vertices = ring;
  way.vertices.push_back(ring.front());
  way.roundabout = true;
  way.maxspeed = 50;
  drawing.sketch.add_way(std::move(way));
  return ring;
}

std::uint32_t corner_towards(const Drawing& drawing, const std::vector<std::uint32_t>& ring,
                             Point p) {
  return *std::min_element(ring.begin(), ring.end(), [&](std::uint32_t a, std::uint32_t b) {
    return distance(drawing.sketch.at(a), p) < distance(drawing.sketch.at(b), p);
  });
}

/// The point of a road at which the town begins, where a roundabout may stand.
std::size_t town_entry(const Drawing& drawing, const Polyline& line) {
  for (std::size_t i = 2; i + 3 < line.size(); ++i) {
    if (distance(line[i], drawing.place.seat) < drawing.place.built_up_radius * 1.1) return i;
  }
  return 0;
}

class MainRoad {
 public:
  MainRoad(Drawing& drawing, std::uint32_t crossing, std::size_t order)
      : drawing_(drawing),
        crossing_(drawing.plan.crossings[crossing]),
        random_(drawing.plan.seed, Purpose::commune_roads,
                (std::uint64_t{crossing} << 1) | (crossing_.from == drawing.index ? 1 : 0)),
        order_(order),
        node_(crossing_node(crossing)),
        rules_{.merge_radius = 30, .through = crossing_.where} {}

  void draw() {
    const std::uint32_t target = join_target(drawing_, random_, crossing_.where, order_);
    // Gentler and gentler bends, until the road stays on its side of the water.
    for (const double strength : {1.0, 0.5, 0.2, 0.0}) {
      const Polyline line = course(target, strength);
      if (draw_along(line, target)) return;
    }
    const Polyline straight{drawing_.place.seat};
    draw_along(straight, drawing_.seat);
  }

 private:
  Polyline course(std::uint32_t target, double strength) {
    const Point to = drawing_.sketch.at(target);
    const Point straight = direction(crossing_.where, to);
    const Point in = inwards(drawing_, crossing_);
    const Point leave =
        direction({0, 0}, {straight.x + strength * in.x, straight.y + strength * in.y});
    return bent_line(random_, crossing_.where, leave, to,
                     roughness_of(crossing_.road_class) * strength, 85);
  }
  std::uint32_t start() {
    if (start_ == nobody) start_ = drawing_.sketch.add_vertex(crossing_.where, node_);
    return start_;
  }
  bool draw_along(const Polyline& line, std::uint32_t target) {
    const bool wants_roundabout = drawing_.place.rank <= Rank::town &&
                                  crossing_.road_class <= RoadClass::secondary &&
                                  random_.chance(0.6);
    const std::size_t entry = wants_roundabout ? town_entry(drawing_, line) : 0;
    if (entry > 0 && !drawing_.sketch.nearest(line[entry], 130) &&
        draw_with_roundabout(line, entry, target)) {
      return true;
    }
    const auto way =
        drawing_.sketch.draw(start(), line, target, rules_, way_like(drawing_, crossing_));
    if (!way) return false;
    mark_bridge(*way);
    settle(*way);
    return true;
  }
  bool draw_with_roundabout(const Polyline& line, std::size_t entry, std::uint32_t target) {
    RoadSketch& sketch = drawing_.sketch;
    const DrawnWay like = way_like(drawing_, crossing_);
    const Polyline outside(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(entry) - 1);
    const std::optional<std::uint32_t> way = sketch.draw(
        start(), outside, std::nullopt,
        DrawRules{
            .merge_radius = 1, .may_end = true, .through = crossing_.where, .may_merge = false},
        like);
    if (!way) return false;
    const std::uint32_t end = sketch.roads.ways[*way].vertices.back();
    const auto ring = add_roundabout(drawing_, line[entry], like);
    DrawnWay link = like;
    link.vertices = {end, corner_towards(drawing_, ring, sketch.at(end))};
    sketch.add_way(std::move(link));
    mark_bridge(*way);
    const Polyline inside(line.begin() + static_cast<std::ptrdiff_t>(entry) + 1, line.end());
    const std::uint32_t exit = corner_towards(drawing_, ring, inside.front());
    const auto rest = sketch.draw(exit, inside, target, rules_, like);
    if (rest) settle(*rest);
    return true;
  }
  void mark_bridge(std::uint32_t way) {
    const std::vector<std::uint32_t>& vertices = drawing_.sketch.roads.ways[way].vertices;
    if (crossing_.is_bridge) drawing_.bridges.insert(std::minmax(vertices[0], vertices[1]));
  }
  void settle(std::uint32_t way) {
    drawing_.approaches.emplace_back(way, drawing_.neighbour_of(crossing_));
  }

  Drawing& drawing_;
  const Crossing& crossing_;
  Random random_;
  std::size_t order_;
  std::int64_t node_;
  DrawRules rules_;
  std::uint32_t start_ = nobody;
};

}  // namespace

void draw_main_roads(Drawing& drawing) {
  std::vector<std::uint32_t> order;
  for (const std::uint32_t c : drawing.place.crossings) {
    if (!drawing.plan.crossings[c].is_lane) order.push_back(c);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(drawing.plan.crossings[a].road_class, a) <
           std::tuple(drawing.plan.crossings[b].road_class, b);
  });
  drawing.seat = drawing.sketch.add_vertex(drawing.place.seat);
  for (std::size_t i = 0; i < order.size(); ++i) MainRoad(drawing, order[i], i).draw();
}

void name_approaches(Drawing& drawing) {
  std::vector<DrawnWay>& ways = drawing.sketch.roads.ways;
  const double radius = drawing.place.built_up_radius;
  for (const auto& [number, from] : drawing.approaches) {
    const std::vector<std::uint32_t>& vertices = ways[number].vertices;
    std::size_t first = 1;
    while (first + 1 < vertices.size() &&
           distance(drawing.sketch.at(vertices[first]), drawing.place.seat) > radius) {
      ++first;
    }
    if (first + 1 >= vertices.size()) continue;
    DrawnWay street = ways[number];
    street.vertices.erase(street.vertices.begin(),
                          street.vertices.begin() + static_cast<std::ptrdiff_t>(first));
    street.maxspeed = 50;
    street.name = (drawing.place.rank <= Rank::town ? "Avenue " : "Route ") + of_place(from);
    ways[number].vertices.resize(first + 1);
    ways.push_back(std::move(street));
  }
}

}  // namespace coverage::synthetic
