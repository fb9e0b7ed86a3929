#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

/// One row of a layer, valid during the call that receives it.
class Feature {
 public:
  std::int64_t fid() const;
  /// The value of a column as UTF-8 text; nothing where NULL or unset. Empty text stays empty.
  /// Numbers are written as short as they read back, dates as `2018-06-22`, truth as `true` and
  /// `false`, lists joined with `;`.
  std::optional<std::string> text(std::size_t column) const;
  /// The value as a number; nothing where NULL or blank. A decimal comma is understood. Throws
  /// InputError where it is not a number.
  std::optional<double> number(std::size_t column) const;
  /// Polygons, lines, points (Z and M dropped, curves as lines), in the layer's CRS. A multipoint
  /// is its first point; a collection whose parts are of different families throws GeometryError.
  Geometry geometry() const;
  /// True where the feature's geometry has several points, of which `geometry` gives the first.
  bool is_multipoint() const;

 private:
  friend class VectorLayer;
  Feature(const void* handle, const class VectorLayer& layer) : handle_(handle), layer_(layer) {}
  const void* handle_;
  const class VectorLayer& layer_;
};

/// A layer of any vector format of the allow-list, opened through the input gate, read in order.
/// Nothing is ever written beside the file. Not for concurrent use: one a thread.
///
///     const VectorLayer layer = VectorLayer::open("communes.gpkg", "communes");
///     const std::size_t code = layer.column("code");
///     layer.for_each([&](const Feature& feature) { use(feature.text(code), feature.geometry());
///     });
class VectorLayer {
 public:
  /// The layer named `layer`, or the only layer of the file. Names in `.zip` and `.gz` are opened
  /// inside. Throws InputError that lists the layers, or says why the file cannot be read.
  static VectorLayer open(const std::string& path, const std::optional<std::string>& layer = {});
  /// The layer that has the first of `names` that any has, ignoring case; nothing where none has.
  static std::optional<VectorLayer> open_named(const std::string& path,
                                               const std::vector<std::string>& names);
  ~VectorLayer();
  VectorLayer(VectorLayer&&) noexcept;

  const std::string& path() const;
  const std::string& name() const;
  const std::vector<std::string>& columns() const;
  /// The index of a column (exact name, else ignoring case). Throws InputError with the nearest
  /// name. The format's own row number, where it has a name (`fid` in GeoPackage), is a column too,
  /// though not listed.
  std::size_t column(const std::string& name) const;
  std::optional<std::size_t> find_column(const std::string& name) const;
  bool has_geometry() const;
  /// The layer's CRS; `declared` (`EPSG:2154`), the study's word, serves where the layer has none.
  /// Throws GeometryError where neither is known, where they contradict each other, and where
  /// degrees are declared but the coordinates are no degrees.
  Crs crs(const std::optional<std::string>& declared = {}) const;
  std::uint64_t size() const;
  /// Calls `visit` for each feature, in the file's order; errors say the file, layer and feature.
  /// May be called again. Throws InputError where the file is damaged part of the way.
  void for_each(const std::function<void(const Feature&)>& visit) const;
  /// What GDAL doubted so far while opening and reading, in its words.
  const std::vector<std::string>& warnings() const;

 private:
  friend class Feature;
  struct State;
  explicit VectorLayer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace coverage
