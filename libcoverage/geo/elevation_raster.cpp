#include "libcoverage/geo/elevation_raster.h"

#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <vector>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/crs_handle.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/input_gate.h"

namespace coverage {

namespace {

// Formats that hold their own data: no VRT, no web services.
const char* const allowed_formats[] = {"GTiff", "GPKG",    "AAIGrid", "HFA",
                                       "EHdr",  "SRTMHGT", nullptr};
constexpr int tile_size = 256;
constexpr std::size_t most_tiles = 2048;  // 512 MiB of heights
constexpr float no_height = std::numeric_limits<float>::quiet_NaN();

Message remedy() {
  return {
      "Give a raster of heights such as a GeoTIFF (IGN RGE ALTI, BD ALTI, SRTM, Copernicus DEM)",
      "Donnez un raster d’altitudes, par exemple un GeoTIFF (RGE ALTI ou BD ALTI de l’IGN, SRTM, "
      "Copernicus DEM)"};
}

/// Metres a unit of the band's values.
double metres_of_unit(std::string_view unit) {
  const std::string name = lower_ascii(unit);
  if (name == "ft" || name == "foot" || name == "feet") return 0.3048;
  if (name == "us survey foot" || name == "ussurveyfoot") return 1200.0 / 3937.0;
  return 1;
}

GDALDatasetUniquePtr open_dataset(const std::string& path) {
  const std::string checked = checked_input_path(path);
  const GdalErrors said;
  GDALDatasetUniquePtr dataset(
      GDALDataset::Open(checked.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, allowed_formats));
  if (!dataset || dataset->GetRasterCount() < 1) {
    throw InputError(said.problem(message("{}: not a raster that can be read",
                                          "{} : n’est pas un raster lisible", path)),
                     remedy());
  }
  return dataset;
}

Crs crs_of(const GDALDataset& dataset, const std::string& path) {
  const OGRSpatialReference* reference = dataset.GetSpatialRef();
  if (!reference) {
    throw InputError(
        message("{}: the raster has no coordinate system",
                "{} : le raster n’a pas de système de coordonnées", path),
        {"Add it with gdal_edit.py -a_srs EPSG:…", "Ajoutez-le par gdal_edit.py -a_srs EPSG:…"});
  }
  char* wkt = nullptr;
  reference->exportToWkt(&wkt);
  const std::string text = wkt ? wkt : "";
  CPLFree(wkt);
  return Crs::from_text(text);
}

/// A quarter, a half and a quarter of three neighbours, then linear between two: four weights.
std::array<double, 4> weights_at(double fraction) {
  const double rest = 1 - fraction;
  return {rest / 4, rest / 2 + fraction / 4, rest / 4 + fraction / 2, fraction / 4};
}

}  // namespace

struct ElevationRaster::State {
  std::string path;
  GDALDatasetUniquePtr dataset;
  GDALRasterBand* band;
  Transformer to_raster;
  double to_cell[6] = {};
  double scale = 1, offset = 0;
  double cell_size_m = 1;
  std::unordered_map<std::int64_t, std::vector<float>> tiles;

  State(const std::string& file, GDALDatasetUniquePtr opened, const Crs& crs)
      : path(file),
        dataset(std::move(opened)),
        band(dataset->GetRasterBand(1)),
        to_raster(Crs::wgs84(), crs) {
    double from_cell[6];
    if (dataset->GetGeoTransform(from_cell) != CE_None ||
        !GDALInvGeoTransform(from_cell, to_cell)) {
      throw InputError(message("{}: the raster has no place on Earth (no geotransform)",
                               "{} : le raster n’est pas géoréférencé", path),
                       remedy());
    }
    const double unit = metres_of_unit(band->GetUnitType());
    scale = band->GetScale() * unit;
    offset = band->GetOffset() * unit;
    cell_size_m = ground_size(crs, from_cell);
  }

  /// Of a cell in the middle of the raster.
  double ground_size(const Crs& crs, const double* from_cell) const {
    const double width = std::hypot(from_cell[1], from_cell[4]);
    if (crs.is_projected()) return width * crs.metres_per_unit();
    constexpr double metres_a_degree = 111'320;
    return std::hypot(from_cell[2], from_cell[5]) * metres_a_degree;
  }

  const std::vector<float>& tile(int column, int row) {
    const std::int64_t key = (std::int64_t{row} << 32) | static_cast<std::uint32_t>(column);
    const auto found = tiles.find(key);
    if (found != tiles.end()) return found->second;
    if (tiles.size() >= most_tiles) tiles.clear();
    return tiles.emplace(key, read_tile(column, row)).first->second;
  }

  std::vector<float> read_tile(int column, int row) {
    std::vector<float> heights(std::size_t{tile_size} * tile_size, no_height);
    const int left = column * tile_size, top = row * tile_size;
    const int width = std::min(tile_size, band->GetXSize() - left);
    const int height = std::min(tile_size, band->GetYSize() - top);
    const GdalErrors said;
    if (band->RasterIO(GF_Read, left, top, width, height, heights.data(), width, height,
                       GDT_Float32, 0, tile_size * sizeof(float), nullptr) != CE_None) {
      throw InputError(
          said.problem(message("{}: the raster is damaged", "{} : raster endommagé", path)),
          remedy());
    }
    int has_nodata = 0;
    const auto nodata = static_cast<float>(band->GetNoDataValue(&has_nodata));
    for (float& value : heights) {
      const bool is_none = has_nodata != 0 && value == nodata;
      value = is_none ? no_height : static_cast<float>(value * scale + offset);
    }
    return heights;
  }

  double cell(int column, int row) {
    if (column < 0 || row < 0 || column >= band->GetXSize() || row >= band->GetYSize()) {
      return no_height;
    }
    const int place = (row % tile_size) * tile_size + column % tile_size;
    return tile(column / tile_size, row / tile_size)[static_cast<std::size_t>(place)];
  }

  /// At a place in cells, where (0, 0) is the centre of the first one.
  std::optional<double> smoothed(double x, double y) {
    const int column = static_cast<int>(std::floor(x)), row = static_cast<int>(std::floor(y));
    const auto across = weights_at(x - column), down = weights_at(y - row);
    double sum = 0, weight = 0;
    for (int r = 0; r < 4; ++r) {
      for (int c = 0; c < 4; ++c) {
        const double height = cell(column + c - 1, row + r - 1);
        if (std::isnan(height)) continue;
        const double w = across[static_cast<std::size_t>(c)] * down[static_cast<std::size_t>(r)];
        sum += w * height;
        weight += w;
      }
    }
    constexpr double least_known = 0.5;
    if (weight < least_known) return {};
    return sum / weight;
  }
};

ElevationRaster::ElevationRaster(std::unique_ptr<State> state) : state_(std::move(state)) {}
ElevationRaster::~ElevationRaster() = default;
ElevationRaster::ElevationRaster(ElevationRaster&&) noexcept = default;

ElevationRaster ElevationRaster::open(const std::string& path) {
  GDALDatasetUniquePtr dataset = open_dataset(path);
  const Crs crs = crs_of(*dataset, path);
  return ElevationRaster(std::make_unique<State>(path, std::move(dataset), crs));
}

std::optional<double> ElevationRaster::height(LonLat where) {
  const auto place = state_->to_raster({where.lon, where.lat});
  if (!place) return {};
  const double* t = state_->to_cell;
  const double x = t[0] + place->x * t[1] + place->y * t[2] - 0.5;
  const double y = t[3] + place->x * t[4] + place->y * t[5] - 0.5;
  const bool inside =
      x > -1 && y > -1 && x < state_->band->GetXSize() && y < state_->band->GetYSize();
  if (!inside) return {};
  return state_->smoothed(x, y);
}

double ElevationRaster::cell_size_m() const {
  return state_->cell_size_m;
}

}  // namespace coverage
