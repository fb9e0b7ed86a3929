#include <algorithm>
#include <cmath>

#include "libcoverage/synthetic/drawing_steps.h"
#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

constexpr double half_width = 14;  // from the middle to a carriageway

/// The middle line of a stretch, a point about every 90 m, and its normals to the right.
struct Middle {
  Polyline line;
  std::vector<Point> right;
};

Middle middle_of(const MotorwayPoint& entry, const MotorwayPoint& exit) {
  Middle middle;
  const double length = distance(entry.where, exit.where);
  const int steps = std::max(4, static_cast<int>(length / 90));
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps, u = 1 - t;
    const double a = u * u * (1 + 2 * t), b = t * t * (3 - 2 * t);
    const double from = length * t * u * u, to = -length * t * t * u;
    middle.line.push_back(
        {a * entry.where.x + b * exit.where.x + from * entry.ahead.x + to * exit.ahead.x,
         a * entry.where.y + b * exit.where.y + from * entry.ahead.y + to * exit.ahead.y});
  }
  for (int i = 0; i <= steps; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const Point ahead = i == 0       ? entry.ahead
                        : i == steps ? exit.ahead
                                     : direction(middle.line[at - 1], middle.line[at + 1]);
    middle.right.push_back({ahead.y, -ahead.x});
  }
  return middle;
}

/// A road that a motorway passes: which, and where on the motorway.
struct Passing {
  std::uint32_t way = nobody, segment = 0;
  std::size_t step = 0;
};

class Stretch {
 public:
  Stretch(Drawing& drawing, const MotorwayStretch& stretch)
      : drawing_(drawing),
        stretch_(stretch),
        middle_(middle_of(drawing.plan.motorway_points[stretch.entry],
                          drawing.plan.motorway_points[stretch.exit])) {}

  void draw() {
    const std::vector<Passing> passings = find_passings();
    std::vector<std::uint32_t> rightwards = carriageway(true);
    std::vector<std::uint32_t> leftwards = carriageway(false);
    if (stretch_.has_interchange) add_ramps(passings, rightwards, leftwards);
    add_carriageway(rightwards, false);
    add_carriageway(leftwards, true);
  }

 private:
  Point offset(std::size_t i, bool right) const {
    const double side = right ? half_width : -half_width;
    return {middle_.line[i].x + middle_.right[i].x * side,
            middle_.line[i].y + middle_.right[i].y * side};
  }
  std::vector<Passing> find_passings() {
    std::vector<Passing> passings;
    for (std::size_t i = 1; i < middle_.line.size(); ++i) {
      for (const bool right : {true, false}) {
        const Point a = offset(i - 1, right), b = offset(i, right);
        drawing_.sketch.for_each_crossed(
            a, b, [&](std::uint32_t way, std::uint32_t segment, Point c, Point d) {
              if (!segments_meet(a, b, c, d)) return;
              const auto& road = drawing_.sketch.roads.ways[way].vertices;
              drawing_.bridges.insert(std::minmax(road[segment], road[segment + 1]));
              passings.push_back({way, segment, i});
            });
      }
    }
    return passings;
  }
  /// Vertices of a carriageway in the direction of the middle line.
  std::vector<std::uint32_t> carriageway(bool right) {
    std::vector<std::uint32_t> vertices;
    const std::size_t last = middle_.line.size() - 1;
    for (std::size_t i = 0; i <= last; ++i) {
      const std::int64_t shared = i == 0      ? motorway_node(drawing_.plan, stretch_.entry, right)
                                  : i == last ? motorway_node(drawing_.plan, stretch_.exit, right)
                                              : CommuneRoads::own;
      vertices.push_back(drawing_.sketch.add_vertex(offset(i, right), shared));
    }
    return vertices;
  }
  void add_carriageway(std::vector<std::uint32_t> vertices, bool reverse) {
    DrawnWay way;
    way.road_class = RoadClass::motorway;
    way.number = "A 79";
    way.oneway = true;
    way.maxspeed = 130;
    if (reverse) std::reverse(vertices.begin(), vertices.end());
    way.vertices = std::move(vertices);
    drawing_.sketch.add_closed_way(std::move(way));
  }
  /// The vertex of a road two or so before or after the motorway, on its given side.
  std::uint32_t ramp_head(const Passing& passing, bool right) const {
    const std::vector<std::uint32_t>& road = drawing_.sketch.roads.ways[passing.way].vertices;
    const Point middle = middle_.line[passing.step];
    const Point normal = middle_.right[passing.step];
    std::uint32_t best = nobody;
    double best_misfit = infinity;
    for (const std::uint32_t v : road) {
      const Point p = drawing_.sketch.at(v);
      const double side =
          ((p.x - middle.x) * normal.x + (p.y - middle.y) * normal.y) * (right ? 1 : -1);
      const bool shared = drawing_.sketch.roads.vertices[v].shared != CommuneRoads::own;
      const double misfit = std::abs(distance(p, middle) - 170);
      if (shared || side < 45 || misfit >= best_misfit) continue;
      best = v;
      best_misfit = misfit;
    }
    return best_misfit < 260 ? best : nobody;
  }
  void add_ramp(std::uint32_t from, std::uint32_t to, Point leave) {
    const Point a = drawing_.sketch.at(from), b = drawing_.sketch.at(to);
    const double length = distance(a, b);
    const Point control{a.x + leave.x * length * 0.55, a.y + leave.y * length * 0.55};
    DrawnWay ramp;
    ramp.road_class = RoadClass::motorway_link;
    ramp.oneway = true;
    ramp.maxspeed = 70;
    ramp.vertices = {from};
    const int steps = std::max(2, static_cast<int>(length / 60));
    for (int i = 1; i < steps; ++i) {
      const double t = static_cast<double>(i) / steps, u = 1 - t;
      ramp.vertices.push_back(
          drawing_.sketch.add_vertex({u * u * a.x + 2 * u * t * control.x + t * t * b.x,
                                      u * u * a.y + 2 * u * t * control.y + t * t * b.y}));
    }
    ramp.vertices.push_back(to);
    drawing_.sketch.add_closed_way(std::move(ramp));
  }
  /// Off and on, both ways, where the most important road passes.
  void add_ramps(const std::vector<Passing>& passings, const std::vector<std::uint32_t>& rightwards,
                 const std::vector<std::uint32_t>& leftwards) {
    const std::size_t last = middle_.line.size() - 1;
    const Passing* best = nullptr;
    std::uint32_t right_head = nobody, left_head = nobody;
    for (const Passing& passing : passings) {
      if (passing.step < 6 || passing.step + 6 > last) continue;
      const auto& ways = drawing_.sketch.roads.ways;
      if (best && ways[best->way].road_class <= ways[passing.way].road_class) continue;
      const std::uint32_t right = ramp_head(passing, true), left = ramp_head(passing, false);
      if (right == nobody || left == nobody) continue;
      best = &passing;
      right_head = right;
      left_head = left;
    }
    if (!best) return;
    const std::size_t before = best->step - 5, after = best->step + 4;
    const auto ahead = [&](std::size_t i, double sign) {
      return Point{-middle_.right[i].y * sign, middle_.right[i].x * sign};
    };
    const auto towards = [&](std::uint32_t a, std::uint32_t b) {
      return direction(drawing_.sketch.at(a), drawing_.sketch.at(b));
    };
    add_ramp(rightwards[before], right_head, ahead(before, 1));
    add_ramp(right_head, rightwards[after], towards(right_head, rightwards[after]));
    add_ramp(leftwards[after], left_head, ahead(after, -1));
    add_ramp(left_head, leftwards[before], towards(left_head, leftwards[before]));
  }

  Drawing& drawing_;
  const MotorwayStretch& stretch_;
  Middle middle_;
};

}  // namespace

void draw_motorways(Drawing& drawing) {
  for (const std::uint32_t s : drawing.place.motorways) {
    Stretch(drawing, drawing.plan.motorway_stretches[s]).draw();
  }
}

void split_bridges(Drawing& drawing) {
  std::vector<DrawnWay> result;
  for (DrawnWay& way : drawing.sketch.roads.ways) {
    DrawnWay part = way;
    part.vertices.resize(1);
    const auto finish = [&](bool bridge) {
      part.bridge = bridge;
      if (part.vertices.size() > 1) result.push_back(part);
      part.vertices = {part.vertices.back()};
    };
    for (std::size_t i = 1; i < way.vertices.size(); ++i) {
      const bool bridge = !way.roundabout && drawing.bridges.contains(
                                                 std::minmax(way.vertices[i - 1], way.vertices[i]));
      if (bridge) finish(false);
      part.vertices.push_back(way.vertices[i]);
      if (bridge) finish(true);
    }
    finish(false);
  }
  drawing.sketch.roads.ways = std::move(result);
}

}  // namespace coverage::synthetic
