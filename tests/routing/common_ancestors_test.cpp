#include "libcoverage/routing/common_ancestors.h"

#include <catch2/catch.hpp>
#include <set>

#include "libcoverage/routing/hierarchy.h"
#include "random_graph.h"

namespace coverage {
namespace {

std::set<std::uint32_t> ancestors_and_self(const ChordalTopology& topology, std::uint32_t rank) {
  std::set<std::uint32_t> ancestors;
  for (; rank != ChordalTopology::no_rank; rank = topology.parent[rank]) ancestors.insert(rank);
  return ancestors;
}

std::vector<std::uint32_t> random_ranks(std::mt19937& random, std::size_t most) {
  std::vector<std::uint32_t> ranks(random() % (most + 1));
  for (std::uint32_t& rank : ranks) rank = static_cast<std::uint32_t>(random() % 120);
  return ranks;
}

}  // namespace

TEST_CASE("the numbers of common ancestors are those that both walks to the root pass") {
  const auto seed = GENERATE(range(0u, 20u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const OwnedSearchGraph graph = graph_of(120, random_arcs(random, 120, 900));
  const ChordalTopology topology = build_hierarchy(graph.view()).topology;
  const std::vector<std::uint32_t> rows = random_ranks(random, 20);
  const std::vector<std::uint32_t> columns = random_ranks(random, seed % 3 ? 30 : 1);
  const CommonAncestors common(topology, rows, columns);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto above_row = ancestors_and_self(topology, rows[row]);
    std::vector<int> seen(columns.size(), 0);
    common.for_each(row, [&](std::uint32_t column, std::uint32_t number) {
      ++seen[column];
      std::size_t expected = 0;
      for (const std::uint32_t rank : ancestors_and_self(topology, columns[column])) {
        expected += above_row.count(rank);
      }
      CHECK(number == expected);
    });
    CHECK(seen == std::vector<int>(columns.size(), 1));
  }
}

}  // namespace coverage
