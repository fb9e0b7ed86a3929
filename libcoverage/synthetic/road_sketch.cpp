#include "libcoverage/synthetic/road_sketch.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

constexpr double cell = 128;
constexpr double longest_wall_piece = 100;
constexpr double border_opening = 190;
constexpr double bridge_head = 4;

}  // namespace

RoadSketch::RoadSketch(const Box& extent) : extent_(extent) {
  columns_ = static_cast<int>((extent.max_x - extent.min_x) / cell) + 1;
  rows_ = static_cast<int>((extent.max_y - extent.min_y) / cell) + 1;
  const auto cells = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  segment_cells_.assign(cells, nobody);
  vertex_cells_.assign(cells, nobody);
}

int RoadSketch::column(double x) const {
  return std::clamp(static_cast<int>((x - extent_.min_x) / cell), 0, columns_ - 1);
}
int RoadSketch::row(double y) const {
  return std::clamp(static_cast<int>((y - extent_.min_y) / cell), 0, rows_ - 1);
}

std::uint32_t RoadSketch::add_vertex(Point where, std::int64_t shared) {
  const auto vertex = static_cast<std::uint32_t>(roads.vertices.size());
  roads.vertices.push_back({where, shared});
  degree_.push_back(0);
  neighbours_.emplace_back();
  return vertex;
}

void RoadSketch::insert_segment(const Segment& segment) {
  const auto number = static_cast<std::uint32_t>(segments_.size());
  segments_.push_back(segment);
  const int last_column = column(std::max(segment.a.x, segment.b.x));
  const int last_row = row(std::max(segment.a.y, segment.b.y));
  for (int r = row(std::min(segment.a.y, segment.b.y)); r <= last_row; ++r) {
    for (int c = column(std::min(segment.a.x, segment.b.x)); c <= last_column; ++c) {
      std::uint32_t& head = segment_cells_[cell_at(r, c)];
      segment_entries_.push_back({number, head});
      head = static_cast<std::uint32_t>(segment_entries_.size() - 1);
    }
  }
}

void RoadSketch::insert_wall(Point a, Point b, Wall kind) {
  const int pieces = 1 + static_cast<int>(distance(a, b) / longest_wall_piece);
  for (int i = 0; i < pieces; ++i) {
    Segment segment;
    segment.a = interpolate(a, b, static_cast<double>(i) / pieces);
    segment.b = interpolate(a, b, static_cast<double>(i + 1) / pieces);
    segment.wall = kind;
    insert_segment(segment);
  }
}

void RoadSketch::add_wall(const Polyline& line, Wall kind) {
  for (std::size_t i = 1; i < line.size(); ++i) insert_wall(line[i - 1], line[i], kind);
}

void RoadSketch::count(std::uint32_t vertex, int change) {
  if (roads.vertices[vertex].shared == CommuneRoads::own) {
    roads.junctions = static_cast<std::uint32_t>(static_cast<int>(roads.junctions) + change);
  }
}

std::uint32_t RoadSketch::add_way(DrawnWay way) {
  const auto number = static_cast<std::uint32_t>(roads.ways.size());
  const bool counts = way.road_class != RoadClass::track;
  const auto is_junction = [&](std::uint32_t v) { return degree_[v] > 0 && degree_[v] != 2; };
  for (std::size_t i = 1; i < way.vertices.size(); ++i) {
    const std::uint32_t a = way.vertices[i - 1];
    const std::uint32_t b = way.vertices[i];
    Segment segment{at(a), at(b), a, b, number, static_cast<std::uint32_t>(i - 1), Wall::water};
    insert_segment(segment);
    for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
      // Nodes on the border belong to two communes: what joins there would join in one only.
      const bool can_be_found = roads.vertices[from].shared == CommuneRoads::own;
      if (can_be_found && neighbours_[from].empty()) {
        const std::size_t place = cell_at(row(at(from).y), column(at(from).x));
        vertex_entries_.push_back({from, vertex_cells_[place]});
        vertex_cells_[place] = static_cast<std::uint32_t>(vertex_entries_.size() - 1);
      }
      neighbours_[from].push_back(to);
      if (!counts) continue;
      const bool before = is_junction(from);
      ++degree_[from];
      count(from, static_cast<int>(is_junction(from)) - static_cast<int>(before));
    }
  }
  roads.ways.push_back(std::move(way));
  return number;
}

std::uint32_t RoadSketch::add_closed_way(DrawnWay way) {
  for (std::size_t i = 1; i < way.vertices.size(); ++i) {
    insert_wall(at(way.vertices[i - 1]), at(way.vertices[i]), Wall::motorway);
  }
  for (std::size_t i = 1; i < way.vertices.size(); ++i) {
    ++degree_[way.vertices[i - 1]];
    ++degree_[way.vertices[i]];
  }
  roads.ways.push_back(std::move(way));
  return static_cast<std::uint32_t>(roads.ways.size() - 1);
}

namespace {

/// A road that starts or ends at a point of the border goes through it there; one that starts on a
/// bridge leaves the middle of the river.
bool may_pass(RoadSketch::Wall wall, Point where, Point through) {
  switch (wall) {
    case RoadSketch::Wall::border:
      return distance(where, through) < border_opening;
    case RoadSketch::Wall::water:
      return distance(where, through) < bridge_head;
    case RoadSketch::Wall::motorway:
      break;
  }
  return false;
}

}  // namespace

RoadSketch::Hit RoadSketch::first_hit(Point a, Point b, std::uint32_t from, std::uint32_t to,
                                      const std::optional<Point>& through) const {
  Hit hit;
  for_each_segment(a, b, [&](std::uint32_t s) {
    const Segment& segment = segments_[s];
    if (segment.first != nobody && (segment.first == from || segment.second == from ||
                                    segment.first == to || segment.second == to)) {
      return;
    }
    if (!segments_meet(a, b, segment.a, segment.b)) return;
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double ex = segment.b.x - segment.a.x, ey = segment.b.y - segment.a.y;
    const double cross = dx * ey - dy * ex;
    const double t =
        cross == 0 ? 0.0 : ((segment.a.x - a.x) * ey - (segment.a.y - a.y) * ex) / cross;
    if (segment.first == nobody && through &&
        may_pass(segment.wall, interpolate(a, b, t), *through)) {
      return;
    }
    if (t >= hit.fraction) return;
    hit = {true, segment.first == nobody, t, open_end(segment, interpolate(a, b, t))};
  });
  return hit;
}

template <class Visit>
void RoadSketch::for_each_vertex(Point p, double radius, Visit&& visit) const {
  for (int r = row(p.y - radius); r <= row(p.y + radius); ++r) {
    for (int c = column(p.x - radius); c <= column(p.x + radius); ++c) {
      std::uint32_t entry = vertex_cells_[cell_at(r, c)];
      for (; entry != nobody; entry = vertex_entries_[entry].next) {
        visit(vertex_entries_[entry].item);
      }
    }
  }
}

std::optional<std::uint32_t> RoadSketch::nearest(Point p, double radius) const {
  std::optional<std::uint32_t> best;
  // Widening rings: most searches end in the first.
  for (double reach = std::min(radius, cell); !best; reach = std::min(radius, reach * 2.5)) {
    double best_distance = reach;
    for_each_vertex(p, reach, [&](std::uint32_t v) {
      const double d = distance(at(v), p);
      if (d < best_distance || (d == best_distance && best && v < *best)) {
        best = v;
        best_distance = d;
      }
    });
    if (reach >= radius) break;
  }
  return best;
}

std::vector<std::uint32_t> RoadSketch::vertices_near(Point p, double radius) const {
  std::vector<std::uint32_t> found;
  for_each_vertex(p, radius, [&](std::uint32_t v) {
    if (distance(at(v), p) <= radius) found.push_back(v);
  });
  std::sort(found.begin(), found.end());
  return found;
}

Point RoadSketch::outwards(std::uint32_t vertex, Random& random) const {
  const std::vector<std::uint32_t>& around = neighbours_[vertex];
  if (around.empty()) {
    const double angle = random.between(0, 6.283185);
    return {std::cos(angle), std::sin(angle)};
  }
  const Point one = direction(at(around[0]), at(vertex));
  if (around.size() == 1) return one;
  const Point other = direction(at(vertex), at(around[1]));
  const Point ahead = direction({0, 0}, {one.x + other.x, one.y + other.y});
  const double side = random.chance(0.5) ? 1 : -1;
  return {-ahead.y * side, ahead.x * side};
}

std::uint32_t RoadSketch::open_end(const Segment& segment, Point near) const {
  if (segment.first == nobody) return nobody;
  const bool nearer_first = distance(near, segment.a) < distance(near, segment.b);
  const std::uint32_t nearer = nearer_first ? segment.first : segment.second;
  const std::uint32_t other = nearer_first ? segment.second : segment.first;
  return roads.vertices[nearer].shared == CommuneRoads::own ? nearer : other;
}

}  // namespace coverage::synthetic
