#include "hierarchy_jobs.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <random>
#include <stdexcept>

#include "boost_search.h"
#include "libcoverage/routing/batch_sweep.h"
#include "libcoverage/routing/dissection_order.h"
#include "libcoverage/routing/hierarchy_sweep.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
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
void new_metric(benchmark::State& state, const HierarchyInput& input) {
  for (auto _ : state) {
    const Hierarchy hierarchy = customise(input.hierarchy.topology, input.routing.graph);
    benchmark::DoNotOptimize(hierarchy.up.time_ms.size());
  }
}

benchmark::internal::Benchmark* add(const std::string& name,
                                    void (*job)(benchmark::State&, const HierarchyInput&),
                                    const HierarchyInput& input) {
  return benchmark::RegisterBenchmark(name.c_str(),
                                      [job, &input](benchmark::State& state) { job(state, input); })
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

void register_hierarchy_jobs(const HierarchyInput& input) {
  add("J1 nearest of 30/ours, hierarchy", nearest_by_sweep, input)->UseRealTime();
  add("J1 nearest of 30/ours, 16 sets at once, each", nearest_by_batch, input)->UseManualTime();
  add("J3 1,000 × 1,000 beside one row/ours", matrix_one_thread, input)->UseRealTime();
  add("J3 1,000 × 1,000 beside one row/two threads", matrix_two_threads, input)->UseRealTime();
  add("J3 1,000 × 1,000 beside one row/Boost.Graph", one_row_boost, input)->UseRealTime();
  add("hierarchy, order/ours", order, input)->UseRealTime();
  add("hierarchy, shortcuts/ours", complete, input)->UseRealTime();
  add("hierarchy, new metric/ours", new_metric, input)->UseRealTime();
}

void check_hierarchy_jobs(const HierarchyInput& input) {
  MultiSourceDijkstra search(input.routing.graph);
  search.run(input.routing.thirty);
  HierarchySweep sweep(input.hierarchy);
  sweep.run(input.routing.thirty, Travel::from_sources);
  for (std::uint32_t v = 0; v < input.routing.graph.vertex_count(); ++v) {
    if (search.label(VertexId(v)) == sweep.label(VertexId(v))) continue;
    throw std::logic_error(fmt::format("a sweep differs at vertex {}", v));
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
