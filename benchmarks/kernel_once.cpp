// Runs one kernel once on one fixed input, for those who count instructions: all that counts
// happens in `counted`. Prints how many vertices it answered.
//
// Usage: kernel_once nearest|three_nearest|reach|open|close|boost_nearest|boost_reach

#include <fmt/format.h>

#include <cstdio>
#include <functional>
#include <string>

#include "boost_search.h"
#include "libcoverage/routing/incremental_nearest.h"
#include "libcoverage/routing/k_nearest_search.h"
#include "libcoverage/routing/reach_search.h"
#include "perturbed_grid.h"
#include "routing_input.h"

namespace coverage {
namespace {

constexpr Seconds ten_minutes = Seconds::from_milliseconds(600'000);

/// The one function that is counted; never part of another.
__attribute__((noinline)) std::size_t counted(const std::function<std::size_t()>& kernel) {
  return kernel();
}

std::size_t nearest(const RoutingInput& input) {
  MultiSourceDijkstra search(input.graph);
  return counted([&] {
    search.run(input.thirty);
    return input.graph.vertex_count();
  });
}

std::size_t three_nearest(const RoutingInput& input) {
  KNearestSearch search(input.graph, 3);
  return counted([&] {
    search.run(input.thirty);
    return input.graph.vertex_count();
  });
}

std::size_t reach(const RoutingInput& input) {
  ReachSearch search(input.graph);
  return counted([&] {
    std::size_t settled = 0;
    for (const VertexId candidate : input.candidates) {
      const SearchSource source{candidate, Seconds(), Metres(), 0};
      search.run({&source, 1}, ten_minutes);
      settled += search.reached().size();
    }
    return settled;
  });
}

std::size_t boost_nearest(const RoutingInput& input) {
  BoostSearch search(input.graph, input.thirty);
  return counted([&] {
    search.run(search.super_source());
    return input.graph.vertex_count();
  });
}

std::size_t boost_reach(const RoutingInput& input) {
  BoostSearch search(input.graph, {});
  return counted([&] {
    std::size_t settled = 0;
    for (const VertexId candidate : input.candidates) {
      settled += search.run_bounded(candidate.value(), ten_minutes.milliseconds());
    }
    return settled;
  });
}

/// Opens and closes a facility at every candidate; counts one of both.
std::size_t change(const RoutingInput& input, bool count_opening) {
  const EditableGraph graph(input.graph);
  IncrementalNearest nearest(graph, input.facilities);
  const auto order = static_cast<std::uint32_t>(input.facilities.size());
  std::size_t changed = 0;
  for (const VertexId candidate : input.candidates) {
    const SearchSource source{candidate, Seconds(), Metres(), order};
    const auto open = [&] {
      nearest.open({&source, 1});
      return nearest.changed().size();
    };
    const auto close = [&] {
      nearest.close(order);
      return std::size_t{0};
    };
    changed += count_opening ? counted(open) : open();
    count_opening ? close() : counted(close);
  }
  return changed;
}

std::size_t run_kernel(const std::string& name, const RoutingInput& input) {
  if (name == "nearest") return nearest(input);
  if (name == "three_nearest") return three_nearest(input);
  if (name == "reach") return reach(input);
  if (name == "open") return change(input, true);
  if (name == "close") return change(input, false);
  if (name == "boost_nearest") return boost_nearest(input);
  if (name == "boost_reach") return boost_reach(input);
  return 0;
}

}  // namespace
}  // namespace coverage

int main(int argc, char** argv) {
  const coverage::PerturbedGrid grid = coverage::make_perturbed_grid({.side = 300});
  const coverage::RoutingInput input(grid.graph.view());
  const std::size_t vertices = argc > 1 ? coverage::run_kernel(argv[1], input) : 0;
  if (vertices == 0) {
    std::fputs(
        "usage: kernel_once nearest|three_nearest|reach|open|close|boost_nearest|boost_reach\n",
        stderr);
    return 2;
  }
  fmt::print("{}\n", vertices);
  return 0;
}
