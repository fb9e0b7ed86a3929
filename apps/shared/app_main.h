#pragma once

#include <functional>

#include "apps/shared/common_options.h"
#include "libcoverage/base/execution.h"

namespace coverage {

/// Runs a command's work with progress, signals and threads set up, and turns what it throws into a
/// message on standard error and an exit status. `work` returns the status of a run that ended
/// well.
int run_guarded(const CommandText& command, const CommonOptions& options,
                const std::function<int(const Execution&)>& work);

/// Parses with `parse`, prints help or version where asked, else runs `work` guarded.
int app_main(const CommandText& command, CommonOptions& options,
             const std::function<ParseOutcome()>& parse,
             const std::function<int(const Execution&)>& work);

/// Writes a result to standard output, whole. Throws OutputError where it cannot (disk full).
void print_result(const std::string& text);

}  // namespace coverage
