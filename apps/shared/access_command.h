#pragma once

#include <string>
#include <vector>

#include "apps/shared/common_options.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

/// The options of `coverage-access STUDY [LON,LAT…]`.
struct AccessOptions {
  CommonOptions common;
  std::string study;
  std::vector<std::string> positions;  ///< `LON,LAT`
  std::string points_file;             ///< a file, `-` for standard input, or empty
  std::string query;                   ///< only this one; empty: all
  bool explain = false;                ///< routes leg by leg instead of a CSV
  std::vector<std::string> settings;
};

CommandText access_command_text();
std::unique_ptr<CLI::App> make_access_parser(AccessOptions& options);

/// `3.3345,46.5668`. Throws UsageError that says what is wrong with it.
LonLat parse_lon_lat(const std::string& text);

}  // namespace coverage
