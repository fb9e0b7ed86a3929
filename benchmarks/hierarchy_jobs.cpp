#include "hierarchy_jobs.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <random>
#include <stdexcept>

#include "boost_search.h"
#include "libcoverage/routing/batch_sweep.h"
#include "libcoverage/routing/dissection_order.h"
#include "libcoverage/routing/hierarchy_figures.h"
#include "libcoverage/routing/hierarchy_sweep.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/nearest_labels.h"
#include "libcoverage/routing/route_lengths.h"
#include "libcoverage/routing/travel_matrix.h"

namespace coverage {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// As many sets as a batch has lanes: the 30 facilities, and as many elsewhere.
std::vector<std::vector<SearchSource>> sets_of(const RoutingInput& input) {
  std::mt19937 random(6);
  std::vector<std::vector<SearchSource>> sets(BatchSweep::most_sets, input.thirty);
  for (std::size_t set = 1; set < sets.size(); ++set) {
    for (SearchSource& source : sets[set]) {
      source.vertex = input.destinations[random() % input.destinations.size()];
    }
  }
  return sets;
}

std::vector<std::vector<SearchSource>> places_of(std::span<const VertexId> vertices) {
  std::vector<std::vector<SearchSource>> places;
  for (const VertexId vertex : vertices) places.push_back({{vertex, {}, {}, 0}});
  return places;
}

void nearest_by_sweep(benchmark::State& state, const HierarchyInput& input) {
  HierarchySweep sweep(input.hierarchy);
  for (auto _ : state) sweep.run(input.routing.thirty, Travel::from_sources);
}

/// The time of one set of sixteen.
void nearest_by_batch(benchmark::State& state, const HierarchyInput& input) {
  const auto sets = sets_of(input.routing);
  const std::vector<std::span<const SearchSource>> views(sets.begin(), sets.end());
  BatchSweep sweep(input.hierarchy);
  for (auto _ : state) {
    const auto start = Clock::now();
    sweep.run(views, Travel::from_sources);
    state.SetIterationTime(seconds_since(start) / static_cast<double>(sets.size()));
  }
}

/// The answers of some sets, each with memory of its own, by one kernel.
struct SetsJob {
  std::size_t sets;
  KernelSetting kernel;
  bool with_lengths;
};
constexpr std::size_t some_sets[] = {1, 4, BatchSweep::most_sets};

/// The time of one of them.
void nearest_of_sets(benchmark::State& state, const HierarchyInput& input, const SetsJob& job) {
  auto sets = sets_of(input.routing);
  sets.resize(job.sets);
  const SearchNetwork network{input.routing.graph, &input.hierarchy, Travel::from_sources};
  Progress silent;
  for (auto _ : state) {
    const auto start = Clock::now();
    if (job.with_lengths) {
      nearest_routes(network, sets, {.kernel = job.kernel}, {silent});
    } else {
      nearest_labels(network, sets, {.kernel = job.kernel}, {silent});
    }
    state.SetIterationTime(seconds_since(start) / static_cast<double>(job.sets));
  }
}

void matrix(benchmark::State& state, const HierarchyInput& input, unsigned threads) {
  const auto places = places_of(input.routing.destinations);
  Progress silent;
  for (auto _ : state) {
    const TravelTimes times =
        travel_times({.hierarchy = input.hierarchy, .origins = places, .destinations = places},
                     {silent, threads, nullptr});
    benchmark::DoNotOptimize(times.data());
  }
}
void matrix_one_thread(benchmark::State& state, const HierarchyInput& input) {
  matrix(state, input, 1);
}
void matrix_two_threads(benchmark::State& state, const HierarchyInput& input) {
  matrix(state, input, 2);
}
void one_row_boost(benchmark::State& state, const HierarchyInput& input) {
  BoostSearch search(input.routing.graph, {});
  for (auto _ : state) search.run(input.routing.destinations.front().value());
}

void order(benchmark::State& state, const HierarchyInput& input) {
  for (auto _ : state) {
    const auto result = dissection_order(input.routing.graph);
    benchmark::DoNotOptimize(result.data());
  }
}
void complete(benchmark::State& state, const HierarchyInput& input) {
  const auto vertices = input.hierarchy.topology.vertex.span();
  for (auto _ : state) {
    const ChordalTopology topology = build_topology(input.routing.graph, vertices);
    benchmark::DoNotOptimize(topology.arc_count());
  }
}
void new_metric(benchmark::State& state, const HierarchyInput& input, unsigned threads) {
  Progress silent;
  for (auto _ : state) {
    const Hierarchy hierarchy =
        customise(input.hierarchy.topology, input.routing.graph, {silent, threads, nullptr});
    benchmark::DoNotOptimize(hierarchy.up.time_ms.size());
  }
}
void new_metric_one_thread(benchmark::State& state, const HierarchyInput& input) {
  new_metric(state, input, 1);
}
void new_metric_two_threads(benchmark::State& state, const HierarchyInput& input) {
  new_metric(state, input, 2);
}

benchmark::internal::Benchmark* add(const std::string& name,
                                    void (*job)(benchmark::State&, const HierarchyInput&),
                                    const HierarchyInput& input) {
  return benchmark::RegisterBenchmark(name.c_str(),
                                      [job, &input](benchmark::State& state) { job(state, input); })
      ->Unit(benchmark::kMillisecond);
}

void add_sets(const std::string& name, const SetsJob& job, const HierarchyInput& input) {
  benchmark::RegisterBenchmark(
      fmt::format("J1 nearest of 30, sets: {}, each/{}", job.sets, name).c_str(),
      [job, &input](benchmark::State& state) { nearest_of_sets(state, input, job); })
      ->Unit(benchmark::kMillisecond)
      ->UseManualTime();
}

}  // namespace

void print_hierarchy(const HierarchyInput& input) {
  const HierarchyFigures figures = figures_of(input.hierarchy, input.routing.graph);
  fmt::print(
      "\nHierarchy: {} shortcuts; {} arcs up and {} down are walked; {} deep; largest separators, "
      "from the top: {}; {} MiB\n",
      figures.shortcuts, figures.up_arcs, figures.down_arcs, figures.depth,
      fmt::join(figures.largest_separators, ", "), figures.bytes >> 20);
}

void register_hierarchy_jobs(const HierarchyInput& input) {
  add("J1 nearest of 30/ours, hierarchy", nearest_by_sweep, input)->UseRealTime();
  add("J1 nearest of 30/ours, 16 sets at once, each", nearest_by_batch, input)->UseManualTime();
  for (const std::size_t sets : some_sets) {
    add_sets("ours", {sets, KernelSetting::search, true}, input);
    add_sets("sweeps", {sets, KernelSetting::hierarchy, false}, input);
    add_sets("sweeps, then lengths", {sets, KernelSetting::hierarchy, true}, input);
  }
  add("J3 1,000 × 1,000 beside one row/ours", matrix_one_thread, input)->UseRealTime();
  add("J3 1,000 × 1,000 beside one row/two threads", matrix_two_threads, input)->UseRealTime();
  add("J3 1,000 × 1,000 beside one row/Boost.Graph", one_row_boost, input)->UseRealTime();
  add("hierarchy, order/ours", order, input)->UseRealTime();
  add("hierarchy, shortcuts/ours", complete, input)->UseRealTime();
  add("hierarchy, new metric/ours", new_metric_one_thread, input)->UseRealTime();
  add("hierarchy, new metric/two threads", new_metric_two_threads, input)->UseRealTime();
}

void check_hierarchy_jobs(const HierarchyInput& input) {
  MultiSourceDijkstra search(input.routing.graph);
  search.run(input.routing.thirty);
  HierarchySweep sweep(input.hierarchy);
  sweep.run(input.routing.thirty, Travel::from_sources);
  RouteLengths lengths(input.routing.graph);
  lengths.run(input.routing.thirty, sweep.labels());
  for (std::uint32_t i = 0; i < input.routing.graph.vertex_count(); ++i) {
    const VertexId v(i);
    const Label label = search.label(v);
    const bool same_label = label == sweep.label(v);
    if (same_label && (!label.reached() || search.length(v) == lengths.length(v))) continue;
    throw std::logic_error(fmt::format("a sweep differs at vertex {}", i));
  }
  const std::span places = std::span(input.routing.destinations);
  const auto origin = places_of(places.first(1));
  const auto destinations = places_of(places);
  Progress silent;
  const TravelTimes times =
      travel_times({.hierarchy = input.hierarchy, .origins = origin, .destinations = destinations},
                   {silent, 1, nullptr});
  search.run(origin.front());
  for (std::size_t d = 0; d < places.size(); ++d) {
    if (search.label(places[d]).milliseconds() == times(0, static_cast<Eigen::Index>(d))) continue;
    throw std::logic_error(fmt::format("a matrix differs at destination {}", d));
  }
}

}  // namespace coverage
