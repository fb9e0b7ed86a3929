#include "libcoverage/network/snapper.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>

#include "libcoverage/network/run_travel.h"
#include "libcoverage/network/snap_grid.h"

namespace coverage {

namespace {

constexpr std::uint8_t snappable = segment_stoppable | segment_main_component;

struct Edge {
  Point a, b;
};

/// An edge is named by the place of its first end among the network's shape points, which are laid
/// out by segment, then along it: the lowest edge is the lowest segment's.
using EdgeName = std::uint32_t;

struct Nearest {
  double square = std::numeric_limits<double>::infinity();
  EdgeName edge = SnapHint::nowhere;
};

/// An end is taken as it is: a + (b - a) may differ from b in its last bit, and segments that meet
/// at a corner would no longer be equally far from a point beyond it.
Point foot_at(const Edge& edge, double along) {
  return along >= 1 ? edge.b : interpolate(edge.a, edge.b, along);
}

double square_between(Point foot, Point p) {
  const double dx = foot.x - p.x;
  const double dy = foot.y - p.y;
  return dx * dx + dy * dy;
}

inline double square_distance(const Edge& edge, Point p) {
  return square_between(foot_at(edge, nearest_fraction(edge.a, edge.b, p)), p);
}

/// Whether an edge is farther than a distance, given by its square, by more than all rounding:
/// most edges near a point are, and it takes neither a division nor a branch to say so.
inline bool is_clearly_farther(const Edge& edge, Point p, double square) {
  const double dx = edge.b.x - edge.a.x;
  const double dy = edge.b.y - edge.a.y;
  const double px = p.x - edge.a.x;
  const double py = p.y - edge.a.y;
  const double length_square = dx * dx + dy * dy;
  const double to_start = px * px + py * py;
  const double along = px * dx + py * dy;
  const double clamped = std::min(std::max(along, 0.0), length_square);
  const double scaled = to_start * length_square - clamped * (2 * along - clamped);
  // A squared distance rounds to some 1e-16 of the squares that it is the difference of.
  const double slack = 1e-3 + 1e-6 * square + 1e-14 * to_start;
  return scaled > (square + slack) * length_square;
}

/// Of a piece of a shape: `std::hypot` takes three times as long to guard against numbers that no
/// road has.
double length_of(Point a, Point b) {
  return std::sqrt(square_between(a, b));
}

}  // namespace

/// The edges by cells of a grid. Their ends stay where the network has them: a country's edges
/// would take gigabytes here.
struct Snapper::Index {
  const RoadNetwork& network;
  double limit_m;
  bool wanted;  ///< of the segments that points may snap to, or of all others
  SnapGrid grid = {};
  std::vector<std::uint32_t> first_in_cell = {};
  std::vector<EdgeName> cell_edges = {};
  /// The segment of the first shape point of each block: where to begin to look for an edge's.
  std::vector<std::uint32_t> segment_of_block = {};
  static constexpr std::uint32_t block = 64;

  Edge edge(EdgeName name) const {
    const Point* ends = &network.shape_points[name];
    return {ends[0], ends[1]};
  }

  SegmentId segment_of(EdgeName name) const {
    std::uint32_t segment = segment_of_block[name / block];
    while (network.first_shape_point[segment + 1] <= name) ++segment;
    return SegmentId(segment);
  }

  template <class Visit>
  void for_each_edge(Visit&& visit) const {
    for (std::uint32_t s = 0; s < network.segment_count(); ++s) {
      if (((network.segment_flags[s] & snappable) == snappable) != wanted) continue;
      const EdgeName end = network.first_shape_point[s + 1];
      for (EdgeName e = network.first_shape_point[s]; e + 1 < end; ++e) visit(e);
    }
  }

  void fill() {
    Box box;
    std::size_t edges = 0;
    for_each_edge([&](EdgeName e) {
      const Edge ends = edge(e);
      box.include(ends.a);
      box.include(ends.b);
      ++edges;
    });
    grid = make_snap_grid(box, edges);
    first_in_cell.assign(static_cast<std::size_t>(grid.columns * grid.rows) + 1, 0);
    for_each_edge([&](EdgeName e) {
      const Edge ends = edge(e);
      cells_of_edge(grid, ends.a, ends.b, [&](std::size_t cell) { ++first_in_cell[cell + 1]; });
    });
    std::partial_sum(first_in_cell.begin(), first_in_cell.end(), first_in_cell.begin());
    cell_edges.resize(first_in_cell.back());
    std::vector<std::uint32_t> next(first_in_cell.begin(), first_in_cell.end() - 1);
    for_each_edge([&](EdgeName e) {
      const Edge ends = edge(e);
      cells_of_edge(grid, ends.a, ends.b, [&](std::size_t cell) { cell_edges[next[cell]++] = e; });
    });
    fill_blocks();
  }

  void fill_blocks() {
    std::uint32_t segment = 0;
    for (std::size_t first = 0; first < network.shape_points.size(); first += block) {
      while (network.first_shape_point[segment + 1] <= first) ++segment;
      segment_of_block.push_back(segment);
    }
  }

  void search_cell(std::int64_t column, std::int64_t row, Point p, Nearest& best) const {
    const std::size_t cell = grid.index(column, row);
    for (std::uint32_t k = first_in_cell[cell]; k < first_in_cell[cell + 1]; ++k) {
      const EdgeName e = cell_edges[k];
      const Edge ends = edge(e);
      if (is_clearly_farther(ends, p, best.square)) continue;
      const double square = square_distance(ends, p);
      if (square < best.square || (square == best.square && e < best.edge)) best = {square, e};
    }
  }

  /// A lower bound of the square of the distance from `p` to what lies in a cell; the slack
  /// forgives the rounding of feet and of cells' sides.
  double square_to_cell(std::int64_t column, std::int64_t row, Point p) const {
    constexpr double slack = 1e-6;
    const double west = grid.west + static_cast<double>(column) * grid.cell_size - slack;
    const double south = grid.south + static_cast<double>(row) * grid.cell_size - slack;
    const double size = grid.cell_size + 2 * slack;
    const double dx = std::max({west - p.x, p.x - west - size, 0.0});
    const double dy = std::max({south - p.y, p.y - south - size, 0.0});
    return dx * dx + dy * dy;
  }

  /// A cell that lies farther than the best has nothing to offer; at an equal distance it may have
  /// a lower edge.
  void offer_cell(std::int64_t column, std::int64_t row, Point p, Nearest& best) const {
    if (square_to_cell(column, row, p) <= best.square) search_cell(column, row, p, best);
  }

  /// The cells at Chebyshev distance `ring` from `centre`.
  void search_ring(GridCell centre, std::int64_t ring, Point p, Nearest& best) const {
    const std::int64_t west = std::max<std::int64_t>(centre.column - ring, 0);
    const std::int64_t east = std::min(centre.column + ring, grid.columns - 1);
    for (const std::int64_t row : {centre.row - ring, centre.row + ring}) {
      if (row < 0 || row >= grid.rows) continue;
      for (std::int64_t column = west; column <= east; ++column) offer_cell(column, row, p, best);
      if (ring == 0) return;
    }
    const std::int64_t south = std::max<std::int64_t>(centre.row - ring + 1, 0);
    const std::int64_t north = std::min(centre.row + ring - 1, grid.rows - 1);
    for (const std::int64_t column : {centre.column - ring, centre.column + ring}) {
      if (column < 0 || column >= grid.columns) continue;
      for (std::int64_t row = south; row <= north; ++row) offer_cell(column, row, p, best);
    }
  }

  /// The least distance from `p` to any cell beyond `ring`; infinite where there is none.
  double distance_beyond(GridCell centre, std::int64_t ring, Point p) const {
    double least = std::numeric_limits<double>::infinity();
    const auto side = [&](bool has_more, double distance) {
      if (has_more) least = std::min(least, std::max(distance, 0.0));
    };
    const auto edge = [&](double origin, std::int64_t line) {
      return origin + static_cast<double>(line) * grid.cell_size;
    };
    side(centre.column - ring > 0, p.x - edge(grid.west, centre.column - ring));
    side(centre.column + ring + 1 < grid.columns, edge(grid.west, centre.column + ring + 1) - p.x);
    side(centre.row - ring > 0, p.y - edge(grid.south, centre.row - ring));
    side(centre.row + ring + 1 < grid.rows, edge(grid.south, centre.row + ring + 1) - p.y);
    return least;
  }

  Nearest find(Point p, double limit, EdgeName guess = SnapHint::nowhere) const {
    Nearest best;
    if (cell_edges.empty() || !std::isfinite(p.x) || !std::isfinite(p.y)) return best;
    if (guess != SnapHint::nowhere) best = {square_distance(edge(guess), p), guess};
    const GridCell centre = grid.cell(p);
    for (std::int64_t ring = 0;; ++ring) {
      search_ring(centre, ring, p, best);
      const double beyond = distance_beyond(centre, ring, p);
      // An equal distance further out may still be a lower segment: stop only when it cannot be.
      if (beyond > limit || beyond * beyond > best.square) return best;
    }
  }

  Snap make_snap(const Nearest& nearest, Point p) const {
    const SegmentId segment = segment_of(nearest.edge);
    const auto shape = network.shape(segment);
    const std::uint32_t place = nearest.edge - network.first_shape_point[segment.value()];
    const Edge ends = edge(nearest.edge);
    const double along = nearest_fraction(ends.a, ends.b, p);
    double before = 0;
    double total = 0;
    for (std::uint32_t k = 0; k + 1 < shape.size(); ++k) {
      const double length = length_of(shape[k], shape[k + 1]);
      if (k < place) before += length;
      if (k == place) before += along * length;
      total += length;
    }
    Snap snap;
    snap.segment = segment;
    snap.fraction = total > 0 ? std::clamp(before / total, 0.0, 1.0) : 0;
    snap.foot = foot_at(ends, along);
    const double connector = std::sqrt(nearest.square);
    snap.connector_length = Metres::from_metres(connector);
    snap.connector_time = Seconds::from_seconds(connector / network.connector_speed_m_s);
    return snap;
  }
};

/// The other segments, indexed when somebody first asks for them.
struct Snapper::Refused {
  std::once_flag once;
  std::unique_ptr<Index> index;
  std::vector<std::uint64_t> vertices_of_component;

  void prepare(const RoadNetwork& network, double limit_m) {
    std::call_once(once, [&] {
      index.reset(new Index{network, limit_m, false});
      index->fill();
      for (const std::uint32_t component : network.vertex_component) {
        if (component >= vertices_of_component.size()) vertices_of_component.resize(component + 1);
        ++vertices_of_component[component];
      }
    });
  }

  /// Of the components that a segment touches the largest one that is not the main one, which
  /// every road that leads there touches.
  std::uint64_t component_vertices(const RoadNetwork& network, SegmentId segment) const {
    const RunId run = network.segment_run[segment.value()];
    std::uint64_t largest = 0;
    bool is_main = false;
    const auto touch = [&](VertexId vertex) {
      const std::uint32_t component = network.vertex_component[vertex.value()];
      is_main = is_main || component == 0;
      if (component != 0) largest = std::max(largest, vertices_of_component[component]);
    };
    for (const bool forward : {true, false}) {
      for (const ArcId arc : arcs_of_run(network, run, forward)) {
        touch(network.arc_tail[arc.value()]);
        touch(network.arc_head[arc.value()]);
      }
    }
    const bool in_main = (network.segment_flags[segment.value()] & segment_main_component) != 0;
    return (in_main || largest == 0) && is_main ? vertices_of_component[0] : largest;
  }
};

const char* name_of(SnapRefusal refusal) {
  switch (refusal) {
    case SnapRefusal::no_stopping:
      return "no_stopping";
    case SnapRefusal::not_main_component:
      return "not_main_component";
    case SnapRefusal::beyond_limit:
      return "beyond_limit";
  }
  return "";
}

Snapper::Snapper(const RoadNetwork& network, double limit_m)
    : index_(new Index{network, limit_m, true}), refused_(new Refused) {
  index_->fill();
}
Snapper::~Snapper() = default;
Snapper::Snapper(Snapper&&) noexcept = default;

std::optional<Snap> Snapper::snap(Point where) const {
  SnapHint none;
  return snap(where, none);
}

std::optional<Snap> Snapper::snap(Point where, SnapHint& last) const {
  const Nearest nearest = index_->find(where, index_->limit_m, last.edge);
  last.edge = nearest.edge;
  if (!(std::sqrt(nearest.square) <= index_->limit_m)) return {};
  return index_->make_snap(nearest, where);
}

std::optional<RefusedRoad> Snapper::nearer_refused(Point where,
                                                   const std::optional<Snap>& chosen) const {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const RoadNetwork& roads = index_->network;
  refused_->prepare(roads, index_->limit_m);
  Nearest usable;
  if (chosen) {
    usable.square = square_between(chosen->foot, where);
  } else {
    usable = index_->find(where, infinite);
  }
  const Nearest other = refused_->index->find(where, std::sqrt(usable.square));
  const bool is_other = other.square < usable.square;
  if (!is_other && (chosen || usable.square == infinite)) return {};
  RefusedRoad road;
  road.snap =
      is_other ? refused_->index->make_snap(other, where) : index_->make_snap(usable, where);
  const std::uint8_t flags = roads.segment_flags[road.snap.segment.value()];
  if (std::sqrt(std::min(usable.square, other.square)) > index_->limit_m) {
    road.reason = SnapRefusal::beyond_limit;
  } else if ((flags & segment_stoppable) == 0) {
    road.reason = SnapRefusal::no_stopping;
  } else {
    road.reason = SnapRefusal::not_main_component;
  }
  road.component_vertices = refused_->component_vertices(roads, road.snap.segment);
  return road;
}

double Snapper::limit_m() const {
  return index_->limit_m;
}
const RoadNetwork& Snapper::network() const {
  return index_->network;
}

}  // namespace coverage
