#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/chordal_topology.h"
#include "libcoverage/routing/label.h"

namespace coverage {

/// Places as searches over a hierarchy begin at them: of every place the chains of ancestors that
/// its vertices lie on. The ends of a road lie on one chain, so that most places have one.
class PlaceChains {
 public:
  /// Where a chain begins, and what the place adds there.
  struct Start {
    std::uint32_t rank = 0;
    std::uint32_t time_ms = 0;
  };
  struct Chain {
    std::uint32_t place = 0;
    std::uint32_t bottom = 0;  ///< its lowest rank: every other start is an ancestor of it
  };

  /// `rank` is `ranks_of` the topology. Precondition: the places are in the network.
  PlaceChains(const ChordalTopology& topology, std::span<const std::uint32_t> rank,
              std::span<const std::vector<SearchSource>> places);

  /// Those of a place follow each other; places that lie close together stand close together.
  std::span<const Chain> chains() const { return chains_; }
  std::span<const Start> starts(std::size_t chain) const {
    return std::span(starts_).subspan(first_start_[chain],
                                      first_start_[chain + 1] - first_start_[chain]);
  }

 private:
  void add(const ChordalTopology& topology, std::uint32_t place, std::span<const Start> starts);

  std::vector<Chain> chains_;
  std::vector<std::uint32_t> first_start_;
  std::vector<Start> starts_;
};

}  // namespace coverage
