#include "libcoverage/siting/branch_node.h"

#include <catch2/catch.hpp>
#include <queue>

namespace coverage {
namespace {

using Places = std::vector<std::uint32_t>;

std::optional<std::uint32_t> place_of(const std::vector<double>& share, const Places& opened,
                                      const Places& closed) {
  return branching_place(share, opened, closed);
}

}  // namespace

TEST_CASE("the place that was opened half of the time is branched on") {
  CHECK(place_of({1, 0.5, 0.1, 0}, {}, {}) == 1u);
  CHECK(place_of({1, 0.5, 0.1, 0}, {}, {1}) == 2u);
  CHECK(place_of({1, 0.5, 0.1, 0}, {1}, {2}) == 0u);
}

TEST_CASE(
    "of two places as doubtful the one opened more often is branched on, of equals the first") {
  CHECK(place_of({0.25, 0.75}, {}, {}) == 1u);
  CHECK(place_of({0, 0, 0}, {}, {}) == 0u);
}

TEST_CASE("nothing is branched on where all places are decided, or there is none") {
  CHECK_FALSE(place_of({0.5, 0.5}, {0}, {1}));
  CHECK_FALSE(place_of({}, {}, {}));
}

TEST_CASE("the least bound comes first, of equals the node made last") {
  std::priority_queue<BranchNode, std::vector<BranchNode>, IsLater> nodes;
  nodes.push({.bound = 3, .number = 1});
  nodes.push({.bound = 2, .number = 2});
  nodes.push({.bound = 2, .number = 3});
  std::vector<std::size_t> order;
  for (; !nodes.empty(); nodes.pop()) order.push_back(nodes.top().number);
  CHECK(order == std::vector<std::size_t>{3, 2, 1});
}

}  // namespace coverage
