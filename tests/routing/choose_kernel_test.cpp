#include "libcoverage/routing/choose_kernel.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

/// A two-way road of so many streets, ten seconds each.
OwnedSearchGraph road(std::uint32_t streets) {
  std::vector<PlainArc> arcs;
  for (std::uint32_t v = 0; v < streets; ++v) {
    arcs.push_back({v, v + 1, 10'000, 1});
    arcs.push_back({v + 1, v, 10'000, 1});
  }
  return graph_of(streets + 1, arcs);
}

}  // namespace

TEST_CASE("a search reaches a disc within a bound, at most the whole network") {
  const OwnedSearchGraph graph = road(9999);
  CHECK(expected_reach(graph.view(), Seconds()) == 1);
  CHECK(expected_reach(graph.view(), Seconds::from_seconds(100)) == Approx(201));
  CHECK(expected_reach(graph.view(), Seconds::from_seconds(100'000)) == 10'000);
  CHECK(expected_reach(graph.view(), Seconds::unreachable()) == 10'000);
}

TEST_CASE("the hierarchy is swept for many sets over the whole network, not for small searches") {
  const OwnedSearchGraph graph = road(9999);
  const Seconds near = Seconds::from_seconds(100), whole = Seconds::unreachable();
  const auto choice = [&](std::size_t sets, std::size_t sources, Seconds bound, bool hierarchy) {
    return choose_kernel(graph.view(), {sets, sources, bound, hierarchy});
  };
  CHECK(choice(1, 30, whole, true) == SearchKernel::hierarchy);
  CHECK(choice(16, 30, whole, true) == SearchKernel::hierarchy);
  CHECK(choice(16, 30, whole, false) == SearchKernel::search);
  CHECK(choice(1000, 1, near, true) == SearchKernel::search);
  // Twelve places of 201 vertices each: less than one sweep, more than a share of one.
  CHECK(choice(1, 12, near, true) == SearchKernel::search);
  CHECK(choice(16, 12, near, true) == SearchKernel::hierarchy);
  // Lengths, which a search knows and a sweep does not, leave a sweep ahead over the whole network.
  const auto with_lengths = [&](std::size_t sources, Seconds bound) {
    return choose_kernel(graph.view(), {16, sources, bound, true, true});
  };
  CHECK(with_lengths(12, near) == SearchKernel::search);
  CHECK(with_lengths(12, whole) == SearchKernel::hierarchy);
}

TEST_CASE("a setting decides alone, and asks for nothing that is not there") {
  const OwnedSearchGraph graph = road(9);
  const SearchTask many{.sets = 16, .has_hierarchy = true};
  const SearchTask few{.bound = Seconds(), .has_hierarchy = true};
  CHECK(choose_kernel(graph.view(), many, KernelSetting::search) == SearchKernel::search);
  CHECK(choose_kernel(graph.view(), few, KernelSetting::hierarchy) == SearchKernel::hierarchy);
  CHECK(
      error_text([&] { choose_kernel(graph.view(), {}, KernelSetting::hierarchy); }) ==
      "a search over the hierarchy is asked for, but the network has none. Build the network with "
      "its hierarchy, or let the kernel be chosen.");
}

}  // namespace coverage
