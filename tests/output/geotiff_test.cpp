#include "libcoverage/output/geotiff.h"

#include <gdal_priv.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "results_fixture.h"
#include "small_disk.h"
#include "temporary_folder.h"

using namespace coverage;

namespace {

std::filesystem::path written(const Results& results, const TemporaryFolder& folder,
                              const std::string& name = "access_time.tif") {
  Progress quiet;
  write_access_raster(results, folder.path() / name, Execution{quiet});
  return folder.path() / name;
}

GDALDatasetUniquePtr opened(const std::filesystem::path& path) {
  return GDALDatasetUniquePtr(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER));
}

float value_at(GDALDataset& file, int band, int column, int row) {
  float value = 0;
  const CPLErr status = file.GetRasterBand(band)->RasterIO(GF_Read, column, row, 1, 1, &value, 1, 1,
                                                           GDT_Float32, 0, 0, nullptr);
  REQUIRE(status == CE_None);
  return value;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// The fixture on a raster large enough for overviews, facilities in a chequered pattern.
Results with_large_raster() {
  Results results = make_results_fixture();
  results.grid.columns = 700;
  results.grid.rows = 600;
  for (QueryResult& query : results.queries) {
    query.raster = AccessRaster{};
    for (std::uint32_t i = 0; i < results.grid.size(); ++i) {
      query.raster->access_time_s.push_back(static_cast<float>(i % 977));
      query.raster->facility_fid.push_back(i % 3 == 0 ? 1.0f : i % 3 == 1 ? 3.0f : raster_nodata);
    }
  }
  return results;
}

}  // namespace

TEST_CASE("the raster is a cloud-optimised GeoTIFF in the study CRS, aligned to its cells") {
  const TemporaryFolder folder;
  const auto file = opened(written(make_results_fixture(), folder));
  REQUIRE(file);
  CHECK(std::string(file->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE")) == "COG");
  CHECK(std::string(file->GetSpatialRef()->GetAuthorityCode(nullptr)) == "2154");
  double transform[6] = {};
  file->GetGeoTransform(transform);
  CHECK(std::vector<double>(transform, transform + 6) ==
        std::vector<double>{720000, 500, 0, 6610000, 0, -500});
  CHECK(std::string(file->GetMetadataItem("NOTICE")) == "Données fictives.");
}

TEST_CASE("two bands a query, in study order, named with unit and nodata") {
  const TemporaryFolder folder;
  const auto file = opened(written(make_results_fixture(), folder));
  std::string names;
  for (int band = 1; band <= file->GetRasterCount(); ++band) {
    GDALRasterBand& one = *file->GetRasterBand(band);
    names += std::string(one.GetDescription()) + "[" + one.GetUnitType() + "] ";
    CHECK(one.GetNoDataValue() == -9999);
    CHECK(one.GetRasterDataType() == GDT_Float32);
  }
  CHECK(names ==
        "france_services.access_time_s[s] france_services.facility_fid[] "
        "third_place.access_time_s[s] third_place.facility_fid[] ");
}

TEST_CASE("cells hold the results' values, north row first") {
  const TemporaryFolder folder;
  const Results results = make_results_fixture();
  const auto file = opened(written(results, folder));
  const AccessRaster& raster = *results.queries[1].raster;
  CHECK(value_at(*file, 3, 0, 0) == -9999);
  CHECK(value_at(*file, 3, 7, 2) == raster.access_time_s[2 * 30 + 7]);
  CHECK(value_at(*file, 4, 29, 19) == 3);
}

TEST_CASE("overviews never mix facility ids") {
  const TemporaryFolder folder;
  const auto file = opened(written(with_large_raster(), folder));
  GDALRasterBand& band = *file->GetRasterBand(2);
  REQUIRE(band.GetOverviewCount() > 0);
  GDALRasterBand& overview = *band.GetOverview(0);
  std::vector<float> values(static_cast<std::size_t>(overview.GetXSize()) * overview.GetYSize());
  REQUIRE(overview.RasterIO(GF_Read, 0, 0, overview.GetXSize(), overview.GetYSize(), values.data(),
                            overview.GetXSize(), overview.GetYSize(), GDT_Float32, 0, 0,
                            nullptr) == CE_None);
  CHECK(std::set<float>(values.begin(), values.end()) == std::set<float>{-9999, 1, 3});
}

TEST_CASE("a query without values has bands of nodata; without any there is no raster") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  results.queries[0].raster.reset();
  REQUIRE(has_raster(results));
  const auto file = opened(written(results, folder));
  CHECK(file->GetRasterCount() == 4);
  CHECK(value_at(*file, 1, 7, 2) == -9999);
  results.queries[1].raster.reset();
  CHECK_FALSE(has_raster(results));
}

TEST_CASE("the same rasters give the same bytes") {
  const TemporaryFolder folder;
  const Results results = with_large_raster();
  const std::string first = bytes_of(written(results, folder, "a.tif"));
  REQUIRE(first.size() > 10000);
  CHECK(first == bytes_of(written(results, folder, "b.tif")));
}

TEST_CASE("a full disk is an error, not a short raster") {
  const TemporaryFolder folder;
  const Results results = with_large_raster();
  for (const rlim_t bytes : {100, 20000}) {
    const SmallDisk disk(bytes);
    CHECK_THROWS_AS(written(results, folder, "small.tif"), OutputError);
  }
}
