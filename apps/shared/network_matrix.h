#pragma once

#include "apps/shared/network_command.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// `coverage-network matrix`: writes the matrix, or says what it takes.
void run_matrix(const NetworkOptions& options, const Study& study, const Execution& execution);

}  // namespace coverage
