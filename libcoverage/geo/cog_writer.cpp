#include "libcoverage/geo/cog_writer.h"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <algorithm>
#include <memory>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/crs_handle.h"
#include "libcoverage/geo/disk_remedy.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/geo/thread_option.h"

namespace coverage {

namespace {

[[noreturn]] void fail(const GdalErrors& said, const std::filesystem::path& path) {
  throw OutputError(
      said.problem(message("cannot write {}", "impossible d’écrire {}", path.string())),
      disk_remedy());
}

GDALDriver& driver_named(const char* name) {
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(name);
  if (driver) return *driver;
  throw OutputError(message("GDAL has no {} driver here", "GDAL n’a pas de pilote {}", name),
                    {"Run scripts/setup.sh", "Lancez scripts/setup.sh"});
}

void add_band(GDALDataset& dataset, const RasterBand& band, float nodata) {
  // The band looks at the caller's values, which the COG driver only reads: no copy of the raster.
  char address[32] = {};
  const int length = CPLPrintPointer(address, const_cast<float*>(band.values.data()),
                                     static_cast<int>(sizeof address) - 1);
  address[length] = 0;
  CPLStringList options;
  options.SetNameValue("DATAPOINTER", address);
  dataset.AddBand(GDT_Float32, options.List());
  GDALRasterBand& added = *dataset.GetRasterBand(dataset.GetRasterCount());
  added.SetDescription(band.name.c_str());
  added.SetUnitType(band.unit.c_str());
  added.SetNoDataValue(nodata);
  added.SetMetadataItem("LONG_NAME", band.description.c_str());
}

GDALDatasetUniquePtr in_memory(const Crs& crs, const RasterFrame& frame,
                               std::span<const RasterBand> bands,
                               std::span<const std::pair<std::string, std::string>> metadata) {
  GDALDatasetUniquePtr dataset(driver_named("MEM").Create(
      "", static_cast<int>(frame.columns), static_cast<int>(frame.rows), 0, GDT_Float32, nullptr));
  double transform[6] = {frame.west, frame.cell_size, 0, frame.north, 0, -frame.cell_size};
  dataset->SetGeoTransform(transform);
  dataset->SetSpatialRef(&crs.handle().reference);
  for (const auto& [key, value] : metadata) dataset->SetMetadataItem(key.c_str(), value.c_str());
  for (const RasterBand& band : bands) add_band(*dataset, band, frame.nodata);
  return dataset;
}

int report_progress(double, const char*, void* data) {
  const auto* stop = static_cast<const Execution*>(data)->stop;
  return stop && stop->load(std::memory_order_relaxed) ? FALSE : TRUE;
}

/// Opens the file again and compares every value: a short write shows here at the latest.
void compare(const std::filesystem::path& path, const RasterFrame& frame,
             std::span<const RasterBand> bands) {
  GdalErrors said;
  const char* const drivers[] = {"GTiff", nullptr};
  const GDALDatasetUniquePtr dataset(GDALDataset::Open(
      path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers));
  if (!dataset || static_cast<std::size_t>(dataset->GetRasterCount()) != bands.size()) {
    fail(said, path);
  }
  // Row by row over all bands, as their values are interleaved in the file's blocks.
  const int width = static_cast<int>(frame.columns);
  std::vector<float> row(frame.columns);
  for (std::uint32_t y = 0; y < frame.rows; ++y) {
    for (std::size_t b = 0; b < bands.size(); ++b) {
      const CPLErr status = dataset->GetRasterBand(static_cast<int>(b) + 1)
                                ->RasterIO(GF_Read, 0, static_cast<int>(y), width, 1, row.data(),
                                           width, 1, GDT_Float32, 0, 0, nullptr);
      const auto wanted = bands[b].values.subspan(std::size_t{y} * frame.columns, frame.columns);
      if (status != CE_None || !std::equal(row.begin(), row.end(), wanted.begin())) {
        fail(said, path);
      }
    }
  }
}

}  // namespace

void write_cog(const std::filesystem::path& path, const Crs& crs, const RasterFrame& frame,
               std::span<const RasterBand> bands,
               std::span<const std::pair<std::string, std::string>> metadata,
               const Execution& execution) {
  initialize_gdal();
  GdalErrors said;
  const ThreadOption no_sidecar("GDAL_PAM_ENABLED", "NO");
  const GDALDatasetUniquePtr source = in_memory(crs, frame, bands, metadata);
  CPLStringList options;
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("PREDICTOR", "YES");
  options.SetNameValue("OVERVIEW_RESAMPLING", "NEAREST");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  GDALDatasetUniquePtr written(driver_named("COG").CreateCopy(path.c_str(), source.get(), FALSE,
                                                              options.List(), report_progress,
                                                              const_cast<Execution*>(&execution)));
  execution.check_interrupted();
  if (!written || said.failed()) fail(said, path);
  written.reset();
  if (said.failed()) fail(said, path);
  compare(path, frame, bands);
}

}  // namespace coverage
