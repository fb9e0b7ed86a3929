#include "libcoverage/access/open_ends.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/geo/polygon_index.h"
#include "libcoverage/network/dead_ends.h"
#include "libcoverage/network/place_grid.h"

namespace coverage {

namespace {

constexpr double sliver_m = 25;
constexpr double last_stretch_m = 50;
const double cosine_of_sector = std::cos(std::acos(-1.0) / 4);

double cosine_between(Point from_a, Point to_a, Point from_b, Point to_b) {
  const double ax = to_a.x - from_a.x;
  const double ay = to_a.y - from_a.y;
  const double bx = to_b.x - from_b.x;
  const double by = to_b.y - from_b.y;
  const double lengths = std::hypot(ax, ay) * std::hypot(bx, by);
  return lengths > 0 ? (ax * bx + ay * by) / lengths : -1;
}

/// The point of a dead end's road some 50 m before its end.
Point point_before(const RoadNetwork& network, const DeadEnd& end) {
  const auto shape = network.shape(end.segment);
  const bool ends_first = distance(shape.front(), end.place) < distance(shape.back(), end.place);
  for (std::size_t k = 1; k < shape.size(); ++k) {
    const Point& point = ends_first ? shape[k] : shape[shape.size() - 1 - k];
    if (distance(point, end.place) >= last_stretch_m) return point;
  }
  return ends_first ? shape.back() : shape.front();
}

std::vector<DeadEnd> dead_ends_outside(const RoadNetwork& network, const Territory& territory,
                                       const Execution& execution) {
  std::vector<MultiPolygon> shapes;
  shapes.reserve(territory.communes.size());
  for (const Commune& commune : territory.communes) shapes.push_back(commune.shape);
  const PolygonIndex communes(shapes);
  const std::vector<DeadEnd> ends = find_dead_ends(network, find_road_ends(network));
  std::vector<std::uint8_t> is_outside(ends.size());
  parallel_for(ends.size(), execution.threads, 4096,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t k = begin; k < end; ++k) {
                   is_outside[k] = !communes.find_near(ends[k].place, sliver_m).has_value();
                 }
               });
  std::vector<DeadEnd> outside;
  for (std::size_t k = 0; k < ends.size(); ++k) {
    if (is_outside[k]) outside.push_back(ends[k]);
  }
  return outside;
}

bool is_ahead(Point before, Point end, Point at) {
  return distance(end, at) <= open_end_look_ahead_m &&
         cosine_between(before, end, end, at) >= cosine_of_sector;
}

/// Whether an edge comes into the view ahead, looked at every 100 m and at both ends.
bool crosses_view(Point before, Point end, Point a, Point b) {
  const auto pieces = static_cast<std::size_t>(distance(a, b) / 100) + 1;
  for (std::size_t k = 0; k <= pieces; ++k) {
    const double share = static_cast<double>(k) / static_cast<double>(pieces);
    if (is_ahead(before, end, interpolate(a, b, share))) return true;
  }
  return false;
}

/// By dead end, whether a road lies ahead of it.
std::vector<std::atomic<bool>> find_roads_ahead(const RoadNetwork& network,
                                                const std::vector<DeadEnd>& ends,
                                                const Execution& execution) {
  std::vector<Point> before;
  before.reserve(ends.size());
  for (const DeadEnd& end : ends) before.push_back(point_before(network, end));
  std::vector<std::atomic<bool>> has_road_ahead(ends.size());
  const PlaceGrid grid(places_of(ends), open_end_look_ahead_m);
  const auto look_from = [&](std::size_t segment) {
    const auto shape = network.shape(SegmentId::from_size(segment));
    for (std::size_t k = 0; k + 1 < shape.size(); ++k) {
      grid.near(shape[k], shape[k + 1], [&](std::uint32_t end, Point foot, double) {
        if (has_road_ahead[end]) return;
        if (is_ahead(before[end], ends[end].place, foot) ||
            crosses_view(before[end], ends[end].place, shape[k], shape[k + 1])) {
          has_road_ahead[end] = true;
        }
      });
    }
  };
  parallel_for(network.segment_count(), execution.threads, 65536,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t s = begin; s < end; ++s) look_from(s);
               });
  return has_road_ahead;
}

}  // namespace

std::vector<VertexId> find_open_ends(const RoadNetwork& network, const Territory& territory,
                                     const Execution& execution) {
  if (territory.communes.empty()) return {};
  execution.check_interrupted();
  const std::vector<DeadEnd> ends = dead_ends_outside(network, territory, execution);
  if (ends.empty()) return {};
  const auto has_road_ahead = find_roads_ahead(network, ends, execution);
  std::vector<bool> is_open(network.junction_count());
  for (std::size_t k = 0; k < ends.size(); ++k) {
    if (!has_road_ahead[k]) is_open[ends[k].junction.value()] = true;
  }
  std::vector<VertexId> open;
  for (std::size_t v = 0; v < network.vertex_count(); ++v) {
    if (is_open[network.vertex_junction[v].value()]) open.push_back(VertexId::from_size(v));
  }
  return open;
}

}  // namespace coverage
