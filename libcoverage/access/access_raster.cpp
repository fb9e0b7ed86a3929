#include "libcoverage/access/access_raster.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>

#include "libcoverage/base/error.h"
#include "libcoverage/base/large_pages.h"
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

/// The work on one square of cells: neighbours share roads, and what was read of them is still in
/// the processor's cache.
class RasterCells::Finder {
 public:
  static constexpr std::uint32_t side = 64;

  Finder(RasterCells& cells, const PolygonIndex* study_area)
      : cells_(cells), study_area_(study_area) {}

  void find(std::uint32_t west, std::uint32_t north) {
    const std::uint32_t east = std::min(cells_.grid_.columns, west + side);
    const std::uint32_t south = std::min(cells_.grid_.rows, north + side);
    for (std::uint32_t row = north; row < south; ++row) {
      mark_study_area(west, east - west, row);
      // Back and forth, so that the last cell is always a neighbour.
      for (std::uint32_t k = 0; k < east - west; ++k) {
        const std::uint32_t at = row % 2 == 0 ? k : east - west - 1 - k;
        if (inside_[at]) find_cell(west + at, row);
      }
    }
  }
  std::uint64_t unsnapped() const { return unsnapped_; }

 private:
  void mark_study_area(std::uint32_t west, std::uint32_t count, std::uint32_t row) {
    inside_.assign(count, study_area_ ? 0 : 1);
    if (!study_area_) return;
    const RasterGrid& grid = cells_.grid_;
    study_area_->mark_contained({grid.west, grid.cell_size, grid.centre(west, row).y, west, count},
                                inside_);
  }

  void find_cell(std::uint32_t column, std::uint32_t row) {
    const Point centre = cells_.grid_.centre(column, row);
    const std::optional<Snap> snap = cells_.snapper_.snap(centre, hint_);
    if (!snap) {
      ++unsnapped_;
      return;
    }
    const RoadNetwork& roads = cells_.snapper_.network();
    Cell& cell = cells_.cells_[std::size_t{row} * cells_.grid_.columns + column];
    departures_.clear();
    append_departures(roads, *snap, departures_);
    if (departures_.empty()) {
      cell.time_ms[0] = 1;
      return;
    }
    for (const std::size_t way : {0, 1}) {
      const Seed& seed = departures_[std::min(way, departures_.size() - 1)];
      cell.heads[way] = seed.vertex;
      cell.time_ms[way] = (snap->connector_time + seed.time).milliseconds();
    }
  }

  RasterCells& cells_;
  const PolygonIndex* study_area_;
  std::vector<std::uint8_t> inside_;  ///< of the row's cells, whether the study area holds them
  SnapHint hint_;
  std::vector<Seed> departures_;
  std::uint64_t unsnapped_ = 0;
};

RasterCells::RasterCells(const RasterGrid& grid, const Territory& territory, const Snapper& snapper,
                         const Execution& execution)
    : grid_(grid), snapper_(snapper), cells_(rows_in_large_pages<Cell>(grid.size())) {
  const std::vector<MultiPolygon> shapes = study_area_shapes(territory);
  const PolygonIndex study_area(shapes);
  const PolygonIndex* limits = territory.communes.empty() ? nullptr : &study_area;
  const std::size_t across = (grid.columns + Finder::side - 1) / Finder::side;
  const std::size_t down = (grid.rows + Finder::side - 1) / Finder::side;
  std::atomic<std::uint64_t> unsnapped{0};
  parallel_for(across * down, execution.threads, 1,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t square = begin; square < end; ++square) {
                   Finder finder(*this, limits);
                   finder.find(static_cast<std::uint32_t>(square % across) * Finder::side,
                               static_cast<std::uint32_t>(square / across) * Finder::side);
                   unsnapped += finder.unsnapped();
                 }
               });
  unsnapped_ = unsnapped;
}

Label RasterCells::label_of(std::size_t index, const NearestAccess& access) const {
  const Cell& cell = cells_[index];
  return std::min(access.label(cell.heads[0]).after(cell.time_ms[0]),
                  access.label(cell.heads[1]).after(cell.time_ms[1]));
}

AccessRaster RasterCells::answer(const NearestAccess& access, const Execution& execution) const {
  AccessRaster raster;
  raster.access_time_s = rows_in_large_pages(cells_.size(), raster_nodata);
  raster.facility_fid = rows_in_large_pages(cells_.size(), raster_nodata);
  const RoadNetwork& roads = snapper_.network();
  // On a facility's own run the direct trip counts too: the few cells that leave by the ends of
  // such a run are asked as any point is.
  std::vector<bool> is_end(roads.vertex_count());
  for (const PlacedFacility& facility : access.facilities()) {
    const RunId run = roads.segment_run[facility.snap.segment.value()];
    for (const VertexId head :
         {roads.run_forward_head[run.value()], roads.run_backward_head[run.value()]}) {
      if (head.valid()) is_end[head.value()] = true;
    }
  }
  std::atomic<std::uint64_t> ok{0}, unreachable{0};
  parallel_for(cells_.size(), execution.threads, 65536,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 std::uint64_t reached = 0, snapped = 0;
                 for (std::size_t i = begin; i < end; ++i) {
                   const Cell& cell = cells_[i];
                   if (!cell.is_snapped()) continue;
                   ++snapped;
                   if (!cell.heads[0].valid()) continue;
                   Label label;
                   if (is_end[cell.heads[0].value()] && is_end[cell.heads[1].value()]) {
                     const auto row = static_cast<std::uint32_t>(i / grid_.columns);
                     const auto column = static_cast<std::uint32_t>(i % grid_.columns);
                     const AccessTime answer = access.at(snapper_.snap(grid_.centre(column, row)));
                     if (answer.status == AccessStatus::ok)
                       label = {answer.time, answer.facility.value()};
                   } else {
                     label = label_of(i, access);
                   }
                   if (!label.reached()) continue;
                   ++reached;
                   raster.access_time_s[i] = static_cast<float>(label.time().seconds());
                   raster.facility_fid[i] = static_cast<float>(label.order() + 1);
                 }
                 ok += reached;
                 unreachable += snapped - reached;
               });
  raster.cells_ok = ok;
  raster.cells_unreachable = unreachable;
  raster.cells_unsnapped = unsnapped_;
  return raster;
}

}  // namespace coverage
