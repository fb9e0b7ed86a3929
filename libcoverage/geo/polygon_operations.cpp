#include "libcoverage/geo/polygon_operations.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "libcoverage/base/error.h"

namespace coverage {

namespace {

// One GEOS session: its context, and what it last complained of.
class Geos {
 public:
  Geos() : context_(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(context_, &keep, &complaint_);
  }
  ~Geos() { GEOS_finish_r(context_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  GEOSContextHandle_t context() const { return context_; }

  [[noreturn]] void fail() const {
    throw GeometryError(
        message("a polygon operation failed ({})", "une opération sur les polygones a échoué ({})",
                complaint_.empty() ? "GEOS" : complaint_),
        message("Repair the polygons in a GIS (check validity, snap vertices)",
                "Réparez les polygones dans un SIG (vérifier la validité, accrocher les sommets)"));
  }

 private:
  static void keep(const char* text, void* complaint) {
    *static_cast<std::string*>(complaint) = text;
  }
  GEOSContextHandle_t context_;
  std::string complaint_;
};

struct Destroy {
  GEOSContextHandle_t context;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Owned = std::unique_ptr<GEOSGeometry, Destroy>;

Owned own(const Geos& geos, GEOSGeometry* geometry) {
  if (!geometry) geos.fail();
  return Owned(geometry, Destroy{geos.context()});
}

// A ring needs four positions; what has fewer encloses nothing.
bool is_ring(const Polyline& ring) {
  return ring.size() >= 4;
}

bool is_finite(const Polyline& ring) {
  return std::all_of(ring.begin(), ring.end(),
                     [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

Owned ring_to_geos(const Geos& geos, const Polyline& ring) {
  // GEOS would fail late, and leak.
  if (!is_finite(ring)) {
    throw GeometryError(
        message("a coordinate is not a finite number", "une coordonnée n’est pas un nombre fini"),
        message("Repair the polygons in a GIS", "Réparez les polygones dans un SIG"));
  }
  static_assert(sizeof(Point) == 2 * sizeof(double));
  GEOSCoordSequence* positions = GEOSCoordSeq_copyFromBuffer_r(
      geos.context(), &ring.front().x, static_cast<unsigned>(ring.size()), 0, 0);
  if (!positions) geos.fail();
  return own(geos, GEOSGeom_createLinearRing_r(geos.context(), positions));
}

std::vector<GEOSGeometry*> released(std::vector<Owned>& parts) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(parts.size());
  for (Owned& part : parts) raw.push_back(part.release());
  return raw;
}

Owned polygon_to_geos(const Geos& geos, const Polygon& polygon) {
  std::vector<Owned> holes;
  for (std::size_t r = 1; r < polygon.rings.size(); ++r) {
    if (is_ring(polygon.rings[r])) holes.push_back(ring_to_geos(geos, polygon.rings[r]));
  }
  Owned shell = ring_to_geos(geos, polygon.rings.front());
  std::vector<GEOSGeometry*> raw = released(holes);
  return own(geos, GEOSGeom_createPolygon_r(geos.context(), shell.release(), raw.data(),
                                            static_cast<unsigned>(raw.size())));
}

Owned to_geos(const Geos& geos, std::span<const MultiPolygon> shapes) {
  std::vector<Owned> parts;
  for (const MultiPolygon& shape : shapes) {
    for (const Polygon& polygon : shape.polygons) {
      const bool solid = !polygon.rings.empty() && is_ring(polygon.rings.front());
      if (solid) parts.push_back(polygon_to_geos(geos, polygon));
    }
  }
  std::vector<GEOSGeometry*> raw = released(parts);
  return own(geos, GEOSGeom_createCollection_r(geos.context(), GEOS_MULTIPOLYGON, raw.data(),
                                               static_cast<unsigned>(raw.size())));
}

Owned to_geos(const Geos& geos, const MultiPolygon& shape) {
  return to_geos(geos, std::span(&shape, 1));
}

Polyline ring_from_geos(const Geos& geos, const GEOSGeometry* ring) {
  const GEOSCoordSequence* positions = GEOSGeom_getCoordSeq_r(geos.context(), ring);
  unsigned size = 0;
  if (!positions || !GEOSCoordSeq_getSize_r(geos.context(), positions, &size)) geos.fail();
  Polyline line(size);
  if (size > 0 && !GEOSCoordSeq_copyToBuffer_r(geos.context(), positions, &line.front().x, 0, 0)) {
    geos.fail();
  }
  return line;
}

// Adds the polygons of a geometry of any kind; lines and points that a repair leaves are dropped.
void add_polygons(const Geos& geos, const GEOSGeometry* geometry, MultiPolygon& shape) {
  const int type = GEOSGeomTypeId_r(geos.context(), geometry);
  if (type == GEOS_POLYGON && !GEOSisEmpty_r(geos.context(), geometry)) {
    Polygon polygon;
    polygon.rings.push_back(ring_from_geos(geos, GEOSGetExteriorRing_r(geos.context(), geometry)));
    const int holes = GEOSGetNumInteriorRings_r(geos.context(), geometry);
    for (int i = 0; i < holes; ++i) {
      polygon.rings.push_back(
          ring_from_geos(geos, GEOSGetInteriorRingN_r(geos.context(), geometry, i)));
    }
    shape.polygons.push_back(std::move(polygon));
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    const int parts = GEOSGetNumGeometries_r(geos.context(), geometry);
    for (int i = 0; i < parts; ++i) {
      add_polygons(geos, GEOSGetGeometryN_r(geos.context(), geometry, i), shape);
    }
  }
}

MultiPolygon from_geos(const Geos& geos, const Owned& geometry) {
  MultiPolygon shape;
  add_polygons(geos, geometry.get(), shape);
  return shape;
}

// What GEOS cannot even be asked.
std::optional<std::string> unusable_ring(const MultiPolygon& shape) {
  for (const Polygon& polygon : shape.polygons) {
    if (polygon.rings.empty()) return "Polygon without a ring";
    for (const Polyline& ring : polygon.rings) {
      if (!is_ring(ring)) return "Too few points in a ring";
      if (!is_finite(ring)) return "Invalid Coordinate";
    }
  }
  return {};
}

}  // namespace

std::optional<std::string> invalid_reason(const MultiPolygon& shape) {
  if (auto reason = unusable_ring(shape)) return reason;
  const Geos geos;
  const Owned geometry = to_geos(geos, shape);
  const char valid = GEOSisValid_r(geos.context(), geometry.get());
  if (valid == 1) return {};
  if (valid == 2) geos.fail();
  char* reason = GEOSisValidReason_r(geos.context(), geometry.get());
  std::string result = reason ? reason : "invalid";
  GEOSFree_r(geos.context(), reason);
  return result;
}

MultiPolygon make_valid(const MultiPolygon& shape) {
  const Geos geos;
  const Owned geometry = to_geos(geos, shape);
  // The structure method: with the other one, parts that overlap would cancel each other out.
  // Made in this session: the functions without a session need a global one.
  const auto destroy = [&](GEOSMakeValidParams* options) {
    GEOSMakeValidParams_destroy_r(geos.context(), options);
  };
  const std::unique_ptr<GEOSMakeValidParams, decltype(destroy)> options(
      GEOSMakeValidParams_create_r(geos.context()), destroy);
  if (!options) geos.fail();
  GEOSMakeValidParams_setMethod_r(geos.context(), options.get(), GEOS_MAKE_VALID_STRUCTURE);
  return from_geos(
      geos, own(geos, GEOSMakeValidWithParams_r(geos.context(), geometry.get(), options.get())));
}

MultiPolygon unite(std::span<const MultiPolygon> shapes) {
  const Geos geos;
  const Owned geometry = to_geos(geos, shapes);
  return from_geos(geos, own(geos, GEOSUnaryUnion_r(geos.context(), geometry.get())));
}

MultiPolygon intersect(const MultiPolygon& a, const MultiPolygon& b) {
  const Geos geos;
  const Owned first = to_geos(geos, a);
  const Owned second = to_geos(geos, b);
  return from_geos(geos, own(geos, GEOSIntersection_r(geos.context(), first.get(), second.get())));
}

double overlap_area(const MultiPolygon& a, const MultiPolygon& b) {
  return area(intersect(a, b));
}

Point point_on_surface(const MultiPolygon& shape) {
  const Geos geos;
  const Owned geometry = to_geos(geos, shape);
  const Owned point = own(geos, GEOSPointOnSurface_r(geos.context(), geometry.get()));
  if (GEOSisEmpty_r(geos.context(), point.get())) {
    throw GeometryError(
        message("an empty polygon has no inside", "un polygone vide n’a pas d’intérieur"),
        message("Give the feature a shape, or remove it",
                "Donnez une forme à l’entité, ou retirez-la"));
  }
  Point result;
  GEOSGeomGetX_r(geos.context(), point.get(), &result.x);
  GEOSGeomGetY_r(geos.context(), point.get(), &result.y);
  return result;
}

}  // namespace coverage
