#include "libcoverage/routing/place_chains.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "libcoverage/routing/hierarchy.h"
#include "random_graph.h"

namespace coverage {
namespace {

using Starts = std::multiset<std::pair<std::uint32_t, std::uint32_t>>;

Starts starts_of(const PlaceChains& chains, std::uint32_t place) {
  Starts starts;
  for (std::size_t c = 0; c < chains.chains().size(); ++c) {
    if (chains.chains()[c].place != place) continue;
    for (const auto& start : chains.starts(c)) starts.emplace(start.rank, start.time_ms);
  }
  return starts;
}

}  // namespace

TEST_CASE("the chains of a place hold each of its starts once, below which lies their bottom") {
  const auto seed = GENERATE(range(0u, 10u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const OwnedSearchGraph graph = graph_of(150, random_arcs(random, 150, 900));
  const ChordalTopology topology = build_hierarchy(graph.view()).topology;
  const std::vector<std::uint32_t> rank = ranks_of(topology);
  std::vector<std::vector<SearchSource>> places(30);
  for (auto& place : places) {
    if (random() % 5) place = random_sources(random, 150, 500);
  }
  const PlaceChains chains(topology, rank, places);
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    Starts expected;
    for (const SearchSource& source : places[place]) {
      expected.emplace(rank[source.vertex.value()], source.time.milliseconds());
    }
    CHECK(starts_of(chains, place) == expected);
  }
  std::set<std::uint32_t> seen;
  for (std::size_t c = 0; c < chains.chains().size(); ++c) {
    const auto& chain = chains.chains()[c];
    if (c == 0 || chains.chains()[c - 1].place != chain.place) {
      CHECK(seen.insert(chain.place).second);
    }
    for (const auto& start : chains.starts(c)) {
      CHECK(topology.is_ancestor_or_self(start.rank, chain.bottom));
    }
  }
}

TEST_CASE("the ends of a road lie on one chain") {
  std::mt19937 random(3);
  const std::vector<PlainArc> arcs = grid_arcs(random, 12);
  const OwnedSearchGraph graph = graph_of(144, arcs);
  const ChordalTopology topology = build_hierarchy(graph.view()).topology;
  std::vector<std::vector<SearchSource>> places;
  for (const PlainArc& arc : arcs) {
    places.push_back({{VertexId(arc.from), {}, {}, 0}, {VertexId(arc.to), {}, {}, 0}});
  }
  const PlaceChains chains(topology, ranks_of(topology), places);
  CHECK(chains.chains().size() == arcs.size());
}

}  // namespace coverage
