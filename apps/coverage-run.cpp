// Runs a study: everything it asks for, into a folder.

#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/shared/app_main.h"
#include "apps/shared/run_command.h"
#include "apps/shared/run_summary.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/output/summary_json.h"
#include "libcoverage/output/write_results.h"
#include "libcoverage/study/estimate_run.h"
#include "libcoverage/study/output_place.h"
#include "libcoverage/study/run_study.h"

namespace coverage {

namespace {

Study load(const RunOptions& options) {
  auto settings = parse_settings(options.settings);
  if (options.routes) settings.emplace_back("output.routes", "true");
  Study study = load_study(options.study, settings);
  study.strict = study.strict || options.strict;
  study.output.csv_excel_fr = study.output.csv_excel_fr || options.csv == "excel-fr";
  if (!options.out.empty())
    study.output.directory = std::filesystem::absolute(options.out).string();
  return study;
}

int run(const RunOptions& options, const Execution& execution) {
  const Language language = options.common.language;
  const Study study = load(options);
  const Overwrite overwrite = options.overwrite ? Overwrite::yes : Overwrite::no;
  require_free_output(study, overwrite);
  if (options.dry_run) {
    const RunEstimate estimate = estimate_run(study, execution);
    print_result(options.common.json ? estimate_json(estimate) : estimate_text(estimate, language));
    return 0;
  }
  {
    // A folder that cannot be written to is better known now than after the computation.
    const AtomicDirectory trial(study.output.directory, overwrite);
  }
  const Results results = run_study(study, execution);
  const OutputOptions output{.directory = study.output.directory,
                             .overwrite = overwrite,
                             .csv_excel_fr = study.output.csv_excel_fr};
  write_results(results, output, execution);
  if (options.common.json) {
    print_result(summary_json(results));
  } else if (!options.common.quiet) {
    print_result(headline_text(results, output.directory.string(), language));
  }
  return 0;
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  using namespace coverage;
  return app_main(argc, argv, run_command_text(), make_run_parser, run);
}
