#pragma once

#include <memory>
#include <optional>
#include <string>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// Heights of the ground from a raster file of any CRS, through the input gate. Formats: GeoTIFF,
/// GeoPackage, ASCII grid, SRTM `.hgt`, Erdas Imagine, ESRI `.bil`/`.flt`. Not for concurrent use.
class ElevationRaster {
 public:
  /// Throws InputError where the file is missing, no raster of a known format, or has neither CRS
  /// nor place.
  static ElevationRaster open(const std::string& path);
  ~ElevationRaster();
  ElevationRaster(ElevationRaster&&) noexcept;

  /// Metres above the raster's zero; nothing outside the raster or where it has no data.
  ///
  /// The surface through the cells' centres is smoothed by a quarter, a half and a quarter of three
  /// neighbours each way and then interpolated linearly: whole metres of a coarse raster, which
  /// would be stairs under a road, become slopes. It depends on the place alone, so that roads that
  /// meet have one height.
  std::optional<double> height(LonLat where);

  /// The size of a cell on the ground, in metres, in the middle of the raster.
  double cell_size_m() const;

 private:
  struct State;
  explicit ElevationRaster(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace coverage
