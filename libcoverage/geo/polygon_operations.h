#pragma once

#include <optional>
#include <span>
#include <string>

#include "libcoverage/geo/geometry.h"
#include "libcoverage/geo/polygon_index.h"

namespace coverage {

/// GEOS behind plain values. All throw GeometryError where GEOS fails. Safe from any thread.

/// The reason why a shape is not valid (OGC simple features), in GEOS's words with the place;
/// nothing where it is.
std::optional<std::string> invalid_reason(const MultiPolygon& shape);

/// The shape repaired, polygonal parts only; may be empty. Overlapping parts are united, a
/// bow-tie becomes its two triangles, spikes and rings without area go.
MultiPolygon make_valid(const MultiPolygon& shape);

MultiPolygon unite(std::span<const MultiPolygon> shapes);

/// The part of `a` that lies in `b`, both valid.
MultiPolygon intersect(const MultiPolygon& a, const MultiPolygon& b);

/// Area shared by two valid shapes, square metres.
double overlap_area(const MultiPolygon& a, const MultiPolygon& b);

/// A point inside the shape, away from its border (GEOS PointOnSurface).
Point point_on_surface(const MultiPolygon& shape);

}  // namespace coverage
