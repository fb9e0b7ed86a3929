// The main job stage by stage: generates a territory of a size, runs its study, writes all results,
// and prints the time and the peak memory of each stage as a Markdown table.
//
// Usage: pipeline_benchmark JUNCTIONS DIR [THREADS] [COMMUNES]
// Fewer communes than the default make a denser territory: 1,320 for 10⁶ junctions, 100 × 100 km.

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

#include "libcoverage/base/text.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/output/write_results.h"
#include "libcoverage/study/run_study.h"
#include "libcoverage/synthetic/generate_demo.h"
#include "stage_clock.h"
#include "stage_table.h"

namespace coverage {

namespace {

void generate(std::uint64_t junctions, std::optional<std::uint32_t> communes,
              const std::filesystem::path& folder, unsigned threads) {
  StageClock clock;
  const Execution execution{clock, threads, nullptr};
  clock.stage({"Generation", "Génération"}, {});
  DemoOptions options;
  options.directory = folder;
  options.junctions = junctions;
  options.communes = communes;
  generate_demo(options, execution);
  print_stage_table(fmt::format("{} junctions, generation", junctions), clock.finish());
}

void run(const std::filesystem::path& folder, unsigned threads) {
  StageClock clock;
  const Execution execution{clock, threads, nullptr};
  const Study study = load_study((folder / "study.toml").string());
  const Results results = run_study(study, execution);
  clock.stage({"Writing results", "Écriture des résultats"}, {});
  write_results(results, {.directory = folder / "results"}, execution);
  print_stage_table(fmt::format("{} junctions, {} demand points, {} cells × {} queries, {} threads",
                                results.networks.front().junctions, results.demand.points.size(),
                                results.grid.size(), results.queries.size(), threads),
                    clock.finish());
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  const auto junctions = argc > 2 ? coverage::parse_integer(argv[1]) : std::nullopt;
  if (!junctions || *junctions <= 0) {
    std::fputs("usage: pipeline_benchmark JUNCTIONS DIR [THREADS] [COMMUNES]\n", stderr);
    return 2;
  }
  const auto threads =
      static_cast<unsigned>(argc > 3 ? coverage::parse_integer(argv[3]).value_or(1) : 1);
  std::optional<std::uint32_t> communes;
  if (argc > 4)
    communes = static_cast<std::uint32_t>(coverage::parse_integer(argv[4]).value_or(300));
  try {
    coverage::generate(static_cast<std::uint64_t>(*junctions), communes, argv[2], threads);
    coverage::run(argv[2], threads);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "pipeline_benchmark: {}\n", error.what());
    return 1;
  }
}
