#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// Square cells in the study CRS; origin and extent are multiples of the cell size. Row 0 is the
/// north.
struct RasterGrid {
  double west = 0;
  double north = 0;
  double cell_size = 100;
  std::uint32_t columns = 0;
  std::uint32_t rows = 0;

  std::size_t size() const { return std::size_t{columns} * rows; }
  Point centre(std::uint32_t column, std::uint32_t row) const {
    return {west + (column + 0.5) * cell_size, north - (row + 0.5) * cell_size};
  }
};

/// One query on the grid, row by row from the north-west.
struct AccessRaster {
  std::vector<float> access_time_s;  ///< nodata where outside, unsnapped or unreachable
  std::vector<float> facility_fid;   ///< FacilityIndex + 1
  std::uint64_t cells_ok = 0, cells_unsnapped = 0, cells_unreachable = 0;
};
inline constexpr float raster_nodata = -9999.0f;

}  // namespace coverage
