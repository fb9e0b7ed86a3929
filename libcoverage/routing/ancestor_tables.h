#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/matrix_kernel.h"
#include "libcoverage/routing/place_chains.h"

namespace coverage {

/// Climbs from sixteen chains of places after sixteen others. One for each thread.
class AncestorTables {
 public:
  /// `chains`, `topology` and `arcs` must outlive it.
  AncestorTables(const PlaceChains& chains, const ChordalTopology& topology, const TreeArcs& arcs,
                 Simd simd)
      : chains_(chains), topology_(topology), arcs_(arcs), simd_(simd) {}

  /// The times of the chains `[first, first + 16)`; lanes that are left over repeat the last chain.
  void fill(std::size_t first, AncestorTimes& result);

 private:
  struct LaneStart {
    std::uint32_t rank;
    std::uint32_t lane;
    std::uint32_t time_ms;
  };
  void collect_starts(std::size_t first);
  void place_starts();

  const PlaceChains& chains_;
  const ChordalTopology& topology_;
  const TreeArcs& arcs_;
  Simd simd_;
  std::vector<LaneStart> starts_;
  std::vector<std::uint32_t> ranks_;
  std::vector<std::uint32_t> closure_;
  std::vector<TimeRow> climbed_;
  std::vector<TimeRow> by_depth_;
};

}  // namespace coverage
