#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// A coordinate reference system. Axis order is always east, north (longitude, latitude).
class Crs {
 public:
  /// From `EPSG:2154`, WKT or PROJ text; never from a file or the network. Throws GeometryError.
  static Crs from_text(const std::string& text);
  static Crs wgs84();

  bool is_projected() const;
  /// Metres a unit (1 for metres, 0.3048… for feet); 0 for degrees.
  double metres_per_unit() const;
  bool same_as(const Crs& other) const;
  /// `EPSG:2154` where an authority knows it, else its name.
  std::string label() const;
  std::string wkt() const;
  /// Whether `where` lies in the CRS's declared area of use (true where none is declared).
  bool area_of_use_contains(LonLat where) const;

  struct Handle;
  const Handle& handle() const { return *handle_; }
  explicit Crs(std::shared_ptr<const Handle> handle) : handle_(std::move(handle)) {}

 private:
  std::shared_ptr<const Handle> handle_;
};

/// The UTM zone's CRS (`EPSG:326zz` or `EPSG:327zz`) that suits a place.
std::string suggested_projected_crs(LonLat where);

/// A study's CRS must be projected and in metres, and must suit the place of the data: throws
/// GeometryError that suggests `suggested_projected_crs`.
void require_usable_study_crs(const Crs& crs, LonLat data_centre);

/// Converts positions from one CRS to another. Not for concurrent use: one a thread.
class Transformer {
 public:
  Transformer(const Crs& from, const Crs& to);
  ~Transformer();
  Transformer(Transformer&&) noexcept;

  /// Nothing where the position has no image (outside the projection's domain, not finite).
  std::optional<Point> operator()(Point p) const;
  /// In place; positions without an image become NaN. Returns how many.
  std::size_t transform(std::vector<Point>& points) const;
  /// Every vertex; throws GeometryError where one has no image.
  Geometry operator()(const Geometry& geometry) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// WGS 84 degrees ↔ the study CRS.
class Projection {
 public:
  explicit Projection(const Crs& study_crs);
  std::optional<Point> project(LonLat where) const;
  std::optional<LonLat> unproject(Point p) const;
  const Transformer& forward() const { return forward_; }
  const Transformer& inverse() const { return inverse_; }

 private:
  Transformer forward_;
  Transformer inverse_;
};

}  // namespace coverage
