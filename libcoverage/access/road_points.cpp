#include "libcoverage/access/road_points.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <unordered_map>

namespace coverage {
namespace {

bool is_habitable(const RoadNetwork& network, std::size_t segment) {
  return (network.segment_flags[segment] & segment_habitable) &&
         network.class_demand_factor[network.segment_class[segment]] > 0;
}

/// The points of one way, whose habitable segments are given in order.
void append_points(const RoadNetwork& network, std::span<const std::size_t> segments,
                   double spacing_m, std::uint32_t first_index, std::vector<RoadPoint>& points) {
  double length = 0;
  for (const std::size_t segment : segments) length += network.segment_length_mm[segment] / 1000.0;
  if (length <= 0) return;
  const double count = std::fmax(1, std::round(length / spacing_m));
  const double piece = length / count;
  double passed = 0;  // metres of the segments before this one
  std::uint32_t index = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const double here = network.segment_length_mm[segments[i]] / 1000.0;
    const bool is_last = i + 1 == segments.size();
    for (; index < count; ++index) {
      const double middle = (index + 0.5) * piece;
      if (middle >= passed + here && !is_last) break;
      const double fraction = here > 0 ? std::clamp((middle - passed) / here, 0.0, 1.0) : 0;
      points.push_back({network.segment_way_id[segments[i]], first_index + index,
                        place_on(network, SegmentId::from_size(segments[i]), fraction), piece,
                        network.class_demand_factor[network.segment_class[segments[i]]]});
    }
    passed += here;
  }
}

}  // namespace

Point place_on(const RoadNetwork& network, SegmentId segment, double fraction) {
  const std::span<const Point> shape = network.shape(segment);
  double length = 0;
  for (std::size_t i = 1; i < shape.size(); ++i) length += distance(shape[i - 1], shape[i]);
  double left = length * fraction;
  for (std::size_t i = 1; i < shape.size(); ++i) {
    const double piece = distance(shape[i - 1], shape[i]);
    if (left <= piece && piece > 0) return interpolate(shape[i - 1], shape[i], left / piece);
    left -= piece;
  }
  return shape.back();
}

std::vector<RoadPoint> points_along_roads(const RoadNetwork& network, double spacing_m) {
  std::vector<RoadPoint> points;
  std::unordered_map<std::int64_t, std::uint32_t> next_index;
  std::vector<std::size_t> habitable;
  std::size_t begin = 0;
  while (begin < network.segment_count()) {
    const std::int64_t way = network.segment_way_id[begin];
    std::size_t end = begin;
    habitable.clear();
    do {
      if (is_habitable(network, end)) habitable.push_back(end);
      ++end;
    } while (end < network.segment_count() && network.segment_way_id[end] == way &&
             network.segment_way_index[end] > network.segment_way_index[end - 1]);
    if (!habitable.empty()) {
      const std::size_t before = points.size();
      std::uint32_t& first_index = next_index[way];
      append_points(network, habitable, spacing_m, first_index, points);
      first_index += static_cast<std::uint32_t>(points.size() - before);
    }
    begin = end;
  }
  return points;
}

}  // namespace coverage
