#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"

namespace coverage {

/// One band, row by row from the north-west; the values must outlive the call that writes it.
struct RasterBand {
  std::string name;         ///< `mairie.access_time_s`
  std::string unit;         ///< `s`; empty: none
  std::string description;  ///< for people
  std::span<const float> values;
};

/// Where a raster lies: square cells, north up, study CRS.
struct RasterFrame {
  double west = 0;
  double north = 0;
  double cell_size = 0;
  std::uint32_t columns = 0;
  std::uint32_t rows = 0;
  float nodata = 0;
};

/// Writes a cloud-optimised Float32 GeoTIFF, then opens it again and compares. Its overviews take
/// nearest values, so that ids stay ids. `metadata` is the file's, by key. Throws OutputError.
void write_cog(const std::filesystem::path& path, const Crs& crs, const RasterFrame& frame,
               std::span<const RasterBand> bands,
               std::span<const std::pair<std::string, std::string>> metadata,
               const Execution& execution);

}  // namespace coverage
