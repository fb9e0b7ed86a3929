#pragma once

#include <compare>
#include <string>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// A point of a picture, on its grid of whole units, y downwards.
struct MapPoint {
  int x = 0;
  int y = 0;
  auto operator<=>(const MapPoint&) const = default;
};

/// A closed line: its first point is not repeated at the end.
using MapRing = std::vector<MapPoint>;
using MapShape = std::vector<MapRing>;

/// Shapes with fewer points, none of which moves by more than `tolerance` units. Neighbours keep
/// the same border: rings are cut where borders meet or part, and each piece between two such
/// places is simplified as one, whichever shape and direction it is seen from. Shapes stay in
/// order; one that would vanish becomes a square of two units, so that it can still be seen and
/// pointed at.
std::vector<MapShape> simplified_shapes(const std::vector<MapShape>& shapes, double tolerance);

/// An SVG path of closed rings, in steps from point to point, which are shorter to write.
std::string svg_path(const MapShape& shape);

}  // namespace coverage
