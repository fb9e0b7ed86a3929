#include "libcoverage/routing/nearest_labels.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/routing/route_lengths.h"
#include "network_fixture.h"
#include "routing/plain_labels.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

std::vector<std::int64_t> plain_lengths(const SearchGraph& graph,
                                        std::span<const SearchSource> sources, Seconds bound) {
  std::vector<std::int64_t> lengths;
  for (const auto& answer : plain_nearest(graph, sources, bound)) {
    lengths.push_back(answer ? answer->length.millimetres() : RouteLengths::no_length);
  }
  return lengths;
}

}  // namespace

TEST_CASE(
    "all kernels give the labels and lengths of the plain search, whichever is chosen or asked "
    "for") {
  for (std::uint32_t seed = 0; seed < 120; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::uint32_t vertices = 1 + random() % 60;
    const std::uint32_t longest = std::vector<std::uint32_t>{3, 40, 5000}[seed % 3];
    const OwnedSearchGraph graph = graph_of(vertices, random_arcs(random, vertices, longest));
    const Hierarchy hierarchy = build_hierarchy(graph.view());
    const SearchNetwork plain{graph.view()};
    const SearchNetwork prepared{graph.view(), &hierarchy, Travel::from_sources};
    std::vector<std::vector<SearchSource>> sets(std::vector<std::size_t>{0, 1, 4, 5, 20}[seed % 5]);
    for (auto& set : sets) set = random_sources(random, vertices, longest);
    const Seconds bound =
        seed % 2 ? Seconds::from_milliseconds(2 * longest) : Seconds::unreachable();
    std::vector<std::vector<Label>> expected;
    for (const auto& set : sets) expected.push_back(plain_labels(graph.view(), set, bound));
    const Execution execution = quiet_execution(1 + seed % 3);
    REQUIRE(nearest_labels(plain, sets, {.bound = bound}, execution) == expected);
    for (const KernelSetting kernel :
         {KernelSetting::automatic, KernelSetting::search, KernelSetting::hierarchy}) {
      REQUIRE(nearest_labels(prepared, sets, {bound, kernel}, execution) == expected);
      const auto routes = nearest_routes(prepared, sets, {bound, kernel}, execution);
      REQUIRE(routes.size() == sets.size());
      for (std::size_t set = 0; set < sets.size(); ++set) {
        CAPTURE(set);
        REQUIRE(routes[set].labels == expected[set]);
        REQUIRE(routes[set].length_mm == plain_lengths(graph.view(), sets[set], bound));
      }
    }
  }
}

TEST_CASE("a hierarchy that is asked for and not there, and a source outside, are refused") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  const std::vector<std::vector<SearchSource>> sets = {{{VertexId(9), {}, {}, 0}}};
  const auto refused = [&](KernelSetting kernel) {
    return error_text(
        [&] { nearest_labels({graph.view()}, sets, {.kernel = kernel}, quiet_execution()); });
  };
  CHECK(refused(KernelSetting::hierarchy).starts_with("a search over the hierarchy is asked for"));
  CHECK(refused(KernelSetting::automatic) ==
        "source 0 (order 0) stands on vertex 9. The network has 2 vertices, numbered from 0.");
}

}  // namespace coverage
