#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/shared/common_options.h"

namespace coverage {

/// The options of `coverage-run`.
struct RunOptions {
  CommonOptions common;
  std::string study;
  std::string out;
  std::vector<std::string> settings;  ///< `key=value`
  bool dry_run = false;
  bool overwrite = false;
  bool strict = false;
  bool routes = false;
  std::string csv;  ///< `excel-fr` or empty
};

CommandText run_command_text();
std::unique_ptr<CLI::App> make_run_parser(RunOptions& options);

/// `demand.method=grid` → {`demand.method`, `grid`}. Throws UsageError where there is no `=`.
std::vector<std::pair<std::string, std::string>> parse_settings(
    const std::vector<std::string>& settings);

}  // namespace coverage
