#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/synthetic/commune_roads.h"
#include "libcoverage/synthetic/random.h"

namespace coverage::synthetic {

/// How a new road behaves where it meets what is there.
struct DrawRules {
  double merge_radius = 25;           ///< joins a road that comes this near, metres
  bool may_end = false;               ///< a dead end is fine
  double shortest = 40;               ///< else it is not drawn
  std::optional<Point> through = {};  ///< may cross the commune's border near this point
  bool may_merge = true;
};

/// The roads of one commune while they are being drawn. Roads meet only at vertices: where a new
/// one would cross another, it ends at that one's nearest vertex; what it may not cross (water,
/// motorways, the border) stops it altogether.
class RoadSketch {
 public:
  enum class Wall : std::uint8_t { water, border, motorway };

  explicit RoadSketch(const Box& extent);

  std::uint32_t add_vertex(Point where, std::int64_t shared = CommuneRoads::own);
  void add_wall(const Polyline& line, Wall kind);

  /// Draws a road from vertex `start` along `points` (which follow the start) to `end`, or to the
  /// last point. Returns the way's number, or nothing where it cannot be drawn.
  std::optional<std::uint32_t> draw(std::uint32_t start, std::span<const Point> points,
                                    std::optional<std::uint32_t> end, const DrawRules& rules,
                                    const DrawnWay& like);
  /// Adds a way over existing vertices, whatever it crosses.
  std::uint32_t add_way(DrawnWay way);
  /// A way that others may neither join nor cross; its vertices cannot be found.
  std::uint32_t add_closed_way(DrawnWay way);

  /// The nearest vertex within `radius`.
  std::optional<std::uint32_t> nearest(Point p, double radius) const;
  Point at(std::uint32_t vertex) const { return roads.vertices[vertex].where; }
  unsigned degree(std::uint32_t vertex) const { return degree_[vertex]; }
  /// The widest angle's bisector at a vertex with neighbours; for a vertex on a straight road a
  /// perpendicular.
  Point outwards(std::uint32_t vertex, Random& random) const;
  const std::vector<std::uint32_t>& neighbours(std::uint32_t vertex) const {
    return neighbours_[vertex];
  }
  std::vector<std::uint32_t> vertices_near(Point p, double radius) const;
  /// Calls `visit(way, index of the segment's first vertex in it)` for roads that a segment
  /// crosses.
  template <class Visit>
  void for_each_crossed(Point a, Point b, Visit&& visit) const;

  CommuneRoads roads;

 private:
  struct Segment {
    Point a, b;
    std::uint32_t first = nobody, second = nobody;  // vertices; nobody for walls
    std::uint32_t way = nobody, index = 0;
    Wall wall = Wall::water;
  };
  struct Entry {
    std::uint32_t item, next;
  };
  struct Hit {
    bool found = false, wall = false;
    double fraction = 2;
    std::uint32_t vertex = nobody;  // the nearer end of the road that was hit
  };
  class Attempt;

  int column(double x) const;
  int row(double y) const;
  std::size_t cell_at(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column);
  }
  void insert_segment(const Segment& segment);
  void insert_wall(Point a, Point b, Wall kind);
  Hit first_hit(Point a, Point b, std::uint32_t from, std::uint32_t to,
                const std::optional<Point>& through) const;
  /// The end of a road's segment, nearer to a point, at which others may join.
  std::uint32_t open_end(const Segment& segment, Point near) const;
  void count(std::uint32_t vertex, int change);
  template <class Visit>
  void for_each_segment(Point a, Point b, Visit&& visit) const;
  template <class Visit>
  void for_each_vertex(Point p, double radius, Visit&& visit) const;

  Box extent_;
  int columns_, rows_;
  std::vector<std::uint32_t> segment_cells_, vertex_cells_;  // heads of lists of entries
  std::vector<Entry> segment_entries_, vertex_entries_;
  std::vector<Segment> segments_;
  std::vector<unsigned> degree_;  // of roads, not of tracks
  std::vector<std::vector<std::uint32_t>> neighbours_;
};

/// A smooth line from `a`, leaving along `leave`, to `b`, with bends of up to `roughness` of its
/// length, a point about every `spacing` metres; without `a`, with `b`.
Polyline bent_line(Random& random, Point a, Point leave, Point b, double roughness, double spacing);

template <class Visit>
void RoadSketch::for_each_crossed(Point a, Point b, Visit&& visit) const {
  std::vector<std::uint32_t> seen;
  for_each_segment(a, b, [&](std::uint32_t s) {
    const Segment& segment = segments_[s];
    if (segment.way == nobody || segment.first == nobody) return;
    for (const std::uint32_t other : seen) {
      if (other == s) return;
    }
    seen.push_back(s);
    visit(segment.way, segment.index, segment.a, segment.b);
  });
}

template <class Visit>
void RoadSketch::for_each_segment(Point a, Point b, Visit&& visit) const {
  const int first_column = column(a.x < b.x ? a.x : b.x);
  const int last_column = column(a.x < b.x ? b.x : a.x);
  const int first_row = row(a.y < b.y ? a.y : b.y);
  const int last_row = row(a.y < b.y ? b.y : a.y);
  for (int r = first_row; r <= last_row; ++r) {
    for (int c = first_column; c <= last_column; ++c) {
      std::uint32_t entry = segment_cells_[cell_at(r, c)];
      for (; entry != nobody; entry = segment_entries_[entry].next) {
        visit(segment_entries_[entry].item);
      }
    }
  }
}

}  // namespace coverage::synthetic
