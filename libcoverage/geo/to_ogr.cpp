#include "libcoverage/geo/to_ogr.h"

namespace coverage {

namespace {

std::unique_ptr<OGRGeometry> ogr_shape(std::monostate) {
  return nullptr;
}
std::unique_ptr<OGRGeometry> ogr_shape(const Point& point) {
  return std::make_unique<OGRPoint>(point.x, point.y);
}
void append_points(OGRSimpleCurve& curve, const Polyline& line) {
  curve.setNumPoints(static_cast<int>(line.size()), FALSE);
  for (int i = 0; i < static_cast<int>(line.size()); ++i) {
    curve.setPoint(i, line[static_cast<std::size_t>(i)].x, line[static_cast<std::size_t>(i)].y);
  }
}
std::unique_ptr<OGRGeometry> ogr_shape(const std::vector<Polyline>& lines) {
  auto result = std::make_unique<OGRMultiLineString>();
  for (const Polyline& line : lines) {
    auto part = std::make_unique<OGRLineString>();
    append_points(*part, line);
    result->addGeometryDirectly(part.release());
  }
  return result;
}
std::unique_ptr<OGRGeometry> ogr_shape(const MultiPolygon& shape) {
  if (shape.empty()) return nullptr;
  auto result = std::make_unique<OGRMultiPolygon>();
  for (const Polygon& polygon : shape.polygons) {
    auto part = std::make_unique<OGRPolygon>();
    for (const Polyline& line : polygon.rings) {
      auto ring = std::make_unique<OGRLinearRing>();
      append_points(*ring, line);
      part->addRingDirectly(ring.release());
    }
    result->addGeometryDirectly(part.release());
  }
  return result;
}

}  // namespace

std::unique_ptr<OGRGeometry> to_ogr(const Geometry& geometry) {
  return std::visit([](const auto& shape) { return ogr_shape(shape); }, geometry);
}

}  // namespace coverage
