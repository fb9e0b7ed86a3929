#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/elevation_raster.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/network/judge_roads.h"
#include "libcoverage/network/slope_model.h"

namespace coverage {

/// What slopes do to a piece of road.
struct RoadSlope {
  double climb_m = 0, descent_m = 0;  ///< in the order of its nodes
  double forward_factor = 1;          ///< on moving times, that way
  double backward_factor = 1;
};

/// Heights of road nodes from elevation rasters, and the slopes between them.
///
/// Noise is guarded against: slopes are taken over pieces no shorter than a cell of the raster (or
/// 20 m, or the segment); bridges and tunnels run evenly between their ends, whatever lies under or
/// over them; slopes steeper than the profile's `steepest` count as that.
class RoadSlopes {
 public:
  /// Without rasters everything is flat. Roads outside all rasters are flat, and counted in
  /// `report`. Where rasters overlap, the first counts. Throws InputError where one cannot be used.
  RoadSlopes(const RawRoads& roads, const RoadUses& uses, std::span<const std::string> rasters,
             const Execution& execution, SourceReport& report);

  bool known() const { return !rasters_.empty(); }
  /// Of consecutive nodes of a way, for a mode. Long straight pieces are sampled between them.
  RoadSlope along(const RawRoads::Way& way, std::span<const std::uint32_t> nodes,
                  const SlopeModel& model);

 private:
  /// A place along a road.
  struct Sample {
    double metres = 0;  ///< from the place before
    double height = 0;  ///< NaN where unknown
  };
  std::vector<Sample> samples_along(std::span<const std::uint32_t> nodes, bool structure);
  RoadSlope slope_of(std::span<const Sample> samples, const SlopeModel& model) const;
  double height_at(LonLat where);
  void read_heights(const RoadUses& uses, const Execution& execution);
  void level_structures(const RoadUses& uses);
  void note_unknown(const RoadUses& uses, SourceReport& report) const;

  const RawRoads& roads_;
  std::vector<ElevationRaster> rasters_;
  std::vector<float> heights_;  ///< by node; NaN where unknown
  double least_piece_m_ = 20;
};

}  // namespace coverage
