#include "libcoverage/output/map_outlines.h"

#include <algorithm>
#include <map>
#include <set>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

/// A ring without points that repeat the one before, and without spikes that go out and back.
MapRing without_repeats(const MapRing& ring) {
  MapRing clean;
  for (const MapPoint& point : ring) {
    if (!clean.empty() && clean.back() == point) continue;
    if (clean.size() >= 2 && clean[clean.size() - 2] == point) {
      clean.pop_back();
    } else {
      clean.push_back(point);
    }
  }
  while (clean.size() > 1 && clean.front() == clean.back()) clean.pop_back();
  return clean;
}

/// Where borders meet or part: points with other than two neighbours, over all rings together.
std::set<MapPoint> meeting_points(const std::vector<MapShape>& shapes) {
  std::map<MapPoint, std::set<MapPoint>> neighbours;
  for (const MapShape& shape : shapes) {
    for (const MapRing& ring : shape) {
      for (std::size_t k = 0; k < ring.size(); ++k) {
        const MapPoint& next = ring[(k + 1) % ring.size()];
        neighbours[ring[k]].insert(next);
        neighbours[next].insert(ring[k]);
      }
    }
  }
  std::set<MapPoint> meeting;
  for (const auto& [point, others] : neighbours) {
    if (others.size() != 2) meeting.insert(point);
  }
  return meeting;
}

/// Square of the distance from a point to the segment from `a` to `b`.
double squared_distance(MapPoint point, MapPoint a, MapPoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double px = point.x - a.x, py = point.y - a.y;
  const double length = dx * dx + dy * dy;
  const double along = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;
  const double x = px - along * dx, y = py - along * dy;
  return x * x + y * y;
}

/// Douglas and Peucker (1973), with a stack of its own instead of recursion: coasts are long.
MapRing simplified_piece(const MapRing& piece, double tolerance) {
  std::vector<bool> kept(piece.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open = {{0, piece.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double farthest = tolerance * tolerance;
    std::size_t at = first;
    for (std::size_t k = first + 1; k < last; ++k) {
      const double distance = squared_distance(piece[k], piece[first], piece[last]);
      if (distance <= farthest) continue;
      farthest = distance;
      at = k;
    }
    if (at == first) continue;
    kept[at] = true;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  MapRing result;
  for (std::size_t k = 0; k < piece.size(); ++k) {
    if (kept[k]) result.push_back(piece[k]);
  }
  return result;
}

/// The same for both sides of a border: simplified in the direction that starts lower.
MapRing simplified_either_way(MapRing piece, double tolerance) {
  MapRing reversed(piece.rbegin(), piece.rend());
  if (piece <= reversed) return simplified_piece(piece, tolerance);
  reversed = simplified_piece(reversed, tolerance);
  return {reversed.rbegin(), reversed.rend()};
}

/// A ring that meets no other starts at its lowest point and is cut at the one farthest from it.
std::set<MapPoint> cuts_of_lone_ring(const MapRing& ring) {
  const MapPoint start = *std::min_element(ring.begin(), ring.end());
  const auto squared = [&](const MapPoint& point) { return squared_distance(point, start, start); };
  const MapPoint other = *std::max_element(ring.begin(), ring.end(), [&](MapPoint a, MapPoint b) {
    return std::pair(squared(a), a) < std::pair(squared(b), b);
  });
  return {start, other};
}

MapRing simplified_ring(MapRing ring, const std::set<MapPoint>& meeting, double tolerance) {
  if (ring.size() < 3) return {};
  std::set<MapPoint> own;
  const auto is_meeting = [&](const MapPoint& point) { return meeting.count(point) > 0; };
  if (std::count_if(ring.begin(), ring.end(), is_meeting) < 2) own = cuts_of_lone_ring(ring);
  const auto is_cut = [&](const MapPoint& point) {
    return is_meeting(point) || own.count(point) > 0;
  };
  std::rotate(ring.begin(), std::find_if(ring.begin(), ring.end(), is_cut), ring.end());
  ring.push_back(ring.front());
  MapRing result;
  MapRing piece = {ring.front()};
  for (std::size_t k = 1; k < ring.size(); ++k) {
    piece.push_back(ring[k]);
    if (!is_cut(ring[k])) continue;
    const MapRing simple = simplified_either_way(piece, tolerance);
    result.insert(result.end(), simple.begin(), simple.end() - 1);
    piece = {ring[k]};
  }
  return result.size() < 3 ? MapRing{} : result;
}

MapShape square_at(MapPoint corner) {
  return {
      {corner, {corner.x + 2, corner.y}, {corner.x + 2, corner.y + 2}, {corner.x, corner.y + 2}}};
}

}  // namespace

std::vector<MapShape> simplified_shapes(const std::vector<MapShape>& shapes, double tolerance) {
  std::vector<MapShape> clean;
  for (const MapShape& shape : shapes) {
    MapShape& rings = clean.emplace_back();
    for (const MapRing& ring : shape) rings.push_back(without_repeats(ring));
  }
  const std::set<MapPoint> meeting = meeting_points(clean);
  std::vector<MapShape> result;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    MapShape& simple = result.emplace_back();
    for (const MapRing& ring : clean[i]) {
      MapRing fewer = simplified_ring(ring, meeting, tolerance);
      if (!fewer.empty()) simple.push_back(std::move(fewer));
    }
    if (simple.empty() && !shapes[i].empty() && !shapes[i].front().empty()) {
      simple = square_at(shapes[i].front().front());
    }
  }
  return result;
}

std::string svg_path(const MapShape& shape) {
  std::string path;
  for (const MapRing& ring : shape) {
    MapPoint last;
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const int x = k == 0 ? ring[k].x : ring[k].x - last.x;
      const int y = k == 0 ? ring[k].y : ring[k].y - last.y;
      // After "l", more pairs follow without the letter, and a minus sign separates by itself.
      path += k == 0 ? "M" : k == 1 ? "l" : x < 0 ? "" : " ";
      path += std::to_string(x) + (y < 0 ? "" : " ") + std::to_string(y);
      last = ring[k];
    }
    path += "z";
  }
  return path;
}

}  // namespace coverage
