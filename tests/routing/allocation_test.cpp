#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>

#include "libcoverage/routing/bounded_search.h"
#include "libcoverage/routing/k_nearest_search.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/reach_search.h"
#include "routing/random_graph.h"

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

// Every allocation of this program is counted. Not inlined: GCC would take the pairs for
// mismatched.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
// Sanitizers have one of their own, which does not fit the deletion below.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size > 0 ? size : 1);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace coverage {
namespace {

/// How often a search allocates, after it was run once on each of the questions.
template <class Run>
std::size_t allocations_after_warm_up(Run&& run) {
  for (int round = 0; round < 10; ++round) run(round);
  const std::size_t before = allocations;
  for (int round = 0; round < 10; ++round) run(round);
  return allocations - before;
}

}  // namespace

TEST_CASE("a search like one before allocates nothing") {
  std::mt19937 random(7);
  // Times of hours: entries also wait beyond the window of the queue.
  const OwnedSearchGraph graph = graph_of(2000, random_arcs(random, 2000, 40'000'000));
  std::vector<std::vector<SearchSource>> questions;
  for (int round = 0; round < 10; ++round) {
    questions.push_back(random_sources(random, 2000, 40'000'000));
  }
  const Seconds bound = Seconds::from_milliseconds(200'000'000);
  const auto question = [&](int round) -> const std::vector<SearchSource>& {
    return questions[static_cast<std::size_t>(round)];
  };
  MultiSourceDijkstra nearest(graph.view());
  CHECK(allocations_after_warm_up([&](int round) { nearest.run(question(round)); }) == 0);
  ReachSearch reach(graph.view());
  CHECK(allocations_after_warm_up([&](int round) { reach.run(question(round), bound); }) == 0);
  BoundedSearch bounded(graph.view());
  CHECK(allocations_after_warm_up(
            [&](int round) { bounded.run(question(round), {.time = bound}); }) == 0);
  KNearestSearch three_nearest(graph.view(), 3);
  CHECK(allocations_after_warm_up([&](int round) { three_nearest.run(question(round)); }) == 0);
  // The counter counts.
  CHECK(allocations_after_warm_up([&](int) { ReachSearch(graph.view()).run({}); }) > 0);
}

}  // namespace coverage
