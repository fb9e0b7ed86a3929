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

/// `main` of a command: reads the language, parses, works.
template <class Options>
int app_main(int argc, const char* const* argv, const CommandText& command,
             std::unique_ptr<CLI::App> (*make_parser)(Options&),
             int (*work)(const Options&, const Execution&)) {
  Options options;
  options.common.language = requested_language(argc, argv);
  const auto parser = make_parser(options);
  return app_main(
      command, options.common, [&] { return parse_arguments(*parser, options.common, argc, argv); },
      [&](const Execution& execution) { return work(options, execution); });
}

}  // namespace coverage
