#include "libcoverage/access/access_raster.h"

#include <atomic>
#include <cmath>
#include <optional>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"

namespace coverage {
namespace {

constexpr double most_cells = 2e9;

std::vector<MultiPolygon> study_area_shapes(const Territory& territory) {
  std::vector<MultiPolygon> shapes;
  for (const Commune& commune : territory.communes) {
    if (commune.in_study_area) shapes.push_back(commune.shape);
  }
  return shapes;
}

struct CellCounts {
  std::atomic<std::uint64_t> ok{0}, unsnapped{0}, unreachable{0};
};

/// The work on one block of rows; snaps and departures are shared by the layers of a network.
class RasterPainter {
 public:
  RasterPainter(const RasterGrid& grid, std::span<const RasterLayer> layers,
                std::vector<AccessRaster>& rasters, std::vector<CellCounts>& counts)
      : grid_(grid), layers_(layers), rasters_(rasters), counts_(counts) {}

  void paint(std::uint32_t column, std::uint32_t row) {
    const std::size_t cell = std::size_t{row} * grid_.columns + column;
    const Snapper* snapper = nullptr;
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
      if (snapper != &layers_[layer].snapper) {
        snapper = &layers_[layer].snapper;
        snap(*snapper, grid_.centre(column, row));
      }
      paint(layer, cell);
    }
  }

 private:
  void snap(const Snapper& snapper, Point centre) {
    snap_ = snapper.snap(centre);
    departures_.clear();
    if (snap_) append_departures(snapper.network(), *snap_, departures_);
  }
  void paint(std::size_t layer, std::size_t cell) {
    if (!snap_) {
      ++counts_[layer].unsnapped;
      return;
    }
    const AccessTime answer = layers_[layer].access.at(*snap_, departures_);
    if (answer.status != AccessStatus::ok) {
      ++counts_[layer].unreachable;
      return;
    }
    ++counts_[layer].ok;
    rasters_[layer].access_time_s[cell] = static_cast<float>(answer.time.seconds());
    rasters_[layer].facility_fid[cell] = static_cast<float>(answer.facility.value() + 1);
  }

  const RasterGrid& grid_;
  std::span<const RasterLayer> layers_;
  std::vector<AccessRaster>& rasters_;
  std::vector<CellCounts>& counts_;
  std::optional<Snap> snap_;
  std::vector<Seed> departures_;
};

}  // namespace

RasterGrid grid_over(const Box& extent, double cell_size_m) {
  if (!std::isfinite(cell_size_m) || cell_size_m <= 0) {
    throw InputError(
        message("the cell size {} m is not a positive number",
                "la taille de maille {} m n’est pas un nombre positif", format_number(cell_size_m)),
        message("Set output.cell_size_m, for instance to 100.",
                "Donnez une valeur à output.cell_size_m, par exemple 100."));
  }
  const double west = std::floor(extent.min_x / cell_size_m);
  const double south = std::floor(extent.min_y / cell_size_m);
  const double columns = std::fmax(1, std::ceil(extent.max_x / cell_size_m) - west);
  const double rows = std::fmax(1, std::ceil(extent.max_y / cell_size_m) - south);
  if (!(columns * rows <= most_cells)) {
    const double suitable = std::ceil(cell_size_m * std::sqrt(columns * rows / most_cells));
    throw InputError(
        message("cells of {} m make a raster of {} × {} cells",
                "des mailles de {} m donnent une grille de {} × {} mailles",
                format_number(cell_size_m), format_number(columns), format_number(rows)),
        message("Set output.cell_size_m to {} or more.",
                "Donnez à output.cell_size_m la valeur {} ou plus.", format_number(suitable)));
  }
  return {west * cell_size_m, (south + rows) * cell_size_m, cell_size_m,
          static_cast<std::uint32_t>(columns), static_cast<std::uint32_t>(rows)};
}

Box raster_extent(const Territory& territory, const RoadNetwork& network) {
  Box extent;
  for (const MultiPolygon& shape : study_area_shapes(territory)) {
    const Box box = bounds(shape);
    if (box.empty()) continue;
    extent.include({box.min_x, box.min_y});
    extent.include({box.max_x, box.max_y});
  }
  if (!territory.communes.empty()) return extent;
  for (const Point& point : network.shape_points) extent.include(point);
  return extent;
}

std::vector<AccessRaster> access_rasters(const RasterGrid& grid, const Territory& territory,
                                         std::span<const RasterLayer> layers,
                                         const Execution& execution) {
  std::vector<AccessRaster> rasters(layers.size());
  for (AccessRaster& raster : rasters) {
    raster.access_time_s.assign(grid.size(), raster_nodata);
    raster.facility_fid.assign(grid.size(), raster_nodata);
  }
  std::vector<CellCounts> counts(layers.size());
  const std::vector<MultiPolygon> shapes = study_area_shapes(territory);
  const PolygonIndex study_area(shapes);
  const bool everywhere = territory.communes.empty();
  parallel_for(grid.rows, execution.threads, 4, [&](std::size_t begin, std::size_t end, unsigned) {
    RasterPainter painter(grid, layers, rasters, counts);
    for (std::size_t row = begin; row < end; ++row) {
      execution.check_interrupted();
      const auto y = static_cast<std::uint32_t>(row);
      for (std::uint32_t x = 0; x < grid.columns; ++x) {
        if (everywhere || study_area.find(grid.centre(x, y))) painter.paint(x, y);
      }
      execution.progress.advance(1);
    }
  });
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    rasters[layer].cells_ok = counts[layer].ok;
    rasters[layer].cells_unsnapped = counts[layer].unsnapped;
    rasters[layer].cells_unreachable = counts[layer].unreachable;
  }
  return rasters;
}

}  // namespace coverage
