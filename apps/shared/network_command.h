#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/shared/common_options.h"
#include "apps/shared/matrix_options.h"

namespace coverage {

/// The options of `coverage-network build|info|audit|export|matrix STUDY`.
struct NetworkOptions {
  enum class Action { build, info, audit, export_files, matrix };
  CommonOptions common;
  Action action = Action::info;
  std::string study;
  std::vector<std::string> settings;
  bool verify = false;
  bool hierarchy = false;             ///< build it too
  std::string nodes, arcs, segments;  ///< CSV files to export; empty: not asked for
  std::string geopackage;             ///< the same for QGIS
  std::string profile;                ///< of the audit or the matrix; empty: the study's
  /// The audit's GeoPackage (empty: in the study's output folder), or the matrix (empty: standard
  /// output).
  std::string out;
  std::optional<double> junction_within_m, speed_factor;  ///< of the audit; its defaults otherwise
  MatrixOptions matrix;
};

CommandText network_command_text();
std::unique_ptr<CLI::App> make_network_parser(NetworkOptions& options);

/// Throws UsageError where the options contradict each other.
void check_network_options(const NetworkOptions& options);

}  // namespace coverage
