#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/network/snapper.h"

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

/// The smallest grid of whole cells that covers `extent`; at least one cell. Throws InputError for
/// a cell size that is not a positive number, or that makes more than 2 × 10⁹ cells.
RasterGrid grid_over(const Box& extent, double cell_size_m);

/// What a study's raster covers: its communes in the study area, else, in a study without communes,
/// the network.
Box raster_extent(const Territory& territory, const RoadNetwork& network);

/// One band pair to compute: a query on its network. Layers of one network share its snapper.
struct RasterLayer {
  const Snapper& snapper;
  const NearestAccess& access;
};

/// The access of each cell's centre, by the same snap and search as any other point. Cells whose
/// centre lies in no commune of the study area are outside (in a study without communes, none is).
/// One raster a layer; the same for any number of threads.
std::vector<AccessRaster> access_rasters(const RasterGrid& grid, const Territory& territory,
                                         std::span<const RasterLayer> layers,
                                         const Execution& execution);

}  // namespace coverage
