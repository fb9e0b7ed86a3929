#include "libcoverage/network/segment_directions.h"

#include <cmath>
#include <numbers>
#include <span>

#include "libcoverage/network/road_network.h"

namespace coverage {

namespace {

std::span<const Point> shape_of(const SegmentTable& table, std::uint32_t row) {
  const std::size_t begin = table.rows[row].first_point;
  const std::size_t end =
      row + 1 < table.rows.size() ? table.rows[row + 1].first_point : table.shape_points.size();
  return std::span(table.shape_points).subspan(begin, end - begin);
}

/// The point that decides how the road lies at an end of its shape: the first one at least this far
/// from it, since the last metre of a drawn road is often crooked.
Point looking_from(std::span<const Point> shape, bool at_back) {
  constexpr double far_enough_m = 10;
  const std::size_t last = shape.size() - 1;
  const Point end = at_back ? shape[last] : shape[0];
  for (std::size_t k = 1; k <= last; ++k) {
    const Point p = at_back ? shape[last - k] : shape[k];
    if (std::hypot(p.x - end.x, p.y - end.y) >= far_enough_m) return p;
  }
  return at_back ? shape[0] : shape[last];
}

}  // namespace

std::uint32_t start_of(const SegmentTable& table, DirectedSegment segment) {
  const SegmentTable::Row& row = table.rows[segment.row];
  return segment.forward ? row.from : row.to;
}

std::uint32_t end_of(const SegmentTable& table, DirectedSegment segment) {
  return start_of(table, {segment.row, !segment.forward});
}

bool is_open(const SegmentTable& table, DirectedSegment segment) {
  const SegmentTable::Row& row = table.rows[segment.row];
  return (segment.forward ? row.forward_ms : row.backward_ms) != RoadNetwork::no_way_through;
}

double turn_degrees(const SegmentTable& table, DirectedSegment from, DirectedSegment to) {
  const auto before = shape_of(table, from.row);
  const auto after = shape_of(table, to.row);
  const Point here = from.forward ? before.back() : before.front();
  const Point origin = looking_from(before, from.forward);
  const Point ahead = looking_from(after, !to.forward);
  const double in = std::atan2(here.y - origin.y, here.x - origin.x);
  const double out = std::atan2(ahead.y - here.y, ahead.x - here.x);
  return std::remainder((out - in) * 180 / std::numbers::pi, 360.0);
}

}  // namespace coverage
