#include "libcoverage/geo/ogr_geometry.h"

#include <ogr_geometry.h>

#include <memory>

#include "libcoverage/base/error.h"

namespace coverage {

namespace {

[[noreturn]] void throw_unusable(const OGRGeometry& geometry) {
  throw GeometryError(
      message("a geometry of type {} cannot be used", "une géométrie de type {} est inutilisable",
              geometry.getGeometryName()),
      message("Export points, lines or polygons, each in a layer of its own",
              "Exportez des points, des lignes ou des polygones, chacun dans sa couche"));
}

Point checked(double x, double y) {
  if (std::isfinite(x) && std::isfinite(y)) return {x, y};
  throw GeometryError(
      message("a coordinate is not a finite number", "une coordonnée n’est pas un nombre fini"),
      message("Repair the geometry in a GIS", "Réparez la géométrie dans un SIG"));
}

Polyline from_curve(const OGRSimpleCurve& curve) {
  Polyline line;
  line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
  for (int i = 0; i < curve.getNumPoints(); ++i)
    line.push_back(checked(curve.getX(i), curve.getY(i)));
  return line;
}

Polygon from_polygon(const OGRPolygon& polygon) {
  Polygon result;
  for (const OGRLinearRing* ring : polygon) {
    Polyline line = from_curve(*ring);
    if (line.empty()) continue;
    if (line.front() != line.back()) line.push_back(line.front());
    result.rings.push_back(std::move(line));
  }
  return result;
}

void add_part(const OGRGeometry& part, Geometry& whole);

void add_parts(const OGRGeometryCollection& parts, Geometry& whole) {
  for (const OGRGeometry* part : parts) add_part(*part, whole);
}

// Adds one part to what is there, which must be of the same family.
void add_part(const OGRGeometry& part, Geometry& whole) {
  if (part.IsEmpty()) return;
  const OGRwkbGeometryType type = wkbFlatten(part.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    add_parts(*part.toGeometryCollection(), whole);
    return;
  }
  const bool first = std::holds_alternative<std::monostate>(whole);
  if (type == wkbPoint) {
    if (first) whole = checked(part.toPoint()->getX(), part.toPoint()->getY());
    if (!std::holds_alternative<Point>(whole)) throw_unusable(part);
  } else if (type == wkbLineString) {
    if (first) whole = std::vector<Polyline>{};
    auto* lines = std::get_if<std::vector<Polyline>>(&whole);
    if (!lines) throw_unusable(part);
    lines->push_back(from_curve(*part.toLineString()));
  } else if (type == wkbPolygon) {
    if (first) whole = MultiPolygon{};
    auto* shape = std::get_if<MultiPolygon>(&whole);
    if (!shape) throw_unusable(part);
    shape->polygons.push_back(from_polygon(*part.toPolygon()));
  } else {
    throw_unusable(part);
  }
}

}  // namespace

Geometry from_ogr(const OGRGeometry* geometry) {
  Geometry result;
  if (!geometry || geometry->IsEmpty()) return result;
  if (!geometry->hasCurveGeometry(TRUE)) {
    add_part(*geometry, result);
    return result;
  }
  const std::unique_ptr<OGRGeometry> linear(geometry->getLinearGeometry());
  if (!linear) throw_unusable(*geometry);
  add_part(*linear, result);
  return result;
}

}  // namespace coverage
