// The searches on one network, ours and Boost.Graph's in turn, as a table of medians and ratios.
//
// Usage: routing_benchmark [--side=N | --network=FILE] [--hierarchy] [--export=DIR] [--benchmark_…]
//   --side=N        the perturbed grid of N × N junctions (default 1000)
//   --network=FILE  a network file, as `coverage-network build` leaves it
//   --hierarchy     builds a hierarchy first, and sweeps it too
//   --export=DIR    writes the network and one question with its answer as plain numbers, for other
//                   programs, and ends
// Five repetitions of each, interleaved at random, unless Google Benchmark's options say otherwise.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>

#include "hierarchy_jobs.h"
#include "libcoverage/base/text.h"
#include "libcoverage/network/network_file.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/reverse_graph.h"
#include "perturbed_grid.h"
#include "ratio_table.h"
#include "routing_jobs.h"

namespace coverage {
namespace {

struct BenchmarkOptions {
  std::uint32_t side = 1000;
  std::string network;
  std::string export_directory;
  bool with_hierarchy = false;
  std::vector<char*> others;
};

BenchmarkOptions parse_benchmark_options(int argc, char** argv) {
  BenchmarkOptions options;
  static char repetitions[] = "--benchmark_repetitions=5";
  static char interleaving[] = "--benchmark_enable_random_interleaving=true";
  options.others = {argv[0], repetitions, interleaving};
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    const auto value = option.substr(std::min(option.find('=') + 1, option.size()));
    if (option.starts_with("--side=")) {
      options.side = static_cast<std::uint32_t>(parse_integer(value).value_or(1000));
    } else if (option.starts_with("--network=")) {
      options.network = value;
    } else if (option == "--hierarchy") {
      options.with_hierarchy = true;
    } else if (option.starts_with("--export=")) {
      options.export_directory = value;
    } else {
      options.others.push_back(argv[i]);
    }
  }
  return options;
}

void write_numbers(const std::filesystem::path& path, const std::vector<std::uint32_t>& numbers) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(numbers.data()),
             static_cast<std::streamsize>(numbers.size() * sizeof(std::uint32_t)));
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

/// Tails, heads and times of arcs, the vertices of 30 facilities, and the time from each vertex to
/// the nearest of them: 32-bit numbers in this machine's order. Searches go along the arcs.
void export_input(const RoutingInput& input, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  std::vector<std::uint32_t> tails, heads, times, sources, answers;
  MultiSourceDijkstra search(input.graph);
  search.run(input.thirty);
  for (std::uint32_t v = 0; v < input.graph.vertex_count(); ++v) {
    for (std::uint32_t a = input.graph.first[v]; a < input.graph.first[v + 1]; ++a) {
      tails.push_back(v);
      heads.push_back(input.graph.arcs[a].to.value());
      times.push_back(input.graph.arcs[a].time_ms);
    }
    answers.push_back(search.label(VertexId(v)).time().milliseconds());
  }
  for (const SearchSource& source : input.thirty) sources.push_back(source.vertex.value());
  write_numbers(folder / "tails.u32", tails);
  write_numbers(folder / "heads.u32", heads);
  write_numbers(folder / "times.u32", times);
  write_numbers(folder / "sources.u32", sources);
  write_numbers(folder / "answers.u32", answers);
}

void run(BenchmarkOptions options) {
  OwnedSearchGraph graph;
  if (options.network.empty()) {
    graph = make_perturbed_grid({.side = options.side}).graph;
  } else {
    graph = reverse_graph(open_network(options.network).network);
  }
  const RoutingInput input(graph.view());
  check_routing_jobs(input);
  if (!options.export_directory.empty()) return export_input(input, options.export_directory);
  int count = static_cast<int>(options.others.size());
  benchmark::Initialize(&count, options.others.data());
  register_routing_jobs(input);
  HierarchyInput hierarchy{input, {}};
  if (options.with_hierarchy) {
    hierarchy.hierarchy = build_hierarchy(input.graph);
    check_hierarchy_jobs(hierarchy);
    register_hierarchy_jobs(hierarchy);
  }
  RatioTable table;
  benchmark::RunSpecifiedBenchmarks(&table);
  const std::string name = options.network.empty()
                               ? "perturbed grid"
                               : std::filesystem::path(options.network).stem().string();
  table.print(fmt::format("{}: {} vertices, {} arcs", name, input.graph.vertex_count(),
                          input.graph.arcs.size()));
  if (options.with_hierarchy) print_hierarchy(hierarchy);
}

}  // namespace
}  // namespace coverage

int main(int argc, char** argv) {
  try {
    coverage::run(coverage::parse_benchmark_options(argc, argv));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "routing_benchmark: {}\n", error.what());
    return 1;
  }
}
