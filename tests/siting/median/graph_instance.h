#pragma once

#include <algorithm>
#include <random>

#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// Every node is demand and candidate on a random graph of the shape of the OR-Library's p-median
/// instances (Beasley 1985): n²⁄50 edges, whole lengths of 1 to 100, all distances, weights of 1.
inline SitingInstance graph_instance(std::uint32_t nodes, unsigned seed) {
  constexpr std::uint32_t far = 1'000'000;
  std::mt19937 random(seed);
  std::vector<std::uint32_t> length(std::size_t{nodes} * nodes, far);
  const auto at = [&](std::uint32_t a, std::uint32_t b) -> std::uint32_t& {
    return length[std::size_t{a} * nodes + b];
  };
  const auto connect = [&](std::uint32_t a, std::uint32_t b) {
    at(a, b) = at(b, a) = 1 + random() % 100;
  };
  for (std::uint32_t a = 0; a < nodes; ++a) at(a, a) = 0;
  for (std::uint32_t a = 1; a < nodes; ++a) connect(a, random() % a);  // so that it is connected
  for (std::uint32_t edge = nodes; edge < nodes * nodes / 50; ++edge) {
    const std::uint32_t a = random() % nodes, b = random() % nodes;
    if (a != b) connect(a, b);
  }
  for (std::uint32_t via = 0; via < nodes; ++via) {
    for (std::uint32_t a = 0; a < nodes; ++a) {
      const std::uint32_t before = at(a, via);
      for (std::uint32_t b = 0; b < nodes; ++b) {
        at(a, b) = std::min(at(a, b), before + at(via, b));
      }
    }
  }
  SitingInstance instance;
  instance.weight.assign(nodes, 1);
  for (std::uint32_t a = 0; a < nodes; ++a) {
    instance.sites.push_back({.id = std::to_string(a)});
    for (std::uint32_t b = 0; b < nodes; ++b) instance.values.entries.push_back({b, at(a, b)});
    instance.values.first.push_back(instance.values.entries.size());
  }
  return instance;
}

}  // namespace coverage
