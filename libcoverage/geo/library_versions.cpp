#include "libcoverage/geo/library_versions.h"

#include <gdal.h>
#include <geos_c.h>
#include <ogr_srs_api.h>
#include <sqlite3.h>

namespace coverage {

std::vector<std::pair<std::string, std::string>> library_versions() {
  int major = 0, minor = 0, patch = 0;
  OSRGetPROJVersion(&major, &minor, &patch);
  return {
      {"gdal", GDALVersionInfo("RELEASE_NAME")},
      {"geos", GEOSversion()},
      {"proj", std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch)},
      {"sqlite", sqlite3_libversion()}};
}

}  // namespace coverage
