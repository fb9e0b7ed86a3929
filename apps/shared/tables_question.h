#pragma once

#include "apps/shared/sites_command.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/siting/pair_instance.h"

namespace coverage {

/// What is asked of tables made elsewhere.
struct TablesQuestion {
  PairInstance tables;
  SitingProblem problem;
  std::optional<double> threshold;  ///< as it was asked
};

/// Reads the tables that the options name, and what is asked of them. Says where numbers had to be
/// rounded. Throws UsageError for a limit that is no number, InputError for a table that cannot be
/// used.
TablesQuestion read_tables(const SitesOptions& options, const Execution& execution);

}  // namespace coverage
