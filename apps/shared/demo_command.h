#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "apps/shared/common_options.h"

namespace coverage {

/// The options of `coverage-demo DIR`.
struct DemoCommandOptions {
  CommonOptions common;
  std::string directory;
  std::uint64_t junctions = 0;  ///< 0: the generator's default
  std::uint64_t seed = 1;
  std::vector<std::string> communes;  ///< real commune polygons to draw roads through
  std::string population;
  std::string edition;  ///< of the populations
  std::string france_services;
  std::string study_area;
  bool overwrite = false;
};

CommandText demo_command_text();
std::unique_ptr<CLI::App> make_demo_parser(DemoCommandOptions& options);

/// Throws UsageError for options that would give a study that cannot run. Opens no file.
void check_demo_options(const DemoCommandOptions& options);

}  // namespace coverage
