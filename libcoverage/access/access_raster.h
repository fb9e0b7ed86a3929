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

/// Where trips from the centres of a grid's cells reach a network, by the same snap as any other
/// point: found once, then asked by every query of that network, in one pass over the cells.
///
///     const RasterCells cells(grid, territory, snapper, execution);
///     const AccessRaster raster = cells.answer(access, execution);
///
/// Cells whose centre lies in no commune of the study area are outside (in a study without
/// communes, none is). The same for any number of threads. Takes 16 bytes a cell.
class RasterCells {
 public:
  /// `snapper` must outlive it.
  RasterCells(const RasterGrid& grid, const Territory& territory, const Snapper& snapper,
              const Execution& execution);

  /// What `access.at` gives for each centre. Precondition: `access` is of the snapper's network.
  AccessRaster answer(const NearestAccess& access, const Execution& execution) const;

 private:
  /// The vertices that a trip reaches first on its run, one way and the other, and when; one of
  /// them twice where the run is open one way only.
  struct Cell {
    VertexId heads[2];                  ///< none where there is no snap, or no way out
    std::uint32_t time_ms[2] = {0, 0};  ///< with the connector; not 0 where there is no way out
    bool is_snapped() const { return heads[0].valid() || time_ms[0] != 0; }
  };
  class Finder;
  Label label_of(std::size_t cell, const NearestAccess& access) const;

  RasterGrid grid_;
  const Snapper& snapper_;
  std::vector<Cell> cells_;
  std::uint64_t unsnapped_ = 0;
};

}  // namespace coverage
