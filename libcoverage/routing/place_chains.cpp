#include "libcoverage/routing/place_chains.h"

#include <algorithm>

namespace coverage {
namespace {

struct RankedPlace {
  std::uint32_t place = 0;
  std::vector<PlaceChains::Start> starts;  ///< by rank
};

std::vector<RankedPlace> ranked(std::span<const std::uint32_t> rank,
                                std::span<const std::vector<SearchSource>> places) {
  std::vector<RankedPlace> result;
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    if (places[place].empty()) continue;
    auto& starts = result.emplace_back(RankedPlace{place, {}}).starts;
    for (const SearchSource& source : places[place]) {
      starts.push_back({rank[source.vertex.value()], source.time.milliseconds()});
    }
    std::ranges::sort(starts, {}, &PlaceChains::Start::rank);
  }
  std::ranges::sort(result, {},
                    [](const RankedPlace& p) { return std::pair(p.starts[0].rank, p.place); });
  return result;
}

}  // namespace

PlaceChains::PlaceChains(const ChordalTopology& topology, std::span<const std::uint32_t> rank,
                         std::span<const std::vector<SearchSource>> places) {
  first_start_.push_back(0);
  for (const RankedPlace& place : ranked(rank, places)) add(topology, place.place, place.starts);
}

void PlaceChains::add(const ChordalTopology& topology, std::uint32_t place,
                      std::span<const Start> starts) {
  // A start above the bottoms of several chains needs to stand on one of them only.
  const std::size_t first_chain = chains_.size();
  std::vector<std::size_t> chain_of(starts.size());
  for (std::size_t s = 0; s < starts.size(); ++s) {
    std::size_t chain = first_chain;
    while (chain < chains_.size() &&
           !topology.is_ancestor_or_self(starts[s].rank, chains_[chain].bottom)) {
      ++chain;
    }
    if (chain == chains_.size()) chains_.push_back({place, starts[s].rank});
    chain_of[s] = chain;
  }
  for (std::size_t chain = first_chain; chain < chains_.size(); ++chain) {
    for (std::size_t s = 0; s < starts.size(); ++s) {
      if (chain_of[s] == chain) starts_.push_back(starts[s]);
    }
    first_start_.push_back(static_cast<std::uint32_t>(starts_.size()));
  }
}

}  // namespace coverage
