#pragma once

#include <string>
#include <utility>
#include <vector>

namespace coverage {

/// Names and versions of the libraries that results may depend on: GDAL, GEOS, PROJ, SQLite.
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace coverage
