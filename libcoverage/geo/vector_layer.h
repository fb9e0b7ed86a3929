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
  std::optional<std::string> text(std::size_t column) const;
  /// The value as a number; nothing where NULL. Throws InputError where it is not a number.
  std::optional<double> number(std::size_t column) const;
  /// Polygons, lines, points (Z and M dropped, curves as lines), in the layer's CRS. A multipoint
  /// is its first point; a collection throws GeometryError.
  Geometry geometry() const;
  /// True where the layer's geometry has several points, of which `geometry` gives the first.
  bool is_multipoint() const;

 private:
  friend class VectorLayer;
  const void* handle_ = nullptr;
  const class VectorLayer* layer_ = nullptr;
};

/// A layer of any vector format of the allow-list, opened through the input gate, read once in
/// order.
class VectorLayer {
 public:
  /// The layer named `layer`, or the only layer of the file. Throws InputError that lists the
  /// layers.
  static VectorLayer open(const std::string& path, const std::optional<std::string>& layer = {});
  ~VectorLayer();
  VectorLayer(VectorLayer&&) noexcept;

  const std::string& path() const;
  const std::string& name() const;
  const std::vector<std::string>& columns() const;
  /// The index of a column (exact name, else ignoring case). Throws InputError with the nearest
  /// name.
  std::size_t column(const std::string& name) const;
  std::optional<std::size_t> find_column(const std::string& name) const;
  bool has_geometry() const;
  /// The layer's CRS. Throws GeometryError where the layer has none.
  Crs crs() const;
  std::uint64_t size() const;
  /// Calls `visit` for each feature, in fid order as stored; errors say the layer and the row.
  void for_each(const std::function<void(const Feature&)>& visit) const;

 private:
  friend class Feature;
  struct State;
  explicit VectorLayer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace coverage
