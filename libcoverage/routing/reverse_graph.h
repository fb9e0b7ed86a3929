#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/network/road_network.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// A search graph that owns its arcs: built once a network, shared by all searches. The view stays
/// valid when the owner is moved.
class OwnedSearchGraph {
 public:
  OwnedSearchGraph() = default;
  OwnedSearchGraph(std::vector<std::uint32_t> first, std::vector<SearchArc> arcs,
                   std::vector<std::uint32_t> length_mm);

  SearchGraph view() const { return {first_, arcs_, length_mm_}; }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<SearchArc> arcs_;
  std::vector<std::uint32_t> length_mm_;
};

/// The arcs into each vertex, walked from head to tail: for searches from facilities.
OwnedSearchGraph reverse_graph(const RoadNetwork& network);

/// The arcs out of each vertex: for searches from homes, and for checks of the other direction.
OwnedSearchGraph forward_graph(const RoadNetwork& network);

}  // namespace coverage
