#include "hierarchy_jobs.h"

#include <benchmark/benchmark.h>

#include <stdexcept>
#include <vector>

#include "libcoverage/routing/batch_sweep.h"
#include "libcoverage/routing/hierarchy_sweep.h"
#include "libcoverage/routing/multi_source_dijkstra.h"

namespace coverage {
namespace {

void check(const RoutingInput& input, const Hierarchy& hierarchy) {
  MultiSourceDijkstra search(input.graph);
  search.run(input.thirty);
  HierarchySweep sweep(hierarchy);
  sweep.run(input.thirty, Travel::from_sources);
  for (std::uint32_t v = 0; v < input.graph.vertex_count(); ++v) {
    if (search.label(VertexId(v)) == sweep.label(VertexId(v))) continue;
    throw std::logic_error("sweep and search differ at vertex " + std::to_string(v));
  }
}

void one_set(benchmark::State& state, const RoutingInput& input, const Hierarchy& hierarchy) {
  HierarchySweep sweep(hierarchy);
  for (auto _ : state) sweep.run(input.thirty, Travel::from_sources);
  state.counters["vertices"] = static_cast<double>(input.graph.vertex_count());
}

void sixteen_sets(benchmark::State& state, const RoutingInput& input, const Hierarchy& hierarchy) {
  BatchSweep sweep(hierarchy);
  const std::vector<std::span<const SearchSource>> sets(BatchSweep::most_sets, input.thirty);
  for (auto _ : state) sweep.run(sets, Travel::from_sources);
  state.counters["vertices"] =
      static_cast<double>(input.graph.vertex_count() * BatchSweep::most_sets);
}

}  // namespace

void register_hierarchy_jobs(const RoutingInput& input, const Hierarchy& hierarchy) {
  check(input, hierarchy);
  const auto add = [&](const char* name, auto* job) {
    benchmark::RegisterBenchmark(
        name, [job, &input, &hierarchy](benchmark::State& state) { job(state, input, hierarchy); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  add("J1 nearest of 30/ours, hierarchy", one_set);
  add("J1 nearest of 30/ours, hierarchy, 16 sets", sixteen_sets);
}

}  // namespace coverage
