#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "apps/shared/common_options.h"
#include "libcoverage/output/matrix_rows.h"
#include "libcoverage/routing/choose_kernel.h"

namespace coverage {

/// The options of `coverage-network matrix` that it does not share with other actions.
struct MatrixOptions {
  std::string origins, destinations;  ///< files of points, or `-` for one of them
  KernelSetting search = KernelSetting::automatic;
  MatrixFormat format = MatrixFormat::long_rows;
  bool has_search = false, has_format = false;  ///< given
  bool dry_run = false;
};

void add_matrix_options(CLI::App& parser, MatrixOptions& options, const Say& say);

/// Throws UsageError where the options contradict each other, or go with another action.
void check_matrix_options(const MatrixOptions& options, bool is_matrix, bool json_without_file);

}  // namespace coverage
