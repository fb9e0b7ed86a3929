#include "routing_jobs.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <memory>
#include <stdexcept>

#include "boost_search.h"
#include "libcoverage/routing/incremental_nearest.h"
#include "libcoverage/routing/k_nearest_search.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/reach_matrix.h"
#include "libcoverage/routing/reach_search.h"
#include "libcoverage/routing/search_loop.h"

namespace coverage {
namespace {

constexpr Seconds ten_minutes = Seconds::from_milliseconds(600'000);

void add(const std::string& name, void (*job)(benchmark::State&, const RoutingInput&),
         const RoutingInput& input) {
  benchmark::RegisterBenchmark(name.c_str(),
                               [job, &input](benchmark::State& state) { job(state, input); })
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
}

/// The same, where a run times its own parts.
void add_timed(const std::string& name, void (*job)(benchmark::State&, const RoutingInput&),
               const RoutingInput& input) {
  benchmark::RegisterBenchmark(name.c_str(),
                               [job, &input](benchmark::State& state) { job(state, input); })
      ->Unit(benchmark::kMillisecond)
      ->UseManualTime();
}

SearchSource at(VertexId vertex) {
  return {vertex, Seconds(), Metres(), 0};
}

template <class Work>
double seconds_of(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void set_vertices(benchmark::State& state, std::size_t vertices) {
  state.counters["vertices"] = static_cast<double>(vertices);
}

// J1: the nearest facility of every vertex.

void nearest_ours(benchmark::State& state, std::span<const SearchSource> sources,
                  const SearchGraph& graph) {
  MultiSourceDijkstra search(graph);
  for (auto _ : state) search.run(sources);
  set_vertices(state, graph.vertex_count());
}
void nearest_boost(benchmark::State& state, std::span<const SearchSource> sources,
                   const SearchGraph& graph) {
  BoostSearch search(graph, sources);
  for (auto _ : state) search.run(search.super_source());
  set_vertices(state, graph.vertex_count());
}
void thirty_ours(benchmark::State& state, const RoutingInput& input) {
  nearest_ours(state, input.thirty, input.graph);
}
void thirty_boost(benchmark::State& state, const RoutingInput& input) {
  nearest_boost(state, input.thirty, input.graph);
}
void thirty_times(benchmark::State& state, const RoutingInput& input) {
  ReachSearch search(input.graph);
  for (auto _ : state) search.run(input.thirty);
  set_vertices(state, input.graph.vertex_count());
}
void three_nearest(benchmark::State& state, const RoutingInput& input) {
  KNearestSearch search(input.graph, 3);
  for (auto _ : state) search.run(input.thirty);
  set_vertices(state, input.graph.vertex_count());
}
void facilities_ours(benchmark::State& state, const RoutingInput& input) {
  nearest_ours(state, input.facilities, input.graph);
}
void facilities_boost(benchmark::State& state, const RoutingInput& input) {
  nearest_boost(state, input.facilities, input.graph);
}

// J2: who is within ten minutes of each candidate.

void reach_ours(benchmark::State& state, const RoutingInput& input) {
  ReachSearch search(input.graph);
  std::size_t settled = 0;
  for (auto _ : state) {
    settled = 0;
    for (const VertexId candidate : input.candidates) {
      const SearchSource source = at(candidate);
      search.run({&source, 1}, ten_minutes);
      settled += search.reached().size();
    }
  }
  set_vertices(state, settled);
}
void reach_boost(benchmark::State& state, const RoutingInput& input) {
  BoostSearch search(input.graph, {});
  std::size_t settled = 0;
  for (auto _ : state) {
    settled = 0;
    for (const VertexId candidate : input.candidates) {
      settled += search.run_bounded(candidate.value(), ten_minutes.milliseconds());
    }
  }
  set_vertices(state, settled);
}
/// With the rows of the matrix, where one vertex in six is a home.
void reach_rows(benchmark::State& state, const RoutingInput& input, unsigned threads) {
  std::vector<ReachTargets::Departure> homes;
  for (std::uint32_t v = 0; v < input.graph.vertex_count(); v += 6) {
    homes.push_back({VertexId(v), v / 6, Seconds::from_milliseconds(v % 1000)});
  }
  const ReachTargets targets(input.graph, static_cast<std::uint32_t>(homes.size()), homes);
  const ReachProblem problem{
      .graph = input.graph,
      .targets = targets,
      .candidates = 10 * input.candidates.size(),
      .describe =
          [&](std::size_t c, ReachCandidate& candidate) {
            candidate.sources = {at(input.candidates[c % input.candidates.size()])};
          },
      .bound = ten_minutes};
  Progress silent;
  for (auto _ : state) {
    stream_reach(problem, {silent, threads, nullptr},
                 [](std::span<const ReachRow> rows) { benchmark::DoNotOptimize(rows.data()); });
  }
}
void reach_one_thread(benchmark::State& state, const RoutingInput& input) {
  reach_rows(state, input, 1);
}
void reach_two_threads(benchmark::State& state, const RoutingInput& input) {
  reach_rows(state, input, 2);
}

// J3 without a hierarchy: a row of the matrix, to 1,000 destinations.

void row_ours(benchmark::State& state, const RoutingInput& input) {
  ReachSearch search(input.graph);
  std::size_t row = 0;
  for (auto _ : state) {
    const SearchSource source = at(input.candidates[row++ % input.candidates.size()]);
    search.start({&source, 1});
    run_until_settled(search, input.destinations);
  }
}
void row_boost(benchmark::State& state, const RoutingInput& input) {
  BoostSearch search(input.graph, {});
  std::size_t row = 0;
  for (auto _ : state) search.run(input.candidates[row++ % input.candidates.size()].value());
}

// J5: one facility or one road changes among many facilities.

struct City {
  explicit City(const RoutingInput& input)
      : graph(input.graph), nearest(graph, input.facilities), order(next_order(input)) {}
  static std::uint32_t next_order(const RoutingInput& input) {
    return static_cast<std::uint32_t>(input.facilities.size());
  }
  EditableGraph graph;
  IncrementalNearest nearest;
  std::uint32_t order;
};

/// Opens a facility at one candidate after the other and closes it again; times one of both.
void open_and_close(benchmark::State& state, const RoutingInput& input, bool time_opening) {
  City city(input);
  std::size_t next = 0, changed = 0;
  for (auto _ : state) {
    SearchSource source = at(input.candidates[next++ % input.candidates.size()]);
    source.order = city.order;
    const double opening = seconds_of([&] { city.nearest.open({&source, 1}); });
    changed += city.nearest.changed().size();
    const double closing = seconds_of([&] { city.nearest.close(city.order); });
    state.SetIterationTime(time_opening ? opening : closing);
  }
  set_vertices(state, changed / next);
}
void open_ours(benchmark::State& state, const RoutingInput& input) {
  open_and_close(state, input, true);
}
void close_ours(benchmark::State& state, const RoutingInput& input) {
  open_and_close(state, input, false);
}

/// Closes one road after the other and opens it again; times one of both.
void shut_and_clear(benchmark::State& state, const RoutingInput& input, bool time_shutting) {
  City city(input);
  std::size_t next = 0, changed = 0;
  for (auto _ : state) {
    const VertexId end = input.candidates[next++ % input.candidates.size()];
    std::vector<EditableGraph::NewTime> shut, clear;
    for (const EditableGraph::InArc& in : city.graph.arcs_into(end)) {
      shut.push_back({in.arc, Seconds::unreachable()});
      clear.push_back({in.arc, Seconds::from_milliseconds(input.graph.arcs[in.arc].time_ms)});
    }
    const double shutting = seconds_of([&] { city.nearest.follow(city.graph.set_times(shut)); });
    changed += city.nearest.changed().size();
    const double clearing = seconds_of([&] { city.nearest.follow(city.graph.set_times(clear)); });
    state.SetIterationTime(time_shutting ? shutting : clearing);
  }
  set_vertices(state, changed / next);
}
void shut_ours(benchmark::State& state, const RoutingInput& input) {
  shut_and_clear(state, input, true);
}
void clear_ours(benchmark::State& state, const RoutingInput& input) {
  shut_and_clear(state, input, false);
}

/// What memory gives at best: a gibibyte read once, in order.
void read_memory(benchmark::State& state) {
  const std::vector<std::uint64_t> memory(std::size_t{1} << 27, 1);
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const std::uint64_t word : memory) sum += word;
    benchmark::DoNotOptimize(sum);
  }
}

}  // namespace

void register_routing_jobs(const RoutingInput& input) {
  add("J1 nearest of 30/ours", thirty_ours, input);
  add("J1 nearest of 30/Boost.Graph", thirty_boost, input);
  add("J1 nearest of 30/ours, times only", thirty_times, input);
  add("J1 nearest of 30/ours, the 3 nearest", three_nearest, input);
  add("J1 nearest of n ÷ 333/ours", facilities_ours, input);
  add("J1 nearest of n ÷ 333/Boost.Graph", facilities_boost, input);
  add("J2 reach, 100 candidates/ours", reach_ours, input);
  add("J2 reach, 100 candidates/Boost.Graph", reach_boost, input);
  add("J2 rows, 1,000 candidates/ours", reach_one_thread, input);
  add("J2 rows, 1,000 candidates/two threads", reach_two_threads, input);
  add("J3 one row of 1,000/ours", row_ours, input);
  add("J3 one row of 1,000/Boost.Graph", row_boost, input);
  add_timed("J5 open one/ours", open_ours, input);
  add_timed("J5 close one/ours", close_ours, input);
  add_timed("J5 shut a place's roads/ours", shut_ours, input);
  add_timed("J5 clear them again/ours", clear_ours, input);
  benchmark::RegisterBenchmark("memory, 1 GiB read/ours", read_memory)
      ->Unit(benchmark::kMillisecond);
}

void check_routing_jobs(const RoutingInput& input) {
  MultiSourceDijkstra ours(input.graph);
  ours.run(input.facilities);
  BoostSearch boost(input.graph, input.facilities);
  boost.run(boost.super_source());
  City city(input);
  city.nearest.close(city.order / 2);
  SearchSource again = input.facilities[city.order / 2];
  city.nearest.open({&again, 1});
  for (std::uint32_t v = 0; v < input.graph.vertex_count(); ++v) {
    const Label label = ours.label(VertexId(v));
    const std::uint32_t peer = boost.time_ms(v);
    const bool same =
        label.reached() ? label.milliseconds() == peer : peer >= BoostSearch::unreached;
    if (!same || city.nearest.label(VertexId(v)) != label) {
      throw std::logic_error("answers differ at vertex " + std::to_string(v));
    }
  }
}

}  // namespace coverage
