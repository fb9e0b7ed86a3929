// A study that exists, stage by stage: everything that its answers need, to the table of its
// communes, then, where asked for, all other results. Prints time and peak memory of each stage as
// Markdown. Build its networks first, to measure without that.
//
// Usage: study_benchmark STUDY.toml FOLDER [THREADS] [all]

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/output/csv_files.h"
#include "libcoverage/output/result_tables.h"
#include "libcoverage/output/write_results.h"
#include "libcoverage/study/run_study.h"
#include "stage_clock.h"
#include "stage_table.h"

namespace coverage {

namespace {

std::string title_of(const Results& results, unsigned threads) {
  return fmt::format(
      "{} junctions, {} communes, {} demand points, {} facilities, {} cells × {} queries, {} "
      "threads",
      results.networks.front().junctions, results.territory.communes.size(),
      results.demand.points.size(), results.facilities.size(), results.grid.size(),
      results.queries.size(), threads);
}

void run(const std::string& file, const std::filesystem::path& folder, unsigned threads, bool all) {
  StageClock clock;
  const Execution execution{clock, threads, nullptr};
  clock.stage({"Reading the study", "Lecture de l’étude"}, {});
  const Results results = run_study(load_study(file), execution);
  clock.stage({"Table of the communes", "Tableau des communes"}, {});
  std::filesystem::create_directories(folder);
  write_file_atomically(folder / "communes.csv",
                        csv_text(commune_rows(results), CsvDialect::plain));
  print_stage_table(title_of(results, threads), clock.finish());
  if (!all) return;
  StageClock rest;
  const Execution more{rest, threads, nullptr};
  write_results(results, {.directory = folder / "results"}, more);
  print_stage_table("All other results", rest.finish());
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: study_benchmark STUDY.toml FOLDER [THREADS] [all]\n", stderr);
    return 2;
  }
  const auto threads =
      static_cast<unsigned>(argc > 3 ? coverage::parse_integer(argv[3]).value_or(1) : 1);
  try {
    coverage::run(argv[1], argv[2], threads, argc > 4 && std::string(argv[4]) == "all");
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "study_benchmark: {}\n", error.what());
    return 1;
  }
}
